import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Office } from '../chat.ts';
import { openOfficeWith } from '../varied-office.ts';

const planOf = (department: string, symbol: string, subject: string, ...body: string[]) =>
  [
    'UBND TỈNH BẾN TRE',
    department,
    '',
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    '',
    `Số: 14/${symbol}`,
    'Bến Tre, ngày 15 tháng 01 năm 2026',
    '',
    'KẾ HOẠCH',
    subject,
    '',
    'I. NHIỆM VỤ',
    ...body,
    '',
    'GIÁM ĐỐC',
    '',
    'Trần Văn Nam',
  ].join('\n');

let office: Office;
beforeAll(async () => {
  office = await openOfficeWith([
    [
      'giao-duc',
      planOf(
        'SỞ GIÁO DỤC VÀ ĐÀO TẠO',
        'KH-SGDĐT',
        'Tập huấn an toàn năm 2026',
        '1. Phòng Giáo dục Trung học chủ trì tổ chức tập huấn cho giáo viên trước ngày 30/5/2026.',
        '2. Giám đốc Sở tiếp công dân vào sáng thứ Ba hằng tuần.',
        '3. Hội đồng gồm các trưởng phòng.',
      ),
    ],
    [
      'nong-nghiep',
      planOf(
        'SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG',
        'KH-SNNMT',
        'Tập huấn nông dân năm 2026',
        '1. Chi cục Thủy lợi chủ trì tổ chức tập huấn cho nông dân trước ngày 20/6/2026.',
        '2. Phòng Kế hoạch quyết toán kinh phí năm 2025 xong trước ngày 31/3/2026.',
        '3. Phòng Kế hoạch lập dự toán kinh phí năm 2027 trước ngày 30/9/2026.',
      ),
    ],
  ]);
}, 120_000);
afterAll(() => office.close());

it.each([
  ['Sở GDĐT Bến Tre ai chủ trì tổ chức tập huấn?', 'Phòng Giáo dục Trung học', 'Chi cục Thủy lợi'],
  ['so nn&mt ben tre ai chu tri to chuc tap huan', 'Chi cục Thủy lợi', 'Phòng Giáo dục Trung học'],
  ['sở nông nghiệp bến tre đơn vị nào lo tập huấn', 'Chi cục Thủy lợi', 'Phòng Giáo dục Trung học'],
  ['Bến Tre ai tập huấn cho giáo viên?', 'Phòng Giáo dục Trung học', 'Chi cục Thủy lợi'],
])('%s is asked of the one department of the province', async (question, told, other) => {
  const { text } = await office.talk()(question);
  expect(text).toContain(told);
  expect(text).not.toContain(other);
});

it('asks which department where the question fits both', async () => {
  expect((await office.talk()('ở Bến Tre ai chủ trì tập huấn')).text).toContain('cơ quan nào');
});

it('keeps the matter when the office is told with another question', async () => {
  const say = office.talk();
  expect((await say('ai tổ chức tập huấn cho nông dân, giáo viên?')).text).toContain('cơ quan nào');
  const { text } = await say('ý tôi hỏi sở GDĐT Bến Tre, hạn ngày nào vậy');
  expect(text).toContain('30/5/2026');
  expect(text).not.toContain('20/6/2026');
});

it('takes the year asked for from the duty that prints it', async () => {
  const { text } = await office.talk()('Sở NN&MT Bến Tre: kinh phí năm 2027 thì phòng nào lo, hạn nào?');
  expect(text).toContain('30/9/2026');
  expect(text).not.toContain('31/3/2026');
});

it('answers when a person can be met, and connects nobody', async () => {
  const say = office.talk();
  expect((await say('Tôi muốn gặp giám đốc Sở GDĐT Bến Tre thì thứ mấy ông ấy tiếp?')).text).toContain(
    'thứ Ba',
  );
  expect((await office.talk()('cho tôi nói chuyện với cán bộ')).text).toContain('không nối máy');
});

it.each([
  'so dien thoai phong giao duc trung hoc so gddt ben tre la so nao',
  'hội đồng của Sở GDĐT Bến Tre gồm mấy người',
])('"%s": says that no plan prints it', async (question) => {
  expect((await office.talk()(question)).text).toMatch(/không ghi/u);
});
