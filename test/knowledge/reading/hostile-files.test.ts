import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { docxLines } from '../../../knowledge/reading/docx-lines.ts';
import { readSafely } from '../../../knowledge/reading/read-safely.ts';
import { UnreadableFile } from '../../../knowledge/reading/unreadable-file.ts';
import { healthCentrePlan } from '../../fixtures/plans/invented-plan.ts';
import { asDocx } from './office-files.ts';
import { page, tiff } from './picture-files.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function reasonOf(name: string, content: string | Buffer, limits = {}): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  const error: unknown = await readSafely(path, { limits }).then(
    () => 'was read',
    (cause: unknown) => cause,
  );
  if (!(error instanceof UnreadableFile)) return String(error);
  expect(error.message).not.toContain('\n');
  expect(error.message).not.toContain(folder);
  return error.reason;
}

interface Part {
  readonly name: string;
  readonly content: string | Buffer;
  /** What the directory says instead of the true size. */
  readonly claimed?: number;
  readonly flags?: number;
}

/** A zip package, honest or not. */
function zip(parts: readonly Part[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claimed, flags = 0 } of parts) {
    const data = Buffer.from(content);
    const packed = deflateRawSync(data);
    const title = Buffer.from(name);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(flags, 2);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(crc32(data), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(claimed ?? data.length, 18);
    head.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), head, title, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), head, tail, title]));
    files.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, list, end]);
}

const body = (text: string): string =>
  `<w:document><w:body>${text
    .split('\n')
    .map((line) => `<w:p><w:r><w:t>${line}</w:t></w:r></w:p>`)
    .join('')}</w:body></w:document>`;
const sentence = 'Văn phòng chủ trì tổng hợp báo cáo trước ngày 15 hằng tháng, gửi Ủy ban nhân dân xã.';

function pdf(objects: readonly string[], encrypted = false): Buffer {
  const trailer = encrypted
    ? '/Encrypt << /Filter /Standard /V 1 /R 2 /O (x) /U (y) /P -4 >> /ID [<00> <00>]'
    : '';
  const all = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('');
  return Buffer.from(`%PDF-1.4\n${all}trailer << /Root 1 0 R ${trailer} >>\n%%EOF`, 'latin1');
}

/** A picture that has its head and nothing else. */
function png(width: number, height: number): Buffer {
  const head = Buffer.alloc(25);
  head.write('IHDR', 4, 'latin1');
  head.writeUInt32BE(13);
  head.writeUInt32BE(width, 8);
  head.writeUInt32BE(height, 12);
  head[16] = 8;
  head.writeUInt32BE(crc32(head.subarray(4, 21)), 21);
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), head]);
}

/** A page that is one picture of 900 million pixels, packed into a few bytes. */
const pictureBomb = [
  '<< /Type /Catalog /Pages 2 0 R >>',
  '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /XObject << /I 4 0 R >> >> >>',
  '<< /Type /XObject /Subtype /Image /Width 30000 /Height 30000 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /RunLengthDecode /Length 3 >>\nstream\n\x81\x00\x80\nendstream',
  '<< /Length 30 >>\nstream\nq 595 0 0 842 0 0 cm /I Do Q  \nendstream',
];

/** A page whose pixels unpack to a hundred times what it shows. */
const deflated = deflateSync(Buffer.alloc(24_000_000));
const scanBomb = tiff([page({ 259: 8, 279: deflated.length })], deflated);

