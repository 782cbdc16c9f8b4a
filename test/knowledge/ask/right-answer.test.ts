import { beforeAll, describe, expect, it } from 'vitest';
import { wordAnswer } from '../../../dialogs/answer.ts';
import { vi } from '../../../dialogs/messages/vi.ts';
import type { AskMemory, Finding } from '../../../knowledge/ask/finding.ts';
import { spokenOf } from '../../../knowledge/ask/follow-up.ts';
import { readPlan } from '../../../knowledge/parser/read-plan.ts';
import { openShippedPlans, today, type ShippedPlans } from './shipped-plans.ts';

/** A plan of an office whose place reads like a word of the language, and which nobody has corrected. */
const reading = readPlan(
  `UBND TỈNH GIA LAI
SỞ XÂY DỰNG

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 31/KH-SXD
Gia Lai, ngày 12 tháng 01 năm 2026

KẾ HOẠCH
Kiểm tra chất lượng công trình xây dựng năm 2026

I. MỤC TIÊU
1. Kiểm tra 40 công trình.
* Giải thích: Công trình đúng chuẩn là công trình có hồ sơ nghiệm thu đầy đủ và không phải sửa chữa trong 24 tháng.

II. KINH PHÍ
Tổng kinh phí 720 triệu đồng, gồm: ngân sách tỉnh 500 triệu đồng; nguồn thu phí thẩm định 220 triệu đồng.

III. TỔ CHỨC THỰC HIỆN
1. Phòng Quản lý chất lượng
- Ban hành bộ tiêu chí công trình đúng chuẩn trước ngày 15/3/2026.
- Tổng hợp kết quả kiểm tra, báo cáo Giám đốc Sở trước ngày 10/12/2026.
2. Phòng Kế hoạch - Tài chính
Bố trí kinh phí, thanh quyết toán xong trước ngày 25/12/2026.
3. Tổ trưởng các tổ kiểm tra
Gửi lịch kiểm tra cho chủ đầu tư trước ít nhất 07 ngày làm việc.

GIÁM ĐỐC



Nguyễn Văn Bình
`,
  { id: 'chat-luong-cong-trinh' },
);

let plans: ShippedPlans;
beforeAll(async () => {
  plans = await openShippedPlans([reading]);
});

function last(...turns: string[]): Finding {
  let memory: AskMemory = {};
  let finding: Finding | undefined;
  for (const turn of turns) ({ finding, memory } = plans.asker.ask(turn, memory, today));
  if (!finding) throw new Error('no turns');
  return finding;
}

const told = (...turns: string[]) => wordAnswer(last(...turns), vi('ông/bà')).text;
const duties = (...turns: string[]) => spokenOf(last(...turns)).map((id) => id.split('#')[1]);

describe('a sum', () => {
  it('is told with its parts, though the place is called Gia Lai', () => {
    expect(told('Kinh phí kiểm tra công trình của Sở Xây dựng Gia Lai tổng là bao nhiêu?')).toMatch(
      /720 triệu.*500 triệu/su,
    );
  });

  it('of the plan is not the sum of something else', () => {
    expect(told('phí thẩm định của Sở Xây dựng Gia Lai bao nhiêu tiền')).not.toContain('60.000.000');
  });
});

describe('a share', () => {
  it('is asked with the sign too', () => {
    expect(told('hồ sơ ở Sở KHCN Hải Phòng trả sớm hơn quy định được bao nhiêu % ạ')).toContain('15%');
  });
});

describe('all that someone has to do', () => {
  it.each([
    ['anh Thắng ở sở Quảng Trị chỉ đạo các lĩnh vực nào', 3],
    ['em công tác tại Phòng Quản lý Khoa học Sở KHCN Quảng Trị, xin hỏi bên em có nhiệm vụ gì', 3],
  ])('%s', (question, least) => {
    expect(last(question).kind).toBe('duties');
    expect(duties(question).length).toBeGreaterThanOrEqual(least);
  });
});

describe('two plans that differ', () => {
  it('are both told, not a duty that only resembles them', () => {
    expect(
      last('sơ kết tổng kết iso cuối năm 2023 ở sở khcn hải phòng ai chịu trách nhiệm chính'),
    ).toMatchObject({ kind: 'facts', disagree: true });
  });
});

describe('a question behind a story', () => {
  it('is what is asked, with the matter that its last words lean on', () => {
    const text = told(
      'Nhà tôi đang xây ở Gia Lai, tổ kiểm tra của Sở Xây dựng có gửi lịch kiểm tra trước cho tôi không, trước mấy ngày?',
    );
    expect(text).toContain('07 ngày làm việc');
    expect(text).not.toContain('25/12/2026');
  });
});

describe('a unit called by its kind alone', () => {
  it('does not take a deed for a part of its name', () => {
    const question = 'Văn phòng theo dõi đôn đốc thực hiện kế hoạch của Sở KHCN Quảng Trị thế nào?';
    expect(last(question)).not.toMatchObject({ kind: 'nothing', why: 'no-such-unit' });
  });

  it('is still missed where no plan has it', () => {
    expect(last('Văn phòng đăng ký đất đai ở Sở KHCN Quảng Trị phải làm gì?').kind).toBe('nothing');
  });
});

describe('the office asked for and told', () => {
  it.each([
    ['của sở khcn quảng trị', true],
    ['2', true],
    ['sở quảng trị ai ký kế hoạch', undefined],
  ])('“%s” settles the question: %s', (reply, settles) => {
    const { memory } = plans.asker.ask('Văn phòng làm gì?', {}, today);
    expect(memory.pending?.kind).toBe('office');
    expect(plans.asker.ask(reply, memory, today).settles).toBe(settles);
  });
});
