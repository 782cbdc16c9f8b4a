import { fold, syllables } from '../text.ts';
import { createCiter } from './cite.ts';
import { sheetsOf, tellsApart, type Office, type PlanCard } from './office.ts';
import type { Plan, Reference } from '../assignment.ts';
import type { DocumentFact, DocumentItem, Finding, ReferenceAsk, ReferenceItem } from './finding.ts';
import { documentFacts, who } from './lexicon.ts';
import { numberFits } from './read-numbers.ts';
import type { Query } from './understand.ts';
import { doubtsOfReference } from './warnings.ts';

const planWords = / (?:ke hoach|van ban|chuong trinh|tai lieu|quyet dinh nay|kh) /u;

/** Documents that plans come with; "Quyết định 1048" with a number is one that is cited. */
const otherKinds = / (?<kind>quyet dinh|nghi quyet|cong van|chi thi|de an|thong bao) /u;

const sayingWords = [
  'gui',
  'noi',
  'nhan',
  'ky',
  'ban',
  'hanh',
  'den',
  'hien',
  'dang',
  'nhung',
  'bao',
  'nhieu',
  'danh',
  'sach',
  'ngay',
  'lap',
  'thanh',
  'theo',
  'giu',
  'chuc',
  'vu',
];

/** "Kế hoạch này của năm nào?": a fact of the document, not of a duty in it. */
export function asksOfDocument(
  query: Query,
  offices: readonly Office[],
  goesOn = false,
): readonly DocumentFact[] {
  // "căn cứ những văn bản nào" asks for no list of plans, "dựa vào kế hoạch số mấy" for no number of its own
  const based = query.documentFacts.includes('legalBasis');
  const facts = based
    ? query.documentFacts.filter((fact) => fact !== 'list' && fact !== 'number')
    : query.documentFacts;
  if (facts.length === 0) return [];
  const cues = documentFacts.filter(([name]) => facts.includes(name));
  const cueWords = new Set([
    ...cues.flatMap(([, cue]) => (cue.exec(query.plain)?.[0] ?? '').split(' ')),
    ...sayingWords,
  ]);
  // "căn cứ kế hoạch nào của thành phố": whose it is narrows nothing, all that it rests on is told
  if (facts.includes('legalBasis'))
    for (const word of [
      'thanh',
      'pho',
      'tinh',
      'trung',
      'uong',
      'chinh',
      'phu',
      'cap',
      'tren',
      'lam',
      'lap',
      'xay',
      'dung',
      'ra',
    ])
      cueWords.add(word);
  const inTitles = (word: string) =>
    offices.some(({ titleWords, numberWords }) => titleWords.has(word) || numberWords.has(word));
  for (const { number } of query.numbers) for (const word of syllables(number)) cueWords.add(word);
  const more = query.topic.filter(
    (word) => word && !cueWords.has(word) && !inTitles(word) && !/^\d/u.test(word) && word !== 'phuong',
  );
  // two facts of a document asked at once are of it, though one word of its matter be the asker's own
  const hits = query.topic.filter((word) => word && inTitles(word)).length;
  if (more.length > (facts.length > 1 && hits > 1 ? 1 : 0)) return [];
  const ofUnit =
    !facts.includes('recipients') && query.units.some(({ kind }) => kind !== 'issuer' && kind !== 'superior');
  if (ofUnit && !facts.includes('signer')) return [];
  const kind = otherKinds.exec(query.plain)?.groups?.['kind'];
  const ofKind = kind !== undefined && query.numbers.length === 0 && kind.split(' ').every(inTitles);
  const named =
    goesOn ||
    ofKind ||
    planWords.test(query.plain) ||
    facts.includes('signer') ||
    facts.includes('recipients') ||
    facts.includes('effects') ||
    facts.includes('standing');
  return named ? facts : [];
}

/** "còn kế hoạch mục tiêu chất lượng 2023?": a plan is named, and nothing is asked of it. */
export function namesOnlyPlan(query: Query, { titleWords, numberWords }: Office): boolean {
  return (
    planWords.test(query.plain) &&
    query.documentFacts.length === 0 &&
    query.datum === undefined &&
    query.aspects.every((aspect) => aspect === 'content') &&
    query.topic.every((word) => !word || /^\d/u.test(word) || titleWords.has(word) || numberWords.has(word))
  );
}

/** The plans of the office that the question's own words fit best. */
export function findDocument(query: Query, office: Office, facts: readonly DocumentFact[]): Finding {
  const { cards } = office;
  const named = cards.filter(({ id }) => query.documents.includes(id));
  if (named.length > 0) return { kind: 'document', facts, documents: withCitations(named, office, facts) };
  const words = query.topic.filter((word): word is string => Boolean(word));
  const scores = cards.map((card) => words.filter((word) => tellsApart(word, card, cards)).length);
  const best = Math.max(...scores);
  const chosen = best > 0 ? cards.filter((_, i) => scores[i] === best) : cards;
  return { kind: 'document', facts, documents: withCitations(chosen, office, facts) };
}

