import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client } from 'pg';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { startPostgres, type PostgresServer } from './fakes/postgres-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where a test file asks for the PostgreSQL of this run. */
    postgresDoor: string;
  }
}

/**
 * vitest's global set-up: offers one PostgreSQL to all test files of a run. It is brought up when the
 * first of them asks, so a run without database tests does not wait for it.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let server: Promise<PostgresServer> | undefined;
  const key = `/${randomBytes(12).toString('hex')}`;
  const door = createServer((request, response) => {
    if (request.url === key) server ??= startPostgres();
    Promise.resolve(request.url === key ? server : undefined).then(
      (running) => response.writeHead(running ? 200 : 404).end(running?.url),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  }).listen(0, '127.0.0.1');
  await once(door, 'listening');
  project.provide('postgresDoor', `http://127.0.0.1:${(door.address() as AddressInfo).port}${key}`);
  return async () => {
    door.close();
    await (await server?.catch(() => undefined))?.stop();
  };
}

let ownServer: Promise<PostgresServer> | undefined;

/** The URL of a new, empty database on a real PostgreSQL. */
export async function createPostgresDatabase(): Promise<string> {
  const server = await serverUrl();
  const name = `test_${randomBytes(8).toString('hex')}`;
  const client = new Client({ connectionString: server });
  await client.connect();
  await client.query(`create database ${name} template template0`);
  await client.end();
  return Object.assign(new URL(server), { pathname: `/${name}` }).href;
}

async function serverUrl(): Promise<string> {
  if (process.env.TEST_DATABASE_URL) return process.env.TEST_DATABASE_URL;
  const door = inject('postgresDoor') as string | undefined;
  if (door === undefined) {
    // Run without the global set-up: a server for this file alone, stopped when its process ends.
    ownServer ??= startPostgres();
    return (await ownServer).url;
  }
  const answer = await fetch(door);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`PostgreSQL for tests could not be started: ${text}`);
  return text;
}
