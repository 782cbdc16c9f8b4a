import { sql } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import { AuditLog } from '../../src/storage/audit-log.ts';
import type { Database } from '../../src/storage/database.ts';
import { FixedClock } from '../fakes/fixed-clock.ts';
import { onBothDatabases } from './databases.ts';

onBothDatabases('the audit log', (databases) => {
  const clock = new FixedClock();
  let database: Database;
  let audit: AuditLog;

  beforeEach(async () => {
    database = await databases.create();
    audit = new AuditLog(database);
  });

  it('records who did what, the latest first', async () => {
    await audit.append({ actor: 'officer/7', action: 'open-identity', subject: 'case/1' }, clock.now());
    const details = { reason: 'Theo yêu cầu của Thanh tra' };
    await audit.append({ actor: 'officer/7', action: 'export', subject: 'case/1', details }, clock.now());
    await audit.append({ actor: 'officer/8', action: 'export', subject: 'case/2' }, clock.now());
    const found = await audit.ofSubject('case/1');
    expect(found.map(({ action }) => action)).toEqual(['export', 'open-identity']);
    expect(found[0]).toMatchObject({ actor: 'officer/7', at: clock.now(), details });
  });

  it('cannot be altered or shortened through the database connection', async () => {
    await audit.append({ actor: 'a', action: 'b', subject: 'c' }, clock.now());
    await expect(database.queries.updateTable('audit').set({ actor: 'x' }).execute()).rejects.toThrow(
      'append-only',
    );
    await expect(database.queries.deleteFrom('audit').execute()).rejects.toThrow('append-only');
    expect(await audit.ofSubject('c')).toHaveLength(1);
  });

  it('stays one chain when two programs write at once, and shows where it was tampered with', async () => {
    const other = new AuditLog(await databases.openAgain());
    await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        (n % 2 ? audit : other).append({ actor: 'a', action: `n${n}`, subject: 's' }, clock.now()),
      ),
    );
    expect(await audit.ofSubject('s')).toHaveLength(60);
    expect(await audit.firstBroken()).toBeUndefined();
    // Whoever owns the database can switch the triggers off; the chain still tells.
    const [victim] = (await audit.ofSubject('s', 30)).slice(-1);
    const off =
      databases.dialect === 'sqlite'
        ? sql`drop trigger audit_no_update`
        : sql`alter table audit disable trigger all`;
    await off.execute(database.queries);
    await database.queries
      .updateTable('audit')
      .set({ actor: 'somebody else' })
      .where('sequence', '=', victim?.sequence ?? 0)
      .execute();
    expect(await audit.firstBroken()).toBe(victim?.sequence);
  });
});
