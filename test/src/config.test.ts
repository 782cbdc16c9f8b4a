import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readConfig, settingNames } from '../../src/config.ts';
import { mailOfUnit } from '../../src/notices/unit-mail.ts';

const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');

describe('readConfig', () => {
  it('needs no setting at all', () => {
    const { config } = readConfig({});
    expect(config).toMatchObject({ PORT: 3978, HOST: '127.0.0.1', DATA_DIR: './data', ADDRESS_AS: 'ông/bà' });
  });

  it('reports every fault at once, and never the value', () => {
    const { faults = [] } = readConfig({
      PORT: '70000',
      OFFICE: 'Sở KH&CN',
      DIRECT_LINE_SECRET: 'ngắn',
      ZALO_TYPO: 'x',
      WIDGET_ORIGINS: 'example.gov.vn',
      DATABASE_URL: 'mysql://user:hush@host/db',
    });
    for (const name of [
      'PORT',
      'OFFICE',
      'DIRECT_LINE_SECRET',
      'ZALO_TYPO',
      'WIDGET_ORIGINS',
      'DATABASE_URL',
    ])
      expect(faults.some((fault) => fault.startsWith(`${name}:`))).toBe(true);
    expect(faults.join()).not.toMatch(/ngắn|hush/u);
  });

  it('wants the settings of an outside service together', () => {
    expect(readConfig({ MICROSOFT_APP_ID: 'abc' }).faults?.join()).toContain('MICROSOFT_APP_PASSWORD');
    expect(readConfig({ ZALO_OA_ID: '1' }).faults?.join()).toContain('ZALO_OA_SECRET');
  });

  it('sends the office mail to one address or several, and to nobody by mistake', () => {
    const mail = { SMTP_URL: 'smtp://localhost', MAIL_FROM: 'bot@example.gov.vn' };
    const to = 'mot-cua@example.gov.vn, van-phong@example.gov.vn';
    expect(readConfig({ ...mail, MAIL_TO: to }).config?.MAIL_TO).toHaveLength(2);
    expect(readConfig({ ...mail, MAIL_TO: 'mot-cua' }).faults?.join()).toContain('MAIL_TO');
    expect(readConfig({ MAIL_TO: to }).faults?.join()).toContain('SMTP_URL');
  });

  it('tells units apart by name, and by office where names repeat', () => {
    const mail = { SMTP_URL: 'smtp://localhost', MAIL_FROM: 'bot@example.gov.vn' };
    const given =
      'Phòng Kinh tế, hạ tầng và Đô thị: kt@a.vn; ngoc-ha/Văn phòng: vp@b.vn, vp2@b.vn;Văn phòng:c@c.vn';
    const units = readConfig({ ...mail, MAIL_UNITS: given }).config?.MAIL_UNITS ?? [];
    expect(mailOfUnit(units, 'x', 'phòng  kinh tế, Hạ tầng và đô thị')).toEqual(['kt@a.vn']);
    expect(mailOfUnit(units, 'ngoc-ha', 'Văn phòng')).toEqual(['vp@b.vn', 'vp2@b.vn']);
    expect(mailOfUnit(units, 'so', 'Văn phòng')).toEqual(['c@c.vn']);
    expect(mailOfUnit(units, 'so', 'so')).toEqual([]);
    for (const wrong of ['Phòng Kinh tế', 'kt@a.vn', 'Phòng Kinh tế: không phải thư', ': a@a.vn'])
      expect(readConfig({ ...mail, MAIL_UNITS: wrong }).faults?.join()).toContain('MAIL_UNITS');
    expect(readConfig({ MAIL_UNITS: given }).faults?.join()).toContain('SMTP_URL');
  });

  it('opens the emulator endpoint on loopback only', () => {
    expect(readConfig({ EMULATOR: 'true', HOST: '0.0.0.0' }).faults?.join()).toContain('EMULATOR');
    expect(readConfig({ EMULATOR: 'true' }).config?.EMULATOR).toBe(true);
  });

  it('takes a blank value as unset', () => {
    expect(readConfig({ PORT: '  ', OFFICE: '' }).config?.PORT).toBe(3978);
  });
});

describe('.env.example', () => {
  const lines = example.split('\n').filter((line) => /^[A-Z_]+=/u.test(line));

  it('names every setting once and no other', () => {
    expect(lines.map((line) => line.split('=')[0] ?? '').toSorted()).toEqual(settingNames.toSorted());
  });

  it('holds the defaults, and starts the service as it is', () => {
    const given = Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    );
    expect(readConfig(given).config).toEqual(readConfig({}).config);
  });
});
