import { addDays, isoDate, monthSpan, quarterSpan, yearSpan } from '../calendar.ts';
import {
  fixed,
  monthPeriod,
  numeral,
  quarterPeriod,
  roman,
  yearOf,
  type Period,
  type Reader,
  type YearRead,
} from './period-parts.ts';

const YEAR = String.raw`(?:\s*(?:/|-|,?\s*nam)?\s*(?<year>20\d\d)(?!\d))?(?<now>\s+nam nay)?`;
const SEPARATOR = String.raw`\s*(?:,|&|va|voi|hoac|den(?: het)?|toi|-|–|\s)\s*`;
const ORDINAL = String.raw`(?:0?[1-9]|1[0-2])(?!\d)(?!\s*%)|muoi (?:mot|hai)|mot|gieng|hai|ba|tu|bon|bay|tam|chin|muoi|chap`;
const QUARTER = String.raw`0?[1-4](?!\d)|i{1,3}|iv|mot|hai|ba|tu|bon`;
const DAY = String.raw`(?<day>\d{1,2})\s*(?:/|-|\s+thang\s+)\s*(?<month>\d{1,2})(?!\d)(?:\s*(?:/|-|nam)\s*(?<year>20\d\d))?`;

/** "từ 06/10 đến cuối tháng 10/2026", "từ ngày 1/9 đến hết năm". */
export const readFromDay: Reader = (text, options) => {
  const groups = new RegExp(
    String.raw`\btu (?:ngay )?(?<first>\d{1,2})/(?<firstMonth>\d{1,2})(?:/20\d\d)? (?:den|toi) (?:het |cuoi )+(?:thang (?<number>${ORDINAL})\b${YEAR}|nam\b)`,
  ).exec(text)?.groups;
  if (!groups) return undefined;
  const read = yearOf(groups, options);
  const last = groups['number'] ? numeral(groups['number']) : 12;
  const from = isoDate(read.year, Number(groups['firstMonth']), Number(groups['first']));
  const { to } = monthSpan(read.year, last);
  if (!from || from > to) return undefined;
  const label = `từ ${groups['first']}/${groups['firstMonth']} đến hết tháng ${last}${read.suffix}`;
  return { kind: 'range', from, to, yearMissing: read.yearMissing, label };
};

/** "trước 30/6", "đến hết quý 2", "trước tháng 7". */
export const readUntil: Reader = (text, options) => {
  const day = new RegExp(
    String.raw`\b(?<word>truoc|den|toi|cham nhat)(?: het)?(?: ngay)?\s+(?:ngay\s+)?${DAY}`,
  ).exec(text);
  if (day?.groups && !/\btu (?:ngay )?[\d/]+\s*$/.test(text.slice(0, day.index))) {
    const read = yearOf(day.groups, options);
    const to = isoDate(read.year, Number(day.groups['month']), Number(day.groups['day']));
    if (to)
      return until(
        to,
        read,
        `trước ${Number(day.groups['day'])}/${Number(day.groups['month'])}${read.suffix}`,
      );
  }
  const span = new RegExp(
    String.raw`\b(?<word>truoc|den het|cham nhat(?: la)?)\s+(?:cuoi\s+)?(?<unit>thang|quy)\s+(?<number>${ORDINAL})\b${YEAR}`,
  ).exec(text);
  const { word, unit, number } = span?.groups ?? {};
  if (!span?.groups || !unit || !number) return undefined;
  const read = yearOf(span.groups, options);
  const value = numeral(number);
  if (unit === 'quy' && value > 4) return undefined;
  const { from, to } = unit === 'quy' ? quarterSpan(read.year, value) : monthSpan(read.year, value);
  const name = unit === 'quy' ? `quý ${roman(value)}${read.suffix}` : `tháng ${value}${read.suffix}`;
  return word === 'truoc'
    ? until(addDays(from, -1), read, `trước ${name}`)
    : until(to, read, `đến hết ${name}`);
};

function until(to: string, { yearMissing }: YearRead, label: string): Period {
  return { kind: 'until', from: `${to.slice(0, 4)}-01-01`, to, yearMissing, label };
}

/** "6 tháng đầu năm", "nửa cuối năm", "9 tháng đầu năm 2025". */
export const readHalf: Reader = (text, options) => {
  const found = new RegExp(
    String.raw`\b(?:(?<count>\d{1,2})\s+thang|nua)\s+(?<side>dau|cuoi)(?: cua)?\s+nam\b(?:\s+(?<year>20\d\d))?(?<now>\s+nay)?`,
  ).exec(text);
  if (!found?.groups) return undefined;
  const read = yearOf(found.groups, options);
  const count = Math.min(Number(found.groups['count'] ?? 6), 12);
  const first = found.groups['side'] === 'dau';
  const span = first ? monthSpan(read.year, 1, count) : monthSpan(read.year, 13 - count, 12);
  const label = `${count} tháng ${first ? 'đầu' : 'cuối'} năm${read.yearMissing ? '' : ` ${read.year}`}`;
  return { kind: 'half', ...span, yearMissing: read.yearMissing, label };
};

