import type { IncomingMessage } from 'node:http';
import busboy from 'busboy';
import type { NewAttachment } from '../cases/submission.ts';
import { readBody } from './request-body.ts';

/** What a form sent. A field that is not there is empty text. */
export interface Form {
  text(name: string): string;
  all(name: string): readonly string[];
  readonly files: readonly NewAttachment[];
}

export type FormReading =
  { readonly form: Form; readonly problem?: undefined } | { readonly problem: FormProblem };
export type FormProblem = 'too-large' | 'cut-off' | 'not-a-form';

/** What one form may send, in bytes. */
export interface FormLimits {
  /** Of one field that is no file. */
  readonly field: number;
  /** Of all files together. */
  readonly files: number;
}

const usual: FormLimits = { field: 64 * 1024, files: 10 * 1024 * 1024 };
const mostFiles = 5;
const mostFields = 60;
const mostNameLength = 200;

export const emptyForm = formOf([], []);

/** Reads a form of either kind, at most 64 KB of fields and 10 MB with files unless told otherwise. */
export async function readForm(request: IncomingMessage, limits = usual): Promise<FormReading> {
  const type = request.headers['content-type'] ?? '';
  const isUpload = type.startsWith('multipart/form-data');
  if (!isUpload && !type.startsWith('application/x-www-form-urlencoded')) {
    await readBody(request, 0);
    return { problem: 'not-a-form' };
  }
  const reading = await readBody(request, isUpload ? limits.files + limits.field : limits.field);
  if (reading.problem) return { problem: reading.problem };
  if (!isUpload) return { form: formOf([...new URLSearchParams(reading.body.toString('utf8'))], []) };
  return readUpload(request.headers, reading.body, limits);
}

function readUpload(
  headers: IncomingMessage['headers'],
  body: Buffer,
  { field, files: fileSize }: FormLimits,
): Promise<FormReading> {
  return new Promise((resolve) => {
    const fields: [string, string][] = [];
    const files: NewAttachment[] = [];
    const refuse = (problem: FormProblem) => resolve({ problem });
    try {
      const limits = { fieldSize: field, fields: mostFields, files: mostFiles, fileSize };
      const parser = busboy({ headers, limits, defParamCharset: 'utf8' });
      parser.on('field', (name, value, { valueTruncated }) => {
        if (valueTruncated) refuse('too-large');
        fields.push([name, value]);
      });
      parser.on('file', (_field, stream, { filename, mimeType }) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const bytes = Buffer.concat(chunks);
          if (bytes.length > 0) files.push({ name: fileName(filename), mediaType: mimeType, bytes });
        });
      });
      parser.on('filesLimit', () => refuse('too-large'));
      parser.on('fieldsLimit', () => refuse('not-a-form'));
      parser.on('error', () => refuse('not-a-form'));
      parser.on('close', () => resolve({ form: formOf(fields, files) }));
      parser.end(body);
    } catch {
      refuse('not-a-form');
    }
  });
}

function formOf(fields: readonly (readonly [string, string])[], files: readonly NewAttachment[]): Form {
  const all = (name: string) => fields.filter(([key]) => key === name).map(([, value]) => clean(value));
  return { all, text: (name) => all(name)[0] ?? '', files };
}

/** Browsers send line ends as CR LF; what is kept has LF and no control characters. */
function clean(value: string): string {
  return value
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000B-\u001F\u007F]/g, '')
    .normalize('NFC')
    .trim();
}

function fileName(name: string | undefined): string {
  const plain = (name ?? '').replace(/[\u0000-\u001F\u007F/\\]/g, ' ').trim();
  return plain.slice(0, mostNameLength) || 'tệp';
}
