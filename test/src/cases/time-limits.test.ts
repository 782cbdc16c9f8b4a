import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventBody, Flag } from '../../../src/cases/case-event.ts';
import { caseFileOf, type CaseFile } from '../../../src/cases/case-file.ts';
import { addDays, daysBetween, type Day } from '../../../src/cases/calendar-day.ts';
import { readRules } from '../../../src/cases/rules.ts';
import type { CaseKind, ContestedAct } from '../../../src/cases/submission.ts';
import {
  answerClocks,
  clockFrom,
  clocksOf,
  countForward,
  dueness,
  extensionProblem,
  nextDue,
} from '../../../src/cases/time-limits.ts';
import type { Clock } from '../../../src/cases/time-limit-rule.ts';
import { isWorkingDay } from '../../../src/cases/working-days.ts';

const rules = readRules(join(import.meta.dirname, '../../../knowledge/rules'));
const { calendar, law } = rules;
const { limits } = rules.office(undefined);

type Happening = readonly [on: string, body: EventBody];

function received(kind: CaseKind, contested?: ContestedAct): EventBody {
  return {
    type: 'received',
    kind,
    office: 'ngoc-ha',
    channel: 'web',
    submission: { content: 'Đường trước nhà bị lún', contested },
    attachments: [],
  };
}

function fileOf(happenings: readonly Happening[]): CaseFile {
  const events = happenings.map(([on, body], index) => ({
    seq: index + 1,
    at: new Date(on.includes('T') ? on : `${on}T09:00:00+07:00`).toISOString(),
    by: { is: 'system' as const },
    body,
  }));
  const file = caseFileOf('id', 'PAKN.20261121.0001', events);
  if (!file) throw new Error('no file');
  return file;
}

function clockIn(file: CaseFile, id: string, today: Day): Clock | undefined {
  return clocksOf(file, limits, calendar, new Date(`${today}T10:00:00+07:00`)).find(
    (clock) => clock.id === id,
  );
}

const lodged = (on: Day): EventBody => ({ type: 'lodged', on });
const accepted = (on: Day): EventBody => ({ type: 'accepted', on });
const flag = (name: Flag): EventBody => ({ type: 'flagged', flag: name, on: true, reason: 'xác minh' });
const extend = (clock: string, days: number): EventBody => ({
  type: 'extended',
  clock,
  days,
  reason: 'vụ việc phức tạp',
});
const second: EventBody = { type: 'classified', kind: 'complaint', level: 2 };

interface Row {
  readonly clock: string;
  readonly happenings: readonly Happening[];
  readonly due: Day;
  readonly nominal?: Day;
  readonly article: RegExp;
}

