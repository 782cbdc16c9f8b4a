import type { ChannelSecrets } from '../channels/zalo/ports.ts';
import type { Database } from './database.ts';
import type { Sealer } from './sealer.ts';

/** A secret and the version that a later change of it must name. */
export interface VersionedSecret {
  readonly value: string;
  readonly version: number;
}

/** Rotating secrets of channels, sealed at rest, each with a lease so that one program at a time changes it. */
export class ChannelSecretStore implements ChannelSecrets {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  async read(name: string): Promise<string | undefined> {
    return (await this.readVersion(name))?.value;
  }

  async readVersion(name: string): Promise<VersionedSecret | undefined> {
    const row = await this.database.queries
      .selectFrom('channel_secrets')
      .select(['sealed', 'version'])
      .where('name', '=', name)
      .executeTakeFirst();
    if (!row?.sealed) return undefined;
    return { value: this.sealer.open(row.sealed, name), version: row.version };
  }

  async write(name: string, value: string, now: Date): Promise<void> {
    const sealed = this.sealer.seal(value, name);
    const updated_at = now.toISOString();
    await this.database.commits.run((transaction) =>
      transaction
        .insertInto('channel_secrets')
        .values({ name, sealed, version: 1, updated_at, lease_holder: null, lease_until: null })
        .onConflict((conflict) =>
          conflict
            .column('name')
            .doUpdateSet((eb) => ({ sealed, updated_at, version: eb('channel_secrets.version', '+', 1) })),
        )
        .execute(),
    );
  }

  /** Writes only while `version` is the stored one (0: none yet); false when somebody was faster. */
  async compareAndSet(name: string, version: number, value: string, now: Date): Promise<boolean> {
    if (version === 0) await this.makeRow(name, now);
    const change = { sealed: this.sealer.seal(value, name), updated_at: now.toISOString() };
    const { numUpdatedRows } = await this.database.commits.run((transaction) =>
      transaction
        .updateTable('channel_secrets')
        .set({ ...change, version: version + 1 })
        .where('name', '=', name)
        .where('version', '=', version)
        .executeTakeFirstOrThrow(),
    );
    return numUpdatedRows === 1n;
  }

  async lease(name: string, holder: string, until: Date, now: Date): Promise<boolean> {
    await this.makeRow(name, now);
    const time = now.toISOString();
    const { numUpdatedRows } = await this.database.commits.run((transaction) =>
      transaction
        .updateTable('channel_secrets')
        .set({ lease_holder: holder, lease_until: until.toISOString() })
        .where('name', '=', name)
        .where((eb) =>
          eb.or([
            eb('lease_until', 'is', null),
            eb('lease_until', '<=', time),
            eb('lease_holder', '=', holder),
          ]),
        )
        .executeTakeFirstOrThrow(),
    );
    return numUpdatedRows === 1n;
  }

  async release(name: string, holder: string): Promise<void> {
    await this.database.commits.run((transaction) =>
      transaction
        .updateTable('channel_secrets')
        .set({ lease_holder: null, lease_until: null })
        .where('name', '=', name)
        .where('lease_holder', '=', holder)
        .execute(),
    );
  }

  private async makeRow(name: string, now: Date): Promise<void> {
    const updated_at = now.toISOString();
    await this.database.commits.run((transaction) =>
      transaction
        .insertInto('channel_secrets')
        .values({ name, sealed: null, version: 0, updated_at, lease_holder: null, lease_until: null })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .execute(),
    );
  }
}
