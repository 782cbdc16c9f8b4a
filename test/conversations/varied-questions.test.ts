import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultsOf } from '../../src/question-file.ts';
import type { Office } from '../chat.ts';
import { openVariedOffice, questionsOn, variedNames } from '../varied-office.ts';

/** How many questions on each plan may go wrong; docs/plans.md tells the figures. */
const missesAllowed: Readonly<Record<string, number>> = {
  'an-sinh-tai-khoan-xa': 2,
  'an-toan-thuc-pham-xa': 0,
  'an-toan-truong-hoc-so': 0,
  'bau-truong-thon-xa': 1,
  'cai-cach-hanh-chinh-huyen': 0,
  'camera-an-ninh-phuong': 0,
  'chat-luong-benh-vien': 1,
  'chat-thai-nhua-tinh': 2,
  'chi-thi-cat-song-tinh': 3,
  'chuong-trinh-cong-tac-phuong': 0,
  'chuong-trinh-hanh-dong-tinh': 0,
  'chuyen-doi-so-nong-nghiep-so': 0,
  'chuyen-doi-so-so': 0,
  'dengue-xa': 0,
  'dich-vu-cong-tinh': 3,
  'du-lich-cong-dong-tinh': 1,
  'giam-ngheo-tinh': 1,
  'ho-kinh-doanh-phuong': 2,
  'ket-luan-phuong': 1,
  'khai-thac-hai-san-dac-khu': 0,
  'kham-suc-khoe-so': 0,
  'kich-cau-du-lich-so': 1,
  'kiem-tra-an-toan-so': 2,
  'kiem-tra-van-ban-tinh': 0,
  'kinh-te-tu-nhan-tinh': 1,
  'ngay-hoi-xa': 1,
  'nghi-quyet-kinh-te-tinh': 0,
  'nha-o-xa-hoi-so': 2,
  'nha-o-xa-hoi-thanh-pho': 0,
  'phan-loai-rac-phuong': 1,
  'pho-bien-phap-luat-so': 0,
  'phong-chay-huyen': 0,
  'phong-chong-ma-tuy-tinh': 1,
  'phong-thien-tai-xa': 0,
  'tiem-chung-xa': 1,
  'tiep-cong-dan-phuong': 0,
  'tre-em-phuong': 1,
  'trong-rung-xa': 0,
  'tuyen-quan-phuong': 0,
  'tuyen-sinh-so': 0,
  've-sinh-moi-truong-xa': 0,
  'via-he-phuong': 0,
};

/** Questions on what no plan says that are answered with lines nearby, or asked back on. */
const toldBeside: readonly string[] = ['DV-13', 'V5A-13', 'V6B-13', 'V6B-14', 'H8C-14'];

const names = await variedNames();
let office: Office;
beforeAll(async () => {
  office = await openVariedOffice();
}, 180_000);
afterAll(() => office.close());

async function answered(turns: readonly string[]): Promise<Awaited<ReturnType<ReturnType<Office['talk']>>>> {
  const say = office.talk();
  const replies = [];
  for (const turn of turns) replies.push(await say(turn));
  const last = replies.at(-1);
  if (!last) throw new Error('no turns');
  return last;
}

describe('questions on plans that nobody has corrected', () => {
  it('are asked of every plan', () =>
    expect(Object.keys(missesAllowed).toSorted()).toEqual(names.toSorted()));

  it.each(names)('%s is answered right', async (name) => {
    const missed = [];
    for (const question of await questionsOn(name)) {
      const faults = faultsOf(question, [await answered(question.turns)]);
      if (faults.length > 0)
        missed.push(`${question.id} ${question.turns.join(' → ')}: ${faults.join('; ')}`);
    }
    expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(missesAllowed[name] ?? 0);
  });

  it.each(names)('%s: what it does not say is never answered', async (name) => {
    const unanswerable = (await questionsOn(name)).filter(({ group }) => group === 'unanswerable');
    expect(unanswerable.length).toBeGreaterThan(0);
    for (const question of unanswerable.filter(({ id }) => !toldBeside.includes(id)))
      expect(faultsOf(question, [await answered(question.turns)]), question.turns.join(' → ')).toEqual([]);
  });

  it.each([
    ['Ai là thư ký đoàn kiểm tra an toàn thực phẩm xã Bắc Hà?', /không/],
    ['Ai làm tổ phó đoàn kiểm tra an toàn thực phẩm xã Bắc Hà?', /^(?!.*(?:Sùng Thị Mai|Giàng A Lử)).*$/su],
    ['Nhà thầu nào lắp máy trạm cho Sở Nội vụ Đồng Tháp?', /không/],
    ['Mức thù lao phun hóa chất ở xã Tân Hòa là bao nhiêu tiền?', /^(?!.*38\.500\.000).*$/su],
    ['Trường nào ở xã Tân Hòa phun hóa chất diệt muỗi?', /^(?!.*\*\*Các trường học.*chủ trì).*$/su],
  ])('%s → nothing that no plan says', async (question, pattern) => {
    expect((await answered([question])).text).toMatch(pattern);
  });

  it('tells the unit of the own level by its short name', async () => {
    const { text } = await answered(['Công an huyện Lương Tài phải làm gì?']);
    expect(text).toContain('Công an huyện');
    expect(text).not.toContain('Công an tỉnh');
  });

  it('tells who is head and who is deputy', async () => {
    const head = await answered(['Trưởng đoàn kiểm tra liên ngành của xã Bắc Hà là ai?']);
    const deputy = await answered(['Ai là Phó Trưởng đoàn kiểm tra liên ngành xã Bắc Hà?']);
    expect(head.text).toContain('Sùng Thị Mai');
    expect(deputy.text).toContain('Giàng A Lử');
  });
});

describe('every answer from them', () => {
  it('quotes only what stands in the source', async () => {
    const fold = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim();
    const { pages } = office.service.livePlans;
    const sources = new Map<string, string>();
    for (const { id } of (await pages.list({ words: '', page: 1 })).rows)
      sources.set(id, fold((await pages.read(id))?.lines.join(' ') ?? ''));
    let cited = 0;
    for (const name of names)
      for (const question of await questionsOn(name))
        for (const { document, quote } of (await answered(question.turns)).answer?.citations ?? []) {
          cited++;
          expect(sources.get(document)).toContain(fold(quote));
        }
    expect(cited).toBeGreaterThan(60);
  });
});
