import type { Draft } from './draft.ts';
import { plain, syllablesOf } from './words.ts';

const phone = /(?<![\d/.-])(?:\+?84|0)(?:[\s.-]?\d){8,10}(?![\s.-]?\d|[/])/u;
const email = /[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/u;
const decision = /(?<![\p{L}\d])\d+[\p{L}\d]*\/(?:\d{4}\/)?[A-ZĐ]{2,}(?:[-–][A-ZĐ&]+)*/u;

/** "gọi tôi 0912 345 678" → "0912345678". Undefined when no telephone number is there. */
export function phoneIn(text: string): string | undefined {
  const digits = phone.exec(text)?.[0].replace(/\D/g, '').replace(/^84/, '0');
  return digits && /^0\d{9,10}$/.test(digits) ? digits : undefined;
}

export function emailIn(text: string): string | undefined {
  return email.exec(text)?.[0];
}

/** "Quyết định số 12/QĐ-UBND" → "12/QĐ-UBND". */
export function decisionNumberIn(text: string): string | undefined {
  return decision.exec(text)?.[0];
}

/** "ngày 15/10/2026", "3 tháng 9", "hôm qua" → ISO. Without a year it is the latest such day that has been. */
export function dateIn(text: string, today: string): string | undefined {
  const words = plain(text);
  const ago = { 'hom nay': 0, 'sang nay': 0, 'chieu nay': 0, 'hom qua': 1, 'hom kia': 2 };
  for (const [word, days] of Object.entries(ago)) if (words.includes(word)) return daysBefore(today, days);
  const written =
    /(?<!\d)(?<d>\d{1,2}) ?[/.-] ?(?<m>\d{1,2})(?: ?[/.-] ?(?<y>\d{4}|\d{2}))?(?![\d/])/u.exec(words) ??
    /(?<!\d)(?<d>\d{1,2}) (?:thang|thg) (?<m>\d{1,2})(?:,? ?(?:nam )?(?<y>\d{4}))?/u.exec(words);
  const { d, m, y } = written?.groups ?? {};
  if (!d || !m) return undefined;
  if (y) return day(y.length === 2 ? `20${y}` : y, m, d);
  const year = Number(today.slice(0, 4));
  const thisYear = day(String(year), m, d);
  return thisYear && thisYear > today ? day(String(year - 1), m, d) : thisYear;
}

function day(y: string, m: string, d: string): string | undefined {
  const iso = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined;
}

function daysBefore(today: string, days: number): string {
  return new Date(Date.parse(`${today}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

const capital = String.raw`\p{Lu}[\p{L}\d]*(?:\s+\p{Lu}[\p{L}\d]*)*`;
const numbered = String.raw`\d[\p{L}\d]*(?:[/-]\d[\p{L}\d]*)*`;
const spots = [
  'số nhà|đường số|phố số|số|đường|phố|ngõ|ngách|hẻm|kiệt|tổ dân phố|tổ|khu phố|khu đô thị|khu tập thể|khu|thôn|xóm|ấp|bản',
  'chợ|cầu|ngã ba|ngã tư|ngã năm|trường|công viên|quốc lộ|tỉnh lộ|chung cư|phường|xã|thị trấn|cột điện',
].join('|');
const before = 'đối diện|trước|cạnh|sau|gần|đầu|cuối';
/** Either case of the first letter: the name after it tells by its capitals where it ends, so case must count. */
const eitherCase = (words: string) =>
  words
    .split('|')
    .map((word) => `[${word.charAt(0)}${word.charAt(0).toUpperCase()}]${word.slice(1)}`)
    .join('|');
const spot = new RegExp(
  String.raw`(?<![\p{L}\d])(?:(?:${eitherCase(before)})\s+)?(?<spot>${eitherCase(spots)})\s+(?:${numbered}(?:\s+${capital})?|${capital})(?![\p{L}\d]|/\p{L})`,
  'gu',
);
/** "ở 12 Lê Lợi": a number before a name is a house, where a word of place stands before it. */
const house = new RegExp(
  String.raw`(?<![\p{L}\d])(?:${eitherCase('ở|tại|trước|gần|cạnh|sau|đối diện')})\s+(?<spot>\d{1,4}[A-Za-z]?(?:\/\d+[A-Za-z]?)*\s+\p{Lu}[\p{L}\d]*(?:\s+\p{Lu}[\p{L}\d]*)+)`,
  'gu',
);
/** "cổng trường tiểu học Ngọc Hà", "chùa Một Cột": what everybody in the ward knows. */
const landmark =
  /(?<![\p{L}\d])(?:[Tt]rường\s+(?:tiểu học|mầm non|mẫu giáo|trung học(?:\s+(?:cơ sở|phổ thông))?|cấp \d|THCS|THPT)|[Bb]ệnh viện|[Tt]rạm [Yy] tế|[Nn]hà văn h(?:óa|oá)|[Đđ]ình|[Cc]hùa|[Bb]ến xe|[Ss]iêu thị|[Ss]ân vận động)\s+\p{Lu}[\p{L}\d]*(?:\s+\p{Lu}[\p{L}\d]*)*/gu;
const onlyArea = /^(?:phường|xã|thị trấn)$/iu;

const lowSpot =
  /\b(?:o|tai|tren|truoc|gan|dau|cuoi|doc|doan) ((?:duong|pho|ngo|ngach|hem|kiet|thon|xom|ap|cho|cau|nga ba|nga tu|to dan pho|so nha) (?:[\p{L}\d]+ ?){1,4})/u;
/** "so 45 ngo 3 pho doi can": numbered places one after the other, then perhaps the street. */
const lowNumbers =
  /(?<!\b(?:ho|dinh|van|dien thoai|cong) )\b(?:so(?: nha)?|ngo|ngach|hem|kiet|to(?: dan pho)?) \d{1,4}[a-z]?(?:\/\d+)*(?![\d/])(?:,? (?:ngo|ngach|hem|kiet|to(?: dan pho)?) \d{1,4}[a-z]?(?:\/\d+)*(?![\d/]))*(?:,? (?:duong|pho) (?:[\p{L}\d]+ ?){1,3})?/u;
const notName = new Set(
  'bi co dang da se thi la ma rat nay kia do day hong xau lon nho truoc sau gan nha vao ra di ve den cua khong chua va tu nen luc khi toi chung nguoi qua lai nhieu hay vua moi ngap lun sut o tai tren duoi phuong xa quan huyen thanh tinh'.split(
    ' ',
  ),
);

/**
 * "Đường Lê Lợi, phường Ngọc Trạo": the named places of the message. Undefined when there is none that
 * someone could be sent to; a ward alone is none.
 */
export function placeIn(text: string): string | undefined {
  const houses = [...text.matchAll(house)].map(({ groups }) => groups?.['spot'] ?? '');
  const known = [...houses, ...[...text.matchAll(landmark)].map(([place]) => place)];
  const found = [...text.matchAll(spot)];
  if (known.length > 0)
    return [...new Set([...known, ...found.map(([place]) => place)])].join(', ').replace(/\s+/g, ' ');
  if (found.some(({ groups }) => !onlyArea.test(groups?.['spot'] ?? '')))
    return [...new Set(found.map(([place]) => place))].join(', ').replace(/\s+/g, ' ');
  if (/\p{Lu}/u.test(text.slice(1))) return undefined;
  const numbers = lowNumbers.exec(plain(text))?.[0];
  if (numbers !== undefined) return original(text, untilNoName(numbers));
  const low = lowSpot.exec(plain(text))?.[1]?.trim().split(' ') ?? [];
  const kind = /^(?:nga|to|so)$/u.test(low[0] ?? '') ? (low[0] === 'to' ? 3 : 2) : 1;
  const end = low.findIndex((word, at) => at >= kind && notName.has(word));
  const name = end < 0 ? low : low.slice(0, end);
  if (name.length <= kind) return undefined;
  return original(text, name);
}

/** Without what follows the name of the street: "so 45 pho doi can hong nat" → "so 45 pho doi can". */
function untilNoName(place: string): string[] {
  const words = place.match(/[\p{L}\d/]+/gu) ?? [];
  const street = words.findIndex((word) => word === 'duong' || word === 'pho');
  if (street < 0 || words[street - 1] === 'dan') return words;
  const end = words.findIndex((word, at) => at > street && notName.has(word));
  return end < 0 ? words : words.slice(0, end);
}

/** The same words as the person wrote them. */
function original(text: string, name: readonly string[]): string | undefined {
  const written = text.match(/[\p{L}\p{M}\d/]+/gu) ?? [];
  const folded = written.map(plain);
  const at = folded.findIndex((_, start) => name.every((word, offset) => folded[start + offset] === word));
  return at < 0 ? undefined : written.slice(at, at + name.length).join(' ');
}

const nameWords = /(?:tôi|em|cháu|mình)\s+(?:tên\s+là|là|tên)|tên\s+(?:tôi|em|cháu)\s+là|họ\s+tên\s*:?/iu;
const fullName = /^\s*(?<name>\p{Lu}\p{Ll}*(?:\s+\p{Lu}\p{Ll}*){1,5})/u;

/** "Tôi là Nguyễn Văn An, ở…" → "Nguyễn Văn An". */
export function nameIn(text: string): string | undefined {
  const match = nameWords.exec(text);
  if (!match) return undefined;
  return fullName.exec(text.slice(match.index + match[0].length))?.groups?.['name'];
}

const empty = new Set(
  (
    'xin chao kinh da alo ma thoi cho toi em chau minh chung ong ba anh chi ban oi a nhe nha voi giup lam on hay muon can dinh gui nop viet lam bao ' +
    'don mot cai phan anh kien nghi gop y khieu nai to cao hien truong cau hoi y ve viec rang la thi o dau day duoc khong nhu the nao co quan den toi phuong xa so can bo loai ' +
    'nay kenh qua truc tuyen dich vu cach huong dan mo form phieu bieu mau su co noi'
  ).split(' '),
);

/** Whether the words say something beyond the wish to send something. */
export function saysMatter(text: string): boolean {
  return syllablesOf(text).filter((word) => !empty.has(word)).length >= 2;
}

/** Everything the message already says, so that it is not asked again. */
export function said(text: string, kind: Draft['kind'], today: string): Draft {
  const matter = saysMatter(text) ? text.trim() : undefined;
  const found = {
    content: kind === 'complaint' ? undefined : matter,
    place: kind === 'incident' ? placeIn(text) : undefined,
    phone: phoneIn(text),
    email: emailIn(text),
    name: nameIn(text),
    contested: kind === 'complaint' ? matter : undefined,
    decisionNumber: kind === 'complaint' ? decisionNumberIn(text) : undefined,
    knownOn: kind === 'complaint' ? knownOnIn(text, today) : undefined,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

const learnt = /\b(?:nhan|biet|duoc giao|tong dat)\b(?! (?:vien|dan|su|khau|thuc))[^.;]{0,30}/gu;

/** The day on which the person received or knew it; without such words the only day that is named. */
function knownOnIn(text: string, today: string): string | undefined {
  const words = plain(text).replace(/(\d)\.(\d)/gu, '$1/$2');
  const dates = [...words.matchAll(learnt)].flatMap(([said]) => pastDate(said, today) ?? []);
  return dates[0] ?? pastDate(text, today);
}

function pastDate(text: string, today: string): string | undefined {
  const date = dateIn(text.replace(decision, ''), today);
  return date && date <= today ? date : undefined;
}
