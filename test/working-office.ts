import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startApp, type App } from '../src/app.ts';
import type { Role } from '../src/cases/case-event.ts';
import { readConfig } from '../src/config.ts';
import { hashPassword } from '../src/console/password.ts';
import { createLog } from '../src/log.ts';
import { OfficerStore } from '../src/storage/officer-store.ts';
import { hashToken, newToken } from '../src/storage/session-store.ts';
import { keptReadings } from './kept-readings.ts';

const password = 'cau thu tuc dai de nho 27';

export interface WorkingOffice {
  readonly app: App;
  readonly url: string;
  account(login: string, name: string, roles: readonly Role[], units?: readonly string[]): Promise<void>;
  /** Logs in on a page of a browser of its own. */
  logIn(page: Page, login: string): Promise<void>;
  close(): Promise<void>;
}

/** The whole product as `npm start` runs it, on a database of its own, with accounts to work in the console. */
export async function startWorkingOffice(
  settings: Readonly<Record<string, string>> = {},
): Promise<WorkingOffice> {
  const dataDir = await mkdtemp(join(tmpdir(), 'working-office-'));
  const { config, faults } = readConfig({
    PORT: '0',
    DATA_DIR: dataDir,
    CACHE_DIR: keptReadings,
    LOG_LEVEL: 'silent',
    ...settings,
  });
  if (!config) throw new Error(faults.join('\n'));
  const app = await startApp(config, createLog('silent'));
  const officers = new OfficerStore(app.service.database);
  return {
    app,
    url: app.url,
    async account(login, name, roles, units = []) {
      const account = { id: randomUUID(), login, name, roles, units };
      const link = { id: hashToken(newToken()), expiresAt: new Date(Date.now() + 60_000) };
      await officers.create(account, link, 'test', new Date());
      await officers.useLink(link.id, await hashPassword(password), account, new Date());
    },
    async logIn(page, login) {
      await page.context().clearCookies();
      await page.goto(`${app.url}/console/dang-nhap`);
      await page.fill('#login', login);
      await page.fill('#password', password);
      await page.click('button.btn-primary');
      await page.waitForURL((url) => !url.pathname.endsWith('/dang-nhap'));
    },
    async close() {
      await app.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
