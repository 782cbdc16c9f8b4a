import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Office } from '../chat.ts';
import { openOfficeWith } from '../varied-office.ts';

const plan = `UBND TỈNH BẾN TRE
SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 14/KH-STNMT
Bến Tre, ngày 15 tháng 01 năm 2026

KẾ HOẠCH
Tập huấn phân loại rác thải năm 2026

I. KINH PHÍ
Kinh phí tập huấn: 85.000.000 đồng từ ngân sách tỉnh.

Rác tái chế là giấy, nhựa, kim loại còn bán lại được.

II. TỔ CHỨC THỰC HIỆN
1. Chi cục Bảo vệ môi trường
Chủ trì tập huấn cho cán bộ xã, phường, hoàn thành trước ngày 30/5/2026.
2. Ban Quản lý bến xe
Sửa mái che khu phân loại tại bến xe Hàm Luông, hoàn thành trước ngày 10/6/2026.

GIÁM ĐỐC



Trần Văn Nam
`;

let office: Office;
beforeAll(async () => {
  office = await openOfficeWith([['rac-thai', plan]]);
});
afterAll(() => office.close());

async function last(...turns: string[]) {
  const say = office.talk();
  let said: Awaited<ReturnType<typeof say>> | undefined;
  for (const turn of turns) said = await say(turn);
  if (!said) throw new Error('no turns');
  return said;
}

const question = 'Tiền cho tập huấn là bao nhiêu?';

describe('the office asked for', () => {
  it.each(['cua so tai nguyen moi truong ben tre', 'sở môi trường Bến Tre', 'môi trường bến tre'])(
    'goes on with the question when told as “%s”',
    async (reply) => {
      expect((await last(question)).answer?.kind).toBe('clarify');
      expect((await last(question, reply)).text).toContain('85.000.000');
    },
  );

  it.each(['phan anh rac o ben tre', 'Rác đổ đầy đường ở Bến Tre mấy hôm nay'])(
    'is not all that “%s” says',
    async (reply) => {
      const said = await last(question, reply);
      expect(said.answer?.kind).toBe('form');
      expect(said.text).not.toContain('85.000.000');
    },
  );

  it('may come with which of its matters is meant', async () => {
    const said = await last(
      'Phải hoàn thành trước ngày nào?',
      'Sở Tài nguyên và Môi trường Bến Tre, việc sửa mái che',
    );
    expect(said.text).toContain('10/6');
  });
});

describe('an office that is not named', () => {
  it('is the one whose plans alone know the place', async () => {
    expect((await last('Việc sửa mái che ở bến xe Hàm Luông phải xong trước ngày nào?')).text).toContain(
      '10/6',
    );
    const unsaid = await last('Giá vé vào bến xe Hàm Luông là bao nhiêu?');
    expect(unsaid.answer?.kind).toBe('abstain');
    expect(unsaid.text).toContain('Bến Tre');
  });

  it('has nothing on the most of something where no line says so', async () => {
    const said = await last('xã nào ở Bến Tre có nhiều cán bộ tập huấn nhất');
    expect(said.answer?.kind).toBe('abstain');
  });
});

describe('what is asked for', () => {
  it('is answered, not taken for a report: a phone number', async () => {
    const said = await last('cho mình xin số điện thoại Ban Quản lý bến xe ở Bến Tre');
    expect(said.answer?.kind).toBe('abstain');
    expect(said.text).toContain('không ghi số điện thoại');
  });

  it('is the meaning of a word that a passage begins by explaining', async () => {
    const said = await last('rác tái chế trong kế hoạch của Bến Tre là rác gì');
    expect(said.text).toContain('bán lại được');
  });

  it('is no amount of something else', async () => {
    expect((await last('Chi cục ở Bến Tre được trả lương bao nhiêu tiền?')).text).not.toContain('85.000.000');
  });
});
