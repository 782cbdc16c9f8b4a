import { fold, squeeze } from '../text.ts';
import { startsWithVerb, verbLength } from './duty-verbs.ts';

/**
 * The words that names of bodies and posts of Vietnamese administration begin with. A closed class of the
 * language (danh từ chung), not a list of any office's units: what follows them is read from the document.
 */
const bodies = `phòng|ban|sở|bộ phận|văn phòng|trung tâm|chi cục|cục|tổng cục|viện|tổ|đội|nhóm|hội|đoàn|hội đồng|hđnd|ubnd|
ủy ban|uỷ ban|ubmttq|mttq|mặt trận|liên đoàn|liên minh|liên hiệp|hiệp hội|đảng ủy|đảng uỷ|huyện ủy|tỉnh ủy|thành ủy|tỉnh uỷ|
thành uỷ|thường trực|thanh tra|công an|kho bạc|ngân hàng|bảo hiểm|bhxh|chi nhánh|trạm|trường|quỹ|đài|bệnh viện|học viện|
bưu điện|bộ chỉ huy|ban chỉ huy|tòa án|toà án|viện kiểm sát|chi bộ|chi đoàn|hợp tác xã|công ty|tập đoàn|hạt|khối|tiểu ban|vp|bch|btv|bcđ|
ban giám đốc|công đoàn|chi hội|chính phủ|thủ tướng|nhà trường|cơ quan|đơn vị|đoàn thể|điện lực|bưu cục|viễn thông|xí nghiệp|tổng công ty|nhà văn hóa|
thư viện|bảo tàng|câu lạc bộ|đồn biên phòng|hạt kiểm lâm|nhà máy|ubmttqvn|bộ tư lệnh|chủ đầu tư|bộ đội biên phòng|đoàn trường`;
const posts = `giám đốc|phó giám đốc|gđ|pgđ|chủ tịch|phó chủ tịch|ct|pct|trưởng|phó|chánh|thủ trưởng|người đứng đầu|lãnh đạo|thư ký|
bí thư|phó bí thư|hiệu trưởng|phó hiệu trưởng|chỉ huy trưởng|chỉ huy phó|chính trị viên|tổ trưởng|tổ phó|đội trưởng|đội phó|trạm trưởng|khối trưởng|cục trưởng|
chi cục trưởng|giáo viên|tổng phụ trách|cán bộ|công chức|viên chức|ccvc|người lao động|cá nhân|thành viên|đồng chí|đ/c|kế toán|văn thư|ủy viên|uỷ viên|đảng viên`;
/** Only with a capital: "Bộ Tài chính" is a body, "bộ tài liệu" is not. */
const capitalOnly = `bộ|vụ|xóm|ấp|khóm|buôn|xã|phường|huyện|thị xã|thành phố|thị trấn|tỉnh|tổ dân phố|thôn|bản|báo|ngành|nhà|khoa|thuế|hải quan|kiểm lâm|thống kê`;
/** After "các", "mỗi", "từng": also nouns that are no unit alone. */
const counted = `phòng|khoa|ban|ngành|sở|bộ|xã|phường|huyện|quận|tỉnh|địa phương|tổ chức|doanh nghiệp|cấp ủy|cấp uỷ|tổ dân phố|thôn|nhà trường|trường|hội|đoàn thể|cơ sở|uỷ ban|thị xã|thành phố|thôn|bản|khu phố|khu|cấp|đ/c|hộ|trường học|lực lượng|ban ngành|xóm|ấp|khóm|buôn|ông|bà`;
const quantifiers = 'các|mỗi|từng|toàn thể|tất cả các|những';

