import { beforeEach, expect, it } from 'vitest';
import { AuditLog } from '../../src/storage/audit-log.ts';
import type { Database } from '../../src/storage/database.ts';
import { WebhookStore } from '../../src/storage/webhook-store.ts';
import { onBothDatabases } from './databases.ts';

const now = new Date('2026-11-21T02:00:00Z');
const url = 'https://tinh.example.gov.vn/nhan?khoa=kin';

onBothDatabases('webhooks', (databases) => {
  let database: Database;
  let webhooks: WebhookStore;

  beforeEach(async () => {
    database = await databases.create();
    webhooks = new WebhookStore(database);
  });

  it('keep their secret sealed and give it back to whoever signs, after a restart too', async () => {
    const secret = await webhooks.add(url, 'admin', now);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const [hook] = await webhooks.list();
    expect(hook).toMatchObject({ url, createdAt: now });
    const again = new WebhookStore(await databases.openAgain());
    expect(await again.target(hook?.id ?? '')).toEqual({ url, secret });
    const rows = await database.queries.selectFrom('webhooks').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it('are gone once removed; both are on record, without the address', async () => {
    await webhooks.add(url, 'admin', now);
    const id = (await webhooks.list())[0]?.id ?? '';
    expect(await webhooks.remove(id, 'admin', now)).toBe(true);
    expect(await webhooks.remove(id, 'admin', now)).toBe(false);
    expect(await webhooks.target(id)).toBeUndefined();
    expect(await webhooks.list()).toEqual([]);
    const audit = await new AuditLog(database).ofSubject(id);
    expect(audit.map(({ action }) => action)).toEqual(['webhook/remove', 'webhook/add']);
    expect(JSON.stringify(audit)).not.toContain('kin');
  });
});
