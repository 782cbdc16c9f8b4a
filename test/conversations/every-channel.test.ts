import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type App } from '../../src/app.ts';
import { plainText } from '../../src/channels/zalo/plain-text.ts';
import { readConfig } from '../../src/config.ts';
import { silentLog } from '../fakes/silent-log.ts';
import { ConnectorStub } from '../src/channels/bot-service/connector-stub.ts';
import { client } from '../src/channels/direct-line/client.ts';
import { ZaloStandIn } from '../zalo-stand-in/stand-in.ts';
import { keptReadings } from '../kept-readings.ts';

interface Turn {
  readonly says: string;
  /** Facts that the answer must hold, on every channel. */
  readonly hears: readonly RegExp[];
  readonly never?: readonly RegExp[];
}

/** Mọi kênh: conversations with the facts that whoever has them must hear, wherever they talk. */
const talks: Readonly<Record<string, readonly Turn[]>> = {
  'ai chủ trì, rồi ai phối hợp': [
    {
      says: 'Ai chủ trì xây dựng CSDL KH&CN ở Sở Hải Phòng?',
      hears: [/Trung tâm Thông tin, Thống kê khoa học và công nghệ/, /năm 2023/, /\[1\]/],
    },
    { says: 'Ai phối hợp?', hears: [/Các phòng, đơn vị/, /Tổ giúp việc/] },
    { says: 'con thoi han', hears: [/Cả năm/] },
  ],
  'thời hạn, viết không dấu': [
    {
      says: 'phuong ngoc trao nop bao cao cham diem iso khi nao',
      hears: [/30\/6\/2023/, /Bộ phận Văn phòng/],
    },
  ],
  'hai kế hoạch ghi khác nhau': [
    {
      says: 'đánh giá nội bộ ISO của Sở KHCN Hải Phòng khi nào, ai làm?',
      hears: [/ghi khác nhau/, /Tháng 6\/2023/, /quý III/, /Ban Chỉ đạo ISO/],
    },
  ],
  'hỏi lại cơ quan, chọn bằng lời': [
    { says: 'Văn phòng có nhiệm vụ gì?', hears: [/của cơ quan nào\?/] },
    { says: 'phường Ngọc Hà', hears: [/Văn phòng HĐND-UBND phường/, /một cửa liên thông/] },
  ],
  'hỏi lại cơ quan, chọn bằng số': [
    { says: 'Văn phòng có nhiệm vụ gì?', hears: [/của cơ quan nào\?/] },
    { says: '1', hears: [/Bộ phận Văn phòng/, /Ngọc Trạo/], never: [/Nơi nhận/] },
  ],
  'danh sách việc của một đơn vị': [
    { says: 'Văn phòng của UBND phường Ngọc Hà có nhiệm vụ gì?', hears: [/3 việc/, /một cửa/] },
  ],
  'không nêu thời hạn': [
    { says: 'Ngọc Hà phải xây xong cơ sở dữ liệu trước ngày nào?', hears: [/không nêu thời hạn/] },
  ],
  'không có trong kế hoạch': [
    { says: 'Số đường dây nóng của Sở Hải Phòng?', hears: [/không (?:ghi|nêu)/], never: [/\d{8,}/] },
  ],
  'ngoài phạm vi': [{ says: 'Mai trời có mưa không?', hears: [/không thuộc phạm vi/] }],
  'phản ánh từ đầu đến biên nhận, rồi tra cứu': [
    {
      says: 'Rác chất đống ở số 5 đường Đội Cấn, phường Ngọc Hà từ thứ hai',
      hears: [/phản ánh hiện trường/, /Đội Cấn/],
    },
    { says: 'không có', hears: [/Số điện thoại/] },
    { says: 'ai chủ trì quản lý nhà nước về KH&CN ở Ngọc Hà?', hears: [/Phòng Văn hóa/, /Số điện thoại/] },
    { says: 'không nêu', hears: [/nhắn báo/] },
    { says: 'có', hears: [/Rác chất đống/, /Đội Cấn/, /đồng ý/i] },
    { says: 'đồng ý gửi', hears: [/PA[A-Z]*\.\d{8}\.\d{4}/, /Mã bí mật/i] },
    { says: 'hồ sơ của tôi đến đâu rồi', hears: [/PA[A-Z]*\.\d{8}\.\d{4}/, /tiếp nhận/i] },
  ],
  'đổi ý giữa chừng': [
    { says: 'Gửi phản ánh', hears: [/loại nào/] },
    { says: 'thôi', hears: [/Đã dừng/] },
  ],
  'tố cáo được hướng dẫn': [
    { says: 'cán bộ địa chính đòi tiền tôi mới làm hồ sơ', hears: [/phản ánh/, /tố cáo/] },
    { says: 'Tố cáo', hears: [/bí mật/], never: [/cho tôi biết họ tên/i] },
  ],
};

/** One person on one channel, who says something and hears everything that is answered. */
type Say = (text: string) => Promise<string>;

