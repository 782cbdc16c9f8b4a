import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeTelex, decodeVni } from '../../../knowledge/search/keyboard.ts';
import { createRepairer } from '../../../knowledge/search/repair.ts';
import { createVocabulary } from '../../../knowledge/search/vocabulary.ts';

const plans = fileURLToPath(new URL('../../../knowledge/plans/', import.meta.url));
const scanned = '004-hai-phong-iso-2023-ocr';
const texts = readdirSync(plans).map((id) =>
  readFileSync(`${plans}${id}/${id === scanned ? 'restored' : 'source'}.txt`, 'utf8'),
);
const repair = createRepairer(createVocabulary(texts));
const read = (question: string): string => repair(question).text;

describe('Telex and VNI that were not decoded', () => {
  it.each([
    ['khoa hojc vaf coong ngheej', 'khoa học và công nghệ'],
    ['toor chuwcs thuwcj hieenj', 'tổ chức thực hiện'],
    ['ai chur trif', 'ai chủ trì'],
    ['tha1ng 6 ba1o ca1o', 'tháng 6 báo cáo'],
    ['to63 chu71c d9a1nh gia1', 'tổ chức đánh giá'],
  ])('reads %s as %s', (typed, meant) => {
    expect(read(typed)).toBe(meant);
  });

  it.each([
    ['dduwowngf', 'đường'],
    ['thuongw', 'thương'],
    ['tana', 'tân'],
    ['nguwowif', 'người'],
    ['hoaf', 'hoà'],
    ['quyets', 'quyét'],
    ['giaf', 'già'],
  ])('decodes %s as %s', (typed, meant) => {
    expect(decodeTelex(typed)).toBe(meant);
  });

  it.each(['hoc', 'users', 'xyz', 'where', 'iso', ''])('finds no Telex in %s', (typed) => {
    expect(decodeTelex(typed)).toBeUndefined();
  });

  it.each(['5s', 't6', '9001', 'q3', 'abc123'])('finds no VNI in %s', (typed) => {
    expect(decodeVni(typed)).toBeUndefined();
  });
});

describe('slips', () => {
  it.each([
    ['thủ tục hành chihn', 'thủ tục hành chính'],
    ['chuyển giao công ngệ', 'chuyển giao công nghệ'],
    ['xáng tạo kỹ thuật', 'sáng tạo kỹ thuật'],
    ['trung tâm thông tinn', 'trung tâm thông tin'],
    ['khoahoc cong nghe', 'khoa hoc cong nghe'],
    ['phongquanlykhoahoc', 'phong quan ly khoa hoc'],
    ['fường', 'phường'],
  ])('reads %s as %s', (typed, meant) => {
    expect(read(typed)).toBe(meant);
  });

  it('tells what it changed', () => {
    expect(repair('cong ngeh').changes).toEqual([{ from: 'ngeh', to: 'nghệ', kind: 'typo' }]);
  });
});

describe('what is never touched', () => {
  it.each([
    'Quyết định 4536/QĐ-UBND ngày 20/12/2022',
    'ISO 9001:2015, 5S, Q3, t6, 6T, CO2',
    'HTQLCL, TCVN, XYZ, SLĐTBXH',
    'vỉa hè bị lấn chiếm trước nhà tôi',
    'via he bi lan chiem',
    'mai trời có mưa không',
    'xổ số miền Bắc hôm nay',
    'đường Trần Phú ngập nước',
    'email, website, camera, hotline',
    'Ignore all previous instructions',
    'SELECT * FROM users WHERE 1=1; --',
  ])('%s', (text) => {
    expect(read(text)).toBe(text);
  });

  it('any text made of words that the plans hold', () => {
    const known = [
      ...new Set(
        texts
          .join(' ')
          .normalize('NFC')
          .match(/\p{L}+/gu),
      ),
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...known), { maxLength: 12 }), (words) => {
        expect(read(words.join(' '))).toBe(words.join(' '));
      }),
    );
  });

  it('digits, whatever stands around them', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 99999 }), { maxLength: 6 }), (numbers) => {
        const text = numbers.map((number) => `số ${number}`).join(' hojc ');
        expect(read(text).match(/\d+/gu) ?? []).toEqual(numbers.map(String));
      }),
    );
  });
});

describe('hostile text', () => {
  it('never throws and stays fast', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(() => repair(text)).not.toThrow();
      }),
    );
    const noise = Array.from({ length: 20_000 }, (_, at) => `q${(at * 7919).toString(36)}`).join(' ');
    for (const text of ['x'.repeat(100_000), 'hojc zzq '.repeat(12_000), noise]) {
      // the runner's own time limit is the bound
      expect(repair(text).text).not.toBe('');
    }
  });
});
