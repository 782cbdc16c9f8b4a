import abbreviations from '../../knowledge/rules/abbreviations.json' with { type: 'json' };
import { createExpander } from '../../knowledge/search/abbreviations.ts';
import type { IndexEntry } from '../../knowledge/search/index-entry.ts';
import { wordsOf } from '../../knowledge/search/words.ts';
import { fold } from '../../knowledge/text.ts';

/** A query made from a piece of a known passage, and what counts as found: any passage that holds the whole piece. */
export interface KnownItem {
  readonly query: string;
  readonly distortion: Distortion;
  readonly isRight: (entry: IndexEntry) => boolean;
}

export type Distortion = 'as printed' | 'no diacritics' | 'abbreviated' | 'words left out';
const distortions: readonly Distortion[] = ['as printed', 'no diacritics', 'abbreviated', 'words left out'];

const expand = createExpander({ chat: false });

/** Kinds that people ask about; the bases, recipients and headings are there to distract. */
const asked = new Set(['paragraph', 'bullet', 'row']);

/** One query per passage that is long enough; the distortion goes round. The piece is taken from its middle. */
export function knownItems(real: readonly IndexEntry[], most = 160): KnownItem[] {
  const long = real.filter(({ kind, fields }) => asked.has(kind) && wordsOf(fields.body).length >= 16);
  const step = Math.max(1, Math.floor(long.length / most));
  return long
    .filter((_, at) => at % step === 0)
    .slice(0, most)
    .map(({ fields }, at) => {
      const words = fields.body.split(/\s+/u).filter(Boolean);
      const from = Math.max(0, Math.floor(words.length / 2) - 7);
      const piece = words.slice(from, from + 14).join(' ');
      const distortion = distortions[at % distortions.length] ?? 'as printed';
      const sought = spelled(piece);
      return {
        query: distort(piece, distortion),
        distortion,
        isRight: (entry) => spelled(entry.fields.body).includes(sought),
      };
    });
}

function spelled(text: string): string {
  return ` ${wordsOf(expand(text).text)
    .map((word) => word.folded)
    .join(' ')} `;
}

function distort(piece: string, distortion: Distortion): string {
  if (distortion === 'no diacritics') return fold(piece);
  if (distortion === 'abbreviated') return fold(abbreviate(piece));
  if (distortion === 'words left out')
    return fold(
      piece
        .split(' ')
        .filter((_, at) => at % 3 !== 1)
        .join(' '),
    );
  return piece;
}

function abbreviate(piece: string): string {
  let short = piece.toLowerCase();
  const forms = Object.entries(abbreviations.administrative).sort(
    (one, other) => other[0].length - one[0].length,
  );
  for (const [full, [form]] of forms)
    short = short.replaceAll(full.toLowerCase(), (form ?? full).toLowerCase());
  return short;
}
