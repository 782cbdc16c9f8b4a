import { describe, expect, it } from 'vitest';
import { message } from '../../../dialogs/reply.ts';
import { intakeVi } from '../../../dialogs/messages/intake.ts';

const say = intakeVi('ông/bà');

describe('guidance', () => {
  const reception = 'thứ Năm hằng tuần, phòng 101';
  const form = 'https://phuong.example.gov.vn/mau-don';

  it('names the day and the form when the office has given them', () => {
    for (const text of [
      say.sealed.guidance(reception, form, undefined),
      say.sealed.offer(reception, form),
      say.sealed.next(reception, form),
      say.nextForComplaint(reception, form),
    ]) {
      expect(text).toContain(`Tiếp công dân: ${reception}`);
      expect(text).toContain(form);
    }
  });

  it('invents neither', () => {
    for (const text of [
      say.sealed.guidance(undefined, undefined, undefined),
      say.sealed.offer(undefined, undefined),
      say.sealed.next(undefined, undefined),
      say.nextForComplaint(undefined, undefined),
    ]) {
      expect(text).toContain('được niêm yết tại trụ sở cơ quan');
      expect(text).not.toMatch(/thứ (?:hai|ba|tư|năm|sáu)|Mẫu đơn/iu);
    }
  });
});

describe('a message', () => {
  it('keeps its lines apart where it is shown as markdown, and leaves paragraphs alone', () => {
    expect(message('receipt', 'Mã: 1\nNơi nhận: A\n\nTiếp theo  \nxong').text).toBe(
      'Mã: 1  \nNơi nhận: A\n\nTiếp theo  \nxong',
    );
  });
});

describe('a receipt', () => {
  const receipt = {
    code: 'PAKN.20261121.0001',
    secret: 'K7QF9-3MDXT-2P8WA',
    kindName: 'Kiến nghị, phản ánh',
    receivingUnit: 'Văn phòng',
    due: undefined,
    legalDue: undefined,
    trackUrl: undefined,
    repeated: true,
    filesLost: 0,
  };

  it('says when the case was there already, and leaves out what is not known', () => {
    const text = say.receipt(say.received, receipt, 'UBND phường Ngọc Hà');
    expect(text).toContain('đã được tiếp nhận trước đó');
    expect(text).not.toMatch(/chậm nhất|Tra cứu:|undefined|tệp/u);
  });

  it('tells how long data is kept in years or months', () => {
    expect(say.consent('UBND phường', 60)).toContain('lưu 5 năm');
    expect(say.consent('UBND phường', 18)).toContain('lưu 18 tháng');
  });
});

describe('progress', () => {
  it('lists the documents of the answer', () => {
    const text = say.status.progress({
      code: 'PAHT.20261121.0001',
      kindName: 'Phản ánh hiện trường',
      stageName: 'Đã có trả lời',
      receivedOn: '2026-11-21',
      unit: undefined,
      due: undefined,
      legalDue: undefined,
      isOverdue: false,
      isPaused: false,
      timeline: [],
      asked: undefined,
      canSupply: false,
      canWithdraw: false,
      canReopen: true,
      answer: { text: 'Đã dọn.', on: '2026-11-23', documents: [{ name: 'bien-ban.pdf' }] },
    });
    expect(text).toContain('Trả lời ngày 23/11/2026: Đã dọn.');
    expect(text).toContain('Tài liệu kèm: bien-ban.pdf');
  });
});
