import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadLibrary } from '../../../knowledge/library.ts';
import { indexPlans } from '../../../src/plan-search/index-plans.ts';
import { nearPlans } from '../../../src/plan-search/near-plans.ts';
import { createSearchTables } from '../../../src/plan-search/search-tables.ts';
import { openDatabase, type Database } from '../../../src/storage/database.ts';
import { silentLog } from '../../fakes/silent-log.ts';
import { createPostgresDatabase } from '../../postgres.ts';
import { readingCache } from '../../kept-readings.ts';

let database: Database;
let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'near-plans-'));
  database = await openDatabase({ dataDir, url: await createPostgresDatabase(), log: silentLog });
});
afterAll(async () => {
  await database.close();
  await rm(dataDir, { recursive: true });
});

it('names the plans of the office and one of each of a few others, where all are too many', async () => {
  const limits = { whole: 4, ofOffice: 10, offices: 2 };
  expect(await nearPlans(database.queries, 'skhcn-hai-phong', limits)).toBeUndefined();
  await createSearchTables(database.queries);
  const { plans } = await loadLibrary('knowledge/plans', { cache: readingCache() });
  await indexPlans(
    database.queries,
    plans.map((plan) => ({ id: plan.document.id, fingerprint: '1', load: () => ({ plan }) })),
  );
  const near = [...((await nearPlans(database.queries, 'skhcn-hai-phong', limits)) ?? [])];
  expect(near.toSorted()).toEqual([
    '001-ngoc-ha-khcn-2026',
    '002-hai-phong-muc-tieu-chat-luong-2023',
    '003-quang-tri-chuong-trinh-hanh-dong-2024',
    '004-hai-phong-iso-2023-ocr',
  ]);
  expect(await nearPlans(database.queries, 'skhcn-hai-phong')).toBeUndefined();
}, 60_000);
