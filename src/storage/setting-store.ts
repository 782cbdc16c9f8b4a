import type { Database } from './database.ts';

/** Settings that are changed while the service runs, as JSON values under a name. */
export class SettingStore {
  constructor(private readonly database: Database) {}

  /** Undefined when nobody has set it. The caller checks its shape. */
  async read(name: string): Promise<unknown> {
    const row = await this.database.queries
      .selectFrom('settings')
      .select('value')
      .where('name', '=', name)
      .executeTakeFirst();
    return row && (JSON.parse(row.value) as unknown);
  }

  async write(name: string, value: unknown, now: Date): Promise<void> {
    const row = { value: JSON.stringify(value), updated_at: now.toISOString() };
    await this.database.commits.run((transaction) =>
      transaction
        .insertInto('settings')
        .values({ name, ...row })
        .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
        .execute(),
    );
  }
}
