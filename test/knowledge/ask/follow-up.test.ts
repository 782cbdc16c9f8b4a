import { beforeAll, describe, expect, it } from 'vitest';
import type { AskMemory, Finding } from '../../../knowledge/ask/finding.ts';
import { readOrdinal, spokenOf } from '../../../knowledge/ask/follow-up.ts';
import { openShippedPlans, today, type ShippedPlans } from './shipped-plans.ts';

let shipped: ShippedPlans;
beforeAll(async () => {
  shipped = await openShippedPlans();
});

function last(...turns: string[]): Finding | undefined {
  let memory: AskMemory = {};
  let finding: Finding | undefined;
  for (const turn of turns) ({ finding, memory } = shipped.asker.ask(turn, memory, today));
  return finding;
}

const duties = (finding: Finding | undefined) =>
  finding ? spokenOf(finding).map((id) => id.split('#')[1]) : [];

describe('a place in a list, typed', () => {
  it.each([
    ['2', 4, 1],
    ['số 3', 4, 2],
    ['cái thứ hai', 4, 1],
    ['cai dau tien', 4, 0],
    ['chọn 1', 4, 0],
    ['cái cuối', 4, 3],
    ['thứ tư', 4, 3],
    ['ba', 4, 2],
    ['5', 4, undefined],
    ['thứ năm', 4, undefined],
    ['quý 3', 4, undefined],
    ['tháng 6 có hai việc gì vậy anh', 4, undefined],
    ['', 4, undefined],
  ])('“%s” of %d → %s', (text, count, place) => {
    expect(readOrdinal(text, count)).toBe(place);
  });
});

describe('a question that goes on from the last one', () => {
  it.each([
    [['Ai chủ trì 5S ở Sở KHCN Hải Phòng?', 'còn ai phối hợp?'], ['pl-6b']],
    [['Báo cáo 6 tháng của các phòng Sở KHCN Quảng Trị gửi trước ngày nào?', 'còn báo cáo năm?'], ['iv-2']],
    [['Bộ phận văn phòng phường Ngọc Trạo làm gì?', 'còn bộ phận tài chính kế toán?'], ['iii.3-1']],
    [['Ai lo dân vận ở Sở KHCN Quảng Trị?', 'chi tiết hơn'], ['pl-ii.13']],
  ])('%j → %j', (turns, ids) => {
    expect(duties(last(...turns))).toEqual(ids);
  });

  it('asks more of the cited document just told', () => {
    const finding = last('Quyết định 1048 về việc gì?', 'ban hành ngày nào?');
    expect(finding).toMatchObject({
      kind: 'references',
      ask: 'date',
      items: [{ reference: { date: '2023-05-19' } }],
    });
  });

  it('takes “họ” for the lead just told', () => {
    const finding = last(
      'Ai chủ trì đánh giá bên thứ ba ở Sở KHCN Hải Phòng?',
      'họ còn phải làm việc gì nữa?',
    );
    expect(finding).toMatchObject({ kind: 'duties', unit: 'Ban Chỉ đạo ISO' });
  });

  it('asks the same facts of another plan', () => {
    const finding = last(
      'Kế hoạch 2024 của Sở KHCN Quảng Trị ai ký?',
      'còn kế hoạch mục tiêu chất lượng 2023 của Sở KHCN Hải Phòng?',
    );
    expect(finding).toMatchObject({
      kind: 'document',
      facts: ['signer'],
      documents: [{ document: { id: '002-hai-phong-muc-tieu-chat-luong-2023' } }],
    });
  });

  it('asks the same of another office', () => {
    const finding = last('Ai ký kế hoạch phường Ngọc Hà?', 'còn phường Ngọc Trạo?');
    expect(finding).toMatchObject({
      kind: 'document',
      documents: [{ document: { office: 'ubnd-phuong-ngoc-trao' } }],
    });
  });

  it('asks the same of another period', () => {
    const finding = last('Tháng 7/2023 Sở KHCN Hải Phòng có việc gì?', 'thế tháng 2?');
    expect(finding).toMatchObject({ kind: 'period', label: 'tháng 2' });
  });

  it('leaves the last matter when another is named', () => {
    const finding = last('Ai bố trí kinh phí khoa học ở phường Ngọc Hà?', 'phường này ai ký kế hoạch?');
    expect(finding).toMatchObject({ kind: 'document', facts: ['signer'] });
  });
});

describe('an office that is not named', () => {
  it('is asked for, and the answer read', () => {
    expect(last('Ai ký kế hoạch?')?.kind).toBe('which-office');
    expect(last('Ai ký kế hoạch?', 'ở hải phòng')).toMatchObject({ kind: 'document', facts: ['signer'] });
  });

  it('is not asked for when all cite the document alike', () => {
    expect(last('Quyết định 19/2014/QĐ-TTg ban hành ngày nào?')).toMatchObject({
      kind: 'references',
      items: [{ reference: { date: '2014-03-05' } }, { reference: { date: '2014-03-05' } }],
    });
  });

  it('alone lists its plans', () => {
    expect(last('phường Ngọc Hà')).toMatchObject({ kind: 'document', facts: ['list'] });
  });
});
