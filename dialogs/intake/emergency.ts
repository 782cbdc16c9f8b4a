import { plain } from './words.ts';

/** Marks decide where there are any: "cháy" is a fire, "chạy" runs. */
const hasMarks = /[\p{M}đ]/u;

/** Danger that is under way, in words with marks and without. */
const dangers: readonly RegExp[] = [
  /(?:đang|bị|vừa|mới|có|phát|bốc) cháy|cháy (?:nhà|lớn|to|rừng|xe|chợ|rồi|kìa|quá|dữ)|hoả hoạn|hỏa hoạn|cháy nổ (?:ở|tại|lớn)/u,
  /(?:có|bị|gặp|xảy ra|vừa|đang|một vụ) (?:\p{L}+ ){0,2}tai nạn|tai nạn (?:rồi|ở|tại|trên|giao thông (?:ở|tại|trên|nghiêm trọng))|người bị thương|bất tỉnh|chảy máu nhiều/u,
  /tự tử|tự sát|không muốn sống|(?:muốn|định) chết|nhảy (?:cầu|lầu)/u,
  /(?:đang|có|vừa) (?:\p{L}+ ){0,3}(?:đánh nhau|đâm chém|chém nhau|ẩu đả|hành hung)|đang (?:bị )?(?:đánh|đập|cướp)|(?:bị|có) cướp/u,
  /cấp cứu (?:với|gấp|ngay|giúp)|(?:gọi|cần|phải) (?:xe )?cấp cứu|cứu (?:tôi|em|với|người)|(?:đang |bị |vừa )(?:đuối nước|ngạt khí|điện giật|sập nhà)|nguy hiểm đến tính mạng/u,
];
const unmarked: readonly RegExp[] = [
  /\b(?:dang|bi|vua|phat|boc) chay\b(?! (?:xe|chuong trinh|bo|theo|ve|nhanh|thu|lai))|\bchay (?:nha|rung|cho)\b|\bhoa hoan\b/u,
  /\b(?:co|bi|gap|xay ra) (?:\w+ ){0,2}tai nan\b|\btai nan (?:roi|o|tai|tren)\b|\bnguoi bi thuong\b|\bbat tinh\b/u,
  /\btu tu di\b|\b(?:muon|dinh) (?:tu tu|tu sat|chet)\b|\bkhong muon song\b|\bco nguoi tu tu\b/u,
  /\b(?:dang|co|vua) (?:\w+ ){0,3}(?:danh nhau|dam chem|chem nhau|au da|hanh hung)\b|\bdang bi (?:danh|cuop)\b/u,
  /\bcap cuu (?:voi|gap|ngay|giup)\b|\b(?:goi|can) (?:xe )?cap cuu\b|\bcuu (?:toi|em|voi)\b|\bdang duoi nuoc\b/u,
];

/** Not now, not here, or only a word: a plan's subject, a habit, the past, a burnt-out lamp. */
const harmless: readonly RegExp[] = [
  /phong chay|chua chay|pccc|cuu nan cuu ho|cong tac|ke hoach|chu tri|phoi hop|nhiem vu|thoi han|dien tap|tap huan/u,
  /khong (?:he )?(?:co |bi |xay ra )?(?:chay|tai nan|danh nhau)|da (?:dap|duoc dap) tat|dap (?:tat|xong)|da het|da xong/u,
  /\b(?:hay|thuong|de|co the|co nguy co|nguy co|so|ngua|tranh|phong|gay ra nhieu|tung|thuong xuyen) (?:xay ra |gay |bi |co )?(?:\w+ )?(?:chay|tai nan|danh nhau|bi thuong|cuop|duoi nuoc|dien giat)\b/u,
  /nam (?:ngoai|truoc)|thang truoc|tuan truoc|hom (?:truoc|no|qua)|lau roi/u,
  /chay (?:bong|den|cau chi|may|hang|may bom|dien ap|bien ap cu)|(?:den|bong|bong den|cau chi)(?: \w+){0,2} (?:bi )?chay|ban chay/u,
  /bao hiem tai nan|tro cap tai nan|che do tai nan|phong cap cuu|xe cap cuu do|khoa cap cuu/u,
];

/** "Nhà bên đang cháy" is an emergency; "ai chủ trì phòng cháy chữa cháy" and "đèn cháy bóng" are not. */
export function isEmergency(text: string): boolean {
  if (text.length > 2_000) return false;
  const words = plain(text);
  if (harmless.some((pattern) => pattern.test(words))) return false;
  const marked = text.normalize('NFC').toLowerCase();
  return hasMarks.test(text.normalize('NFD').toLowerCase())
    ? dangers.some((pattern) => pattern.test(marked))
    : unmarked.some((pattern) => pattern.test(words));
}
