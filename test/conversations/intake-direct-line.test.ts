import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Activity } from 'botbuilder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { intakeVi } from '../../dialogs/messages/intake.ts';
import { startApp, type App } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { silentLog } from '../fakes/silent-log.ts';
import { keptReadings } from '../kept-readings.ts';

const say = intakeVi('ông/bà');
const secret = 'mot-ma-bi-mat-de-thu';
const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
let dataDir: string;
let app: App;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'office-'));
  const settings = { DATA_DIR: dataDir, CACHE_DIR: keptReadings, PORT: '0', DIRECT_LINE_SECRET: secret };
  const { config, faults } = readConfig(settings);
  if (!config) throw new Error(faults.join('\n'));
  app = await startApp(config, silentLog);
}, 120_000);
afterAll(async () => {
  await app.close();
  await rm(dataDir, { recursive: true });
});

/** A client of Direct Line, as a web page is one. */
async function openTalk(userId: string) {
  const headers = { authorization: `Bearer ${secret}` };
  const base = `${app.url}/v3/directline/conversations`;
  const opened = await fetch(base, { method: 'POST', headers });
  const { conversationId } = (await opened.json()) as { readonly conversationId: string };
  let watermark = '';

  async function replies(): Promise<Activity[]> {
    const response = await fetch(`${base}/${conversationId}/activities?watermark=${watermark}`, { headers });
    const set = (await response.json()) as { readonly watermark: string; readonly activities: Activity[] };
    watermark = set.watermark;
    return set.activities.filter(({ from, type }) => from.id !== userId && type === 'message');
  }

  async function answered(sent: Response): Promise<string> {
    expect(sent.status).toBeLessThan(300);
    const { id } = (await sent.json()) as { readonly id: string };
    for (;;) {
      const texts = (await replies()).filter(({ replyToId }) => replyToId === id).map(({ text }) => text);
      if (texts.length > 0) return texts.join('\n');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  return {
    says: async (text: string) =>
      answered(
        await fetch(`${base}/${conversationId}/activities`, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify({ type: 'message', from: { id: userId }, text }),
        }),
      ),
    sendsFile: async (name: string, bytes: Uint8Array<ArrayBuffer>) => {
      const form = new FormData();
      const activity = JSON.stringify({ type: 'message', from: { id: userId } });
      form.append('activity', new Blob([activity], { type: 'application/vnd.microsoft.activity' }), 'blob');
      form.append('file', new Blob([bytes], { type: 'image/png' }), name);
      const path = `${base}/${conversationId}/upload?userId=${userId}`;
      return answered(await fetch(path, { method: 'POST', headers, body: form }));
    },
  };
}

describe('qua trang chat', () => {
  it('ảnh gửi kèm vào hồ sơ; ảnh căn cước thì không', { timeout: 60_000 }, async () => {
    const talk = await openTalk('dl_lan');
    await talk.says('Rác chất đống ở số 5 đường Đội Cấn, phường Ngọc Hà');
    expect(await talk.sendsFile('CCCD.png', new Uint8Array(onePixel))).toContain(say.identityCard(1));
    expect(await talk.says('sửa tệp kèm')).toContain(say.ask.evidence);
    expect(await talk.sendsFile('rac.png', new Uint8Array(onePixel))).toContain(say.noted.files(1));
    await talk.says('không');
    expect(await talk.says('không')).toContain(say.summary.files(1));
    const receipt = await talk.says('Gửi');
    const code = /PAHT\.\d{8}\.\d{4}/u.exec(receipt)?.[0];
    expect(code).toBeDefined();
    expect(receipt).not.toContain('không lưu được');
    const { cases } = app.service;
    const id = await cases.store.idOf(code ?? '');
    const kept = await cases.store.attachments(id ?? '');
    expect(kept.map(({ name }) => name)).toEqual(['rac.png']);
    const stored = await cases.store.attachment(id ?? '', kept[0]?.id ?? '');
    expect(Buffer.from(stored?.bytes ?? []).equals(onePixel)).toBe(true);
    expect(await talk.says('tra cứu')).toContain(`Hồ sơ **${code}**`);
  });
});
