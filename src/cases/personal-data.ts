import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { ServiceError } from '../errors.ts';

/**
 * Khoá bảo vệ dữ liệu cá nhân, kept outside the database. The first wrapping key seals what is new; the
 * others only open what was sealed before a rotation.
 */
export interface KeyRing {
  readonly wrapping: readonly { readonly id: string; readonly key: Uint8Array }[];
  /** For look-ups of phones, accounts and words without storing them. Never rotated alone. */
  readonly index: Uint8Array;
  /** For the hash of the citizens' secrets. Never rotated: the secrets are not known. */
  readonly secret: Uint8Array;
}

const algorithm = 'aes-256-gcm';
const keyBytes = 32;
const ivBytes = 12;
const tagBytes = 16;

/** Seals bytes with AES-256-GCM; opens only with the same key and the same `context`. */
export function seal(key: Uint8Array, plain: Uint8Array, context: string): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(algorithm, key, iv, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

/** Throws `data/unreadable` when the key or the context is another one, or the bytes were changed. */
export function unseal(key: Uint8Array, sealed: Uint8Array, context: string): Buffer {
  try {
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    const iv = bytes.subarray(0, ivBytes);
    const decipher = createDecipheriv(algorithm, key, iv, { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(context));
    decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
    return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]);
  } catch (cause) {
    throw new ServiceError(
      'data/unreadable',
      'Sealed data cannot be opened with this key.',
      'Put back the key files that belong to this database.',
      { cause },
    );
  }
}

export function sealText(key: Uint8Array, text: string, context: string): string {
  return seal(key, Buffer.from(text, 'utf8'), context).toString('base64url');
}

export function unsealText(key: Uint8Array, sealed: string, context: string): string {
  return unseal(key, Buffer.from(sealed, 'base64url'), context).toString('utf8');
}

/** A data key of its own for one case, and the form in which it is stored: erasing that erases the case. */
export interface WrappedKey {
  readonly wrappedBy: string;
  readonly wrapped: string;
}

export function newDataKey(): Uint8Array {
  return newKey();
}

export function wrapKey(ring: KeyRing, dataKey: Uint8Array, caseId: string): WrappedKey {
  const [current] = ring.wrapping;
  if (!current) throw new ServiceError('data/no-key', 'There is no wrapping key.');
  return {
    wrappedBy: current.id,
    wrapped: seal(current.key, dataKey, context(caseId)).toString('base64url'),
  };
}

export function unwrapKey(ring: KeyRing, { wrappedBy, wrapped }: WrappedKey, caseId: string): Uint8Array {
  const wrapping = ring.wrapping.find(({ id }) => id === wrappedBy);
  if (!wrapping) {
    throw new ServiceError(
      'data/no-key',
      `The wrapping key ${wrappedBy} is not among the keys of this server.`,
      'Put back the key files that belong to this database.',
    );
  }
  return new Uint8Array(unseal(wrapping.key, Buffer.from(wrapped, 'base64url'), context(caseId)));
}

/**
 * Chỉ mục mù: the same value of the same purpose gives the same text, from which the value cannot be found
 * without the key.
 */
export function blindIndex(ring: KeyRing, purpose: string, value: string): string {
  return createHmac('sha256', ring.index).update(`${purpose}\n${value}`).digest('base64url').slice(0, 32);
}

/** "+84 912.345.678" → "0912345678", so that one phone has one index. Undefined when it is no phone. */
export function normalPhone(text: string): string | undefined {
  const digits = text.replace(/[\s.\-()]/g, '').replace(/^\+?84(?=\d{9,10}$)/, '0');
  return /^0\d{9,10}$/.test(digits) ? digits : undefined;
}

/** Makes a key ring out of nothing: 256 random bits each. */
export function newKeyRing(id: string): KeyRing {
  return {
    wrapping: [{ id, key: newKey() }],
    index: newKey(),
    secret: newKey(),
  };
}

/** A further wrapping key in front; the old ones stay until every case key was wrapped again. */
export function withNewWrappingKey(ring: KeyRing, id: string): KeyRing {
  return { ...ring, wrapping: [{ id, key: newKey() }, ...ring.wrapping] };
}

/** Only the first wrapping key is left: to be done when nothing is wrapped by another any more. */
export function withoutOldWrappingKeys(ring: KeyRing): KeyRing {
  return { ...ring, wrapping: ring.wrapping.slice(0, 1) };
}

function newKey(): Uint8Array {
  return new Uint8Array(randomBytes(keyBytes));
}

function context(caseId: string): string {
  return `case-key\n${caseId}`;
}
