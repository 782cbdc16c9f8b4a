import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { codeFiles, codeFingerprint, type CodeOf } from '../../knowledge/code-fingerprint.ts';
import { importsOf, root } from '../imports.ts';

/** Where the work begins whose results are kept. */
const beginnings: Readonly<Record<CodeOf, readonly string[]>> = {
  reading: ['parser/read-plan.ts'],
  checking: ['parser/read-plan.ts', 'corrections.ts', 'checks/check-plan.ts'],
  weighing: ['search/segment.ts'],
};

/** Everything in knowledge/ that these files run, themselves included. */
function reached(beginning: readonly string[]): Set<string> {
  const found = new Set<string>();
  for (let next = beginning.map((name) => `knowledge/${name}`); next.length > 0;) {
    for (const name of next) found.add(name);
    next = next
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => importsOf(name, readFileSync(join(root, name), 'utf8')))
      .flatMap(({ to, typeOnly }) =>
        to.startsWith('knowledge/') && !typeOnly && !found.has(to) ? [to] : [],
      );
  }
  return found;
}

it.each(Object.keys(beginnings) as CodeOf[])(
  'what is kept of %s changes with every file that has a part in it',
  (of) => {
    const named = new Set(codeFiles(of).map((name) => `knowledge/${name}`));
    const all = reached(beginnings[of]);
    expect(all.size).toBeGreaterThan(5);
    expect([...all].filter((name) => !named.has(name))).toEqual([]);
    expect(codeFingerprint(of)).toMatch(/^[\da-f]{64}$/u);
  },
);
