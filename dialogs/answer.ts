import type {
  AnswerKind,
  AnswerMetadata,
  Assignment,
  Citation,
  PlanDocument,
  Reference,
} from '../knowledge/assignment.ts';
import type { Aspect, Finding, Item, ReferenceItem, Role } from '../knowledge/ask/finding.ts';
import type { Messages } from './messages/vi.ts';

/** A finding in words: markdown text, next steps, and the metadata that every answer carries. */
export interface Wording {
  readonly text: string;
  readonly choices: readonly string[];
  readonly metadata: AnswerMetadata;
  readonly sources: readonly Source[];
}

/** One numbered source of an answer. */
export interface Source {
  readonly position: number;
  readonly name: string;
  readonly path: string;
  readonly quote: string;
}

const longList = 8;
const taskLength = 260;
const contentLength = 620;

/** "Kế hoạch … năm 2024": the title cut at a word when it runs on for lines. */
export function shortTitle(document: PlanDocument): string {
  const title = document.title;
  if (title.length <= 100) return title;
  const cut = title.slice(0, 72).replace(/\s+\S*$/u, '');
  return document.year ? `${cut}… năm ${document.year}` : `${cut}…`;
}

export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length).replace(/[\s,;:.–-]+\S*$/u, '')}…`;
}

export function dayMonthYear(iso: string): string {
  const [year, month, day] = iso.split('-');
  return `${day}/${month}/${year}`;
}

const bold = (text: string) => `**${text}**`;
const names = (list: readonly string[]) => list.map(bold).join(', ');
const plainNames = (list: readonly string[]) => list.join(', ');
/** Markdown in a plan's own words must not become markup. */
const literal = (text: string) => text.replace(/[*_`[\]<>\\]/g, (mark) => `\\${mark}`);
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Collects the sources of one answer and numbers them. */
class Sources {
  readonly list: Source[] = [];
  readonly citations: Citation[] = [];
  readonly assignments: string[] = [];

  /** The mark of a source: " [1]". */
  mark(citations: readonly Citation[], document: PlanDocument): string {
    const first = citations[0];
    if (!first) return '';
    this.citations.push(...citations);
    const path = `/van-ban/${first.document}#L${first.lines[0]}${first.lines[1] > first.lines[0] ? `-L${first.lines[1]}` : ''}`;
    const same = this.list.find((source) => source.path === path);
    if (same) return ` [${same.position}]`;
    const position = this.list.length + 1;
    this.list.push({
      position,
      name: `${shortTitle(document)}, ${first.section}`,
      path,
      quote: cut(first.restored ?? first.quote, 600),
    });
    return ` [${position}]`;
  }

  of(item: Item): string {
    this.assignments.push(item.assignment.id);
    return this.mark(item.citations, item.document);
  }
}

/** Puts a finding into words. Pure: says nothing that the finding does not hold. */
export function wordAnswer(finding: Finding, say: Messages): Wording {
  const sources = new Sources();
  const { kind, text, choices } = word(finding, say, sources);
  return {
    text,
    choices: [...new Set(choices)].slice(0, finding.kind.startsWith('which') ? 6 : 3),
    sources: sources.list,
    metadata: { kind, citations: sources.citations, assignments: [...new Set(sources.assignments)] },
  };
}

interface Words {
  readonly kind: AnswerKind;
  readonly text: string;
  readonly choices: readonly string[];
}

function word(finding: Finding, say: Messages, sources: Sources): Words {
  switch (finding.kind) {
    case 'facts':
      return wordFacts(finding, say, sources);
    case 'duties':
      return wordDuties(finding, say, sources);
    case 'period':
      return wordPeriod(finding, say, sources);
    case 'references':
      return wordReferences(finding, say, sources);
    case 'document':
      return wordDocument(finding, say, sources);
    case 'passages':
      return {
        kind: 'answer',
        text: [
          say.asker.passages,
          ...finding.items.map(
            ({ passage, document, citations }) =>
              `> ${literal(cut(passage.text, contentLength))}${sources.mark(citations, document)}\n> — ${plan(document)}`,
          ),
        ].join('\n'),
        choices: [say.choices.askElse],
      };
    case 'which-office':
      return {
        kind: 'clarify',
        text: say.asker.whichOffice(finding.unit),
        choices: finding.options.map(({ name }) => name),
      };
    case 'which-task': {
      const options = finding.options.map((item, i) => `${i + 1}. ${taskLine(item, say)}`);
      return {
        kind: 'clarify',
        text: [say.asker.whichTask(finding.options.length), ...options].join('\n'),
        choices: finding.options.map((item, i) => `${i + 1}. ${cut(item.assignment.task, 60)}`),
      };
    }
    case 'nothing':
      return wordNothing(finding, say, sources);
  }
}

