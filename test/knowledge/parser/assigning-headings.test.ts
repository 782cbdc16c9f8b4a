import { describe, expect, it } from 'vitest';
import { readPlan } from '../../../knowledge/parser/read-plan.ts';

/** The leads of what a plan's last part assigns. */
function leads(...assigning: string[]): (readonly string[])[] {
  const text = ['UBND XÃ AN PHÚ', 'Số: 5/KH-UBND', '', 'KẾ HOẠCH', 'Trồng cây năm 2025', '', ...assigning];
  return readPlan(text.join('\n'), { id: 'x' }).assignments.map(({ lead }) => lead);
}

describe('headings of the part that assigns', () => {
  it('spells a unit in capitals as the text does', () => {
    expect(
      leads(
        'II. PHÂN CÔNG NHIỆM VỤ',
        '1. HẠT KIỂM LÂM SÔNG LÔ VÀ CÁC HỢP TÁC XÃ',
        'Cấp cây giống cho Nhân dân trước ngày 20/3/2025.',
        '2. PHÒNG KINH TẾ',
        'Phối hợp với Hạt Kiểm lâm Sông Lô nghiệm thu diện tích rừng trồng.',
      ),
    ).toEqual([['Hạt Kiểm lâm Sông Lô', 'Các hợp tác xã'], ['Phòng Kinh tế']]);
  });

  it.each([
    'Mọi vướng mắc phản ánh về UBND xã để được hướng dẫn.',
    'Quá trình thực hiện nếu có vướng mắc, đề nghị phản ánh về UBND xã.',
  ])('does not charge the last unit with what is asked of every reader: "%s"', (sentence) => {
    expect(leads('II. TỔ CHỨC THỰC HIỆN', '1. Công an xã giám sát việc xử lý vi phạm.', sentence)).toEqual([
      ['Công an xã'],
      [],
    ]);
  });

  it('ends a unit at the colon before what it is', () => {
    expect(
      leads(
        'II. TỔ CHỨC THỰC HIỆN',
        '1. Hội Nông dân xã: Là đơn vị đầu mối tổ chức phong trào, có nhiệm vụ:',
        '- Phát động Tết trồng cây.',
        '- Hướng dẫn kỹ thuật chăm sóc cây.',
      ),
    ).toEqual([['Hội Nông dân xã'], ['Hội Nông dân xã']]);
  });

  it('keeps a verb that ends a name', () => {
    expect(
      leads(
        'II. TỔ CHỨC THỰC HIỆN',
        '1. Trung tâm Dịch vụ tổng hợp xã: Tuyên truyền trên loa mỗi ngày 02 lượt.',
      ),
    ).toEqual([['Trung tâm Dịch vụ tổng hợp xã']]);
  });

  it('takes a cooperative for a unit', () => {
    expect(
      leads(
        'II. TỔ CHỨC THỰC HIỆN',
        '1. Hợp tác xã Dịch vụ nông nghiệp An Phú',
        '- Thu gom rác thải sinh hoạt.',
      ),
    ).toEqual([['Hợp tác xã Dịch vụ nông nghiệp An Phú']]);
  });

  it('takes no cells of a table that could not be read for duties', () => {
    const cells = [
      'Đợt',
      'Đơn vị',
      'Địa bàn',
      'Thời gian',
      'Đợt 1',
      'Đoàn số 1',
      'Xã Đức Trọng',
      'Tháng 4/2025',
    ];
    expect(leads('II. NHIỆM VỤ', '1. Lịch kiểm tra:', ...cells.flatMap((cell) => [cell, '']))).toEqual([]);
  });

  it('keeps a list that begins anew at 1 under its heading', () => {
    expect(
      leads(
        'II. TỔ CHỨC THỰC HIỆN',
        '1. Phòng Kinh tế',
        '1. Chủ trì triển khai kế hoạch này.',
        '2. Tổng hợp báo cáo UBND xã trước ngày 20/12.',
        '2. Trạm Y tế xã',
        '1. Bố trí nhân lực trực tại thôn.',
        '3. Công an xã',
        'Bảo đảm an ninh trật tự.',
      ),
    ).toEqual([['Phòng Kinh tế'], ['Phòng Kinh tế'], ['Trạm Y tế xã'], ['Công an xã']]);
  });

  it('takes a proper name among units for a unit, and a topic for none', () => {
    expect(
      leads(
        'II. TỔ CHỨC THỰC HIỆN',
        '1. Phòng Kinh tế',
        '- Lập dự toán mua cây giống.',
        '2. Agribank Kim Thành',
        '- Cho vay vốn trồng rừng sản xuất.',
        '3. Công an xã',
        '- Bảo đảm an ninh trật tự ngày ra quân.',
        '4. Chế độ báo cáo theo Thông tư của Bộ',
        '- Báo cáo kết quả hằng tháng.',
      ),
    ).toEqual([['Phòng Kinh tế'], ['Agribank Kim Thành'], ['Công an xã'], []]);
  });

  it('gives the numbers under "Nhiệm vụ của các đơn vị" to those they name, each with its own path', () => {
    const text = [
      'UBND XÃ AN PHÚ',
      'KẾ HOẠCH',
      'Tổ chức kỳ thi',
      '',
      '4. Nhiệm vụ của các đơn vị',
      '4.1. Các trường THPT',
      'a) Thành lập đội tuyển.',
      '4.2. Văn phòng: bố trí xe đưa đón.',
    ].join('\n');
    const { assignments } = readPlan(text, { id: 'x' });
    expect(assignments.map(({ section, lead }) => [section, ...lead])).toEqual([
      ['Mục 4.1.a', 'Các trường THPT'],
      ['Mục 4.2', 'Văn phòng'],
    ]);
  });

  it('reads who is charged behind a task', () => {
    expect(
      leads(
        'II. CHƯƠNG TRÌNH GIÁM SÁT',
        '1. Giám sát chuyên đề: việc quản lý đất đai, giao Ban Kinh tế - Ngân sách chủ trì, hoàn thành trong quý II/2025.',
        '2. Khảo sát việc thu phí chợ, giao thông nông thôn.',
      ),
    ).toEqual([['Ban Kinh tế - Ngân sách'], []]);
  });

  it('takes "Phụ trách: …" under a task for who does it', () => {
    expect(
      leads(
        'II. NỘI DUNG',
        '1. Đội hình “Xây dựng nông thôn mới”',
        '- Nội dung: sửa chữa 03 km đường ngõ xóm.',
        '- Phụ trách: Chi đoàn Công an xã.',
      ),
    ).toEqual([['Chi đoàn Công an xã']]);
  });
});