/** The time-limit table of the fact sheet, row by row, with dates around Tết Bính Ngọ (14–22/02/2026). */
const table: readonly Row[] = [
  {
    clock: 'complaint.lodge',
    happenings: [['2025-11-20', received('complaint', { what: 'Quyết định', knownOn: '2025-11-17' })]],
    nominal: '2026-02-15',
    due: '2026-02-23',
    article: /Điều 9 Luật Khiếu nại 2011/,
  },
  {
    clock: 'complaint.accept',
    happenings: [
      ['2026-02-01', received('complaint')],
      ['2026-02-05', lodged('2026-02-05')],
    ],
    nominal: '2026-02-15',
    due: '2026-02-23',
    article: /Điều 27/,
  },
  {
    clock: 'complaint.resolve',
    happenings: [
      ['2026-01-10', received('complaint')],
      ['2026-01-12', lodged('2026-01-12')],
      ['2026-01-20', accepted('2026-01-20')],
    ],
    nominal: '2026-02-19',
    due: '2026-02-23',
    article: /Điều 28 Luật Khiếu nại 2011 \(02\/2011\/QH13\)/,
  },
  {
    clock: 'complaint.resolve',
    happenings: [
      ['2026-01-10', received('complaint')],
      ['2026-01-20', accepted('2026-01-20')],
      ['2026-01-21', flag('complex')],
    ],
    due: '2026-03-06',
    article: /Điều 28/,
  },
  {
    clock: 'complaint.resolve',
    happenings: [
      ['2026-01-10', received('complaint')],
      ['2026-01-20', accepted('2026-01-20')],
      ['2026-01-21', flag('remote')],
    ],
    due: '2026-03-06',
    article: /Điều 28/,
  },
  {
    clock: 'complaint.resolve',
    happenings: [
      ['2026-01-10', received('complaint')],
      ['2026-01-20', accepted('2026-01-20')],
      ['2026-01-21', flag('remote')],
      ['2026-01-21', flag('complex')],
    ],
    nominal: '2026-03-21',
    due: '2026-03-23',
    article: /Điều 28/,
  },
  {
    clock: 'complaint2.lodge',
    happenings: [
      ['2026-01-20', received('complaint', { what: 'Quyết định giải quyết lần đầu', knownOn: '2026-01-16' })],
      ['2026-01-20', second],
    ],
    nominal: '2026-02-15',
    due: '2026-02-23',
    article: /Điều 33/,
  },
  {
    clock: 'complaint2.lodge',
    happenings: [
      ['2026-01-20', received('complaint', { what: 'Quyết định giải quyết lần đầu', knownOn: '2026-01-16' })],
      ['2026-01-20', second],
      ['2026-01-20', flag('remote')],
    ],
    due: '2026-03-02',
    article: /Điều 33/,
  },
  {
    clock: 'complaint2.accept',
    happenings: [
      ['2026-02-06', received('complaint')],
      ['2026-02-06', second],
      ['2026-02-06', lodged('2026-02-06')],
    ],
    nominal: '2026-02-16',
    due: '2026-02-23',
    article: /Điều 36/,
  },
  {
    clock: 'complaint2.resolve',
    happenings: [
      ['2026-01-02', received('complaint')],
      ['2026-01-02', second],
      ['2026-01-05', accepted('2026-01-05')],
    ],
    nominal: '2026-02-19',
    due: '2026-02-23',
    article: /Điều 37/,
  },
  {
    clock: 'complaint2.resolve',
    happenings: [
      ['2026-01-02', received('complaint')],
      ['2026-01-02', second],
      ['2026-01-05', accepted('2026-01-05')],
      ['2026-01-06', flag('complex')],
    ],
    due: '2026-03-06',
    article: /Điều 37/,
  },
  {
    clock: 'complaint2.resolve',
    happenings: [
      ['2026-01-02', received('complaint')],
      ['2026-01-02', second],
      ['2026-01-05', accepted('2026-01-05')],
      ['2026-01-06', flag('complex')],
      ['2026-01-06', flag('remote')],
    ],
    due: '2026-03-16',
    article: /Điều 37/,
  },
  {
    clock: 'denunciation.triage',
    happenings: [
      ['2026-02-09', received('denunciation')],
      ['2026-02-09', lodged('2026-02-09')],
    ],
    due: '2026-02-25',
    article: /Điều 24 khoản 1 Luật Tố cáo 2018/,
  },
  {
    clock: 'denunciation.triage',
    happenings: [
      ['2026-02-09', received('denunciation')],
      ['2026-02-09', lodged('2026-02-09')],
      ['2026-02-10', flag('severalPlaces')],
      ['2026-02-10', extend('denunciation.triage', 3)],
    ],
    due: '2026-03-02',
    article: /Điều 24 khoản 1/,
  },
  {
    clock: 'denunciation.transfer',
    happenings: [
      ['2026-02-10', received('denunciation')],
      ['2026-02-10', lodged('2026-02-10')],
      ['2026-02-10', flag('notOurs')],
    ],
    due: '2026-02-24',
    article: /Điều 24 khoản 2/,
  },
  {
    clock: 'denunciation.notify',
    happenings: [
      ['2026-02-02', received('denunciation')],
      ['2026-02-11', accepted('2026-02-11')],
    ],
    due: '2026-02-25',
    article: /Điều 29 khoản 3/,
  },
  {
    clock: 'denunciation.resolve',
    happenings: [
      ['2026-01-10', received('denunciation')],
      ['2026-01-18', accepted('2026-01-18')],
    ],
    nominal: '2026-02-17',
    due: '2026-02-23',
    article: /Điều 30/,
  },
  {
    clock: 'denunciation.resolve',
    happenings: [
      ['2026-01-10', received('denunciation')],
      ['2026-01-18', accepted('2026-01-18')],
      ['2026-02-10', flag('speciallyComplex')],
      ['2026-02-10', extend('denunciation.resolve', 30)],
      ['2026-03-10', extend('denunciation.resolve', 30)],
    ],
    nominal: '2026-04-18', // 90 days at most
    due: '2026-04-20',
    article: /Điều 30/,
  },
  {
    clock: 'denunciation.referrer',
    happenings: [
      ['2026-01-26', received('denunciation')],
      ['2026-01-26', lodged('2026-01-26')],
      ['2026-01-26', flag('referred')],
    ],
    nominal: '2026-02-15',
    due: '2026-02-23',
    article: /Điều 26 khoản 2/,
  },
  {
    clock: 'proposal.atReception',
    happenings: [
      ['2026-02-09', received('proposal')],
      ['2026-02-09', flag('atReception')],
    ],
    due: '2026-03-02',
    article: /Điều 28 Luật Tiếp công dân 2013/,
  },
  {
    clock: 'any.transfer',
    happenings: [
      ['2026-02-09', received('incident')],
      ['2026-02-09', flag('notOurs')],
    ],
    due: '2026-03-02',
    article: /05\/2021\/TT-TTCP/,
  },
  {
    clock: 'proposal.forward',
    happenings: [['2026-02-09', received('proposal')]],
    due: '2026-02-23',
    article: /20\/2008\/NĐ-CP/,
  },
  {
    clock: 'proposal.reply',
    happenings: [['2026-02-09', received('proposal')]],
    due: '2026-03-09',
    article: /20\/2008\/NĐ-CP/,
  },
  {
    clock: 'promise.incident',
    happenings: [['2026-02-12', received('incident')]],
    due: '2026-02-26',
    article: /Cam kết của cơ quan/,
  },
  {
    clock: 'promise.contact',
    happenings: [['2026-02-12', received('complaint')]],
    due: '2026-02-26',
    article: /Cam kết của cơ quan/,
  },
];

