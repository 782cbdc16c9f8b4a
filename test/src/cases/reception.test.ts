import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { citizenMail, officeMail } from '../../../src/cases/case-notices.ts';
import { readSecret } from '../../../src/cases/case-secret.ts';
import { caseMessages } from '../../../src/cases/messages.ts';
import type { Move } from '../../../src/cases/moves.ts';
import type { Access, IncomingCase, Receipt } from '../../../src/cases/reception.ts';
import type { Account, Submission } from '../../../src/cases/submission.ts';
import { officer, openOffice, type Office } from './office.ts';

const say = caseMessages('ông/bà');
const saturday = new Date('2026-11-21T02:00:00Z');
const account: Account = { channel: 'webchat', userId: 'dl_an', conversationId: 'talk-1' };
const consent = { at: saturday.toISOString(), purpose: 'xử lý phản ánh', messages: true };
const clerk = officer('clerk');
const leader = officer('leader');
const specialist = officer('specialist', { units: ['Phòng Kinh tế'] });

function on(day: string): Date {
  return new Date(`${day}T09:00:00+07:00`);
}

function pothole(more: Partial<Submission> = {}): IncomingCase {
  return {
    kind: 'incident',
    office: 'ngoc-ha',
    channel: 'webchat',
    submission: { content: 'Đường trước số 12 bị lún, có ổ gà lớn', place: 'Đội Cấn', consent, ...more },
    account,
  };
}

function withSecret({ code, secret }: Receipt): Access {
  return { code, secret, sender: { key: 'somebody' } };
}

