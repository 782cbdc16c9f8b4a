import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Plan } from '../../../knowledge/assignment.ts';
import { openOffice } from '../../chat.ts';
import { knowledgeCommand } from '../commands/knowledge-command.ts';
import { problemsOfDocument } from '../../../src/plan-work/open-plan.ts';
import { shippedPlans } from '../../../src/service.ts';
import { fileOf, openBench, type PlanBench } from './plan-bench.ts';

const fixture = join(import.meta.dirname, '../../fixtures/scans/commune-plan.scan.pdf');
const deed = { by: 'cán bộ', now: new Date('2026-11-21T02:00:00Z') };

describe('a scanned plan on the command line', { timeout: 240_000 }, () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'scanned-plan-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is added, shown with what to look at again, and answered from', async () => {
    const run = knowledgeCommand(join(folder, 'data'));
    const added = await run('add', fixture, '--id', 'xa-tan-an', '--publish');
    expect(added.code).toBe(0);
    expect(added.out).toContain('đã công bố');
    expect(added.out).toContain('plan/ocr-figure');

    const shown = JSON.parse((await run('show', 'xa-tan-an', '--json')).out) as Pick<
      Plan,
      'assignments' | 'document'
    >;
    expect(shown.document).toMatchObject({ number: '47/KH-UBND', issuedOn: '2026-01-15', year: 2026 });
    expect(shown.assignments.filter(({ lead }) => lead.length > 0).length).toBeGreaterThanOrEqual(9);

    const office = await openOffice({ DATA_DIR: join(folder, 'data') });
    try {
      const say = office.talk();
      const reply = await say('Ai chủ trì tập huấn kỹ năng số ở xã Tân An?');
      expect(reply.text).toContain('Phòng Văn hóa - Xã hội');
      expect(reply.answer?.citations[0]).toMatchObject({ document: 'xa-tan-an', number: '47/KH-UBND' });
      expect((await say('khi nào?')).text).toContain('30/5/2026');
    } finally {
      await office.close();
    }

    await writeFile(
      join(folder, 'bomb.png'),
      Buffer.from('89504e470d0a1a0a0000000d49484452000075300000753008', 'hex'),
    );
    expect(await run('add', join(folder, 'bomb.png'))).toMatchObject({ code: 2, out: '' });
    expect((await run('list')).out).not.toContain('bomb');
  });
});

describe('pasted text of a scan that lost its diacritics', { timeout: 60_000 }, () => {
  let bench: PlanBench;
  beforeAll(async () => {
    bench = await openBench();
  });
  afterAll(() => bench.close());

  it('is kept as it is, with the reading restored beside it line for line', async () => {
    const source = await readFile(join(shippedPlans, '004-hai-phong-iso-2023-ocr', 'source.txt'), 'utf8');
    const { version, plan } = await bench.work.add(fileOf(source), 'ban-quet', deed);
    expect(version.source).toBe(source);
    expect(plan.lines.join('\n')).toBe(source.normalize('NFC'));
    expect(plan.restoredLines).toHaveLength(plan.lines.length);
    expect(plan.restoredLines?.join(' ')).toContain('Hệ thống quản lý');
    expect(plan.problems.map(({ code }) => code)).toContain('plan/ocr-low-confidence');
    const [duty] = plan.assignments;
    expect(source.replace(/\s+/gu, ' ')).toContain(duty?.quote[0]);

    await bench.work.publish('ban-quet', deed, { force: true });
    const draft = await bench.work.revise('ban-quet', deed);
    expect(draft?.scan).toEqual(version.scan);
  });

  it('loses the remarks that an officer held against the paper, in this version alone', async () => {
    const source = await readFile(join(shippedPlans, '004-hai-phong-iso-2023-ocr', 'source.txt'), 'utf8');
    await bench.work.add(fileOf(source), 'doi-chieu', deed);
    const codes = async () => (await bench.open('doi-chieu')).points.map(({ code }) => code);
    const open = await bench.open('doi-chieu');
    const [point] = problemsOfDocument(open).filter(({ code }) => code === 'plan/ocr-low-confidence');
    if (!point) throw new Error('no remark on the scan');
    const before = (await codes()).length;

    expect(await bench.editing.dismiss(open, { code: 'plan/no-signer', lines: [] }, deed)).toEqual({});
    expect(await codes()).toHaveLength(before);
    expect((await bench.editing.dismiss(open, point, deed)).refusal).toBeUndefined();
    expect(await codes()).toHaveLength(before - 1);
    expect((await bench.editing.dismiss(open, point, deed)).refusal).toBe('changed-meanwhile');

    await bench.editing.showDismissed(await bench.open('doi-chieu'), deed);
    expect(await codes()).toHaveLength(before);

    await bench.editing.dismiss(await bench.open('doi-chieu'), point, deed);
    await bench.work.add(fileOf(`${source}\nThem mot dong.`), 'doi-chieu', deed);
    expect((await bench.open('doi-chieu')).corrections.dismissed).toBeUndefined();
  });

  it('keeps the restored reading of a shipped scan when it is revised', async () => {
    const id = '004-hai-phong-iso-2023-ocr';
    await bench.work.revise(id, deed);
    const shipped = await bench.shipped.open(id);
    expect((await bench.open(id)).plan.restoredLines).toEqual(shipped?.plan.restoredLines);
  });

  it('changes nothing of a text that has its diacritics', async () => {
    const source = await readFile(join(shippedPlans, '000-ngoc-trao-khcn-2023', 'source.txt'), 'utf8');
    expect((await bench.work.add(fileOf(source), 'ban-sach', deed)).version).not.toHaveProperty('scan');
  });
});
