/** Runs one job now and then, never beside itself: on `poke` soon, else every `everyMs`. */
export class Pulse {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private poked = false;
  /** Poked while a run was waiting or under way: how long after its end the next one may begin. */
  private againIn: number | undefined;
  private stopped = true;

  constructor(
    private readonly job: () => Promise<unknown>,
    private readonly everyMs: number,
    private readonly failed: (error: unknown) => void,
  ) {}

  start(): void {
    this.stopped = false;
    this.poke(0);
  }

  /** The job runs in `inMs`, or what is poked for then runs right after the run that comes first. */
  poke(inMs: number): void {
    if (this.stopped) return;
    if (this.running || this.poked) this.againIn = inMs;
    else {
      this.poked = true;
      this.wait(inMs);
    }
  }

  /** Resolves when the job under way has ended. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private wait(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.running = this.run();
    }, ms);
    this.timer.unref();
  }

  private async run(): Promise<void> {
    try {
      await this.job();
    } catch (error) {
      this.failed(error);
    }
    const { againIn } = this;
    this.running = undefined;
    this.poked = againIn !== undefined;
    this.againIn = undefined;
    if (!this.stopped) this.wait(againIn ?? this.everyMs);
  }
}