describe('reception', () => {
  let office: Office;
  beforeEach(async () => {
    office = await openOffice();
  });
  afterEach(() => office.close());

  async function moved(code: string, move: Move, by = clerk, now = saturday): Promise<void> {
    const { refusal } = await office.desk.move(code, move, by, { now });
    expect(refusal).toBeUndefined();
  }

  describe('receiving', () => {
    it('gives a receipt with code, secret, unit, due date with its article, and the link', async () => {
      const receipt = await office.reception.receive(pothole(), saturday);
      expect(receipt).toMatchObject({
        code: 'PAHT.20261121.0001',
        kindName: 'Phản ánh hiện trường',
        receivingUnit: 'Bộ phận tiếp nhận',
        // five working days after a Saturday, over Ngày Văn hoá Việt Nam on the 24th
        due: { on: '2026-11-30', source: 'promise', article: 'Cam kết của cơ quan', certainty: 'announced' },
        trackUrl: 'https://tra-cuu.example.gov.vn/tra-cuu?ma=PAHT.20261121.0001',
        repeated: false,
      });
      expect(readSecret(receipt.secret)).toBeDefined();
    });

    it('shows both the promise and the legal maximum with the reason to verify it', async () => {
      const receipt = await office.reception.receive({ ...pothole(), kind: 'proposal' }, saturday);
      expect(receipt.due).toMatchObject({ on: '2026-12-07', source: 'promise' });
      expect(receipt.legalDue).toMatchObject({ on: '2026-12-14', source: 'law' });
      expect(receipt.legalDue?.article).toContain('20/2008/NĐ-CP');
      expect(receipt.legalDue?.verify).toContain('30 ngày');
    });

    it('promises no legal date for a complaint that nobody has signed', async () => {
      const receipt = await office.reception.receive({ ...pothole(), kind: 'complaint' }, saturday);
      expect(receipt.due).toMatchObject({ name: 'Liên hệ hướng dẫn nộp đơn', source: 'promise' });
      expect(receipt.legalDue).toBeUndefined();
    });

    it('is one case for one confirmation, with a new secret each time it is shown', async () => {
      const incoming = { ...pothole(), submissionKey: 'webchat/talk-1/42' };
      const first = await office.reception.receive(incoming, saturday);
      const second = await office.reception.receive(incoming, saturday);
      expect(second).toMatchObject({ code: first.code, repeated: true, due: first.due });
      expect(second.secret).not.toBe(first.secret);
      expect(await office.reception.progressOf(withSecret(first), saturday)).toBeUndefined();
      expect(await office.reception.progressOf(withSecret(second), saturday)).toBeDefined();
      expect(await office.desk.count({}, leader)).toBe(1);
    });

    it('keeps nothing when the database refuses, and says so by rejecting', async () => {
      await office.database.queries.schema.dropTable('case_words').execute();
      await expect(office.reception.receive(pothole(), saturday)).rejects.toThrow();
      const rows = await office.database.queries.selectFrom('case_files').select('code').execute();
      expect(rows).toEqual([]);
    });

    it('tells the office by mail without a word of the content', async () => {
      const { code } = await office.reception.receive(pothole(), saturday);
      const [notice, ...others] = await office.outbox.inState('waiting');
      expect(others).toEqual([]);
      expect(notice).toMatchObject({
        recipient: { channel: officeMail, userId: 'ngoc-ha' },
        message: { text: say.office.arrived(code, 'Phản ánh hiện trường', '30/11/2026') },
      });
    });

    it('notices the own recent case that says nearly the same', async () => {
      const { code } = await office.reception.receive(pothole(), saturday);
      const similar = (content: string, kind = 'incident' as const, from = account, now = saturday) =>
        office.reception.similarTo(from, kind, content, now);
      expect(await similar('duong truoc so 12 bi lun, co o ga lon')).toMatchObject({ code });
      expect(await similar('Đường trước số 12 bị lún, có ổ gà lớn quá')).toMatchObject({ code });
      expect(await similar('Đèn đường ngõ 5 không sáng')).toBeUndefined();
      expect(
        await similar('Đường trước số 12 bị lún, có ổ gà lớn', 'incident', { ...account, userId: 'other' }),
      ).toBeUndefined();
      expect(
        await similar('Đường trước số 12 bị lún, có ổ gà lớn', 'incident', account, on('2026-12-05')),
      ).toBeUndefined();
    });
  });

  describe('progress', () => {
    it('is seen with code and secret from anywhere, and by the own account without a secret', async () => {
      const receipt = await office.reception.receive(pothole(), saturday);
      const expected = {
        code: receipt.code,
        kindName: 'Phản ánh hiện trường',
        stage: 'received',
        stageName: say.stages.received,
        due: receipt.due,
        timeline: [{ on: '2026-11-21', text: say.timeline.received }],
        canSupply: true,
        canWithdraw: true,
        canReopen: false,
      };
      expect(await office.reception.progressOf(withSecret(receipt), saturday)).toMatchObject(expected);
      const typed = {
        ...withSecret(receipt),
        code: receipt.code.toLowerCase(),
        secret: receipt.secret.toLowerCase(),
      };
      expect(await office.reception.progressOf(typed, saturday)).toMatchObject(expected);
      expect(await office.reception.progressOf({ code: receipt.code, account }, saturday)).toMatchObject(
        expected,
      );
      expect(await office.reception.casesOf(account, saturday)).toMatchObject([expected]);
    });

    it('is not seen from another account, nor with another secret', async () => {
      const receipt = await office.reception.receive(pothole(), saturday);
      const other = await office.reception.receive(pothole({ content: 'việc khác' }), saturday);
      const stranger = { channel: 'webchat', userId: 'dl_binh' };
      expect(
        await office.reception.progressOf({ code: receipt.code, account: stranger }, saturday),
      ).toBeUndefined();
      expect(
        await office.reception.progressOf({ ...withSecret(receipt), secret: other.secret }, saturday),
      ).toBeUndefined();
      expect(await office.reception.casesOf(stranger, saturday)).toEqual([]);
    });

    it('never shows the own story, the contact, notes, or who works on it', async () => {
      const receipt = await office.reception.receive(
        pothole({ contact: { name: 'Nguyễn Thị Ánh', phone: '0912345678' } }),
        saturday,
      );
      await moved(receipt.code, { type: 'assigned', unit: 'Phòng Kinh tế', officerId: 'specialist' });
      await moved(receipt.code, { type: 'noted', text: 'Bà này hay gọi điện' });
      await moved(receipt.code, { type: 'flagged', flag: 'complex', on: true, reason: 'nhiều nơi' });
      const seen = JSON.stringify(await office.reception.progressOf(withSecret(receipt), saturday));
      for (const word of ['Ánh', '0912', 'ổ gà', 'hay gọi', 'nhiều nơi', 'specialist', 'Ông clerk'])
        expect(seen).not.toContain(word);
      expect(seen).toContain('Phòng Kinh tế');
    });

    it('says when the office is late', async () => {
      const receipt = await office.reception.receive(pothole(), saturday);
      const at = async (day: string) =>
        (await office.reception.progressOf(withSecret(receipt), on(day)))?.isOverdue;
      expect(await at('2026-11-30')).toBe(false);
      expect(await at('2026-12-01')).toBe(true);
    });
  });

  describe('the life of a case', () => {
    it('goes from the citizen over clerk and specialist back to the citizen', async () => {
      const receipt = await office.reception.receive(pothole(), saturday);
      const { code } = receipt;
      await moved(code, { type: 'assigned', unit: 'Phòng Kinh tế' }, clerk, on('2026-11-23'));
      await moved(code, { type: 'asked', text: 'Xin cho biết vị trí ổ gà' }, specialist, on('2026-11-25'));
      const waiting = await office.reception.progressOf({ code, account }, on('2026-11-26'));
      expect(waiting).toMatchObject({ stage: 'waiting', asked: 'Xin cho biết vị trí ổ gà', isPaused: true });
      const supplied = await office.reception.act(
        { code, account },
        { type: 'supplied', text: 'Ngay cổng trường', attachments: [] },
        on('2026-11-27'),
        [{ name: 'ổ gà.jpg', mediaType: 'image/jpeg', bytes: Uint8Array.of(1, 2, 3) }],
      );
      // due on the 30th, and two working days stood still
      expect(supplied.progress).toMatchObject({
        stage: 'assigned',
        asked: undefined,
        due: { on: '2026-12-02' },
      });
      const answered = await office.desk.move(
        code,
        { type: 'answered', text: 'Đã vá xong ngày 30/11', attachments: [] },
        specialist,
        {
          now: on('2026-11-30'),
          files: [{ name: 'biên bản.pdf', mediaType: 'application/pdf', bytes: Uint8Array.of(4, 5) }],
        },
      );
      expect(answered.file?.stage).toBe('answered');
      const progress = await office.reception.progressOf(withSecret(receipt), on('2026-12-01'));
      expect(progress).toMatchObject({
        stage: 'answered',
        due: undefined,
        isOverdue: false,
        answer: {
          text: 'Đã vá xong ngày 30/11',
          on: '2026-11-30',
          documents: [{ name: 'biên bản.pdf', size: 2 }],
        },
        canReopen: true,
        reopenUntil: '2026-12-15',
      });
      expect(progress?.timeline.map(({ text }) => text)).toEqual([
        say.timeline.received,
        say.timeline.assigned('Phòng Kinh tế'),
        say.timeline.asked,
        say.timeline.supplied,
        say.timeline.answered,
      ]);
      const [document] = progress?.answer?.documents ?? [];
      const fetched = await office.reception.document(
        withSecret(receipt),
        document?.id ?? '',
        on('2026-12-01'),
      );
      expect(fetched?.bytes).toEqual(Uint8Array.of(4, 5));
      const reopened = await office.reception.act(
        { code, account },
        { type: 'reopened', reason: 'Vẫn còn lún' },
        on('2026-12-02'),
      );
      expect(reopened.progress).toMatchObject({ stage: 'assigned', due: { on: '2026-12-09' } });
    });

    it('gives the citizen no file but those of the answer', async () => {
      const { code } = await office.reception.receive(
        { ...pothole(), files: [{ name: 'a.jpg', mediaType: 'image/jpeg', bytes: Uint8Array.of(1) }] },
        saturday,
      );
      const open = await office.desk.open(code, clerk, saturday);
      const [own] = open?.attachments ?? [];
      expect(own?.name).toBe('a.jpg');
      expect(await office.reception.document({ code, account }, own?.id ?? '', saturday)).toBeUndefined();
      expect((await office.desk.attachment(code, own?.id ?? '', clerk))?.bytes).toEqual(Uint8Array.of(1));
      expect(await office.desk.attachment(code, own?.id ?? '', officer('admin'))).toBeUndefined();
    });

    it('tells the citizen of every change on the channel they used, safe on a lock screen', async () => {
      const { code } = await office.reception.receive(
        pothole({ contact: { name: 'Nguyễn Thị Ánh' } }),
        saturday,
      );
      await moved(code, { type: 'assigned', unit: 'Phòng Kinh tế' });
      await moved(code, { type: 'noted', text: 'ghi chú nội bộ' });
      await moved(code, { type: 'asked', text: 'Xin số chứng từ bí mật' }, specialist);
      await office.reception.act(
        { code, account },
        { type: 'supplied', text: 'Đây', attachments: [] },
        saturday,
      );
      await moved(code, { type: 'extended', clock: 'promise.incident', days: 3, reason: 'mưa' }, leader);
      await moved(code, { type: 'answered', text: 'Nội dung trả lời', attachments: [] }, specialist);
      await moved(code, { type: 'closed', outcome: 'done', text: 'Xong việc', evidence: [] });
      const notices = await office.outbox.inState('waiting');
      const told = notices.filter(({ recipient }) => recipient.userId === account.userId).toReversed();
      expect(told.map(({ message }) => message.text.split('\n')[0])).toEqual([
        `Hồ sơ ${code}: đã giao đơn vị xử lý.`,
        `Hồ sơ ${code}: cơ quan đề nghị ông/bà bổ sung thông tin.`,
        `Hồ sơ ${code}: thời hạn được gia hạn.`,
        `Hồ sơ ${code}: cơ quan đã trả lời.`,
        `Hồ sơ ${code}: đã kết thúc.`,
      ]);
      for (const { message } of notices) {
        expect(message.text).not.toMatch(/Ánh|ổ gà|chứng từ|Nội dung trả lời|ghi chú|Xong việc|mưa/u);
        expect(message.text).toContain(code);
      }
      for (const { message } of told) expect(message.choices).toEqual([`Xem hồ sơ ${code}`]);
    });

    it('sends nothing to who did not agree to messages, and mail to who left only an address', async () => {
      const silent = await office.reception.receive(
        pothole({ consent: { ...consent, messages: false } }),
        saturday,
      );
      await moved(silent.code, { type: 'assigned', unit: 'Phòng Kinh tế' });
      const mail = { ...pothole({ contact: { email: 'anh@example.com' } }), account: undefined };
      const { code, caseId } = await office.reception.receive(mail, saturday);
      await moved(code, { type: 'assigned', unit: 'Phòng Kinh tế' });
      const notices = await office.outbox.inState('waiting');
      const citizens = notices.filter(({ recipient }) => recipient.channel !== officeMail);
      expect(citizens.map(({ recipient }) => recipient)).toEqual([
        { channel: citizenMail, userId: caseId, conversationId: caseId },
      ]);
      expect(await office.reception.mailAddressOf(caseId)).toBe('anh@example.com');
      expect(await office.reception.mailAddressOf(silent.caseId)).toBeUndefined();
    });

    it('refuses what the table refuses, and writes nothing then', async () => {
      const { code } = await office.reception.receive(pothole(), saturday);
      const move: Move = { type: 'answered', text: 'x', attachments: [] };
      expect(await office.desk.move(code, move, specialist, { now: saturday })).toEqual({
        refusal: 'wrong-stage',
      });
      expect(await office.desk.move(code, move, officer('admin'), { now: saturday })).toEqual({
        refusal: 'not-allowed',
      });
      expect(await office.desk.move('PAKN.20200101.0001', move, leader, { now: saturday })).toEqual({
        refusal: 'no-such-case',
      });
      const stranger = { code, account: { channel: 'webchat', userId: 'dl_binh' } };
      expect(await office.reception.act(stranger, { type: 'withdrawn', reason: '' }, saturday)).toEqual({
        refusal: 'no-such-case',
      });
      expect((await office.desk.open(code, clerk, saturday))?.file.version).toBe(1);
    });

    it('does not change a case that moved on while the officer was looking', async () => {
      const { code } = await office.reception.receive(pothole(), saturday);
      await moved(code, { type: 'noted', text: 'của người khác' });
      const late = await office.desk.move(code, { type: 'assigned', unit: 'Phòng Kinh tế' }, clerk, {
        now: saturday,
        version: 1,
      });
      expect(late).toEqual({ refusal: 'changed-meanwhile' });
    });

    it('keeps every one of many notes written at once', async () => {
      const { code } = await office.reception.receive(pothole(), saturday);
      const results = await Promise.all(
        Array.from({ length: 5 }, (_, n) =>
          office.desk.move(code, { type: 'noted', text: `ghi chú ${n}` }, clerk, { now: saturday }),
        ),
      );
      expect(results.filter(({ refusal }) => refusal)).toEqual([]);
      expect((await office.desk.open(code, clerk, saturday))?.file.version).toBe(6);
    });

    it('joins duplicates in one commit and says so on both sides', async () => {
      const first = await office.reception.receive(pothole(), saturday);
      const second = await office.reception.receive(pothole({ content: 'lún đường' }), saturday);
      await moved(second.code, { type: 'merged', into: first.code });
      expect(await office.reception.progressOf({ code: second.code, account }, saturday)).toMatchObject({
        stage: 'merged',
        mergedInto: first.code,
      });
      const goesOn = await office.desk.open(first.code, clerk, saturday);
      expect(goesOn?.file.events.at(-1)?.body).toEqual({ type: 'absorbed', from: second.code });
      const again = await office.desk.move(first.code, { type: 'merged', into: second.code }, clerk, {
        now: saturday,
      });
      expect(again).toEqual({ refusal: 'wrong-stage' });
    });

    it('puts the earliest duty first on the desk, with its clock and article', async () => {
      const { code } = await office.reception.receive({ ...pothole(), kind: 'complaint' }, saturday);
      await moved(code, { type: 'lodged', on: '2026-11-21' });
      await moved(code, { type: 'accepted', on: '2026-11-21' });
      const open = await office.desk.open(code, leader, on('2026-12-18'));
      expect(open?.clocks.find(({ id }) => id === 'complaint.resolve')).toMatchObject({
        dueOn: '2026-12-21',
        dueness: 't-1',
        article: 'Điều 28 Luật Khiếu nại 2011 (02/2011/QH13)',
      });
      expect(open?.moves).toContain('answered');
      expect(await office.desk.list({ dueBy: '2026-12-21' }, leader)).toMatchObject([
        { code, dueOn: '2026-12-21', dueClock: 'complaint.resolve' },
      ]);
      expect(await office.desk.open(code, officer('admin'), saturday)).toBeUndefined();
    });

    it('counts due dates anew when the calendar has changed', async () => {
      const { code, caseId } = await office.reception.receive(pothole(), saturday);
      await office.store.setDue(caseId, 1, { on: '2026-11-27', clock: 'promise.incident', paused: false });
      expect(await office.desk.recountDueDates(saturday)).toBe(1);
      expect(await office.desk.recountDueDates(saturday)).toBe(0);
      expect(await office.desk.list({}, clerk)).toMatchObject([{ code, dueOn: '2026-11-30' }]);
    });
  });

  it('tells others in the same commit, but never of a denunciation', async () => {
    const more = await openOffice({
      denunciations: 'sealed',
      alsoTell: ({ code }, { seq, body }) => [
        {
          id: `case/${code}/${seq}/webhook`,
          recipient: { channel: 'webhook', userId: 'province', conversationId: '' },
          message: { text: body.type },
        },
      ],
    });
    const { code } = await more.reception.receive(pothole(), saturday);
    await more.desk.move(code, { type: 'assigned', unit: 'Phòng Kinh tế' }, clerk, { now: saturday });
    await more.reception.receive({ ...pothole(), kind: 'denunciation' }, saturday);
    const notices = await more.outbox.inState('waiting');
    const hooks = notices.filter(({ recipient }) => recipient.channel === 'webhook');
    expect(hooks.map(({ message }) => message.text)).toEqual(['assigned', 'received']);
    await more.close();
  });

  it.each([
    ['2026-08-24', { on: '2026-11-22', legallyOn: '2026-11-23', daysLeft: 1, isPast: false }],
    ['2026-08-22', { on: '2026-11-20', legallyOn: '2026-11-20', daysLeft: -1, isPast: true }],
    ['2026-11-20', { on: '2027-02-18', legallyOn: '2027-02-18', daysLeft: 89, isPast: false }],
  ])('tells the last day to complain about a decision known on %s', (knownOn, expected) => {
    expect(office.reception.lastDayToComplain(knownOn, saturday)).toMatchObject(expected);
  });

  describe('withdrawing', () => {
    it('is done in chat for a report, and on paper for a signed petition', async () => {
      const report = await office.reception.receive(pothole(), saturday);
      const complaint = await office.reception.receive({ ...pothole(), kind: 'complaint' }, saturday);
      await moved(complaint.code, { type: 'lodged', on: '2026-11-21' });
      const withdraw = (code: string) =>
        office.reception.act({ code, account }, { type: 'withdrawn', reason: 'đã tự xử lý' }, saturday);
      expect((await withdraw(report.code)).progress).toMatchObject({
        stage: 'withdrawn',
        canWithdraw: false,
      });
      expect(await withdraw(complaint.code)).toEqual({ refusal: 'needs-signed-withdrawal' });
      const progress = await office.reception.progressOf({ code: complaint.code, account }, saturday);
      expect(progress?.canWithdraw).toBe(false);
    });
  });
});
