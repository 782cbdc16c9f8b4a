import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { keptReadings } from '../../kept-readings.ts';

const command = fileURLToPath(new URL('../../../src/commands/knowledge.ts', import.meta.url));
const env = { ...process.env, CACHE_DIR: keptReadings };

function run(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', command, ...words],
      { maxBuffer: 1e8, env },
      (error, out, err) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
      },
    );
  });
}

describe('the knowledge command', () => {
  it('lists the plans', async () => {
    const { code, out } = await run('list');
    expect(code).toBe(0);
    expect(out.trim().split('\n')).toHaveLength(5);
  });

  it('shows a plan by the beginning of its id, as JSON of the agreed shape', async () => {
    const { code, out, err } = await run('show', '004', '--json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const plan = JSON.parse(out) as { document: object; assignments: object[] };
    expect(Object.keys(plan)).toEqual(
      expect.arrayContaining(['document', 'sections', 'assignments', 'references', 'problems']),
    );
    expect(plan.document).toMatchObject({ number: '09/KH-SKHCN', issuedOn: '2023-02-01', year: 2023 });
    expect(plan.assignments).toContainEqual(
      expect.objectContaining({
        id: '004-hai-phong-iso-2023-ocr#ii.1-6',
        lead: ['Ban Chỉ đạo ISO'],
        advising: ['Thư ký ISO'],
        reviewed: true,
      }),
    );
  });

  it('ends in peace when its reader leaves early', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', command, 'show', '004', '--json'], { env });
    const faults: Buffer[] = [];
    child.stderr.on('data', (data: Buffer) => faults.push(data));
    child.stdout.destroy();
    const [code] = (await once(child, 'exit')) as [number | null];
    expect({ code, faults: Buffer.concat(faults).toString() }).toEqual({ code: 0, faults: '' });
  });

  it('checks all plans, and tells where two of one office disagree', async () => {
    const { code, out } = await run('check', '--json');
    const problems = JSON.parse(out) as { code: string; plan: string }[];
    expect(code).toBe(0);
    expect(problems).toContainEqual(expect.objectContaining({ code: 'plans/contradiction' }));
  });

  it.each([[['show', 'khong-co']], [['show', '00']], [['show']], [['lam-gi']], [['show', '000', '--la']]])(
    '%j ends with 2 and one line of reason',
    async (words) => {
      const { code, out, err } = await run(...words);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err.trim().split('\n')).toHaveLength(1);
    },
  );
});
