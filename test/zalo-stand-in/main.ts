import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { page } from './page.ts';
import { ZaloStandIn } from './stand-in.ts';
import type { SavedTokens, TokenPair } from './token-book.ts';

const usage = `Zalo giả lập để phát triển và thử.

  npm run zalo:sim -- [--port 3999] [--webhook http://127.0.0.1:3978/api/zalo/webhook] [--data ./data]

Thẻ truy cập được giữ trong <data>/zalo-sim.json để còn dùng được khi chạy lại.`;

interface Kept {
  readonly saved: SavedTokens;
  /** The pair that the service is configured with; it works once, as at Zalo. */
  readonly first: TokenPair;
}

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '3999' },
    webhook: { type: 'string', default: 'http://127.0.0.1:3978/api/zalo/webhook' },
    data: { type: 'string', default: './data' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help || !/^\d{1,5}$/u.test(values.port) || !URL.canParse(values.webhook)) {
  process.stdout.write(`${usage}\n`);
  process.exit(values.help ? 0 : 2);
}

const standIn = new ZaloStandIn({ webhookUrl: values.webhook, page });
const file = join(values.data, 'zalo-sim.json');
mkdirSync(values.data, { recursive: true, mode: 0o700 });
const kept = readKept();
if (kept) standIn.tokens.restore(kept.saved);
const first = kept?.first ?? standIn.tokens.issue();
const keep = () => {
  const text = JSON.stringify({ saved: standIn.tokens.saved, first } satisfies Kept);
  writeFileSync(file, text, { mode: 0o600 });
};
keep();
standIn.tokens.onChange = keep;
standIn.people.person('7000000000000000001', 'Bà Lan');
standIn.people.person('7000000000000000002', 'Ông Hùng');
await standIn.start(Number(values.port));
setInterval(() => void standIn.webhook.redeliver().then((count) => count > 0 && standIn.changed()), 1000);

process.stdout.write(`Trang chat giả lập: ${standIn.url}
Webhook nhận sự kiện: ${values.webhook}

Đặt vào .env của dịch vụ:
ZALO_APP_ID=${standIn.keys.appId}
ZALO_APP_SECRET=${standIn.appSecret}
ZALO_OA_ID=${standIn.keys.oaId}
ZALO_OA_SECRET=${standIn.keys.oaSecret}
ZALO_REFRESH_TOKEN=${first.refreshToken}
ZALO_ACCESS_TOKEN=${first.accessToken}
ZALO_API_URL=${standIn.url}
ZALO_OAUTH_URL=${standIn.url}
`);

function readKept(): Kept | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Kept;
  } catch {
    return undefined;
  }
}
