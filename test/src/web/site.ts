import type { PlanReader, ReadablePlan } from '../../../src/web/plan-reader.ts';
import { Assets } from '../../../src/web/assets.ts';
import { createWebPages, type WebPagesParts } from '../../../src/web/pages.ts';
import { createShelf } from '../../../src/plan-pages.ts';
import { choices, citedDocument } from '../channels/direct-line/office-bot.ts';
import { type Service, type ServiceOptions, startService } from '../channels/direct-line/service.ts';

export const plan: ReadablePlan = {
  id: citedDocument,
  title: 'Kế hoạch thực hiện Mục tiêu chất lượng năm 2023',
  number: null,
  symbol: 'KH-SKHCN',
  issuer: 'Sở Khoa học và Công nghệ Hải Phòng',
  issuedOn: '2023-02-09',
  year: 2023,
  signer: { name: 'Trần Quang Tuấn', title: 'Giám đốc' },
  sections: [
    { number: 'I', title: 'MỤC TIÊU', lines: [2, 4] },
    { number: 'I.1', title: 'Đánh giá nội bộ', lines: [3, 4] },
  ],
  lines: [
    'ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG <script>alert(1)</script>',
    'I. MỤC TIÊU',
    'Tổ chức đánh giá nội bộ hệ thống quản lý chất lượng trong',
    'tháng 6/2023; Ban Chỉ đạo ISO chịu trách nhiệm.',
    '',
    'Nơi nhận: Lưu VT.',
  ],
  notes: [{ lines: [3, 4], text: 'Kế hoạch ISO của Sở ghi quý III/2023.' }],
  quotes: [
    {
      lines: [3, 4],
      pieces: ['hệ  thống quản lý chất lượng trong tháng 6/2023', 'Ban Chỉ đạo ISO'.normalize('NFD')],
    },
  ],
};

export const scan: ReadablePlan = {
  ...plan,
  id: '004-hai-phong-iso-2023-ocr',
  title: 'Kế hoạch duy trì, cải tiến HTQLCL năm 2023',
  lines: ['Dánh giá nội bộ dinh ky', 'truóc ngày 30/6'],
  restoredLines: ['Đánh giá nội bộ định kỳ', 'trước ngày 30/6'],
  notes: [],
};

export const plans: PlanReader = {
  list: createShelf([plan, scan]),
  read: (id) => [plan, scan].find((one) => one.id === id),
};

/** They never change: what one site has compressed serves the next. */
const assets = Assets.load();

/** The whole public site around the channel: real server, real pages, small bot. */
export async function startSite(
  pages: Partial<WebPagesParts> = {},
  options: ServiceOptions = {},
): Promise<Service> {
  const site = createWebPages({
    assets: await assets,
    office: 'Sở Khoa học và Công nghệ Hải Phòng',
    person: 'ông/bà',
    starters: choices,
    plans,
    origins: options.origins ?? [],
    ...pages,
  });
  return startService({
    ...options,
    mountMore: (server) => {
      site.mount(server);
      options.mountMore?.(server);
    },
  });
}
