import type { OfficeName } from '../../knowledge/ask/finding.ts';
import { syllablesOf } from './words.ts';

/** The place at the end of an office's name, which people use for it: "UBND phường Ngọc Hà" → "ngoc ha". */
const placeOf = (name: string) => syllablesOf(name).slice(-2).join(' ');

/** The id of the one office that the text names, in full or by its place. Undefined for none and for several. */
export function officeIn(text: string, offices: readonly OfficeName[]): string | undefined {
  const words = ` ${syllablesOf(text).join(' ')} `;
  const named = offices.filter(({ name }) => words.includes(` ${syllablesOf(name).join(' ')} `));
  if (named.length === 1) return named[0]?.id;
  const placed = offices.filter(({ name }) => words.includes(` ${placeOf(name)} `));
  return placed.length === 1 ? placed[0]?.id : undefined;
}
