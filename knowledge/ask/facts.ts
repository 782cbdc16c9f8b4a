import type { PassageKind, PlanTime } from '../assignment.ts';
import { isSyllable } from '../search/syllable.ts';
import { syllables } from '../text.ts';
import { disagree } from './aspect-key.ts';
import { bestDuty, isShared, sharedBy, subjectOf, twinsOf } from './best-duty.ts';
import type { Office } from './office.ts';
import type { Entry } from './entry.ts';
import type { Aspect, Finding, Item } from './finding.ts';
import { literalCoverageIn, weigh } from './coverage.ts';
import { hour } from './lexicon.ts';
import { holds, rank, type Match } from './match.ts';
import { namingTheTime, printingHour, printsHour, printsMeasure, sameMatter } from './prints-asked.ts';
import type { Query } from './understand.ts';
import { itemOf } from './warnings.ts';

/** Below this share of its content a question is not answered. Chosen on coverage, never on a score. */
export const answerable = 0.45;
/** Headings, addressees and signatures state nothing by themselves; `documents.ts` answers who signed and who got it. */
const frame: ReadonlySet<PassageKind> = new Set(['heading', 'recipients', 'signature']);

const asksSpan = / tu (?:ngay|thang|bua|hom) (?:nao|may) (?:den|toi) (?:ngay|thang|bua|hom) (?:nao|may) /u;
const printsSpan = /từ (?:ngày )?\d{1,2}\/\d{1,2}[^.;]{0,40}đến/iu;

/** Quốc hiệu: a second letterhead inside a document says nothing. */
const motto = /CỘNG H[ÒO][ÀA]? XÃ HỘI CHỦ NGHĨA VIỆT NAM/u;

/** A passage has no structure that vouches for it, so it must hold more of the question. */
const passageAnswerable = 0.6;
/** Passages that come this close to the best say the same. */
const closeTo = 0.92;

/** A matter of a word or two that more duties than this hold alike is no matter yet. */
const vagueBeyond = 8;

/** "tổng kết" is not "tổng hợp kết quả" where another duty says the very word: so many of them a rival must hold. */
const closeInWords = 0.75;

/** Other places of the plan that name the same day, where one of them looks misprinted: "20/11" and "20/11/2022". */
function sameDay(best: Entry, office: Office): Entry[] {
  const days = (times: readonly PlanTime[], odd: boolean) =>
    times.filter((time) => time.due && Boolean(time.literal) === odd).map((time) => time.due?.slice(5));
  const own = best.assignment?.time ?? [];
  const plainDays = days(own, false);
  const oddDays = days(own, true);
  return office.dutiesOf(best.document.id).filter((entry) => {
    if (entry.assignment === best.assignment) return false;
    const times = entry.assignment?.time ?? [];
    return (
      days(times, false).some((day) => oddDays.includes(day)) ||
      days(times, true).some((day) => plainDays.includes(day))
    );
  });
}

function items(matches: readonly (Match | Entry)[], aspects: readonly Aspect[]): Item[] {
  return matches.flatMap((match) => {
    const item = itemOf('entry' in match ? match.entry : match, aspects);
    return item ? [item] : [];
  });
}

