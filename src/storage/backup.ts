import { access, open, readdir, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { ServiceError } from '../errors.ts';
import { writeBackup, type BackupLine, type Totals } from './backup-format.ts';
import { findTables, readSequences, rowsOf } from './backup-tables.ts';
import { connect, type DatabaseOptions } from './database.ts';
import type { Dialect } from './migrations/migration.ts';
import type { Schema } from './schema.ts';
import { DATABASE_FILE } from './sqlite-database.ts';

/** Folders of DATA_DIR whose files belong to the rows. Keys are not among them: they are kept apart. */
export const BACKED_UP_FOLDERS: readonly string[] = ['uploads'];

const CHUNK_BYTES = 48 * 1024;

/**
 * Writes everything the database and its folders hold into one new file, as of one moment, while the service
 * goes on. Refuses to overwrite. Schema and rows are written as they are, whatever version made them.
 */
export async function backupTo(path: string, options: DatabaseOptions, now: Date): Promise<Totals> {
  await refuseExisting(path);
  if (options.url === undefined) await refuseMissing(join(options.dataDir, DATABASE_FILE));
  const { queries, dialect } = await connect(options);
  try {
    return await queries
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute((transaction) => writeBackup(path, linesOf(transaction, dialect, options.dataDir, now)));
  } finally {
    await queries.destroy();
  }
}

async function* linesOf(
  transaction: Kysely<Schema>,
  dialect: Dialect,
  dataDir: string,
  now: Date,
): AsyncGenerator<BackupLine> {
  const steps = await transaction.selectFrom('migrations').select('name').orderBy('number').execute();
  const names = steps.map(({ name }) => name);
  yield { backup: 'tro-ly-ke-hoach', version: 1, createdAt: now.toISOString(), steps: names };
  const tables = await findTables(transaction, dialect);
  for (const table of tables) {
    yield { table: table.name, columns: table.columns };
    yield* rowsOf(transaction, dialect, table);
  }
  yield { sequences: await readSequences(transaction, dialect, tables) };
  // After the rows: a file is on disk before its row, so every row finds its file here.
  for (const folder of BACKED_UP_FOLDERS) yield* filesOf(dataDir, folder);
}

async function* filesOf(dataDir: string, folder: string): AsyncGenerator<BackupLine> {
  const names = await readdir(join(dataDir, folder)).catch((): string[] => []);
  for (const name of names.toSorted()) {
    // A half-written file has no row yet; one that is gone by now was erased on purpose.
    const file = name.endsWith('.part') ? undefined : await openIfThere(join(dataDir, folder, name));
    if (!file) continue;
    yield { file: `${folder}/${name}`, size: (await file.stat()).size };
    for await (const chunk of file.createReadStream({ highWaterMark: CHUNK_BYTES })) {
      yield (chunk as Buffer).toString('base64');
    }
  }
}

function openIfThere(path: string): Promise<FileHandle | undefined> {
  return open(path, 'r').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
}

async function refuseExisting(path: string): Promise<void> {
  const exists = await access(path).then(
    () => true,
    () => false,
  );
  if (!exists) return;
  throw new ServiceError('backup/exists', `${path} exists already.`, 'Give a new file name for each backup.');
}

async function refuseMissing(path: string): Promise<void> {
  await access(path).catch((cause: unknown) => {
    throw new ServiceError('backup/nothing', `There is no database at ${path}.`, 'Check DATA_DIR.', {
      cause,
    });
  });
}
