import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChannelSecrets } from '../../../../src/channels/zalo/ports.ts';
import { fileJournal, type TokenJournal } from '../../../../src/channels/zalo/token-journal.ts';
import { ZaloTokens } from '../../../../src/channels/zalo/tokens.ts';
import type { Log } from '../../../../src/log.ts';
import { ChannelSecretStore } from '../../../../src/storage/channel-secret-store.ts';
import { openDatabase, type Database } from '../../../../src/storage/database.ts';
import { openSealer } from '../../../../src/storage/sealer.ts';
import { FixedClock } from '../../../fakes/fixed-clock.ts';
import { silentLog } from '../../../fakes/silent-log.ts';
import { ZaloStandIn } from '../../../zalo-stand-in/stand-in.ts';
import { noTrouble } from '../../../zalo-stand-in/trouble.ts';

const clock = new FixedClock();
const zalo = new ZaloStandIn({ now: () => clock.now().getTime() });
const databases: Database[] = [];
let folder = '';
let database: Database;
let secrets: ChannelSecrets;
let configured: { refreshToken: string; accessToken?: string };
let errors: unknown[];

beforeAll(() => zalo.start());
afterAll(() => zalo.stop());
beforeEach(async () => {
  Object.assign(zalo.trouble, noTrouble());
  folder = mkdtempSync(join(tmpdir(), 'zalo-tokens-'));
  database = await openDatabase({ dataDir: folder, log: silentLog });
  databases.push(database);
  secrets = new ChannelSecretStore(database, openSealer(join(folder, 'keys')));
  configured = zalo.tokens.issue();
  errors = [];
});
afterEach(async () => {
  for (const one of databases.splice(0)) await one.close();
});

const log: Log = { ...silentLog, error: (details: unknown) => errors.push(details) };
const journalPath = () => join(folder, 'keys', 'zalo.journal');

interface Process {
  readonly holder?: string;
  readonly secrets?: ChannelSecrets;
  readonly journal?: TokenJournal;
}

/** The tokens as a newly started process has them. */
function started(given: Process = {}): ZaloTokens {
  return new ZaloTokens({
    oaId: zalo.keys.oaId,
    appId: zalo.keys.appId,
    appSecret: zalo.appSecret,
    oauth: new URL(zalo.url),
    timeoutMs: 300,
    configured,
    secrets: given.secrets ?? secrets,
    journal: given.journal ?? fileJournal(journalPath()),
    holder: given.holder ?? 'process-1',
    now: clock.now,
    log,
  });
}

async function works(tokens: ZaloTokens): Promise<boolean> {
  const { token } = { token: undefined, ...(await tokens.token()) };
  return zalo.tokens.accepts(token);
}

const die = () => Promise.reject(new Error('killed'));

/** A store that dies at its nth write, as a process does that is killed there. */
function dyingAt(write: number): ChannelSecrets {
  let writes = 0;
  return {
    read: (name) => (writes >= write ? die() : secrets.read(name)),
    write: (name, value, now) => ((writes += 1) >= write ? die() : secrets.write(name, value, now)),
    lease: (name, holder, until, now) => secrets.lease(name, holder, until, now),
    release: die,
  };
}

