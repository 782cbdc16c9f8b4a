import type { Plan, Problem } from '../assignment.ts';
import { problem, shownDay } from './problem.ts';

const written = [
  /(?<![\d/.-])(?<d>\d{1,2})[/.-](?<m>\d{1,2})[/.-](?<y>(?:19|20)\d{2})(?![\d/]|-\p{L})/gu,
  /ngày\s+(?<d>\d{1,2})\s+tháng\s+(?<m>\d{1,2})(?:\s+năm\s+(?<y>\d{4}))?/giu,
  /ngày\s+(?<d>\d{1,2})\/(?<m>\d{1,2})(?![\d/]|-\p{L}|\/)/giu,
];

/** "31/6", "29/02/2023", "ngày 15 tháng 13": a day that no calendar has. */
export function impossibleDates({ lines, restoredLines = lines, document }: Plan): Problem[] {
  return restoredLines.flatMap((line, index) => {
    const found = new Map<string, string>();
    for (const pattern of written)
      for (const { 0: text, groups = {} } of line.matchAll(pattern)) {
        const { d, m, y } = groups;
        const year = y ? Number(y) : (document.year ?? 2024);
        if (!isDay(Number(d), Number(m), year)) found.set(`${Number(d)}/${Number(m)}`, text);
      }
    return [...found.values()].map((text) =>
      problem('impossible-date', 'warning', `Không có ngày "${text}" trong lịch.`, [index + 1]),
    );
  });
}

function isDay(day: number, month: number, year: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** A document that is cited cannot be younger than the plan that cites it. */
export function referencesFromTheFuture({ document, references }: Plan): Problem[] {
  const { issuedOn, year } = document;
  return references.flatMap(({ type, number, date, lines }) => {
    if (date === null) return [];
    const isLater = issuedOn !== null ? date > issuedOn : year !== null && Number(date.slice(0, 4)) > year;
    if (!isLater) return [];
    const own = issuedOn === null ? `của năm ${year}` : `ngày ${shownDay(issuedOn)}`;
    const message = `Viện dẫn ${type} ${number ?? ''} ngày ${shownDay(date)}, sau văn bản này (${own}).`;
    return [problem('reference-after-issue', 'warning', message.replace(/ {2,}/gu, ' '), lines)];
  });
}
