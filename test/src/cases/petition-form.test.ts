import mammoth from 'mammoth';
import { describe, expect, it } from 'vitest';
import { openZip } from '../../../knowledge/reading/zip-parts.ts';
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

/** The text and the styles inside the file. */
async function parts(kind: PetitionKind) {
  const zip = openZip(Buffer.from(await petitionForm(kind, { to: 'UBND phường' })));
  return { xml: zip.read('word/document.xml') ?? '', styles: zip.read('word/styles.xml') ?? '' };
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
      '1. Bản sao quyết định',
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

  it('of a proposal asks for no identity card', async () => {
    const text = await read('proposal', { ...fields, place: 'Phố Đội Cấn' });
    for (const expected of ['ĐƠN KIẾN NGHỊ, PHẢN ÁNH', 'Nguyễn Thị Ánh', 'Phố Đội Cấn', 'Huỷ quyết định'])
      expect(text).toContain(expected);
    expect(text).not.toMatch(/CCCD|hộ chiếu/u);
  });

  it('of a withdrawal names what is withdrawn', async () => {
    const text = await read('withdrawal', fields);
    expect(text).toContain('ĐƠN RÚT KHIẾU NẠI');
    expect(text).toContain('Quyết định thu hồi đất');
    expect(text).toContain('không bị ép buộc');
  });

  it('is a page as Word lays papers out: A4, its margins, its typeface, real tabs, numbers from page two', async () => {
    const { xml, styles } = await parts('complaint');
    const size = /<w:pgSz w:w="(\d+)" w:h="(\d+)"/u.exec(xml) ?? [];
    const margins = ['top', 'right', 'bottom', 'left'].map((side) =>
      Number(new RegExp(`<w:pgMar[^>]*w:${side}="(\\d+)"`, 'u').exec(xml)?.[1]),
    );
    const millimetres = (twips: number) => Math.round((twips * 25.4) / 1440);
    expect(size.slice(1).map((twips) => millimetres(Number(twips)))).toEqual([210, 297]);
    expect(margins.map(millimetres)).toEqual([20, 20, 20, 30]);
    expect(styles).toMatch(/Times New Roman/u);
    expect(styles).toMatch(/<w:sz w:val="28"/u);
    expect(xml).toContain('<w:titlePg/>');
    expect(xml.match(/<w:tab\/>/gu)?.length).toBeGreaterThan(10);
    // A tab that is only a character is no tab to Word: the dotted line would not be there.
    expect(xml).not.toMatch(/<w:t[^>]*>[^<]*\t/u);
  });

  it.each<PetitionKind>(['complaint', 'denunciation', 'proposal', 'withdrawal'])(
    'of a %s has dotted lines where nothing is known',
    async (kind) => {
      const text = await read(kind, { to: 'UBND phường' });
      expect(text).not.toMatch(/undefined|null/);
      expect(text.match(/\t/g)?.length).toBeGreaterThan(6);
      expect(text).not.toContain('hướng dẫn');
    },
  );
});
