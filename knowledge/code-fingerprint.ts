import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Dấu vân tay của mã đọc: what is kept of a reading, a check or a weighing holds only as long as the code and the data
 * that made it. The files are named by their paths in this room; a test holds them against what is imported.
 */
export type CodeOf = 'reading' | 'checking' | 'weighing';

const here = fileURLToPath(new URL('.', import.meta.url));
const ending = extname(fileURLToPath(import.meta.url));
const parts = (...names: readonly string[]): string[] => names.map((name) => name + ending);

/** The files that a kept result depends on. */
export function codeFiles(of: CodeOf): string[] {
  switch (of) {
    case 'reading':
      return [
        ...codeIn('parser'),
        ...parts('calendar', 'checks/problem', 'repair/word-tokens', 'search/syllable', 'text'),
      ];
    case 'checking':
      return [
        ...['', 'parser', 'checks'].flatMap(codeIn),
        ...parts('ask/aspect-key', 'repair/word-tokens', 'reading/doubt-marks', 'search/syllable'),
        'rules/abolished-units.json',
      ];
    case 'weighing':
      return [...codeIn('search'), ...parts('text'), 'rules/abbreviations.json', 'rules/everyday-words.json'];
  }
}

const known = new Map<CodeOf, string>();

/** Changes with any of the files; read once, as the code that runs was. Throws where the code cannot be read. */
export function codeFingerprint(of: CodeOf): string {
  const before = known.get(of);
  if (before !== undefined) return before;
  const hash = createHash('sha256');
  for (const name of codeFiles(of)) hash.update(readFileSync(join(here, name)));
  const fingerprint = hash.digest('hex');
  known.set(of, fingerprint);
  return fingerprint;
}

/** The same for those who then keep nothing: undefined where the code cannot be read. */
export function fingerprintIfReadable(of: CodeOf): string | undefined {
  try {
    return codeFingerprint(of);
  } catch {
    return undefined;
  }
}

/** The files of code in a folder of this room, without those of the folders in it. */
function codeIn(folder: string): string[] {
  const names = readdirSync(join(here, folder)).filter((name) => extname(name) === ending);
  return names.toSorted().map((name) => join(folder, name));
}
