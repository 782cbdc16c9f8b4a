import type { PlanTime } from '../../knowledge/assignment.ts';
import type { Aspect, Finding, Item } from '../../knowledge/ask/finding.ts';
import {
  bold,
  capital,
  contentLength,
  cut,
  literal,
  names,
  place,
  plainNames,
  shortTitle,
  taskLength,
  timeOf,
  warningLines,
  type Words,
} from './phrases.ts';
import type { Sources } from './sources.ts';
import type { Messages } from '../messages/vi.ts';

/** "Định kỳ" alone says that it recurs, not when. */
function tellsWhen(time: PlanTime): boolean {
  return time.type !== 'recurring' || time.every !== null || time.due !== null;
}

/** "trước 05 ngày làm việc; … trong thời hạn 10 ngày": of two terms in one duty neither is the one asked for, the duty is told whole. */
function printsOtherDays(task: string, time: string): boolean {
  const days = (text: string) => (text.match(/\d+(?= ngày)/gu) ?? []).length;
  return days(task) > days(time) && days(time) > 0;
}

export function aspectLine(item: Item, aspect: Aspect, say: Messages): string {
  const { assignment } = item;
  const label = say.asker;
  switch (aspect) {
    case 'lead':
      if (assignment.lead.length === 0) return label.none.lead;
      // a post in a team, a field of work: nobody leads it
      if (assignment.kind === 'governance') return `${label.charged}: ${names(assignment.lead)}`;
      return `${names(assignment.lead)} chủ trì`;
    case 'coordinating':
      return assignment.coordinating.length > 0
        ? `${label.coordinating}: ${names(assignment.coordinating)}`
        : label.none.coordinating;
    case 'advising':
      return assignment.advising.length > 0
        ? `${label.advising}: ${names(assignment.advising)}`
        : label.none.advising;
    case 'directing':
      return item.director ? `${label.directing}: ${bold(item.director)}` : label.none.directing;
    case 'deadline': {
      const time = timeOf(assignment, say);
      if (!time) return label.none.deadline;
      const partly =
        assignment.time.some((part) => part.label && !time.includes(part.label)) && assignment.method
          ? `. ${label.method}: ${literal(cut(assignment.method, 300))}`
          : '';
      if (assignment.time.some(tellsWhen)) return `${bold(capital(time))}${partly}`;
      return printsOtherDays(assignment.task, time) ? '' : label.undated(time);
    }
    case 'deliverable':
      return assignment.deliverable
        ? `${label.deliverable}: ${bold(literal(assignment.deliverable))}`
        : label.none.deliverable;
    case 'method':
      return assignment.method ? `${label.method}: ${literal(assignment.method)}` : '';
    case 'place':
      return item.saysWhere ? '' : label.none.place;
    case 'reportsTo':
      return assignment.reportsTo && assignment.reportsTo.length > 0
        ? `${label.reportsTo}: ${names(assignment.reportsTo)}`
        : label.none.reportsTo;
    case 'approval':
      return item.approval ? `${label.approval}: “${literal(item.approval)}”` : label.none.approval;
    case 'content':
      return '';
  }
}

/** The length of a task told beside others. */
const besideOthers = 90;
/** The length of a plan's title where several plans are told. */
const titleBesideOthers = 56;

/** Conditions worth a word beside the fact asked for. */
export function besides(item: Item, told: readonly Aspect[], say: Messages, one: boolean): string[] {
  const { assignment } = item;
  const label = say.asker;
  const lines: string[] = [];
  if (!told.includes('lead') && assignment.lead.length > 0 && !told.includes('directing'))
    lines.push(`${label.lead}: ${plainNames(assignment.lead)}`);
  const asksWho = one && (told.includes('lead') || told.includes('content'));
  if (
    asksWho &&
    !told.includes('advising') &&
    assignment.advising.length > 0 &&
    assignment.advising.join() !== assignment.lead.join()
  )
    lines.push(`${label.advising.toLowerCase()}: ${plainNames(assignment.advising)}`);
  if (asksWho && !told.includes('coordinating') && assignment.coordinating.length > 0)
    lines.push(`${label.coordinating.toLowerCase()}: ${plainNames(assignment.coordinating)}`);
  const time = timeOf(assignment, say);
  if ((asksWho || (one && told.includes('method'))) && !told.includes('deadline') && time)
    lines.push(`${label.deadline.toLowerCase()}: ${time}`);
  return lines;
}

