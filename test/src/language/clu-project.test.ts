import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { intents } from '../../../dialogs/intent.ts';
import { toCluProject } from '../../../src/language/clu-project.ts';
import { shippedUtterances } from '../../../src/language/local-recognizer.ts';
import { loadUtterances } from '../../../src/language/utterances.ts';

const run = promisify(execFile);
const name = z.string().regex(/^[A-Za-z0-9_.-]{1,50}$/);
const language = z.literal('vi');

/**
 * ExportedProject of the service's authoring reference, version 2023-04-01, with the limits of its "service limits"
 * page; strict, because an unknown member would be dropped or refused on import.
 */
const exportedProject = z.strictObject({
  projectFileVersion: z.enum(['2022-05-01', '2022-10-01-preview', '2023-04-01']),
  stringIndexType: z.literal('Utf16CodeUnit'),
  metadata: z.strictObject({
    projectKind: z.literal('Conversation'),
    projectName: name,
    multilingual: z.boolean(),
    description: z.string(),
    language,
    settings: z.strictObject({ confidenceThreshold: z.number().min(0).max(1) }),
  }),
  assets: z.strictObject({
    projectKind: z.literal('Conversation'),
    intents: z.array(z.strictObject({ category: z.string().regex(/^[^:$&%*()+~#/?]{1,50}$/) })).max(500),
    entities: z.array(z.strictObject({ category: z.string() })).max(350),
    utterances: z
      .array(
        z.strictObject({
          text: z.string().min(1).max(500),
          intent: z.string(),
          language,
          dataset: z.enum(['Train', 'Test']),
          entities: z.array(z.strictObject({ category: z.string(), offset: z.number(), length: z.number() })),
        }),
      )
      .max(25_000),
  }),
});

const command = (...words: readonly string[]) =>
  run(process.execPath, ['--import', 'tsx', 'src/commands/language-export.ts', ...words]);

const folder = mkdtempSync(join(tmpdir(), 'clu-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the CLU project file', () => {
  const utterances = loadUtterances(shippedUtterances);
  const { assets } = toCluProject({ name: 'thu', utterances });

  it('keeps to the schema and the limits of the service', () => {
    expect(() => exportedProject.parse(toCluProject({ name: 'thu', utterances }))).not.toThrow();
  });

  it('has every intent once, with OutOfScope as None, and no utterance of an intent it does not have', () => {
    const categories = assets.intents.map(({ category }) => category);
    expect(new Set(categories).size).toBe(intents.length);
    expect(categories).toContain('None');
    expect(categories).not.toContain('OutOfScope');
    expect(assets.utterances.filter(({ intent }) => !categories.includes(intent))).toEqual([]);
  });

  it('holds every utterance, also without diacritics, and no text twice', () => {
    const texts = assets.utterances.map(({ text }) => text.toLowerCase());
    expect(new Set(texts).size).toBe(texts.length);
    expect(utterances.filter(({ text }) => !texts.includes(text.toLowerCase()))).toEqual([]);
    const [marked] = toCluProject({
      name: 'thu',
      utterances: [{ text: 'Đường ngập', intent: 'SendFeedback' }],
    }).assets.utterances.slice(1);
    expect(marked).toMatchObject({ text: 'Duong ngap', intent: 'SendFeedback' });
  });
});

describe('npm run language:export', () => {
  it('writes the project to a file, and prints it without one', async () => {
    const file = join(folder, 'project.json');
    await command(file, '--project', 'phuong-thu');
    const written: unknown = JSON.parse(readFileSync(file, 'utf8'));
    expect(exportedProject.parse(written).metadata.projectName).toBe('phuong-thu');
    const { stdout } = await command();
    expect(() => exportedProject.parse(JSON.parse(stdout))).not.toThrow();
  });

  it.each([[['--project']], [['--project', 'tên có dấu']], [['a.json', 'b.json']], [['--help']]])(
    'refuses %j with the usage and exit code 2',
    async (words) => {
      await expect(command(...words)).rejects.toMatchObject({
        code: 2,
        stderr: expect.stringContaining('Usage'),
      });
    },
  );

  it('says in one line why a file cannot be written', async () => {
    await expect(command(join(folder, 'no', 'such', 'folder.json'))).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^Cannot write [^\n]+\n$/),
    });
  });
});
