import { syllables } from '../text.ts';
import { amountInRow } from './amount-in-row.ts';
import type { Catalogue } from './catalogue.ts';
import type { Office } from './office.ts';
import {
  asksMoreOfReference,
  asksOfDocument,
  asksOfReference,
  findDocument,
  findReferences,
  namesOnlyPlan,
} from './documents.ts';
import { findDuties } from './duties.ts';
import type { AskMemory, Aspect, Finding, Found, Item, RememberedQuery } from './finding.ts';
import { asksForMore, leansOnLast } from './follow-up.ts';
import { inOffice } from './in-office.ts';
import { who } from './lexicon.ts';
import { differs, itemsOf, sameUnit } from './spoken-items.ts';
import { found, remember } from './remembering.ts';
import { understand, type Query } from './understand.ts';

/** "còn thời hạn?", "ai phối hợp?", "thế bên Quảng Trị?", "còn tháng 11?" */
export function goOnFromLast(
  query: Query,
  memory: AskMemory,
  today: string,
  catalogue: Catalogue,
): Found | undefined {
  const last = memory.last;
  const sameAsk = sameAskOfAnotherUnit(query, memory, today, catalogue);
  if (sameAsk) return sameAsk;
  const current = catalogue.offices.find(({ id }) => id === memory.office);
  const ofReference = last && moreOfReference(query, last, { current, today, catalogue });
  if (last && ofReference) return found(ofReference, last, memory);
  const ofPlan = last && sameFactsOfAnotherPlan(query, last, { current, today, catalogue });
  if (last && ofPlan)
    return found(ofPlan, last, { ...memory, office: query.offices[0]?.id ?? memory.office });
  const ofThem = current && dutiesOfThem(query, memory, current, catalogue.offices);
  if (ofThem) return found(ofThem, remember(query), memory);
  const counted =
    current &&
    (amountInRow(query, memory, current) ??
      numberInSpoken(query, memory, catalogue.offices) ??
      documentInSpoken(query, memory, catalogue.offices));
  if (last && counted) return found(counted, last, memory);
  const repeated = last && repeatsLast(query, last, memory, current);
  if (last && repeated) {
    const aspects = query.aspects.filter((aspect) => aspect !== 'content');
    const items = itemsOf(repeated, aspects, catalogue.offices);
    return found({ kind: 'facts', aspects, items, disagree: differs(items) }, last, memory);
  }
  if (!last || !leansOnLast(query, current, memory)) return undefined;
  if (current && asksOfDocument(query, [current], last.ofDocuments !== undefined).length > 0)
    return undefined;
  const named = query.offices[0];
  const other = query.offices.length === 1 && named && named.id !== memory.office ? named : undefined;
  const again = understand(last.text, catalogue, { today, office: (other ?? current)?.id ?? '' });
  if (other) {
    // the year was the first office's; the other one may have no plan of it
    const hasYear = other.cards.some(({ year }) => again.plain.includes(` ${year} `));
    const kept = (plain: string) => (hasYear ? plain : plain.replace(/ (?:nam )?20\d\d(?= )/gu, ''));
    const moved: Query = {
      ...again,
      plain: kept(again.plain),
      unplaced: kept(again.unplaced),
      offices: [other],
      documents: [],
      units: again.units.flatMap((unit) => sameUnit(unit.name, other)),
      aspects: query.aspects.length > 0 && query.aspects[0] !== 'content' ? query.aspects : again.aspects,
      period: query.period ?? again.period,
    };
    const reread = understand(withoutPlaces(last.text, current, catalogue), catalogue, {
      today,
      office: other.id,
    });
    const asked: Query = {
      ...moved,
      units: reread.units.length > 0 ? reread.units : moved.units,
      topic: reread.topic,
    };
    return found(
      inOffice(asked, other),
      { ...last, text: withoutPlaces(last.text, current, catalogue) },
      { ...memory, office: other.id },
    );
  }
  if (!current) return undefined;
  if (query.period && again.period && query.aspects.every((a) => a === 'content'))
    return found(
      inOffice({ ...again, offices: [current], period: query.period, asksList: true }, current),
      last,
      memory,
    );
  const aspects = query.aspects.filter((aspect) => aspect !== 'content');
  if (memory.about && memory.about.length > 0 && (aspects.length > 0 || asksForMore(query))) {
    const told: readonly Aspect[] = aspects.length > 0 ? aspects : ['content'];
    const items = itemsOf(memory.about, told, catalogue.offices);
    if (items.length > 3)
      return found({ kind: 'which-task', options: items.slice(0, 5) }, { ...last, aspects: told }, memory);
    if (items.length > 0)
      return found({ kind: 'facts', aspects: told, items, disagree: differs(items) }, last, memory);
  }
  if (namesOnlyOffice(query)) return found(inOffice({ ...again, offices: [current] }, current), last, memory);
  const same =
    query.continues && again.aspects.length > 0
      ? heldBy(query, memory.about ?? [], catalogue.offices)
      : undefined;
  if (same)
    return found(
      {
        kind: 'facts',
        aspects: again.aspects,
        items: itemsOf([same], again.aspects, catalogue.offices),
        disagree: false,
      },
      last,
      memory,
    );
  return undefined;
}

