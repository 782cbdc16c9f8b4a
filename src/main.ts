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
process.stdout.write(`Trang chat:      ${app.url}/\nXem kế hoạch:    ${app.url}/van-ban\n`);

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
