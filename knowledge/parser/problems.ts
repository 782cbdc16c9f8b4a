import type { PlanDocument, Problem, Reference } from '../assignment.ts';
import { clip, problem, shownDay } from '../checks/problem.ts';
import type { Draft } from './assignments.ts';
import { doubtsOf } from './doubts.ts';
import { startsWithVerb } from './duty-verbs.ts';
import type { Item } from './outline.ts';
import { sectionKindOf } from './section-kind.ts';

export interface Checked {
  readonly document: PlanDocument;
  readonly drafts: readonly Draft[];
  readonly references: readonly Reference[];
  readonly items: readonly Item[];
  /** Paths of headings under which units are numbered. */
  readonly parts: ReadonlySet<string>;
  readonly lines: readonly string[];
  /** What a scan prints oddly is the scanner's doing. */
  readonly isScan: boolean;
}

type Check = (checked: Checked) => Problem[];

/** Điểm cần soát: what is missing or looks wrong, each with its lines. Nothing is put right here. */
export function findProblems(checked: Checked): Problem[] {
  return checks.flatMap((check) => check(checked));
}

const checks: readonly Check[] = [
  missingFacts,
  withoutLead,
  doubtful,
  periodUnknown,
  twoDates,
  outOfOrder,
  expired,
  misprintedNumber,
];

function missingFacts({ document, lines }: Checked): Problem[] {
  const at = lines.slice(0, 40).findIndex((line) => /Số\s*:|ngày\s.*tháng\s.*năm/u.test(line));
  const printed = at < 0 || (!document.symbol && !document.place) ? [] : [at + 1];
  const found: Problem[] = [];
  if (!document.issuer) found.push(problem('no-issuer', 'error', 'Không đọc được cơ quan ban hành.'));
  if (!document.number) {
    const message = document.symbol
      ? `Số văn bản để trống, chỉ có ký hiệu ${document.symbol}.`
      : 'Văn bản không ghi số, ký hiệu.';
    found.push(problem(document.symbol ? 'blank-number' : 'no-number', 'warning', message, printed));
  }
  if (!document.issuedOn)
    found.push(problem('no-date', 'warning', 'Văn bản không ghi đủ ngày, tháng, năm ban hành.', printed));
  if (!document.signer) found.push(problem('no-signer', 'warning', 'Không đọc được người ký.'));
  if (document.year === null) found.push(problem('no-year', 'warning', 'Không rõ kế hoạch của năm nào.'));
  return found;
}

/** In the part that assigns work every act should say whose it is; "Kinh phí: từ ngân sách xã" is no act. */
function withoutLead({ drafts, items, parts }: Checked): Problem[] {
  const assigning = items.filter((item) => item.zone === 'body' && sectionKindOf(item, parts) === 'duty');
  return drafts
    .filter(({ lead, kind, task }) => lead.length === 0 && kind !== 'table_row' && startsWithVerb(task))
    .filter(({ lines: [line] }) =>
      assigning.some(({ block }) => block.lines[0] <= line && line <= block.lines[1]),
    )
    .map(({ task, lines }) =>
      problem('no-lead-unit', 'warning', `Không nêu đơn vị thực hiện: "${clip(task)}".`, lines),
    );
}

/** The doubts of single lines; those about one past year are one problem. */
function doubtful({ document, drafts, references }: Checked): Problem[] {
  const found: Problem[] = [];
  const past = new Map<string, number[]>();
  for (const draft of drafts) {
    for (const { code, message, year } of doubtsOf(draft, document, references)) {
      if (year === undefined) found.push(problem(code, 'warning', message, draft.lines));
      else past.set(year, [...(past.get(year) ?? []), draft.lines[0]]);
    }
  }
  const left = [...past].map(([year, lines]) =>
    problem(
      'past-year',
      'warning',
      `Nhắc "năm ${year}" ở ${lines.length} dòng nhiệm vụ của kế hoạch năm ${document.year}.`,
      lines,
    ),
  );
  return [...found, ...left];
}

function periodUnknown({ drafts }: Checked): Problem[] {
  return drafts
    .filter(
      ({ time }) =>
        time.length > 0 && time.every(({ type, every }) => type === 'recurring' && every === null),
    )
    .map(({ task, lines }) =>
      problem('period-unknown', 'info', `Ghi "định kỳ" nhưng không nêu chu kỳ: "${clip(task)}".`, lines),
    );
}

