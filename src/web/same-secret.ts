import { createHash, timingSafeEqual } from 'node:crypto';

/** Equal or not, in a time that says nothing about where they differ or how long they are. */
export function sameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