/** "tháng 7, 8/2023", "từ tháng 6 đến tháng 8", "cuối tháng 6", "t8". */
export const readMonths: Reader = (text, options) => {
  const item = String.raw`(?:${ORDINAL})`;
  const found = new RegExp(
    String.raw`\b(?<!\d\s)(?:(?<part>dau|giua|cuoi)\s+)?(?:thang|thg)\s*(?<list>${item}(?:${YEAR.replaceAll('?<year>', '?:').replaceAll('?<now>', '?:')}${SEPARATOR}(?:(?:thang|thg)\s*)${item}|\s*(?:,|&|va|den|-|–)\s*(?:0?[1-9]|1[0-2])(?![\d/]*\d{2}/|\s*(?:ngay|tuan|thang|don vi|viec|nhiem vu)\b)(?!\d))*)\b${YEAR}`,
  ).exec(text);
  const short = found ?? new RegExp(String.raw`\bt(?<list>1[0-2]|[1-9])\b(?!\s*\d)${YEAR}`).exec(text);
  if (!short?.groups?.['list']) return undefined;
  const list = short.groups['list'].replace(/\s*(?:\/|-|,?\s*nam)\s*20\d\d/g, '');
  const read = yearOf(short.groups, options);
  return monthPeriod(listed(list, ORDINAL), short.groups['part'], read);
};

/** "quý 3", "quý II, III/2023", "đầu quý 2". */
export const readQuarters: Reader = (text, options) => {
  const found = new RegExp(
    String.raw`\b(?:(?<part>dau|giua|cuoi)\s+)?(?:quy\s*|q)(?<list>(?:${QUARTER})(?:${SEPARATOR}(?:quy\s*)?(?:${QUARTER}))*)\b${YEAR}`,
  ).exec(text);
  if (!found?.groups?.['list']) return undefined;
  return quarterPeriod(
    listed(found.groups['list'], QUARTER),
    found.groups['part'],
    yearOf(found.groups, options),
  );
};

/** The numbers of a list in order; "6 đến 8" and "6 - 8" hold what lies between. */
function listed(list: string, item: string): readonly number[] {
  const numbers: number[] = [];
  let end = 0;
  for (const found of list.matchAll(new RegExp(String.raw`\b(?:${item})\b`, 'g'))) {
    const value = numeral(found[0]);
    const last = numbers.at(-1);
    const reaches = /(?:den|toi|-|–)/.test(list.slice(end, found.index));
    if (last !== undefined && reaches)
      for (let between = last + 1; between < value; between++) numbers.push(between);
    if (!numbers.includes(value)) numbers.push(value);
    end = found.index + found[0].length;
  }
  return numbers.sort((a, b) => a - b);
}

/** "ngày 30/6 có việc gì", "từ 1/6 đến 15/6"; not the date of a decision. */
export const readDay: Reader = (text, options) => {
  const range = new RegExp(
    String.raw`\btu (?:ngay )?(?<first>\d{1,2})/(?<firstMonth>\d{1,2})(?:/20\d\d)? (?:den|toi|-)(?: het)?(?: ngay)? ${DAY}`,
  ).exec(text)?.groups;
  if (range) {
    const read = yearOf(range, options);
    const from = isoDate(read.year, Number(range['firstMonth']), Number(range['first']));
    const to = isoDate(read.year, Number(range['month']), Number(range['day']));
    if (from && to && from <= to) {
      const label = `từ ${range['first']}/${range['firstMonth']} đến ${range['day']}/${range['month']}${read.suffix}`;
      return { kind: 'range', from, to, yearMissing: read.yearMissing, label };
    }
  }
  const found = new RegExp(String.raw`\bngay\s+${DAY}`).exec(text);
  if (
    !found?.groups ||
    /(?:\d\/[a-z]|ban hanh|\bky|van ban|quyet dinh|ke hoach|nghi quyet|thong tu|nghi dinh|cong van|chi thi)[^,;?]*$/.test(
      text.slice(0, found.index),
    )
  )
    return undefined;
  const read = yearOf(found.groups, options);
  const date = isoDate(read.year, Number(found.groups['month']), Number(found.groups['day']));
  const label = `ngày ${Number(found.groups['day'])}/${Number(found.groups['month'])}${read.suffix}`;
  return date ? { kind: 'date', from: date, to: date, yearMissing: read.yearMissing, label } : undefined;
};

/** "trong năm 2024", "năm 2024 Sở phải làm gì"; not the year in the name of a plan. */
export const readYear: Reader = (text) => {
  const found = /(?:^|[,.;?]\s*|\b(?:trong|ca|suot|vao|viec|gi|con|the)\s+)nam\s+(?<year>20\d\d)\b/.exec(
    text,
  );
  const year = Number(found?.groups?.['year']);
  return found ? fixed('year', yearSpan(year), `năm ${year}`) : undefined;
};
