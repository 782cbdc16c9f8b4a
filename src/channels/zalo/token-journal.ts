import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** Holds the answer of a token refresh from the moment it arrives until the store has it. */
export interface TokenJournal {
  /** On disk when it returns. Synchronous, so that nothing can come between the answer and this. */
  save(text: string): void;
  load(): string | undefined;
  clear(): void;
}

/** One file, readable by its owner only, there for milliseconds a day. */
export function fileJournal(path: string): TokenJournal {
  return {
    save(text) {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      const draft = `${path}.new`;
      const file = openSync(draft, 'w', 0o600);
      try {
        writeSync(file, text);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(draft, path);
      syncFolder(dirname(path));
    },
    load() {
      try {
        return readFileSync(path, 'utf8');
      } catch {
        return undefined;
      }
    },
    clear() {
      rmSync(path, { force: true });
    },
  };
}

/** Without it a power cut may undo the rename. Windows cannot open a folder, and does not need it. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
