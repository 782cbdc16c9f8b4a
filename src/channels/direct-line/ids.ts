import { randomBytes } from 'node:crypto';

/** 144 random bits of `[A-Za-z0-9_-]`: clients put ids into addresses without encoding them. */
export function newId(): string {
  return randomBytes(18).toString('base64url');
}
