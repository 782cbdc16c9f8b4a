import { squeeze } from '../text.ts';

/** Abbreviations of administrative Vietnamese that no document explains. Office-neutral. */
export const commonAbbreviations: Readonly<Record<string, string>> = {
  UBND: 'Ủy ban nhân dân',
  UBNDTP: 'Ủy ban nhân dân thành phố',
  TP: 'thành phố',
  HĐND: 'Hội đồng nhân dân',
  UBMTTQ: 'Ủy ban Mặt trận Tổ quốc',
  MTTQ: 'Mặt trận Tổ quốc',
  'KH&CN': 'Khoa học và Công nghệ',
  KHCN: 'Khoa học và Công nghệ',
  'KH&ĐT': 'Kế hoạch và Đầu tư',
  'TC-KH': 'Tài chính - Kế hoạch',
  'TT&TT': 'Thông tin và Truyền thông',
  'GD&ĐT': 'Giáo dục và Đào tạo',
  'TN&MT': 'Tài nguyên và Môi trường',
  'NN&PTNT': 'Nông nghiệp và Phát triển nông thôn',
  'LĐTB&XH': 'Lao động - Thương binh và Xã hội',
  'LĐ-TB&XH': 'Lao động - Thương binh và Xã hội',
  'VH-XH': 'Văn hóa - Xã hội',
  'VH&TT': 'Văn hóa và Thông tin',
  'VHTT&DL': 'Văn hóa, Thể thao và Du lịch',
  TCĐLCL: 'Tiêu chuẩn Đo lường Chất lượng',
  ĐMST: 'Đổi mới sáng tạo',
  SHTT: 'Sở hữu trí tuệ',
  CNTT: 'Công nghệ thông tin',
  TTHC: 'thủ tục hành chính',
  CCHC: 'cải cách hành chính',
  HTQLCL: 'Hệ thống quản lý chất lượng',
  QLCL: 'quản lý chất lượng',
  BCĐ: 'Ban Chỉ đạo',
  VP: 'Văn phòng',
  GĐ: 'Giám đốc',
  PGĐ: 'Phó Giám đốc',
  PCT: 'Phó Chủ tịch',
  BTV: 'Ban Thường vụ',
  BCH: 'Ban Chấp hành',
  CCVC: 'công chức, viên chức',
};

const pattern = (short: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}&])${short.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')}(?![\\p{L}\\p{N}&])`, 'gu');

/** Longest first, so that "KH&CN" is tried before "KH". */
const common = Object.entries(commonAbbreviations)
  .toSorted((a, b) => b[0].length - a[0].length)
  .map(([short, long]) => ({ short, long, pattern: pattern(short) }));

/** "Chi cục TCĐLCL" → "Chi cục Tiêu chuẩn Đo lường Chất lượng". */
export function expandAbbreviations(text: string, own: Readonly<Record<string, string>> = {}): string {
  let out = text;
  for (const [short, long] of Object.entries(own))
    if (out.includes(short)) out = out.replace(pattern(short), long);
  for (const entry of common) if (out.includes(entry.short)) out = out.replace(entry.pattern, entry.long);
  return out;
}

/**
 * What the document explains itself: "Sở Khoa học và Công nghệ (sau đây gọi tắt là Sở)",
 * "Hệ thống quản lý chất lượng (HTQLCL)", "khoa học, công nghệ và sáng kiến sáng tạo (KHCN&SKST)".
 */
export function learnAbbreviations(texts: readonly string[]): Record<string, string> {
  const learned: Record<string, string> = {};
  for (const text of texts) {
    for (const match of text.matchAll(/\((?<inside>[^()]{2,60})\)/gu)) {
      const inside = match.groups?.['inside'] ?? '';
      const before = text.slice(Math.max(0, match.index - 140), match.index);
      const called = /^sau đây (?:gọi|viết) (?:tắt )?là:?\s*["“]?(?<short>[^"”]{1,30})["”]?$/iu.exec(inside);
      if (called) {
        const name = /(?:^|[,;.]\s*)(?<name>\p{Lu}[^,;.()]*)$/u.exec(squeeze(before))?.groups?.['name'];
        const short = called.groups?.['short'];
        if (name && short) learned[squeeze(short)] = name;
      } else if (/^\p{Lu}[\p{Lu}\d&-]{1,11}$/u.test(inside)) {
        const name = initialsMatch(squeeze(before.replace(/^.*[()]/u, '')).split(' '), inside);
        if (name) learned[inside] ??= name;
      }
    }
  }
  return learned;
}

/** The last words whose first letters spell the abbreviation; "và" and punctuation may be left out. */
function initialsMatch(words: readonly string[], short: string): string | undefined {
  const letters = short.replace(/[^\p{L}]/gu, '').toUpperCase();
  for (let from = words.length - 1; from >= Math.max(0, words.length - letters.length * 2 - 2); from--) {
    const taken = words.slice(from);
    const spelled = (skipAnd: boolean): string =>
      taken
        .filter((word) => !(skipAnd && /^(?:và|về|của|-|–)$/u.test(word)))
        .map((word) => word.replace(/[^\p{L}]/gu, '').charAt(0))
        .join('')
        .toUpperCase();
    if (spelled(true) === letters || spelled(false) === letters) return taken.join(' ').replace(/[,;]$/u, '');
  }
  return undefined;
}
