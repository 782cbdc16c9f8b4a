import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { caseKeyFile, identityKeyFile, readKeys, writeKeys } from '../cases/key-files.ts';
import { checkKeys, rotateKeys, type KeyTable } from '../cases/key-rotation.ts';
import { withNewWrappingKey, withoutOldWrappingKeys } from '../cases/personal-data.ts';
import { readConfig, type Config } from '../config.ts';
import { createLog } from '../log.ts';
import { openDatabase, type Database } from '../storage/database.ts';
import { faultLine } from './storage-faults.ts';

/** `npm run keys:rotate`: new keys for all cases and identities. The service must not run meanwhile. */
async function main(words: readonly string[]): Promise<number> {
  if (words.length > 0) return refuse('Cách dùng: npm run keys:rotate');
  const { config, faults } = readConfig({ LOG_LEVEL: 'error', ...process.env });
  if (!config) return refuse(faults.join('\n'));
  // A running service knows only the old keys: it could read no case that was wrapped anew.
  if (await isRunning(config)) return refuse('Hãy dừng dịch vụ trước khi đổi khoá.');
  const log = createLog(config.LOG_LEVEL);
  try {
    const database = await openDatabase({ dataDir: config.DATA_DIR, url: config.DATABASE_URL, log });
    const folder = join(config.DATA_DIR, 'keys');
    const cases = await rotate(database, folder, caseKeyFile, 'case_keys');
    const identities = await rotate(database, folder, identityKeyFile, 'sealed_identities');
    await database.close();
    if (cases === undefined) return refuse('Chưa có khoá nào trong DATA_DIR/keys.');
    console.log(`Đã đổi khoá cho ${cases} hồ sơ và ${identities ?? 0} danh tính niêm phong; khoá cũ đã bỏ.`);
    console.log('Hãy sao lưu lại thư mục keys, cất riêng với bản sao lưu dữ liệu.');
    return 0;
  } catch (error) {
    return refuse(faultLine(error));
  }
}

/**
 * The new key is on disk before anything is wrapped by it, and the old one goes only when nothing needs it: a run
 * that was cut off is finished by the next. Undefined when there are no such keys.
 */
async function rotate(
  database: Database,
  folder: string,
  name: string,
  table: KeyTable,
): Promise<number | undefined> {
  const found = readKeys(folder, name);
  if (!found) return undefined;
  const ring = found.wrapping.length > 1 ? found : withNewWrappingKey(found, randomUUID());
  writeKeys(folder, name, ring);
  const count = await rotateKeys(database, table, ring);
  const alone = withoutOldWrappingKeys(ring);
  await checkKeys(database, table, alone);
  writeKeys(folder, name, alone);
  return count;
}

async function isRunning({ HOST, PORT }: Config): Promise<boolean> {
  const host = HOST.includes(':') ? `[${HOST}]` : HOST;
  return fetch(`http://${host}:${PORT}/healthz`, { signal: AbortSignal.timeout(2000) }).then(
    (response) => response.ok,
    () => false,
  );
}

function refuse(reason: string): number {
  process.stderr.write(`${reason}\n`);
  return 2;
}

process.exitCode = await main(process.argv.slice(2));
