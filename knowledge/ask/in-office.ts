import { fold, syllables } from '../text.ts';
import { sheetsOf, type Office } from './office.ts';
import { findDatum } from './datum.ts';
import { findDefinition } from './definition.ts';
import { findDescribedReference } from './described-reference.ts';
import { asksOfDocument, asksOfReference, findDocument, findReferences } from './documents.ts';
import { findDuties } from './duties.ts';
import { findFacts, nearestTo } from './facts.ts';
import type { Finding } from './finding.ts';
import { findInPeriod } from './in-period.ts';
import { confirms, deadlinesCue, hour, periodWords, who } from './lexicon.ts';
import { yearNotTold, yearOfPlanAsked, yearWithoutPlan } from './other-year.ts';
import { findPosts } from './posts.ts';
import { printsHour } from './prints-asked.ts';
import { partInForce } from './standing.ts';
import { findUnderHeading } from './under-heading.ts';
import type { Query } from './understand.ts';

/** What one office's plans say; those in force speak before those that no longer hold. */
export function inOffice(query: Query, office: Office, spokenOf?: readonly string[]): Finding {
  const asksWhole = asksOfReference(query) || query.documentFacts.includes('list');
  const part = asksWhole ? undefined : partInForce(query, office, query.today);
  const finding = part && decide(query, part, spokenOf);
  const told = finding && finding.kind !== 'nothing' ? finding : decide(query, office, spokenOf);
  const year = yearNotTold(told, query, office);
  return year ? noSuchYear(year, office) : told;
}

function noSuchYear(year: string, office: Office): Finding {
  return {
    kind: 'nothing',
    why: 'no-such-year',
    office: { id: office.id, name: office.name },
    about: year,
    documents: sheetsOf(office).map(({ document }) => document),
    nearest: [],
  };
}

/** The decision list; the first that fits answers. */
function decide(query: Query, office: Office, spokenOf: readonly string[] | undefined): Finding {
  const name = { id: office.id, name: office.name };
  if (asksOfReference(query)) {
    const references = findReferences(query, [office]);
    if (references) return references;
  }
  const posts = findPosts(query, office);
  if (posts) return posts;
  const described = findDescribedReference(query, office);
  if (described) return described;
  const defined = findDefinition(query, office);
  if (defined) return defined;
  const documentFacts = asksOfDocument(query, [office], spokenOf !== undefined);
  if (documentFacts.length > 0) {
    const missing = yearOfPlanAsked(query, office);
    if (missing && !documentFacts.includes('effects')) return noSuchYear(missing, office);
    const documents = query.documents.length > 0 ? query.documents : (spokenOf ?? []);
    return findDocument({ ...query, documents }, office, documentFacts);
  }
  const listsPeriod = query.period !== undefined && query.asksList && query.datum !== 'amount';
  if (query.datum && !listsPeriod && !(asksWho(query) && query.datum !== 'name')) {
    const datum = findDatum(query, office);
    if (datum) return datum;
  }
  // "Ông A là ai?": what the plans give him to do says it
  const person = query.datum === 'name' ? query.units.find(({ kind }) => kind === 'person') : undefined;
  const deeds = person && findDuties(query, office, person);
  if (deeds?.kind === 'duties') return deeds;
  if (query.strangeUnit)
    return {
      kind: 'nothing',
      why: 'no-such-unit',
      office: name,
      about: query.strangeUnit,
      units: office.units.filter(({ kind }) => kind === 'unit').map((unit) => unit.name),
      nearest: nearestTo(withoutWords(query, query.strangeUnit), office, 1),
    };
  const year = yearWithoutPlan(query, office);
  if (year) return noSuchYear(year, office);
  const asksOne =
    who.test(query.plain) ||
    (!deadlinesCue.test(query.plain) &&
      query.aspects.some((a) => a === 'deadline' || a === 'reportsTo' || a === 'deliverable'));
  const bare = query.topic.every(
    (word) =>
      !word ||
      periodWords.has(word) ||
      /^\d/u.test(word) ||
      ['den', 'so', 'phuong', 'o', 'cua'].includes(word),
  );
  if (query.period && query.asksList && !who.test(query.plain) && (!asksOne || bare))
    return findInPeriod(query, office, query.period);
  const underHeading = findUnderHeading(query, office);
  if (underHeading) return underHeading;
  const subject = query.units.find(({ kind }) => kind !== 'superior') ?? query.units[0];
  if (subject && query.asksDuties && !asksOne && !confirms.test(query.plain)) {
    const duties = findDuties(query, office, subject);
    if (duties) return duties;
  }
  const facts = findFacts(query, office);
  const outsider = outsiders.exec(query.plain)?.groups?.['kind'];
  if (outsider !== undefined && !(facts && tells(facts, outsider)))
    return { kind: 'nothing', why: 'not-in-plans', office: name, nearest: nearestTo(query, office) };
  if (facts && asksOnlyHour(query) && !tellsHour(facts))
    return {
      kind: 'nothing',
      why: 'no-such-datum',
      office: name,
      about: 'hour',
      nearest: nearestTo(query, office, 1),
    };
  if (facts) return facts;
  if (query.period && query.asksList) return findInPeriod(query, office, query.period);
  // "tháng 9 tiêm loại nào, ở đâu": what the month holds is told, when it holds anything
  const then = query.period && !who.test(query.plain) && findInPeriod(query, office, query.period);
  if (then && then.kind === 'period' && then.items.length > 0) return then;
  const unheard = query.numbers.find((mention) => !office.mentions(mention));
  if (unheard)
    return {
      kind: 'nothing',
      why: 'no-such-reference',
      office: name,
      about: asTyped(unheard.number, query.text),
      nearest: [],
    };
  return { kind: 'nothing', why: 'not-in-plans', office: name, nearest: nearestTo(query, office) };
}

