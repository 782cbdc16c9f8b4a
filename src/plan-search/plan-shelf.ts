import { sql } from 'kysely';
import { createShelf } from '../plan-pages.ts';
import type { PlanReader, PlanSummary } from '../web/plan-reader.ts';
import type { Reading } from './reading.ts';
import { readGeneration } from './search-heads.ts';

type Shelf = ReturnType<typeof createShelf>;

/**
 * The plans of the search tables for the public list; of one office where it is named. A summary of each stays in
 * memory until any program writes to the tables: ten thousand are a few megabytes.
 */
export function openShelf(queries: Reading, office: string | undefined): PlanReader['list'] {
  let kept: { readonly generation: number; readonly shelf: Promise<Shelf> } | undefined;
  return async (search) => {
    const generation = await readGeneration(queries);
    if (kept?.generation !== generation) kept = { generation, shelf: readShelf(queries, office) };
    const { shelf } = kept;
    // One that could not be read is read anew for whoever comes next.
    shelf.catch(() => {
      if (kept?.shelf === shelf) kept = undefined;
    });
    return (await shelf)(search);
  };
}

async function readShelf(queries: Reading, office: string | undefined): Promise<Shelf> {
  const { rows } = await sql<PlanSummary>`
    select p.id, d.title, d.number, d.symbol, d.issuer, d."issuedOn", d.year
    from plan_search.plans p
      join plan_search.offices o on o.number = p.office
      cross join lateral json_to_record(p.sheet::json -> 'document')
        as d (title text, number text, symbol text, issuer text, "issuedOn" text, year int)
    where ${office ?? null}::text is null or o.id = ${office ?? null}`.execute(queries);
  return createShelf(rows);
}