describe('the time-limit table', () => {
  it.each(table)('$clock falls due on $due', ({ clock: id, happenings, due, nominal, article }) => {
    const clock = clockIn(fileOf(happenings), id, '2026-02-12');
    expect(clock).toMatchObject({ dueOn: due, nominalOn: nominal ?? due });
    expect(clock?.article).toMatch(article);
    if (clock?.source === 'law') expect(clock.verify).toBeTruthy();
  });

  it('reaches every limit of the law that belongs to a case', () => {
    const reached = new Set(table.map(({ clock }) => clock));
    const local = law.filter((rule) => rule.local !== undefined).map(({ id }) => id);
    const missing = law
      .filter(({ kinds, id }) => kinds.length > 0 && !reached.has(id) && !local.includes(id))
      .map(({ id }) => id);
    expect(missing).toEqual([]);
    expect(local).toEqual(['incident.forward.1022', 'incident.reply.1022']);
  });

  it.each([
    ['breach.notify', '2026-02-13T20:15:00+07:00', '2026-02-16T13:15:00.000Z'],
    ['dataSubject.acknowledge', '2026-02-13', '2026-02-24'],
    ['dataSubject.access', '2026-02-13', '2026-03-06'],
    ['dataSubject.restrict', '2026-02-13', '2026-03-13'],
    ['dataSubject.delete', '2026-02-13', '2026-03-20'],
    ['incident.forward.1022', '2026-02-13T20:15:00+07:00', '2026-02-13T13:20:00.000Z'],
    ['incident.reply.1022', '2026-02-13', '2026-02-27'],
  ])('%s from %s is due %s', (id, from, due) => {
    const rule = law.find((one) => one.id === id);
    if (!rule) throw new Error(id);
    const clock = clockFrom(rule, from.includes('T') ? new Date(from) : from, calendar);
    expect(clock.dueAt ?? clock.dueOn).toBe(due);
    expect(clock.verify).toBeTruthy();
  });

  it('tells the last day to complain from the day of the decision', () => {
    const rule = law.find(({ id }) => id === 'complaint.lodge');
    if (!rule) throw new Error('no rule');
    expect(clockFrom(rule, '2026-08-24', calendar)).toMatchObject({
      nominalOn: '2026-11-22', // a Sunday: safe is the Friday before, the law gives Monday
      dueOn: '2026-11-23',
    });
  });
});

