import { fork, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { kindOfName } from './file-kind.ts';
import { readingLimits, type ReadingLimits } from './limits.ts';
import type { Progress } from './pdf-lines.ts';
import type { FileText } from './read-file.ts';
import { childRole, type ChildMessage } from './reading-child.ts';
import { UnreadableFile } from './unreadable-file.ts';

export interface SafeReadingOptions {
  readonly progress?: Progress;
  readonly limits?: Partial<ReadingLimits>;
  /** Ends the reading before its time; it rejects with the reason of the signal. */
  readonly signal?: AbortSignal | undefined;
}

const childFile = fileURLToPath(new URL('./reading-child.ts', import.meta.url));
const rssEveryMs = 100;

/**
 * Reads a file of unknown origin in a process of its own, which is ended when it takes too long or too much memory.
 * Rejects with `UnreadableFile` and leaves nothing behind.
 */
export async function readSafely(path: string, options: SafeReadingOptions = {}): Promise<FileText> {
  kindOfName(basename(path));
  options.signal?.throwIfAborted();
  const limits: ReadingLimits = { ...readingLimits, ...options.limits };
  const child = fork(childFile, [childRole], {
    execArgv: ['--import', 'tsx', `--max-old-space-size=${Math.floor(limits.rssBytes / 1024 / 1024 / 2)}`],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
    // The reader needs nothing of the service's settings, least of all its secrets.
    env: {},
  });
  try {
    return await answerOf(child, path, limits, options);
  } finally {
    child.kill('SIGKILL');
  }
}

function answerOf(
  child: ChildProcess,
  path: string,
  limits: ReadingLimits,
  { progress, signal }: SafeReadingOptions,
): Promise<FileText> {
  return new Promise((resolve, reject) => {
    let stall: NodeJS.Timeout | undefined;
    let scanned = 0;
    const finish = (act: () => void): void => {
      clearTimeout(stall);
      clearTimeout(total);
      clearInterval(watch);
      signal?.removeEventListener('abort', stopped);
      act();
    };
    const stopped = (): void => finish(() => reject(signal?.reason as Error));
    signal?.addEventListener('abort', stopped);
    const refuse = (reason: UnreadableFile['reason'], message: string): void =>
      finish(() => reject(new UnreadableFile(reason, message)));
    const slow = (): void =>
      refuse('too-slow', 'Đọc tệp quá lâu nên đã dừng: tệp quá phức tạp hoặc bị hỏng, không giữ lại gì.');
    let total = setTimeout(slow, limits.totalMs);
    let ends = performance.now() + limits.totalMs;
    const alive = (patience = limits.stallMs): void => {
      clearTimeout(stall);
      stall = setTimeout(slow, patience);
    };
    /** A page that is a picture may take longer, and all of the file so much longer. */
    const beginScan = (): void => {
      if (++scanned > limits.scannedPages) return;
      alive(limits.scannedPageMs);
      ends += limits.scannedPageMs;
      clearTimeout(total);
      total = setTimeout(slow, ends - performance.now());
    };
    const watch = setInterval(() => {
      void residentBytes(child.pid).then((bytes) => {
        if (bytes > (scanned > 0 ? limits.scanRssBytes : limits.rssBytes))
          refuse('too-much-memory', 'Đọc tệp tốn quá nhiều bộ nhớ nên đã dừng: không giữ lại gì.');
      });
    }, rssEveryMs);
    child.on('message', (raw) => {
      const message = raw as ChildMessage;
      if (message.kind === 'ready') {
        alive();
        child.send(path);
      } else if (message.kind === 'progress') {
        alive();
        progress?.(message.done, message.total);
      } else if (message.kind === 'scanning') beginScan();
      else if (message.kind === 'read') finish(() => resolve(message.file));
      else refuse(message.reason, message.message);
    });
    child.once('error', (cause) => finish(() => reject(cause)));
    child.once('exit', (code, signal) => {
      // V8 aborts when its heap is full; every other early end is a file that no reader survives.
      if (signal === 'SIGABRT' || code === 134)
        refuse('too-much-memory', 'Đọc tệp tốn quá nhiều bộ nhớ nên đã dừng: không giữ lại gì.');
      else refuse('corrupt', 'Tệp bị hỏng: bộ đọc đã dừng giữa chừng, không giữ lại gì.');
    });
  });
}

/** What a process holds in memory; 0 where the system does not say. */
async function residentBytes(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB/mu.exec(status)?.[1] ?? 0) * 1024;
}
