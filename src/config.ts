import { join } from 'node:path';
import { z } from 'zod';
import { readUnitMail } from './notices/unit-mail.ts';

/** Settings of the service, read once from the environment. Every setting is described in `.env.example`. */

const flag = z
  .enum(['true', 'false'], { error: 'phải là true hoặc false' })
  .default('false')
  .transform((value) => value === 'true');

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'phải là số từ 0 đến 65535')
  .transform(Number)
  .refine((value) => value <= 65_535, 'phải là số từ 0 đến 65535');

const url = (protocols: readonly string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    error: `phải là địa chỉ bắt đầu bằng ${protocols.map((p) => `${p}//`).join(' hoặc ')}`,
  });

const origins = z
  .string()
  .default('')
  .transform((value) => value.split(/[\s,]+/).filter(Boolean))
  .refine((list) => list.every((o) => URL.canParse(o) && new URL(o).origin === o), {
    error: 'phải là các nguồn dạng https://example.gov.vn, cách nhau bằng dấu phẩy',
  });

const mailAddress = /^[^\s<>"@,;]+@[^\s<>"@,;]+\.[^\s<>"@,;]+$/;
const addresses = z
  .string()
  .default('')
  .transform((value) => value.split(/[\s,;]+/).filter(Boolean))
  .refine((list) => list.every((one) => mailAddress.test(one)), {
    error: 'phải là các địa chỉ thư, cách nhau bằng dấu phẩy',
  });

const unitMail = z
  .string()
  .default('')
  .transform(readUnitMail)
  .refine(
    (list) =>
      list.every(
        ({ unit, addresses: all }) =>
          unit !== '' && all.length > 0 && all.every((one) => mailAddress.test(one)),
      ),
    { error: 'phải có dạng Tên đơn vị: địa chỉ thư; Tên đơn vị khác: địa chỉ, địa chỉ' },
  );

const text = z.string().trim().min(1, 'không được để trống');
const secret = z.string().min(8, 'phải có ít nhất 8 ký tự');
const id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'chỉ gồm chữ thường, số và dấu gạch ngang');
const count = (low: number, high: number) =>
  z
    .string()
    .regex(/^\d+$/, `phải là số từ ${low} đến ${high}`)
    .transform(Number)
    .refine((value) => value >= low && value <= high, `phải là số từ ${low} đến ${high}`);

