import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Document, Packer, Paragraph, TextRun } from 'docx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tcvn3, vni } from '../../../knowledge/reading/legacy-tables.ts';
import { legacyEncodingOf, shownIn, type LegacyEncoding } from '../../../knowledge/reading/legacy-text.ts';
import { readFileText } from '../../../knowledge/reading/read-file.ts';

const plansDir = fileURLToPath(new URL('../../../knowledge/plans/', import.meta.url));
const ids = (await readdir(plansDir)).filter((name) => /^\d/u.test(name));
const plans = await Promise.all(
  ids.map(async (id): Promise<[string, string]> => {
    // A scan that was read without its marks is no Vietnamese in any encoding: its restored reading is.
    const text = await readFile(join(plansDir, id, 'restored.txt'), 'utf8').catch(() =>
      readFile(join(plansDir, id, 'source.txt'), 'utf8'),
    );
    return [id, text.normalize('NFC')];
  }),
);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'legacy-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function readBytes(bytes: Buffer, name = 'plan.txt'): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return (await readFileText(path)).text;
}

/** The text as an editor of that encoding shows it in a Western code page. */
function encoded(text: string, encoding: LegacyEncoding): string {
  const codes = new Map([...(encoding === 'tcvn3' ? tcvn3 : vni)].map(([code, letter]) => [letter, code]));
  return Array.from(text)
    .map((letter) => codes.get(letter) ?? codes.get(letter.toLowerCase()) ?? letter)
    .join('');
}

/** What neither encoding has a sign for, and what TCVN3 cannot write: toned capitals. */
const comparable = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s]/gu, '')
    .trimEnd();

describe('text in an old encoding', () => {
  describe.each(['tcvn3', 'vni'] as const)('%s', (encoding) => {
    it.each(plans)('of plan %s is read as Unicode', async (_, text) => {
      const western = encoded(text, encoding);
      expect(western).not.toBe(text);
      const bytes = Buffer.from(western.replace(/[^\0-\xff]/gu, '?'), 'latin1');
      expect(comparable(await readBytes(bytes))).toBe(comparable(text));
    });
  });

  it('is recognised by its words in a Word file, and by its fonts where few words are', async () => {
    const run = (text: string, font: string) => new TextRun({ text, font });
    const file = await Packer.toBuffer(
      new Document({
        sections: [
          {
            children: [
              new Paragraph({ children: [run('ñy ban nh©n d©n x· b¾c hµ', '.VnTimeH')] }),
              new Paragraph({
                children: [run('Soá: 12/KH-UBND, ngaøy 05 thaùng 01 naêm 2026', 'VNI-Times')],
              }),
              new Paragraph({
                children: [run('Kế hoạch này được viết bằng Unicode, trừ phần đầu.', 'Arial')],
              }),
            ],
          },
        ],
      }),
    );
    expect((await readBytes(file, 'plan.docx')).trim().split('\n')).toEqual([
      'ỦY BAN NHÂN DÂN XÃ BẮC HÀ',
      'Số: 12/KH-UBND, ngày 05 tháng 01 năm 2026',
      'Kế hoạch này được viết bằng Unicode, trừ phần đầu.',
    ]);
  });

  it('takes the capitals of a title from its other letters', async () => {
    const text = 'CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM\n§éc lËp - Tù do - H¹nh phóc\nUû ban nh©n d©n x·\n';
    expect(await readBytes(Buffer.from(text, 'latin1'))).toBe(
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nUỷ ban nhân dân xã\n',
    );
  });
});

describe('text that is not in an old encoding', () => {
  it.each(plans)('is left alone: plan %s', async (_, text) => {
    expect(legacyEncodingOf(text)).toBeUndefined();
    expect(await readBytes(Buffer.from(text))).toBe(
      `${text
        .split(/\r\n|[\n\f]/u)
        .join('\n')
        .trimEnd()}\n`,
    );
  });

  it.each([
    [
      'French',
      'Le ministère a décrété que les élèves présents à l’école, où naît la forêt, aient accès à l’été.',
    ],
    ['Portuguese', 'A população não terá condições até a decisão da comissão; são três ações à disposição.'],
    [
      'German',
      'Für größere Städte dürfen Bürger über Gebühren, Straßen und Plätze später abstimmen, schöne Grüße.',
    ],
    [
      'Vietnamese of Western letters',
      'Các xã, phòng, các hội và nhà là các nhóm đã họp: là, và, xã, các, hòa, phí, trí, nhà.',
    ],
  ])('is left alone: %s', (_, text) => {
    expect(legacyEncodingOf(`${text} ${text}`)).toBeUndefined();
    expect(shownIn('Times New Roman', text)).toBe(text);
  });
});

describe('text in other forms of Unicode', () => {
  const text = plans[0]?.[1] ?? '';
  const lines = `${text.trimEnd()}\n`.split('\f').join('\n');
  const big = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16();
  it.each<[string, Buffer]>([
    ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 with its mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 with its mark, big end first', big(Buffer.from(`\ufeff${text}`, 'utf16le'))],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le')],
    ['UTF-16 without a mark, big end first', big(Buffer.from(text, 'utf16le'))],
    ['letters and marks apart', Buffer.from(text.normalize('NFD'))],
  ])('is read: %s', async (_, bytes) => {
    expect((await readBytes(bytes)).normalize('NFC')).toBe(lines);
  });

  it('is read: windows-1258', async () => {
    const sign: Record<string, number> = {
      '\u0300': 0xcc,
      '\u0309': 0xd2,
      '\u0303': 0xde,
      '\u0301': 0xec,
      '\u0323': 0xf2,
      ă: 0xe3,
      Ă: 0xc3,
      đ: 0xf0,
      Đ: 0xd0,
      ơ: 0xf5,
      Ơ: 0xd5,
      ư: 0xfd,
      Ư: 0xdd,
      â: 0xe2,
      Â: 0xc2,
      ê: 0xea,
      Ê: 0xca,
      ô: 0xf4,
      Ô: 0xd4,
    };
    const sentence =
      'Ủy ban nhân dân xã giao Văn phòng chủ trì, tổng hợp kết quả, báo cáo trước ngày 15 hằng tháng.';
    const apart = Array.from(sentence).flatMap((letter) => {
      const tone = letter.normalize('NFD').match(/[\u0300\u0301\u0303\u0309\u0323]/u)?.[0] ?? '';
      return Array.from(letter.normalize('NFD').replace(tone, '').normalize('NFC') + tone);
    });
    const bytes = Buffer.from(apart.map((letter) => sign[letter] ?? letter.codePointAt(0) ?? 0));
    expect(await readBytes(bytes)).toBe(`${sentence}\n`);
  });
});