/** "ban hành ngày nào?" after "Quyết định 1048 về việc gì?" */
function moreOfReference(
  query: Query,
  last: RememberedQuery,
  { current, today, catalogue }: { current: Office | undefined; today: string; catalogue: Catalogue },
): Finding | undefined {
  if (query.numbers.length > 0 || query.offices.some((office) => office !== current)) return undefined;
  if (!asksMoreOfReference(query)) return undefined;
  const again = understand(last.text, catalogue, { today });
  if (!asksOfReference(again)) return undefined;
  return findReferences({ ...again, plain: query.plain }, current ? [current] : catalogue.offices);
}

/** "bao lâu công bố một lần?" after "ai công bố giá cát?": some words of the last question, and another thing asked. */
function repeatsLast(
  query: Query,
  last: RememberedQuery,
  memory: AskMemory,
  current: Office | undefined,
): readonly string[] | undefined {
  const about = aboutAlone(query, memory);
  const asked = query.aspects.filter((aspect) => aspect !== 'content');
  if (!about || asked.length === 0 || query.offices.some((office) => office !== current)) return undefined;
  if (query.numbers.length > 0 || query.datum || query.documentFacts.length > 0) return undefined;
  const before = new Set(last.topic.split(' '));
  const words = query.topic.filter(
    (word): word is string => word !== undefined && !/^(?:\d.*|lan|dot)$/u.test(word),
  );
  const isPart = words.length > 0 && words.length < before.size && words.every((word) => before.has(word));
  return isPart && asked.some((aspect) => !last.aspects.includes(aspect)) ? about : undefined;
}

/** "còn kế hoạch ISO của Sở A?" after "kế hoạch của Sở B ai ký?" */
function sameFactsOfAnotherPlan(
  query: Query,
  last: RememberedQuery,
  { current, today, catalogue }: { current: Office | undefined; today: string; catalogue: Catalogue },
): Finding | undefined {
  const office = query.offices.length > 0 ? query.offices[0] : current;
  if (!last.ofDocuments || !query.continues || query.offices.length > 1 || !office) return undefined;
  if (!namesOnlyPlan(query, office)) return undefined;
  const facts = asksOfDocument(understand(last.text, catalogue, { today }), catalogue.offices);
  return facts.length > 0 ? findDocument(query, office, facts) : undefined;
}

/** "họ còn phải làm gì nữa?": the duties of the one unit last named as the lead. */
function dutiesOfThem(
  query: Query,
  memory: AskMemory,
  office: Office,
  offices: readonly Office[],
): Finding | undefined {
  if (!query.asksDuties || query.units.length > 0 || who.test(query.plain)) return undefined;
  if (!theUnit.test(query.plain)) return undefined;
  const leads = new Set(
    itemsOf(memory.about ?? [], [], offices).map(({ assignment }) => assignment.lead.join('|')),
  );
  const [lead] = leads;
  const [mention] = lead && leads.size === 1 ? sameUnit(lead, office) : [];
  return mention && findDuties({ ...query, topic: [], units: [mention] }, office, mention);
}

/** The few duties just told, where the question names nobody else. */
function aboutAlone({ units, offices }: Query, { about = [] }: AskMemory): readonly string[] | undefined {
  const isAlone = about.length > 0 && about.length <= 3 && units.length === 0 && offices.length <= 1;
  return isAlone ? about : undefined;
}

/** What these duties say in their own words. */
const toldWhole = (items: readonly Item[]): Finding | undefined =>
  items.length > 0 ? { kind: 'facts', aspects: ['content'], items, disagree: false } : undefined;

/** "cho bao nhiêu người?", "mấy giờ?" of a duty just told: its own words, when they print such a number. */
function numberInSpoken(query: Query, memory: AskMemory, offices: readonly Office[]): Finding | undefined {
  const about = aboutAlone(query, memory);
  const asked = / (?:bao nhieu|may) (?<what>[a-z]+) /u.exec(query.plain)?.groups?.['what'];
  const words = query.topic.filter((word) => word && word !== asked);
  if (!about || !asked || words.length > 1) return undefined;
  const what = asked === 'nguoi' ? persons : asked;
  const printed = new RegExp(`\\d (?:${what})(?= |$)`, 'u');
  const items = itemsOf(about, ['content'], offices).filter(({ assignment }) =>
    printed.test(
      syllables(`${assignment.task} ${assignment.method ?? ''} ${assignment.quote.join(' ')}`).join(' '),
    ),
  );
  return toldWhole(items);
}

