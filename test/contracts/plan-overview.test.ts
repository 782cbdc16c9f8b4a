import { expect, it } from 'vitest';
import { readVersion } from '../../src/plan-library.ts';
import { PlanFactBook } from '../../src/plan-work/plan-facts.ts';
import { matches, PlanOverview, type PlanRow } from '../../src/plan-work/plan-overview.ts';
import { PlanCorrectionStore } from '../../src/storage/plan-corrections.ts';
import { PlanFactStore } from '../../src/storage/plan-fact-store.ts';
import { PlanStore } from '../../src/storage/plan-store.ts';
import type { Database } from '../../src/storage/database.ts';
import { onBothDatabases } from './databases.ts';

const deed = { by: 'cán bộ', now: new Date('2026-11-21T02:00:00Z') };
const patience = 60_000;

const textOf = (number: number, commune = 'TÂN PHONG', year = 2026) => `ỦY BAN NHÂN DÂN
XÃ ${commune}
Số: ${number}/KH-UBND
Tân Phong, ngày 12 tháng 01 năm ${year}

KẾ HOẠCH
Chuyển đổi số năm ${year}

I. NHIỆM VỤ
1. Phòng Văn hóa - Xã hội chủ trì vận hành trang thông tin điện tử của xã; hoàn thành trước ngày 15/6/${year}.
2. Phòng Kinh tế chủ trì tổ chức tập huấn chữ ký số cho cán bộ; hoàn thành trước ngày 30/9/${year}.
`;

const fileOf = (planId: string, source: string) =>
  ({ planId, format: 'text', fileName: 'a.txt', sha256: `sha of ${source}`, source }) as const;

/** The list over a database, as a program that was started now opens it. */
function open(database: Database, code = 'code 1') {
  const store = new PlanStore(database);
  const facts = new PlanFactBook({ facts: new PlanFactStore(database), store, code: async () => code });
  const shipped = { plans: [], open: async () => undefined, questions: async () => undefined };
  const overview = new PlanOverview({ facts, shipped });
  const rows = async () => (await overview.rows(patience)).rows;
  return { store, facts, overview, rows, corrections: new PlanCorrectionStore(database) };
}

/** From now on nothing can be read from any version. */
const loseTexts = (database: Database) =>
  database.queries.updateTable('plan_versions').set({ source: '', restored: null }).execute();

const inShort = ({ planId, state, answering, versions, facts }: PlanRow) =>
  `${planId} ${state} ${answering ?? '-'}/${versions} ${facts.document.number} ${facts.duties} ${facts.reviewed}`;

onBothDatabases('the list of plans', (databases) => {
  it('is told from what was kept of each plan, and survives a restart', async () => {
    const database = await databases.create();
    const { store, rows } = open(database);
    for (const [id, number] of [
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ] as const)
      await store.add(fileOf(id, textOf(number)), deed);
    await store.publish('b', deed);
    const first = await rows();
    expect(first.map(inShort)).toEqual([
      'a draft -/1 1/KH-UBND 2 0',
      'b published 1/1 2/KH-UBND 2 0',
      'c draft -/1 3/KH-UBND 2 0',
    ]);
    await loseTexts(database);
    expect(await rows()).toEqual(first);
    expect(await open(await databases.openAgain()).rows()).toEqual(first);
  });

  it('reads a version again once it was corrected', async () => {
    const database = await databases.create();
    const { store, corrections, rows } = open(database);
    await store.add(fileOf('a', textOf(1)), deed);
    await rows();
    const head = { target: '' as const, correction: { document: { number: '118/KH-UBND' } } };
    await corrections.make('a', 1, [head], deed);
    expect((await rows()).map(inShort)).toEqual(['a draft -/1 118/KH-UBND 2 0']);
    await loseTexts(database);
    expect((await rows()).map(inShort)).toEqual(['a draft -/1 118/KH-UBND 2 0']);
  });

  it('shows the draft before what answers, and nothing of a discarded one', async () => {
    const { store, rows } = open(await databases.create());
    await store.add(fileOf('a', textOf(1)), deed);
    await store.publish('a', deed);
    await rows();
    await store.add(fileOf('a', textOf(2)), deed);
    expect((await rows()).map(inShort)).toEqual(['a draft 1/2 2/KH-UBND 2 0']);
    await store.discard('a', 2, deed);
    expect((await rows()).map(inShort)).toEqual(['a published 1/1 1/KH-UBND 2 0']);
    await store.retire('a', deed);
    expect((await rows()).map(inShort)).toEqual(['a retired -/1 1/KH-UBND 2 0']);
  });

  it('reads again what an older program has read', async () => {
    const database = await databases.create();
    const { store, facts, rows } = open(database, 'code 1');
    const version = await store.add(fileOf('a', textOf(1)), deed);
    await rows();
    const plan = readVersion(version);
    await facts.keep(version, { ...plan, document: { ...plan.document, title: 'Đọc sai' }, assignments: [] });
    expect((await rows())[0]?.facts).toMatchObject({ document: { title: 'Đọc sai' }, duties: 0 });
    const [row] = await open(database, 'code 2').rows();
    expect(row?.facts).toMatchObject({ document: { title: 'Kế hoạch Chuyển đổi số năm 2026' }, duties: 2 });
  });

  it('does not wait for plans that take long to read, and tells how many are missing', async () => {
    const { store, overview, rows } = open(await databases.create());
    for (let number = 1; number <= 5; number += 1)
      await store.add(fileOf(`plan-${number}`, textOf(number)), deed);
    expect(await overview.rows(0)).toEqual({ rows: [], unread: 5 });
    expect(await rows()).toHaveLength(5);
    await store.add(fileOf('plan-1', textOf(11)), deed);
    expect((await overview.rows(0)).unread).toBe(1);
  });

  it('is in the order of offices and years, and found by words without diacritics', async () => {
    const { store, rows } = open(await databases.create());
    await store.add(fileOf('1', textOf(1, 'TÂN PHONG', 2025)), deed);
    await store.add(fileOf('2', textOf(2, 'AN HÒA')), deed);
    await store.add(fileOf('3', textOf(3, 'TÂN PHONG')), deed);
    const all = await rows();
    expect(all.map(({ planId }) => planId)).toEqual(['2', '3', '1']);
    const found = (words: string) => all.filter((row) => matches(row, words)).map(({ planId }) => planId);
    expect(found('tan phong chuyen doi so')).toEqual(['3', '1']);
    expect(found('Tân Phong 2025')).toEqual(['1']);
    expect(found('3/KH-UBND')).toEqual(['3']);
    expect(found('')).toEqual(['2', '3', '1']);
    expect(found('tan phong bien dao')).toEqual([]);
  });
});

