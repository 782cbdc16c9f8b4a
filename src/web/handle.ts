import type { Next, Request, RequestHandler, Response } from 'restify';

/** A handler of a route that works in its own time; what it rejects with goes to the server's error handler. */
export function handle(run: (request: Request, response: Response) => Promise<void> | void): RequestHandler {
  return (request: Request, response: Response, next: Next) => {
    Promise.resolve()
      .then(() => run(request, response))
      .then(
        () => next(),
        (error: unknown) => next(error instanceof Error ? error : new Error('a handler failed')),
      );
  };
}