const byDocument =
  / (?:theo|tai|can cu|dua (?:tren|vao)|thuc hien|trien khai) (?:[a-z]+ ){0,4}?(?<kind>quyet dinh|ke hoach|nghi quyet|nghi dinh|chi thi|thong tu|cong van|huong dan|de an|van ban) (?:so )?(?:may|nao|gi|bao nhieu) /u;

/** "làm theo kế hoạch số mấy?" of a duty just told: its own words, when they name such a document. */
function documentInSpoken(query: Query, memory: AskMemory, offices: readonly Office[]): Finding | undefined {
  const about = aboutAlone(query, memory);
  const kind = byDocument.exec(query.plain)?.groups?.['kind'];
  if (!about || !kind) return undefined;
  const names = new RegExp(` ${kind === 'van ban' ? '' : `${kind} (?:[a-z]+ ){0,3}`}so \\d`, 'u');
  const meant = offices
    .flatMap((office) => office.assignments(about))
    .filter(
      ({ assignment, grams }) =>
        assignment &&
        query.topic.every((word) => !word || grams.has(word)) &&
        names.test(
          ` ${syllables([assignment.task, assignment.method, assignment.deliverable].join(' ')).join(' ')} `,
        ),
    )
    .flatMap(({ assignment }) => assignment?.id ?? []);
  const items = itemsOf(meant, ['content'], offices);
  return toldWhole(items);
}

/** Who is counted when people are. */
const persons =
  'nguoi|cong tac vien|can bo|cong chuc|vien chuc|hoc sinh|hoc vien|dai bieu|doan vien|hoi vien|thanh vien|tre em|em';

/** The one duty among those spoken of that holds every word of the question. */
function heldBy(query: Query, about: readonly string[], offices: readonly Office[]): string | undefined {
  const words = query.topic.filter((word): word is string => Boolean(word));
  if (words.length === 0) return undefined;
  const holding = offices
    .flatMap((office) => office.assignments(about))
    .filter(({ grams }) => words.every((word) => (grams.get(word) ?? 0) >= 0.7));
  return holding.length === 1 ? holding[0]?.assignment?.id : undefined;
}

/** "còn Phòng Văn hóa?" after "Văn phòng có nhiệm vụ gì?" */
function sameAskOfAnotherUnit(
  query: Query,
  memory: AskMemory,
  today: string,
  catalogue: Catalogue,
): Found | undefined {
  const { last } = memory;
  const office = catalogue.offices.find(({ id }) => id === memory.office);
  const unit = query.units[0];
  if (!last?.unit || !office || !unit || unit.name === last.unit || !query.continues) return undefined;
  if (
    query.aspects.some((aspect) => aspect !== 'content') ||
    query.asksDuties ||
    query.offices.some((o) => o !== office)
  )
    return undefined;
  const again = understand(last.text, catalogue, { today, office: office.id });
  if (!again.asksDuties) return undefined;
  return found(
    inOffice({ ...again, offices: [office], units: [unit], topic: query.topic }, office),
    { ...last, unit: unit.name },
    memory,
  );
}

function withoutPlaces(text: string, office: Office | undefined, catalogue: Catalogue): string {
  if (!office) return text;
  return understand(text, catalogue, { today: '2000-01-01' })
    .plain.split(' | ')
    .join(' ')
    .replace(new RegExp(` (?:${[...office.places, ...office.widerPlaces].join('|')}) `, 'gu'), ' ')
    .trim();
}

/** An office and nothing asked of it: "phường Ngọc Hà". */
export function namesOnlyOffice(query: Query): boolean {
  return (
    query.offices.length === 1 &&
    query.topic.every((word) => !word || placeWords.has(word)) &&
    query.aspects.length + query.units.length + query.documentFacts.length + query.numbers.length === 0 &&
    !query.asksDuties &&
    !query.asksList &&
    !query.period &&
    !query.datum &&
    !query.strangeUnit
  );
}

const placeWords = new Set(['so', 'phuong', 'ubnd', 'xa']);

/** A unit spoken of before: "họ", "phòng đó". */
const theUnit = / (?:ho|(?:don vi|phong|co quan|bo phan|ban|trung tam|chi cuc|ben) (?:nay|do|ay|kia|tren)) /u;
