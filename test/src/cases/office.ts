import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CaseDesk } from '../../../src/cases/case-desk.ts';
import { CaseDoor } from '../../../src/cases/case-door.ts';
import type { Officer, Role } from '../../../src/cases/case-event.ts';
import { caseMessages } from '../../../src/cases/messages.ts';
import { newKeyRing, type KeyRing } from '../../../src/cases/personal-data.ts';
import { Reception, type ReceptionParts } from '../../../src/cases/reception.ts';
import { readRules, type Rules } from '../../../src/cases/rules.ts';
import { SealedIdentities } from '../../../src/cases/sealed-identity.ts';
import { SqlCaseStore } from '../../../src/cases/sql-case-store.ts';
import { AuditLog } from '../../../src/storage/audit-log.ts';
import { openDatabase, type Database } from '../../../src/storage/database.ts';
import { OutboxStore } from '../../../src/storage/outbox-store.ts';
import { silentLog } from '../../fakes/silent-log.ts';

/** A whole office at work on a database: what the service wires together, without a bot or a page. */
export interface Office {
  readonly database: Database;
  readonly dataDir: string;
  readonly store: SqlCaseStore;
  readonly reception: Reception;
  readonly desk: CaseDesk;
  readonly door: CaseDoor;
  readonly identities: SealedIdentities;
  readonly audit: AuditLog;
  readonly outbox: OutboxStore;
  readonly rules: Rules;
  readonly ring: KeyRing;
  readonly identityRing: KeyRing;
  readonly alarms: number[];
  close(): Promise<void>;
}

export const rules = readRules(join(import.meta.dirname, '../../../knowledge/rules'));

export async function openOffice(more: Partial<ReceptionParts> = {}, given?: Database): Promise<Office> {
  const dataDir = mkdtempSync(join(tmpdir(), 'office-test-'));
  const database = given ?? (await openDatabase({ dataDir, log: silentLog }));
  const ring = newKeyRing('k1');
  const identityRing = newKeyRing('i1');
  const alarms: number[] = [];
  const store = new SqlCaseStore(database, ring);
  const door = new CaseDoor(database, ring, (failures) => alarms.push(failures));
  const parts: ReceptionParts = {
    store,
    rules,
    say: caseMessages('ông/bà'),
    trackUrl: 'https://tra-cuu.example.gov.vn/tra-cuu',
    tellsOffice: true,
    newId: randomUUID,
    door,
    denunciations: 'guide',
    identityKeys: identityRing,
    ...more,
  };
  return {
    database,
    dataDir,
    store,
    reception: new Reception(parts),
    desk: new CaseDesk(parts),
    door,
    identities: new SealedIdentities(database, identityRing, store),
    audit: new AuditLog(database),
    outbox: new OutboxStore(database),
    rules,
    ring,
    identityRing,
    alarms,
    close: async () => {
      if (!given) await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export function officer(
  role: Role,
  { id = role, units = [] }: { readonly id?: string; readonly units?: readonly string[] } = {},
): Officer {
  return { id, name: `Ông ${id}`, roles: [role], units };
}
