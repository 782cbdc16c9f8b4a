import { addDays, weekday, yearSpan } from '../calendar.ts';
import {
  fixed,
  monthPeriod,
  numeral,
  partOfYear,
  quarterPeriod,
  shown,
  thisMonth,
  thisYear,
  yearOf,
  type Period,
  type Reader,
  type YearRead,
} from './period-parts.ts';

/** "tháng này", "quý sau", "tuần tới", "hôm nay", "trong 7 ngày tới", "năm ngoái". */
export const readRelative: Reader = (text, { today }) => {
  const next =
    /\b(?<count>\d{1,3}|mot|hai|ba)\s+(?<unit>ngay|tuan|thang)\s+(?:lam viec\s+)?(?:toi|sap toi|nua|tiep theo)\b/.exec(
      text,
    )?.groups;
  if (next?.['count'] && next['unit']) {
    const days = numeral(next['count']) * ({ ngay: 1, tuan: 7, thang: 30 }[next['unit']] ?? 1);
    const unit = { ngay: 'ngày', tuan: 'tuần', thang: 'tháng' }[next['unit']] ?? '';
    return fixed('range', { from: today, to: addDays(today, days) }, `${numeral(next['count'])} ${unit} tới`);
  }
  const day = /\b(?:hom nay|ngay mai|ngay kia)\b/.exec(text)?.[0];
  if (day) {
    const date = addDays(today, { 'hom nay': 0, 'ngay mai': 1, 'ngay kia': 2 }[day] ?? 0);
    return fixed('date', { from: date, to: date }, `ngày ${shown(date)}`);
  }
  const found =
    /\b(?:(?<part>dau|giua|cuoi)\s+)?(?<unit>tuan|thang|quy|nam)\s+(?<when>nay|hien tai|sau|toi|ke tiep|tiep theo|truoc|vua roi|vua qua|ngoai)\b/.exec(
      text,
    );
  const { part, unit, when } = found?.groups ?? {};
  if (
    !unit ||
    !when ||
    (when === 'truoc' &&
      !/^\s*(?:$|[?,.]|co|lam|phai|so|phuong|da)/.test(
        text.slice((found?.index ?? 0) + (found?.[0].length ?? 0)),
      ))
  )
    return undefined;
  const step = /^(?:nay|hien tai)$/.test(when) ? 0 : /^(?:truoc|vua|ngoai)/.test(when) ? -1 : 1;
  return relative(unit, step, part, today);
};

function relative(unit: string, step: number, part: string | undefined, today: string): Period | undefined {
  const [year, month] = [thisYear(today), thisMonth(today)];
  if (unit === 'tuan') {
    const from = addDays(today, 1 - weekday(today) + 7 * step);
    const to = addDays(from, 6);
    return fixed('week', { from, to }, `tuần từ ${shown(from)} đến ${shown(to)}`);
  }
  if (unit === 'nam') {
    if (part) return partOfYear(part, { year: year + step, yearMissing: false, suffix: `/${year + step}` });
    return fixed('year', yearSpan(year + step), `năm ${year + step}`);
  }
  const months = unit === 'thang' ? 1 : 3;
  const index = year * 12 + month - 1 + months * step;
  const read: YearRead = {
    year: Math.floor(index / 12),
    yearMissing: false,
    suffix: `/${Math.floor(index / 12)}`,
  };
  const at = (index % 12) + 1;
  return unit === 'thang' ? monthPeriod([at], part, read) : quarterPeriod([Math.ceil(at / 3)], part, read);
}

/** "cuối tháng", "đầu quý" of now; "cuối năm", "đầu năm" of the plan's year. */
export const readPartOfNow: Reader = (text, options) => {
  const found =
    /\b(?<part>dau|giua|cuoi)\s+(?<unit>thang|quy|nam)\b(?!\s+(?:nao|may|bao))(?:\s+(?<year>20\d\d))?/.exec(
      text,
    );
  const { part, unit } = found?.groups ?? {};
  if (!found?.groups || !part || !unit) return undefined;
  if (unit === 'nam') return partOfYear(part, yearOf(found.groups, options));
  return relative(unit, 0, part, options.today);
};

/** "việc nào quá hạn"; not "hồ sơ quá hạn, tồn đọng", which a duty is about. */
export const readOverdue: Reader = (text, { today }) => {
  const asked = /\b(?:viec|nhiem vu|gi|nao|nhung|dang|bi)\s(?:[^,;.?]{0,20}\s)?(?:qua|tre) han\b/.test(text);
  if (!asked || /\bho so\b/.test(text)) return undefined;
  return {
    kind: 'overdue',
    from: null,
    to: addDays(today, -1),
    yearMissing: false,
    label: `đến ngày ${shown(addDays(today, -1))}`,
  };
};

/** "sắp đến hạn", "hạn gần nhất": the next thirty days. */
export const readUpcoming: Reader = (text, { today }) => {
  if (
    !/\b(?:(?:sap|gan) (?:den|toi|het) han|sap phai (?:lam|nop|xong)|(?:han|viec|moc) (?:nao )?(?:gan nhat|sap toi)|thoi gian (?:toi|sap toi))\b/.test(
      text,
    )
  )
    return undefined;
  return { kind: 'upcoming', from: today, to: addDays(today, 30), yearMissing: false, label: '30 ngày tới' };
};
