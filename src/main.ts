import { startApp } from './app.ts';
import { readConfig } from './config.ts';
import { createLog } from './log.ts';

const { config, faults } = readConfig(process.env);
if (!config) {
  process.stderr.write(
    `Chưa khởi động được, cần sửa cài đặt (xem .env.example):\n${faults.map((f) => `- ${f}\n`).join('')}`,
  );
  process.exit(2);
}

const log = createLog(config.LOG_LEVEL);
const app = await startApp(config, log);
const firstLink = await app.console.firstLink(config.PUBLIC_URL?.replace(/\/$/, '') ?? app.url);
const lines = [
  `Trang chat:      ${app.url}/`,
  `Xem kế hoạch:    ${app.url}/van-ban`,
  `Tra cứu hồ sơ:   ${app.url}/tra-cuu`,
  `Bàn tiếp nhận:   ${app.url}/console`,
  ...(firstLink ? [`Tạo tài khoản quản trị đầu tiên (dùng một lần): ${firstLink}`] : []),
];
process.stdout.write(`${lines.join('\n')}\n`);

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => {
    log.info({ signal }, 'stopping');
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'did not stop cleanly');
        process.exit(1);
      },
    );
  });
