import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { erasePerson, exportPerson } from '../../../src/cases/data-subject.ts';
import type { IncomingCase } from '../../../src/cases/reception.ts';
import { eraseExpired } from '../../../src/cases/retention.ts';
import type { Account } from '../../../src/cases/submission.ts';
import { officer, openOffice, rules, type Office } from './office.ts';

const now = new Date('2026-11-21T02:00:00Z');
const account: Account = { channel: 'webchat', userId: 'dl_an', conversationId: 'talk-1' };
const clerk = officer('clerk');
const leader = officer('leader');

/** Fifty values that must stand nowhere in clear. */
const seeded = Array.from({ length: 10 }, (_, n) => ({
  name: `Lê Thị Hạt Giống ${n}`,
  phone: `09123450${n}7`,
  email: `hat.giong${n}@example.com`,
  address: `Số ${n} phố Gieo Mầm`,
  content: `Chuyện riêng không ai được đọc lần ${n}`,
}));

function incoming(n: number, more: Partial<IncomingCase> = {}): IncomingCase {
  const { name, phone, email, address, content } = seeded[n] ?? {
    name: '',
    phone: '',
    email: '',
    address: '',
    content: '',
  };
  return {
    kind: 'proposal',
    office: 'ngoc-ha',
    channel: 'webchat',
    submission: {
      content,
      place: address,
      contact: { name, phone, email, address },
      demand: `${content} và phải xong`,
      consent: { at: now.toISOString(), purpose: 'xử lý', messages: false },
    },
    files: [{ name: `${name}.txt`, mediaType: 'text/plain', bytes: Buffer.from(`${content} trong tệp`) }],
    account,
    submissionKey: `talk-1/${n}`,
    ...more,
  };
}

