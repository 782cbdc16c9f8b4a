import { loadLibrary } from '../../knowledge/library.ts';
import type { IndexEntry } from '../../knowledge/search/index-entry.ts';

const office = 'bench';

/** The passages of the plans in `plansDir` as index entries of one office. */
export async function readEntries(plansDir: string): Promise<IndexEntry[]> {
  const { plans } = await loadLibrary(plansDir);
  return plans.flatMap(({ document, passages, abbreviations }) =>
    passages
      .filter(({ text }) => text.trim() !== '')
      .map(({ id, kind, headings, text }) => ({
        id,
        office,
        document: document.id,
        kind,
        fields: { body: text, heading: headings.join('. '), title: `${document.title} ${document.issuer}` },
        abbreviations,
      })),
  );
}

/** Repeatable numbers in [0, 1): mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * `count` entries: the real ones and, up to the count, plans of 40 to 140 passages whose texts join two to five clauses
 * taken from all real plans, under real headings. The language is that of plans, the passages are not.
 */
export function synthesise(real: readonly IndexEntry[], count: number, seed = 7): IndexEntry[] {
  const random = seeded(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const clauses = real.flatMap(({ fields }) => clausesOf(fields.body));
  const titles = real.map(({ fields }) => fields.title);
  const headings = real.map(({ fields }) => fields.heading).filter((heading) => heading !== '');
  const kinds = real.map(({ kind }) => kind);
  const entries = [...real].slice(0, count);
  for (let plan = 1; entries.length < count; plan += 1) {
    const title = `${pick(titles)} ${pick(clauses)}`;
    const sections = Array.from({ length: 8 }, () => pick(headings));
    const length = Math.min(40 + Math.floor(random() * 100), count - entries.length);
    for (let at = 0; at < length; at += 1) {
      const body = Array.from({ length: 2 + Math.floor(random() * 4) }, () => pick(clauses)).join(', ');
      const heading = sections[Math.floor((at * sections.length) / length)] ?? '';
      const document = `s-${plan}`;
      entries.push({
        id: `${document}#${at}`,
        office,
        document,
        kind: pick(kinds),
        fields: { body, heading, title },
      });
    }
  }
  return entries;
}

/** Cut at punctuation and "và", at most nine words each, so that a longer piece of a real passage is in that one only. */
function clausesOf(text: string): string[] {
  return text
    .split(/[,;.:()]+|\svà\s/u)
    .flatMap((part) => {
      const words = part.trim().split(/\s+/u).filter(Boolean);
      return Array.from({ length: Math.ceil(words.length / 9) }, (_, at) => words.slice(at * 9, at * 9 + 9));
    })
    .filter((words) => words.length > 2)
    .map((words) => words.join(' '));
}
