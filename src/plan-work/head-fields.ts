import type { Plan, PlanDocument } from '../../knowledge/assignment.ts';
import { officeId } from '../../knowledge/parser/body-names.ts';
import { squeeze } from '../../knowledge/text.ts';
import { isDay } from '../cases/calendar-day.ts';

/** Các ô của phần đầu văn bản, as they are typed; empty where the document prints nothing. */
export interface HeadFields {
  readonly title: string;
  readonly number: string;
  readonly issuedOn: string;
  readonly year: string;
  readonly issuer: string;
  readonly signerName: string;
  readonly signerTitle: string;
}

export type HeadField = keyof HeadFields;
export const headFields: readonly HeadField[] = [
  'title',
  'number',
  'issuedOn',
  'year',
  'issuer',
  'signerName',
  'signerTitle',
];

export interface HeadIssue {
  readonly field: HeadField;
  readonly level: 'refused' | 'doubtful';
  readonly code: 'empty' | 'not-in-source' | 'not-a-date' | 'not-a-year';
  readonly words?: string;
}

export function headOf({ title, number, issuedOn, year, issuer, signer }: PlanDocument): HeadFields {
  return {
    title,
    number: number ?? '',
    issuedOn: issuedOn ?? '',
    year: year === null ? '' : String(year),
    issuer,
    signerName: signer?.name ?? '',
    signerTitle: signer?.title ?? '',
  };
}

export function checkHead(fields: HeadFields, { lines, restoredLines = [] }: Plan): HeadIssue[] {
  const source = squeeze([...lines, ...restoredLines].join(' ')).toLowerCase();
  const issues: HeadIssue[] = [];
  for (const field of ['title', 'issuer'] as const)
    if (fields[field] === '') issues.push({ field, level: 'refused', code: 'empty' });
  if (fields.issuedOn !== '' && !isDay(fields.issuedOn))
    issues.push({ field: 'issuedOn', level: 'refused', code: 'not-a-date', words: fields.issuedOn });
  if (fields.year !== '' && !/^(?:19|20)\d\d$/.test(fields.year))
    issues.push({ field: 'year', level: 'refused', code: 'not-a-year', words: fields.year });
  for (const field of ['number', 'signerName'] as const) {
    const words = fields[field];
    if (words !== '' && !source.includes(squeeze(words).toLowerCase()))
      issues.push({ field, level: 'doubtful', code: 'not-in-source', words });
  }
  return issues;
}

/** The facts that differ from what the machine reads. Another issuer is another office. */
export function changedHead(fields: HeadFields, { document }: Plan): Partial<PlanDocument> {
  const { signerName: name, signerTitle: title } = fields;
  const lines = document.signer?.lines ?? ([1, 1] as const);
  const wanted: Partial<PlanDocument> = {
    title: fields.title,
    number: fields.number || null,
    issuedOn: fields.issuedOn || null,
    year: fields.year === '' ? null : Number(fields.year),
    issuer: fields.issuer,
    signer: name === '' ? null : { name, title, lines },
    ...(fields.issuer === document.issuer ? {} : { office: officeId(fields.issuer) }),
  };
  const differs = ([key, value]: [string, unknown]) =>
    JSON.stringify(value) !== JSON.stringify(document[key as keyof PlanDocument]);
  return Object.fromEntries(Object.entries(wanted).filter(differs));
}
