import { describe, expect, it } from 'vitest';
import { officeId, tidyBodyName } from '../../../knowledge/parser/body-names.ts';
import { readLetterhead } from '../../../knowledge/parser/letterhead.ts';

describe('the letterhead', () => {
  it('reads two columns on the same lines', () => {
    expect(
      readLetterhead([
        'UBND THÀNH PHỐ HẢI PHÒNG  CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
        'SỞ KHOA HỌC VÀ CÔNG NGHỆ  Độc lập - Tự do - Hạnh phúc',
        'Số: 09/KH-SKHCN  Hải Phòng, ngày 01 tháng 02 năm 2023',
      ]),
    ).toEqual({
      number: '09/KH-SKHCN',
      symbol: 'KH-SKHCN',
      place: 'Hải Phòng',
      issuedOn: '2023-02-01',
      year: 2023,
      bodies: ['UBND THÀNH PHỐ HẢI PHÒNG', 'SỞ KHOA HỌC VÀ CÔNG NGHỆ'],
    });
  });

  it('leaves a blank number and a blank date empty', () => {
    expect(readLetterhead(['Số:      /KH-SKHCN Hải Phòng, ngày        tháng      năm 2023'])).toMatchObject({
      number: null,
      symbol: 'KH-SKHCN',
      issuedOn: null,
      year: 2023,
    });
  });

  it('joins a name that runs over two lines', () => {
    expect(readLetterhead(['UỶ BAN NHÂN DÂN', 'TỈNH HÀ NAM']).bodies).toEqual([
      'UỶ BAN NHÂN DÂN TỈNH HÀ NAM',
    ]);
    expect(readLetterhead(['SỞ NÔNG NGHIỆP', 'VÀ PHÁT TRIỂN NÔNG THÔN', 'CHI CỤC THỦY LỢI']).bodies).toEqual([
      'SỞ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN',
      'CHI CỤC THỦY LỢI',
    ]);
  });
});

describe('names of bodies', () => {
  it.each([
    ['SỞ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN', 'Sở Nông nghiệp và Phát triển nông thôn'],
    ['SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH', 'Sở Văn hóa, Thể thao và Du lịch'],
    ['ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG', 'UBND thành phố Hải Phòng'],
    ['UBND PHƯỜNG NGỌC TRẠO', 'UBND phường Ngọc Trạo'],
    ['CÔNG AN HUYỆN', 'Công an huyện'],
    ['PHÒNG VĂN HÓA - XÃ HỘI', 'Phòng Văn hóa - Xã hội'],
    ['TRUNG TÂM Y TẾ KHU VỰC CẦU KÈ', 'Trung tâm Y tế khu vực Cầu Kè'],
    ['TRƯỜNG THCS LÊ LỢI', 'Trường THCS Lê Lợi'],
  ])('%s', (printed, name) => expect(tidyBodyName(printed)).toBe(name));

  it.each([
    ['Sở Khoa học và Công nghệ Hải Phòng', 'skhcn-hai-phong'],
    ['Sở Khoa học và Công nghệ tỉnh Quảng Trị', 'skhcn-quang-tri'],
    ['UBND phường Ngọc Trạo', 'ubnd-phuong-ngoc-trao'],
  ])('office of %s', (issuer, id) => expect(officeId(issuer)).toBe(id));
});
