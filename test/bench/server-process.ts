import { spawn } from 'node:child_process';

export interface ServerProcess {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Runs a server of this project in a process of its own; resolves when it has printed its address. */
export async function startServer(
  script: string,
  settings: Readonly<Record<string, string>>,
): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'silent', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (data: Buffer) => {
      const found = /http:\/\/\S+?:\d+/u.exec(data.toString())?.[0];
      if (found) resolve(found);
    });
    child.once('exit', () => reject(new Error('the server ended before it was ready')));
  });
  child.removeAllListeners('exit');
  return {
    url,
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}
