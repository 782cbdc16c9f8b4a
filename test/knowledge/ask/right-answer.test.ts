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
Trong Kế hoạch này, “tổ lưu động” là tổ kiểm tra do hai phòng cùng lập, làm việc không quá 05 ngày.

II. KINH PHÍ
Tổng kinh phí 720 triệu đồng, gồm: ngân sách tỉnh 500 triệu đồng; nguồn thu phí thẩm định 220 triệu đồng.
| TT | Nội dung | Chủ trì | Thời gian | Kinh phí (đồng) |
| 1 | Tập huấn kỹ năng kiểm tra | Phòng Quản lý chất lượng | Tháng 5/2026 | 14.500.000 |
| 2 | Mua máy siêu âm bê tông | Phòng Kế hoạch - Tài chính | Quý II/2026 | 90.000.000 |

III. CÁC TỔ KIỂM TRA
| Tổ | Tổ trưởng | Tổ phó |
| Tổ số 1 | Đ/c Lê Thị Mận - Phó Giám đốc Sở | Trưởng phòng Quản lý chất lượng |
| Tổ số 2 | Đ/c Rơ Lan Hùng - Chánh Thanh tra Sở | Phó Trưởng phòng Quản lý chất lượng |

IV. TỔ CHỨC THỰC HIỆN
1. Phòng Quản lý chất lượng
- Ban hành bộ tiêu chí công trình đúng chuẩn trước ngày 15/3/2026.
- Tổng hợp kết quả kiểm tra, báo cáo Giám đốc Sở trước ngày 10/12/2026.
2. Phòng Kế hoạch - Tài chính
Bố trí kinh phí, thanh quyết toán xong trước ngày 25/12/2026.
3. Hợp tác xã Vận tải Ayun
- Chở cát, đá cho các điểm kiểm tra.
- Trả phương tiện sau mỗi đợt.
4. Tổ trưởng các tổ kiểm tra
Họp giao ban vào 14 giờ thứ Tư hằng tuần.
Gửi lịch kiểm tra cho chủ đầu tư trước ít nhất 07 ngày làm việc.

5. Các phòng, đơn vị thuộc Sở
Gửi báo cáo quý về Phòng Quản lý chất lượng trước ngày 05 của tháng cuối quý.
6. Phó Giám đốc Sở Ksor Hương
Trực tiếp chỉ đạo thực hiện Kế hoạch này.
7. Hội Liên hiệp Phụ nữ tỉnh
- Công bố giá cát, đá tại các điểm kiểm tra hằng quý.
- Công bố danh sách điểm kiểm tra trước ngày 30/4/2026.

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

describe('the sum of a row', () => {
  it('is told of the row just spoken of, not the sum of the plan', () => {
    const turns = ['Ai mua máy siêu âm bê tông ở Sở Xây dựng Gia Lai?', 'hết bao nhiêu tiền?'];
    expect(told(...turns)).toContain('Kinh phí (đồng): 90.000.000');
    expect(told(...turns)).not.toContain('720 triệu');
  });
});

describe('a share', () => {
  it('is asked with the sign too', () => {
    expect(told('hồ sơ ở Sở KHCN Hải Phòng trả sớm hơn quy định được bao nhiêu % ạ')).toContain('15%');
  });
});

describe('an hour', () => {
  it('is told by what prints one', () => {
    expect(told('mấy giờ các tổ kiểm tra của Sở Xây dựng Gia Lai họp giao ban')).toContain('14 giờ');
    expect(told('các tổ kiểm tra của Sở Xây dựng Gia Lai họp giao ban thứ mấy, mấy giờ')).toMatch(
      /14 giờ thứ Tư/u,
    );
  });

  it('is said to be missing where the matter has none', () => {
    expect(told('mấy giờ chở cát đá cho các điểm kiểm tra của Sở Xây dựng Gia Lai')).toContain(
      'không ghi giờ cụ thể',
    );
  });
});

describe('who directs', () => {
  it('is whoever has directing as a duty', () => {
    expect(told('Ai trực tiếp chỉ đạo kế hoạch kiểm tra của Sở Xây dựng Gia Lai?')).toMatch(
      /Chỉ đạo: .*Ksor Hương/u,
    );
  });
});

