import mammoth from 'mammoth';
import { describe, expect, it } from 'vitest';
import { petitionForm, type PetitionFields, type PetitionKind } from '../../../src/cases/petition-form.ts';

const fields: PetitionFields = {
  to: 'Chủ tịch UBND phường Ngọc Hà',
  person: {
    name: 'Nguyễn Thị Ánh',
    address: 'Số 12 phố Đội Cấn',
    phone: '0912345678',
    email: 'anh@example.com',
  },
  contested: {
    what: 'Quyết định thu hồi đất',
    number: '15/QĐ-UBND',
    issuer: 'UBND phường Ngọc Hà',
    knownOn: '2026-09-01',
  },
  accused: { name: 'Ông Lê Văn Cường, công chức địa chính', unit: 'Phòng Kinh tế' },
  content: 'Dòng thứ nhất <b>&"\n\nDòng thứ hai\u0000\u000b',
  demand: 'Huỷ quyết định',
  attachments: ['Bản sao quyết định', 'Ảnh'],
  guidance: ['Nộp tại Bộ phận tiếp công dân, sáng thứ Năm.'],
};

async function read(kind: PetitionKind, given: PetitionFields): Promise<string> {
  const buffer = Buffer.from(await petitionForm(kind, given));
  return (await mammoth.extractRawText({ buffer })).value;
}

describe('the form to print and sign', () => {
  it('of a complaint has everything the law asks for', async () => {
    const text = await read('complaint', fields);
    for (const expected of [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'ĐƠN KHIẾU NẠI',
      'Kính gửi: Chủ tịch UBND phường Ngọc Hà',
      'ngày …… tháng …… năm',
      'Họ và tên người khiếu nại: Nguyễn Thị Ánh',
      'Địa chỉ: Số 12 phố Đội Cấn',
      '0912345678, anh@example.com',
      'Ông Lê Văn Cường',
      'Quyết định, hành vi: Quyết định thu hồi đất',
      '15/QĐ-UBND',
      '01/09/2026',
      'Dòng thứ nhất <b>&"',
      'Dòng thứ hai',
      'Huỷ quyết định',
      '1: Bản sao quyết định',
      '(Ký, ghi rõ họ tên hoặc điểm chỉ)',
      'Nộp tại Bộ phận tiếp công dân',
    ])
      expect(text).toContain(expected);
  });

  it('of a denunciation never holds who denounces, even when that was given', async () => {
    const text = await read('denunciation', fields);
    expect(text).toContain('ĐƠN TỐ CÁO');
    expect(text).toContain('Họ và tên người tố cáo: \t');
    expect(text).toContain('Ông Lê Văn Cường');
    expect(text).toContain('giữ bí mật');
    for (const personal of ['Nguyễn Thị Ánh', 'Đội Cấn', '0912345678', 'anh@example.com'])
      expect(text).not.toContain(personal);
  });

  it('of a withdrawal names what is withdrawn', async () => {
    const text = await read('withdrawal', fields);
    expect(text).toContain('ĐƠN RÚT KHIẾU NẠI');
    expect(text).toContain('Quyết định thu hồi đất');
    expect(text).toContain('không bị ép buộc');
  });

  it.each<PetitionKind>(['complaint', 'denunciation', 'withdrawal'])(
    'of a %s has dotted lines where nothing is known',
    async (kind) => {
      const text = await read(kind, { to: 'UBND phường' });
      expect(text).not.toMatch(/undefined|null/);
      expect(text.match(/\t/g)?.length).toBeGreaterThan(6);
      expect(text).not.toContain('hướng dẫn');
    },
  );
});
