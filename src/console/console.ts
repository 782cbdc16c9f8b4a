import type { Server } from 'restify';
import type { CaseDesk } from '../cases/case-desk.ts';
import type { SealedIdentities } from '../cases/sealed-identity.ts';
import type { WorkingCalendar } from '../cases/working-days.ts';
import type { Database } from '../storage/database.ts';
import { OfficerStore } from '../storage/officer-store.ts';
import { OutboxStore } from '../storage/outbox-store.ts';
import { SessionStore, type SessionPolicy } from '../storage/session-store.ts';
import { ApiKeyStore } from '../storage/api-key-store.ts';
import { apiRoutes, type ApiRouteParts } from './api-routes.ts';
import { accessRoutes, firstAdministratorLink } from './access-routes.ts';
import { accountRoutes } from './account-routes.ts';
import { caseRoutes, type CaseRouteParts } from './case-routes.ts';
import { mountRoutes, type GateParts } from './gate.ts';
import { planListRoutes } from './plan-list-routes.ts';
import { planPublishRoutes } from './plan-publish-routes.ts';
import { planReviewRoutes } from './plan-review-routes.ts';
import type { PlanRoom } from '../plan-work/plan-room.ts';
import { counterRoutes, type CounterParts } from './counter-routes.ts';
import { identityCard, identityRoutes } from './identity-routes.ts';
import { inboxRoutes } from './inbox-routes.ts';
import { LoginGuard } from './login-guard.ts';
import type { ConsoleRoute } from './visit.ts';

export interface ConsoleParts
  extends
    Pick<CaseRouteParts, 'officeName' | 'unitsOf' | 'suggestUnits'>,
    Pick<CounterParts, 'reception' | 'offices' | 'sealed' | 'qrCode' | 'blankForms'>,
    Omit<ApiRouteParts, 'keys' | 'outbox'>,
    Omit<GateParts, 'sessions'> {
  readonly database: Database;
  readonly desk: CaseDesk;
  readonly calendar: WorkingCalendar;
  /** Only where denunciations are taken in. */
  readonly identities?: SealedIdentities | undefined;
  /** Units of all offices, for the accounts. */
  readonly allUnits: () => readonly string[];
  readonly plans: PlanRoom;
  readonly sessionPolicy?: SessionPolicy;
}

export interface Console {
  /** Everything that can be asked of it, with who may: the table that is mounted. */
  readonly routes: readonly ConsoleRoute[];
  mount(server: Server): void;
  /** Undefined when there is an administrator already. */
  firstLink(base: string): Promise<string | undefined>;
  /** Forgets sessions and attempts that are over. */
  tidy(): Promise<void>;
}

/** Bàn tiếp nhận: the officers' pages. */
export function createConsole(parts: ConsoleParts): Console {
  const { database, desk, calendar, identities, now } = parts;
  const officers = new OfficerStore(database);
  const sessions = new SessionStore(database, parts.sessionPolicy);
  const guard = new LoginGuard(database);
  const outbox = new OutboxStore(database);
  const sealed = identities && { identities, database, officers, desk };
  const routes: readonly ConsoleRoute[] = [
    ...accessRoutes({ officers, sessions, guard }),
    ...counterRoutes(parts),
    ...inboxRoutes({ desk, officers, calendar, officeName: parts.officeName }),
    ...caseRoutes({
      ...parts,
      officers,
      notice: (id) => outbox.find(id),
      identityCard: sealed && ((open, visit) => identityCard(sealed, open, visit)),
    }),
    ...(sealed ? identityRoutes(sealed) : []),
    ...planListRoutes(parts.plans),
    ...planReviewRoutes(parts.plans),
    ...planPublishRoutes(parts.plans),
    ...accountRoutes(officers, parts.allUnits),
    ...apiRoutes({ ...parts, keys: new ApiKeyStore(database), outbox }),
  ];
  return {
    routes,
    mount: (server) => mountRoutes(server, routes, { ...parts, sessions }),
    firstLink: (base) => firstAdministratorLink(officers, base, now()),
    tidy: async () => {
      await sessions.tidy(now());
      await guard.tidy(now());
      await parts.plans.jobs.tidy();
    },
  };
}
