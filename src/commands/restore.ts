import { resolve } from 'node:path';
import { readConfig } from '../config.ts';
import { ServiceError } from '../errors.ts';
import { createLog } from '../log.ts';
import { checkBackup, restoreFrom } from '../storage/restore.ts';
import { faultLine } from './storage-faults.ts';

const usage = 'Cách dùng: npm run restore -- TỆP [--check]';

/** `npm run restore -- FILE`: into an empty place, all or nothing. `--check` only reads the file to its end. */
async function main(words: readonly string[]): Promise<number> {
  const onlyCheck = words.includes('--check');
  const [file, ...more] = words.filter((word) => word !== '--check');
  if (!file || file.startsWith('-') || more.length > 0) return refuse(usage, 2);
  const { config, faults } = readConfig(process.env);
  if (!config) return refuse(faults.join('\n'), 2);
  const options = { dataDir: config.DATA_DIR, url: config.DATABASE_URL, log: createLog(config.LOG_LEVEL) };
  try {
    const { rows, files } = onlyCheck
      ? await checkBackup(resolve(file))
      : await restoreFrom(resolve(file), options);
    const count = Object.values(rows).reduce((sum, table) => sum + table, 0);
    const did = onlyCheck ? 'Bản sao lưu còn nguyên vẹn' : 'Đã khôi phục';
    console.log(`${did}: ${count} dòng dữ liệu và ${files} tệp đính kèm.`);
    if (!onlyCheck) console.log('Hãy đặt lại các khoá mã hoá đã cất riêng vào DATA_DIR trước khi khởi động.');
    return 0;
  } catch (error) {
    const isDamaged = error instanceof ServiceError && error.code === 'backup/damaged';
    return refuse(faultLine(error), onlyCheck && isDamaged ? 1 : 2);
  }
}

function refuse(reason: string, exitCode: number): number {
  process.stderr.write(`${reason}\n`);
  return exitCode;
}

process.exitCode = await main(process.argv.slice(2));
