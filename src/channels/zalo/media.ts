import { request as plainRequest, type IncomingMessage } from 'node:http';
import { request as secureRequest } from 'node:https';
import { isThisMachine } from '../this-machine.ts';
import { lookupPublic } from './lookup-public.ts';

export interface MediaLimits {
  readonly maxBytes: number;
  readonly timeoutMs: number;
}

/** `elsewhere`: the address is not Zalo's. `gone`: Zalo has it no more, or did not answer. */
export type Fetched = { readonly bytes: Buffer } | { readonly problem: 'elsewhere' | 'too-large' | 'gone' };

/** Zalo's file servers. The name must end in the domain: "zdn.vn.example.com" does not. */
const zaloFiles = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+zdn\.vn$/u;

/**
 * Where a file may be fetched: from Zalo's file servers over https, or from the very stand-in that plays Zalo on
 * this machine. The address comes out of a message, so nothing else in the network is ever asked.
 */
export function mediaAddress(link: string, api: URL): URL | undefined {
  if (!URL.canParse(link)) return undefined;
  const url = new URL(link);
  if (isThisMachine(api) && url.origin === api.origin) return url;
  if (!/^https?:$/u.test(url.protocol) || url.port !== '' || url.username || url.password) return undefined;
  if (!zaloFiles.test(url.hostname)) return undefined;
  url.protocol = 'https:';
  return url;
}

/** One file. Redirects are not followed, private addresses not connected to, and it never rejects. */
export async function fetchMedia(link: string, api: URL, limits: MediaLimits): Promise<Fetched> {
  const url = mediaAddress(link, api);
  if (!url) return { problem: 'elsewhere' };
  try {
    const response = await open(url, AbortSignal.timeout(limits.timeoutMs));
    if (response.statusCode !== 200) {
      response.destroy();
      return { problem: 'gone' };
    }
    return await read(response, limits.maxBytes);
  } catch {
    return { problem: 'gone' };
  }
}

function open(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing =
      url.protocol === 'https:'
        ? secureRequest(url, { lookup: lookupPublic, signal, agent: false })
        : plainRequest(url, { signal, agent: false });
    outgoing.once('response', resolve).once('error', reject).end();
  });
}

async function read(response: IncomingMessage, maxBytes: number): Promise<Fetched> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    size += (chunk as Buffer).length;
    if (size > maxBytes) {
      response.destroy();
      return { problem: 'too-large' };
    }
    chunks.push(chunk as Buffer);
  }
  return { bytes: Buffer.concat(chunks, size) };
}
