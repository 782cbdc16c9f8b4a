import { decodeTelex } from './syllables.ts';

/**
 * Short forms of people in a hurry, and the few words whose folded form is another word that matters here.
 * Keyed as typed, so that "hổng" (không) does not swallow "hỏng" (broken).
 */
const shortForms: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ko: 'khong',
    k: 'khong',
    kg: 'khong',
    khg: 'khong',
    hok: 'khong',
    hk: 'khong',
    hông: 'khong',
    hổng: 'khong',
    hem: 'khong',
    khum: 'khong',
    dc: 'duoc',
    đc: 'duoc',
    j: 'gi',
    gj: 'gi',
    z: 'vay',
    v: 'vay',
    dz: 'vay',
    dợ: 'vay',
    zậy: 'vay',
    rứa: 'vay',
    vs: 'voi',
    trc: 'truoc',
    ng: 'nguoi',
    ngta: 'nguoi ta',
    bn: 'bao nhieu',
    nhiu: 'nhieu',
    bh: 'bao gio',
    bjo: 'bao gio',
    ntn: 'nhu the nao',
    lm: 'lam',
    mún: 'muon',
    mun: 'muon',
    mk: 'minh',
    mik: 'minh',
    tui: 'toi',
    t: 'toi',
    e: 'em',
    oki: 'ok',
    okie: 'ok',
    oke: 'ok',
    okela: 'ok',
    okk: 'ok',
    kq: 'ket qua',
    tks: 'cam on',
    thks: 'cam on',
    thanks: 'cam on',
    thank: 'cam on',
    thx: 'cam on',
    camon: 'cam on',
    gởi: 'gui',
    chánh: 'chinh',
    hs: 'ho so',
    dvi: 'don vi',
    đvi: 'don vi',
    bp: 'bo phan',
    vp: 'van phong',
    ubnd: 'uy ban',
    ub: 'uy ban',
    kh: 'ke hoach',
    bc: 'bao cao',
    kp: 'kinh phi',
    sđt: 'so dien thoai',
    sdt: 'so dien thoai',
    qd: 'quyet dinh',
    qđ: 'quyet dinh',
    nđ: 'nghi dinh',
    nq: 'nghi quyet',
    cv: 'cong van',
    cb: 'can bo',
    pakn: 'phan anh kien nghi',
    pgd: 'pho giam doc',
    pgđ: 'pho giam doc',
    bcđ: 'ban chi dao',
    bcd: 'ban chi dao',
    htqlcl: 'he thong quan ly chat luong',
    tthc: 'thu tuc hanh chinh',
    dừng: 'ngung',
    tới: 'den',
    hỏng: 'hu',
    ổn: 'tot',
  }),
);

/** Long texts are judged by their beginning: what a person wants stands there, and the time stays bounded. */
const longestJudged = 2000;

const documentNumber = /\b\d{1,5}(?:[/-]\d{4})?[/-](?!\d)\p{L}[\p{L}\d]*(?:[/-][\p{L}\d]+)*/gu;
const dayOrMonth = /\b(?:\d{1,2}[/.-])?(?:0?[1-9]|1[0-2])[/.-](?:19|20)\d\d\b|\b\d{1,2}[/.-]\d{1,2}\b/gu;
const numberAndYear = /\b\d{1,5}\/(?:19|20)\d\d\b/gu;
const caseCode =
  /\b(?=[\p{L}\d-]*\d)\p{L}{2,4}-[\p{L}\d]{3,}(?:-[\p{L}\d]+)*\b|\b\p{L}+\d+\p{L}[\p{L}\d]{2,}\b/gu;

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd');
}

function writtenOut(token: string): string {
  if (/^(?:19|20)\d\d$/.test(token)) return 'numyear';
  if (/^\d+$/.test(token)) return 'num';
  return token
    .replace(/^t(\d{1,2})$/, 'thang num')
    .replace(/^q[1-4]$/, 'quy num')
    .replace(/^\d{1,2}t$/, 'num thang');
}

/** Document numbers, dates and case codes as signs; a text without a digit has none, which most texts are. */
function withSigns(text: string): string {
  if (!/\d/.test(text)) return text;
  return text
    .replace(documentNumber, ' docno ')
    .replace(dayOrMonth, ' datenum ')
    .replace(numberAndYear, ' docno ')
    .replace(caseCode, ' casecode ');
}

/**
 * "QĐ 411/QĐ-TTg nói gì v" → quyet, dinh, docno, noi, gi, vay.
 *
 * One plain form for everything a phone produces: folded (so diacritics never matter), short forms written out,
 * numbers replaced by signs (num, numyear, datenum, docno, casecode).
 */
export function plainWords(text: string): readonly string[] {
  const signed = withSigns(text.slice(0, longestJudged).normalize('NFC').toLowerCase());
  const tokens = signed.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const words = tokens
    .map((token) => shortForms.get(token) ?? writtenOut(fold(token)))
    .join(' ')
    .replace(/\bquy (?:i{1,3}|iv)\b/g, 'quy num')
    .split(' ')
    .filter((word) => word !== '');
  return decodeTelex(words);
}
