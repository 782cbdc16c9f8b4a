import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idOfFile } from '../../../src/plan-work/read-plan-file.ts';
import { healthCentrePlan } from '../../fixtures/plans/invented-plan.ts';
import { asDocx, asText } from '../../knowledge/reading/office-files.ts';
import { knowledgeCommand } from './knowledge-command.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'add-plan-'));
});
afterAll(() => rm(folder, { recursive: true }));

const run = (...words: string[]) => knowledgeCommand(join(folder, 'data'))(...words);

// Every call is a program of its own; a busy machine needs its time.
describe('adding a plan on the command line', { timeout: 180_000 }, () => {
  it('keeps a Word file as a draft, shows it, publishes and retires it', async () => {
    const path = join(folder, 'Kế hoạch phòng dịch 2026.docx');
    await writeFile(path, await asDocx(healthCentrePlan));
    const added = await run('add', path);
    expect(added).toMatchObject({ code: 0, err: '' });
    expect(added.out).toContain('Đã thêm ke-hoach-phong-dich-2026, bản 1, bản nháp');
    expect(added.out).toContain('Cơ quan ban hành: Trung tâm Y tế huyện An Hòa');

    const list = async () =>
      (await run('list')).out.split('\n').find((line) => line.startsWith('ke-hoach-phong'));
    expect(await list()).toContain('[bản nháp');
    const shown = JSON.parse((await run('show', 'ke-hoach-phong', '--json')).out) as {
      assignments: unknown[];
    };
    expect(shown.assignments).toHaveLength(26);

    expect((await run('publish', 'ke-hoach-phong-dich-2026')).code).toBe(0);
    expect(await list()).toContain('[đã công bố]');
    expect((await run('retire', 'ke-hoach-phong-dich-2026')).code).toBe(0);
    expect(await list()).toContain('[đã rút]');
  });

  it('retires a plan that came with the program, and takes it back', async () => {
    expect((await run('retire', '000')).code).toBe(0);
    const state = async () => (await run('list')).out.split('\n').find((line) => line.startsWith('000-'));
    expect(await state()).toContain('[đã rút]');
    expect((await run('publish', '000')).code).toBe(0);
    expect(await state()).not.toContain('[');
  });

  it('tells what a draft changes, and what two versions say otherwise', async () => {
    const path = join(folder, 'an-hoa.txt');
    await writeFile(path, asText(healthCentrePlan));
    await run('add', path, '--publish');
    expect(await run('diff', 'an-hoa')).toMatchObject({ code: 2, out: '' });
    await writeFile(path, asText(healthCentrePlan).replaceAll('118/KH-TTYT', '131/KH-TTYT'));
    await run('add', path);
    expect((await run('diff', 'an-hoa')).out).toContain('Số, ký hiệu: 118/KH-TTYT → 131/KH-TTYT');
    const { code, out } = await run('diff', 'an-hoa', '1', '2', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      older: 1,
      newer: 2,
      document: [{ field: 'number', before: '118/KH-TTYT', after: '131/KH-TTYT' }],
      unchanged: 26,
    });
    expect((await run('diff', 'an-hoa', '1', '9')).code).toBe(2);
  });

  it('ends with 2 and one line where nothing can be read, and keeps nothing', async () => {
    const path = join(folder, 'program.pdf');
    await writeFile(path, Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500)]));
    const calls = [
      ['add', path],
      ['add', join(folder, 'khong-co.docx')],
      ['add', path, '--id', 'Mã Lạ'],
      ['publish', 'khong-co'],
      ['retire', 'khong-co'],
      ['list', '--publish'],
    ];
    for (const words of calls) {
      const { code, out, err } = await run(...words);
      expect({ words, code, out }).toEqual({ words, code: 2, out: '' });
      expect(err.trim().split('\n')).toHaveLength(1);
    }
    expect((await run('list')).out).not.toContain('program');
  });
});

it('names a plan after its file', () => {
  expect(idOfFile('/a/Kế hoạch CĐS xã Tân An (2026).docx')).toBe('ke-hoach-cds-xa-tan-an-2026');
  expect(idOfFile('….pdf')).toBe('ke-hoach');
});
