import type { Entry } from './entry.ts';
import { hour, share } from './lexicon.ts';
import type { Match } from './match.ts';
import type { Query } from './understand.ts';

/** "xã nào bị sạt lở nhiều nhất": which of many, by a measure. */
const superlative =
  / (?:nao|gi|dau|ai) (?:[a-z0-9]+ ){0,12}?(?:nhieu|lon|cao|thap|it|nang|dong|dai|nhanh|cham) (?:[a-z]+ ){0,5}(?<!thong |duy )nhat(?! tri) /u;

/** A question for a share is answered only by what prints one, for the most or the least only by what says so. */
export function printsMeasure({ toned }: Entry, { plain }: Query): boolean {
  if (share.test(plain) && !/\d\s*%|phần trăm/u.test(toned)) return false;
  return !superlative.test(plain) || / nhất(?! trí| là)/u.test(toned);
}

/** "7 giờ 30", "14h00"; "trong vòng 24 giờ" and "24/24 giờ" are spans. */
const timeOfDay =
  /(?<![\d/.,]|(?:trong|vòng|hạn|sau|quá|đủ|mỗi|tối thiểu|tối đa|ít nhất) )\d{1,2} ?(?:giờ(?! (?:làm việc|đồng hồ|kể từ|sau|mỗi))|h(?=\d\d|[ ,.;)]|$))/iu;

export const printsHour = (text: string) => timeOfDay.test(text);

/** Of what fits a question for an hour, what prints one; all of it where that is of another matter. */
export function printingHour(ranked: readonly Match[], { plain }: Query): readonly Match[] {
  if (!hour.test(plain)) return ranked;
  const most = Math.max(0, ...ranked.map(({ coverage }) => coverage));
  const timed = ranked.filter(({ entry }) => printsHour(entry.toned));
  return timed.some(({ coverage }) => coverage >= sameMatter * most) ? timed : ranked;
}

/** "tháng mấy" is not told by "cả năm" where another duty holds as much of the question and names the month. */
export function namingTheTime(ranked: readonly Match[], { plain }: Query): readonly Match[] {
  if (!/ (?:ngay|thang|quy|tuan) (?:nao|may|bao nhieu) /u.test(plain)) return ranked;
  const isDated = ({ entry }: Match) =>
    entry.assignment?.time.some(
      ({ type }) => type === 'deadline' || type === 'month' || type === 'quarter' || type === 'recurring',
    ) ?? false;
  const [first] = ranked;
  const dated = ranked.filter(isDated);
  return first && !isDated(first) && (dated[0]?.coverage ?? 0) >= first.coverage ? dated : ranked;
}

/** So near to the best an entry is still of the matter asked about. */
export const sameMatter = 0.7;