function groupByNumber(references: readonly Reference[]): Map<string, Reference[]> {
  const groups = new Map<string, Reference[]>();
  for (const reference of references) {
    if (!reference.number) continue;
    const key = `${reference.type} ${reference.number}`.toLowerCase();
    groups.set(key, [...(groups.get(key) ?? []), reference]);
  }
  return groups;
}

function twoDates({ references }: Checked): Problem[] {
  return [...groupByNumber(references).values()].flatMap((group) => {
    const dates = [...new Set(group.flatMap(({ date }) => (date ? [date] : [])))];
    if (dates.length < 2) return [];
    const [first] = group;
    const lines = group.map(({ lines }) => lines[0]);
    return [
      problem(
        'reference-two-dates',
        'warning',
        `${first?.type} ${first?.number} được ghi hai ngày: ${dates.map(shownDay).join(' và ')}.`,
        lines,
      ),
    ];
  });
}

/**
 * Numbers of one office grow through the year: 4775 dated 29/01 does not fit between 4408 of 05/11 and 4794 of 29/11.
 * Of two that contradict each other, the one further from the pace of the series is doubted.
 */
function outOfOrder({ references }: Checked): Problem[] {
  const series = new Map<string, Numbered[]>();
  for (const group of groupByNumber(references).values()) {
    const entry = group.map(numbered).find((value) => value !== undefined);
    if (entry) series.set(entry.series, [...(series.get(entry.series) ?? []), entry]);
  }
  return [...series.values()].filter((entries) => entries.length > 2).flatMap(outOfPace);
}

interface Numbered {
  readonly reference: Reference;
  readonly count: number;
  readonly day: number;
  readonly series: string;
}

function numbered(reference: Reference): Numbered | undefined {
  const { count, symbol } = /^(?<count>\d+)[/-](?<symbol>\D.*)$/u.exec(reference.number ?? '')?.groups ?? {};
  if (!count || !symbol || !reference.date) return undefined;
  const year = reference.date.slice(0, 4);
  const day = (Date.parse(reference.date) - Date.parse(`${year}-01-01`)) / 86_400_000 + 1;
  const issuer = (reference.issuer ?? '').replace(/^Chủ tịch /u, '');
  return { reference, count: Number(count), day, series: `${symbol} ${year} ${issuer}` };
}

function outOfPace(entries: readonly Numbered[]): Problem[] {
  const last = entries.reduce((a, b) => (b.count > a.count ? b : a));
  const off = ({ count, day }: Numbered): number => Math.abs(day - (count * last.day) / last.count);
  return entries.flatMap((entry) => {
    const against = entries.filter(
      (other) => other.count < entry.count !== other.day < entry.day && other.day !== entry.day,
    );
    const worse = against.filter((other) => off(entry) > off(other));
    if (worse.length === 0) return [];
    const { type, number, date, lines } = entry.reference;
    const others = worse
      .map(({ reference }) => `${reference.number} ngày ${shownDay(reference.date ?? '')}`)
      .join(', ');
    return [
      problem(
        'reference-date-doubtful',
        'warning',
        `${type} ${number} ghi ngày ${shownDay(date ?? '')}, không khớp thứ tự số với ${others}.`,
        lines,
      ),
    ];
  });
}

function expired({ document, references }: Checked): Problem[] {
  const { year } = document;
  if (year === null) return [];
  return [...groupByNumber(references).values()].flatMap((group) => {
    const subject = group.find((reference) => reference.subject)?.subject ?? '';
    const until = /(?:giai đoạn 20\d\d\s*[-–]\s*(?<end>20\d\d)|năm (?<only>20\d\d))\s*”?$/u.exec(
      subject,
    )?.groups;
    const last = Number(until?.['end'] ?? until?.['only'] ?? Number.NaN);
    const [first] = group;
    if (!first || !(last < year)) return [];
    const message = `${first.type} ${first.number} áp dụng đến năm ${last}, được viện dẫn trong kế hoạch năm ${year}.`;
    return [
      problem(
        'reference-expired',
        'info',
        message,
        group.map(({ lines }) => lines[0]),
      ),
    ];
  });
}

function misprintedNumber({ references, isScan }: Checked): Problem[] {
  if (isScan) return [];
  return references.flatMap(({ number, quote, lines }) => {
    const printed = /(?<raw>\d+(?:\/\d{4})?[/-](?:NDD?|QDD?)[-\s]\p{Lu}+)/u.exec(quote)?.groups?.['raw'];
    return printed && number !== printed
      ? [problem('number-misprinted', 'info', `Số hiệu in là "${printed}", đọc là ${number}.`, lines)]
      : [];
  });
}
