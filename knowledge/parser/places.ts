import type { Item } from './outline.ts';

/** Where a person finds it: "Mục III.1", "Phụ lục II", "Điều 2", "Phần kết". */
export function placeName({ zone, number }: Pick<Item, 'zone' | 'number'>): string {
  if (zone === 'preface') return 'Phần mở đầu';
  if (zone === 'closing') return 'Phần kết';
  if (zone === 'recipients') return 'Nơi nhận';
  if (zone === 'signature') return 'Chữ ký';
  const annex = /^PL(?:\.(?<number>[IVX\d]+))?/u.exec(number);
  if (zone === 'annex' && annex)
    return annex.groups?.['number'] ? `Phụ lục ${annex.groups['number']}` : 'Phụ lục';
  if (/^(?:Điều|Phần)/u.test(number)) return number;
  return number ? `Mục ${number}` : 'Nội dung';
}
