import { describe, expect, it } from 'vitest';
import { loadLibrary } from '../../../knowledge/library.ts';
import { readPlan } from '../../../knowledge/parser/read-plan.ts';

const decision = (title: string, articles: readonly string[], basis = '') => `UBND TỈNH PHÚ LÂM
SỞ NỘI VỤ
Số: 47/QĐ-SNV
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Phú Lâm, ngày 22 tháng 01 năm 2026

QUYẾT ĐỊNH
${title}

Căn cứ Nghị định số 45/2020/NĐ-CP ngày 08/4/2020 của Chính phủ${basis};

QUYẾT ĐỊNH:

${articles.join('\n\n')}

Nơi nhận:
- Như Điều 4;
- Lưu: VT.
GIÁM ĐỐC
Nguyễn Văn An
`;

const title = 'Ban hành Kế hoạch chuyển đổi số của Sở Nội vụ năm 2026';
const effects = (...parts: Parameters<typeof decision>) =>
  readPlan(decision(...parts), { id: 'x' }).document.effects.map(
    ({ effect, number, date }) => `${effect} ${number} ${date}`,
  );
const third = (text: string) =>
  effects(title, ['Điều 1. Ban hành kèm theo Quyết định này Kế hoạch chuyển đổi số.', `Điều 2. ${text}`]);

describe('what a document does to others', () => {
  it.each([
    [
      'Quyết định này có hiệu lực kể từ ngày ký và thay thế Quyết định số 31/QĐ-SNV ngày 17/01/2025 của Giám đốc Sở Nội vụ.',
      ['replaces 31/QĐ-SNV 2025-01-17'],
    ],
    [
      'Quyết định này có hiệu lực kể từ ngày ký. Bãi bỏ Quyết định số 12/QĐ-SNV ngày 05/3/2024 và Quyết định số 15/QĐ-SNV ngày 11/4/2024 của Giám đốc Sở Nội vụ.',
      ['repeals 12/QĐ-SNV 2024-03-05', 'repeals 15/QĐ-SNV 2024-04-11'],
    ],
    [
      'Quyết định số 12/QĐ-SNV ngày 05/3/2024 của Giám đốc Sở Nội vụ hết hiệu lực kể từ ngày Quyết định này có hiệu lực.',
      ['repeals 12/QĐ-SNV 2024-03-05'],
    ],
    [
      'Quyết định này sửa đổi, bổ sung Quyết định số 10/QĐ-SNV ngày 02/02/2023 đã được sửa đổi theo Quyết định số 44/QĐ-SNV ngày 09/9/2023.',
      ['amends 10/QĐ-SNV 2023-02-02'],
    ],
    [
      'Sửa đổi, bổ sung Mục III Kế hoạch số 15/KH-SNV ngày 12/01/2025 như sau:',
      ['amends 15/KH-SNV 2025-01-12'],
    ],
  ])('is read in “%s”', (text, expected) => {
    expect(third(text)).toEqual(expected);
  });

  it('is read in a title', () => {
    const amending = 'Về việc sửa đổi, bổ sung một số điều của Quyết định số 10/QĐ-SNV ngày 02/02/2023';
    expect(effects(amending, ['Điều 1. Giao Văn phòng Sở thực hiện.'])).toEqual([
      'amends 10/QĐ-SNV 2023-02-02',
    ]);
  });

  it.each([
    'Giao Văn phòng Sở tham mưu ban hành Quyết định thay thế Quyết định số 31/QĐ-SNV ngày 17/01/2025.',
    'Văn phòng Sở rà soát, sửa đổi, bổ sung Quyết định số 31/QĐ-SNV ngày 17/01/2025 cho phù hợp.',
    'Quyết định này thực hiện theo Quyết định số 31/QĐ-SNV ngày 17/01/2025 đã được sửa đổi, bổ sung.',
    'Nâng cấp đường truyền, thay thế thiết bị theo Quyết định số 31/QĐ-SNV ngày 17/01/2025.',
    'Quyết định này được thay thế bởi Quyết định số 31/QĐ-SNV ngày 17/01/2025.',
  ])('is nothing in “%s”', (text) => {
    expect(third(text)).toEqual([]);
  });

  it('is nothing in a legal basis that was amended', () => {
    const basis = ' đã được sửa đổi, bổ sung bởi Nghị định số 107/2021/NĐ-CP ngày 06/12/2021';
    expect(effects(title, ['Điều 1. Giao Văn phòng Sở thực hiện.'], basis)).toEqual([]);
  });

  it('is nothing in the shipped plans, which only give others the task to amend', async () => {
    const { plans } = await loadLibrary('knowledge/plans');
    expect(plans.flatMap(({ document }) => document.effects)).toEqual([]);
  });
});
