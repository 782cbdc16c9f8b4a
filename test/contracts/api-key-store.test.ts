import { beforeEach, expect, it } from 'vitest';
import { ApiKeyStore } from '../../src/storage/api-key-store.ts';
import { AuditLog } from '../../src/storage/audit-log.ts';
import type { Database } from '../../src/storage/database.ts';
import { onBothDatabases } from './databases.ts';

const now = new Date('2026-11-21T02:00:00Z');
const later = new Date('2026-11-21T03:00:00Z');

onBothDatabases('keys of the interface', (databases) => {
  let database: Database;
  let keys: ApiKeyStore;

  beforeEach(async () => {
    database = await databases.create();
    keys = new ApiKeyStore(database);
  });

  it('open what they were made for, and stand nowhere in clear', async () => {
    const key = await keys.make('Cổng tỉnh', { canRead: true, canWrite: false }, 'admin', now);
    const holder = await keys.holderOf(key);
    expect(holder).toMatchObject({ name: 'Cổng tỉnh', canRead: true, canWrite: false, createdAt: now });
    expect(await keys.holderOf(`${key}x`)).toBeUndefined();
    expect(await keys.holderOf('')).toBeUndefined();
    const rows = await database.queries.selectFrom('api_keys').selectAll().execute();
    const audit = await database.queries.selectFrom('audit').selectAll().execute();
    expect(JSON.stringify([rows, audit])).not.toContain(key);
  });

  it('open nothing once revoked, after a restart too, and can be revoked once', async () => {
    const key = await keys.make('Cổng tỉnh', { canRead: true, canWrite: true }, 'admin', now);
    const other = await keys.make('Ứng dụng', { canRead: false, canWrite: true }, 'admin', later);
    const id = (await keys.holderOf(key))?.id ?? '';
    expect(await keys.revoke(id, 'admin', later)).toBe(true);
    expect(await keys.revoke(id, 'admin', later)).toBe(false);
    expect(await keys.revoke('no-such', 'admin', later)).toBe(false);
    const again = new ApiKeyStore(await databases.openAgain());
    expect(await again.holderOf(key)).toBeUndefined();
    expect((await again.holderOf(other))?.canRead).toBe(false);
    expect((await again.list()).map(({ name, revokedAt }) => [name, revokedAt])).toEqual([
      ['Ứng dụng', undefined],
      ['Cổng tỉnh', later],
    ]);
    const actions = (await new AuditLog(database).ofSubject(id)).map(({ action, actor }) => [action, actor]);
    expect(actions).toEqual([
      ['api-key/revoke', 'admin'],
      ['api-key/make', 'admin'],
    ]);
  });
});
