import { sheetsOf, type Office } from './office.ts';
import type { DatedItem, Finding, Item } from './finding.ts';
import { has } from './duties.ts';
import { coverageOf, weigh } from './coverage.ts';
import { periodWords } from './lexicon.ts';
import { overlaps, type Period } from './period.ts';
import type { Query } from './understand.ts';
import { itemOf } from './warnings.ts';

/** What falls in a period: dated duties one by one, those of the whole year as a number. */
export function findInPeriod(query: Query, office: Office, period: Period): Finding {
  // "các phòng" are all of them, under whatever name a duty gives them
  const units = query.units.some(({ kind }) => kind === 'group')
    ? []
    : office.units.filter(({ name }) => query.units.some((unit) => unit.name === name));
  const weights = weigh(
    {
      ...query,
      topic: query.topic.map((word) =>
        word &&
        office.rarity(word) !== undefined &&
        !/^\d/u.test(word) &&
        !periodWords.has(word) &&
        // the words of the only plan's title are on every duty's mind
        !(office.cards.length === 1 && office.titleWords.has(word))
          ? word
          : undefined,
      ),
    },
    office,
  );
  const dated: (DatedItem & { readonly onTopic: boolean })[] = [];
  const ongoing: Item[] = [];
  for (const entry of office.dated(period)) {
    const { assignment, document } = entry;
    if (!assignment || assignment.time.length === 0) continue;
    if (query.documents.length > 0 && !query.documents.includes(document.id)) continue;
    if (
      units.length > 0 &&
      !units.some((unit) =>
        (['lead', 'advising', 'coordinating', 'directing'] as const).some((role) =>
          has(assignment, role, unit),
        ),
      )
    )
      continue;
    const wide = period.kind === 'year';
    const fixed = assignment.time.filter(
      (time) => wide || time.type === 'month' || time.type === 'quarter' || time.type === 'deadline',
    );
    const times = overlaps(period, fixed);
    const item = itemOf(entry, ['deadline']);
    if (!item) continue;
    const onTopic = weights.total === 0 || coverageOf(entry, weights) >= 0.4;
    if (times.length > 0) dated.push({ ...item, times, onTopic });
    else if (overlaps(period, assignment.time).length > 0 && onTopic) ongoing.push(item);
  }
  const onTopic = dated.filter((item) => item.onTopic);
  const items: DatedItem[] = onTopic.length > 0 ? onTopic : dated;
  const name = { id: office.id, name: office.name };
  if (items.length === 0 && ongoing.length === 0)
    return {
      kind: 'nothing',
      why: 'nothing-due',
      office: name,
      about: period.label,
      nearest: [],
      documents: sheetsOf(office).map(({ document }) => document),
    };
  return { kind: 'period', office: name, label: period.label, items, ongoing };
}
