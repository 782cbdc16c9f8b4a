import type { Item } from './outline.ts';

/** Where a person finds it: "Mục III.1", "Phụ lục II", "Điều 2", "Phần kết". */
export function placeName({
  zone,
  number: printed,
  headings,
}: Pick<Item, 'zone' | 'number' | 'headings'>): string {
  const number = printed.replace(/\.?§\d+/gu, '');
  if (zone === 'preface') return 'Phần mở đầu';
  if (zone === 'closing') return 'Phần kết';
  if (zone === 'recipients') return 'Nơi nhận';
  if (zone === 'signature') return 'Chữ ký';
  const annex = /^PL(?:\.(?<number>[IVX\d]+))?/u.exec(number);
  if (zone === 'annex' && annex)
    return annex.groups?.['number'] ? `Phụ lục ${annex.groups['number']}` : 'Phụ lục';
  if (/^(?:Điều|Phần)/u.test(number)) return number;
  if (number) return `Mục ${number}`;
  return printed && headings[0] ? `Mục “${headings[0]}”` : 'Nội dung';
}