/** The duties that answer the question; a choice when several do; passages when no duty does. */
export function findFacts(query: Query, office: Office): Finding | undefined {
  const aspects = query.aspects.length > 0 ? query.aspects : (['content'] as const);
  const inPlans = (entry: Entry) =>
    query.documents.length === 0 || query.documents.includes(entry.document.id);
  const all = rank(office.pool(query).assignments, { ...query, aspects }, office).filter(({ entry }) =>
    printsMeasure(entry, query),
  );
  let ranked = all.filter((match) => inPlans(match.entry));
  const top = Math.max(0, ...all.map((match) => match.coverage));
  if ((ranked[0]?.coverage ?? 0) < top - 0.25 || toldElsewhere(all[0], ranked, aspects)) ranked = all;
  // "trong phụ lục" leaves the body of the plan out
  const rows = / phu luc /u.test(query.plain)
    ? ranked.filter(({ entry }) => entry.assignment?.kind === 'table_row')
    : [];
  if ((rows[0]?.coverage ?? 0) >= Math.max(answerable, 0.9 * top)) ranked = rows;
  const handedOver = ranked.filter(({ entry }) => isHandedTo(entry, query, office));
  if ((handedOver[0]?.coverage ?? 0) >= Math.max(answerable, 0.8 * top)) ranked = handedOver;
  if (isVague(ranked, query, office)) return undefined;
  ranked = [...namingTheTime(ranked, query)];
  const best = bestDuty(printingHour(ranked, query), { ...query, aspects }, office);
  const passages = findPassages(query, office);
  const bestCoverage = best?.coverage ?? 0;
  if (hour.test(query.plain) && !(best && printsHour(best.entry.toned))) {
    const timed = findPassages(query, office, printsHour);
    if (timed && timed.coverage >= Math.max(answerable, sameMatter * bestCoverage)) return timed.finding;
  }
  if (!best || bestCoverage < answerable)
    return passages && passages.coverage >= passageAnswerable ? passages.finding : undefined;
  // "từ ngày nào đến ngày nào" is told by what prints both days
  if (
    asksSpan.test(query.plain) &&
    !best.entry.assignment?.time.some(
      ({ type, from, to }) => type === 'deadline' && from !== null && from !== to,
    )
  ) {
    const spans = findPassages(query, office, (text) => printsSpan.test(text));
    if (spans && spans.coverage >= answerable) return spans.finding;
  }
  const asksValue = aspects.some(
    (aspect) => aspect !== 'content' && aspect !== 'method' && aspect !== 'deliverable',
  );
  if (
    !asksValue &&
    passages &&
    passages.coverage > bestCoverage + 0.2 &&
    passages.coverage >= passageAnswerable
  )
    return passages.finding;

  const rivals = ranked.filter(
    (match) => match !== best && match.score >= best.score - 0.05 && match.coverage >= bestCoverage * 0.9,
  );
  const twins = twinsOf(best, ranked, office, { ...query, aspects });
  const asksWhose = aspects.every((aspect) => aspect === 'lead' || aspect === 'content');
  const shared = asksWhose && !subjectOf(query, best) ? sharedBy(best, ranked) : [];
  const chosen = [best, ...shared, ...twins];
  const literally = literalCoverageIn(query, office);
  const ownWords = literally(best.entry) * closeInWords;
  const samePlan = rivals.filter(
    ({ entry }) => entry.document.id === best.entry.document.id && literally(entry) >= ownWords,
  );
  const settled =
    subjectOf(query, best) !== undefined &&
    !samePlan.some((match) => match !== best && subjectOf(query, match) !== undefined);
  const differ = settled
    ? []
    : samePlan.filter((match) => !shared.includes(match) && isDifferent(best, match, aspects));
  if (differ.length > 0 && query.numbers.length === 0) {
    const options = [best, ...samePlan].slice(0, 5);
    if (worthAsking(options, best, query)) return { kind: 'which-task', options: items(options, aspects) };
  }
  const halfYearOnly = / 6 thang /u.test(query.plain) && !/ nam /u.test(query.plain);
  const related =
    aspects.includes('deadline') && !halfYearOnly ? items(sameDay(best.entry, office), aspects) : [];
  const list = items(chosen, aspects);
  const told = list[0];
  if (!told) return undefined;
  return {
    kind: 'facts',
    aspects,
    items: list,
    related,
    disagree: list
      .slice(1)
      .some((item) => !isShared(told, item) && disagree(told.assignment, item.assignment, aspects)),
  };
}

