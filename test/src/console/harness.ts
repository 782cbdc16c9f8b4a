import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Server } from 'restify';
import { vi } from '../../../dialogs/messages/vi.ts';
import type { Role } from '../../../src/cases/case-event.ts';
import { petitionForm } from '../../../src/cases/petition-form.ts';
import type { ReceptionParts } from '../../../src/cases/reception.ts';
import { consoleAssets } from '../../../src/console/console-assets.ts';
import { createConsole, type Console } from '../../../src/console/console.ts';
import { hashPassword } from '../../../src/console/password.ts';
import { createShelf } from '../../../src/plan-pages.ts';
import { openPlanRoom, type PlanRoom } from '../../../src/plan-work/plan-room.ts';
import { shippedPlansIn } from '../../../src/plan-work/shipped-plans.ts';
import { shippedPlans } from '../../../src/service.ts';
import { closeServer, createServer } from '../../../src/server.ts';
import { OfficerStore } from '../../../src/storage/officer-store.ts';
import { hashToken, newToken } from '../../../src/storage/session-store.ts';
import { Assets } from '../../../src/web/assets.ts';
import { createWebPages } from '../../../src/web/pages.ts';
import { blankForms } from '../../../src/web/petition-forms.ts';
import { qrDataUrl } from '../../../src/web/qr-code.ts';
import { mountTracking } from '../../../src/web/track-page-routes.ts';
import { mayBeTold } from '../../../src/notices/outside-address.ts';
import { WebhookStore } from '../../../src/storage/webhook-store.ts';
import { silentLog } from '../../fakes/silent-log.ts';
import { openOffice, type Office } from '../cases/office.ts';

export const password = 'cau thu tuc dai de nho 27';
const hashed = hashPassword(password);
/** They never change: what one site has compressed serves the next. */
const loaded = Assets.load(consoleAssets());
const home = join(import.meta.dirname, '..', '..', '..', 'node_modules', '.cache', 'site');

export interface Site {
  readonly base: string;
  readonly office: Office;
  readonly console: Console;
  readonly officers: OfficerStore;
  readonly plans: PlanRoom;
  readonly server: Server;
  /** Moves the clock of the service on. */
  pass(ms: number): void;
  now(): Date;
  /** Makes the account, with its password set; resolves to its id. */
  account(login: string, roles: readonly Role[], units?: readonly string[]): Promise<string>;
  close(): Promise<void>;
}

/** The real server with the real console, tracking page and public pages over a real SQLite file. */
export async function startSite(more: Partial<ReceptionParts> = {}): Promise<Site> {
  let passed = 0;
  const now = () => new Date(Date.now() + passed);
  const office = await openOffice(more);
  const officers = new OfficerStore(office.database);
  await mkdir(home, { recursive: true });
  const assets = await loaded;
  const plans = openPlanRoom({
    database: office.database,
    shipped: shippedPlansIn(shippedPlans, []),
    incomingDir: join(home, 'incoming', randomUUID()),
    answering: { options: {}, say: vi('ông/bà'), today: () => '2026-11-21' },
    changed: () => Promise.resolve(),
    log: silentLog,
  });
  const console = createConsole({
    database: office.database,
    desk: office.desk,
    identities: office.identities,
    reception: office.reception,
    offices: () => [
      { id: 'so', name: 'Cơ quan so' },
      { id: 'ngoc-ha', name: 'Cơ quan ngoc-ha' },
    ],
    sealed: more.denunciations === 'sealed',
    qrCode: qrDataUrl,
    blankForms,
    calendar: office.rules.calendar,
    assets,
    officeName: (id) => `Cơ quan ${id}`,
    unitsOf: () => ['Phòng Kinh tế', 'Văn phòng'],
    allUnits: () => ['Phòng Kinh tế', 'Văn phòng'],
    suggestUnits: async (content) =>
      content.includes('ổ gà')
        ? [
            {
              unit: 'Phòng Kinh tế',
              quote: 'Phòng Kinh tế chủ trì duy tu đường nội bộ',
              assignmentId: 'ke-hoach#1',
              document: 'ke-hoach',
            },
          ]
        : [],
    plans,
    webhooks: new WebhookStore(office.database),
    mayBeTold: (url) => mayBeTold(url, { loopback: false }),
    webhooksChanged: () => Promise.resolve(),
    now,
  });
  const server = createServer({ log: silentLog, readiness: {} });
  console.mount(server);
  mountTracking(server, {
    assets,
    reception: office.reception,
    petitionFile: ({ office: to, fields }) => petitionForm('complaint', { to, ...fields }),
    person: 'ông/bà',
    now,
  });
  const pages = { assets, person: 'ông/bà', starters: [], origins: [] };
  const reader = { list: createShelf([]), read: () => undefined };
  createWebPages({ ...pages, plans: reader }).mount(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    base: `http://127.0.0.1:${server.address().port}`,
    office,
    console,
    officers,
    plans,
    server,
    now,
    pass: (ms) => {
      passed += ms;
    },
    async account(login, roles, units = []) {
      const id = randomUUID();
      const token = hashToken(newToken());
      const link = { id: token, expiresAt: new Date(now().getTime() + 60_000) };
      await officers.create({ id, login, name: `Công chức ${login}`, roles, units }, link, 'test', now());
      await officers.useLink(token, await hashed, { id, login, name: login, roles, units }, now());
      return id;
    },
    async close() {
      await closeServer(server, 200);
      await office.close();
    },
  };
}

/** A browser without a window: keeps cookies, reads the token of the page before it posts. */
export class Person {
  private readonly cookies = new Map<string, string>();

  constructor(readonly base: string) {}

  async get(path: string): Promise<Response> {
    return this.keep(await fetch(this.base + path, { redirect: 'manual', headers: this.headers() }));
  }

  /** With the token that a page of the same session shows, and the origin that a browser would send. */
  async post(
    path: string,
    fields: Readonly<Record<string, string | readonly string[]>> = {},
    { token, origin = this.base }: { readonly token?: string; readonly origin?: string | null } = {},
  ): Promise<Response> {
    const body = new URLSearchParams();
    body.append('_ma', token ?? (await this.token()));
    for (const [name, value] of Object.entries(fields))
      for (const one of typeof value === 'string' ? [value] : value) body.append(name, one);
    const headers = { ...this.headers(), ...(origin === null ? {} : { origin }) };
    return this.keep(await fetch(this.base + path, { method: 'POST', redirect: 'manual', headers, body }));
  }

  async token(): Promise<string> {
    for (const path of ['/console/mat-khau', '/console/dang-nhap']) {
      const response = await this.get(path);
      const found = /name="_ma"\s+value="([^"]+)"/.exec(await response.text())?.[1];
      if (found) return found;
    }
    throw new Error('no page shows a token');
  }

  async logIn(login: string, with_ = password): Promise<Response> {
    return this.post('/console/dang-nhap', { login, password: with_ });
  }

  cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  useCookie(name: string, value: string): void {
    this.cookies.set(name, value);
  }

  private headers(): Record<string, string> {
    return { accept: 'text/html', ...(this.cookies.size > 0 && { cookie: this.cookie() }) };
  }

  private keep(response: Response): Response {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...rest] = line.split('; ');
      const [name = '', value = ''] = pair.split('=');
      if (rest.includes('Max-Age=0')) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }
}

export async function loggedIn(site: Site, login: string): Promise<Person> {
  const person = new Person(site.base);
  await person.logIn(login);
  return person;
}
