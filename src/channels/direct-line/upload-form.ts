import busboy from 'busboy';
import type { IncomingMessage } from 'node:http';

export interface UploadLimits {
  readonly files: number;
  /** Of all files of one message together. */
  readonly bytes: number;
}

export interface SentFile {
  readonly name: string;
  readonly body: Buffer;
}

export type FormReading =
  | { readonly activity: unknown; readonly files: readonly SentFile[]; readonly problem?: undefined }
  | { readonly problem: 'size' | 'count' | 'broken' };

const maxActivityBytes = 512 * 1024; // Web Chat may put a thumbnail of each picture into it

/**
 * The parts of a message with files: the activity, sent as a file named "blob", and any number of parts that are all
 * named "file". On the first problem the rest is read and thrown away, so that the client hears the answer.
 */
export function readForm(request: IncomingMessage, limits: UploadLimits): Promise<FormReading> {
  return new Promise((resolve) => {
    const files: SentFile[] = [];
    let activity: string | undefined;
    let problem: 'size' | 'count' | 'broken' | undefined;
    let size = 0;
    const parser = openParser(request, limits);
    if (!parser) {
      request.resume();
      return resolve({ problem: 'broken' });
    }
    const fail = (reason: 'size' | 'count' | 'broken') => {
      problem ??= reason;
      files.length = 0;
    };
    const finish = () => {
      if (problem) return resolve({ problem });
      const value = parse(activity);
      resolve(value === undefined ? { problem: 'broken' } : { activity: value, files });
    };

    parser.on('file', (part, stream, { filename }) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      stream.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (part === 'activity' ? bytes > maxActivityBytes : (size += chunk.length) > limits.bytes)
          fail('size');
        if (!problem) chunks.push(chunk);
      });
      stream.once('limit', () => fail('size'));
      stream.once('error', () => fail('broken'));
      stream.once('close', () => {
        if (problem) return;
        if (part === 'activity') activity = Buffer.concat(chunks).toString('utf8');
        else if (part === 'file') files.push({ name: filename ?? '', body: Buffer.concat(chunks) });
      });
    });
    parser.on('field', (name, value) => {
      if (name === 'activity') activity = value;
    });
    parser.once('filesLimit', () => fail('count'));
    parser.once('partsLimit', () => fail('count'));
    parser.once('error', () => {
      fail('broken');
      request.unpipe(parser);
      request.resume();
      request.once('end', finish);
    });
    parser.once('close', finish);
    request.once('close', () => {
      if (request.complete) return; // the parser is still at work on what came
      fail('broken');
      finish();
    });
    request.pipe(parser);
  });
}

function openParser(request: IncomingMessage, limits: UploadLimits) {
  try {
    return busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: {
        files: limits.files + 1,
        fileSize: limits.bytes,
        fields: 2,
        fieldSize: maxActivityBytes,
        parts: limits.files + 3,
        headerPairs: 40,
      },
    });
  } catch {
    return undefined; // not a multipart form
  }
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '') as unknown;
  } catch {
    return undefined;
  }
}
