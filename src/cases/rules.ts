import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { LegalTerm } from '../../dialogs/ports.ts';
import { ServiceError } from '../errors.ts';
import { flags } from './case-event.ts';
import { isDay } from './calendar-day.ts';
import { caseKinds, type CaseKind } from './submission.ts';
import { cite, type TimeLimitRule } from './time-limit-rule.ts';
import { calendarOf, isWorkingDay, type WorkingCalendar } from './working-days.ts';

/** Thời hạn lưu. `archive`: kept by the archives rules, so erasure on request waits for it. */
export interface Retention {
  readonly months: number;
  readonly archive: boolean;
}

/** Những gì khác nhau giữa các cơ quan. */
export interface OfficeRules {
  readonly receivingUnit: string;
  /** Lịch và nơi tiếp công dân, as the office words it; undefined where it has not said. */
  readonly citizenReception: string | undefined;
  /** Days after the answer within which the citizen may reopen the case. */
  readonly reopenDays: number;
  readonly retention: Readonly<Record<CaseKind, Retention>>;
  /** The law and the office's promises, as one list. */
  readonly limits: readonly TimeLimitRule[];
}

/** Law as data: the calendar, the time limits, and what each office adds. */
export interface Rules {
  readonly calendar: WorkingCalendar;
  /** All limits of the law, also those that belong to no case. */
  readonly law: readonly TimeLimitRule[];
  office(id: string | undefined): OfficeRules;
}

const day = z.string().refine(isDay, 'phải là ngày YYYY-MM-DD');
const event = z.enum(['assigned', 'accepted', 'refused', 'forwarded', 'asked', 'answered', 'lodged']);
const kind = z.enum(caseKinds);

const holidayYear = z.strictObject({
  year: z.int(),
  status: z.enum(['announced', 'estimated']),
  sources: z.array(z.string()).min(1),
  off: z.array(
    z.strictObject({
      day,
      name: z.string(),
      reason: z.enum(['holiday', 'compensation', 'swap']),
      status: z.enum(['announced', 'estimated']).optional(),
    }),
  ),
  makeUp: z.array(z.strictObject({ day, name: z.string() })),
});

const everyYear = z.object({
  off: z.array(
    z.strictObject({ monthDay: z.string().regex(/^\d{2}-\d{2}$/), name: z.string(), from: z.int() }),
  ),
});

const limit = z.strictObject({
  id: z.string(),
  name: z.string(),
  kinds: z.array(kind),
  level: z.union([z.literal(1), z.literal(2)]).optional(),
  who: z.enum(['office', 'citizen']),
  starts: z.enum(['received', 'accepted', 'decision']),
  unit: z.enum(['day', 'workday', 'hour', 'minute']),
  limit: z.strictObject({
    n: z.int().positive(),
    complex: z.int().positive().optional(),
    remote: z.int().positive().optional(),
    remoteComplex: z.int().positive().optional(),
  }),
  when: z.enum(flags).optional(),
  unless: z.enum(flags).optional(),
  local: z.string().optional(),
  extensions: z
    .array(z.strictObject({ days: z.int().positive(), needs: z.enum(flags).optional() }))
    .optional(),
  stops: z.array(event),
  pausedBy: z.array(z.enum(['asked', 'suspended'])).optional(),
  answer: z.boolean().optional(),
  reminder: z.boolean().optional(),
  // the article is empty where the rule names none
  law: z.strictObject({ article: z.string(), of: z.string().min(1), number: z.string() }),
  evidence: z.enum(['S', '2', 'K']),
  verify: z.string().optional(),
});

const promise = z.strictObject({
  id: z.string().startsWith('promise.'),
  name: z.string(),
  kinds: z.array(kind),
  days: z.int().positive(),
  answer: z.boolean().optional(),
  stops: z.array(event),
  maxExtension: z.int().nonnegative(),
});

const kept = z.strictObject({ months: z.int().positive(), archive: z.boolean().default(false) });
const retention = z.strictObject({
  note: z.string().optional(),
  incident: kept,
  proposal: kept,
  complaint: kept,
  denunciation: kept,
  suggestion: kept,
  question: kept,
});

const office = z.strictObject({
  receivingUnit: z.string(),
  citizenReception: z.string().min(1).optional(),
  localRules: z.array(z.string()),
  promises: z.array(promise),
  reopenDays: z.int().nonnegative(),
  retention,
});

/** Reads and checks `holidays/*.json`, `time-limits.json` and `office.json` of the folder; names every fault. */
export function readRules(folder: string): Rules {
  const holidays = join(folder, 'holidays');
  const years = readdirSync(holidays)
    .filter((name) => /^\d{4}\.json$/.test(name))
    .map((name) => read(join(holidays, name), holidayYear));
  const fixed = read(join(holidays, 'every-year.json'), everyYear).off;
  const law = read(join(folder, 'time-limits.json'), z.object({ limits: z.array(limit) })).limits;
  const {
    note: _,
    default: base,
    ...own
  } = read(
    join(folder, 'office.json'),
    z.object({ note: z.string().optional(), default: office }).catchall(office.partial()),
  );
  const calendar = calendarOf(years, fixed);
  for (const { year, off, makeUp } of years)
    for (const { day } of [...off, ...makeUp])
      if (!day.startsWith(`${year}-`))
        throw new ServiceError('rules/invalid', `${year}.json: ${day} thuộc năm khác`);
  for (const { day } of calendar.makeUp.values())
    if (!isWorkingDay(calendar, day))
      throw new ServiceError('rules/invalid', `Ngày làm bù ${day} cũng được ghi là ngày nghỉ`);
  return {
    calendar,
    law,
    office: (id) => officeRules({ ...base, ...(id === undefined ? {} : own[id]) }, law),
  };
}

/** Thời hiệu khiếu nại, as the law file has it. */
export function timeToComplain({ law }: Pick<Rules, 'law'>): LegalTerm {
  const rule = law.find(({ id }) => id === 'complaint.lodge');
  if (!rule) throw new ServiceError('rules/invalid', 'time-limits.json: thiếu complaint.lodge');
  return { days: rule.limit.n, article: cite(rule.law), verify: rule.verify };
}

type Office = z.output<typeof office>;

function officeRules(of: Office, law: readonly TimeLimitRule[]): OfficeRules {
  const promises = of.promises.map(({ days, ...rest }): TimeLimitRule => ({
    ...rest,
    who: 'office',
    starts: 'received',
    unit: 'workday',
    limit: { n: days },
    pausedBy: ['asked', 'suspended'],
  }));
  const here = law.filter(
    ({ kinds, local }) => kinds.length > 0 && (!local || of.localRules.includes(local)),
  );
  return {
    receivingUnit: of.receivingUnit,
    citizenReception: of.citizenReception,
    reopenDays: of.reopenDays,
    retention: of.retention,
    limits: [...here, ...promises],
  };
}

function read<T>(file: string, schema: z.ZodType<T>): T {
  const result = schema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new ServiceError('rules/invalid', `${file}: ${faults.join('; ')}`, 'Sửa tệp quy tắc theo thông báo.');
}
