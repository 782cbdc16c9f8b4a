import { fold, squeeze } from '../text.ts';

/** What a column holds, whatever it is called and wherever it stands. */
export type ColumnRole =
  | 'number'
  | 'task'
  | 'lead'
  | 'coordinating'
  | 'advising'
  | 'directing'
  | 'reportsTo'
  | 'deliverable'
  | 'method'
  | 'time'
  /** A month or a quarter, marked in the rows. */
  | 'period'
  | 'note'
  | 'other';

interface Phrase {
  readonly role: ColumnRole;
  readonly pattern: string;
  /** "Đơn vị thực hiện" over the columns "Chủ trì" and "Phối hợp" names no column of its own. */
  readonly general?: boolean;
}

const who = String.raw`(?:(?:cac\s+)?(?:don vi|d\.?\s*vi|dv|co quan|cq|to chuc|ca nhan|bo phan|tieu ban|phong|khoa|ban|nhom|to|nguoi|can bo|cong chuc|lanh dao|so|nganh|doan the|dia phuong|thanh vien|luc luong)(?:\s*[,/&-]\s*|\s+(?:va\s+|hoac\s+)?)?)+`;
const toDo = String.raw`(?:\s*(?:thuc\s*hien|tham muu|giai quyet|trien khai|xu ly|theo doi|soan thao|xay dung))`;
const and = String.raw`(?:\s*[,/&-]\s*|\s+va\s+)`;
const bracket = String.raw`(?:\s*\([^)]{1,60}\))?`;

/** Titles of columns by their meaning, on folded text. Longer ones win over shorter ones. */
const phrases: readonly Phrase[] = [
  { role: 'number', pattern: String.raw`(?:s\s*)?tt|so tt|so thu tu|st|no\.?` },
  {
    role: 'task',
    pattern: String.raw`(?:ten\s+|cac\s+|muc\s+)?(?:noi dung|nhiem vu|cong viec|hoat dong|dau viec|chi tieu|muc tieu|giai phap|van de|linh vuc|de an|du an|chuong trinh|cong tac)(?:(?:${and}|(?<=noi dung|nhiem vu)\s+)(?:cac\s+)?(?:noi dung|nhiem vu|cong viec|hoat dong|giai phap|chi tieu|de an|chuong trinh|cong tac)|\s+(?:cu the|chu yeu|chinh|trong tam|thuc hien|trien khai|can thuc hien|kiem tra|duoc giao|can lam|chat luong|giam sat|theo doi|khao sat|tuyen truyen|tap huan))*|(?:cac\s+|ten\s+|phan\s+)?viec(?:\s+(?:(?:phai|can|se)\s+lam|duoc giao))?`,
  },
  {
    role: 'directing',
    pattern: String.raw`(?:phan cong\s+)?(?:${who}\s*)?(?:chi dao|phu trach|dieu hanh)(?:${toDo})?|lanh dao (?:so|ubnd|phuong|xa)?\s*(?:phu trach|theo doi|chi dao)`,
  },
  {
    role: 'lead',
    general: true,
    pattern: String.raw`(?:phan cong|trach nhiem)(?:${toDo})?|(?:phan cong\s+|trach nhiem\s+(?:cua\s+)?)?${who}\s*(?:duoc\s+)?(?:phan cong|thuc\s*hien|trien khai|chiu trach nhiem|lam|truc|dang cai|(?:chuan bi|bo tri)(?:\s+[a-z]+){0,3})|ai\s+(?:lam|thuc hien|phu trach|chiu trach nhiem)|to chuc thuc hien|don vi`,
  },
  {
    role: 'lead',
    pattern: String.raw`(?:${who}\s*)?(?:chu tri|(?:chiu trach nhiem|phu trach|thuc\s*hien|lam)\s+chinh|dau moi|dung dau|nong cot|chu cong|dam nhiem|dam nhan)${toDo}?|chu tri`,
  },
  {
    role: 'coordinating',
    pattern: String.raw`(?:${who}\s*)?phoi\s*hop(?:\s+(?:cung|voi))?${toDo}?|${who}\s*(?:cung\s+)?(?:tham gia|ho tro)${toDo}?|${who}\s*(?:cung\s+(?:thuc\s*hien|lam)|(?:co\s+)?lien quan)|cung\s+(?:lam|thuc\s*hien|phoi\s*hop|tham gia)`,
  },
  { role: 'advising', pattern: String.raw`(?:${who}\s*)?tham muu` },
  {
    role: 'reportsTo',
    pattern: String.raw`(?:cap|noi|co quan|don vi)\s+(?:trinh|nhan bao cao|nhan|phe duyet|ban hanh|tham quyen)|noi gui`,
  },
  {
    role: 'deliverable',
    pattern: String.raw`(?:muc tieu\s*[/,-]\s*)?(?:du kien\s+)?(?:ket qua|san pham|dau ra|ho so|tai lieu|minh chung)(?:${and}(?:ket qua|san pham|dau ra|ho so|minh chung)|\s+(?:dat\s*duoc|can dat|du kien|thuc hien|hoan thanh|dau ra|chu yeu|minh chung|cu the|cong viec|yeu cau|cuoi cung|can co|phai co|mong doi))*|(?:chi so|tieu chi)\s+(?:danh gia|dau ra|hoan thanh|nghiem thu|do luong)(?:${and}(?:ket qua|san pham))?`,
  },
  {
    role: 'method',
    pattern: String.raw`(?:cach thuc|phuong thuc|phuong phap|hinh thuc|bien phap|giai phap)(?:\s*(?:to chuc|thuc hien|tien hanh|trien khai))*|yeu cau|quy mo`,
  },
  {
    role: 'time',
    pattern: String.raw`(?:du kien\s+)?(?:thoi gian|thoi han|tien do|thoi diem|moc(?: thoi gian)?|ky han|han|lich|(?:ngay\s+)?(?:bat dau|ket thuc|hoan thanh))(?:${and}(?:thoi gian|tien do|thoi han|du kien)|\s+(?:thuc\s*hien|hoan\s*thanh|bat dau|ket thuc|trien khai|du kien(?!\s*(?:san pham|ket qua))|trinh|bao cao|xong|gui|cuoi|chot))*|ngay(?:\s*,?\s*(?:thang|gio))*|gio|(?:phai\s+|can\s+)?(?:xong|hoan thanh|truoc)\s+(?:truoc(?:\s+ngay)?|ngay)|(?:lam\s+|xong\s+)?(?:khi nao|bao gio)(?:\s+(?:lam|xong|thuc\s*hien|hoan\s*thanh))?`,
  },
  { role: 'note', pattern: 'ghi chu' },
  {
    role: 'other',
    pattern: String.raw`(?:nguon\s+|du toan\s+)?kinh phi(?:\s*(?:thuc hien|du kien))?|don vi tinh|so luong|dia diem|dia ban|can cu(?: phap ly)?|nguon von|doi tuong|thanh phan(?: tham gia)?`,
  },
];

