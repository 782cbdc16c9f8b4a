import type { Log } from '../log.ts';

export interface RepeatedJobParts {
  /** Named in the log. */
  readonly name: string;
  readonly job: () => Promise<unknown>;
  readonly everyMs: number;
  readonly log: Pick<Log, 'warn'>;
}

/** Does a job again and again, never twice at once: when woken, and else every `everyMs`. */
export class RepeatedJob {
  private running: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private woken = false;
  private started = false;

  constructor(private readonly parts: RepeatedJobParts) {}

  start(): void {
    this.started = true;
    this.wake();
  }

  /** Something new is there: do the job now, or once more when it is being done. */
  wake(): void {
    if (!this.started) return;
    clearTimeout(this.timer);
    this.woken = true;
    this.running ??= this.run();
  }

  /** Resolves when the job under way has come to its end. */
  async stop(): Promise<void> {
    this.started = false;
    clearTimeout(this.timer);
    await this.running;
  }

  private async run(): Promise<void> {
    const { name, job, everyMs, log } = this.parts;
    while (this.woken && this.started) {
      this.woken = false;
      await job().catch((err: unknown) =>
        log.warn({ err, code: `${name}/failed` }, `${name} failed, will try again`),
      );
    }
    this.running = undefined;
    if (this.started) this.timer = setTimeout(() => this.wake(), everyMs);
  }
}