describe('a duty of “các phòng”', () => {
  it('is that of all of them, not of the one that gets their reports', () => {
    expect(told('hằng quý các phòng của Sở Xây dựng Gia Lai gửi báo cáo về đâu, trước ngày mấy')).toMatch(
      /Phòng Quản lý chất lượng.*ngày 05 của tháng cuối quý/u,
    );
  });
});

describe('a body called by its short name', () => {
  it('has the duties of the full one', () => {
    expect(duties('hội phụ nữ làm những việc gì trong kế hoạch của Sở Xây dựng Gia Lai')).toHaveLength(2);
  });
});

describe('a question that repeats words of the last one', () => {
  it('asks more of the duty just told, not of another with the same words', () => {
    const turns = ['Ai công bố giá cát đá ở Sở Xây dựng Gia Lai?', 'bao lâu công bố 1 lần?'];
    expect(told(...turns)).toContain('Hằng quý');
  });

  it('asks anew where it has a word of its own', () => {
    const turns = ['Ai công bố giá cát đá ở Sở Xây dựng Gia Lai?', 'bao giờ công bố danh sách?'];
    expect(told(...turns)).toContain('30/4/2026');
  });
});

describe('a month asked for', () => {
  it('is told by the duty that names one, not by one of the whole year', () => {
    expect(
      told('Các phòng Sở KHCN Hải Phòng lập kế hoạch thực hiện mục tiêu chất lượng của phòng vào tháng mấy?'),
    ).toContain('Tháng 02/2023');
  });
});

