import { setImmediate } from 'node:timers/promises';
import type { Kysely, Transaction } from 'kysely';
import { isOutage } from './failure.ts';
import type { Schema } from './schema.ts';

type Job<T> = (transaction: Transaction<Schema>) => Promise<T>;

interface Waiting {
  run(transaction: Transaction<Schema>): Promise<void>;
  done(): void;
  failed(error: unknown): void;
}

/**
 * Joins writes that arrive together into one transaction, so that they share one fsync.
 *
 * Jobs run in the order of asking and each promise resolves only when its job is on disk. A job must do
 * nothing but queries on the transaction it is given: when one job of a group fails, the group is rolled
 * back and every job runs again by itself.
 */
export class GroupCommit {
  private waiting: Waiting[] = [];
  private draining: Promise<void> | undefined;

  constructor(
    private readonly queries: Kysely<Schema>,
    private readonly largestGroup = 200,
  ) {}

  run<T>(job: Job<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let result: T;
      this.waiting.push({
        run: async (transaction) => {
          result = await job(transaction);
        },
        done: () => resolve(result),
        failed: reject,
      });
      this.draining ??= this.drain();
    });
  }

  /** Resolves when everything asked for so far is on disk or has failed. */
  async settled(): Promise<void> {
    await this.draining;
  }

  private async drain(): Promise<void> {
    while (this.waiting.length > 0) {
      // SQLite never waits: without this, work that goes from commit to commit would let nothing else run.
      // Requests that are there already get to join the group.
      await setImmediate();
      await this.commit(this.waiting.splice(0, this.largestGroup));
    }
    this.draining = undefined;
  }

  private async commit(group: readonly Waiting[]): Promise<void> {
    try {
      await this.queries.transaction().execute(async (transaction) => {
        for (const job of group) await job.run(transaction);
      });
    } catch (error) {
      await this.failed(group, error);
      return;
    }
    for (const job of group) job.done();
  }

  /** A locked or full database fails every job alike; anything else is one job's own fault. */
  private async failed(group: readonly Waiting[], error: unknown): Promise<void> {
    const [only] = group;
    if (group.length > 1 && !isOutage(error)) {
      for (const job of group) await this.commit([job]);
    } else if (group.length === 1 && only) {
      only.failed(error);
    } else {
      for (const job of group) job.failed(error);
    }
  }
}
