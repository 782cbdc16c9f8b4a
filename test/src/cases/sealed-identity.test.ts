import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { roles, type Officer } from '../../../src/cases/case-event.ts';
import { exportPerson } from '../../../src/cases/data-subject.ts';
import { newKeyRing } from '../../../src/cases/personal-data.ts';
import type { IncomingCase } from '../../../src/cases/reception.ts';
import { SealedIdentities } from '../../../src/cases/sealed-identity.ts';
import type { Account } from '../../../src/cases/submission.ts';
import { officer, openOffice, rules, type Office } from './office.ts';

const now = new Date('2026-11-21T02:00:00Z');
const account: Account = { channel: 'webchat', userId: 'dl_nguoi_to_cao', conversationId: 'talk-1' };
const name = 'Trần Văn Bí Mật';
const identity = { name, address: 'Số 9 ngõ Kín', phone: '0987654321' };

const incoming: IncomingCase = {
  kind: 'denunciation',
  office: 'ngoc-ha',
  channel: 'webchat',
  submission: {
    content: 'Cán bộ địa chính nhận tiền của dân',
    contact: { name, phone: '0987654321' },
    accused: { unit: 'Phòng Kinh tế' },
    consent: { at: now.toISOString(), purpose: 'tiếp nhận tố cáo', messages: true },
  },
  account,
  identity,
};

const leader = officer('leader');
const guardian = officer('guardian');

function later(hours: number): Date {
  return new Date(now.getTime() + hours * 3_600_000);
}

describe('denunciations where the office only guides', () => {
  it('are refused by the reception, and guidance is recorded without a trace of the person', async () => {
    const office = await openOffice({ denunciations: 'guide' });
    await expect(office.reception.receive(incoming, now)).rejects.toMatchObject({
      code: 'case/denunciations-not-taken',
    });
    expect(await office.desk.count({}, leader)).toBe(0);
    await office.reception.recordGuidance('ngoc-ha', 'webchat', now);
    expect(await office.desk.list({}, leader)).toMatchObject([
      { kind: 'denunciation', stage: 'guided', subject: '' },
    ]);
    expect(await office.desk.list({}, officer('clerk'))).toEqual([]);
    const { queries } = office.database;
    expect(await queries.selectFrom('case_links').selectAll().execute()).toEqual([]);
    expect(await queries.selectFrom('case_words').selectAll().execute()).toEqual([]);
    expect(await queries.selectFrom('outbox').selectAll().execute()).toEqual([]);
    expect(await queries.selectFrom('sealed_identities').selectAll().execute()).toEqual([]);
    expect(await queries.selectFrom('case_files').select(['account', 'secret_hash']).execute()).toEqual([
      { account: null, secret_hash: null },
    ]);
    await office.close();
  });
});

