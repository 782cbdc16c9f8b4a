import { randomBytes } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import { ChannelSecretStore } from '../../src/storage/channel-secret-store.ts';
import type { Database } from '../../src/storage/database.ts';
import { sealerWith } from '../../src/storage/sealer.ts';
import { FixedClock } from '../fakes/fixed-clock.ts';
import { onBothDatabases } from './databases.ts';

onBothDatabases('channel secrets', (databases) => {
  const sealer = sealerWith(randomBytes(32));
  let clock: FixedClock;
  let database: Database;
  let store: ChannelSecretStore;
  let other: ChannelSecretStore;

  beforeEach(async () => {
    clock = new FixedClock();
    database = await databases.create();
    store = new ChannelSecretStore(database, sealer);
    other = new ChannelSecretStore(await databases.openAgain(), sealer);
  });

  const inSeconds = (seconds: number) => new Date(clock.now().getTime() + seconds * 1_000);

  it('gives back what was written, and nothing before', async () => {
    expect(await store.read('zalo/1')).toBeUndefined();
    await store.write('zalo/1', '{"refresh":"bí mật"}', clock.now());
    expect(await other.read('zalo/1')).toBe('{"refresh":"bí mật"}');
    await other.write('zalo/1', 'mới', clock.now());
    expect(await store.read('zalo/1')).toBe('mới');
  });

  it('keeps the secret unreadable in the database', async () => {
    await store.write('zalo/1', 'refresh-token-value', clock.now());
    const rows = await database.queries.selectFrom('channel_secrets').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain('refresh-token-value');
    const stranger = new ChannelSecretStore(database, sealerWith(randomBytes(32)));
    await expect(stranger.read('zalo/1')).rejects.toMatchObject({ code: 'storage/wrong-key' });
  });

  it('does not take the secret of one name for that of another', async () => {
    await store.write('zalo/1', 'của tài khoản 1', clock.now());
    await store.write('zalo/2', 'của tài khoản 2', clock.now());
    const { sealed } = await database.queries
      .selectFrom('channel_secrets')
      .select('sealed')
      .where('name', '=', 'zalo/1')
      .executeTakeFirstOrThrow();
    await database.queries
      .updateTable('channel_secrets')
      .set({ sealed })
      .where('name', '=', 'zalo/2')
      .execute();
    await expect(store.read('zalo/2')).rejects.toMatchObject({ code: 'storage/wrong-key' });
  });

  it('lets one of many writers of the same version win', async () => {
    expect(await store.compareAndSet('zalo/1', 0, 'a', clock.now())).toBe(true);
    expect(await store.compareAndSet('zalo/1', 0, 'b', clock.now())).toBe(false);
    expect(await store.compareAndSet('zalo/9', 3, 'x', clock.now())).toBe(false);
    const writers = Array.from({ length: 20 }, (_, n) =>
      (n % 2 ? store : other).compareAndSet('zalo/1', 1, `w${n}`, clock.now()),
    );
    expect((await Promise.all(writers)).filter(Boolean)).toHaveLength(1);
    expect(await store.readVersion('zalo/1')).toMatchObject({ version: 2 });
  });

  it('gives the lease to one program, until it lets go or its time is over', async () => {
    const asked = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        (n % 2 ? store : other).lease('zalo/1', `program-${n}`, inSeconds(60), clock.now()),
      ),
    );
    expect(asked.filter(Boolean)).toHaveLength(1);
    const holder = `program-${asked.indexOf(true)}`;
    expect(await store.lease('zalo/1', holder, inSeconds(90), clock.now())).toBe(true);
    await store.release('zalo/1', 'not-the-holder');
    expect(await other.lease('zalo/1', 'late', inSeconds(60), clock.now())).toBe(false);
    await store.release('zalo/1', holder);
    expect(await other.lease('zalo/1', 'late', inSeconds(60), clock.now())).toBe(true);
    clock.pass({ seconds: 60 });
    expect(await store.lease('zalo/1', 'next', inSeconds(60), clock.now())).toBe(true);
  });

  it('keeps lease and secret apart', async () => {
    await store.lease('zalo/1', 'a', inSeconds(60), clock.now());
    expect(await store.read('zalo/1')).toBeUndefined();
    await store.write('zalo/1', 'x', clock.now());
    expect(await other.lease('zalo/1', 'b', inSeconds(60), clock.now())).toBe(false);
  });
});
