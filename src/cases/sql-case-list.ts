import { sql, type Kysely, type SqlBool } from 'kysely';
import type { CaseFileRow } from '../storage/case-tables.ts';
import type { Schema } from '../storage/schema.ts';
import { readCaseCode } from './case-code.ts';
import type { Actor, CaseEvent } from './case-event.ts';
import type { Stage } from './case-file.ts';
import { barredIndex, wordIndex } from './case-sealing.ts';
import type { CaseFilter, CaseSummary } from './case-store.ts';
import type { KeyRing } from './personal-data.ts';
import { searchWords } from './search-words.ts';
import type { CaseKind } from './submission.ts';

const subjectLength = 120;

/** The cases that match the filter and that the reader may see, without order or limit. */
export function matching(queries: Kysely<Schema>, ring: KeyRing, filter: CaseFilter, reader: Actor) {
  let query = readableBy(queries, ring, reader);
  if (filter.office !== undefined) query = query.where('file.office', '=', filter.office);
  if (filter.kinds) query = query.where('file.kind', 'in', orNone(filter.kinds));
  if (filter.stages) query = query.where('file.stage', 'in', orNone(filter.stages));
  if (filter.unit !== undefined) query = query.where('file.unit', '=', filter.unit);
  if (filter.officerId !== undefined) query = query.where('file.officer_id', '=', filter.officerId);
  if (filter.unassigned) query = query.where('file.unit', 'is', null);
  if (filter.dueBy !== undefined) query = query.where('file.due_on', '<=', filter.dueBy);
  if (filter.receivedFrom !== undefined) query = query.where('file.received_on', '>=', filter.receivedFrom);
  if (filter.receivedTo !== undefined) query = query.where('file.received_on', '<=', filter.receivedTo);
  if (filter.openedFrom) query = query.where('file.opened_at', '>=', filter.openedFrom.toISOString());
  if (filter.openedTo) query = query.where('file.opened_at', '<=', filter.openedTo.toISOString());
  const code = filter.words === undefined ? undefined : readCaseCode(filter.words);
  if (code !== undefined) return query.where('file.code', '=', code);
  for (const word of searchWords(filter.words ?? '')) {
    const index = wordIndex(ring, word);
    query = query.where(
      sql<SqlBool>`exists (select 1 from case_words w where w.case_id = file.id and w.word = ${index})`,
    );
  }
  return query;
}

/** The same rule as `mayRead`, said to the database. */
function readableBy(queries: Kysely<Schema>, ring: KeyRing, reader: Actor) {
  const query = queries.selectFrom('case_files as file');
  if (reader.is === 'system') return query;
  if (reader.is === 'citizen') return query.where(sql<SqlBool>`1 = 0`);
  const barred = barredIndex(ring, reader.id);
  const notBarred = query.where(
    sql<SqlBool>`not exists (select 1 from case_links l
      where l.case_id = file.id and l.purpose = 'barred' and l.value = ${barred})`,
  );
  if (reader.roles.includes('leader')) return notBarred;
  const units = reader.roles.includes('specialist') ? reader.units : [];
  return notBarred.where((eb) =>
    eb.or([
      ...(reader.roles.includes('clerk') ? [eb('file.kind', '<>', 'denunciation')] : []),
      ...(reader.roles.includes('specialist') ? [eb('file.officer_id', '=', reader.id)] : []),
      ...(units.length > 0
        ? [eb.and([eb('file.kind', '<>', 'denunciation'), eb('file.unit', 'in', [...units])])]
        : []),
    ]),
  );
}

export function summary(row: CaseFileRow, first: CaseEvent | undefined): CaseSummary {
  const submission = first?.body.type === 'received' ? first.body.submission : undefined;
  return {
    id: row.id,
    code: row.code,
    kind: row.kind as CaseKind,
    office: row.office,
    channel: row.channel,
    stage: row.stage as Stage,
    unit: row.unit ?? undefined,
    officerId: row.officer_id ?? undefined,
    version: row.version,
    openedAt: new Date(row.opened_at),
    updatedAt: new Date(row.updated_at),
    receivedOn: row.received_on,
    endedOn: row.ended_on ?? undefined,
    dueOn: row.due_on ?? undefined,
    dueClock: row.due_clock ?? undefined,
    paused: row.paused === 1,
    lodged: row.lodged === 1,
    mergedInto: row.merged_into ?? undefined,
    erasedOn: row.erased_on ?? undefined,
    subject: submission ? shortened(submission.subject ?? submission.content) : '',
    place: submission?.place,
  };
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= subjectLength) return line;
  return `${line.slice(0, line.lastIndexOf(' ', subjectLength)).trimEnd()}…`;
}

/** `in ()` is not SQL everywhere; an empty choice matches nothing. */
function orNone<T extends string>(choice: readonly T[]): readonly T[] | readonly string[] {
  return choice.length > 0 ? choice : [''];
}
