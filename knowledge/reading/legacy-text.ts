import { isSyllable } from '../search/syllable.ts';
import { fold } from '../text.ts';
import { tcvn3, vni } from './legacy-tables.ts';

/** Bảng mã trước Unicode, as windows-1252 shows it. */
export type LegacyEncoding = 'tcvn3' | 'vni';

/** Letters that no Western language has: text with them is Unicode already. */
const vietnameseOnly = /[ăđơưĂĐƠƯ\u1EA0-\u1EF9]/u;
/** What may be a word in any of the encodings, whose signs are not all letters. */
const words = /[^\s\d!-/:-@[-`{-~‘’“”–—…•]+/gu;
const foreign = /[^\0-\x7f]/u;

/** Fewer words with signs prove nothing. */
const fewest = 8;

/**
 * "Céng hßa x· héi chñ nghÜa" → tcvn3; undefined for Unicode Vietnamese and for other languages: most words must be
 * Vietnamese as decoded, and not as they stand.
 */
export function legacyEncodingOf(text: string): LegacyEncoding | undefined {
  const all = text.normalize('NFC').match(words) ?? [];
  const signed = all.filter((word) => foreign.test(word));
  if (signed.length < fewest) return undefined;
  if (share(signed, (word) => vietnameseOnly.test(word)) > 0.1) return undefined;
  const plain = share(signed, isVietnamese);
  const [best] = (['tcvn3', 'vni'] as const)
    .map((encoding) => ({
      encoding,
      signed: share(signed, (word) => isVietnamese(decoded(word, encoding))),
      all: share(all, (word) => isVietnamese(decoded(word, encoding))),
    }))
    .toSorted((a, b) => b.signed - a.signed);
  const isLegacy = best && best.signed > 0.85 && best.all > 0.7 && best.signed - plain > 0.3;
  return isLegacy ? best.encoding : undefined;
}

/** Lines of a document in Unicode: those in an old encoding converted, all others as they are. */
export function modernLines(lines: readonly string[]): string[] {
  const encoding = legacyEncodingOf(lines.join('\n'));
  return encoding ? lines.map((line) => fromLegacy(line, encoding)) : [...lines];
}

/** A stretch of text in Unicode; unchanged where it is already. */
export function fromLegacy(text: string, encoding: LegacyEncoding): string {
  if (vietnameseOnly.test(text)) return text;
  const found = decoded(text, encoding);
  return encoding === 'tcvn3' ? capitalised(found, text) : found;
}

/** Whether most words with signs are Vietnamese as they stand. */
export function looksVietnamese(text: string): boolean {
  const signed = (text.normalize('NFC').match(words) ?? []).filter((word) => foreign.test(word));
  return signed.length >= fewest && share(signed, isVietnamese) > 0.85;
}

/** The encoding that a font needs: ".VnTime", "VNI-Times". Those of TCVN3 that end with H show capitals only. */
export function encodingOfFont(font: string): { encoding: LegacyEncoding; capitals: boolean } | undefined {
  const name = font.replace(/^[A-Z]{6}\+/u, '');
  if (/^\.?Vn[A-Z]/u.test(name)) return { encoding: 'tcvn3', capitals: /H(?:[,-]|$)/u.test(name) };
  return /^VNI[-\s]/u.test(name) ? { encoding: 'vni', capitals: false } : undefined;
}

/** Text as it shows in a font; undefined for fonts that show Unicode. */
export function shownIn(font: string, text: string): string {
  const known = encodingOfFont(font);
  if (!known || vietnameseOnly.test(text)) return text;
  const found = decoded(text, known.encoding);
  return known.capitals ? found.toUpperCase() : capitalised(found, text);
}

function decoded(text: string, encoding: LegacyEncoding): string {
  if (encoding === 'tcvn3') return text.replace(/[^\0-\x7f]/gu, (sign) => tcvn3.get(sign) ?? sign);
  let found = '';
  for (let at = 0; at < text.length;) {
    const pair = vni.get(text.slice(at, at + 2));
    found += pair ?? vni.get(text.charAt(at)) ?? text.charAt(at);
    at += pair === undefined ? 1 : 2;
  }
  return found;
}

/** "CéNG HßA" → "CỘNG HÒA": TCVN3 has no capitals with tones; among capitals the small letters stand for them. */
function capitalised(text: string, before: string): string {
  const plain = before.match(/[a-z]/giu) ?? [];
  const isTitle = plain.length > 3 && plain.every((letter) => letter === letter.toUpperCase());
  if (isTitle) return text.toUpperCase();
  return text.replace(/[\p{L}\p{M}]+/gu, (word) =>
    /\p{Lu}\P{Lu}*\p{Lu}/u.test(word) ? word.toUpperCase() : word,
  );
}

const tone = /[\u0300\u0301\u0303\u0309\u0323]/gu;

/** "nghĩa", "Quyết": a syllable in the letters of the language, with one tone at most; never "août" or "nghÜa". */
function isVietnamese(word: string): boolean {
  const parts = word.normalize('NFD').toLowerCase();
  const letters = parts.replace(tone, '').normalize('NFC');
  const isToned = (parts.match(tone)?.length ?? 0) < 2;
  return isToned && /^[a-vxyăâêôơưđ]+$/u.test(letters) && isSyllable(fold(word));
}

function share(all: readonly string[], is: (word: string) => boolean): number {
  return all.length === 0 ? 0 : all.filter(is).length / all.length;
}
