import type { IncomingMessage, ServerResponse } from 'node:http';

/** Guards that run before restify touches a request. False means: answered, go no further. */
export type Guard = (request: IncomingMessage, response: ServerResponse) => boolean;

function refuse(response: ServerResponse, status: number, code: string, message: string): false {
  response.statusCode = status;
  response.setHeader('connection', 'close');
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.end(JSON.stringify({ error: { code, message } }));
  return false;
}

/** A malformed Host header or address would throw inside the router, outside any handler, and end the process. */
export const guardAddress: Guard = (request, response) => {
  try {
    const base = `http://${request.headers.host || 'localhost'}`;
    const url = request.url ?? '/';
    const parsed = url.startsWith('/') ? new URL(base + url) : new URL(url, base);
    decodeURI(parsed.pathname);
    return true;
  } catch {
    return refuse(response, 400, 'BadArgument', 'Địa chỉ không hợp lệ.');
  }
};

/** A few kilobytes can inflate to gigabytes, and no client of ours compresses what it sends. */
export const guardEncoding: Guard = (request, response) => {
  const encoding = request.headers['content-encoding'];
  if (encoding === undefined || encoding === 'identity') return true;
  return refuse(response, 415, 'UnsupportedEncoding', 'Máy chủ không nhận nội dung nén.');
};

export interface BodyPace {
  /** A body may be as slow as it likes for this long. */
  readonly graceMs: number;
  readonly minBytesPerSecond: number;
  readonly maxMs: number;
}

/**
 * Cuts a request whose body trickles in. Measured on the socket, so that it holds for every route, also for those
 * that never read the body, while a photo over a slow line gets the time it needs.
 */
export function guardSlowBody(pace: BodyPace): Guard {
  return (request) => {
    const { headers, socket } = request;
    if (!(Number(headers['content-length']) > 0) && headers['transfer-encoding'] === undefined) return true;
    const startedAt = performance.now();
    const bytesBefore = socket.bytesRead;
    const timer = setInterval(
      () => {
        if (request.complete || socket.destroyed) return clearInterval(timer);
        const elapsed = performance.now() - startedAt;
        const perSecond = ((socket.bytesRead - bytesBefore) * 1000) / elapsed;
        if (elapsed < pace.graceMs || (elapsed < pace.maxMs && perSecond >= pace.minBytesPerSecond)) return;
        clearInterval(timer);
        socket.end('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
        socket.destroySoon();
      },
      Math.min(1000, pace.graceMs / 2),
    );
    timer.unref();
    request.once('end', () => clearInterval(timer));
    request.once('close', () => clearInterval(timer));
    return true;
  };
}