describe('deadlines that are counted', () => {
  it('are listed', () => {
    const finding = last('tháng 5 Sở KHCN Quảng Trị có mấy cái hạn báo cáo, ngày nào?');
    expect(finding.kind).toBe('period');
    expect(told('tháng 5 Sở KHCN Quảng Trị có mấy cái hạn báo cáo, ngày nào?')).toMatch(/18\/5.*20\/5/su);
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

describe('what a word of the plan means', () => {
  it('is the sentence that says it, not a duty about it', () => {
    const text = told('thế nào thì được coi là công trình đúng chuẩn ở Sở Xây dựng Gia Lai');
    expect(text).toContain('24 tháng');
    expect(text).not.toContain('15/3/2026');
  });

  it.each([
    'Sở Xây dựng Gia Lai hiểu “tổ lưu động” là thế nào?',
    'to luu dong cua so xay dung gia lai la gi vay',
    '“Tổ lưu động” của Sở Xây dựng Gia Lai nghĩa là gì',
  ])('is the sentence with the term in quotation marks: %s', (question) => {
    expect(told(question)).toContain('không quá 05 ngày');
  });

  it('is said to be missing where no sentence says it', () => {
    expect(last('Thế nào thì gọi là sáng kiến cấp phường ở phường Ngọc Hà?').kind).toBe('nothing');
  });
});

describe('a year that no plan is of', () => {
  it.each([
    ['Năm 2027 phường Ngọc Hà ai quản lý sáng kiến?', '2027'],
    ['nam 2021 so khcn quang tri phong nao lo giai ngan von', '2021'],
    ['kế hoạch 2022 của sở khcn quảng trị ai ký', '2022'],
  ])('%s', (question, about) => {
    expect(last(question)).toMatchObject({ kind: 'nothing', why: 'no-such-year', about });
  });

  it.each([
    'Năm 2026 phường Ngọc Hà ai quản lý sáng kiến?',
    'Phường Ngọc Trạo dựa vào Luật Ngân sách năm 2015 để làm gì?',
  ])('is not missed in “%s”', (question) => {
    expect(last(question)).not.toMatchObject({ why: 'no-such-year' });
  });
});

describe('who is handed something', () => {
  it('does not do the duty', () => {
    expect(duties('các phòng sở khcn quảng trị gửi báo cáo cả năm cho văn phòng sở trước ngày nào')).toEqual([
      'iv-2',
    ]);
  });
});

describe('“các phòng” in a period', () => {
  it('are every unit, whatever a duty calls it', () => {
    expect(duties('Tháng 11/2024 Văn phòng và các phòng của Sở KHCN Quảng Trị có mốc báo cáo nào?')).toEqual(
      expect.arrayContaining(['iv-2', 'iv-4']),
    );
  });
});

describe('the document that a duty goes by', () => {
  it('is told of the duty just spoken of', () => {
    const turns = ['Ở Sở KHCN Quảng Trị ai lo kỷ cương hành chính?', 'triển khai theo kế hoạch số mấy'];
    expect(duties(...turns)).toEqual(['pl-ii.11']);
    expect(told(...turns)).toMatch(/Kế hoạch số \d+/u);
  });
});

describe('who approves', () => {
  it('is told in the words of the plan', () => {
    expect(told('Kế hoạch mục tiêu chất lượng của từng phòng ở Sở KHCN Hải Phòng ai phê duyệt?')).toContain(
      'trình Giám đốc Sở phê duyệt',
    );
  });

  it('is said to be missing where the plan does not say it', () => {
    expect(told('Camera giám sát ở Sở KHCN Hải Phòng thì cấp nào duyệt?')).toContain('không ghi ai duyệt');
  });
});

describe('a place that has to do something', () => {
  it.each([
    ['huyện Ia Grai phải làm gì theo kế hoạch của Sở Xây dựng Gia Lai', 'huyện Ia Grai'],
    ['xã Đak Đoa được giao việc gì trong kế hoạch của Sở Xây dựng Gia Lai', 'xã Đak Đoa'],
    ['tôi ở xã Đak Đoa phải làm gì theo kế hoạch của Sở Xây dựng Gia Lai', undefined],
    ['các xã được giao việc gì ở Sở Xây dựng Gia Lai', undefined],
    ['phường Ngọc Hà phải làm gì', undefined],
  ])('%s → %s', (question, unit) => {
    expect(plans.read(question).strangeUnit).toBe(unit);
  });
});

describe('a body that only a heading names', () => {
  it('has the duties under it', () => {
    const finding = last('hợp tác xã vận tải Ayun phải làm những việc gì cho Sở Xây dựng Gia Lai');
    expect(finding).toMatchObject({ kind: 'duties', unit: 'Hợp tác xã Vận tải Ayun' });
    expect(duties('hợp tác xã vận tải Ayun phải làm những việc gì cho Sở Xây dựng Gia Lai')).toHaveLength(2);
  });
});

describe('who holds a post', () => {
  it('is read from the row of a table that has a column for it', () => {
    const text = told('Tổ trưởng tổ kiểm tra số 2 của Sở Xây dựng Gia Lai là ai?');
    expect(text).toContain('Rơ Lan Hùng');
    expect(text).not.toContain('Lê Thị Mận');
  });
});

describe('words that ask only without their marks', () => {
  it.each([
    ['Mương ở chợ Cổng Phú phường Ngọc Hà giao ai?', 'muong cho cong phu'],
    ['Ai trồng cây ở phường Ngọc Hà?', 'trong cay'],
    ['ai thu gom rac cho phuong ngoc ha', 'thu rac'],
  ])('%s → %s', (question, topic) => {
    const words = plans.read(question).topic.filter((word) => word && word !== 'phuong');
    expect(words.join(' ')).toBe(topic);
  });
});

describe('a long duty in a list', () => {
  it('keeps the part that its date is of', () => {
    const finding = last('Tháng 12/2026 Sở Xây dựng Gia Lai có việc gì đến hạn?');
    if (finding.kind !== 'period') throw new Error(finding.kind);
    const long = `Các phòng quản lý chặt chẽ ${'hồ sơ công trình, '.repeat(12)}sổ sách; riêng Văn phòng nộp lưu trữ trước ngày 25/12/2026`;
    const items = finding.items.map((item) => ({
      ...item,
      assignment: { ...item.assignment, task: long, timeRaw: 'trước ngày 25/12/2026' },
    }));
    expect(wordAnswer({ ...finding, items }, vi('ông/bà')).text).toMatch(
      /• Các phòng [^•]*… riêng Văn phòng nộp lưu trữ trước ngày 25\/12\/2026/u,
    );
  });
});