const words = (list: string): Set<string> => new Set(list.split('|').map((word) => fold(word.trim())));
const bodySet = words(`${bodies}|${posts}`);
const postSet = words(posts);
const capitalSet = words(capitalOnly);
const countedSet = words(`${counted}|${bodies}|${posts}`);
const quantifierSet = words(quantifiers);
/** Most words begin no unit; this settles it without folding. */
const firstWords = new Set(
  [bodies, posts, capitalOnly, quantifiers].flatMap((list) =>
    list.split('|').map((word) => word.trim().split(' ')[0] ?? ''),
  ),
);
const people = words(
  'cán bộ|công chức|viên chức|ccvc|người lao động|cá nhân|tổ chức|cơ quan|đơn vị|doanh nghiệp|ngành|đoàn thể|địa phương|ban|khối|hội|xã|phường|cơ sở|trường học',
);

/** Nouns and verbs that only look like a head: "ban hành", "sở hữu", "phòng, chống", "đội ngũ". */
const noUnit =
  /^(?:ban hành|sở hữu|sở trường|phòng,? (?:chống|ngừa|bệnh|cháy)|đội (?:ngũ|hình)|hội (?:nghị|thảo|thi|họp|chợ|nhập)|trường hợp|đoàn kết|tổ chức|cục bộ|bộ máy|bộ thủ tục|bộ chỉ số|bộ tiêu chí|từng bước|quỹ đất|đài thọ|viện dẫn|viện trợ|tổ hợp|trạm biến|các cấp(?! ủy| uỷ)|nhà nước|viên(?! chức)|phó mặc|vụ việc|nhóm nhiệm vụ|nhóm giải pháp|khoa (?:học|giáo)|thuế (?:suất|thu nhập|giá trị|đất)|viễn thông (?:di|thụ)|học viên)(?!\p{L})/iu;

/** "Phòng Văn hóa - Xã hội" → "phong", "các phòng, đơn vị" → "cac phong"; undefined when the text does not begin like a unit's name. */
export function unitHead(text: string): string | undefined {
  const plain = text.trimStart().replace(/^\d{1,2}\s+/u, '');
  const first = /^[^\s,;:.()]+/u.exec(plain)?.[0].toLowerCase();
  if (first === undefined || !firstWords.has(first)) return undefined;
  if (noUnit.test(plain)) return undefined;
  const tokens = fold(plain.slice(0, 48))
    .split(/\s+/u, 7)
    .map((word) => word.replace(/[,;:.]+$/u, ''));
  const head = longest(tokens, quantifierSet);
  if (head) {
    const noun = longest(tokens.slice(head.split(' ').length), countedSet);
    return noun ? `${head} ${noun}` : undefined;
  }
  const body = longest(tokens, bodySet) ?? (/^\p{Lu}/u.test(plain) ? longest(tokens, capitalSet) : undefined);
  if (!body || (body === 'bo' && /^Bộ\s+\p{Ll}/u.test(plain))) return undefined;
  if (!startsWithVerb(plain)) return body;
  return bodyThatIsVerb.test(plain) ? body : undefined;
}

/** "Thanh tra Sở", "Thống kê tỉnh", "Hợp tác xã Phú Thịnh": these begin like verbs, unless the owner stands behind them. */
const bodyThatIsVerb =
  /^(?:hợp tác xã(?=$|[,;:\s])|thanh tra(?:$|[,;:]| (?:Sở|Bộ|Chính phủ|tỉnh|huyện|quận|thành phố|Nhà nước)(?!\p{L}))|thống kê (?:tỉnh|thành phố|cơ sở|khu vực)(?=$|[,;:]|\s+(?:\p{Lu}|và |chủ trì|phối hợp|báo cáo)))/iu;

/** "các phòng": the head is a quantifier with its noun. */
function isCounted(head: string): boolean {
  return /^(?:cac|moi|tung|toan the|tat ca cac|nhung) /u.test(head);
}

function longest(tokens: readonly string[], set: ReadonlySet<string>): string | undefined {
  for (let count = Math.min(4, tokens.length); count > 0; count--) {
    const candidate = tokens.slice(0, count).join(' ');
    if (set.has(candidate)) return candidate;
  }
  return undefined;
}

