import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loggedIn, startSite, type Person, type Site } from './harness.ts';

const addPath = '/console/them-ke-hoach';

let site: Site;
let clerk: Person;

const sourceOf = (number: number) => `ỦY BAN NHÂN DÂN
XÃ TÂN PHONG
Số: ${number}/KH-UBND
Tân Phong, ngày 12 tháng 01 năm 2026

KẾ HOẠCH
${number % 2 === 0 ? 'Chuyển đổi số' : 'Phòng chống dịch'} năm 2026

I. NHIỆM VỤ
1. Phòng Kinh tế chủ trì tổ chức tập huấn; hoàn thành trước ngày 30/9/2026.
`;

async function addPlans(from: number, to: number): Promise<void> {
  for (let number = from; number <= to; number += 1) {
    const read = {
      format: 'text',
      fileName: 'a.txt',
      sha256: `${number}`,
      source: sourceOf(number),
    } as const;
    await site.plans.work.add(read, `plan-${number}`, { by: 'test', now: site.now() });
  }
}

beforeAll(async () => {
  site = await startSite();
  await site.account('van.thu', ['clerk']);
  clerk = await loggedIn(site, 'van.thu');
}, 60_000);
afterAll(() => site.close());

const options = (page: string) => [...page.matchAll(/<option value="([^"]*)"/g)].map(([, value]) => value);
const open = async (path: string) => (await clerk.get(path)).text();

describe('the form that adds a plan', { timeout: 120_000 }, () => {
  it('offers every plan where they are few', async () => {
    await addPlans(1, 3);
    const page = await open(addPath);
    expect(options(page)).toEqual(['', 'plan-1', 'plan-2', 'plan-3']);
    expect(page).not.toContain('id="tim"');
  });

  it('has a plan looked for where they are many, without losing the one that was chosen', async () => {
    await addPlans(4, 105);
    const page = await open(addPath);
    expect(options(page)).toEqual(['']);
    expect(page).toContain('Hệ thống có 105 kế hoạch.');
    const found = await open(`${addPath}?tim=${encodeURIComponent('phong chong dich 77/kh')}`);
    expect(options(found)).toEqual(['', 'plan-77']);
    expect(found).toContain('Tìm thấy 1 kế hoạch');
    const many = await open(`${addPath}?tim=2026`);
    expect(options(many)).toHaveLength(101);
    expect(many).toContain('Tìm thấy 105 kế hoạch, ở đây có 100');
    expect(await open(`${addPath}?tim=khong+co`)).toContain('Không có kế hoạch nào khớp.');
    const chosen = await open(`${addPath}?cua=plan-50&tim=${encodeURIComponent('77/kh')}`);
    expect(chosen).toMatch(/<option value="plan-50" selected>/);
    expect(options(chosen)).toEqual(['', 'plan-50', 'plan-77']);
  });

  it('takes a new version of a plan that is there, and of no other', async () => {
    const pasted = { 'van-ban': sourceOf(500), cua: 'plan-77' };
    const answer = await clerk.post(addPath, pasted);
    expect(answer.status).toBe(303);
    const job = answer.headers.get('location') ?? '';
    await expect.poll(() => open(job), { timeout: 30_000 }).toContain('Đã đọc xong');
    expect((await site.plans.work.open('plan-77'))?.version).toMatchObject({ version: 2, state: 'draft' });
    expect((await clerk.post(addPath, { ...pasted, cua: 'khong-co' })).status).toBe(422);
  });

  it('shows the list page by page, as it is now', async () => {
    const list = await open('/console/ke-hoach');
    expect(list).toContain('105 kế hoạch');
    expect(list.match(/class="plans__title"/g)).toHaveLength(50);
    expect((await open('/console/ke-hoach?trang=3')).match(/class="plans__title"/g)).toHaveLength(5);
    expect(await open('/console/ke-hoach?tim=500%2FKH')).toContain('1 kế hoạch');
  });
});
