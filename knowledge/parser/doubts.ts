import type { PlanDocument, PlanTime, Reference } from '../assignment.ts';
import type { Draft } from './assignments.ts';

type Facts = Pick<PlanDocument, 'issuer' | 'year' | 'issuedOn'>;

/** A doubt that a rule can raise; `code` names the problem it is reported as. */
export interface Doubt {
  readonly code: 'date-of-other-year' | 'past-year' | 'past-when-issued' | 'lead-above-issuer';
  readonly message: string;
  /** The past year that is named, so that many such rows make one problem. */
  readonly year?: string;
}

/** Điểm nghi ngờ: what a careful reader would ask about this line. Nothing is put right. */
export function doubtsOf(draft: Draft, facts: Facts, references: readonly Reference[]): Doubt[] {
  return [
    ...aboveIssuer(draft, facts),
    ...otherYear(draft, facts),
    ...pastYears(draft, facts, references),
    ...alreadyPast(draft, facts),
  ];
}

const levels: readonly (readonly [RegExp, number])[] = [
  [/(?<!\p{L})(?:tỉnh|thành phố)(?!\p{L})/u, 3],
  [/(?<!\p{L})(?:huyện|quận|thị xã)(?!\p{L})/u, 2],
  [/(?<!\p{L})(?:xã|phường|thị trấn)(?!\p{L})/u, 1],
];
const levelOf = (name: string): number => levels.find(([pattern]) => pattern.test(name))?.[1] ?? 0;

/** A ward's plan that gives its own work to a city's chairman was probably copied from the city's. */
function aboveIssuer({ lead }: Draft, { issuer }: Facts): Doubt[] {
  const own = levelOf(issuer);
  if (own === 0) return [];
  return lead
    .filter((name) => /UBND|Ủy ban|Uỷ ban|HĐND/u.test(name) && levelOf(name) > own)
    .map((name) => ({
      code: 'lead-above-issuer',
      message: `"${name}" là cấp trên của ${issuer}; có thể chép từ kế hoạch cấp trên.`,
    }));
}

/** A plan for a year may begin before it: what lies ahead of the day it was signed is no slip. */
function otherYear({ time }: Draft, { year, issuedOn }: Facts): Doubt[] {
  const odd = time.find(
    (value) => value.literal !== undefined && !(issuedOn && (lastDay(value) ?? '') >= issuedOn),
  )?.literal;
  return odd === undefined || year === null
    ? []
    : [
        {
          code: 'date-of-other-year',
          message: `Ghi "${odd}" trong kế hoạch năm ${year}; có thể là nhầm năm.`,
        },
      ];
}

/** "năm 2022" said of the work itself in a plan of 2024; a period, a date or a cited document's year is not meant. */
function pastYears(draft: Draft, { year }: Facts, references: readonly Reference[]): Doubt[] {
  if (year === null || draft.kind === 'task' || draft.kind === 'orientation') return [];
  const cited = references.filter(({ lines }) => lines[0] >= draft.lines[0] && lines[1] <= draft.lines[1]);
  const text = `${draft.task}. ${draft.deliverable ?? ''}`;
  const named = [
    ...text.matchAll(/(?<!(?:từ|đến|giai đoạn|hướng) )năm (?<named>20\d\d)(?!\s*[-–]\s*\d)/gu),
  ].flatMap((match) => match.groups?.['named'] ?? []);
  return [...new Set(named)]
    .filter((past) => Number(past) < year && !cited.some(({ subject }) => subject?.includes(`năm ${past}`)))
    .map((past) => ({
      code: 'past-year',
      message: `Ghi "năm ${past}" trong kế hoạch năm ${year}; có thể sót từ kế hoạch năm trước.`,
      year: past,
    }));
}

/** "Tháng 01/2023" in a plan signed on 01/02/2023. */
function alreadyPast({ time, timeRaw }: Draft, { issuedOn }: Facts): Doubt[] {
  const ends = time.map(lastDay);
  if (issuedOn === null || ends.length === 0 || !ends.every((day) => day !== null && day < issuedOn))
    return [];
  return time.some(({ literal }) => literal !== undefined)
    ? []
    : [
        {
          code: 'past-when-issued',
          message: `Thời gian "${timeRaw}" đã qua khi kế hoạch được ký (${shown(issuedOn)}).`,
        },
      ];
}

const lastDay = ({ to, due }: PlanTime): string | null => due ?? to;
const shown = (iso: string): string => iso.split('-').toReversed().join('/');
