import { openDatabase } from '../../../src/storage/database.ts';
import { silentLog } from '../../fakes/silent-log.ts';

/** A program that opens the database in the given directory, writes to it, and ends. */
const database = await openDatabase({ dataDir: process.argv[2] ?? '', log: silentLog });
await database.queries
  .insertInto('settings')
  .values({ name: `pid-${process.pid}`, value: '1', updated_at: '' })
  .execute();
await database.close();
process.exit(0);