/** Many duties hold the word or two alike, and each would be told by chance; a name such as "ISO" is one thing. */
function isVague(ranked: readonly Match[], query: Query, office: Office): boolean {
  const most = Math.max(0, ...ranked.map(({ coverage }) => coverage));
  const alike = ranked.filter(({ coverage }) => coverage >= most * closeTo).length;
  return (
    alike > vagueBeyond &&
    weigh(query, office).brief &&
    query.topic.every((word) => !word || isSyllable(word))
  );
}

/** The plan named says nothing of what is asked, where another plan of the office does. */
function toldElsewhere(
  first: Match | undefined,
  inNamed: readonly Match[],
  aspects: readonly Aspect[],
): boolean {
  const tells = ({ entry }: Match) => aspects.some((aspect) => aspect !== 'content' && holds(entry, aspect));
  return (
    first !== undefined &&
    tells(first) &&
    !inNamed.some((match) => match.coverage >= 0.6 * first.coverage && tells(match))
  );
}

/** "… gửi Văn phòng Sở": the one who is handed something in the question is handed it in the duty. */
function isHandedTo({ assignment }: Entry, { recipients }: Query, office: Office): boolean {
  const names = recipients.flatMap((mention) => mention.names);
  const forms = office.units.filter(({ name }) => names.includes(name)).flatMap((unit) => unit.forms);
  const text = ` ${syllables(assignment?.task ?? '').join(' ')} `;
  return forms.some((form) => new RegExp(` (?:gui|nop)(?: [a-z]+){0,3} ${form} `, 'u').test(text));
}

function isDifferent(a: Match, b: Match, aspects: readonly Aspect[]): boolean {
  const [left, right] = [a.entry.assignment, b.entry.assignment];
  if (!left || !right) return false;
  return aspects.includes('content') || disagree(left, right, aspects);
}

/** Asking back is worth it only when the question really fits several duties alike. */
function worthAsking(options: readonly Match[], best: Match, query: Query): boolean {
  if (query.aspects.length === 0) return false;
  const rival = options[1];
  return rival !== undefined && best.score - rival.score < 0.035 && best.coverage < 0.97;
}

interface PassageReading {
  readonly coverage: number;
  readonly finding: Finding;
}

function findPassages(
  query: Query,
  office: Office,
  isWanted: (text: string) => boolean = () => true,
): PassageReading | undefined {
  const ranked = rank(
    office
      .pool(query)
      .passages.filter((entry) => printsMeasure(entry, query))
      .filter(
        ({ passage, document }) =>
          passage &&
          !frame.has(passage.kind) &&
          !motto.test(passage.text) &&
          isWanted(passage.text) &&
          (query.documents.length === 0 || query.documents.includes(document.id)),
      ),
    query,
    office,
  );
  const best = ranked[0];
  if (!best?.entry.passage) return undefined;
  const near = ranked
    .filter((match) => match.coverage >= best.coverage * closeTo)
    .slice(0, 2)
    .flatMap(({ entry }) =>
      entry.passage ? [{ document: entry.document, passage: entry.passage, citations: entry.citations }] : [],
    );
  return { coverage: best.coverage, finding: { kind: 'passages', items: near } };
}

/** The duties nearest to a question that has no answer, if any is near at all. */
export function nearestTo(query: Query, office: Office, count = 2): Item[] {
  const ranked = rank(office.pool(query).assignments, query, office).filter(
    ({ coverage }) => coverage >= 0.3,
  );
  const led = ranked.filter(({ entry }) => (entry.assignment?.lead.length ?? 0) > 0);
  return items((led.length > 0 ? led : ranked).slice(0, count), ['lead']);
}

/** How much of the question the office's plans hold at best. */
export function bestCoverage(query: Query, office: Office): number {
  const pool = office.pool(query);
  return Math.max(
    0,
    ...rank(pool.assignments, query, office).map((match) => match.coverage),
    ...rank(pool.passages, query, office).map((match) => match.coverage),
  );
}
