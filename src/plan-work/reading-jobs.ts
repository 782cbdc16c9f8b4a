import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { UnreadableFile } from '../../knowledge/reading/unreadable-file.ts';
import type { Log } from '../log.ts';
import type { Deed } from '../storage/plan-store.ts';
import type { AddedPlan, PlanWork } from './plan-work.ts';
import { readPlanFile } from './read-plan-file.ts';

/** Một lượt đọc tệp. */
export interface ReadingJob {
  readonly id: string;
  readonly fileName: string;
  readonly by: string;
  readonly startedAt: Date;
  readonly state: 'waiting' | 'reading' | 'kept' | 'refused';
  /** Pages, where the reader tells them; 0 of 0 until then. */
  readonly done: number;
  readonly total: number;
  readonly kept?: AddedPlan;
  /** The reader's reason, one sentence. */
  readonly reason?: string;
}

export interface NewReading {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** Of which plan it is a new version; undefined for a plan of its own. */
  readonly planId: string | undefined;
}

export interface ReadingJobsParts {
  readonly work: Pick<PlanWork, 'add'>;
  /** Where files lie while they are read, and not a moment longer. */
  readonly folder: string;
  readonly log: Pick<Log, 'error'>;
  readonly atOnce?: number;
  /** For how long closing waits for a file that is being read. */
  readonly closingMs?: number;
}

const keptMs = 3_600_000;

/** Đọc tệp được tải lên: one after another, each in a process of its own. Nothing is left of what is refused. */
export class ReadingJobs {
  private readonly jobs = new Map<string, ReadingJob>();
  private readonly ends = new Map<string, Promise<void>>();
  private readonly lanes: Promise<void>[];
  private readonly stopping = new AbortController();
  private closed = false;

  constructor(private readonly parts: ReadingJobsParts) {
    this.lanes = Array.from({ length: parts.atOnce ?? 1 }, () => Promise.resolve());
  }

  start(reading: NewReading, deed: Deed): ReadingJob {
    this.forget(deed.now);
    const { fileName } = reading;
    const id = randomUUID();
    const job: ReadingJob = {
      id,
      fileName,
      by: deed.by,
      startedAt: deed.now,
      state: 'waiting',
      done: 0,
      total: 0,
    };
    this.jobs.set(id, job);
    const lane = this.jobs.size % this.lanes.length;
    const end = (this.lanes[lane] ?? Promise.resolve()).then(() => this.run(id, reading, deed));
    this.lanes[lane] = end;
    this.ends.set(id, end);
    return job;
  }

  /** Undefined when there is none, or it ended long ago. */
  find(id: string): ReadingJob | undefined {
    return this.jobs.get(id);
  }

  /** The job when it has ended, or as it stands after a while. */
  async soon(id: string, ms: number): Promise<ReadingJob | undefined> {
    await Promise.race([this.ends.get(id), wait(ms, undefined, { ref: false })]);
    return this.find(id);
  }

  /** Throws away what an earlier run of the program left behind. */
  async tidy(): Promise<void> {
    const busy = new Set([...this.jobs.values()].filter(isUnderWay).map(({ id }) => id));
    for (const name of await readdir(this.parts.folder).catch(() => []))
      if (!busy.has(name)) await rm(join(this.parts.folder, name), { recursive: true, force: true });
  }

  /**
   * Resolves when nothing is being read any more and no file is left lying. A reading that goes on for long is ended,
   * and those that wait are not begun.
   */
  async close(): Promise<void> {
    this.closed = true;
    const timer = setTimeout(() => this.stopping.abort(), this.parts.closingMs ?? 3_000);
    await Promise.all(this.lanes);
    clearTimeout(timer);
  }

  private async run(id: string, { fileName, bytes, planId }: NewReading, deed: Deed): Promise<void> {
    const folder = join(this.parts.folder, id);
    const set = (change: Partial<ReadingJob>) => {
      const job = this.jobs.get(id);
      if (job) this.jobs.set(id, { ...job, ...change });
    };
    if (this.closed) return set({ state: 'refused', reason: unexpected });
    set({ state: 'reading' });
    const { signal } = this.stopping;
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // Its own name stays out of the file system; the ending tells the reader what it should be.
      const path = join(folder, `tep${extname(fileName).toLowerCase()}`);
      await writeFile(path, bytes, { mode: 0o600 });
      const read = await readPlanFile(path, fileName, (done, total) => set({ done, total }), signal);
      set({ state: 'kept', kept: await this.parts.work.add(read, planId, deed) });
    } catch (error) {
      if (!(error instanceof UnreadableFile || signal.aborted))
        this.parts.log.error({ err: error }, 'a plan was not read');
      const reason = error instanceof UnreadableFile ? error.message : unexpected;
      set({ state: 'refused', reason });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  private forget(now: Date): void {
    for (const [id, job] of this.jobs)
      if (!isUnderWay(job) && now.getTime() - job.startedAt.getTime() > keptMs) {
        this.jobs.delete(id);
        this.ends.delete(id);
      }
  }
}

const unexpected = 'Hệ thống chưa đọc được tệp này, không giữ lại gì. Xin thử lại sau ít phút.';

function isUnderWay({ state }: ReadingJob): boolean {
  return state === 'waiting' || state === 'reading';
}
