import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the stand-in does with the next calls. */
export type CluBehaviour =
  | { readonly kind: 'answer'; readonly prediction: unknown }
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | { readonly kind: 'raw'; readonly body: string }
  | { readonly kind: 'silence' }
  | { readonly kind: 'hang-up' };

export interface CluCall {
  readonly method: string;
  readonly path: string;
  readonly apiVersion: string | null;
  readonly key: string | undefined;
  readonly body: unknown;
}

export interface CluStandIn {
  readonly endpoint: string;
  readonly calls: readonly CluCall[];
  /** The behaviours are used up in order; the last one stays. */
  behave(...behaviours: readonly CluBehaviour[]): void;
  close(): Promise<void>;
}

export const standInKey = 'stand-in-key';

async function readJson(request: IncomingMessage): Promise<unknown> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(Buffer.from(piece as Uint8Array));
  return JSON.parse(Buffer.concat(pieces).toString('utf8'));
}

function send(response: ServerResponse, status: number, body: string, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body);
}

/** A real HTTP server with the one REST call of the service: keys, paths, errors and answers in its own shapes. */
export async function startCluStandIn(): Promise<CluStandIn> {
  const calls: CluCall[] = [];
  let queue: readonly CluBehaviour[] = [{ kind: 'status', status: 500 }];

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://stand-in');
    const key = request.headers['ocp-apim-subscription-key'];
    const body = await readJson(request);
    calls.push({
      method: request.method ?? '',
      path: url.pathname,
      apiVersion: url.searchParams.get('api-version'),
      key: typeof key === 'string' ? key : undefined,
      body,
    });
    if (key !== standInKey)
      return send(
        response,
        401,
        JSON.stringify({ error: { code: '401', message: 'Access denied due to invalid key.' } }),
      );
    const [next, ...later] = queue;
    if (later.length > 0) queue = later;
    switch (next?.kind) {
      case 'answer':
        return send(
          response,
          200,
          JSON.stringify({ kind: 'ConversationResult', result: { query: '', prediction: next.prediction } }),
        );
      case 'raw':
        return send(response, 200, next.body);
      case 'hang-up':
        request.socket.destroy();
        return undefined;
      case 'silence':
        return undefined;
      default: {
        const status = next?.status ?? 500;
        return send(
          response,
          status,
          JSON.stringify({ error: { code: String(status), message: 'No.' } }),
          next?.headers,
        );
      }
    }
  };

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    calls,
    behave(...behaviours) {
      queue = behaviours;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A prediction as the service writes it. */
export function predictionOf(
  ranked: Readonly<Record<string, number>>,
  entities: readonly unknown[] = [],
): Record<string, unknown> {
  const intents = Object.entries(ranked).map(([category, confidenceScore]) => ({
    category,
    confidenceScore,
  }));
  return { topIntent: intents[0]?.category, projectKind: 'Conversation', intents, entities };
}
