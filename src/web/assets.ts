import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Request, Response } from 'restify';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const incompressible = new Set(['.woff2']);
/** Above this the best compression keeps the first who asks waiting for ten seconds, for a tenth less to send. */
const largeBytes = 500_000;

interface Asset {
  readonly name: string;
  readonly body: Buffer;
  readonly type: string;
  readonly etag: string;
  /** Undefined where it does not get smaller. Each form is made for the first who asks for it, and kept. */
  readonly packed: Readonly<Record<Encoding, () => Promise<Buffer>>> | undefined;
}

type Encoding = 'br' | 'gzip';

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);
const publicFolder = join(import.meta.dirname, 'public');

/** The static files of the public pages, each in memory, compressed once, under an address that changes with them. */
export class Assets {
  private constructor(
    private readonly assets: ReadonlyMap<string, Asset>,
    /** Part of every address; a changed file changes it, so that browsers may keep what they have for ever. */
    readonly version: string,
  ) {}

  /** `more` are files of other rooms, by their paths. Resolves when everything can be served. */
  static async load(more: readonly string[] = []): Promise<Assets> {
    const others = more.map(async (path): Promise<[string, Buffer]> => [
      basename(path),
      await readFile(path),
    ]);
    const sources = [...(await ownFiles()), ...(await packageFiles()), ...(await Promise.all(others))];
    const assets = new Map(sources.map(([name, body]) => [name, toAsset(name, body)]));
    const all = createHash('sha256');
    for (const name of [...assets.keys()].sort()) all.update(assets.get(name)?.etag ?? '');
    return new Assets(assets, all.digest('hex').slice(0, 12));
  }

  url(name: string): string {
    if (!this.assets.has(name)) throw new Error(`no asset ${name}`);
    return `/assets/${this.version}/${name}`;
  }

  /** Resolves to false when there is no such file. */
  async serve(name: string, request: Request, response: Response, cacheControl: string): Promise<boolean> {
    const asset = this.assets.get(name);
    if (!asset) return false;
    const encoding = best(asset, request.headers['accept-encoding']?.toString() ?? '');
    const etag = `"${asset.etag}${encoding ? `-${encoding}` : ''}"`;
    response.setHeader('Content-Type', asset.type);
    response.setHeader('Cache-Control', cacheControl);
    response.setHeader('Vary', 'Accept-Encoding');
    response.setHeader('ETag', etag);
    if (request.headers['if-none-match']?.split(/,\s*/).includes(etag)) {
      response.sendRaw(304, '');
      return true;
    }
    const body = (encoding && (await asset.packed?.[encoding]())) ?? asset.body;
    if (encoding) response.setHeader('Content-Encoding', encoding);
    response.setHeader('Content-Length', body.length);
    response.sendRaw(200, body);
    return true;
  }
}

function toAsset(name: string, body: Buffer): Asset {
  const etag = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  const extension = extname(name);
  const large = body.length > largeBytes;
  const packed = incompressible.has(extension)
    ? undefined
    : {
        br: once(() => brotliAt(large ? 9 : 11, body)),
        gzip: once(() => compressGzip(body, { level: large ? 6 : 9 })),
      };
  return { name, body, etag, type: types[extension] ?? 'application/octet-stream', packed };
}

function best({ packed }: Asset, accepted: string): Encoding | undefined {
  if (packed && /\bbr\b/.test(accepted)) return 'br';
  return packed && /\bgzip\b/.test(accepted) ? 'gzip' : undefined;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

function brotliAt(quality: number, body: Buffer): Promise<Buffer> {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants;
  return compressBrotli(body, {
    params: { [BROTLI_PARAM_QUALITY]: quality, [BROTLI_PARAM_SIZE_HINT]: body.length },
  });
}

const ownNames = [
  'tokens.css',
  'site.css',
  'chat.css',
  'reader.css',
  'track.css',
  'mark.svg',
  'display.js',
  'early.js',
  'chat.js',
  'connection.js',
  'feedback.js',
  'look.js',
  'reader.js',
  'widget.js',
];

function ownFiles(): Promise<[string, Buffer][]> {
  return Promise.all(
    ownNames.map(async (name): Promise<[string, Buffer]> => [name, await readFile(join(publicFolder, name))]),
  );
}

/** The Web Chat client and the typeface, straight from their packages. */
async function packageFiles(): Promise<[string, Buffer][]> {
  const require = createRequire(import.meta.url);
  // The package exports neither file nor folder, but its main module lies in a folder beside them.
  const webChat = join(dirname(require.resolve('botframework-webchat')), '..', 'dist', 'webchat.js');
  const fonts = dirname(require.resolve('@fontsource/be-vietnam-pro/400.css'));
  const faces = ['400', '600', '700'].flatMap((weight) =>
    ['vietnamese', 'latin'].map((subset) => `be-vietnam-pro-${subset}-${weight}-normal.woff2`),
  );
  return Promise.all([
    readFile(webChat).then((body): [string, Buffer] => ['webchat.js', body]),
    ...faces.map(async (face): Promise<[string, Buffer]> => [
      face,
      await readFile(join(fonts, 'files', face)),
    ]),
  ]);
}