describe('where a clock starts', () => {
  it('does not run a law clock of khiếu nại from the chat message', () => {
    const file = fileOf([['2026-03-02', received('complaint')]]);
    const ids = clocksOf(file, limits, calendar, new Date('2026-03-03T03:00:00Z')).map(({ id }) => id);
    expect(ids).toEqual(['promise.contact']);
  });

  it('does not run the resolution from the day the petition was taken in', () => {
    const file = fileOf([
      ['2026-03-02', received('complaint')],
      ['2026-03-03', lodged('2026-03-03')],
    ]);
    expect(clockIn(file, 'complaint.resolve', '2026-03-04')).toBeUndefined();
    expect(clockIn(file, 'complaint.accept', '2026-03-04')).toMatchObject({ startedOn: '2026-03-03' });
  });

  it('counts a message sent after midnight in Vietnam on the new day', () => {
    const file = fileOf([['2026-03-02T17:30:00Z', received('incident')]]);
    expect(file.receivedOn).toBe('2026-03-03');
    expect(clockIn(file, 'promise.incident', '2026-03-03')).toMatchObject({ dueOn: '2026-03-10' });
  });

  it('gives a guided denunciation no clock', () => {
    const file = fileOf([
      ['2026-03-02', { type: 'guided', kind: 'denunciation', office: 'ngoc-ha', channel: 'web' }],
    ]);
    expect(clocksOf(file, limits, calendar, new Date('2026-03-03T03:00:00Z'))).toEqual([]);
  });

  it('runs the answer anew from the day the case was reopened', () => {
    const file = fileOf([
      ['2026-03-02', received('incident')],
      ['2026-03-05', { type: 'answered', text: 'Đã vá', attachments: [] }],
      ['2026-03-16', { type: 'reopened', reason: 'vẫn lún' }],
    ]);
    expect(clockIn(file, 'promise.incident', '2026-03-17')).toMatchObject({
      startedOn: '2026-03-16',
      dueOn: '2026-03-23',
      state: 'running',
    });
  });
});

describe('pauses, stops and extensions', () => {
  const asked: EventBody = { type: 'asked', text: 'Xin cho biết số nhà' };
  const supplied: EventBody = { type: 'supplied', text: 'Số 12', attachments: [] };

  it('stands still while the citizen is asked, on the promise only', () => {
    const before = fileOf([['2026-03-02', received('proposal')]]);
    const paused = fileOf([
      ['2026-03-02', received('proposal')],
      ['2026-03-04', asked],
      ['2026-03-11', supplied],
    ]);
    expect(clockIn(before, 'promise.proposal', '2026-03-12')).toMatchObject({ dueOn: '2026-03-16' });
    expect(clockIn(paused, 'promise.proposal', '2026-03-12')).toMatchObject({ dueOn: '2026-03-23' });
    expect(clockIn(paused, 'proposal.reply', '2026-03-12')?.dueOn).toBe(
      clockIn(before, 'proposal.reply', '2026-03-12')?.dueOn,
    );
  });

  it('shows a paused clock as if it went on today', () => {
    const file = fileOf([
      ['2026-03-02', received('incident')],
      ['2026-03-04', asked],
    ]);
    expect(clockIn(file, 'promise.incident', '2026-03-04')).toMatchObject({
      state: 'paused',
      dueOn: '2026-03-09',
    });
    expect(clockIn(file, 'promise.incident', '2026-03-06')).toMatchObject({
      state: 'paused',
      dueOn: '2026-03-11',
    });
    expect(nextDue(clocksOf(file, limits, calendar, new Date('2026-03-06T03:00:00Z')))).toBeUndefined();
  });

  it('moves a law clock only by a suspension', () => {
    const file = fileOf([
      ['2026-03-02', received('complaint')],
      ['2026-03-02', accepted('2026-03-02')],
      ['2026-03-10', { type: 'suspended', reason: 'chờ vụ việc liên quan' }],
      ['2026-03-20', { type: 'resumed', reason: 'đã có kết quả' }],
    ]);
    expect(clockIn(file, 'complaint.resolve', '2026-03-21')).toMatchObject({
      nominalOn: '2026-04-11',
      dueOn: '2026-04-13',
    });
  });

  it('is met, missed or void', () => {
    const answer: EventBody = { type: 'answered', text: 'Đã vá', attachments: [] };
    const start: Happening = ['2026-03-02', received('incident')];
    const state = (happening: Happening) =>
      clockIn(fileOf([start, happening]), 'promise.incident', '2026-03-30')?.state;
    expect(state(['2026-03-09', answer])).toBe('met');
    expect(state(['2026-03-10', answer])).toBe('missed');
    expect(state(['2026-03-10', { type: 'withdrawn', reason: '' }])).toBe('void');
    expect(state(['2026-03-10', { type: 'noted', text: '' }])).toBe('running');
  });

  it('extends only as far as the law goes, in its order, with its flag', () => {
    const start: readonly Happening[] = [
      ['2026-03-02', received('denunciation')],
      ['2026-03-02', lodged('2026-03-02')],
      ['2026-03-10', accepted('2026-03-10')],
    ];
    const problem = (more: readonly Happening[], days: number, clock = 'denunciation.resolve') =>
      extensionProblem(fileOf([...start, ...more]), limits, clock, days);
    const complex: Happening = ['2026-03-11', flag('complex')];
    const special: Happening = ['2026-03-11', flag('speciallyComplex')];
    const once: Happening = ['2026-04-01', extend('denunciation.resolve', 30)];
    expect(problem([], 30)).toBe('needs-flag');
    expect(problem([complex], 31)).toBe('too-long');
    expect(problem([complex], 30)).toBeUndefined();
    expect(problem([complex, once], 30)).toBe('needs-flag');
    expect(problem([special, once], 30)).toBeUndefined();
    expect(problem([special, once, once], 1)).toBe('not-extendable');
    expect(problem([], 1, 'complaint.resolve')).toBe('no-such-clock');
    expect(problem([], 1, 'promise.review')).toBe('not-extendable');
  });

  it('puts a promise off by no more than the office allows', () => {
    const incident = fileOf([
      ['2026-03-02', received('incident')],
      ['2026-03-03', extend('promise.incident', 7)],
    ]);
    expect(extensionProblem(incident, limits, 'promise.incident', 3)).toBeUndefined();
    expect(extensionProblem(incident, limits, 'promise.incident', 4)).toBe('too-long');
    expect(clockIn(incident, 'promise.incident', '2026-03-04')).toMatchObject({ days: 12 });
  });

  it('shows both the legal maximum and the promise', () => {
    const file = fileOf([['2026-03-02', received('proposal')]]);
    const clocks = clocksOf(file, limits, calendar, new Date('2026-03-03T03:00:00Z'));
    const { law: legal, promise } = answerClocks(clocks);
    expect(legal?.id).toBe('proposal.reply');
    expect(promise?.id).toBe('promise.proposal');
    expect(nextDue(clocks)?.id).toBe('proposal.forward');
  });
});

