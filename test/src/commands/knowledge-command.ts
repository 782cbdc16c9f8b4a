import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { keptReadings } from '../../kept-readings.ts';

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const command = fileURLToPath(new URL('../../../src/commands/knowledge.ts', import.meta.url));

/** Runs `knowledge …` as a program of its own, on the data of `dataDir`. */
export function knowledgeCommand(dataDir: string): (...words: readonly string[]) => Promise<Ended> {
  const env = { ...process.env, DATA_DIR: dataDir, CACHE_DIR: keptReadings, LOG_LEVEL: 'error' };
  const options = { env, maxBuffer: 1e8 };
  return (...words) =>
    new Promise((resolve) => {
      execFile(process.execPath, ['--import', 'tsx', command, ...words], options, (error, out, err) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
      });
    });
}