onBothDatabases('plans that are looked up', (databases) => {
  it('are told by the file they were read from, in their newest version alone', async () => {
    const { store } = open(await databases.create());
    const file = fileOf('a', textOf(1));
    expect(await store.sameFile(file)).toBeUndefined();
    await store.add(file, deed);
    await store.add(fileOf('b', textOf(2)), deed);
    expect(await store.sameFile(file)).toMatchObject({ planId: 'a', version: 1 });
    expect(await store.sameFile({ ...file, source: 'another text with the same hash' })).toBeUndefined();
    await store.add(fileOf('a', textOf(3)), deed);
    expect(await store.sameFile(file)).toBeUndefined();
    await store.discard('a', 2, deed);
    expect(await store.sameFile(file)).toMatchObject({ planId: 'a', version: 1 });
  });

  it('are told by number and office, another one than the plan itself', async () => {
    const { store, facts } = open(await databases.create());
    for (const [id, text] of [
      ['a', textOf(1)],
      ['b', textOf(1)],
      ['c', textOf(1, 'AN HÒA')],
      ['d', textOf(4)],
    ] as const)
      await store.add(fileOf(id, text), deed);
    const documentOf = async (id: string) => {
      const known = (await facts.listed()).find(({ planId }) => planId === id);
      if (!known) throw new Error(`no plan ${id}`);
      return { id, ...(await facts.of(known)).document };
    };
    for (const id of ['a', 'b', 'c', 'd']) await documentOf(id);
    expect(await facts.numbered(await documentOf('a'))).toBe('b');
    expect(await facts.numbered(await documentOf('b'))).toBe('a');
    expect(await facts.numbered(await documentOf('c'))).toBeUndefined();
    expect(await facts.numbered({ ...(await documentOf('d')), number: null })).toBeUndefined();
    const renumbered = await store.add(fileOf('b', textOf(2)), deed);
    expect(renumbered.version).toBe(2);
    expect(await facts.numbered(await documentOf('a'))).toBeUndefined();
  });

  it('give their clean texts: those of the office first, the newest before the others', async () => {
    const database = await databases.create();
    const { store, rows } = open(database);
    const add = async (id: string, text: string, day: number, scan?: { restored: string; doubts: [] }) => {
      await store.add({ ...fileOf(id, text), ...(scan && { scan }) }, deed);
      await store.publish(id, { ...deed, now: new Date(Date.UTC(2026, 10, day)) });
    };
    await add('a', textOf(1), 1);
    await add('b', textOf(2, 'AN HÒA'), 2);
    await add('c', textOf(3), 3);
    await add('scan', 'So 4', 4, { restored: 'Số 4', doubts: [] });
    await store.add(fileOf('draft', textOf(5)), deed);
    const [tanPhong] = (await rows()).filter(({ planId }) => planId === 'a');
    const office = tanPhong?.facts.document.office ?? '';
    expect(await store.cleanTexts(office, 10)).toEqual([textOf(3), textOf(1), textOf(2, 'AN HÒA')]);
    expect(await store.cleanTexts(office, 1)).toEqual([textOf(3)]);
    expect(await store.cleanTexts('khong-co', 1)).toEqual([textOf(3)]);
  });

  it('are named and counted without reading them', async () => {
    const { store } = open(await databases.create());
    await store.add(fileOf('b', textOf(1)), deed);
    await store.add(fileOf('a', textOf(2)), deed);
    await store.publish('a', deed);
    await store.add(fileOf('gone', textOf(3)), deed);
    await store.discard('gone', 1, deed);
    expect(await store.ids()).toEqual(['a', 'b']);
    expect(await store.states('gone')).toEqual(['discarded']);
    expect(await store.states('none')).toEqual([]);
    expect(await store.retired()).toEqual([]);
    await store.retire('a', deed);
    expect(await store.retired()).toEqual(['a']);
  });
});
