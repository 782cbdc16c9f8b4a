import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { ServiceError } from '../errors.ts';

/** Encrypts what the database must not hold in clear. `about` binds the text to its place. */
export interface Sealer {
  seal(text: string, about: string): string;
  /** Throws when the text was sealed with another key, for another place, or altered. */
  open(sealed: string, about: string): string;
}

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM with a fresh nonce for each text. */
export function sealerWith(key: Uint8Array): Sealer {
  return {
    seal: (text, about) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
    },
    open: (sealed, about) => {
      const bytes = Buffer.from(sealed, 'base64');
      const tagEnd = NONCE_BYTES + TAG_BYTES;
      try {
        const nonce = bytes.subarray(0, NONCE_BYTES);
        const cipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
        cipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(NONCE_BYTES, tagEnd));
        return Buffer.concat([cipher.update(bytes.subarray(tagEnd)), cipher.final()]).toString('utf8');
      } catch (cause) {
        throw new ServiceError(
          'storage/wrong-key',
          'A sealed value cannot be opened with the key at hand.',
          'Put back the key file that belongs to this database.',
          { cause },
        );
      }
    },
  };
}

/** The sealer whose key is in `folder`, made at the first call. Kept apart from the database and its backups. */
export function openSealer(folder: string, name = 'channels.key'): Sealer {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, name);
  create(path);
  const key = Buffer.from(readFileSync(path, 'utf8'), 'base64');
  if (key.length === KEY_BYTES) return sealerWith(key);
  throw new ServiceError('keys/invalid', `${path} is not a key file.`, 'Put back the file from its copy.');
}

/** Leaves an existing file alone. A draft of another name is not needed: nothing is sealed before this returns. */
function create(path: string): void {
  try {
    const file = openSync(path, 'wx', 0o600);
    writeSync(file, `${randomBytes(KEY_BYTES).toString('base64')}\n`);
    fsyncSync(file);
    closeSync(file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}