/** The plans with the lines that tell these facts of them. */
export function withCitations(
  cards: readonly PlanCard[],
  office: Office,
  facts: readonly DocumentFact[],
): DocumentItem[] {
  return sheetsOf(office, cards).map(({ document, fact }) => ({ document, citations: facts.flatMap(fact) }));
}

const asksAboutReference =
  / (?:con hieu luc|het hieu luc|ve (?:viec |van de |noi dung )?(?:gi|nao)|(?:noi|quy dinh|de cap|ban|ghi|neu|viet)(?: [a-z]+){0,3} gi|la (?:gi|van ban gi)|noi dung|trich yeu|ngay (?:nao|may|bao nhieu)|khi nao|bao gio|thang nao|nam nao|do ai|cua ai|(?:do|cua) (?:co quan|cap|don vi|noi|so|bo|tinh) nao|co quan nao|cap nao|ai (?:ban hanh|ky|ra)|ve cai gi|gi vay|gi the|gi) /u;

/** "Quyết định 1048 về việc gì?", asked of a document that the plans cite. */
export function findReferences(query: Query, offices: readonly Office[]): Finding | undefined {
  if (query.numbers.length === 0 || !asksAboutReference.test(query.plain)) return undefined;
  const found: ReferenceItem[] = [];
  const cites = (reference: Reference) => query.numbers.some((mention) => numberFits(mention, reference));
  for (const office of offices)
    for (const plan of new Set(query.numbers.flatMap((mention) => office.citing(mention)))) {
      const citer = createCiter(plan);
      for (const reference of plan.references.filter(cites))
        found.push({
          sentence: sentenceAround(plan, reference),
          document: plan.document,
          reference,
          citations: citer.reference(reference),
          warnings: doubtsOfReference(reference, plan),
        });
    }
  if (found.length === 0) return undefined;
  const ask = query.documentFacts.includes('standing')
    ? 'standing'
    : / (?:ngay (?:nao|may|bao nhieu)|khi nao|bao gio|thang nao|nam nao) /u.test(query.plain)
      ? 'date'
      : / (?:do ai|(?:do|cua) (?:noi|so|bo|tinh) nao|cua ai|co quan nao|cap nao|ai (?:ban hanh|ky|ra)|don vi nao ban hanh) /u.test(
            query.plain,
          )
        ? 'issuer'
        : 'subject';
  return { kind: 'references', items: merged(found, ask), ask };
}

/** The sentence that cites it, for a document whose subject the plan does not give. */
function sentenceAround(plan: Plan, { lines }: Reference): string | undefined {
  const passage = plan.passages.find(
    ({ kind, lines: [from, to] }) => kind !== 'heading' && from <= lines[0] && lines[0] <= to,
  );
  return passage?.text;
}

/** One entry a cited document; the citation that says most about it speaks for the others. */
function merged(items: readonly ReferenceItem[], ask: ReferenceAsk): ReferenceItem[] {
  const best = new Map<string, ReferenceItem>();
  const worth = ({ reference }: ReferenceItem) =>
    (ask !== 'standing' && reference[ask] ? 8 : 0) +
    (reference.subject ? 4 : 0) +
    (reference.date ? 2 : 0) +
    (reference.issuer ? 1 : 0);
  for (const item of items) {
    const key = `${item.document.id} ${fold(item.reference.number ?? '')} ${item.reference.date ?? ''}`;
    const same = best.get(key);
    if (!same || worth(item) > worth(same)) best.set(key, item);
  }
  return [...best.values()].sort((a, b) => worth(b) - worth(a));
}

/** A question that asks who does something about a cited document is about the duty, not the document. */
export function asksOfReference(query: Query): boolean {
  return (
    query.numbers.length > 0 &&
    asksAboutReference.test(query.plain) &&
    !(
      who.test(
        query.plain.replace(/ (?:do|cua) (?:ai|(?:co quan|cap|don vi|noi|so|bo|tinh) nao)(?= )/gu, ' '),
      ) && !/ (?:ai|(?:co quan|cap|don vi|noi) nao) (?:da )?(?:ban hanh|ky|ra) /u.test(query.plain)
    )
  );
}

/** "ban hành ngày nào?", "của ai?": goes on about a cited document and names nothing else. */
export function asksMoreOfReference(query: Query): boolean {
  return (
    asksAboutReference.test(query.plain) &&
    query.units.length === 0 &&
    query.topic.every((word) => !word || ofReference.has(word))
  );
}

const ofReference = new Set('ban hanh ky ngay van nay do no ve noi dung quyet dinh ke hoach ra'.split(' '));
