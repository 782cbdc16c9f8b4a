import type { Request, Response, Server } from 'restify';
import { handle } from './handle.ts';

/** An address that can be read, and asked about without its body, as monitors and link checkers do. */
export function readable(
  server: Server,
  path: string,
  run: (request: Request, response: Response) => Promise<void> | void,
): void {
  server.get(path, handle(run));
  server.head(path, handle(run));
}