const compiled = phrases.map((phrase) => ({
  ...phrase,
  pattern: new RegExp(`(?:${phrase.pattern})${bracket}(?![a-z\\d])`, 'y'),
}));

/** Characters. */
const longestHeader = 500;

export interface Column {
  readonly role: ColumnRole;
  readonly general: boolean;
  readonly title: string;
}

/** "Cơ quan chủ trì" → lead; undefined when the words name no column. */
export function columnOf(title: string): Column | undefined {
  const columns = columnsOf(title);
  const [first, second] = columns ?? [];
  // "Đơn vị thực hiện" printed over "Chủ trì"
  if (columns?.length === 2 && first?.general && second) return { ...second, title: squeeze(title) };
  return columns?.length === 1 ? first : undefined;
}

/** What an unusual title most likely means by its words; `other` when nothing in it is known. */
export function likelyColumn(title: string): Column {
  const plain = fold(squeeze(title));
  const [role] =
    (
      [
        ['coordinating', /phoi hop|lien quan|cung (?:lam|thuc hien)/],
        [
          'lead',
          /chu tri|thuc hien.*(?:don vi|phong)|(?:don vi|co quan|phong|nguoi).*thuc hien|trach nhiem|dau moi/,
        ],
        ['directing', /chi dao|phu trach/],
        ['advising', /tham muu/],
        ['time', /thoi gian|thoi han|tien do|han hoan thanh|ngay hoan thanh|khi nao|bao gio/],
        ['deliverable', /san pham|ket qua|dau ra/],
        ['task', /noi dung|nhiem vu|cong viec/],
        ['method', /cach thuc|bien phap|giai phap|hinh thuc/],
        ['note', /ghi chu/],
      ] as const
    ).find(([, words]) => words.test(plain)) ?? [];
  return { role: role ?? 'other', general: false, title: squeeze(title) };
}

/**
 * "TT Nội dung Đơn vị chủ trì Đơn vị phối hợp Thời gian thực hiện" → five columns.
 *
 * The titles must fill the text; undefined when anything is left over.
 */
export function columnsOf(text: string): readonly Column[] | undefined {
  const plain = squeeze(text);
  const folded = fold(plain);
  if (folded.length !== plain.length || plain.length > longestHeader) return undefined;
  return parse(plain, folded, 0, new Map());
}

