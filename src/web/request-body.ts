import type { IncomingMessage } from 'node:http';

export type BodyReading =
  { readonly body: Buffer; readonly problem?: undefined } | { readonly problem: 'too-large' | 'cut-off' };

/**
 * The body of a request, at most `limit` bytes.
 *
 * A longer one is read to its end and thrown away, because a client that is still sending cannot hear the answer;
 * how long a body may take is the server's guard (see `guardSlowBody`).
 */
export function readBody(request: IncomingMessage, limit: number): Promise<BodyReading> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else chunks.length = 0;
    });
    request.once('end', () =>
      resolve(size > limit ? { problem: 'too-large' } : { body: Buffer.concat(chunks, size) }),
    );
    request.once('error', () => resolve({ problem: 'cut-off' }));
    request.once('close', () => resolve({ problem: 'cut-off' }));
  });
}

export type JsonReading =
  | { readonly value: unknown; readonly problem?: undefined }
  | { readonly problem: 'too-large' | 'cut-off' | 'not-json' };

/** As `readBody`, parsed. An empty body is an empty object, as Direct Line clients expect. */
export async function readJson(request: IncomingMessage, limit: number): Promise<JsonReading> {
  const reading = await readBody(request, limit);
  if (reading.problem) return reading;
  const text = reading.body.toString('utf8').trim();
  if (!text) return { value: {} };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { problem: 'not-json' };
  }
}