function plan(document: PlanDocument): string {
  return `${shortTitle(document)}, ${document.issuer}`;
}

function place(item: Item): string {
  return `${plan(item.document)}, ${item.assignment.section}`;
}

/** "Tháng 6/2023": as the plan writes it; the plan's year is added where the plan leaves it out. */
export function timeOf(assignment: Assignment, say: Messages): string | undefined {
  if (!assignment.timeRaw) return undefined;
  const raw = assignment.timeRaw.replace(/[.;,]+$/u, '');
  const dated = assignment.time.some((time) => time.due || time.from);
  if (!dated) return raw;
  const year = assignment.time.find((time) => time.yearInferred && !time.literal)?.due?.slice(0, 4);
  return year && !raw.includes(year) ? `${raw} ${say.asker.inferredYear(Number(year))}` : raw;
}

function aspectLine(item: Item, aspect: Aspect, say: Messages): string {
  const { assignment } = item;
  const label = say.asker;
  switch (aspect) {
    case 'lead':
      return assignment.lead.length > 0 ? `${names(assignment.lead)} chủ trì` : label.none.lead;
    case 'coordinating':
      return assignment.coordinating.length > 0
        ? `${label.coordinating}: ${names(assignment.coordinating)}`
        : label.none.coordinating;
    case 'advising':
      return assignment.advising.length > 0
        ? `${label.advising}: ${names(assignment.advising)}`
        : label.none.advising;
    case 'directing':
      return assignment.directing
        ? `${label.directing}: ${bold(assignment.directing)}`
        : label.none.directing;
    case 'deadline': {
      const time = timeOf(assignment, say);
      if (!time) return label.none.deadline;
      const partly =
        assignment.time.some((part) => part.label && !time.includes(part.label)) && assignment.method
          ? `. ${label.method}: ${literal(cut(assignment.method, 300))}`
          : '';
      return assignment.time.length > 0 ? `${bold(capital(time))}${partly}` : label.undated(time);
    }
    case 'deliverable':
      return assignment.deliverable
        ? `${label.deliverable}: ${bold(literal(assignment.deliverable))}`
        : label.none.deliverable;
    case 'method':
      return assignment.method ? `${label.method}: ${literal(assignment.method)}` : '';
    case 'reportsTo':
      return assignment.reportsTo && assignment.reportsTo.length > 0
        ? `${label.reportsTo}: ${names(assignment.reportsTo)}`
        : '';
    case 'content':
      return '';
  }
}

/** Conditions worth a word beside the fact asked for. */
function besides(item: Item, told: readonly Aspect[], say: Messages, one: boolean): string[] {
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
  if (asksWho && !told.includes('deadline') && time) lines.push(`${label.deadline.toLowerCase()}: ${time}`);
  return lines;
}

function wordFact(
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
  const mark = sources.of(item);
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

function warningLines(items: readonly Item[], say: Messages): string[] {
  const all = items.flatMap((item) => item.warnings);
  const lines = [...new Set(all)].map((warning) => `${say.asker.warning}: ${warning}`);
  if (items.some((item) => !item.assignment.reviewed)) lines.push(say.asker.unreviewed);
  return lines;
}

function wordFacts(finding: Extract<Finding, { kind: 'facts' }>, say: Messages, sources: Sources): Words {
  const { items, aspects } = finding;
  const first = items[0];
  if (!first) return { kind: 'abstain', text: say.outOfScope, choices: [] };
  const plans = new Set(items.map((item) => item.document.id)).size;
  const lines: string[] = [];
  if (items.length === 1) {
    lines.push(wordFact(first, aspects, say, sources), place(first));
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
        `• ${wordFact(item, aspects, say, sources, 150).replaceAll('\n', '\n  ')}\n  ${place(item)}`,
      );
    if (finding.disagree) lines.push(say.asker.askWhichHolds(first.document.issuer));
  }
  const related = finding.related ?? [];
  for (const item of related)
    lines.push(
      `${say.asker.alsoWrites(item.assignment.section, item.assignment.timeRaw ?? '')}${sources.of(item)}`,
    );
  lines.push(...warningLines([...items, ...related], say));
  return { kind: 'answer', text: lines.join('\n'), choices: nextAfter(first, aspects, say) };
}

