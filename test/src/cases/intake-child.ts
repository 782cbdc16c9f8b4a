import { writeSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { CaseDoor } from '../../../src/cases/case-door.ts';
import { caseKeyFile, openKeys } from '../../../src/cases/key-files.ts';
import { caseMessages } from '../../../src/cases/messages.ts';
import { Reception } from '../../../src/cases/reception.ts';
import { readRules } from '../../../src/cases/rules.ts';
import { SqlCaseStore } from '../../../src/cases/sql-case-store.ts';
import { openDatabase } from '../../../src/storage/database.ts';
import { silentLog } from '../../fakes/silent-log.ts';

/** A service that takes in cases until it is killed: each receipt is printed once it was given. */
const [dataDir = '', round = '', count = '1000'] = process.argv.slice(2);
const database = await openDatabase({ dataDir, log: silentLog });
const ring = openKeys(join(dataDir, 'keys'), caseKeyFile, round === '0', 'k1');
const reception = new Reception({
  store: new SqlCaseStore(database, ring),
  rules: readRules(join(import.meta.dirname, '../../../knowledge/rules')),
  say: caseMessages('ông/bà'),
  trackUrl: undefined,
  tellsOffice: true,
  newId: randomUUID,
  door: new CaseDoor(database, ring, () => undefined),
  denunciations: 'guide',
});
writeSync(1, 'ready\n');
await Promise.all(
  Array.from({ length: Number(count) }, async (_, index) => {
    // People do not press "send" in the same instant.
    await new Promise((resolve) => setTimeout(resolve, index));
    const { code, secret } = await reception.receive(
      {
        kind: index % 2 ? 'incident' : 'proposal',
        office: 'ngoc-ha',
        channel: 'web',
        submission: { content: `việc ${round}-${index}` },
        files: [{ name: 'a.txt', mediaType: 'text/plain', bytes: Buffer.from(`tệp ${round}-${index}`) }],
        account: { channel: 'web', userId: `u${index}`, conversationId: 'c' },
        submissionKey: `${round}-${index}`,
      },
      new Date(),
    );
    writeSync(1, `${code} ${secret} việc ${round}-${index}\n`);
  }),
);
writeSync(1, 'done\n');
await database.close();