const stops =
  /^(?:để|nhằm|trong (?:việc|công tác|quá trình|vòng|thời (?:gian|hạn)|tháng|quý|năm|ngày|tuần|giai đoạn)|(?:chậm|muộn|ít) nhất|tối (?:thiểu|đa)|trước|sau|vào|xong|bắt đầu|kể từ|ngay|bằng|thông qua|giao (?:cho|ông|bà|đồng chí)|(?:thứ|ngày|tháng|quý|năm) \d|lúc|về việc|về công tác|theo|khi|nếu|cần|phải|sẽ|tại|do|đối với|gồm|bao gồm|từ|qua|đúng|đã|được (?:giao|phân công)|hằng|hàng (?:ngày|tuần|tháng|quý|năm)|mỗi (?:đơn vị|cơ quan|bên|nơi|thôn|người)|cùng với|mà|nơi|không|chưa|có (?=\d))(?![\p{L}])/u;

/**
 * "các phòng, đơn vị thuộc Sở tham mưu Lãnh đạo Sở …" → 26, the length of the unit names it begins with.
 *
 * The names end before the first verb in small letters that is not the word right after a head: "Ban Chỉ đạo",
 * "Phòng Quản lý", "bộ phận tiếp nhận" keep theirs. `known` names, longest first, are taken whole even when they
 * hold verbs. Undefined when the text begins with no unit.
 */
export function endOfUnits(text: string, known: readonly string[] = []): number | undefined {
  if (!unitHead(text) && knownPrefix(text, known) === 0) return undefined;
  let at = unitLength(text, known);
  const counted = isCounted(unitHead(text) ?? '');
  for (;;) {
    const gap = /^[\s,;]*(?:(?:và|cùng|hoặc|&|-|–)\s+)?/u.exec(text.slice(at))?.[0].length ?? 0;
    const rest = text.slice(at + gap);
    if (rest === '' || /^[.:]/u.test(rest) || (stops.test(rest) && !isLogistics(text.slice(0, at), rest)))
      return at;
    if (startsWithVerb(rest) && /^\p{Ll}/u.test(rest) && !unitHead(rest) && !endsName.test(rest)) {
      const joint = text.slice(at, at + gap);
      if (!isNameAfter(joint, rest) && !/(?:^|\s)(?:cơ sở|sự|được|bị|diện)$/iu.test(text.slice(0, at)))
        return at;
      at += gap + verbLength(rest);
      continue;
    }
    // "… chính trị - xã hội xã | Giám sát việc": the next line of a heading
    if (
      gap === 1 &&
      level.test(text.slice(0, at)) &&
      /^\p{Lu}\p{Ll}+ \p{Ll}/u.test(rest) &&
      verbLength(rest) > 4 &&
      !unitHead(rest)
    )
      return at;
    if (gap === 1 && beginsPredicate(rest) && isComplete(text.slice(0, at), known)) return at;
    const isUnit = unitHead(rest) !== undefined || knownPrefix(rest, known) > 0;
    // "các phòng, ban rà soát": a kind that is counted has no name of its own
    const kindOnly = counted && /^\p{Ll}/u.test(rest);
    const step = isUnit && !kindOnly ? unitLength(rest, known) : wordLength(rest);
    if (step === 0) return at;
    at += gap + step;
  }
}

/** "Tiểu ban Lễ tân - Hậu cần": here "cần" is no need. */
const isLogistics = (before: string, rest: string): boolean =>
  /\shậu$/iu.test(before) && rest.startsWith('cần');

/** "Trung tâm Dịch vụ tổng hợp xã:": a word of the name, although it is a verb as well. */
const endsName = /^tổng hợp (?:xã|phường|huyện|tỉnh|thành phố)(?=\s*(?:$|[:,;.]|và ))/u;

/** What may follow a name that looks complete: its owner, its level, or a word that the level begins ("xã hội"). */
const goesOn =
  /^(?:thuộc|trực thuộc|của|(?:có )?liên quan|trên|cấp|xã|phường|thị trấn|huyện|quận|thị xã|tỉnh|thành phố|khu vực|cơ sở|hội|viên|ủy|uỷ|lộ|đoàn|đội|cũ|mới|nhân dân|và|hoặc|cùng)(?!\p{L})/u;

