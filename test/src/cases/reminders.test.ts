import { afterEach, beforeEach, expect, it } from 'vitest';
import { caseMessages } from '../../../src/cases/messages.ts';
import { remindOffices } from '../../../src/cases/reminders.ts';
import { officer, openOffice, type Office } from './office.ts';

const say = caseMessages('ông/bà');
let office: Office;
beforeEach(async () => {
  office = await openOffice({ tellsOffice: false });
});
afterEach(() => office.close());

function on(day: string): Date {
  return new Date(`${day}T09:00:00+07:00`);
}

it('reminds three working days and one before the due date, on it and past it, each once', async () => {
  const { code } = await office.reception.receive(
    { kind: 'incident', office: 'ngoc-ha', channel: 'web', submission: { content: 'ổ gà' } },
    on('2026-02-06'), // a Friday: due on the 13th, the eve of the nine days of Tết
  );
  const remind = (day: string) =>
    remindOffices(
      {
        ...office,
        calendar: office.rules.calendar,
        say,
        enqueue: (notices, now) => office.outbox.enqueue(notices, now),
      },
      on(day),
    );
  const told: Record<string, number> = {};
  for (const day of [
    '2026-02-09',
    '2026-02-10',
    '2026-02-11',
    '2026-02-12',
    '2026-02-13',
    '2026-02-14',
    '2026-02-20',
  ])
    told[day] = (await remind(day)) + (await remind(day));
  expect(told).toEqual({
    '2026-02-09': 0,
    '2026-02-10': 1,
    '2026-02-11': 0,
    '2026-02-12': 1,
    '2026-02-13': 1,
    '2026-02-14': 1,
    '2026-02-20': 0,
  });
  const texts = (await office.outbox.inState('waiting')).map(({ message }) => message.text);
  expect(texts[0]).toBe(say.office.overdue(code, '13/02/2026'));
  expect(texts.at(-1)).toBe(say.office.dueSoon(code, '13/02/2026'));
  await office.desk.move(
    code,
    { type: 'closed', outcome: 'invalid', text: 'x', evidence: [] },
    officer('clerk'),
    {
      now: on('2026-02-23'),
    },
  );
  expect(await remind('2026-03-02')).toBe(0);
});
