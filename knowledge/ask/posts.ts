import { fold, syllables } from '../text.ts';
import type { Finding, Item } from './finding.ts';
import { who } from './lexicon.ts';
import { coverageOf, weigh } from './coverage.ts';
import type { Office } from './office.ts';
import { postsIn } from './post-names.ts';
import type { Query } from './understand.ts';
import { itemOf } from './warnings.ts';

/** "Ai làm tổ trưởng, ai làm thư ký?": who holds a post in a team that a document sets up; each post asked is told. */
export function findPosts(query: Query, office: Office): Finding | undefined {
  if (!who.test(query.plain)) return undefined;
  const asked = postsIn(query.plain);
  if (asked.length === 0) return undefined;
  const named = new Set(asked.flatMap((name) => name.split(' ')));
  const weights = weigh(
    { ...query, topic: query.topic.map((word) => (word && named.has(word) ? undefined : word)) },
    office,
  );
  const members = office
    .pool(query)
    .assignments.filter(({ assignment }) => assignment?.kind === 'governance' && assignment.lead.length > 0);
  const items = asked.flatMap((name): Item[] => {
    const held = members
      .filter(({ assignment }) => postsIn(` ${syllables(assignment?.task ?? '').join(' ')} `).includes(name))
      .map((entry) => ({ entry, coverage: weights.total > 0 ? coverageOf(entry, weights) : 1 }))
      .sort((a, b) => b.coverage - a.coverage);
    const most = held[0]?.coverage ?? 0;
    if (most < 0.3) return [];
    return held
      .filter(({ coverage }) => coverage === most)
      .flatMap(({ entry }) => itemOf(entry, ['lead']) ?? []);
  });
  const once = [...new Map(items.map((item) => [item.assignment.id, item])).values()];
  if (once.length === 0) return namedInRow(query, office, asked);
  return { kind: 'facts', aspects: ['lead'], items: once.slice(0, 5), disagree: false };
}

/** So much of the question must stand in the row that a post is read from. */
const surelyTheRow = 0.6;

/** "| Trưởng đoàn: …": a table that has a column for the post; the row that holds most of the question, if one does. */
function namedInRow(query: Query, office: Office, asked: readonly string[]): Finding | undefined {
  const weights = weigh(query, office);
  const [best, next] = office
    .pool(query)
    .passages.filter(({ passage }) => {
      const text = fold(passage?.text ?? '');
      return passage?.kind === 'row' && asked.some((post) => text.includes(`| ${post}: `));
    })
    .map((entry) => ({ entry, coverage: coverageOf(entry, weights) }))
    .sort((a, b) => b.coverage - a.coverage);
  if (!best || best.coverage < surelyTheRow || next?.coverage === best.coverage) return undefined;
  const { document, passage, citations } = best.entry;
  return passage && { kind: 'passages', items: [{ document, passage, citations }] };
}
