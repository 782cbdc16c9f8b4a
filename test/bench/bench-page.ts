import { readFile, writeFile } from 'node:fs/promises';

const page = new URL('../../docs/benchmarks.md', import.meta.url);

export interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

/** Puts measured sections into docs/benchmarks.md; what another run measured stays as it is. */
export async function storeSections(measured: readonly Section[]): Promise<void> {
  await writeFile(page, withSections(await readFile(page, 'utf8'), measured));
}

/** The page with these sections in the place of those with their titles, or at its end. */
export function withSections(text: string, measured: readonly Section[]): string {
  const [head = '', ...sections] = text.split(/^(?=## )/mu);
  for (const { title, lines } of measured) {
    const made = [`## ${title}`, '', ...lines, ''].join('\n');
    const at = sections.findIndex((section) => section.startsWith(`## ${title}\n`));
    if (at < 0) sections.push(made);
    else sections[at] = made;
  }
  return `${[head, ...sections].map((part) => part.trimEnd()).join('\n\n')}\n`;
}
