import type { Assignment, Passage, Plan, PlanDocument, Reference } from '../assignment.ts';
import { approvalIn } from './approval.ts';
import { directorIn } from './director.ts';
import type { Entry } from './entry.ts';
import type { Aspect, Item } from './finding.ts';

const citedWithinName =
  /(?:[Ll]uật|[Nn]ghị định|[Nn]ghị quyết|[Pp]háp lệnh)[^.;]{0,40}$|(?:giai đoạn|ngày|tháng|đến|từ|quý|so với)\s*(?:\d{1,2}(?:\/\d{1,2})?\s*)?$/iu;

/** "năm 2022" left in a plan of 2024: years before the plan's own, said of the work itself. */
export function staleYears(text: string, document: PlanDocument): number[] {
  if (!document.year) return [];
  const years = new Set<number>();
  for (const match of text.matchAll(/năm\s+(20\d\d)(?!\s*[-–]\s*20)/giu)) {
    const year = Number(match[1]);
    const before = text.slice(Math.max(0, match.index - 48), match.index);
    if (year < document.year && !citedWithinName.test(before)) years.add(year);
  }
  return [...years];
}

/** What must be told with this duty when these aspects of it are told. */
export function warningsOf(
  assignment: Assignment,
  document: PlanDocument,
  aspects: readonly Aspect[],
): string[] {
  const warnings: string[] = [];
  if (assignment.doubt) warnings.push(assignment.doubt);
  const told = aspects.some(
    (aspect) => aspect === 'content' || aspect === 'deliverable' || aspect === 'method',
  );
  const text = told
    ? `${assignment.task}. ${assignment.deliverable ?? ''}. ${assignment.method ?? ''}`
    : aspects.includes('deadline')
      ? (assignment.deliverable ?? '')
      : '';
  for (const year of staleYears(text, document))
    if (!warnings.some((warning) => warning.includes(String(year))))
      warnings.push(
        `Văn bản ghi “năm ${year}” trong kế hoạch năm ${document.year}, có thể là nhầm, cần kiểm tra lại.`,
      );
  if (aspects.includes('deadline'))
    for (const time of assignment.time)
      if (time.literal && !warnings.some((warning) => warning.includes(time.literal ?? '')))
        warnings.push(
          `Văn bản ghi “${time.literal}”${document.year ? ` trong kế hoạch năm ${document.year}` : ''}, có thể là nhầm, cần kiểm tra lại.`,
        );
  return warnings;
}

/** "tại nhà văn hóa", "ở trụ sở". */
const where = /(?<!\p{L})(?:tại|ở|địa điểm|trên địa bàn|đến tận|về)(?!\p{L})/iu;

export function itemOf(entry: Entry, aspects: readonly Aspect[]): Item | undefined {
  if (!entry.assignment) return undefined;
  const { assignment, document, citations } = entry;
  const told = `${assignment.task} ${assignment.method ?? ''} ${assignment.deliverable ?? ''}`;
  return {
    document,
    assignment,
    citations,
    warnings: warningsOf(assignment, document, aspects),
    approval: approvalIn(assignment),
    director: directorIn(assignment),
    saysWhere: where.test(told),
  };
}

/** What is doubtful about a cited document, as noted where the plan hands it out. */
export function doubtsOfReference({ lines, number }: Reference, plan: Plan): string[] {
  const serial = /\d+/u.exec(number ?? '')?.[0];
  return plan.assignments.flatMap(({ doubt, kind, lines: [from, to] }) =>
    doubt && from <= lines[0] && lines[0] <= to && (kind === 'task' || (serial && doubt.includes(serial)))
      ? [doubt]
      : [],
  );
}

/** An amount is told with what the plan leaves open: the doubts on it, and a source that nothing near it names. */
export function doubtsOfAmount({ headings, lines: [from, to] }: Passage, plan: Plan | undefined): string[] {
  if (!plan) return [];
  const doubts = plan.assignments.flatMap(({ doubt, lines }) =>
    doubt && lines[0] <= to && from <= lines[1] ? [doubt] : [],
  );
  const section = headings.join(' / ');
  const near = plan.passages.filter((passage) => passage.headings.join(' / ') === section);
  if (!near.some(({ text }) => /nguồn|ngân sách|từ (?:dự toán|quỹ)/iu.test(text)))
    doubts.push('Kế hoạch không nêu nguồn kinh phí và đơn vị quản lý khoản này.');
  return [...new Set(doubts)];
}
