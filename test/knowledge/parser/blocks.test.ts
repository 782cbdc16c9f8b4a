import { describe, expect, it } from 'vitest';
import { readBlocks } from '../../../knowledge/parser/blocks.ts';

/** Full lines are about 70 characters, as in a wrapped page. */
const full = 'Tăng cường ứng dụng công nghệ số để cải tiến quy trình, thủ tục, đẩy mạnh';

function blocksOf(text: string): string[] {
  const lines = [full, full, full, full, ...text.split('\n')];
  return readBlocks(lines, [1, lines.length])
    .map((block) => `${block.heading ? '# ' : ''}${block.flow.text}`)
    .slice(1);
}

describe('paragraphs', () => {
  it('joins the lines of a paragraph over the blank lines that an export put between them', () => {
    expect(
      blocksOf(
        `dịch vụ công.\n\n- Chủ động rà soát, đánh giá và chấm điểm các tiêu chí tại Phụ lục III,\n\nQuyết định 5249/QĐ-UBND.`,
      ),
    ).toEqual([
      '- Chủ động rà soát, đánh giá và chấm điểm các tiêu chí tại Phụ lục III, Quyết định 5249/QĐ-UBND.',
    ]);
  });

  it.each([
    [
      'a heading over two lines',
      '1. Công tác áp dụng, duy trì và cải tiến hệ thống quản lý chất lượng\ntheo tiêu chuẩn quốc gia\n- Lập kế hoạch.',
      [
        '# 1. Công tác áp dụng, duy trì và cải tiến hệ thống quản lý chất lượng theo tiêu chuẩn quốc gia',
        '- Lập kế hoạch.',
      ],
    ],
    [
      'a heading whose second line has a capital',
      '5. Nâng cao chất lượng, hiệu quả hoạt động Sở hữu trí tuệ, Tiêu chuẩn\nĐo lường chất lượng.\n- Phối hợp.',
      [
        '5. Nâng cao chất lượng, hiệu quả hoạt động Sở hữu trí tuệ, Tiêu chuẩn Đo lường chất lượng.',
        '- Phối hợp.',
      ],
    ],
    [
      'a heading without a full stop before plain text',
      '3. Bộ phận tài chính – kế toán\nPhân bổ và bố trí kinh phí.',
      ['# 3. Bộ phận tài chính – kế toán', 'Phân bổ và bố trí kinh phí.'],
    ],
    [
      'a bullet that lost its dash',
      '- Tổ chức thực hiện.\n\n\nChủ trì và phối hợp với các bộ phận.',
      ['- Tổ chức thực hiện.', 'Chủ trì và phối hợp với các bộ phận.'],
    ],
    [
      'an abbreviation alone on the last line',
      `- ${full} theo TCVN\nISO 9001:2015.`,
      [`- ${full} theo TCVN ISO 9001:2015.`],
    ],
    [
      'a number broken after its colon',
      `- ${full} HTQLCL ISO 9001:\n2015 để hoàn thiện.`,
      [`- ${full} HTQLCL ISO 9001: 2015 để hoàn thiện.`],
    ],
    [
      'a dash that is the middle of "kinh tế - xã hội"',
      `- ${full} phát triển kinh tế\n- xã hội năm 2024.`,
      [`- ${full} phát triển kinh tế - xã hội năm 2024.`],
    ],
  ])('reads %s', (_, text, expected) => {
    expect(blocksOf(`kết thúc.\n${text}`)).toEqual(expected);
  });

  it('takes every line as a paragraph where nothing is wrapped', () => {
    const long =
      'Căn cứ chức năng, nhiệm vụ được giao, các cơ quan, đơn vị, địa phương tổ chức triển khai thực hiện nghiêm túc, có hiệu quả các nội dung của Kế hoạch này và báo cáo kết quả về Sở.';
    const lines = [long, long, long];
    expect(readBlocks(lines, [1, 3])).toHaveLength(3);
  });

  it('leaves out the lines of a table', () => {
    const lines = ['I. NỘI DUNG', 'TT Nội dung', '1 Xây dựng', 'II. TỔ CHỨC'];
    expect(readBlocks(lines, [1, 4], [[2, 3]]).map(({ flow }) => flow.text)).toEqual([
      'I. NỘI DUNG',
      'II. TỔ CHỨC',
    ]);
  });
});
