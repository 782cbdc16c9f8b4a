/** Lets so many in at once; the others wait in the order in which they came. */
export class Gate {
  private readonly queue: (() => void)[] = [];
  private inside = 0;

  constructor(private readonly places: number) {}

  async through<T>(run: () => Promise<T>): Promise<T> {
    if (this.inside >= this.places) await new Promise<void>((enter) => this.queue.push(enter));
    else this.inside += 1;
    try {
      return await run();
    } finally {
      const next = this.queue.shift();
      if (next)
        next(); // takes over this place
      else this.inside -= 1;
    }
  }
}