const secret = 'mot-ma-bi-mat-de-thu';
const publicUrl = 'https://hoidap.example.gov.vn';
const connector = new ConnectorStub();
const zalo = new ZaloStandIn();
let app: App;
let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'every-channel-'));
  await Promise.all([connector.start(), zalo.start()]);
  const { accessToken, refreshToken } = zalo.tokens.issue();
  const { config, faults } = readConfig({
    DATA_DIR: dataDir,
    CACHE_DIR: keptReadings,
    PORT: '0',
    PUBLIC_URL: publicUrl,
    DIRECT_LINE_SECRET: secret,
    EMULATOR: 'true',
    ZALO_APP_ID: zalo.keys.appId,
    ZALO_APP_SECRET: zalo.appSecret,
    ZALO_OA_ID: zalo.keys.oaId,
    ZALO_OA_SECRET: zalo.keys.oaSecret,
    ZALO_ACCESS_TOKEN: accessToken,
    ZALO_REFRESH_TOKEN: refreshToken,
    ZALO_API_URL: zalo.url,
    ZALO_OAUTH_URL: zalo.url,
  });
  if (!config) throw new Error(faults.join('\n'));
  app = await startApp(config, silentLog);
  zalo.webhook.url = `${app.url}/api/zalo/webhook`;
}, 120_000);
afterAll(async () => {
  await app.close();
  await Promise.all([connector.stop(), zalo.stop()]);
  await rm(dataDir, { recursive: true, force: true });
});

/** What is said after `before` messages, once nothing more has come for a while. */
async function settled(heard: () => Promise<readonly string[]> | readonly string[], before: number) {
  let known = before;
  let quietSince = Date.now();
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const all = await heard();
    if (all.length > known) {
      known = all.length;
      quietSince = Date.now();
    }
    if (known > before && Date.now() - quietSince > 400) return all.slice(before).join('\n');
    if (Date.now() - quietSince > 20_000) throw new Error('nothing was answered');
  }
}

async function onDirectLine(): Promise<Say> {
  const direct = client(app.url, secret);
  const { conversationId } = (await direct.start('dl_every')).body;
  // What was said of a denunciation leaves the history; who heard it has heard it.
  const said = new Map<string, string>();
  const heard = async () => {
    const { activities } = (await direct.read(conversationId)).body;
    for (const { id, type, from, text } of activities)
      if (type === 'message' && from.role === 'bot' && text && !said.has(id)) said.set(id, text);
    return [...said.values()];
  };
  return async (text) => {
    const before = (await heard()).length;
    expect((await direct.say(conversationId, text, { from: { id: 'dl_every' } })).status).toBe(200);
    return settled(heard, before);
  };
}

async function overTheEmulator(talk: number): Promise<Say> {
  let turn = 0;
  return async (text) => {
    const before = connector.said.length;
    const response = await fetch(`${app.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        type: 'message',
        id: `${talk}-${turn++}`,
        channelId: 'emulator',
        serviceUrl: connector.url,
        conversation: { id: `talk-${talk}|livechat` },
        from: { id: `user-${talk}`, name: 'User' },
        recipient: { id: 'bot', name: 'Bot' },
        text,
      }),
    });
    expect(response.status).toBe(200);
    return connector.said
      .slice(before)
      .flatMap(({ activity }) => (activity.text ? [activity.text] : []))
      .join('\n');
  };
}

async function onZalo(talk: number): Promise<Say> {
  const who = `70000000000000001${String(talk).padStart(2, '0')}`;
  return async (text) => {
    const before = zalo.received(who).length;
    expect(await zalo.say(who, text)).toMatchObject({ status: 200 });
    return settled(() => zalo.received(who), before);
  };
}

describe('the same conversation on every channel', () => {
  it.each(Object.entries(talks).map(([name, turns], n) => ({ name, turns, n })))(
    '$name',
    { timeout: 120_000 },
    async ({ turns, n }) => {
      const directLine = await onDirectLine();
      const emulator = await overTheEmulator(n);
      const onPhone = await onZalo(n);
      for (const { says, hears, never = [] } of turns) {
        const [shown, spoken, sent] = await Promise.all([directLine(says), emulator(says), onPhone(says)]);
        for (const [channel, heard] of Object.entries({ directLine: shown, emulator: spoken, zalo: sent })) {
          for (const fact of hears) expect(plainText(heard), `${says} → ${channel}`).toMatch(fact);
          for (const word of never) expect(plainText(heard), `${says} → ${channel}`).not.toMatch(word);
        }
        expect(sentences(spoken)).toEqual(sentences(shown));
        for (const sentence of sentences(shown)) expect(sentences(sent).join('\n')).toContain(sentence);
        expect(sent).not.toMatch(/\*\*|\]\(|^#|<\w/mu);
        for (const [, path] of shown.matchAll(/^\[\d+\]: (?:https?:\/\/[^/\s]+)?(\/van-ban\/\S+)/gmu))
          expect(sent).toContain(`${publicUrl}${path}`);
      }
      for (const part of zalo.received(`70000000000000001${String(n).padStart(2, '0')}`))
        expect(part.length).toBeLessThanOrEqual(2000);
    },
  );
});

/** What was said line by line, without markup, what names one case, and the definitions that Zalo shows in its own way. */
function sentences(markdown: string): string[] {
  return plainText(markdown.replace(/^\[\d+\]:.*$/gmu, ''))
    .replace(/[A-Z]+\.\d{8}\.\d{4}|\b[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}\b/gu, '…')
    .split('\n')
    .map((line) => line.replace(/\s+/gu, ' ').trim())
    .filter(Boolean);
}
