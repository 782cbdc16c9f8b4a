import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { healthCentrePlan } from '../../fixtures/plans/invented-plan.ts';
import { asText } from '../../knowledge/reading/office-files.ts';
import { knowledgeCommand } from './knowledge-command.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gate-command-'));
});
afterAll(() => rm(folder, { recursive: true }));

const expecting = (unit: string) =>
  JSON.stringify({
    id: 'an-hoa-1',
    turns: ['Ai chủ trì dự trù hóa chất, vật tư phòng dịch của Trung tâm Y tế huyện An Hòa?'],
    expect: { kind: ['answer'], all: [unit] },
  });

it(
  'refuses to publish what answers wrongly, with 1 and the question, unless told to',
  {
    timeout: 240_000,
  },
  async () => {
    const run = knowledgeCommand(join(folder, 'data'));
    const file = async (name: string, text: string) => {
      await writeFile(join(folder, name), text);
      return join(folder, name);
    };
    await run('add', await file('an-hoa.txt', asText(healthCentrePlan)));
    const attached = await run('questions', 'an-hoa', await file('wrong.jsonl', expecting('khoa nội')));
    expect(attached).toMatchObject({ code: 0, err: '' });
    expect(attached.out).toContain('an-hoa nay có 1 câu hỏi kèm theo');

    const refused = await run('publish', 'an-hoa');
    expect(refused).toMatchObject({ code: 1, err: '' });
    expect(refused.out).toContain('Chưa công bố an-hoa, bản 1.');
    expect(refused.out).toContain('✗ [an-hoa] Ai chủ trì dự trù hóa chất');
    expect((await run('list')).out).toMatch(/^an-hoa\t.*\[bản nháp/mu);

    expect(await run('publish', 'an-hoa', '--force')).toMatchObject({ code: 0 });
    expect((await run('list')).out).toMatch(/^an-hoa\t.*\[đã công bố\]/mu);

    const next = await file('an-hoa.txt', asText(healthCentrePlan).replace('30/4/2026', '15/5/2026'));
    const added = await run('add', next, '--publish', '--json');
    expect(added.code).toBe(1);
    expect(JSON.parse(added.out)).toMatchObject({ version: 2, state: 'draft', gate: { wrong: [{}] } });

    const calls = [
      ['questions', 'an-hoa', await file('broken.jsonl', '{"id":"1","turns":["?"],"expect":{"all":["("]}}')],
      ['questions', 'an-hoa', join(folder, 'khong-co.jsonl')],
      ['questions', 'khong-co', join(folder, 'wrong.jsonl')],
      ['list', '--force'],
    ];
    for (const words of calls) {
      const { code, out, err } = await run(...words);
      expect({ words, code, out }).toEqual({ words, code: 2, out: '' });
      expect(err.trim().split('\n')).toHaveLength(1);
    }
  },
);
