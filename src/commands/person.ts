import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sealedVi } from '../../dialogs/messages/sealed.ts';
import { readCaseCode } from '../cases/case-code.ts';
import { erasePerson, exportPerson, type DataSubject } from '../cases/data-subject.ts';
import { normalPhone } from '../cases/personal-data.ts';
import { readRules } from '../cases/rules.ts';
import { signingKey } from '../channels/direct-line/signing-key.ts';
import { UploadFolder } from '../channels/direct-line/upload-folder.ts';
import { readConfig, type Config } from '../config.ts';
import { Forgetting } from '../forgetting.ts';
import { createLog } from '../log.ts';
import { openCases, shippedRules, type OpenCases } from '../open-cases.ts';
import { AuditLog } from '../storage/audit-log.ts';
import { BotStateStorage } from '../storage/bot-state-storage.ts';
import { openDatabase, type Database } from '../storage/database.ts';
import { DATABASE_FILE } from '../storage/sqlite-database.ts';
import { UploadStore } from '../storage/upload-store.ts';
import { faultLine } from './storage-faults.ts';

const usage = `Cách dùng:
  npm run person -- export NGƯỜI [THƯ_MỤC]   in dữ liệu của một người dạng JSON; có THƯ_MỤC thì lưu cả tệp đính kèm
  npm run person -- erase NGƯỜI --yes        xoá dữ liệu của một người, trừ phần luật buộc phải giữ
NGƯỜI là mã hồ sơ (PAKN.20261121.0007), số điện thoại, hoặc KÊNH:MÃ (zalo:7000000000000000001).`;

interface Opened {
  readonly config: Config;
  readonly database: Database;
  readonly cases: OpenCases;
}

async function main(words: readonly string[]): Promise<number> {
  const agreed = words.includes('--yes');
  const [what, who, folder, ...more] = words.filter((word) => word !== '--yes');
  const isKnown = what === 'export' || (what === 'erase' && folder === undefined);
  if (!isKnown || !who || more.length > 0) return refuse(usage);
  if (what === 'erase' && !agreed) return refuse('Xoá là không lấy lại được. Thêm --yes để xác nhận.');
  const { config, faults } = readConfig({ LOG_LEVEL: 'error', ...process.env });
  if (!config) return refuse(faults.join('\n'));
  if (config.DATABASE_URL === undefined && !existsSync(join(config.DATA_DIR, DATABASE_FILE)))
    return refuse('Chưa có cơ sở dữ liệu nào trong DATA_DIR.');
  const log = createLog(config.LOG_LEVEL);
  try {
    const database = await openDatabase({ dataDir: config.DATA_DIR, url: config.DATABASE_URL, log });
    const cases = await openCases(config, log, database, readRules(shippedRules), '');
    const subject = await subjectOf(cases, who);
    const opened = { config, database, cases };
    const code = subject ? await (what === 'export' ? give : erase)(opened, subject, folder) : unknown(who);
    await database.close();
    return code;
  } catch (error) {
    return refuse(faultLine(error));
  }
}

/** A case leads to the account it was sent from; a sealed or anonymous one only to itself. */
async function subjectOf({ store }: OpenCases, who: string): Promise<DataSubject | undefined> {
  const code = readCaseCode(who);
  if (code !== undefined) {
    const caseId = await store.idOf(code);
    if (caseId === undefined) return undefined;
    const account = await store.accountOf(caseId);
    return account ? { channel: account.channel, userId: account.userId } : { caseId };
  }
  const phone = normalPhone(who);
  if (phone !== undefined) return { phone };
  const { channel, userId } = /^(?<channel>[a-z]+):(?<userId>\S+)$/u.exec(who)?.groups ?? {};
  return channel && userId ? { channel, userId } : undefined;
}

async function give({ database, cases }: Opened, subject: DataSubject, folder?: string): Promise<number> {
  const parts = { store: cases.store, rules: readRules(shippedRules), audit: new AuditLog(database) };
  const all = await exportPerson(parts, subject, new Date());
  const text = `${JSON.stringify(all, null, 2)}\n`;
  if (folder === undefined) {
    process.stdout.write(text);
    return 0;
  }
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(join(folder, 'du-lieu.json'), text, { mode: 0o600 });
  let count = 0;
  for (const { code, files } of all.cases) {
    const id = await cases.store.idOf(code);
    for (const file of files) {
      const kept = id && (await cases.store.attachment(id, file.id));
      if (!kept) continue;
      count += 1;
      const name = `${code}-${count}-${kept.name.replace(/[^\p{L}\d.-]+/gu, '_')}`;
      await writeFile(join(folder, name), kept.bytes, { mode: 0o600 });
    }
  }
  console.log(`Đã lưu dữ liệu của ${all.cases.length} hồ sơ và ${count} tệp vào ${folder}.`);
  return 0;
}

async function erase({ config, database, cases }: Opened, subject: DataSubject): Promise<number> {
  const now = () => new Date();
  const parts = { store: cases.store, rules: readRules(shippedRules), audit: new AuditLog(database) };
  const forgetting = new Forgetting({
    database,
    botState: new BotStateStorage(database, now),
    fileSources: [],
    uploads: new UploadFolder({
      dataDir: config.DATA_DIR,
      key: await signingKey(config.DATA_DIR, 'uploads.key'),
      index: new UploadStore(database),
      now,
    }),
    cases: parts,
    instead: sealedVi(config.ADDRESS_AS).takenOut,
    now,
  });
  const byAccount = 'userId' in subject;
  const outcomes = byAccount ? await forgetting.person(subject) : await erasePerson(parts, subject, now());
  for (const { code, outcome } of outcomes) console.log(`${code}: ${outcomeWords[outcome]}`);
  console.log(
    byAccount
      ? 'Đã xoá cuộc trò chuyện, tệp, tin nhắn và trí nhớ của trợ lý về tài khoản này.'
      : 'Chỉ có hồ sơ được tìm thấy theo cách này; cuộc trò chuyện được xoá theo tài khoản (KÊNH:MÃ).',
  );
  return 0;
}

const outcomeWords = {
  erased: 'đã xoá',
  'kept-open': 'chưa xoá, hồ sơ còn đang xử lý; cần rút hoặc kết thúc trước',
  'kept-archive': 'giữ lại theo quy định lưu trữ, vì đã tiếp nhận đơn có chữ ký',
};

function unknown(who: string): number {
  process.stderr.write(`Không tìm thấy ai theo “${who}”.\n`);
  return 1;
}

function refuse(reason: string): number {
  process.stderr.write(`${reason}\n`);
  return 2;
}

process.exitCode = await main(process.argv.slice(2));