describe('what the database holds', () => {
  let office: Office;
  beforeEach(async () => {
    office = await openOffice();
  });
  afterEach(() => office.close());

  /** Every byte on disk: database, write-ahead log, shared memory. */
  function onDisk(): Buffer[] {
    return readdirSync(office.dataDir)
      .map((file) => join(office.dataDir, file))
      .filter((file) => statSync(file).isFile())
      .map((file) => readFileSync(file));
  }

  function inClear(values: readonly string[]): string[] {
    const files = onDisk();
    return values.filter((value) =>
      files.some((bytes) => bytes.includes(value) || bytes.includes(Buffer.from(value, 'utf16le'))),
    );
  }

  const values = seeded.flatMap((one) => Object.values(one));

  it('has none of fifty personal values in clear, in the file or in the log beside it', async () => {
    for (let n = 0; n < seeded.length; n += 1) {
      const { code } = await office.reception.receive(incoming(n), now);
      const { content = '', name = '' } = seeded[n] ?? {};
      await office.desk.move(code, { type: 'assigned', unit: 'Phòng Kinh tế' }, clerk, { now });
      await office.desk.move(code, { type: 'noted', text: `gọi cho ${name}` }, clerk, { now });
      await office.desk.move(code, { type: 'asked', text: `${content}?` }, clerk, { now });
      await office.reception.act(
        { code, account },
        { type: 'supplied', text: `${content} thêm`, attachments: [] },
        now,
      );
      await office.desk.move(code, { type: 'answered', text: `Kính gửi ${name}`, attachments: [] }, leader, {
        now,
      });
    }
    expect(onDisk().some((bytes) => bytes.length > 10_000)).toBe(true);
    // The oracle bites: what is kept in clear on purpose is found this way.
    expect(inClear(['PAKN.20261121.0001', 'Phòng Kinh tế'])).toHaveLength(2);
    expect(inClear(values)).toEqual([]);
    expect(inClear(['dl_an'])).toEqual([]); // nobody agreed to messages, so no account is in the outbox
    const [first] = await office.desk.list({ words: 'chuyen rieng lan 3', order: 'newest' }, clerk);
    expect(first?.subject).toBe(seeded[3]?.content); // and yet it is found, and read by who may
  });

  it('exports what a person sent and was told, and nothing of the office', async () => {
    const { code } = await office.reception.receive(incoming(0), now);
    await office.desk.move(code, { type: 'noted', text: 'ghi chú nội bộ' }, clerk, { now });
    await office.desk.move(code, { type: 'assigned', unit: 'Phòng Kinh tế' }, clerk, { now });
    await office.desk.move(code, { type: 'answered', text: 'Đã sửa', attachments: [] }, leader, { now });
    await office.reception.receive(incoming(1, { account: { ...account, userId: 'dl_binh' } }), now);
    const all = await exportPerson({ ...office, rules }, account, now);
    expect(all.cases).toMatchObject([
      {
        code,
        submission: { contact: { name: seeded[0]?.name } },
        answer: { text: 'Đã sửa' },
        files: [{ size: expect.any(Number) as number }],
      },
    ]);
    const text = JSON.stringify(all);
    expect(text).not.toContain('ghi chú nội bộ');
    expect(text).not.toContain(seeded[1]?.name);
  });

  it('erases what a person asks to have erased, but for what is under way or must be archived', async () => {
    const answered = await office.reception.receive(incoming(0), now);
    await office.desk.move(answered.code, { type: 'assigned', unit: 'A' }, clerk, { now });
    await office.desk.move(answered.code, { type: 'answered', text: 'x', attachments: [] }, leader, { now });
    const open = await office.reception.receive(incoming(1), now);
    const petition = await office.reception.receive(incoming(2, { kind: 'complaint' }), now);
    await office.desk.move(petition.code, { type: 'lodged', on: '2026-11-21' }, clerk, { now });
    await office.desk.move(petition.code, { type: 'refused', reason: 'hết thời hiệu' }, clerk, { now });
    const outcomes = await erasePerson({ ...office, rules }, account, now);
    expect(new Map(outcomes.map(({ code, outcome }) => [code, outcome]))).toEqual(
      new Map([
        [answered.code, 'erased'],
        [open.code, 'kept-open'],
        [petition.code, 'kept-archive'],
      ]),
    );
    expect(await office.reception.progressOf({ code: answered.code, account }, now)).toBeUndefined();
    const keys = await office.database.queries.selectFrom('case_keys').select('case_id').execute();
    expect(keys.map(({ case_id }) => case_id)).not.toContain(answered.caseId);
    const [line] = await office.desk.list({ words: answered.code }, clerk);
    expect(line).toMatchObject({ stage: 'answered', subject: '', erasedOn: '2026-11-21' });
  });

  it('erases what ended longer ago than the office keeps it, by kind', async () => {
    const question = await office.reception.receive(incoming(0, { kind: 'question' }), now);
    await office.desk.move(question.code, { type: 'answered', text: 'x', attachments: [] }, clerk, { now });
    const proposal = await office.reception.receive(incoming(1), now);
    await office.desk.move(
      proposal.code,
      { type: 'closed', outcome: 'invalid', text: 'x', evidence: [] },
      clerk,
      { now },
    );
    const open = await office.reception.receive(incoming(2, { kind: 'question' }), now);
    const parts = { ...office, rules };
    expect(await eraseExpired(parts, new Date('2027-11-20T02:00:00Z'))).toBe(0);
    expect(await eraseExpired(parts, new Date('2027-11-21T02:00:00Z'))).toBe(1);
    expect(await office.store.load(question.caseId)).toBeUndefined();
    expect(await office.store.load(proposal.caseId)).toBeDefined();
    expect(await eraseExpired(parts, new Date('2031-11-21T02:00:00Z'))).toBe(1);
    expect(await office.store.load(proposal.caseId)).toBeUndefined();
    expect(await office.store.load(open.caseId)).toBeDefined();
    const records = await office.audit.ofSubject('ngoc-ha');
    expect(records.map(({ details }) => details)).toEqual([
      { kind: 'proposal', count: 1 },
      { kind: 'question', count: 1 },
    ]);
  });

  it('leaves nothing of an erased key on the disk', async () => {
    const { code, caseId } = await office.reception.receive(incoming(0), now);
    await office.desk.move(code, { type: 'withdrawn', reason: 'x' }, clerk, { now });
    const before = await office.database.queries
      .selectFrom('case_keys')
      .select('wrapped')
      .where('case_id', '=', caseId)
      .executeTakeFirstOrThrow();
    expect(inClear([before.wrapped])).toHaveLength(1);
    await erasePerson({ ...office, rules }, account, now);
    expect(inClear([before.wrapped])).toEqual([]);
  });
});