export function wordFact(
  item: Item,
  aspects: readonly Aspect[],
  say: Messages,
  sources: Sources,
  length = taskLength,
): string {
  const { assignment } = item;
  const asked = aspects.filter((aspect) => aspect !== 'content');
  const lines = asked.map((aspect) => aspectLine(item, aspect, say)).filter(Boolean);
  const full =
    lines.length === 0 ||
    aspects.includes('method') ||
    aspects.includes('content') ||
    aspects.includes('reportsTo');
  const task = literal(cut(assignment.task, full ? contentLength : length));
  const mark = sources.of(item, length === taskLength ? undefined : titleBesideOthers);
  const head = lines.map((line) => line.replace(/\.$/u, '')).join('. ');
  const rest = besides(item, aspects, say, length === taskLength);
  const more = full
    ? [
        assignment.deliverable && !aspects.includes('deliverable')
          ? `${say.asker.deliverable}: ${literal(cut(assignment.deliverable, contentLength))}`
          : '',
        assignment.method && !aspects.includes('method') && assignment.method !== assignment.deliverable
          ? `${say.asker.method}: ${literal(cut(assignment.method, 300))}`
          : '',
      ].filter(Boolean)
    : [];
  return [
    head ? `${head}.${mark}` : '',
    full ? `“${task}”${head ? '' : mark}` : `${say.asker.task}: ${task}`,
    rest.length > 0 ? `${capital(rest.join('; '))}.` : '',
    ...more,
  ]
    .filter(Boolean)
    .join('\n');
}

export function wordFacts(
  finding: Extract<Finding, { kind: 'facts' }>,
  say: Messages,
  sources: Sources,
): Words {
  const { items, aspects } = finding;
  const first = items[0];
  if (!first) return { kind: 'abstain', text: say.outOfScope, choices: [] };
  const plans = new Set(items.map((item) => item.document.id)).size;
  const lines: string[] = [];
  if (items.length === 1) {
    lines.push(wordFact(first, aspects, say, sources), place(first));
  } else if (
    aspects.every((aspect) => aspect === 'lead' || aspect === 'content') &&
    items.every((item) => isSameDuty(item, first))
  ) {
    const leads = items.map((item) => `${names(item.assignment.lead)}${sources.inSection(item)}`);
    lines.push(
      `${say.asker.eachOf(items.length)} ${leads.join('; ')}.`,
      `${say.asker.task}: ${literal(cut(first.assignment.task, taskLength))}`,
      shortTitle(first.document),
    );
  } else {
    lines.push(
      finding.disagree
        ? plans > 1
          ? say.asker.disagree(first.document.issuer)
          : say.asker.disagreeWithin
        : say.asker.several(items.length),
    );
    for (const item of items)
      lines.push(
        `• ${wordFact(item, aspects, say, sources, besideOthers).replaceAll('\n', '\n  ')}\n  ${shortTitle(item.document, titleBesideOthers)}, ${item.assignment.section}`,
      );
    if (finding.disagree) lines.push(say.asker.askWhichHolds(first.document.issuer));
  }
  const related = finding.related ?? [];
  for (const item of related)
    lines.push(
      `${say.asker.alsoWrites(item.assignment.section, item.assignment.timeRaw ?? '')}${sources.of(item)}`,
    );
  // What the disagreement itself has told is not told again as a note.
  const noted = finding.disagree && plans > 1 ? items.map(withoutDoubt) : items;
  lines.push(...warningLines([...noted, ...related], say));
  return { kind: 'answer', text: lines.join('\n'), choices: nextAfter(first, aspects, say) };
}

export function nextAfter(item: Item, aspects: readonly Aspect[], say: Messages): string[] {
  const { assignment } = item;
  const next: string[] = [];
  if (!aspects.includes('deadline') && !aspects.includes('lead') && assignment.time.length > 0)
    next.push(say.choices.deadline);
  if (!aspects.includes('deliverable') && assignment.deliverable) next.push(say.choices.deliverable);
  if (!aspects.includes('lead') && assignment.lead.length > 0) next.push(say.choices.who);
  else if (!aspects.includes('coordinating') && assignment.coordinating.length > 0)
    next.push(say.choices.coordinating);
  const lead = assignment.lead[0];
  if (lead) next.push(say.choices.dutiesOf(lead));
  return next;
}

function isSameDuty(a: Item, b: Item): boolean {
  return a.document.id === b.document.id && a.assignment.task === b.assignment.task;
}

function withoutDoubt(item: Item): Item {
  return { ...item, warnings: item.warnings.filter((warning) => warning !== item.assignment.doubt) };
}
