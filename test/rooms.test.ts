import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsOf, root, type Import } from './imports.ts';

interface Rule {
  readonly of: RegExp;
  readonly not: RegExp;
  readonly typesToo?: boolean;
  readonly why: string;
}

const rules: readonly Rule[] = [
  {
    of: /^knowledge\//,
    not: /^(src|dialogs|test)\/|^(botbuilder|restify)/,
    typesToo: true,
    why: 'knowledge stands alone',
  },
  { of: /^dialogs\//, not: /^knowledge\//, why: 'dialogs ask through ports.ts' },
  {
    of: /^dialogs\//,
    not: /^(src|test)\/|^restify/,
    typesToo: true,
    why: 'dialogs know nothing of the service around them',
  },
  {
    of: /^src\/cases\//,
    not: /^(botbuilder|restify)|^src\/(channels|console|open311|web)\/|^knowledge\//,
    why: 'cases know neither transport nor bot',
  },
  {
    of: /^src\/channels\//,
    not: /^(src\/(cases|console|open311)|dialogs|knowledge)\//,
    why: 'a channel only carries',
  },
  { of: /^src\/console\//, not: /^botbuilder/, typesToo: true, why: 'the console is not the bot' },
  {
    of: /^src\/open311\//,
    not: /^botbuilder|^src\/(channels|console)\/|^knowledge\/|^dialogs\/(?!messages\/)/,
    why: 'the interface shows public cases, not the bot and not the desk',
  },
  {
    of: /^src\/notices\//,
    not: /^src\/(channels|cases|console|open311)\/|^dialogs\//,
    why: 'notices name channels by type only',
  },
  {
    of: /^src\/storage\//,
    not: /^botbuilder|^restify|^src\/(channels|console|open311|web)\//,
    why: 'storage knows neither transport nor bot',
  },
  {
    of: /^(?!src\/bot\.ts|src\/channels\/|dialogs\/|test\/)/,
    not: /^botbuilder/,
    typesToo: true,
    why: 'the SDK stays at the edges',
  },
  { of: /^(?!test\/)/, not: /^test\//, typesToo: true, why: 'nothing imports test' },
];

function breaches(imports: readonly Import[]): string[] {
  return imports.flatMap(({ from, to, typeOnly }) =>
    rules
      .filter((rule) => rule.of.test(from) && rule.not.test(to) && (rule.typesToo || !typeOnly))
      .map((rule) => `${from} → ${to}: ${rule.why}`),
  );
}

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`);
}

describe('rooms', () => {
  it('import only what they may', () => {
    const all = ['src', 'dialogs', 'knowledge', 'test'].flatMap(sources);
    expect(all.length).toBeGreaterThan(5);
    expect(breaches(all.flatMap((file) => importsOf(file, readFileSync(join(root, file), 'utf8'))))).toEqual(
      [],
    );
  });

  it('names the breach and the reason', () => {
    const source = `import { readPlan } from '../knowledge/parser/read-plan.ts';\nimport type { Plan } from '../knowledge/assignment.ts';`;
    expect(breaches(importsOf('dialogs/bad.ts', source))).toEqual([
      'dialogs/bad.ts → knowledge/parser/read-plan.ts: dialogs ask through ports.ts',
    ]);
  });

  it('sees exports, side effects, dynamic imports and multi-line braces', () => {
    const source = `export * from 'botbuilder';\nimport 'restify';\nimport {\n  type A,\n  b,\n} from 'botbuilder';\nvoid import('botbuilder-dialogs');`;
    expect(breaches(importsOf('knowledge/bad.ts', source))).toHaveLength(7);
    expect(
      breaches(importsOf('dialogs/fine.ts', `import { type Plan } from '../knowledge/assignment.ts';`)),
    ).toEqual([]);
  });

  it('keep the environment and the clock at the edges', () => {
    const strict = [
      'dialogs',
      'knowledge',
      'src/cases',
      'src/notices',
      'src/open311',
      'src/channels',
      'src/storage',
    ].flatMap(sources);
    const guilty = strict.filter((file) => /\bprocess\.env\b/u.test(readFileSync(join(root, file), 'utf8')));
    expect(guilty).toEqual([]);
  });
});
