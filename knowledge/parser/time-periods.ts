import { yearSpan } from '../calendar.ts';
import { hit, matchAt, sticky, type TimeHit, type TimeRule } from './time-hit.ts';
import { dated, duration, recurring, time, toNumber } from './time-values.ts';
import { YEAR } from './time-words.ts';

const UNIT = String.raw`(?:ca\s+)?(?:(?<count>\d{1,2})\s+)?(?<unit>tuan|thang|quy|nam|ngay)(?![a-z])(?!\s*\d)(?!\s+(?:dau|cuoi)\s+nam)\)?`;
const unitHere = sticky(UNIT);
const listJoint = /\s*(?:,|;|\/|va|hoac|&)\s*/y;
const wordsAgain = /(?:dinh ky\s+)?(?:(?:hang|moi)\s+)?(?:bao cao\s+)?/y;
const bareRegular = /(?:theo\s+)?dinh ky/y;
/** "sáng thứ Bảy", "ngày thứ Năm": before "hằng tuần" it is part of the time. */
const WEEKDAY = String.raw`(?:(?:sang|chieu|toi)\s+)?(?:ngay\s+)?(?:thu\s+(?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat)(?:\s+(?:tuan\s+)?(?:dau|cuoi)(?:\s+(?:tien|cung))?)?`;
const opening = sticky(
  [
    String.raw`(?<regular>(?:theo\s+)?dinh ky\s*\(?\s*)(?:(?:hang|moi)\s+)?`,
    String.raw`(?<often>(?:${WEEKDAY}\s+)?(?:hang|moi)\s+)`,
    String.raw`(?<report>bao cao\s+(?:(?:ket qua|dinh ky|so ket)\s+)?)(?=0?[369]\s+thang(?!\s*\d))`,
    String.raw`(?<column>)(?=0?[369]\s+thang(?!\s*\d)(?![a-z]))`,
  ].join('|'),
);

/**
 * "hằng tuần, tháng, quý", "định kỳ (6 tháng)", "Định kỳ 6 tháng, năm"; "định kỳ" alone has no period.
 * One hit a period, so that each can be followed by its own date.
 */
export const periods: TimeRule = (text, at, context) => {
  const found = matchAt(opening, text, at);
  if (!found?.groups) return undefined;
  const { regular, often, report, column } = found.groups;
  // "quy định kỳ …": a rule, not a period
  if (regular !== undefined && /\bquy\s+$/.test(text.slice(0, at))) return undefined;
  // "kế hoạch hằng năm": the name of a plan
  if (often !== undefined && /(?:ke hoach|du toan|chi tieu|chuong trinh)\s+$/.test(text.slice(0, at)))
    return undefined;
  if (column !== undefined && !context.column) return undefined;
  const hits = readUnits(text, report === undefined ? at : at + report.length, at + found[0].length, context);
  if (hits.length > 0 || regular === undefined) return hits;
  const bare = matchAt(bareRegular, text, at);
  return bare ? [hit(at, at + bare[0].length, [recurring(null, context)])] : undefined;
};

function readUnits(text: string, start: number, from: number, context: Parameters<TimeRule>[2]): TimeHit[] {
  const unit = matchAt(unitHere, text, from);
  if (!unit?.groups?.['unit']) return [];
  const end = from + unit[0].length;
  const first = hit(start, end, [recurring(duration(unit.groups['count'], unit.groups['unit']), context)]);
  const joint = matchAt(listJoint, text, end);
  if (!joint) return [first];
  const next = end + joint[0].length;
  const again = matchAt(wordsAgain, text, next);
  return [first, ...readUnits(text, next, next + (again?.[0].length ?? 0), context)];
}

const perUnit =
  /(?:moi\s+)?0?(?<count>\d{1,2})?\s*(?<unit>ngay|tuan|thang|quy|nam)\s*(?:\/|mot|01|1)\s*(?:0?1\s+)?lan(?![a-z])/y;
const timesPerUnit =
  /(?:0?(?<count>\d)|mot)\s+lan\s*(?:\/|trong|moi|mot)\s*(?:(?:01|1|mot)\s+)?(?<unit>ngay|tuan|thang|quy|nam)(?![a-z])/y;
const unitTimes =
  /moi\s+(?<unit>ngay|tuan|thang|quy|nam)\s+(?:it nhat\s+)?(?:0?(?<count>\d)|mot)\s+lan(?![a-z])/y;
