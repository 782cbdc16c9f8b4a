import { describe, expect, it } from 'vitest';
import { flowOf } from '../../../knowledge/parser/flow.ts';
import { readReferences } from '../../../knowledge/parser/references.ts';

const cited = (...lines: string[]) => readReferences(flowOf(lines, [1, lines.length]));

describe('cited documents', () => {
  it.each<[string[], object]>([
    [
      ['Kết luận số 497-', 'KL/TU ngày 29/11/2023 của Tỉnh ủy, Nghị quyết'],
      { type: 'Kết luận', number: '497-KL/TU', date: '2023-11-29', issuer: 'Tỉnh ủy', lines: [1, 2] },
    ],
    [
      ['Quyết định 4536/QĐ- UBND ngày 20/12/2022 về việc phê duyệt kế hoạch kiểm tra;'],
      { number: '4536/QĐ-UBND', subject: 'Phê duyệt kế hoạch kiểm tra', issuer: null },
    ],
    [
      [
        'Kế hoạch số 182/KH-UBND ngày 28 tháng 02 năm 2023 của UBND thành',
        'phố Thanh Hóa về hoạt động Khoa học',
      ],
      { date: '2023-02-28', issuer: 'UBND thành phố Thanh Hóa' },
    ],
    [
      ['nghị định 163/2016/NDD-CP của Chính phủ và'],
      { type: 'Nghị định', number: '163/2016/NĐ-CP', date: null, issuer: 'Chính phủ' },
    ],
    [
      ['Hướng dẫn số 01/HD SKHCN ngày 02/01/2020 của Sở KH&CN Thanh Hóa về việc'],
      { number: '01/HD-SKHCN', issuer: 'Sở KH&CN Thanh Hóa' },
    ],
    [
      [
        'Quyết định số 23/QĐ-SKHCN ngày 09/01/2023 của Giám đốc Sở Khoa học và Công nghệ ban hành Mục tiêu chất lượng',
      ],
      { issuer: 'Giám đốc Sở Khoa học và Công nghệ', subject: 'Ban hành Mục tiêu chất lượng' },
    ],
    [
      ['Quyết định 207/QĐ-', 'SKHCN ngày 26/6/2018 của Sở KH&CN ban hành chuẩn mực'],
      { number: '207/QĐ-SKHCN', issuer: 'Sở KH&CN' },
    ],
    [
      ['quy định của Luật Ngân sách năm 2015; điểm c'],
      { type: 'Luật', number: null, subject: 'Luật Ngân sách năm 2015' },
    ],
    [['Chỉ thị số 10/CT-TTg ngày 22/4/2019'], { type: 'Chỉ thị', issuer: 'Thủ tướng Chính phủ' }],
  ])('%j', (lines, expected) => expect(cited(...lines)[0]).toMatchObject(expected));

  it('keeps two directives of the same number apart', () => {
    expect(
      cited('Chỉ thị số 10/CT-UBND ngày 10/10/2023 và Chỉ thị số 10/CT-TTg ngày 22/4/2019').map(
        ({ number }) => number,
      ),
    ).toEqual(['10/CT-UBND', '10/CT-TTg']);
  });

  it('does not take dates, ratios and standards for documents', () => {
    expect(cited('trước ngày 30/6/2023, tỷ lệ 24/24 giờ, TCVN ISO 9001:2015, giai đoạn 2021-2025')).toEqual(
      [],
    );
  });
});
