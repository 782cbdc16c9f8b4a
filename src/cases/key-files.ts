import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { ServiceError } from '../errors.ts';
import { newKeyRing, type KeyRing } from './personal-data.ts';

const key = z
  .base64()
  .transform((text) => new Uint8Array(Buffer.from(text, 'base64')))
  .refine((bytes) => bytes.length === 32, 'phải dài 32 byte');
const schema = z.strictObject({
  wrapping: z.array(z.strictObject({ id: z.string().min(1), key })).min(1),
  index: key,
  secret: key,
});

/** The two rings: everybody's data, and denouncers' identities, each in a file of its own. */
export const caseKeyFile = 'cases.json';
export const identityKeyFile = 'identities.json';

/** Undefined when the file is not there. Refuses a file that others may read, or that is not a key file. */
export function readKeys(folder: string, name: string): KeyRing | undefined {
  const path = join(folder, name);
  if (!existsSync(path)) return undefined;
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
    throw new ServiceError('keys/exposed', `${path} can be read by others.`, `chmod 600 ${path}`);
  }
  return parseKeys(readFileSync(path, 'utf8'), path);
}

/** The same form as the file, from a setting or a secret store. */
export function parseKeys(text: string, from: string): KeyRing {
  const parsed = schema.safeParse(fromJson(text));
  if (parsed.success) return parsed.data;
  throw new ServiceError('keys/invalid', `${from} is not a key file.`, 'Put back the file from the backup.');
}

/** Writes the keys so that a power cut leaves either the old file or the whole new one. */
export function writeKeys(folder: string, name: string, ring: KeyRing): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, name);
  const draft = join(folder, `.${name}.${randomUUID()}`);
  const file = openSync(draft, 'wx', 0o600);
  try {
    writeSync(file, printKeys(ring));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
  syncFolder(dirname(path));
}

/**
 * Reads the keys, or makes them when there are none yet and nothing was sealed (`mayCreate`). Sealed data
 * without its key is never papered over by a new key.
 */
export function openKeys(folder: string, name: string, mayCreate: boolean, id: string): KeyRing {
  const found = readKeys(folder, name);
  if (found) return found;
  if (!mayCreate) {
    throw new ServiceError(
      'keys/missing',
      `The database holds sealed data, but ${join(folder, name)} is missing.`,
      'Put back the key file; without it the personal data cannot be read.',
    );
  }
  const ring = newKeyRing(id);
  writeKeys(folder, name, ring);
  return ring;
}

export function printKeys({ wrapping, index, secret }: KeyRing): string {
  const rings = wrapping.map(({ id, key }) => ({ id, key: base64(key) }));
  return `${JSON.stringify({ wrapping: rings, index: base64(index), secret: base64(secret) }, null, 2)}\n`;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function syncFolder(folder: string): void {
  if (process.platform === 'win32') return; // Windows cannot open a folder to sync it
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