describe('the tokens of a Zalo account', () => {
  it('begin with those that were configured', async () => {
    expect(await works(started())).toBe(true);
    expect(zalo.tokens.issued).toBeGreaterThan(0);
    const { refreshToken } = configured;
    configured = { refreshToken };
    expect(await works(started())).toBe(true);
  });

  it('are renewed before they run out, and work for months without a person', async () => {
    const tokens = started();
    for (let hour = 0; hour < 24 * 100; hour += 15) {
      clock.pass({ hours: 15 });
      await tokens.keepFresh();
      expect(await works(tokens)).toBe(true);
    }
    expect(errors).toEqual([]);
  });

  it('are renewed when Zalo refuses the one in use, once for everybody who asks', async () => {
    const tokens = started();
    const reading = await tokens.token();
    zalo.tokens.expireAccess();
    const before = zalo.tokens.issued;
    const bad = 'token' in reading ? reading.token : '';
    const all = await Promise.all(Array.from({ length: 20 }, () => tokens.renew(bad)));
    expect(new Set(all.map((one) => ('token' in one ? one.token : 'none'))).size).toBe(1);
    expect(zalo.tokens.issued).toBe(before + 1);
    expect(await works(tokens)).toBe(true);
  });

  it('are renewed by one process at a time', async () => {
    const first = started({ holder: 'process-1' });
    const reading = await first.token();
    const second = started({ holder: 'process-2' });
    zalo.tokens.expireAccess();
    const before = zalo.tokens.issued;
    const bad = 'token' in reading ? reading.token : '';
    const answers = await Promise.all([first.renew(bad), second.renew(bad)]);
    expect(zalo.tokens.issued).toBe(before + 1);
    expect(answers.filter((one) => 'token' in one).length).toBeGreaterThan(0);
    expect(await works(first)).toBe(true);
    expect(await works(second)).toBe(true);
  });

  it.each([1, 2, 3])(
    'survive a crash at write %i of a refresh, also between refresh and store',
    async (write) => {
      await started().token();
      zalo.tokens.expireAccess();
      const bad = (await started().token()) as { token: string };
      await expect(started({ secrets: dyingAt(write) }).renew(bad.token)).rejects.toThrow('killed');
      clock.pass({ minutes: 2 }); // the dead process holds its lease for a minute
      const next = started({ holder: 'process-2' });
      await next.keepFresh();
      await next.renew(bad.token);
      expect(await works(next)).toBe(true);
      expect(errors).toEqual([]);
      clock.pass({ hours: 30 });
      await next.keepFresh();
      expect(await works(next)).toBe(true);
    },
  );

  it('have the answer of a refresh on disk, for the owner only, before the store hears of it', async () => {
    await started().token();
    const bad = (await started().token()) as { token: string };
    await expect(started({ secrets: dyingAt(2) }).renew(bad.token)).rejects.toThrow('killed');
    expect(statSync(journalPath()).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'keys')).mode & 0o777).toBe(0o700);
    clock.pass({ minutes: 2 });
    await started().renew(bad.token);
    expect(() => statSync(journalPath())).toThrow(/ENOENT/);
  });

  it('are not harmed by a torn or foreign journal', async () => {
    for (const text of [
      '',
      '{"spent":"x"',
      JSON.stringify({ spent: 'x', at: 1, access: 'a', refresh: 'b', lifeMs: 1 }),
    ]) {
      fileJournal(journalPath()).save(text || ' ');
      writeFileSync(journalPath(), text);
      expect(await works(started())).toBe(true);
      await started().keepFresh();
      expect(await works(started())).toBe(true);
    }
  });

  it('wait out an outage of OAuth without spending anything', async () => {
    const tokens = started();
    await tokens.token();
    clock.pass({ hours: 26 });
    for (const oauth of ['refused', 'unavailable', 'silent'] as const) {
      zalo.trouble.oauth = oauth;
      expect(await tokens.token()).toMatchObject({ problem: 'unreachable' });
    }
    zalo.trouble.oauth = 'none';
    expect(await works(tokens)).toBe(true);
  });

  it('tell when the answer was lost for good, and take new ones as soon as they are set', async () => {
    const tokens = started();
    await tokens.token();
    clock.pass({ hours: 26 });
    zalo.trouble.oauth = 'lost';
    expect(await tokens.token()).toMatchObject({ problem: 'unreachable' });
    zalo.trouble.oauth = 'none';
    expect(await tokens.token()).toMatchObject({ problem: 'consent-needed' });
    expect(errors).toMatchObject([{ code: 'zalo/consent-needed', answerWasLost: true }]);
    expect(await tokens.token()).toMatchObject({ problem: 'consent-needed' });
    expect(errors).toHaveLength(1);
    configured = zalo.tokens.issue();
    expect(await works(started())).toBe(true);
  });

  it('are not brought back by an old setting once they are spent', async () => {
    const old = configured;
    expect(await works(started())).toBe(true);
    clock.pass({ hours: 26 });
    expect(await works(started())).toBe(true);
    configured = zalo.tokens.issue();
    expect(await works(started())).toBe(true);
    clock.pass({ hours: 26 });
    expect(await works(started())).toBe(true);
    configured = old;
    expect(await works(started())).toBe(true);
    clock.pass({ hours: 26 });
    expect(await works(started())).toBe(true);
    expect(errors).toEqual([]);
  });

  it('go on with the old ones when a wrong one was set', async () => {
    expect(await works(started())).toBe(true);
    clock.pass({ hours: 26 });
    expect(await works(started())).toBe(true);
    configured = { refreshToken: 'typed-wrong' };
    expect(await works(started())).toBe(true);
    expect(errors).toMatchObject([{ code: 'zalo/configured-token-refused' }]);
    clock.pass({ hours: 26 });
    expect(await works(started())).toBe(true);
  });

  it('are nowhere in the database in clear', async () => {
    await started().token();
    const rows = await database.queries.selectFrom('channel_secrets').selectAll().execute();
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(configured.refreshToken);
    expect(JSON.stringify(rows)).not.toContain(configured.accessToken);
  });
});