describe('files that are refused', { timeout: 90_000 }, () => {
  it.each<[string, string, string | Buffer]>([
    ['empty', 'a.txt', ''],
    ['empty', 'a.pdf', ''],
    ['wrong-kind', 'program.pdf', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(4000)])],
    ['wrong-kind', 'picture.docx', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['wrong-kind', 'binary.txt', Buffer.alloc(2000)],
    ['encrypted', 'locked.docx', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])],
    ['encrypted', 'locked-zip.docx', zip([{ name: 'word/document.xml', content: body(sentence), flags: 1 }])],
    [
      'encrypted',
      'locked.pdf',
      pdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>'], true),
    ],
    ['corrupt', 'cut.docx', Buffer.from('PK\u0003\u0004 and no directory', 'latin1')],
    ['corrupt', 'nonsense.pdf', '%PDF-1.7\nnothing that a reader knows'],
    [
      'macros',
      'macro.docx',
      zip([
        { name: 'word/document.xml', content: body(sentence) },
        { name: 'word/vbaProject.bin', content: 'x' },
      ]),
    ],
    ['wrong-kind', 'sheet.docx', zip([{ name: 'xl/workbook.xml', content: '<x/>' }])],
    ['bomb', 'bomb.docx', zip([{ name: 'word/document.xml', content: Buffer.alloc(30_000_000, 'a') }])],
    ['bomb', 'parts.docx', zip(Array.from({ length: 2500 }, (_, n) => ({ name: `p${n}`, content: '' })))],
    [
      'corrupt',
      'liar.docx',
      zip([{ name: 'word/document.xml', content: Buffer.alloc(30_000_000, 'a'), claimed: 1000 }]),
    ],
    ['no-text', 'blank.docx', zip([{ name: 'word/document.xml', content: body('') }])],
    [
      'too-many-pages',
      'pages.pdf',
      pdf([
        '<< /Type /Catalog /Pages 2 0 R >>',
        `<< /Type /Pages /Count 600 /Kids [${Array.from({ length: 600 }, (_, n) => `${n + 3} 0 R`).join(' ')}] >>`,
        ...Array.from({ length: 600 }, () => '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>'),
      ]),
    ],
    ['wrong-kind', 'words.png', sentence],
    ['bomb', 'bomb.png', png(30_000, 30_000)],
    ['corrupt', 'cut.png', png(2000, 3000)],
    ['no-text', 'stamp.png', png(300, 300)],
    ['corrupt', 'cut.jpg', Buffer.from('ffd8ffc00011080bb807d0030122', 'hex')],
    ['no-text', 'bomb-inside.pdf', pdf(pictureBomb)],
    ['wrong-kind', 'program.tif', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(4000)])],
    ['bomb', 'bomb.tif', scanBomb],
    ['too-many-pages', 'pages.tif', tiff(Array.from({ length: 100_000 }, () => ({ tags: { 254: 0 } })))],
    ['corrupt', 'japanese.txt', Buffer.from('93fa967b8cea82cc95b68e9a'.repeat(40), 'hex')],
  ])('%s: %s', async (reason, name, content) => {
    const started = Date.now();
    expect(await reasonOf(name, content)).toBe(reason);
    expect(Date.now() - started).toBeLessThan(60_000);
  });

  it.each([['a.exe'], ['a.doc'], ['a.rtf'], ['a.heic'], ['a.gif'], ['a']])(
    'by its name alone: %s',
    async (name) => {
      expect(await reasonOf(name, sentence)).toBe('unknown-kind');
    },
  );

  it('missing', async () => {
    await expect(readSafely(join(folder, 'nowhere.txt'))).rejects.toMatchObject({ reason: 'missing' });
  });

  it('that takes too long is stopped', async () => {
    const content = zip([{ name: 'word/document.xml', content: body(`${sentence}\n`.repeat(50_000)) }]);
    expect(await reasonOf('slow.docx', content, { stallMs: 1 })).toBe('too-slow');
  });

  it('that takes too much memory is stopped', async () => {
    const content = zip([{ name: 'word/document.xml', content: body(sentence) }]);
    expect(await reasonOf('fat.docx', content, { rssBytes: 30 * 1024 * 1024 })).toBe('too-much-memory');
  });
});

describe('a damaged Word file', () => {
  it('is read or refused, and nothing else', async () => {
    const whole = await asDocx(healthCentrePlan);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: whole.length }),
        (changes, length) => {
          const bytes = Buffer.from(whole.subarray(0, length));
          for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
          try {
            expect(docxLines(bytes)).toBeInstanceOf(Array);
          } catch (error) {
            expect(error).toBeInstanceOf(UnreadableFile);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a good file', () => {
  it('is read in the process apart, with its text whole', async () => {
    const path = join(folder, 'good.txt');
    await writeFile(path, `${sentence}\r\nDòng hai có đủ dấu: ẵ, ự, Ỗ.`);
    const { kind, text } = await readSafely(path);
    expect(kind).toBe('text');
    expect(text).toBe(`${sentence}\nDòng hai có đủ dấu: ẵ, ự, Ỗ.\n`);
    expect(await readFile(path, 'utf8')).toContain(sentence);
  });
});
