import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { vi } from '../../../dialogs/messages/vi.ts';
import { PublishingGate, type GateParts } from '../../../src/plan-work/publishing-gate.ts';
import { AuditLog } from '../../../src/storage/audit-log.ts';
import { openDatabase, type Database } from '../../../src/storage/database.ts';
import { PlanQuestionStore } from '../../../src/storage/plan-questions.ts';
import { PlanStore } from '../../../src/storage/plan-store.ts';
import { silentLog } from '../../fakes/silent-log.ts';
import { healthCentrePlan } from '../../fixtures/plans/invented-plan.ts';
import { asText } from '../../knowledge/reading/office-files.ts';

const source = asText(healthCentrePlan);
const ofAnotherCentre = source
  .replaceAll('118/KH-TTYT', '77/KH-TTYT')
  .replaceAll('HUYỆN AN HÒA', 'HUYỆN BÌNH LỘC')
  .replaceAll('An Hòa', 'Bình Lộc')
  .replaceAll('Khoa Dược - Trang thiết bị', 'Khoa Hậu cần');
const deed = { by: 'cán bộ', now: new Date('2026-11-21T02:00:00Z') };
const [anHoa, binhLoc] = ['ttyt-an-hoa', 'ttyt-binh-loc'];

const question = (text: string, ...all: string[]) =>
  `${JSON.stringify({ id: '1', turns: [text], expect: { kind: ['answer'], all } })}\n`;
const whoBuys = 'Ai chủ trì dự trù hóa chất, vật tư phòng dịch?';

let database: Database;
let store: PlanStore;
let questions: PlanQuestionStore;
let gate: PublishingGate;
let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'gate-'));
  database = await openDatabase({ dataDir, log: silentLog });
  store = new PlanStore(database);
  questions = new PlanQuestionStore(database);
  gate = gateWith();
});

const gateWith = (more: Partial<GateParts> = {}) =>
  new PublishingGate({
    shipped: { plans: [], questions: () => Promise.resolve(undefined) },
    store,
    questions,
    options: {},
    say: vi('ông/bà'),
    today: () => '2026-11-21',
    ...more,
  });

afterEach(async () => {
  await database.close();
  await rm(dataDir, { recursive: true, force: true });
});

const add = (planId: string, text: string) =>
  store.add({ planId, format: 'text', fileName: 'a.txt', sha256: text, source: text }, deed);
const answering = async () => (await store.published()).map(({ planId, version }) => `${planId} ${version}`);

describe('the publishing gate', () => {
  it('asks only plans that are near, where all are too many to be read', async () => {
    await add(anHoa, source);
    await gate.publish(anHoa, deed);
    await add(binhLoc, ofAnotherCentre);
    const all = await gate.judge(binhLoc);
    const asked = async (near: readonly string[]) =>
      (await gateWith({ near: () => Promise.resolve(new Set(near)) }).judge(binhLoc))?.asked ?? 0;
    expect(await asked([anHoa])).toBe(all?.asked);
    expect(await asked([])).toBeLessThan((all?.asked ?? 0) * 0.6);
  });

  it('publishes what breaks nothing, and keeps the questions generated from it', async () => {
    await add(anHoa, source);
    await questions.attach(anHoa, question(whoBuys, 'khoa dược'), deed);
    const steps: string[] = [];
    const gated = await gate.publish(anHoa, deed, { progress: (done, all) => steps.push(`${done}/${all}`) });
    expect(gated?.verdict).toMatchObject({ version: 1, broken: [], wrong: [], unfound: [] });
    expect(gated?.verdict.asked).toBeGreaterThan(50);
    expect(steps.at(-1)).toBe(`${gated?.verdict.asked}/${gated?.verdict.asked}`);
    expect(await answering()).toEqual([`${anHoa} 1`]);
    const kept = (await questions.selfChecks()).get(anHoa) ?? [];
    expect(kept).toHaveLength((gated?.verdict.asked ?? 0) - 1);
  });

  it('refuses a plan that answers its own questions wrongly, and lets it in by force, on record', async () => {
    await add(anHoa, source);
    await questions.attach(anHoa, question(whoBuys, 'khoa nội'), deed);
    const refused = await gate.publish(anHoa, deed);
    expect(refused?.published).toBeUndefined();
    expect(refused?.verdict.wrong).toEqual([
      { plan: anHoa, question: whoBuys, kind: 'attached', why: 'thiếu /khoa nội/' },
    ]);
    expect(await answering()).toEqual([]);

    expect((await gate.publish(anHoa, deed, { force: true }))?.published?.state).toBe('published');
    const [entry] = await new AuditLog(database).ofSubject(anHoa);
    expect(entry).toMatchObject({
      action: 'plan/publish',
      details: { version: 1, forced: true, inSpiteOf: [`${anHoa}: ${whoBuys}`] },
    });
  });

  it('refuses a plan that turns a right answer of another plan wrong, and says which', async () => {
    await add(anHoa, source);
    await questions.attach(anHoa, question(whoBuys, 'khoa dược'), deed);
    await gate.publish(anHoa, deed);
    await add(binhLoc, ofAnotherCentre);
    const verdict = await gate.judge(binhLoc);
    // With two centres the question no longer says which one is meant.
    expect(verdict?.broken).toMatchObject([{ plan: anHoa, question: whoBuys, kind: 'attached' }]);
    expect((await gate.publish(binhLoc, deed))?.published).toBeUndefined();
    expect(await answering()).toEqual([`${anHoa} 1`]);

    await questions.attach(
      anHoa,
      question('Ở Trung tâm Y tế huyện An Hòa, ai chủ trì dự trù hóa chất?', 'khoa dược'),
      deed,
    );
    expect((await gate.publish(binhLoc, deed))?.verdict.broken).toEqual([]);
    expect(await answering()).toEqual([`${anHoa} 1`, `${binhLoc} 1`]);
  });

  it('does not hold a question against a plan that was answered wrongly before', async () => {
    await add(anHoa, source);
    await questions.attach(anHoa, question(whoBuys, 'khoa nội'), deed);
    await gate.publish(anHoa, deed, { force: true });
    await add(binhLoc, ofAnotherCentre);
    expect((await gate.publish(binhLoc, deed))?.verdict.broken).toEqual([]);
  });

  it('lets a new version say what it says, but for the questions attached to the plan', async () => {
    await add(anHoa, source);
    await gate.publish(anHoa, deed);
    await add(anHoa, source.replaceAll('Khoa Dược - Trang thiết bị', 'Khoa Xét nghiệm'));
    expect((await gate.publish(anHoa, deed))?.verdict).toMatchObject({ version: 2, broken: [] });
    expect(await answering()).toEqual([`${anHoa} 2`]);

    await questions.attach(anHoa, question(whoBuys, 'khoa xét nghiệm'), deed);
    await add(anHoa, source);
    expect((await gate.publish(anHoa, deed))?.verdict.wrong).toHaveLength(1);
    expect(await answering()).toEqual([`${anHoa} 2`]);
  });

  it('knows nothing of a plan that was never added', async () => {
    expect(await gate.publish('khong-co', deed)).toBeUndefined();
    expect(await gate.judge('khong-co')).toBeUndefined();
  });
});
