import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Server } from 'restify';
import { WebSocketServer } from 'ws';
import type { Log } from '../../log.ts';
import type { ClientAddress } from '../../web/client-address.ts';
import { mayOpenSocket } from './cors.ts';
import type { StreamAddresses } from './stream-addresses.ts';
import type { Present, Streams } from './streams.ts';

export interface SocketParts {
  readonly streams: Streams;
  readonly addresses: StreamAddresses;
  readonly present: (base: string) => Present;
  readonly addressOf: (request: IncomingMessage) => ClientAddress;
  readonly origins: readonly string[];
  readonly socketsPerAddress: number;
  readonly log: Log;
}

/** Takes over the upgrades that ask for a stream, and closes all others. */
export function mountSockets(server: Server, parts: SocketParts): WebSocketServer {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024, perMessageDeflate: false });
  const perAddress = new Map<string, number>();

  const accept = async (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const { ip, base, isLocal } = parts.addressOf(request);
    const ticket = await parts.addresses.open(request.url ?? '/');
    if (!ticket || !mayOpenSocket(request, base, parts.origins))
      return refuseUpgrade(socket, '403 Forbidden');
    const limited = !ticket.trusted && !isLocal;
    const open = perAddress.get(ip) ?? 0;
    if (limited && open >= parts.socketsPerAddress) return refuseUpgrade(socket, '429 Too Many Requests');
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      if (limited) {
        perAddress.set(ip, (perAddress.get(ip) ?? 0) + 1);
        webSocket.once('close', () => {
          const left = (perAddress.get(ip) ?? 1) - 1;
          if (left > 0) perAddress.set(ip, left);
          else perAddress.delete(ip);
        });
      }
      parts.streams.add(ticket.conversation, webSocket, ticket.after, parts.present(base));
    });
  };

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    accept(request, socket, head).catch((error: unknown) => {
      parts.log.error({ err: error }, 'upgrade failed');
      socket.destroy();
    });
  });
  return sockets;
}

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
