/** Simulated time: stands still until it is moved on. */
export class FixedClock {
  constructor(private time = new Date('2026-11-21T01:00:00.000Z')) {}

  readonly now = (): Date => new Date(this.time);

  pass({ days = 0, hours = 0, minutes = 0, seconds = 0, ms = 0 }: Passing): void {
    const whole = ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
    this.time = new Date(this.time.getTime() + whole * 1_000 + ms);
  }

  set(time: Date): void {
    this.time = time;
  }
}

interface Passing {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
  readonly ms?: number;
}
