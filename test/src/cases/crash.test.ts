import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { CaseDoor } from '../../../src/cases/case-door.ts';
import { caseKeyFile, openKeys } from '../../../src/cases/key-files.ts';
import { SqlCaseStore } from '../../../src/cases/sql-case-store.ts';
import { openDatabase } from '../../../src/storage/database.ts';
import { silentLog } from '../../fakes/silent-log.ts';

/** Twenty kills take minutes: `CRASH_KILLS=20` for the whole promise, three in every run. */
const kills = Number(process.env['CRASH_KILLS'] ?? 3);

interface Acknowledged {
  readonly code: string;
  readonly secret: string;
  readonly content: string;
}

/** Starts the service, lets it give some receipts, and kills it in the middle of giving more. */
async function runUntilKilled(dataDir: string, round: number): Promise<Acknowledged[]> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(import.meta.dirname, 'intake-child.ts'), dataDir, String(round), '1000'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const acknowledged: Acknowledged[] = [];
  const killAfter = Math.floor(Math.random() * 700);
  for await (const line of createInterface({ input: child.stdout })) {
    const [code = '', secret = '', ...content] = line.split(' ');
    if (line !== 'ready' && line !== 'done') acknowledged.push({ code, secret, content: content.join(' ') });
    if (acknowledged.length === killAfter) child.kill('SIGKILL');
  }
  await ended;
  return acknowledged;
}

it(
  'loses no acknowledged case, gives no code twice and leaves no half case when it is killed',
  async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'crash-test-'));
    try {
      const acknowledged: Acknowledged[] = [];
      for (let round = 0; round < kills; round += 1)
        acknowledged.push(...(await runUntilKilled(dataDir, round)));
      expect(new Set(acknowledged.map(({ code }) => code)).size).toBe(acknowledged.length);

      const database = await openDatabase({ dataDir, log: silentLog });
      const ring = openKeys(join(dataDir, 'keys'), caseKeyFile, false, 'k1');
      const store = new SqlCaseStore(database, ring);
      const door = new CaseDoor(database, ring, () => undefined);
      const missing: string[] = [];
      for (const { code, secret, content } of acknowledged) {
        const id = await door.open(code, secret, { key: 'test' }, new Date());
        const file = id === undefined ? undefined : await store.load(id);
        if (file?.submission.content !== content) missing.push(code);
      }
      expect(missing).toEqual([]);

      const all = await store.list({ limit: 1_000_000 }, { is: 'system' });
      expect(all.length).toBeGreaterThanOrEqual(acknowledged.length);
      for (const { id, code } of all) {
        const [file, files] = [await store.load(id), await store.attachments(id)];
        expect(file?.submission.content).toMatch(/^việc \d+-\d+$/u);
        expect(files).toHaveLength(1);
        const notice = `case/${code}/1/office`;
        const told = await database.queries
          .selectFrom('outbox')
          .select('id')
          .where('id', '=', notice)
          .executeTakeFirst();
        expect(told?.id).toBe(notice);
      }
      const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(
        database.queries,
      );
      expect(rows).toEqual([{ integrity_check: 'ok' }]);
      await database.close();
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
  60_000 * Math.max(2, kills),
);
