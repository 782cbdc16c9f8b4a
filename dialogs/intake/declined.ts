import { negation, plain, saysNo } from './words.ts';

const lead = '(?:(?:thoi|da|a|ma|nhung|toi|em|chau|tao|tui) )*';
const unsaid =
  'muon|can|thich|co|biet|ro|nho|neu|noi|cho|de lai|de|khai|xung|gui|anh|tep|hinh|file|ho ten|ten|so dien thoai|dien thoai|so|lien he|email|thong tin|buoc nay|cau nay|ngay|nua|them|dau|gi|het|a|nhe|nha';
const left = new RegExp(`^${lead}(?:${negation}|bo qua)(?: (?:${unsaid}))*$`, 'u');

/** "Không nêu", "bỏ qua", "thôi tôi không muốn để lại số": the step is left out. */
export function declines(text: string): boolean {
  return saysNo(text) || left.test(plain(text).replace(/[,.;]/g, ''));
}

const nameless = new RegExp(
  `(?:${negation}) (?:muon |can |thich )?(?:neu|noi|cho|de lo|khai|xung|tiet lo)|an danh|giau ten|nac danh`,
  'u',
);

/** "Tôi không muốn nêu tên", "ẩn danh". */
export function prefersNoName(text: string): boolean {
  return nameless.test(plain(text));
}

/** A sentence about oneself, or about what is to be sent, is no name. */
export function isNoName(name: string): boolean {
  return /^(?:toi|tao|tui)\b|\b(?:phan anh|khieu nai|to cao|kien nghi|gop y|ho so)\b/u.test(plain(name));
}