function withoutWords(query: Query, name: string): Query {
  const words = new Set(syllables(name));
  return { ...query, topic: query.topic.map((word) => (word && words.has(word) ? undefined : word)) };
}

/** The number as the question wrote it: "101/QĐ-BKHCN", not "101/qd-bkhcn". */
function asTyped(number: string, text: string): string {
  const at = fold(text).indexOf(number);
  return at < 0 ? number : text.slice(at, at + number.length);
}

/** "thuê công ty nào", "ca sĩ nào": parties that a plan seldom names. */
const outsiders =
  / (?:ten )?(?<kind>(?:(?<=ten )(?:cong ty|doanh nghiep|nha thau|nha cung cap|don vi tu van|to chuc chung nhan))|(?:cong ty|doanh nghiep|nha thau|nha cung cap|nha tai tro|ca si|nghe si|dien gia|chuyen gia|giang vien|bao cao vien|hang)(?= (?:nao|gi) )) /u;

/** What is found speaks of such a party. */
function tells(finding: Finding, kind: string): boolean {
  return textsOf(finding).some((text) => ` ${syllables(text).join(' ')} `.includes(` ${kind} `));
}

function textsOf(finding: Finding): string[] {
  if (finding.kind === 'passages') return finding.items.map(({ passage }) => passage.text);
  if (finding.kind !== 'facts') return [];
  return finding.items.map(({ assignment: { task, method, timeRaw, lead, coordinating } }) =>
    [task, method, timeRaw, ...lead, ...coordinating].join(' '),
  );
}

const asksOnlyHour = ({ plain, aspects }: Query) =>
  hour.test(plain) && aspects.every((aspect) => aspect === 'content' || aspect === 'method');

const tellsHour = (finding: Finding) => finding.kind === 'which-task' || textsOf(finding).some(printsHour);

/** "số điện thoại … là số nào": without marks "số nào" is "sở nào". */
function asksWho({ plain, datum }: Query): boolean {
  return who.test(datum === 'contact' ? plain.replaceAll(' so nao ', ' ') : plain);
}
