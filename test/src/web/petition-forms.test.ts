import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import mammoth from 'mammoth';
import { startApp, type App } from '../../../src/app.ts';
import { readConfig } from '../../../src/config.ts';
import { createLog } from '../../../src/log.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../free-port.ts';
import { keptReadings } from '../../kept-readings.ts';

let app: App;
let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'forms-'));
  const { config } = readConfig({
    DATA_DIR: dataDir,
    CACHE_DIR: keptReadings,
    PORT: String(await freePort()),
    LOG_LEVEL: 'silent',
  });
  if (!config) throw new Error('settings');
  app = await startApp(config, createLog('silent'));
});
afterAll(async () => {
  await app.close();
  await rm(dataDir, { recursive: true });
});

describe('petition forms', () => {
  it.each(['khieu-nai', 'to-cao', 'kien-nghi', 'rut-khieu-nai'])(
    'are Word files addressed to the office: %s',
    async (name) => {
      const response = await fetch(`${app.url}/mau-don/ubnd-phuong-ngoc-ha/${name}.docx`);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-disposition')).toContain('attachment');
      const { value } = await mammoth.extractRawText({ buffer: Buffer.from(await response.arrayBuffer()) });
      expect(value).toContain('UBND phường Ngọc Hà');
      expect(value.toUpperCase()).toContain('ĐƠN');
    },
  );

  it.each(['/mau-don/khong-co/khieu-nai.docx', '/mau-don/ubnd-phuong-ngoc-ha/constructor'])(
    'say what there is for %s',
    async (path) => {
      const response = await fetch(`${app.url}${path}`);
      expect(response.status).toBe(404);
      expect(await response.text()).toContain('khieu-nai.docx');
    },
  );
});
