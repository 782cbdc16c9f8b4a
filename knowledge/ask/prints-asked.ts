import type { Entry } from './entry.ts';
import { share } from './lexicon.ts';
import type { Query } from './understand.ts';

/** A question for a share is answered only by what prints one. */
export function printsShare({ toned }: Entry, { plain }: Query): boolean {
  return !share.test(plain) || /\d\s*%|phần trăm/u.test(toned);
}
