import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { recorded, type Actor, type EventBody, type Role } from '../../src/cases/case-event.ts';
import { apply, type CaseFile } from '../../src/cases/case-file.ts';
import type { CaseAttachment, CaseChange, OpeningCase } from '../../src/cases/case-store.ts';
import { newKeyRing, withNewWrappingKey, withoutOldWrappingKeys } from '../../src/cases/personal-data.ts';
import { checkKeys, holdsSealedData, rotateKeys } from '../../src/cases/key-rotation.ts';
import { SqlCaseStore } from '../../src/cases/sql-case-store.ts';
import type { Account, CaseKind, Submission } from '../../src/cases/submission.ts';
import type { Notice } from '../../src/notices/notice.ts';
import type { Database } from '../../src/storage/database.ts';
import { OutboxStore } from '../../src/storage/outbox-store.ts';
import { onBothDatabases } from './databases.ts';

const now = new Date('2026-11-21T02:00:00Z');
const account: Account = { channel: 'webchat', userId: 'dl_an', conversationId: 'talk-1' };
const quiet = { on: undefined, clock: undefined, paused: false };
const system: Actor = { is: 'system' };

function officer(role: Role, units: readonly string[] = [], id: string = role): Actor {
  return { is: 'officer', id, name: id, roles: [role], units };
}

function submission(content: string, more: Partial<Submission> = {}): Submission {
  return { content, ...more };
}

function opening(kind: CaseKind, sent: Submission, more: Partial<OpeningCase> = {}): OpeningCase {
  const id = randomUUID();
  return {
    id,
    series: 'PAKN.20261121',
    at: now,
    by: { is: 'citizen' },
    body: {
      type: 'received',
      kind,
      office: 'ngoc-ha',
      channel: 'webchat',
      submission: sent,
      attachments: [],
    },
    secret: 'K7QF93MDXT2P8WA',
    attachments: [],
    due: { on: '2026-12-07', clock: 'promise.proposal', paused: false },
    notices: () => [],
    ...more,
  };
}

function change(
  file: CaseFile,
  bodies: readonly EventBody[],
  more: Partial<CaseChange> = {},
  by: Actor = officer('clerk'),
): CaseChange {
  let after = file;
  for (const body of bodies)
    after = apply(after, { seq: after.version + 1, at: now.toISOString(), by: recorded(by), body });
  return {
    file: after,
    events: after.events.slice(file.events.length),
    due: quiet,
    attachments: [],
    notices: [],
    ...more,
  };
}

const assigned: EventBody = { type: 'assigned', unit: 'Phòng Kinh tế' };

function tell(id: string): Notice {
  return { id, recipient: account, message: { text: 'Đã tiếp nhận' } };
}

