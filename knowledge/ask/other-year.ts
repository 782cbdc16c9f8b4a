import type { Finding, Item } from './finding.ts';
import type { Office } from './office.ts';
import type { Query } from './understand.ts';

/** "kế hoạch năm 2025" of an office whose plans are all of other years and never speak of 2025. */
export function yearWithoutPlan(query: Query, office: Office): string | undefined {
  const year = / ke hoach (?:[a-z&]+ ){0,10}nam (?<year>20\d\d) /u.exec(query.plain)?.groups?.['year'];
  return year && office.rarity(year) === undefined && !hasPlanOf(year, office) ? year : undefined;
}

/** "Ai ký kế hoạch 2022?": the year of the very plan that is asked about, where the office has none of that year. */
export function yearOfPlanAsked(query: Query, office: Office): string | undefined {
  const year =
    / ke hoach (?:(?!(?:ban|ky|theo|so|nghi|quyet|chi|luat) )[a-z&]+ ){0,8}?(?<year>20\d\d) /u.exec(
      query.unplaced,
    )?.groups?.['year'];
  return year && query.numbers.length === 0 && !hasPlanOf(year, office) ? year : undefined;
}

/** "Năm 2025 ai làm …?" told from a plan of 2023 that says nothing of 2025: the year that is asked and not there. */
export function yearNotTold(finding: Finding, query: Query, office: Office): string | undefined {
  const asked = new Set([...query.plain.matchAll(/ nam (20\d\d)(?= )/gu)].map(([, year]) => year));
  const [year] = asked;
  if (!year || asked.size > 1 || hasPlanOf(year, office)) return undefined;
  const texts = textsOf(finding);
  return texts.length > 0 && !texts.some((text) => printsYear(text, year)) ? year : undefined;
}

function hasPlanOf(year: string, { cards }: Office): boolean {
  return cards.some(
    (card) =>
      card.year === null || (card.year <= Number(year) && Number(year) <= (card.lastYear ?? card.year)),
  );
}

/** "giai đoạn 2021-2025" in the name of another document is no year of its own. */
const printsYear = (text: string, year: string) =>
  text.replace(/20\d\d\s*[-–]\s*20\d\d/gu, '').includes(year);

function textsOf(finding: Finding): string[] {
  const ofItem = ({ assignment }: Item) =>
    [
      assignment.task,
      assignment.deliverable,
      assignment.method,
      assignment.timeRaw,
      ...assignment.quote,
    ].join(' ');
  switch (finding.kind) {
    case 'facts':
      return finding.items.map(ofItem);
    case 'which-task':
      return finding.options.map(ofItem);
    case 'duties':
      return finding.groups.flatMap(({ items }) => items.map(ofItem));
    case 'passages':
      return finding.items.map(({ passage }) => passage.text);
    default:
      return [];
  }
}
