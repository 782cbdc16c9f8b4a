import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { ServiceError } from '../errors.ts';

/**
 * A backup is one gzip file of JSON lines: the header, for each table its columns and then its rows, the
 * numbers last given, for each file its name and then its bytes, and the end with counts and the SHA-256 of
 * all lines before it. It reads without this program (`gunzip -c FILE`), and is the same for both databases.
 */
export type BackupLine = Header | TableLine | Row | SequencesLine | FileLine | Chunk | End;

export interface Header {
  readonly backup: 'tro-ly-ke-hoach';
  readonly version: 1;
  readonly createdAt: string;
  /** The steps of the schema that the tables had. */
  readonly steps: readonly string[];
}

export interface TableLine {
  readonly table: string;
  readonly columns: readonly string[];
}

export type Cell = string | number | null | { readonly bytes: string };
export type Row = readonly Cell[];

/** The last number given in each table that numbers its rows, which its rows may no longer show. */
export interface SequencesLine {
  readonly sequences: Readonly<Record<string, number>>;
}

export interface FileLine {
  readonly file: string;
  readonly size: number;
}

/** A piece of the file before it, base64. */
export type Chunk = string;

export interface Totals {
  readonly rows: Readonly<Record<string, number>>;
  readonly files: number;
}

export interface End extends Totals {
  readonly end: string;
}

/** Characters handed on at once: line by line, the streams cost more than the rows. */
const PIECE = 100_000;

/** Writes the lines and an end over them. The file appears under its name only when it is whole and on disk. */
export async function writeBackup(path: string, lines: AsyncIterable<BackupLine>): Promise<Totals> {
  const draft = `${path}.part`;
  const tally = new Tally();
  async function* texts(): AsyncGenerator<string> {
    let piece = '';
    for await (const line of lines) {
      piece += tally.take(`${JSON.stringify(line)}\n`, line);
      if (piece.length < PIECE) continue;
      yield piece;
      piece = '';
    }
    yield `${piece}${JSON.stringify({ end: tally.digest(), ...tally.totals() } satisfies End)}\n`;
  }
  try {
    await pipeline(
      Readable.from(texts()),
      createGzip(),
      createWriteStream(draft, { flags: 'wx', mode: 0o600 }),
    );
    await sync(draft);
    await rename(draft, path);
    if (process.platform !== 'win32') await sync(dirname(path));
  } catch (error) {
    if (!isCode(error, 'EEXIST')) await rm(draft, { force: true });
    throw error;
  }
  return tally.totals();
}

/**
 * Reads the lines back, without the end. Throws, at the latest where the end should be, when the file is cut
 * off, altered, or no backup: whoever acts on the lines must undo it then.
 */
export async function* readBackup(path: string): AsyncGenerator<Exclude<BackupLine, End>> {
  const tally = new Tally();
  let end: End | undefined;
  try {
    for await (const text of textLines(path)) {
      const line = JSON.parse(text) as BackupLine;
      if (end || (tally.isEmpty && !isHeader(line))) throw damaged();
      if (typeof line === 'object' && line !== null && 'end' in line) {
        end = line;
      } else {
        tally.take(`${text}\n`, line);
        yield line;
      }
    }
  } catch (cause) {
    if (cause instanceof SyntaxError || isCode(cause, 'Z_')) throw damaged(cause);
    throw cause;
  }
  if (end?.end !== tally.digest() || JSON.stringify(totalsOf(end)) !== JSON.stringify(tally.totals())) {
    throw damaged();
  }
}

class Tally {
  private readonly hash = createHash('sha256');
  private readonly rows: Record<string, number> = {};
  private files = 0;
  private table = '';
  isEmpty = true;

  take(text: string, line: BackupLine): string {
    this.hash.update(text);
    this.isEmpty = false;
    if (Array.isArray(line)) this.rows[this.table] = (this.rows[this.table] ?? 0) + 1;
    else if (isTable(line)) this.rows[(this.table = line.table)] = 0;
    else if (isFile(line)) this.files += 1;
    return text;
  }

  digest(): string {
    return this.hash.copy().digest('hex');
  }

  totals(): Totals {
    return { rows: this.rows, files: this.files };
  }
}

export function isHeader(line: BackupLine): line is Header {
  return isObject(line) && 'backup' in line && line.backup === 'tro-ly-ke-hoach' && line.version === 1;
}

export function isTable(line: BackupLine): line is TableLine {
  return isObject(line) && 'table' in line;
}

export function isFile(line: BackupLine): line is FileLine {
  return isObject(line) && 'file' in line;
}

export function isSequences(line: BackupLine): line is SequencesLine {
  return isObject(line) && 'sequences' in line;
}

export function isRow(line: BackupLine): line is Row {
  return Array.isArray(line);
}

function isObject(line: BackupLine): line is Exclude<BackupLine, Row | Chunk> {
  return typeof line === 'object' && line !== null && !Array.isArray(line);
}

function totalsOf({ rows, files }: End): Totals {
  return { rows, files };
}

async function* textLines(path: string): AsyncGenerator<string> {
  const source = createReadStream(path);
  const unzipped = createGunzip().setEncoding('utf8');
  source.on('error', (error) => unzipped.destroy(error));
  source.pipe(unzipped);
  let pieces: string[] = [];
  for await (const chunk of unzipped as AsyncIterable<string>) {
    const [first = '', ...rest] = chunk.split('\n');
    pieces.push(first);
    for (const next of rest) {
      yield pieces.join('');
      pieces = [next];
    }
  }
  if (pieces.some(Boolean)) throw damaged();
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync();
  await handle.close();
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith(code);
}

function damaged(cause?: unknown): ServiceError {
  return new ServiceError(
    'backup/damaged',
    'The backup file is cut off, altered, or not a backup of this program.',
    'Use another backup.',
    { cause },
  );
}
