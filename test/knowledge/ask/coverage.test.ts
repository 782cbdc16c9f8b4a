import { beforeAll, describe, expect, it } from 'vitest';
import { answerable, bestCoverage } from '../../../knowledge/ask/facts.ts';
import { rank } from '../../../knowledge/ask/match.ts';
import { openShippedPlans, type ShippedPlans } from './shipped-plans.ts';

let shipped: ShippedPlans;
beforeAll(async () => {
  shipped = await openShippedPlans();
});

function covered(question: string): number {
  const query = shipped.read(question);
  const [office] = query.offices;
  if (!office) throw new Error(`no office in ${question}`);
  return bestCoverage(query, office);
}

describe('how much of a question the plans hold', () => {
  it.each([
    'Ai giải quyết khiếu nại, tố cáo ở Sở KHCN Quảng Trị?',
    'ai giai quyet khieu nai to cao o so khcn quang tri',
    'Đơn vị nào thực hiện Kế hoạch 88/KH-UBND ở Sở KHCN Quảng Trị?',
    'Ai lo camera ở Sở KHCN Hải Phòng?',
    'Người dân chấm điểm hài lòng ở Sở KHCN Hải Phòng thế nào?',
  ])('enough of “%s”', (question) => {
    expect(covered(question)).toBeGreaterThanOrEqual(answerable);
  });

  it.each([
    'Phường Ngọc Hà cấp sổ đỏ lần đầu cần những gì?',
    'Sở KHCN Hải Phòng trả lương tháng mấy?',
    'Phường Ngọc Trạo phun thuốc diệt muỗi khi nào?',
    'Sở KHCN Quảng Trị tuyển bảo vệ trực đêm không?',
  ])('too little of “%s”', (question) => {
    expect(covered(question)).toBeLessThan(answerable);
  });

  it.each([
    'ai bổ nhiệm hiệu trưởng ở phường Ngọc Hà',
    'ai bo nhiem hieu truong o phuong ngoc ha',
    'phòng nào lo quản lý chợ ở phường Ngọc Hà',
    'ai chủ trì kiểm tra karaoke ở Sở KHCN Quảng Trị',
    'ai chu tri xay cau o phuong ngoc ha',
    'ai chủ trì tuyển dụng viên chức ở Sở KHCN Hải Phòng',
    'ai cap bang lai o phuong ngoc trao',
  ])('only syllables of “%s”', (question) => {
    expect(covered(question)).toBeLessThan(answerable);
  });

  it('falls with every word that the plans lack', () => {
    const whole = covered('ai giải quyết khiếu nại ở Sở KHCN Quảng Trị');
    const half = covered('ai giải quyết khiếu nại mất xe máy ở Sở KHCN Quảng Trị');
    expect(half).toBeLessThan(whole);
  });

  it('puts the duty with the month first when a month is asked for', () => {
    const query = shipped.read('Sở KHCN Quảng Trị xây dựng kế hoạch vào tháng nào?');
    const [office] = query.offices;
    const best = office && rank(office.pool(query).assignments, query, office)[0];
    expect(best?.entry.assignment?.time[0]?.type).toBe('month');
  });
});