/** "3 tháng/lần", "2 lần/năm", "mỗi tuần 02 lần", "mỗi quý một lần". */
export const frequency: TimeRule = (text, at, context) => {
  const spaced = matchAt(perUnit, text, at);
  if (spaced?.groups?.['unit']) {
    const period = duration(spaced.groups['count'], spaced.groups['unit']);
    return [hit(at, at + spaced[0].length, [recurring(period, context)])];
  }
  const often = matchAt(timesPerUnit, text, at) ?? matchAt(unitTimes, text, at);
  if (!often?.groups?.['unit']) return undefined;
  const times = Number(often.groups['count'] ?? 1);
  const length = { thang: 1, quy: 3, nam: 12 }[often.groups['unit']];
  const divided = length && times > 0 && length % times === 0 ? `P${length / times}M` : undefined;
  const period = times === 1 ? duration(undefined, often.groups['unit']) : divided;
  const end = at + often[0].length;
  // "2 lần/tuần" names a rhythm that no whole period tells: the words are kept
  return [period === undefined ? hit(at, end, [], 'undated') : hit(at, end, [recurring(period, context)])];
};

const dueNext = String.raw`(?=\s*[(:,]?\s*(?:(?:gui|nop|xong|hoan thanh)\s+)?(?:truoc|cham nhat)\s)`;
const named = sticky(
  String.raw`(?:bao cao\s+)?(?:(?:0?\d\s+)?(?:thang|quy|ca nam|nam|tuan)|so ket|tong ket)(?:\s+dau nam)?${dueNext}`,
);

const bracketed = /bao cao\s+(?:quy|nam|ca nam|so ket|tong ket)(?=\s*\))/y;

/** "báo cáo 6 tháng trước ngày 20/5", "năm (trước ngày 20/11)": gives its name to the deadline beside it. */
export const reportPeriod: TimeRule = (text, at) => {
  const found = matchAt(named, text, at) ?? matchAt(bracketed, text, at);
  return found ? [hit(at, at + found[0].length, [], 'period')] : undefined;
};

const inYear = String.raw`(?:\s*,?\s*(?:trong|ca|suot)\s+(?:ca\s+)?nam(?![a-z])(?:\s*(?<year>${YEAR}))?)?`;
const steady = sticky(`thuong xuyen${inYear}`);
const steadyCell = sticky(`(?:thuong xuyen|lien tuc|quanh nam|xuyen suot)${inYear}`);

/** "Thường xuyên", "thường xuyên trong năm 2023"; not "chi thường xuyên", which is a kind of spending. */
export const continuous: TimeRule = (text, at, context) => {
  const found = matchAt(context.column ? steadyCell : steady, text, at);
  if (!found || /(?:chi|kinh phi|ngan sach|von|khong|nguon)\s+$/.test(text.slice(Math.max(0, at - 12), at))) {
    return undefined;
  }
  const printed = toNumber(found.groups?.['year']);
  const year = printed ?? context.year;
  const end = at + found[0].length;
  if (year === null) return [hit(at, end, [time({ type: 'continuous' })])];
  return [hit(at, end, [dated({ type: 'continuous', ...yearSpan(year) }, printed, context, found[0])])];
};

const undatedWords = sticky(
  [
    String.raw`(?:trong (?:(?:vong|thoi (?:gian|han)) )?)?\d{1,3} (?:ngay|thang|gio|tuan)(?: lam viec)?,? (?:ke tu|tinh tu|tu khi|tu ngay|sau khi|sau ngay|truoc khi|truoc ngay(?! \d))[^.;,()]*`,
    String.raw`trong (?:vong|thoi (?:gian|han)) \d{1,3} (?:ngay|gio)(?: lam viec)?`,
    String.raw`trong \d{1,3} gio(?: lam viec)?`,
    String.raw`(?:dung|theo|bao dam|dam bao) (?:thoi (?:gian|han)|tien do)(?: (?:theo )?(?:quy dinh|qui dinh|yeu cau|ke hoach|de ra))?`,
    String.raw`theo yeu cau va thoi han quy dinh`,
    String.raw`(?:tai )?ky hop (?!dong|tac|dan)[^.;,()]*`,
    // "trước ngày khai giảng 10 ngày": a day that an event sets
    String.raw`(?:truoc|sau) ngay (?!hang|moi|cuoi|dau|ngay|thang)[a-z][^.;,()]*`,
    String.raw`(?:xong|hoan thanh) truoc khi [^.;,()]*`,
    String.raw`khi (?:can thiet|can|co yeu cau|co phat sinh|phat sinh)`,
    'kip thoi',
    'dot xuat',
    String.raw`ngay sau khi [^.;,()]*`,
  ].join('|'),
);

/** "10 ngày kể từ ngày ban hành", "kịp thời", "đúng thời hạn": no date can be told, and none is. */
export const undated: TimeRule = (text, at) => {
  const found = matchAt(undatedWords, text, at);
  const end = at + (found?.[0].trimEnd().length ?? 0);
  return found && !/[a-z\d]/.test(text.charAt(end)) ? [hit(at, end, [], 'undated')] : undefined;
};
