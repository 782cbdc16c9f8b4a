import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../../src/storage/database.ts';
import { PlanStore } from '../../../src/storage/plan-store.ts';
import { openOffice, type Office } from '../../chat.ts';
import { silentLog } from '../../fakes/silent-log.ts';
import { healthCentrePlan } from '../../fixtures/plans/invented-plan.ts';
import { asText } from '../../knowledge/reading/office-files.ts';

const question = 'Ai chủ trì dự trù hóa chất, vật tư phòng dịch của Trung tâm Y tế huyện An Hòa?';
const deed = { by: 'cán bộ', now: new Date('2026-11-21T02:00:00Z') };
const planId = 'ttyt-an-hoa-2026';

let office: Office;
/** Another program on the same database, as the command line is. */
let other: Database;
let store: PlanStore;
let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'live-plans-'));
  office = await openOffice({ DATA_DIR: dataDir });
  other = await openDatabase({ dataDir: office.service.config.DATA_DIR, log: silentLog });
  store = new PlanStore(other);
});

afterEach(async () => {
  await other.close();
  await office.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function addPlan(source: string, id = planId): Promise<void> {
  await store.add(
    { planId: id, format: 'text', fileName: 'a.txt', sha256: String(source.length), source },
    deed,
  );
}

describe('a running service', () => {
  it('answers from a plan once it is published, and no longer when it is retired', async () => {
    const say = office.talk();
    await addPlan(asText(healthCentrePlan));
    expect(await office.service.livePlans.refresh()).toBe(false);
    expect((await say(question)).answer?.assignments ?? []).toEqual([]);

    await store.publish(planId, deed);
    expect(await office.service.livePlans.refresh()).toBe(true);
    const answered = await say(question);
    expect(answered.text).toContain('Khoa Dược - Trang thiết bị');
    expect(answered.answer?.citations[0]).toMatchObject({ document: planId, number: '118/KH-TTYT' });

    await store.retire(planId, deed);
    await office.service.livePlans.refresh();
    // The conversation still remembers the plan; it must neither answer from it nor break.
    for (const text of ['Đến bao giờ?', 'Còn đơn vị phối hợp?', question])
      expect((await say(text)).answer?.citations ?? []).not.toContainEqual(
        expect.objectContaining({ document: planId }),
      );
  });

  it('puts a published plan in the place of a shipped one with its id, and takes the shipped one back', async () => {
    const shipped = '001-ngoc-ha-khcn-2026';
    const { pages } = office.service.livePlans;
    const titleOf = async () => (await pages.read(shipped))?.title;
    const title = await titleOf();
    await addPlan(asText(healthCentrePlan), shipped);
    await store.publish(shipped, deed);
    await office.service.livePlans.refresh();
    expect(await titleOf()).toMatch(/^Kế hoạch Phòng, chống dịch bệnh/u);
    const listed = await pages.list({ words: '', page: 1 });
    expect(listed.rows.filter(({ id }) => id === shipped)).toHaveLength(1);

    await store.add({ planId: shipped, format: 'shipped', fileName: '', sha256: 'x', source: '' }, deed);
    await store.publish(shipped, deed);
    await office.service.livePlans.refresh();
    expect(await titleOf()).toBe(title);

    await store.retire(shipped, deed);
    await office.service.livePlans.refresh();
    expect(await titleOf()).toBeUndefined();
  });

  it('supersedes a published version by the next one', async () => {
    await addPlan(asText(healthCentrePlan));
    await store.publish(planId, deed);
    await addPlan(asText(healthCentrePlan).replaceAll('Khoa Dược - Trang thiết bị', 'Khoa Xét nghiệm'));
    await store.publish(planId, deed);
    await office.service.livePlans.refresh();
    const { text } = await office.talk()(question);
    expect(text).toContain('Khoa Xét nghiệm');
    expect(text).not.toContain('Khoa Dược');
  });
});
