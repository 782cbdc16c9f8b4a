import { resolve } from 'node:path';
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { backupTo } from '../storage/backup.ts';
import { faultLine } from './storage-faults.ts';

/** `npm run backup -- FILE`: everything in one new file, while the service goes on. */
async function main(words: readonly string[]): Promise<number> {
  const [file, ...more] = words;
  if (!file || file.startsWith('-') || more.length > 0) return refuse('Cách dùng: npm run backup -- TỆP');
  const { config, faults } = readConfig(process.env);
  if (!config) return refuse(faults.join('\n'));
  const options = { dataDir: config.DATA_DIR, url: config.DATABASE_URL, log: createLog(config.LOG_LEVEL) };
  try {
    const { rows, files } = await backupTo(resolve(file), options, new Date());
    const count = Object.values(rows).reduce((sum, table) => sum + table, 0);
    console.log(`Đã sao lưu ${count} dòng dữ liệu và ${files} tệp đính kèm vào ${file}.`);
    console.log('Bản sao lưu không chứa khoá mã hoá. Hãy cất các khoá trong DATA_DIR ở một nơi khác.');
    return 0;
  } catch (error) {
    return refuse(faultLine(error));
  }
}

function refuse(reason: string): number {
  process.stderr.write(`${reason}\n`);
  return 2;
}

process.exitCode = await main(process.argv.slice(2));
