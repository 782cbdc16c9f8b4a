import type { Effect, PlanDocument } from '../assignment.ts';
import { fold } from '../text.ts';
import { bestCoverage } from './facts.ts';
import type { Entries } from './entry.ts';
import type { Asked, Office, PlanCard } from './office.ts';
import { yearsIn } from './plain.ts';
import { ownNumber } from './read-numbers.ts';
import type { Query } from './understand.ts';

/** Hiệu lực của một kế hoạch: whether its time is over, and which plans of the office changed it. */
export interface Standing {
  readonly isOver: boolean;
  readonly changes: readonly { readonly effect: Effect['effect']; readonly by: PlanCard }[];
}

export function standingOf(
  card: Pick<PlanCard, 'id' | 'number' | 'issuedOn' | 'lastYear'>,
  cards: readonly PlanCard[],
  today: string,
): Standing {
  const changes = cards.flatMap((by) =>
    by.id === card.id
      ? []
      : by.effects.filter((one) => means(one, card)).map(({ effect }) => ({ effect, by })),
  );
  return { isOver: card.lastYear !== null && card.lastYear < Number(today.slice(0, 4)), changes };
}

/** The document by number, and by date where both print one. */
export function means(
  { number, date }: Pick<Effect, 'number' | 'date'>,
  document: Pick<PlanDocument, 'number' | 'issuedOn'>,
): boolean {
  if (number === null || document.number === null || fold(number) !== fold(document.number)) return false;
  return date === null || document.issuedOn === null || date === document.issuedOn;
}

/**
 * The part of an office that a question is about, where some of its plans no longer hold: the plans of the year that
 * the question names, else those in force. Undefined when there is nothing to choose, or when what is left out
 * answers clearly better.
 */
export function partInForce(query: Query, office: Office, today: string): Office | undefined {
  const wanted = wantedPlans(query, office.cards, today);
  if (wanted.size === 0 || wanted.size === office.cards.length) return undefined;
  const part = partOf(office, wanted);
  return bestCoverage(query, part) >= nearlyAsGood * bestCoverage(query, office) ? part : undefined;
}

const nearlyAsGood = 0.9;

function wantedPlans(query: Query, cards: readonly PlanCard[], today: string): ReadonlySet<string> {
  const years = new Set(yearsIn(query.plain));
  const ofYear = cards.filter(({ year }) => year !== null && years.has(year));
  if (ofYear.length > 0) return idsOf(ofYear);
  const changing = cards.filter(({ effects }) => effects.length > 0);
  const standings = new Map(cards.map((card) => [card, standingOf(card, changing, today)]));
  const anyRuns = cards.some((card) => standings.get(card)?.isOver === false);
  const isNamed = ({ id, number }: PlanCard) =>
    query.documents.includes(id) || query.numbers.some((mention) => ownNumber(mention, number));
  const holds = (card: PlanCard) => {
    const standing = standings.get(card);
    const isGone = standing?.changes.some(({ effect }) => effect !== 'amends') ?? false;
    return !isGone && !(standing?.isOver && anyRuns);
  };
  return idsOf(cards.filter((card) => isNamed(card) || holds(card)));
}

const idsOf = (cards: readonly PlanCard[]): ReadonlySet<string> => new Set(cards.map(({ id }) => id));

/** The same office with some of its plans only. */
function partOf(office: Office, ids: ReadonlySet<string>): Office {
  const of = <T extends { readonly document: PlanDocument }>(entries: readonly T[]) =>
    entries.filter(({ document }) => ids.has(document.id));
  const pool = (asked: Asked): Entries => {
    const { assignments, passages } = office.pool(asked);
    return { assignments: of(assignments), passages: of(passages) };
  };
  return {
    ...office,
    cards: office.cards.filter(({ id }) => ids.has(id)),
    pool,
    duties: (unit) => of(office.duties(unit)),
    dated: (period) => of(office.dated(period)),
    assignments: (wanted) => of(office.assignments(wanted)),
    dutiesOf: (document) => (ids.has(document) ? office.dutiesOf(document) : []),
    printing: (what) => of(office.printing(what)),
    citing: (mention) => of(office.citing(mention)),
  };
}