const schema = z.object({
  PORT: port.default(3978),
  HOST: text.default('127.0.0.1'),
  PUBLIC_URL: url(['http:', 'https:']).optional(),
  DATA_DIR: text.default('./data'),
  CACHE_DIR: text.optional(),
  DATABASE_URL: url(['postgres:', 'postgresql:']).optional(),
  SEARCH: z.enum(['memory', 'postgres'], { error: 'phải là memory hoặc postgres' }).default('memory'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  OFFICE: id.optional(),
  ADDRESS_AS: z.enum(['ông/bà', 'anh/chị', 'bạn']).default('ông/bà'),
  DIRECT_LINE_SECRET: secret.optional(),
  WIDGET_ORIGINS: origins,
  METRICS_TOKEN: secret.optional(),
  DENUNCIATIONS: z.enum(['guide', 'sealed']).default('guide'),
  SMTP_URL: url(['smtp:', 'smtps:']).optional(),
  MAIL_FROM: text.optional(),
  MAIL_TO: addresses,
  MAIL_UNITS: unitMail,
  EMULATOR: flag,
  MICROSOFT_APP_ID: text.optional(),
  MICROSOFT_APP_PASSWORD: text.optional(),
  MICROSOFT_APP_TYPE: z.enum(['MultiTenant', 'SingleTenant', 'UserAssignedMSI']).default('MultiTenant'),
  MICROSOFT_APP_TENANT_ID: text.optional(),
  ZALO_APP_ID: text.optional(),
  ZALO_APP_SECRET: text.optional(),
  ZALO_OA_ID: text.optional(),
  ZALO_OA_SECRET: text.optional(),
  ZALO_REFRESH_TOKEN: text.optional(),
  ZALO_ACCESS_TOKEN: text.optional(),
  ZALO_BUTTONS: flag,
  ZALO_SETUP: flag,
  ZALO_VERIFICATION: text.optional(),
  ZALO_API_URL: url(['https:', 'http:']).optional(),
  ZALO_OAUTH_URL: url(['https:', 'http:']).optional(),
  AZURE_LANGUAGE_ENDPOINT: url(['https:', 'http:']).optional(),
  AZURE_LANGUAGE_KEY: secret.optional(),
  AZURE_LANGUAGE_PROJECT: text.optional(),
  AZURE_LANGUAGE_DEPLOYMENT: text.optional(),
  AZURE_LANGUAGE_TIMEOUT_MS: count(100, 20_000).default(1500),
});

export type Config = z.output<typeof schema> & { readonly CACHE_DIR: string };
export const settingNames: readonly string[] = Object.keys(schema.shape);

const togetherOrNot: readonly (readonly [string, readonly (keyof Config)[]])[] = [
  ['Azure Bot Service', ['MICROSOFT_APP_ID', 'MICROSOFT_APP_PASSWORD']],
  ['Zalo', ['ZALO_APP_ID', 'ZALO_APP_SECRET', 'ZALO_OA_ID', 'ZALO_OA_SECRET', 'ZALO_REFRESH_TOKEN']],
  [
    'Azure Language',
    ['AZURE_LANGUAGE_ENDPOINT', 'AZURE_LANGUAGE_KEY', 'AZURE_LANGUAGE_PROJECT', 'AZURE_LANGUAGE_DEPLOYMENT'],
  ],
];

/** Own prefixes: a misspelt setting under one of them is reported, not ignored. */
const ownPrefix = /^(ZALO|MICROSOFT_APP|AZURE_LANGUAGE|DIRECT_LINE|WIDGET)_/;

export type ConfigReading =
  | { readonly config: Config; readonly faults?: undefined }
  | { readonly config?: undefined; readonly faults: readonly string[] };

/** Reads the settings; reports every fault at once, one line each, never a value that may be a secret. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): ConfigReading {
  const given = Object.fromEntries(
    settingNames.flatMap((name) => {
      const value = environment[name]?.trim();
      return value ? [[name, value]] : [];
    }),
  );
  const faults = Object.keys(environment)
    .filter((name) => ownPrefix.test(name) && !settingNames.includes(name))
    .map((name) => `${name}: không có cài đặt tên này, xem .env.example`);
  const result = schema.safeParse(given);
  if (!result.success) {
    faults.push(...result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
    return { faults };
  }
  const { DATA_DIR, CACHE_DIR = join(DATA_DIR, 'cache') } = result.data;
  const config = { ...result.data, CACHE_DIR };
  for (const [what, names] of togetherOrNot) {
    const missing = names.filter((name) => config[name] === undefined);
    if (missing.length > 0 && missing.length < names.length)
      faults.push(`${missing.join(', ')}: cần có cùng với các cài đặt ${what} khác`);
  }
  if (config.EMULATOR && !isLoopback(config.HOST))
    faults.push('EMULATOR: chỉ dùng được khi HOST là địa chỉ của chính máy này (127.0.0.1)');
  if (
    config.MICROSOFT_APP_TYPE !== 'MultiTenant' &&
    config.MICROSOFT_APP_ID &&
    !config.MICROSOFT_APP_TENANT_ID
  )
    faults.push(`MICROSOFT_APP_TENANT_ID: cần có khi MICROSOFT_APP_TYPE là ${config.MICROSOFT_APP_TYPE}`);
  if (config.SEARCH === 'postgres' && !config.DATABASE_URL)
    faults.push('SEARCH: postgres cần có DATABASE_URL là địa chỉ của một PostgreSQL');
  if (config.SMTP_URL && !config.MAIL_FROM) faults.push('MAIL_FROM: cần có khi đặt SMTP_URL');
  if (config.MAIL_TO.length + config.MAIL_UNITS.length > 0 && !config.SMTP_URL)
    faults.push('SMTP_URL: cần có khi đặt MAIL_TO hoặc MAIL_UNITS');
  return faults.length > 0 ? { faults } : { config };
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}
