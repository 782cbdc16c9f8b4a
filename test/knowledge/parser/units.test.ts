import { describe, expect, it } from 'vitest';
import { flowOf } from '../../../knowledge/parser/flow.ts';
import { plainName } from '../../../knowledge/parser/plain-name.ts';
import { nameUnits, type Mention } from '../../../knowledge/parser/units.ts';

const department = {
  issuer: 'Sở Khoa học và Công nghệ Hải Phòng',
  superior: 'UBND thành phố Hải Phòng',
  province: 'Hải Phòng',
};
const ward = { issuer: 'UBND phường Ngọc Trạo', superior: null, province: 'Thanh Hóa' };

describe('one form of a name', () => {
  it.each([
    ['Văn phòng', 'Văn phòng Sở'],
    ['các đồng chí lãnh đạo Sở', 'Lãnh đạo Sở'],
    ['các PGĐ Sở', 'Các Phó Giám đốc Sở'],
    ['Ban Chỉ đạo ISO 9001:2015 của Sở', 'Ban Chỉ đạo ISO'],
    [
      'Ban Chỉ đạo triển khai áp dụng Hệ thống quản lý chất lượng theo Tiêu chuẩn quốc gia TCVN ISO 9001:2015 Khối Văn phòng Sở Khoa học và Công nghệ',
      'Ban Chỉ đạo ISO Khối Văn phòng Sở',
    ],
    ['Sở Khoa học và Công nghệ', 'Sở Khoa học và Công nghệ Hải Phòng'],
    ['Ủy ban nhân dân thành phố', 'UBND thành phố'],
  ])('in the plan of a Sở: %s', (printed, name) => expect(plainName(printed, department)).toBe(name));

  it.each([
    ['các bộ phận chuyên môn của đơn vị', 'Các bộ phận chuyên môn'],
    ['các bộ phận công chức chuyên môn', 'Các bộ phận chuyên môn'],
    ['Sở khoa học & công nghệ Tỉnh TH', 'Sở Khoa học và Công nghệ tỉnh Thanh Hóa'],
    ['UBND Thành phố Thanh Hoá', 'UBND thành phố Thanh Hoá'],
    ['Bộ phận tài chính – kế toán', 'Bộ phận tài chính - kế toán'],
    ['Văn phòng', 'Văn phòng'],
  ])('in the plan of a ward: %s', (printed, name) => expect(plainName(printed, ward)).toBe(name));
});

describe('the units of a document', () => {
  const mentions: Mention[] = [
    { name: 'UBND phường Ngọc Trạo', role: 'issuer' },
    { name: 'Bộ phận văn hóa - xã hội', role: 'heading' },
    { name: 'bộ phận văn hóa phường', role: 'subject' },
    { name: 'Sở KH&CN', role: 'addressee' },
    { name: 'Sở Khoa học & Công nghệ Tỉnh TH', role: 'recipient' },
    { name: 'Văn phòng HĐND-UBND phường', role: 'heading' },
    { name: 'Phòng Quản lý công nghệ và SHTT', role: 'subject' },
    { name: 'Phòng Quản lý công nghệ và Đổi mới sáng tạo', role: 'heading' },
  ];
  const names = nameUnits(mentions, ward, flowOf(['bộ phận văn hóa phường phụ trách'], [1, 1]), {});

  it('joins a short form with the only name that continues it', () => {
    expect(names.canonical('bộ phận văn hóa phường')).toBe('Bộ phận văn hóa - xã hội');
    expect(names.canonical('Văn phòng')).toBe('Văn phòng HĐND-UBND phường');
    expect(names.canonical('Sở khoa học và công nghệ')).toBe('Sở Khoa học và Công nghệ tỉnh Thanh Hóa');
    expect(names.canonical('UBND phường')).toBe('UBND phường Ngọc Trạo');
  });

  it('does not join two units that share the beginning of their names', () => {
    expect(names.canonical('Phòng Quản lý công nghệ và SHTT')).toBe('Phòng Quản lý công nghệ và SHTT');
  });

  it('knows the lines and the other forms', () => {
    expect(names.units.find(({ name }) => name === 'Bộ phận văn hóa - xã hội')).toMatchObject({
      lines: [1],
      aliases: expect.arrayContaining(['Bộ phận văn hóa phường', 'Bộ phận VH-XH']) as unknown,
    });
  });
});
