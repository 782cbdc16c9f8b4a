import { sql, type Transaction } from 'kysely';
import type { Schema } from '../storage/schema.ts';
import type { PlanCounts } from './plan-counts.ts';

/** So many counters are changed in one statement. */
const atOnce = 20_000;

/** What plans add to the collection's figures and take from them, gathered so that each is changed once. */
export class CountChanges {
  private readonly terms = new Map<number, Map<string, number>>();
  private readonly words = new Map<string, number>();
  private readonly spellings = new Map<string, number>();
  private readonly sizes = new Map<number, number>();
  private total = 0;

  add(office: number, counts: PlanCounts, by: 1 | -1): void {
    const terms = this.terms.get(office) ?? new Map<string, number>();
    this.terms.set(office, terms);
    for (const [term, held] of counts.terms) raise(terms, term, by * held);
    for (const [word, uses] of counts.words) raise(this.words, word, by * uses);
    for (const [spelling, uses] of counts.spellings) raise(this.spellings, spelling, by * uses);
    raise(this.sizes, office, by * counts.entries);
    this.total += by * counts.total;
  }

  async write(transaction: Transaction<Schema>): Promise<void> {
    for (const [office, terms] of this.terms)
      for (const [names, changes] of parts(terms))
        await sql`
          insert into plan_search.terms as t (office, term, held)
          select ${office}, unnest(${names}::text[]), unnest(${changes}::bigint[])
          on conflict (office, term) do update set held = t.held + excluded.held`.execute(transaction);
    for (const [names, changes] of parts(this.words))
      await sql`
        insert into plan_search.words as w (word, uses)
        select unnest(${names}::text[]), unnest(${changes}::bigint[])
        on conflict (word) do update set uses = w.uses + excluded.uses`.execute(transaction);
    for (const [names, changes] of parts(this.spellings))
      await sql`
        insert into plan_search.spellings as s (word, spelling, uses)
        select split_part(name, ' ', 1), split_part(name, ' ', 2), uses
        from unnest(${names}::text[], ${changes}::bigint[]) as x (name, uses)
        on conflict (word, spelling) do update set uses = s.uses + excluded.uses`.execute(transaction);
    for (const [office, change] of this.sizes)
      await sql`update plan_search.offices set size = size + ${change} where number = ${office}`.execute(
        transaction,
      );
    await sql`update plan_search.state set words_total = words_total + ${this.total}`.execute(transaction);
  }
}

function raise<K>(counts: Map<K, number>, key: K, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

/** What really changes, in pieces of bounded size and in one order, so that two programs cannot block one another. */
function* parts(counts: ReadonlyMap<string, number>): Generator<[string[], number[]]> {
  const changed = [...counts].filter(([, change]) => change !== 0).toSorted(([a], [b]) => (a < b ? -1 : 1));
  for (let from = 0; from < changed.length; from += atOnce) {
    const part = changed.slice(from, from + atOnce);
    yield [part.map(([name]) => name), part.map(([, change]) => change)];
  }
}
