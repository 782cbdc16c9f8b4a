import type { Plan } from '../../../knowledge/assignment.ts';
import { seeded } from '../synthesise.ts';

/** What synthetic plans are made of: pieces of real ones. */
export interface Material {
  readonly clauses: readonly string[];
  readonly tasks: readonly string[];
  readonly headings: readonly string[];
}

/** A plan as an office would type it, to be read by the parser like any other. */
export interface SyntheticPlan {
  readonly id: string;
  readonly source: string;
}

/** So many plans come from one office, over several years. */
export const plansPerOffice = 40;

const names =
  'An Bình Cẩm Châu Đại Đông Đức Giang Hòa Hưng Khánh Kim Lâm Lộc Long Minh Mỹ Nam Ninh Phú Phúc Quang Sơn Tân Tây Thái Thanh Thạnh Thọ Thịnh Tiên Trung Trường Tường Vân Vĩnh Xuân Yên'.split(
    ' ',
  );
const units = [
  'Văn phòng HĐND và UBND',
  'Phòng Kinh tế',
  'Phòng Văn hóa - Xã hội',
  'Trung tâm Phục vụ hành chính công',
  'Công an',
  'Ban Chỉ huy Quân sự',
  'Ủy ban Mặt trận Tổ quốc Việt Nam',
  'Trạm Y tế',
  'Đoàn Thanh niên',
  'Hội Liên hiệp Phụ nữ',
  'Hội Nông dân',
  'Phòng Tài chính - Kế hoạch',
];
const matters = [
  'chuyển đổi số',
  'cải cách hành chính',
  'phòng chống thiên tai',
  'khoa học và công nghệ',
  'giảm nghèo bền vững',
  'an toàn thực phẩm',
  'bảo vệ môi trường',
  'tuyên truyền phổ biến pháp luật',
  'phát triển du lịch',
  'giáo dục và đào tạo',
  'an toàn giao thông',
  'văn hóa cơ sở',
  'tiếp công dân',
  'phòng cháy chữa cháy',
  'xây dựng nông thôn mới',
  'đo lường chất lượng',
  'kiểm soát thủ tục hành chính',
  'thi đua khen thưởng',
  'dân số và gia đình',
  'quản lý đất đai',
];

/** Pieces of real plans: the language of what is made from them is that of plans, the plans are nobody's. */
export function materialOf(plans: readonly Plan[]): Material {
  const words = (text: string) => text.trim().split(/\s+/u);
  const cut = (texts: readonly string[], least: number, most: number) => [
    ...new Set(
      texts
        .flatMap((text) => text.split(/[,;.:()“”"|]+|\svà\s/u))
        .map((part) => words(part).slice(0, most).join(' '))
        .filter((part) => words(part).length >= least && !/\d/u.test(part)),
    ),
  ];
  return {
    clauses: cut(
      plans.flatMap(({ passages }) => passages.map(({ text }) => text)),
      4,
      14,
    ),
    tasks: cut(
      plans.flatMap(({ assignments }) => assignments.map(({ task }) => task)),
      5,
      12,
    ),
    headings: cut(
      plans.flatMap(({ passages }) => passages.flatMap(({ headings }) => headings)),
      3,
      10,
    ),
  };
}

/** The plan with this number, the same whenever it is asked for: about a hundred passages, half of them duties. */
export function syntheticPlan(number: number, { clauses, tasks, headings }: Material): SyntheticPlan {
  const random = seeded(number + 1);
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? '';
  const upTo = (most: number) => Math.floor(random() * most);
  const office = Math.floor(number / plansPerOffice);
  const level = office % 5 === 0 ? 'phường' : 'xã';
  const place = `${names[office % names.length]} ${names[(office * 7 + Math.floor(office / names.length) + 3) % names.length]}`;
  const year = 2021 + (number % 6);
  const lower = (text: string) => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
  const upper = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
  const matter = `${pick(matters)} và ${pick(matters)}`;
  const when = () =>
    [
      `trước ngày ${1 + upTo(28)}/${1 + upTo(12)}/${year}`,
      `trong tháng ${1 + upTo(12)}/${year}`,
      `trong quý ${['I', 'II', 'III', 'IV'][upTo(4)]}/${year}`,
      `trong năm ${year}`,
    ][upTo(4)];
  const task = () =>
    `${lower(pick(tasks))} ${lower(pick(clauses))} tại ${pick(['thôn', 'tổ dân phố', 'khu', 'cụm'])} ${pick(names)} ${pick(names)}`;
  const duty = () => {
    const lead = pick(units);
    return `- ${lead} ${level} chủ trì, phối hợp với ${pick(units.filter((unit) => unit !== lead))} ${level} ${task()}, ${lower(pick(clauses))}; hoàn thành ${when()}.`;
  };
  const prose = () => `- ${upper(pick(clauses))} ${lower(pick(clauses))}, ${lower(pick(clauses))}.`;
  const lines = [
    'ỦY BAN NHÂN DÂN',
    `${level.toUpperCase()} ${place.toUpperCase()}`,
    `Số: ${1 + (number % 397)}/KH-UBND`,
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    `${place}, ngày ${1 + upTo(28)} tháng ${1 + upTo(12)} năm ${year}`,
    '',
    'KẾ HOẠCH',
    `${upper(matter)} năm ${year}`,
    `trên địa bàn ${level} ${place}`,
    '',
    `Thực hiện Quyết định số ${1 + upTo(3000)}/QĐ-UBND ngày ${1 + upTo(28)}/${1 + upTo(12)}/${year - 1} của Ủy ban nhân dân tỉnh về ${lower(pick(tasks))}, Ủy ban nhân dân ${level} ${place} ban hành Kế hoạch ${matter} năm ${year} như sau:`,
    '',
    'I. MỤC ĐÍCH, YÊU CẦU',
    ...Array.from({ length: 6 }, prose),
    'II. NỘI DUNG THỰC HIỆN',
    ...Array.from({ length: 7 + upTo(3) }, (_, section) => [
      `${section + 1}. ${upper(pick(headings))} ${lower(pick(clauses))}`,
      ...Array.from({ length: 3 + upTo(3) }, duty),
      ...Array.from({ length: 3 + upTo(3) }, prose),
    ]).flat(),
    'III. TỔ CHỨC THỰC HIỆN',
    ...units.slice(0, 5).flatMap((unit, at) => [`${at + 1}. ${unit} ${level}`, `- ${upper(task())}.`]),
    `Trên đây là Kế hoạch ${matter} năm ${year} của Ủy ban nhân dân ${level} ${place}./.`,
    '',
    'Nơi nhận:',
    '- UBND tỉnh;',
    `- Các đơn vị thuộc ${level};`,
    '- Lưu: VT.',
    '',
    'TM. ỦY BAN NHÂN DÂN',
    'CHỦ TỊCH',
    '',
    `Nguyễn Văn ${pick(names)}`,
    '',
  ];
  return { id: `t-${String(number).padStart(6, '0')}`, source: lines.join('\n') };
}
