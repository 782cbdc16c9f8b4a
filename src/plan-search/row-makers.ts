import { fork, type ChildProcess } from 'node:child_process';
import { setImmediate as nextTick } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { PlanRows, Teaching } from './plan-rows.ts';
import { RowMaker, type PlanReading, type PlanSource, type ShortForms } from './row-maker.ts';
import { makerRole, type Delivery, type Order } from './row-maker-process.ts';

/** Some plans that were read; their rows are to be taken once. */
export interface ReadPlans {
  /** What each teaches, in the order of the sources. */
  readonly teaching: readonly Teaching[];
  rows(forms: ShortForms): Promise<readonly PlanRows[]>;
}

export interface RowMakers {
  /** How many work side by side. */
  readonly count: number;
  /** Only reads, in the order of the sources. */
  readings(sources: readonly PlanSource[]): Promise<readonly PlanReading[]>;
  read(sources: readonly PlanSource[]): Promise<ReadPlans>;
  close(): void;
}

/** Makes rows here, and lets questions be answered between two plans. */
export function rowMakerHere(): RowMakers {
  const maker = new RowMaker();
  let number = 0;
  return {
    count: 1,
    readings: async (sources) => {
      const readings: PlanReading[] = [];
      for (const source of sources) {
        readings.push(...maker.readings([source]));
        await nextTick();
      }
      return readings;
    },
    read: async (sources) => {
      const one: { readonly some: number; readonly teaching: readonly Teaching[] }[] = [];
      for (const source of sources) {
        const some = number++;
        one.push({ some, teaching: maker.read(some, [source]) });
        await nextTick();
      }
      return {
        teaching: one.flatMap(({ teaching }) => teaching),
        rows: async (forms) => {
          const rows: PlanRows[] = [];
          for (const { some } of one) {
            rows.push(...maker.rows(some, forms));
            await nextTick();
          }
          return rows;
        },
      };
    },
    close: () => undefined,
  };
}

const makerFile = fileURLToPath(new URL('./row-maker-process.ts', import.meta.url));

/** Makes rows in `count` processes of their own: reading many plans takes all processors, and none of this one. */
export function rowMakerProcesses(count: number): RowMakers {
  const makers = Array.from({ length: count }, () => startMaker());
  let number = 0;
  const askOne = async (of: number, order: Order) => (await makers[of % count]?.(order)) ?? noProcess;
  return {
    count,
    readings: async (sources) => {
      const made = await askOne(number++, { do: 'readings', sources });
      return 'readings' in made ? made.readings : failed(made);
    },
    read: async (sources) => {
      const some = number++;
      const ask = (order: Order) => askOne(some, order);
      const read = await ask({ do: 'read', some, sources });
      return {
        teaching: 'teaching' in read ? read.teaching : failed(read),
        rows: async (forms) => {
          const made = await ask({ do: 'rows', some, forms });
          return 'rows' in made ? made.rows : failed(made);
        },
      };
    },
    close: () => {
      for (const maker of makers) maker.end();
    },
  };
}

const noProcess: Delivery = { failed: 'no process' };

function failed(delivery: Delivery): never {
  throw new Error(
    `reading plans: ${'failed' in delivery ? delivery.failed : 'something else was delivered'}`,
  );
}

type Maker = ((order: Order) => Promise<Delivery>) & { readonly end: () => void };

/** Orders are carried out one after the other, in the order in which they were given. */
function startMaker(): Maker {
  const child: ChildProcess = fork(makerFile, [makerRole], {
    // Plans leave much to clean up behind: with more room it is done less often.
    execArgv: ['--import', 'tsx', '--max-semi-space-size=64'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization: 'advanced',
    // It needs nothing of the service's settings, least of all its secrets.
    env: {},
  });
  const waiting: { resolve: (delivery: Delivery) => void; reject: (reason: Error) => void }[] = [];
  let ended: Error | undefined;
  child.on('message', (delivery: Delivery) => waiting.shift()?.resolve(delivery));
  const fail = (reason: Error) => {
    ended ??= reason;
    for (const { reject } of waiting.splice(0)) reject(reason);
  };
  child.on('error', fail);
  child.once('exit', (code, signal) =>
    fail(new Error(`a process that reads plans ended: ${code ?? signal}`)),
  );
  const order = (given: Order) =>
    new Promise<Delivery>((resolve, reject) => {
      if (ended) return reject(ended);
      waiting.push({ resolve, reject });
      child.send(given);
    });
  return Object.assign(order, { end: () => void child.kill('SIGKILL') });
}