describe('how near the due date is', () => {
  it.each([
    ['2026-02-25', '2026-02-09', 'later'],
    ['2026-02-25', '2026-02-13', 't-3'], // nine days of Tết lie between
    ['2026-02-25', '2026-02-23', 't-3'],
    ['2026-02-25', '2026-02-24', 't-1'],
    ['2026-02-23', '2026-02-20', 't-1'],
    ['2026-02-25', '2026-02-25', 'today'],
    ['2026-02-25', '2026-02-26', 'overdue'],
  ])('due %s is %2$s seen from %s', (due, today, expected) => {
    expect(dueness(due, today, calendar)).toBe(expected);
  });
});

describe('clock properties', () => {
  const day = fc.integer({ min: 0, max: 3 * 365 }).map((offset) => addDays('2025-01-01', offset));
  const unit = fc.constantFrom('day' as const, 'workday' as const);
  const count = fc.integer({ min: 1, max: 90 });
  const pause = fc
    .tuple(day, fc.integer({ min: 0, max: 60 }))
    .map(([from, length]) => ({ from, to: addDays(from, length) }));

  it('never falls due on a day off, nor before the count is full', () => {
    fc.assert(
      fc.property(day, count, unit, fc.array(pause, { maxLength: 4 }), (start, n, of, pauses) => {
        const { nominalOn, dueOn } = countForward(calendar, start, n, of, pauses);
        expect(isWorkingDay(calendar, dueOn)).toBe(true);
        expect(dueOn >= nominalOn).toBe(true);
        expect(daysBetween(start, nominalOn)).toBeGreaterThanOrEqual(n);
      }),
    );
  });

  it('is later with a longer limit and never sooner with a pause', () => {
    fc.assert(
      fc.property(day, count, unit, fc.array(pause, { maxLength: 4 }), pause, (start, n, of, some, more) => {
        const plain = countForward(calendar, start, n, of, some);
        expect(plain.nominalOn < countForward(calendar, start, n + 1, of, some).nominalOn).toBe(true);
        expect(plain.dueOn <= countForward(calendar, start, n, of, [...some, more]).dueOn).toBe(true);
      }),
    );
  });

  it('moves by exactly the days of one pause that lies inside the count', () => {
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 2, max: 60 }),
        fc.integer({ min: 0, max: 30 }),
        (start, n, length) => {
          const from = addDays(start, 1);
          const { nominalOn } = countForward(calendar, start, n, 'day', [
            { from, to: addDays(from, length) },
          ]);
          expect(daysBetween(start, nominalOn)).toBe(n + length);
        },
      ),
    );
  });

  it('gives the same due date for every hour of the day on which it started', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 86_399 }), (on, second) => {
        const at = new Date(new Date(`${on}T00:00:00+07:00`).getTime() + second * 1000).toISOString();
        const file = fileOf([[at, received('incident')]]);
        expect(file.receivedOn).toBe(on);
        expect(clockIn(file, 'promise.incident', on)?.dueOn).toBe(
          countForward(calendar, on, 5, 'workday').dueOn,
        );
      }),
    );
  });
});