const beginsPredicate = (rest: string): boolean =>
  /^\p{Ll}/u.test(rest) && !goesOn.test(rest) && !unitHead(rest);

const level = /(?:^|\s)(?:xã|phường|thị trấn|huyện|quận|thị xã|tỉnh|thành phố|thôn|khu phố|tổ dân phố|Sở)$/u;

/** "Trạm Y tế xã", "Trưởng các thôn" and names that the document delimits elsewhere: a small letter behind begins the predicate. */
function isComplete(name: string, known: readonly string[]): boolean {
  if (level.test(name)) return true;
  const last = name.split(/[,;]\s*|\s+(?:và|cùng)\s+/u).at(-1) ?? '';
  return (
    last.split(' ').length > 2 &&
    /\s\p{Lu}/u.test(last) &&
    known.some((other) => other.toLowerCase() === last.toLowerCase())
  );
}

/** "Văn phòng - thống kê", "Giáo dục và đào tạo chủ trì": after a dash, or "và" with a verb behind, it is still the name. */
function isNameAfter(joint: string, rest: string): boolean {
  if (/[-–]/u.test(joint)) return true;
  if (!/và/u.test(joint)) return false;
  const after = rest.slice(verbLength(rest)).trimStart();
  return after === '' || /^[,.;:]/u.test(after) || (startsWithVerb(after) && /^\p{Ll}/u.test(after));
}

/** A name of the document, or the head with the word after it, which belongs to the name even when it is a verb. */
function unitLength(text: string, known: readonly string[]): number {
  const whole = knownPrefix(text, known);
  if (whole > 0) return whole;
  const head = unitHead(text);
  if (!head) return wordLength(text);
  const numeral = /^\d{1,2}\s+/u.exec(text)?.[0].length ?? 0;
  const own = wordsLength(text.slice(numeral), head.split(' ').length);
  const next = text.slice(numeral + own);
  const named = namedByVerb.test(head) || teams.test(text) || (/^\s+\p{Lu}/u.test(next) && !isCounted(head));
  if (!named || !/^\s+\p{L}/u.test(next)) return numeral + own;
  const verb = verbLength(next.trimStart());
  return (
    numeral +
    own +
    Math.max(wordsLength(next, 1), verb > 0 ? next.length - next.trimStart().length + verb : 0)
  );
}

/** "bộ phận tiếp nhận …", "tổ giúp việc …", "Ban Chỉ đạo …": the word after these heads is part of the name. */
const namedByVerb = /^(?:ban|bo phan|to|nhom|doi|trung tam|hoi dong|tieu ban|quy)$/u;

/** "Đoàn kiểm tra liên ngành"; "Đoàn tổ chức …" is the youth union at work. */
const teams = /^(?:các\s+)?đoàn (?:kiểm tra|giám sát|khảo sát|thanh tra|đánh giá|kiểm toán)(?!\p{L})/iu;

function wordsLength(text: string, count: number): number {
  const match = new RegExp(`^\\s*(?:[^\\s,;:()]+(?:\\s+|(?=[,;:()])|$)){0,${count}}`, 'u').exec(text);
  return match?.[0].trimEnd().length ?? 0;
}

function wordLength(text: string): number {
  return /^(?:\([^)]*\)|[^\s,;.:()]+(?:[.:/](?=\S)[^\s,;()]*)?)/u.exec(text)?.[0].length ?? 0;
}

function knownPrefix(text: string, known: readonly string[]): number {
  if (known.length === 0) return 0;
  const lower = text.slice(0, 240).toLowerCase();
  let best = 0;
  for (const name of known) {
    if (name.length <= best || !lower.startsWith(name.toLowerCase())) continue;
    if (!/^[\p{L}\p{N}]/u.test(text.slice(name.length, name.length + 2))) best = name.length;
  }
  return best;
}

/**
 * "Văn phòng; Chi cục Tiêu chuẩn Đo lường Chất lượng, Trung tâm Thông tin, Thống kê khoa học và công nghệ"
 * → three names. A comma or "và" parts two units only when a new head follows it: "Phòng Văn hóa và Thông tin",
 * "các phòng, ban, ngành" and "Công chức, viên chức, người lao động" stay whole.
 */