describe('a sealed denunciation', () => {
  let office: Office;
  let caseId: string;
  let code: string;
  let secret: string;
  beforeEach(async () => {
    office = await openOffice({ denunciations: 'sealed' });
    ({ caseId, code, secret } = await office.reception.receive(incoming, now));
    const given = { type: 'assigned', unit: 'Thanh tra', officerId: 'specialist' } as const;
    expect((await office.desk.move(code, given, leader, { now })).refusal).toBeUndefined();
  });
  afterEach(() => office.close());

  async function granted(by: Officer = leader): Promise<string> {
    const asked = await office.identities.request(caseId, by, 'Cần xác minh người tố cáo (Điều 24)', now);
    expect((await office.identities.decide(asked.value?.id ?? '', guardian, true, now)).value).toEqual({
      granted: true,
    });
    return asked.value?.id ?? '';
  }

  it('is opened only for who asked with a reason and was granted, and each opening is recorded first', async () => {
    const request = await granted();
    expect(await office.identities.open(request, leader, now)).toEqual({ value: identity });
    expect(await office.identities.open(request, leader, later(1))).toEqual({ value: identity });
    const records = (await office.audit.ofSubject(caseId)).toReversed();
    expect(records.map(({ actor, action }) => `${actor} ${action}`)).toEqual([
      'leader identity/request',
      'guardian identity/grant',
      'leader identity/open',
      'leader identity/open',
    ]);
    expect(records[2]?.details).toMatchObject({ reason: 'Cần xác minh người tố cáo (Điều 24)' });
    expect(await office.audit.firstBroken()).toBeUndefined();
  });

  it('shows nothing when the opening cannot be recorded', async () => {
    const request = await granted();
    await office.database.queries.schema.dropTable('audit').execute();
    await expect(office.identities.open(request, leader, now)).rejects.toThrow();
  });

  it('stays sealed without a reason, a grant, or after the time', async () => {
    expect(await office.identities.request(caseId, leader, '  ', now)).toEqual({ refusal: 'reason-missing' });
    const asked = await office.identities.request(caseId, leader, 'xác minh', now);
    const id = asked.value?.id ?? '';
    expect(await office.identities.open(id, leader, now)).toEqual({ refusal: 'not-granted' });
    expect(await office.identities.decide(id, guardian, false, now)).toEqual({ value: { granted: false } });
    expect(await office.identities.open(id, leader, now)).toEqual({ refusal: 'not-granted' });
    expect(await office.identities.decide(id, guardian, true, now)).toEqual({ refusal: 'decided-already' });
    const other = await granted();
    expect(await office.identities.open(other, leader, later(25))).toEqual({ refusal: 'expired' });
  });

  it('takes two people: nobody grants the own request', async () => {
    const both: Officer = { ...leader, roles: ['leader', 'guardian'] };
    const asked = await office.identities.request(caseId, both, 'xác minh', now);
    expect(await office.identities.decide(asked.value?.id ?? '', both, true, now)).toEqual({
      refusal: 'own-request',
    });
  });

  it('is for nobody else, whatever the role', async () => {
    const request = await granted();
    for (const role of roles) {
      const other = officer(role, { id: `other-${role}`, units: ['Thanh tra'] });
      expect(await office.identities.open(request, other, now)).toEqual({ refusal: 'not-allowed' });
      const may = role === 'leader';
      expect((await office.identities.request(caseId, other, 'tò mò', now)).refusal).toBe(
        may ? undefined : 'not-allowed',
      );
    }
    expect(await office.identities.open(request, officer('guardian'), now)).toEqual({
      refusal: 'not-allowed',
    });
    expect(await granted(officer('specialist'))).toBeTruthy(); // the one it was given to
    expect(await office.identities.pending(leader)).toEqual([]);
    expect(await office.identities.pending(guardian)).toHaveLength(1);
  });

  it('is not read with the keys of the other cases', async () => {
    const request = await granted();
    const wrongKeys = new SealedIdentities(office.database, office.ring, office.store);
    await expect(wrongKeys.open(request, leader, now)).rejects.toMatchObject({ code: 'data/no-key' });
    const copied = new SealedIdentities(office.database, newKeyRing('i1'), office.store);
    await expect(copied.open(request, leader, now)).rejects.toMatchObject({ code: 'data/unreadable' });
  });

  it('shows the denouncer by no other path: page, list, search, status, account, notice, export, database', async () => {
    const actors = roles.map((role) => officer(role, { units: ['Thanh tra'] }));
    const seen: unknown[] = [];
    for (const actor of actors) {
      seen.push(await office.desk.open(code, actor, now));
      for (const words of [undefined, name, 'Bí Mật', '0987654321', 'nhận tiền của dân', code])
        seen.push(await office.desk.list({ words }, actor));
      seen.push(await office.identities.pending(actor));
    }
    seen.push(await office.reception.progressOf({ code, secret, sender: { key: 'x' } }, now));
    seen.push(await office.reception.casesOf(account, now));
    seen.push(await office.store.idsOfPhone('0987654321'));
    seen.push(await office.outbox.inState('waiting'));
    seen.push(await office.audit.ofSubject(caseId));
    seen.push(await exportPerson({ ...office, rules }, account, now));
    for (const table of [
      'case_files',
      'case_events',
      'case_links',
      'case_words',
      'outbox',
      'audit',
      'sealed_identities',
    ] as const)
      seen.push(await office.database.queries.selectFrom(table).selectAll().execute());
    const everything = JSON.stringify(seen, (_, value: unknown) =>
      value instanceof Set ? [...value] : value,
    );
    expect(everything.length).toBeGreaterThan(5_000);
    for (const secretWord of [name, 'Bí Mật', '0987654321', 'ngõ Kín', account.userId])
      expect(everything).not.toContain(secretWord);
    for (const entry of readdirSync(office.dataDir, { withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const bytes = readFileSync(join(office.dataDir, entry.name));
      for (const secretWord of [name, '0987654321', 'ngõ Kín', account.userId, 'nhận tiền'])
        expect(bytes.includes(secretWord)).toBe(false);
    }
  });

  it('is found by no word, shown to no clerk, and told to nobody', async () => {
    expect(await office.desk.list({ words: 'nhận tiền' }, leader)).toEqual([]);
    expect(await office.desk.open(code, officer('clerk'), now)).toBeUndefined();
    const notices = await office.outbox.inState('waiting');
    expect(notices.map(({ recipient }) => recipient.channel)).toEqual(['office-mail']);
    expect(notices[0]?.message.text).not.toMatch(/tố cáo/iu);
  });

  it('tells who has code and secret the stage and nothing else', async () => {
    const progress = await office.reception.progressOf({ code, secret, sender: { key: 'x' } }, now);
    expect(progress).toMatchObject({
      kindName: 'Hồ sơ',
      stage: 'assigned',
      unit: undefined,
      timeline: [],
      answer: undefined,
    });
  });

  it('goes with the case when that is erased', async () => {
    await office.store.erase(caseId, '2026-12-01');
    expect(await office.database.queries.selectFrom('sealed_identities').selectAll().execute()).toEqual([]);
  });
});