function nextAfter(item: Item, aspects: readonly Aspect[], say: Messages): string[] {
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

function taskLine(item: Item, say: Messages, length = 170): string {
  const time = timeOf(item.assignment, say);
  const task = literal(cut(item.assignment.task, length));
  if (!time) return task;
  return time.includes('(') ? `${task} – ${time}` : `${task} (${time})`;
}

function wordDuties(finding: Extract<Finding, { kind: 'duties' }>, say: Messages, sources: Sources): Words {
  const count = finding.groups.reduce((sum, group) => sum + group.items.length, 0);
  const lines = [say.asker.dutiesOf(finding.unit, finding.office.name, count)];
  const plans = new Map<string, PlanDocument>();
  const shown: Item[] = [];
  for (const group of finding.groups) {
    lines.push(`${capital(say.asker.dutiesAs[group.role])}:`);
    for (const item of group.items) {
      shown.push(item);
      plans.set(item.document.id, item.document);
      lines.push(
        `• ${taskLine(item, say, count <= 3 ? contentLength : 170)}${otherName(item, group.role, finding.unit)}${sources.of(item)}`,
      );
    }
  }
  lines.push(...[...plans.values()].map((document) => `${say.asker.source}: ${plan(document)}`));
  lines.push(...warningLines(shown, say));
  return {
    kind: 'answer',
    text: lines.join('\n'),
    choices: [say.choices.askElse],
  };
}

/** The plan's own name for the unit where it says more: "Ban Chỉ đạo ISO Khối Văn phòng Sở". */
function otherName({ assignment }: Item, role: Role, unit: string): string {
  const own = role === 'directing' ? (assignment.directing ? [assignment.directing] : []) : assignment[role];
  const longer = own.find((name) => name !== unit && name.startsWith(`${unit} `));
  return longer ? ` – ${longer}` : '';
}

function wordPeriod(finding: Extract<Finding, { kind: 'period' }>, say: Messages, sources: Sources): Words {
  const { office, label, items, ongoing } = finding;
  const lines = [
    items.length > 0
      ? say.asker.inPeriod(capital(label), office.name, items.length)
      : say.asker.noneDated(capital(label), office.name),
  ];
  const plans = new Map<string, PlanDocument>();
  const shown = items.length > 0 ? items : ongoing.slice(0, longList);
  for (const item of shown) {
    plans.set(item.document.id, item.document);
    const lead = item.assignment.lead.length > 0 ? ` – ${plainNames(item.assignment.lead)}` : '';
    lines.push(`• ${taskLine(item, say)}${lead}${sources.of(item)}`);
  }
  const rest = items.length > 0 ? ongoing.length : Math.max(0, ongoing.length - shown.length);
  if (rest > 0) lines.push(say.asker.ongoing(rest));
  lines.push(...[...plans.values()].map((document) => `${say.asker.source}: ${plan(document)}`));
  lines.push(...warningLines(shown, say));
  return { kind: 'answer', text: lines.join('\n'), choices: [say.choices.askElse] };
}

/** The date as the plan prints it: "07/4/2020". */
function printedDate({ quote, date }: Reference): string {
  const printed = /\d{1,2}\/\d{1,2}\/\d{4}/u.exec(quote)?.[0];
  return printed ?? dayMonthYear(date ?? '');
}

function wordReference(
  item: ReferenceItem,
  ask: 'subject' | 'date' | 'issuer',
  say: Messages,
  sources: Sources,
): string {
  const { reference, document, citations } = item;
  const mark = sources.mark(citations, document);
  const title = [reference.type, reference.number ? `số ${reference.number}` : ''].filter(Boolean).join(' ');
  const by = reference.issuer ? ` của ${reference.issuer}` : '';
  const on = reference.date ? ` ${say.asker.references.date(printedDate(reference))}` : '';
  const about = reference.subject ? `: ${literal(cut(reference.subject, 420))}` : '';
  const missing =
    ask === 'date' && !reference.date
      ? say.asker.references.noDate
      : ask === 'issuer' && !reference.issuer
        ? say.asker.references.noIssuer
        : ask === 'subject' && !reference.subject
          ? say.asker.references.noSubject
          : '';
  return [`${title}${by}${on}${about}.${mark}`, missing, `${say.asker.source}: ${plan(document)}`]
    .filter(Boolean)
    .join('\n');
}

function wordReferences(
  finding: Extract<Finding, { kind: 'references' }>,
  say: Messages,
  sources: Sources,
): Words {
  const items = finding.items.slice(0, 3);
  const lines = items.map((item) => wordReference(item, finding.ask, say, sources));
  return {
    kind: 'answer',
    text:
      items.length > 1
        ? [say.asker.references.several(finding.items.length), ...lines].join('\n')
        : lines.join('\n'),
    choices: [say.choices.askElse],
  };
}

function wordDocument(
  finding: Extract<Finding, { kind: 'document' }>,
  say: Messages,
  sources: Sources,
): Words {
  const label = say.asker.document;
  const lines: string[] = [];
  if (finding.fact === 'list') lines.push(label.list(finding.documents.length));
  for (const { document, citations } of finding.documents) {
    const mark = sources.mark(citations, document);
    const many = finding.documents.length > 1;
    const head = many ? `• ${shortTitle(document)}: ` : '';
    switch (finding.fact) {
      case 'signer':
        lines.push(
          `${head}${document.signer ? label.signer(document.signer.name, document.signer.title) : label.noSigner}${mark}`,
        );
        break;
      case 'recipients':
        lines.push(
          document.recipients.length > 0
            ? `${head}${label.recipients} ${document.recipients.map(literal).join('; ')}.${mark}`
            : `${head}${label.noRecipients}`,
        );
        break;
      case 'year':
        lines.push(`${head}${document.year ? label.year(document.year) : label.noYear}${mark}`);
        break;
      case 'number':
        lines.push(
          `${head}${document.number ? label.number(document.number) : label.noNumber(document.symbol)}${mark}`,
        );
        break;
      case 'issuedOn':
        lines.push(
          `${head}${document.issuedOn ? label.issuedOn(dayMonthYear(document.issuedOn)) : label.noIssuedOn}${mark}`,
        );
        break;
      case 'issuer':
        lines.push(`${head}${label.issuer(document.issuer)}${mark}`);
        break;
      case 'title':
        lines.push(`${head}${label.title(document.title)}${mark}`);
        break;
      case 'legalBasis':
        lines.push(
          document.legalBasis.length > 0
            ? `${head}${label.legalBasis} ${document.legalBasis.map((r) => literal(cut(r.quote, 220))).join('; ')}${mark}`
            : `${head}${label.noLegalBasis}`,
        );
        break;
      case 'list':
        lines.push(`• ${shortTitle(document)} – ${document.issuer}${mark}`);
        break;
    }
    if (!many && finding.fact !== 'list') lines.push(plan(document));
  }
  return { kind: 'answer', text: lines.join('\n'), choices: [say.choices.askElse] };
}

function wordNothing(finding: Extract<Finding, { kind: 'nothing' }>, say: Messages, sources: Sources): Words {
  const label = say.asker.nothing;
  const office = finding.office?.name ?? '';
  const about = finding.about ?? '';
  const lines: string[] = [];
  switch (finding.why) {
    case 'out-of-scope':
      lines.push(label['out-of-scope']);
      break;
    case 'not-in-plans':
      lines.push(label['not-in-plans'](office));
      break;
    case 'other-office':
      lines.push(label['other-office'](about));
      break;
    case 'no-such-datum':
      lines.push(
        label['no-such-datum'](say.asker.data[about as keyof typeof say.asker.data] ?? about, office),
      );
      break;
    default:
      lines.push(label[finding.why](about, office));
  }
  if (finding.units && finding.units.length > 0)
    lines.push(say.asker.unitsNamed(finding.units.slice(0, longList).join('; ')));
  if (finding.nearest.length > 0) {
    lines.push(say.asker.nearest);
    for (const item of finding.nearest) {
      const by = item.assignment.lead.length > 0 ? ` – ${plainNames(item.assignment.lead)}` : '';
      lines.push(`• ${taskLine(item, say)}${by}${sources.of(item)}\n  ${place(item)}`);
    }
  }
  if (finding.why !== 'out-of-scope') lines.push(say.asker.offer);
  const offices = finding.why === 'other-office' ? (finding.offices ?? []).map(({ name }) => name) : [];
  return {
    kind: 'abstain',
    text: lines.join('\n'),
    choices: [
      ...offices,
      ...(finding.why === 'out-of-scope'
        ? [say.choices.plans, say.choices.sendFeedback]
        : [say.choices.sendQuestion, say.choices.askElse]),
    ],
  };
}
