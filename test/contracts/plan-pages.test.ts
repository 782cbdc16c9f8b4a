import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Plan } from '../../knowledge/assignment.ts';
import { readPlan } from '../../knowledge/parser/read-plan.ts';
import { openLivePlans, type LivePlans } from '../../src/live-plans.ts';
import { openPostgresPlans } from '../../src/plan-search/postgres-plans.ts';
import { openDatabase, type Database } from '../../src/storage/database.ts';
import { PlanStore } from '../../src/storage/plan-store.ts';
import { silentLog } from '../fakes/silent-log.ts';
import { createPostgresDatabase } from '../postgres.ts';

const deed = { by: 'cán bộ', now: new Date('2026-11-21T02:00:00Z') };
const communes = ['TÂN PHONG', 'AN HÒA', 'ĐÔNG SƠN', 'ÂU LÂU'];

function planOf(number: number): Plan {
  const year = 2020 + (number % 7);
  const source = `ỦY BAN NHÂN DÂN
XÃ ${communes[number % communes.length]}
Số: ${number}/KH-UBND
Xuân Lập, ngày 12 tháng 01 năm ${year}

KẾ HOẠCH
${number % 10 === 0 ? 'Phòng, chống dịch bệnh' : 'Chuyển đổi số'} năm ${year}

I. NHIỆM VỤ
1. Phòng Kinh tế chủ trì tổ chức tập huấn; hoàn thành trước ngày 30/9/${year}.
`;
  return readPlan(source, { id: `plan-${String(number).padStart(3, '0')}` });
}

const shipped = Array.from({ length: 230 }, (_, number) => planOf(number));

interface Opened {
  readonly live: LivePlans;
  readonly store: PlanStore;
}

const opened: Database[] = [];
let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'plan-pages-'));
});
afterAll(async () => {
  for (const database of opened) await database.close();
  await rm(dataDir, { recursive: true });
});

async function open(name: string, url: string | undefined): Promise<Database> {
  const database = await openDatabase({ dataDir: join(dataDir, name), url, log: silentLog });
  opened.push(database);
  return database;
}

const kinds: readonly (readonly [name: string, open: (office?: string) => Promise<Opened>])[] = [
  [
    'in memory',
    async (office) => {
      const store = new PlanStore(await open(`memory-${office ?? ''}`, undefined));
      const options = office === undefined ? {} : { office };
      return { store, live: await openLivePlans({ shipped, store, options, log: silentLog }) };
    },
  ],
  [
    'in PostgreSQL',
    async (office) => {
      const database = await open(`postgres-${office ?? ''}`, await createPostgresDatabase());
      const store = new PlanStore(database);
      return { store, live: await openPostgresPlans({ shipped, store, database, office, log: silentLog }) };
    },
  ],
];

describe.each(kinds)('the public list of plans kept %s', { timeout: 120_000 }, (_name, openPlans) => {
  let plans: Opened;
  beforeAll(async () => {
    plans = await openPlans();
  }, 120_000);

  const list = async (words = '', page = 1) => plans.live.pages.list({ words, page });

  it('has a hundred plans on a page, by office in the order of the alphabet and by year', async () => {
    const first = await list();
    expect(first).toMatchObject({ page: 1, pages: 3, found: 230 });
    expect(first.rows).toHaveLength(100);
    const all = [...first.rows, ...(await list('', 2)).rows, ...(await list('', 3)).rows];
    expect(new Set(all.map(({ id }) => id)).size).toBe(230);
    const offices = [...new Set(all.map(({ issuer }) => issuer))];
    expect(offices.map((name) => name.replace(/^.*xã /iu, ''))).toEqual([
      'An Hòa',
      'Âu Lâu',
      'Đông Sơn',
      'Tân Phong',
    ]);
    for (const office of offices) {
      const years = all.filter(({ issuer }) => issuer === office).map(({ year }) => year ?? 0);
      expect(years).toEqual(years.toSorted((a, b) => b - a));
    }
  });

  it('tells of each plan what its own page tells', async () => {
    const { rows, found: count } = await list('17/kh-ubnd an hoa');
    const [found] = rows;
    expect(count).toBe(1);
    expect(found).toMatchObject({
      id: 'plan-017',
      title: 'Kế hoạch Chuyển đổi số năm 2023',
      number: '17/KH-UBND',
      issuedOn: '2023-01-12',
      year: 2023,
    });
    const whole = await plans.live.pages.read('plan-017');
    expect(whole).toMatchObject({ title: found?.title, number: found?.number, issuer: found?.issuer });
  });

  it('finds words with and without diacritics, in any order, and nothing for others', async () => {
    const found = async (words: string) => (await list(words)).found;
    expect(await found('phong chong dich benh')).toBe(23);
    expect(await found('dịch bệnh - phòng chống,')).toBe(23);
    expect(await found('ĐÔNG SƠN')).toBe(57);
    expect(await found('dong son 2024')).toBe((await list('2024 Đông Sơn')).found);
    expect(await found('bien dao')).toBe(0);
    expect(await list('bien dao', 4)).toEqual({ rows: [], page: 1, pages: 1, found: 0 });
    for (const hostile of ['%', "'; drop table plan_search.plans; --", '\\', '\u0000', '\ud800', '(.*)'])
      expect(await found(hostile), JSON.stringify(hostile)).toBe(0);
  });

  it('goes to the nearest page there is', async () => {
    for (const [asked, shown] of [
      [0, 1],
      [-3, 1],
      [1.5, 1],
      [Number.NaN, 1],
      [99, 3],
    ] as const)
      expect((await list('', asked)).page).toBe(shown);
  });

  it('follows what is published and retired', async () => {
    await plans.store.add(
      { planId: 'plan-000', format: 'shipped', fileName: '', sha256: '', source: '' },
      deed,
    );
    await plans.store.retire('plan-000', deed);
    await plans.live.refresh();
    expect((await list()).found).toBe(229);
    await plans.store.publish('plan-000', deed);
    await plans.live.refresh();
    expect((await list()).found).toBe(230);
  });

  it('has the plans of one office alone where the program speaks for one', async () => {
    const [plan] = shipped;
    const own = await openPlans(plan?.document.office);
    const listed = await own.live.pages.list({ words: '', page: 1 });
    expect(listed.found).toBe(58);
    expect(new Set(listed.rows.map(({ issuer }) => issuer)).size).toBe(1);
  });
});