onBothDatabases('case store', (databases) => {
  const ring = newKeyRing('k1');
  let database: Database;
  let store: SqlCaseStore;

  beforeEach(async () => {
    database = await databases.create();
    store = new SqlCaseStore(database, ring);
  });

  async function opened(
    kind: CaseKind,
    sent: Submission,
    more: Partial<OpeningCase> = {},
  ): Promise<CaseFile> {
    const { id } = await store.open(opening(kind, sent, more));
    const file = await store.load(id);
    if (!file) throw new Error('not stored');
    return file;
  }

  async function filled(): Promise<Record<string, CaseFile>> {
    const pothole = await opened(
      'incident',
      submission('Đường bị lún, có ổ gà lớn', { place: 'Phố Đội Cấn', subject: 'Ổ gà phố Đội Cấn' }),
      { due: { on: '2026-11-27', clock: 'promise.incident', paused: false } },
    );
    const rude = await opened(
      'proposal',
      submission('Cán bộ có thái độ không đúng', { accused: { officerId: 'leader' } }),
      {
        due: { on: '2026-11-20', clock: 'proposal.forward', paused: false },
        at: new Date('2026-11-21T03:00:00Z'),
      },
    );
    const sealed = await opened('denunciation', submission('Nhận tiền của dân'), { due: quiet });
    await store.append([
      change(sealed, [{ type: 'assigned', unit: 'Phòng Kinh tế', officerId: 'specialist' }]),
    ]);
    await store.append([
      change(pothole, [{ type: 'assigned', unit: 'Phòng Kinh tế', officerId: 'specialist' }], {
        due: { on: '2026-11-27', clock: 'promise.incident', paused: false },
      }),
    ]);
    return { pothole, rude, sealed };
  }

  async function found(words: string): Promise<string[]> {
    return (await store.list({ words }, system)).map(({ code }) => code);
  }

  describe('opening', () => {
    it('gives back what was sent, also after a restart', async () => {
      const sent = submission('Đường trước số 12 bị lún\n\u0000\ud83d\ude00', {
        contact: { name: 'Nguyễn Thị Ánh', phone: '0912 345 678' },
        place: 'Phố Đội Cấn',
      });
      const { id, code } = await store.open(opening('incident', sent));
      expect(code).toBe('PAKN.20261121.0001');
      const again = new SqlCaseStore(await databases.openAgain(), ring);
      for (const reader of [store, again]) {
        expect(await reader.load(id)).toMatchObject({
          code,
          kind: 'incident',
          stage: 'received',
          receivedOn: '2026-11-21',
          submission: sent,
          version: 1,
        });
        expect(await reader.idOf(code)).toBe(id);
      }
      expect(await store.load('absent')).toBeUndefined();
      expect(await store.idOf('PAKN.20261121.9999')).toBeUndefined();
    });

    it('numbers cases per series without gaps, however many come at once', async () => {
      const stores = [store, new SqlCaseStore(await databases.openAgain(), ring)];
      const made = await Promise.all(
        Array.from({ length: 60 }, (_, index) =>
          (stores[index % 2] ?? store).open(
            opening('incident', submission(`việc ${index}`), {
              series: index % 3 === 0 ? 'PAHT.20261121' : 'PAKN.20261121',
            }),
          ),
        ),
      );
      const codes = made.map(({ code }) => code).sort();
      const expected = [
        ...Array.from({ length: 20 }, (_, n) => `PAHT.20261121.${String(n + 1).padStart(4, '0')}`),
        ...Array.from({ length: 40 }, (_, n) => `PAKN.20261121.${String(n + 1).padStart(4, '0')}`),
      ];
      expect(codes).toEqual(expected);
    });

    it('makes one case of one submission, however often and concurrently it is sent', async () => {
      const sends = Array.from({ length: 12 }, () =>
        opening('incident', submission('ổ gà'), { submissionKey: 'zalo/oa/msg-1' }),
      );
      const results = await Promise.all(sends.map((one) => store.open(one)));
      expect(new Set(results.map(({ code }) => code))).toEqual(new Set(['PAKN.20261121.0001']));
      expect(results.filter(({ repeated }) => !repeated)).toHaveLength(1);
      expect(await store.count({}, system)).toBe(1);
      const other = await store.open(opening('incident', submission('ổ gà'), { submissionKey: 'msg-2' }));
      expect(other).toMatchObject({ code: 'PAKN.20261121.0002', repeated: false });
    });

    it('keeps the case and what is told about it together or not at all', async () => {
      const outbox = new OutboxStore(database);
      await store.open(
        opening('incident', submission('ổ gà'), { notices: (code) => [tell(`case/${code}/1/citizen`)] }),
      );
      expect(await outbox.find('case/PAKN.20261121.0001/1/citizen')).toMatchObject({ state: 'waiting' });
      const broken = opening('incident', submission('ổ gà'), {
        notices: (code) => [
          {
            ...tell(`case/${code}/1/citizen`),
            message: { text: '' },
            recipient: { ...account, userId: '\0' },
          },
        ],
      });
      await expect(store.open(broken)).rejects.toThrow();
      expect(await store.load(broken.id)).toBeUndefined();
      expect(await store.count({}, system)).toBe(1);
      const next = await store.open(opening('incident', submission('ổ gà')));
      expect(next.code).toBe('PAKN.20261121.0002');
    });
  });

  describe('appending', () => {
    it('adds events and shows the new stage, unit and due date in lists', async () => {
      const file = await opened('incident', submission('ổ gà'));
      const due = { on: '2026-11-30', clock: 'promise.incident', paused: false };
      expect(await store.append([change(file, [assigned, { type: 'noted', text: 'đã gọi' }], { due })])).toBe(
        'appended',
      );
      const after = await store.load(file.id);
      expect(after?.events.map(({ body }) => body.type)).toEqual(['received', 'assigned', 'noted']);
      expect(after).toMatchObject({ stage: 'assigned', unit: 'Phòng Kinh tế', version: 3 });
      expect(await store.list({}, system)).toMatchObject([
        {
          stage: 'assigned',
          unit: 'Phòng Kinh tế',
          dueOn: '2026-11-30',
          dueClock: 'promise.incident',
          version: 3,
        },
      ]);
    });

    it('refuses what was decided on an older version, and then writes nothing', async () => {
      const outbox = new OutboxStore(database);
      const file = await opened('incident', submission('ổ gà'));
      expect(await store.append([change(file, [assigned])])).toBe('appended');
      expect(
        await store.append([change(file, [{ type: 'noted', text: 'muộn' }], { notices: [tell('late')] })]),
      ).toBe('conflict');
      expect(await outbox.find('late')).toBeUndefined();
      expect((await store.load(file.id))?.version).toBe(2);
    });

    it('lets exactly one of many concurrent changes through', async () => {
      const file = await opened('incident', submission('ổ gà'));
      const stores = [store, new SqlCaseStore(await databases.openAgain(), ring)];
      const results = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          (stores[index % 2] ?? store).append([change(file, [{ type: 'noted', text: `ghi chú ${index}` }])]),
        ),
      );
      expect(results.filter((result) => result === 'appended')).toHaveLength(1);
      expect((await store.load(file.id))?.version).toBe(2);
    });

    it('changes two cases together or neither', async () => {
      const one = await opened('incident', submission('ổ gà'));
      const two = await opened('incident', submission('ổ gà lớn'));
      const merge = () => [
        change(one, [{ type: 'merged', into: two.code }]),
        change(two, [{ type: 'absorbed', from: one.code }], {}, system),
      ];
      await store.append([change(two, [{ type: 'noted', text: 'xen vào' }])]);
      expect(await store.append(merge())).toBe('conflict');
      expect((await store.load(one.id))?.stage).toBe('received');
      const fresh = await store.load(two.id);
      if (!fresh) throw new Error('gone');
      const again = [
        change(one, [{ type: 'merged', into: two.code }]),
        change(fresh, [{ type: 'absorbed', from: one.code }], {}, system),
      ];
      expect(await store.append(again)).toBe('appended');
      expect((await store.load(one.id))?.mergedInto).toBe(two.code);
    });

    it('keeps events as they were written', async () => {
      const file = await opened('incident', submission('ổ gà'));
      const { queries } = database;
      await expect(
        queries.updateTable('case_events').set({ type: 'answered' }).where('case_id', '=', file.id).execute(),
      ).rejects.toThrow('append-only');
      await expect(
        queries.updateTable('case_events').set({ body: 'x' }).where('case_id', '=', file.id).execute(),
      ).rejects.toThrow('append-only');
      await expect(
        queries.deleteFrom('case_events').where('case_id', '=', file.id).execute(),
      ).rejects.toThrow('append-only');
    });
  });

  describe('lists', () => {
    it('are filtered, ordered, counted and paged', async () => {
      const { pothole, rude, sealed } = await filled();
      const codes = async (filter: Parameters<typeof store.list>[0]) =>
        (await store.list(filter, system)).map(({ code }) => code);
      expect(await codes({ order: 'due' })).toEqual([rude?.code, pothole?.code, sealed?.code]);
      expect((await codes({ order: 'newest' }))[0]).toBe(rude?.code);
      expect(await codes({ dueBy: '2026-11-20' })).toEqual([rude?.code]);
      expect(await codes({ kinds: ['incident'] })).toEqual([pothole?.code]);
      expect(await codes({ kinds: [] })).toEqual([]);
      expect(await codes({ stages: ['assigned'], kinds: ['incident', 'proposal'] })).toEqual([pothole?.code]);
      expect(await codes({ unassigned: true })).toEqual([rude?.code]);
      expect(await codes({ unit: 'Phòng Kinh tế', kinds: ['incident'] })).toEqual([pothole?.code]);
      expect(await codes({ officerId: 'specialist', kinds: ['incident'] })).toEqual([pothole?.code]);
      expect(await codes({ office: 'khác' })).toEqual([]);
      expect(await codes({ receivedFrom: '2026-11-22' })).toEqual([]);
      expect(await codes({ order: 'due', limit: 1, offset: 1 })).toEqual([pothole?.code]);
      expect(await store.count({ receivedTo: '2026-11-21' }, system)).toBe(3);
    });

    it('are searched in any spelling, by every word, and by code', async () => {
      const { pothole } = await filled();
      expect(await found('ổ gà')).toEqual([pothole?.code]);
      expect(await found('O GA doi can')).toEqual([pothole?.code]);
      expect(await found('duong lun')).toEqual([pothole?.code]);
      expect(await found('ổ gà Hoàng Hoa Thám')).toEqual([]);
      expect(await found(pothole?.code.toLowerCase() ?? '')).toEqual([pothole?.code]);
      expect(await found('nhận tiền của dân')).toEqual([]); // a denunciation is found by no word
    });

    it('show each reader only what they may read', async () => {
      const { pothole, rude, sealed } = await filled();
      const seen = async (reader: Actor) =>
        (await store.list({ order: 'due' }, reader)).map(({ code }) => code);
      expect(await seen(officer('clerk'))).toEqual([rude?.code, pothole?.code]);
      expect(await seen(officer('leader', [], 'another'))).toEqual([rude?.code, pothole?.code, sealed?.code]);
      expect(await seen(officer('leader'))).toEqual([pothole?.code, sealed?.code]); // the rude one is about them
      expect(await seen(officer('specialist', ['Phòng Kinh tế']))).toEqual([pothole?.code, sealed?.code]);
      expect(await seen(officer('specialist', ['Phòng Kinh tế'], 'colleague'))).toEqual([pothole?.code]);
      expect(await seen(officer('specialist', []))).toEqual([pothole?.code, sealed?.code]);
      expect(await seen(officer('specialist', [], 'colleague'))).toEqual([]);
      expect(await seen(officer('guardian'))).toEqual([]);
      expect(await seen(officer('admin'))).toEqual([]);
      expect(await seen({ is: 'citizen' })).toEqual([]);
      expect(await store.count({}, officer('clerk'))).toBe(2);
      expect(await store.list({ words: pothole?.code }, officer('admin'))).toEqual([]);
    });

    it('lose a case for an officer who is barred from it later', async () => {
      const file = await opened('incident', submission('ổ gà'));
      const reader = officer('clerk', [], 'cousin');
      expect(await store.list({}, reader)).toHaveLength(1);
      await store.append([change(file, [{ type: 'barred', officerId: 'cousin', reason: 'người thân' }])]);
      expect(await store.list({}, reader)).toEqual([]);
      expect(await store.count({}, reader)).toBe(0);
      expect(await store.list({}, officer('clerk'))).toHaveLength(1);
    });

    it('shorten a long story to its beginning, at a word', async () => {
      await opened('proposal', submission(`${'thủ tục '.repeat(40)}\n\nhết`));
      const [line] = await store.list({}, system);
      expect(line?.subject.length).toBeLessThanOrEqual(121);
      expect(line?.subject).toMatch(/^thủ tục .* (thủ|tục)…$/);
    });

    it('take a due date written anew, unless the case has moved on', async () => {
      const file = await opened('incident', submission('ổ gà'));
      await store.setDue(file.id, 1, { on: '2026-12-25', clock: 'x', paused: true });
      expect(await store.list({}, system)).toMatchObject([{ dueOn: '2026-12-25', paused: true }]);
      await store.setDue(file.id, 7, quiet);
      expect(await store.list({}, system)).toMatchObject([{ dueOn: '2026-12-25' }]);
    });
  });

  describe('the person', () => {
    it('finds the own cases by account or phone, the newest first, and nobody else does', async () => {
      const first = await opened('incident', submission('một', { contact: { phone: '0912 345 678' } }), {
        account,
      });
      const second = await opened('incident', submission('hai', { contact: { phone: '+84912345678' } }), {
        account: { ...account, conversationId: 'talk-2' },
        at: new Date('2026-11-22T02:00:00Z'),
      });
      expect(await store.idsOfAccount(account)).toEqual([second.id, first.id]);
      expect(await store.idsOfPhone('0912345678')).toEqual([second.id, first.id]);
      expect(await store.idsOfAccount({ channel: 'zalo', userId: account.userId })).toEqual([]);
      expect(await store.accountOf(second.id)).toEqual({ ...account, conversationId: 'talk-2' });
      const anonymous = await opened('incident', submission('ba'));
      expect(await store.accountOf(anonymous.id)).toBeUndefined();
    });

    it('is not known by the account any more, once that is forgotten; the case stays', async () => {
      const { id } = await opened('incident', submission('một', { contact: { phone: '0912345678' } }), {
        account,
      });
      const other = await opened('incident', submission('hai'), { account: { ...account, userId: 'khác' } });
      await store.forgetAccount(account);
      expect(await store.idsOfAccount(account)).toEqual([]);
      expect(await store.accountOf(id)).toBeUndefined();
      expect((await store.load(id))?.submission.content).toBe('một');
      expect(await store.idsOfPhone('0912345678')).toEqual([id]);
      expect(await store.accountOf(other.id)).toMatchObject({ userId: 'khác' });
    });
  });

  describe('attachments', () => {
    const photo: CaseAttachment = {
      id: 'photo-1',
      name: 'ổ gà.jpg',
      mediaType: 'image/jpeg',
      bytes: Uint8Array.from({ length: 70_000 }, (_, index) => index % 251),
    };

    it('come back byte by byte, and only to their own case', async () => {
      const file = await opened('incident', submission('ổ gà'), { attachments: [photo] });
      const other = await opened('incident', submission('khác'));
      expect(await store.attachment(file.id, 'photo-1')).toEqual(photo);
      expect(await store.attachments(file.id)).toEqual([
        { id: 'photo-1', name: 'ổ gà.jpg', mediaType: 'image/jpeg', size: 70_000 },
      ]);
      expect(await store.attachment(other.id, 'photo-1')).toBeUndefined();
      expect(await store.attachment(file.id, 'absent')).toBeUndefined();
      const evidence = { ...photo, id: 'photo-2', bytes: new Uint8Array(0) };
      await store.append([change(file, [assigned], { attachments: [evidence] })]);
      expect((await store.attachments(file.id)).map(({ id }) => id)).toEqual(['photo-1', 'photo-2']);
      expect(await store.attachment(file.id, 'photo-2')).toEqual(evidence);
    });
  });

  describe('erasing', () => {
    it('leaves the dates and nothing personal', async () => {
      const outbox = new OutboxStore(database);
      const file = await opened(
        'incident',
        submission('Đường bị lún', { contact: { phone: '0912345678' } }),
        {
          account,
          submissionKey: 'msg-1',
          attachments: [{ id: 'a', name: 'a.jpg', mediaType: 'image/jpeg', bytes: Uint8Array.of(1) }],
          notices: (code) => [{ id: `case/${code}/1/citizen`, recipient: account, message: { text: 'x' } }],
        },
      );
      expect(await store.erase(file.id, '2026-12-01')).toBe(true);
      await store.scrub();
      expect(await store.erase(file.id, '2026-12-02')).toBe(false);
      expect(await store.load(file.id)).toBeUndefined();
      expect(await store.accountOf(file.id)).toBeUndefined();
      expect(await store.attachments(file.id)).toEqual([]);
      expect(await store.attachment(file.id, 'a')).toBeUndefined();
      expect(await store.idsOfAccount(account)).toEqual([]);
      expect(await store.idsOfPhone('0912345678')).toEqual([]);
      expect(await store.list({ words: 'lún' }, system)).toEqual([]);
      expect(await outbox.find(`case/${file.code}/1/citizen`)).toBeUndefined();
      expect(await store.list({}, system)).toMatchObject([
        {
          code: file.code,
          kind: 'incident',
          receivedOn: '2026-11-21',
          subject: '',
          erasedOn: '2026-12-01',
          dueOn: undefined,
        },
      ]);
      expect(await store.append([change(file, [assigned])])).toBe('conflict');
      const bodies = await database.queries.selectFrom('case_events').select(['type', 'body']).execute();
      expect(bodies).toEqual([{ type: 'received', body: null }]);
    });

    it('is asked for by kind and day of the end', async () => {
      const file = await opened('incident', submission('ổ gà'));
      expect(await store.endedBy('ngoc-ha', 'incident', '2027-01-01', 10)).toEqual([]);
      await store.append([change(file, [{ type: 'closed', outcome: 'done', text: 'Xong', evidence: [] }])]);
      expect(await store.endedBy('ngoc-ha', 'incident', '2026-11-20', 10)).toEqual([]);
      expect(await store.endedBy('ngoc-ha', 'incident', '2026-11-21', 10)).toEqual([file.id]);
      expect(await store.endedBy('ngoc-ha', 'question', '2026-11-21', 10)).toEqual([]);
      expect(await store.endedBy('khác', 'incident', '2026-11-21', 10)).toEqual([]);
      expect(await store.offices()).toEqual(['ngoc-ha']);
      await store.erase(file.id, '2026-12-01');
      expect(await store.endedBy('ngoc-ha', 'incident', '2027-01-01', 10)).toEqual([]);
    });
  });

  describe('keys', () => {
    it('cannot be read with another ring', async () => {
      const file = await opened('incident', submission('ổ gà'));
      const stranger = new SqlCaseStore(database, newKeyRing('k1'));
      await expect(stranger.load(file.id)).rejects.toMatchObject({ code: 'data/unreadable' });
      await expect(stranger.list({}, system)).rejects.toMatchObject({ code: 'data/unreadable' });
      expect(await stranger.idsOfAccount(account)).toEqual([]);
    });

    it('are checked at the start against what is stored', async () => {
      expect(await holdsSealedData(database, 'case_keys')).toBe(false);
      await expect(checkKeys(database, 'case_keys', newKeyRing('k1'))).resolves.toBeUndefined();
      await opened('incident', submission('ổ gà'));
      expect(await holdsSealedData(database, 'case_keys')).toBe(true);
      await expect(checkKeys(database, 'case_keys', ring)).resolves.toBeUndefined();
      await expect(checkKeys(database, 'case_keys', newKeyRing('k1'))).rejects.toMatchObject({
        code: 'data/unreadable',
      });
      await expect(checkKeys(database, 'case_keys', newKeyRing('k9'))).rejects.toMatchObject({
        code: 'data/no-key',
      });
    });

    it('are rotated under way, and the old one is not needed any more', async () => {
      const before = await Promise.all(
        Array.from({ length: 25 }, (_, index) => opened('incident', submission(`việc ${index}`))),
      );
      const both = withNewWrappingKey(ring, 'k2');
      expect(await rotateKeys(database, 'case_keys', both, 7)).toBe(25);
      expect(await rotateKeys(database, 'case_keys', both, 7)).toBe(0);
      const rotated = new SqlCaseStore(database, withoutOldWrappingKeys(both));
      for (const file of before) expect((await rotated.load(file.id))?.submission).toEqual(file.submission);
      expect(await rotated.list({ words: 'việc' }, system)).toHaveLength(25);
    });
  });
});