export function splitUnits(text: string): string[] {
  const clean = squeeze(text).replace(/[.;,:\s]+$/u, '');
  const capitals = clean.length > 4 && clean === clean.toUpperCase();
  const read = capitals ? clean.toLowerCase() : clean;
  const parts: string[] = [];
  let start = 0;
  let depth = 0;
  for (let at = 0; at < clean.length; at++) {
    depth += clean.charAt(at) === '(' ? 1 : clean.charAt(at) === ')' ? -1 : 0;
    const separator =
      depth > 0 ? undefined : /^(?:\s*[;,]\s*(?:và\s+)?|\s+(?:và|cùng)\s+)/u.exec(read.slice(at))?.[0];
    if (!separator || at === start) continue;
    const after = at + separator.length;
    if (!beginsNewUnit(read.slice(start, at), read.slice(after), separator, capitals)) continue;
    parts.push(clean.slice(start, at));
    start = after;
    at = after - 1;
  }
  parts.push(clean.slice(start));
  return parts.map((part) => part.trim()).filter(Boolean);
}

/** "…, khối trưởng các khối", "… và hiệu trưởng các trường": those who hold a post, after whatever unit. */
const postOfMany = /^\s+(?:các|từng|mỗi|\d+)\s/u;

/** Even in small letters these begin a body of their own: "UBND thành phố và sở khoa học". */
const alone =
  /^(?:so|ubnd|phong|van phong|ban|trung tam|chi cuc|bo phan|lanh dao|thu truong|nguoi dung dau)$/u;

/** "Phòng Cải cách hành chính và Văn thư, lưu trữ": the work of clerks is a field as well as a post. */
const clerks = /^(?:van thu|ke toan)$/u;
const sectors = /^(?:phong|ban|bo phan|trung tam|cong chuc|chi cuc|to)$/u;

/** "Ông Trương Minh Khoa", before the post that he holds. */
const namedPerson = /^(?:[Ôô]ng|[Bb]à|[Đđ]ồng chí|[Đđ]\/c)\s+(?:\p{Lu}\p{Ll}*\.?\s?){2,5}$/u;

/** One office that serves two bodies: "Văn phòng HĐND và UBND xã". */
const sharedOffice =
  /^(?:Chánh |Phó Chánh |Lãnh đạo )?Văn phòng (?:Đoàn (?:ĐBQH|đại biểu Quốc hội) và )?(?:HĐND|Hội đồng nhân dân)(?: (?:tỉnh|thành phố|xã|phường))?$/iu;

function beginsNewUnit(left: string, right: string, separator: string, capitals: boolean): boolean {
  if (
    sharedOffice.test(left.trim()) &&
    /và/u.test(separator) &&
    /^(?:UBND|[UỦ]ỷ? ban nhân dân|Ủy ban nhân dân)/iu.test(right)
  )
    return false;
  const head = unitHead(right);
  if (!head) return false;
  if (separator.includes(';') || isCounted(head)) return true;
  if (namedPerson.test(left) && postSet.has(head)) return false;
  const leftHead = unitHead(left);
  if (/^(?:TT|Thường trực)\s/u.test(left)) return false;
  if (/và/u.test(separator) && clerks.test(head) && leftHead !== undefined && sectors.test(leftHead))
    return false;
  if (postSet.has(head) && postOfMany.test(right.slice(wordsLength(right, head.split(' ').length))))
    return true;
  // "Trưởng các khoa, phòng": the list goes on
  const listed = /\s(?:các|từng|mỗi)\s[^\p{Lu}]*$/u.test(left);
  const grouped = listed || (leftHead !== undefined && (isCounted(leftHead) || people.has(leftHead)));
  if (capitals || /^[\p{Lu}\d]/u.test(right)) return !(grouped && people.has(head));
  return !grouped && !people.has(head) && (leftHead === head || (leftHead !== undefined && alone.test(head)));
}
