import { expect, it, vi } from 'vitest';
import { RepeatedJob } from '../../../src/notices/repeated-job.ts';

const quick = { name: 'outbox', everyMs: 5, log: { warn: () => undefined } };

it('does its job again and again until stopped, never twice at once', async () => {
  let running = 0;
  let done = 0;
  const job = async () => {
    running += 1;
    expect(running).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 2));
    running -= 1;
    done += 1;
  };
  const repeated = new RepeatedJob({ ...quick, job });
  repeated.start();
  for (let n = 0; n < 20; n += 1) repeated.wake();
  await expect.poll(() => done).toBeGreaterThan(3);
  await repeated.stop();
  const atStop = done;
  expect(running).toBe(0);
  repeated.wake();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(done).toBe(atStop);
});

it('does the job at once when woken, also when it was just being done', async () => {
  const started: (() => void)[] = [];
  const repeated = new RepeatedJob({
    ...quick,
    everyMs: 1_000_000,
    job: () => new Promise<void>((resolve) => started.push(resolve)),
  });
  repeated.start();
  repeated.wake();
  started[0]?.();
  await expect.poll(() => started.length).toBe(2);
  started[1]?.();
  await repeated.stop();
});

it('goes on after a failure and names it in the log', async () => {
  const warn = vi.fn();
  let done = 0;
  const repeated = new RepeatedJob({
    ...quick,
    log: { warn },
    job: async () => {
      done += 1;
      if (done === 1) throw new Error('database is locked');
    },
  });
  repeated.start();
  await expect.poll(() => done).toBeGreaterThan(2);
  await repeated.stop();
  expect(warn).toHaveBeenCalledOnce();
  expect(warn.mock.calls[0]?.[0]).toMatchObject({ code: 'outbox/failed' });
});
