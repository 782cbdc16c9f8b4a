import { readPartners, unitsJoining } from './addressees.ts';
import { findTimes } from './deadlines.ts';
import { cut, type Flow } from './flow.ts';
import { depthAt } from './sentences.ts';
import { readSubject } from './subjects.ts';

const clauseStart = new RegExp(
  [
    ';\\s+(?!hoàn thành (?:trước|trong|chậm nhất|vào)|xong trước|thời (?:gian|hạn) (?:thực hiện|hoàn thành))(?=\\S)',
    ',\\s+(?=(?:thường xuyên|định kỳ)\\s)',
    ',\\s+(?=bên cạnh đó\\s)',
    ',\\s+(?=tổ chức triển khai\\s)',
    ',\\s+(?=tham mưu (?:cho |giúp |trình )?(?:UBND|Ủy ban|Uỷ ban|HĐND|Hội đồng|Đảng ủy|Lãnh đạo|lãnh đạo|Giám đốc|Chủ tịch|Sở|Ban)\\s)',
    '\\s+(?=và (?:chủ động phối hợp với|tổ chức thực hiện|định kỳ|báo cáo kết quả)\\s)',
  ].join('|'),
  'gu',
);

/** An item of a list that is only a noun: "Quyết định số 1928…", "công tác dân vận". */
export const nounItem =
  /^(?:(?:kế hoạch|quyết định|nghị quyết|chỉ thị|chương trình|đề án|thông tư|nghị định|kết luận)\s+(?:số\s+)?\d|công tác\s)/iu;

/** With this many semicolons a sentence is a list of tasks. */
const listLength = 3;

/**
 * "Phối hợp với Ban Chỉ đạo … thực hiện Kế hoạch này; định kỳ tổng hợp, báo cáo lãnh đạo Sở" → two clauses, each a
 * duty of its own; "Theo dõi tình hình bệnh; tổng hợp số ca mắc" → one.
 *
 * What a unit is told in one sentence is one duty, until a clause has a unit, partners, a rhythm or a time of its
 * own; the items of a list are duties. A comma parts only where a new act with its own rhythm or addressee begins.
 */
export function clausesOf(sentence: Flow, known: readonly string[]): Flow[] {
  const { text } = sentence;
  const breaks = [...text.matchAll(clauseStart)].filter(({ index }) => depthAt(text, index) === 0);
  const isList = breaks.filter(([mark]) => mark.startsWith(';')).length >= listLength;
  const parts: Flow[] = [];
  let start = 0;
  for (const [at, { 0: mark, index }] of breaks.entries()) {
    const before = text.slice(start, index);
    const after = text.slice(index + mark.length, breaks[at + 1]?.index);
    if (before.length < 12 || isStanding(before) || saysOnlyVerb(before, known)) continue;
    if (mark.startsWith(';') && !isList && !isOwnDuty(before, after, known)) continue;
    parts.push(cut(sentence, start, mark.startsWith(';') ? index + 1 : index));
    start = index + mark.length;
  }
  parts.push(cut(sentence, start));
  return parts.filter((part) => part.text !== '');
}

/** "Là cơ quan thường trực, tham mưu …" says one thing. */
const isStanding = (clause: string): boolean =>
  /^(?:là )?(?:cơ quan|đơn vị|bộ phận) thường trực$/iu.test(clause);

/** "Công an tỉnh tổng hợp, tham mưu UBND tỉnh …": the verb alone has its object behind the comma. */
function saysOnlyVerb(clause: string, known: readonly string[]): boolean {
  const subject = readSubject(clause, known);
  return subject !== undefined && clause.slice(subject.to).trim().split(/\s+/u).length <= 2;
}

function isOwnDuty(before: string, after: string, known: readonly string[]): boolean {
  if (/^(?:\p{Lu}|(?:định kỳ|thường xuyên|hằng|hàng|khi|nếu|trường hợp)(?!\p{L}))/u.test(after)) return true;
  if (nounItem.test(after)) return true;
  if (namedReport.test(after) && /báo cáo/iu.test(before)) return false;
  if (unitsJoining(after, known).length > 0) return false;
  if (readSubject(after, known) || readPartners(after, known).length > 0) return true;
  return isTimed(after) && (isTimed(before) || report.test(after));
}

const report = /^(?:tổng hợp,? )?(?:gửi )?báo cáo(?!\p{L})/u;

/** "báo cáo sơ kết trước ngày 15/6; báo cáo tổng kết trước ngày 10/12": one duty with its dates. */
const namedReport = /^báo cáo (?:sơ kết|tổng kết|6 tháng|năm|quý|tháng|đột xuất|chuyên đề)(?!\p{L})/u;

const isTimed = (clause: string): boolean =>
  findTimes(clause, { year: null }).some(({ times }) => times.length > 0);
