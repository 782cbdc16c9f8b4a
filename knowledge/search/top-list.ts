interface Scored {
  readonly key: number;
  readonly score: number;
}

/** Keeps the `capacity` keys with the highest scores; a binary heap with the least score at the root. */
export class TopList {
  private readonly heap: Scored[] = [];

  constructor(private readonly capacity: number) {}

  /** The score that the next one must beat. */
  get least(): number {
    return this.heap.length < this.capacity ? 0 : this.scoreAt(0);
  }

  /** Takes the key in when its score is high enough; returns the score that the next one must beat. */
  offer(key: number, score: number): number {
    if (this.heap.length < this.capacity) {
      this.heap.push({ key, score });
      this.rise(this.heap.length - 1);
    } else if (score > this.scoreAt(0)) {
      this.heap[0] = { key, score };
      this.sink(0);
    }
    return this.least;
  }

  /** Best first; among equal scores the lower key. */
  keys(): number[] {
    return [...this.heap]
      .sort((one, other) => other.score - one.score || one.key - other.key)
      .map(({ key }) => key);
  }

  private rise(at: number): void {
    const parent = (at - 1) >> 1;
    if (at === 0 || this.scoreAt(parent) <= this.scoreAt(at)) return;
    this.swap(at, parent);
    this.rise(parent);
  }

  private sink(at: number): void {
    const [left, right] = [2 * at + 1, 2 * at + 2];
    const least = this.scoreAt(right) < this.scoreAt(left) ? right : left;
    if (this.scoreAt(least) >= this.scoreAt(at)) return;
    this.swap(at, least);
    this.sink(least);
  }

  private scoreAt(at: number): number {
    return this.heap[at]?.score ?? Infinity;
  }

  private swap(one: number, other: number): void {
    const [first, second] = [this.heap[one], this.heap[other]];
    if (first === undefined || second === undefined) return;
    this.heap[one] = second;
    this.heap[other] = first;
  }
}
