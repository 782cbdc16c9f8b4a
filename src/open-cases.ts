import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CaseDesk } from './cases/case-desk.ts';
import { CaseDoor } from './cases/case-door.ts';
import type { CaseStore } from './cases/case-store.ts';
import { caseKeyFile, identityKeyFile, openKeys } from './cases/key-files.ts';
import { checkKeys, holdsSealedData, type KeyTable } from './cases/key-rotation.ts';
import { caseMessages } from './cases/messages.ts';
import type { KeyRing } from './cases/personal-data.ts';
import { Reception, type ReceptionParts } from './cases/reception.ts';
import type { Rules } from './cases/rules.ts';
import { SealedIdentities } from './cases/sealed-identity.ts';
import { SqlCaseStore } from './cases/sql-case-store.ts';
import type { Config } from './config.ts';
import type { Log } from './log.ts';
import type { Database } from './storage/database.ts';

export const shippedRules = fileURLToPath(new URL('../knowledge/rules', import.meta.url));

/** Everything that works on cases, over one store. */
export interface OpenCases {
  readonly store: CaseStore;
  readonly door: CaseDoor;
  readonly reception: Reception;
  readonly desk: CaseDesk;
  /** Only where denunciations are taken in. */
  readonly identities: SealedIdentities | undefined;
}

/** Hồ sơ, with their keys: those of denouncers only where denunciations are taken in. */
export async function openCases(
  config: Config,
  log: Log,
  database: Database,
  rules: Rules,
  trackUrl: string,
  alsoTell?: ReceptionParts['alsoTell'],
): Promise<OpenCases> {
  const keys = async (name: string, table: KeyTable): Promise<KeyRing> => {
    const sealed = await holdsSealedData(database, table);
    const ring = openKeys(join(config.DATA_DIR, 'keys'), name, !sealed, randomUUID());
    await checkKeys(database, table, ring);
    return ring;
  };
  const ring = await keys(caseKeyFile, 'case_keys');
  const identityKeys =
    config.DENUNCIATIONS === 'sealed' || (await holdsSealedData(database, 'sealed_identities'))
      ? await keys(identityKeyFile, 'sealed_identities')
      : undefined;
  const store = new SqlCaseStore(database, ring);
  const door = new CaseDoor(database, ring, (failures) =>
    log.warn({ code: 'cases/guessing', failures }, 'many wrong codes or secrets'),
  );
  const hasMail = config.SMTP_URL !== undefined;
  const parts: ReceptionParts = {
    store,
    door,
    rules,
    say: caseMessages(config.ADDRESS_AS),
    trackUrl,
    tellsOffice: hasMail,
    sendsMail: hasMail,
    newId: randomUUID,
    alsoTell,
    denunciations: config.DENUNCIATIONS,
    identityKeys,
  };
  const identities = identityKeys && new SealedIdentities(database, identityKeys, store);
  return { store, door, reception: new Reception(parts), desk: new CaseDesk(parts), identities };
}