function parse(
  text: string,
  folded: string,
  at: number,
  seen: Map<number, readonly Column[] | undefined>,
): readonly Column[] | undefined {
  if (at >= folded.length) return [];
  const known = seen.get(at);
  if (known !== undefined || seen.has(at)) return known;
  seen.set(at, undefined);
  const matches = compiled
    .flatMap(({ role, general = false, pattern }) => {
      pattern.lastIndex = at;
      const length = pattern.exec(folded)?.[0].length ?? 0;
      return length > 0 ? [{ role, general, length }] : [];
    })
    .sort((a, b) => b.length - a.length || Number(a.general) - Number(b.general));
  for (const { role, general, length } of matches) {
    const gap = /^[\s|]*/.exec(folded.slice(at + length))?.[0].length ?? 0;
    const rest = parse(text, folded, at + length + gap, seen);
    if (!rest) continue;
    const columns = [{ role, general, title: text.slice(at, at + length) }, ...rest];
    seen.set(at, columns);
    return columns;
  }
  return undefined;
}

/** A header says at least what is to be done and two of by whom, when and with what result. */
export function isHeader(columns: readonly Column[]): boolean {
  const roles = new Set(columns.map(({ role }) => role));
  const facts = [
    'lead',
    'coordinating',
    'directing',
    'advising',
    'time',
    'period',
    'deliverable',
    'method',
  ] as const;
  return roles.has('task') && facts.filter((role) => roles.has(role)).length >= 2;
}

/**
 * Settles what one title alone cannot tell: under "Đơn vị thực hiện" printed over "Chủ trì" and "Phối hợp" these two
 * stand in its place; of two task-like titles ("Mục tiêu", "Nội dung") the second is what is done.
 */
export function settle(columns: readonly Column[]): readonly Column[] {
  const lead = columns.findIndex(({ role, general }) => role === 'lead' && !general);
  const general = columns.findIndex(({ role, general: wide }) => role === 'lead' && wide);
  if (lead > general && general >= 0) {
    const below = columns.slice(lead).filter(({ role }) => role === 'lead' || role === 'coordinating');
    const others = columns.filter((column, index) => index !== general && !below.includes(column));
    if (columns.slice(lead).length === below.length) {
      return [...others.slice(0, general), ...below, ...others.slice(general)];
    }
  }
  const named = columns.some(({ role }) => role === 'lead') ? columns : columns.map(leadWhereAlone);
  return withOneTask(named);
}

const act = /^(?:noi dung|hoat dong|cong viec|nhiem vu)\s+(?<act>\S+ \S+)$/;

/**
 * Titles that name somebody only beside others: "Đơn vị giám sát" beside "Nội dung giám sát"; "Thực hiện" beside
 * "Phối hợp", while beside "Kế hoạch" it is a figure; "Hỗ trợ" beside who leads, while alone it is money.
 */
export function withActors(columns: readonly Column[]): readonly Column[] {
  const has = (...roles: ColumnRole[]): boolean => columns.some(({ role }) => roles.includes(role));
  const named = (pattern: RegExp, role: ColumnRole): readonly Column[] =>
    columns.map((column) =>
      column.role === 'other' && pattern.test(fold(column.title)) ? { ...column, role } : column,
    );
  if (has('lead')) return named(/^ho tro$/, 'coordinating');
  const task = fold(columns.find(({ role }) => role === 'task')?.title ?? '');
  const done = act.exec(task)?.groups?.['act'];
  const doers = [
    ...(done === undefined ? [] : [`${who}\\s*${done}`]),
    ...(has('coordinating', 'directing') ? ['thuc\\s*hien|trien khai|giao(?: cho)?|phan cong'] : []),
  ];
  return doers.length > 0 ? named(new RegExp(`^(?:${doers.join('|')})$`), 'lead') : columns;
}

/** "Cán bộ phụ trách" is who does it where no other column says so; "Lãnh đạo phụ trách" directs. */
function leadWhereAlone(column: Column): Column {
  return column.role === 'directing' && /^(?!.*(?:lanh dao|chi dao)).*phu trach/.test(fold(column.title))
    ? { ...column, role: 'lead' }
    : column;
}

function withOneTask(columns: readonly Column[]): readonly Column[] {
  const tasks = columns.filter(({ role }) => role === 'task');
  if (tasks.length < 2) return columns;
  const main =
    tasks.find(({ title }) => /n[oộ]i dung|nhi[eệ]m v[uụ]|c[oô]ng vi[eệ]c/iu.test(title)) ?? tasks[0];
  return columns.map((column) =>
    column.role === 'task' && column !== main ? { ...column, role: 'other' } : column,
  );
}
