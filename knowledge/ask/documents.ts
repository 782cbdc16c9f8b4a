import { fold, syllables } from '../text.ts';
import { createCiter } from './cite.ts';
import { sheetsOf, tellsApart, type Office, type PlanCard, type Printed } from './office.ts';
import { prints } from './printed.ts';
import type { Plan, Reference } from '../assignment.ts';
import type {
  DocumentFact,
  DocumentItem,
  Finding,
  PassageItem,
  ReferenceAsk,
  ReferenceItem,
} from './finding.ts';
import { documentFacts, who } from './lexicon.ts';
import { rank } from './match.ts';
import { numberFits } from './read-numbers.ts';
import type { Query } from './understand.ts';
import { nearestTo } from './facts.ts';
import { doubtsOfAmount, doubtsOfReference } from './warnings.ts';

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
  if (more.length > 0) return [];
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

function withCitations(
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

/** A phone number, an amount, a name: told only if a plan prints it; otherwise said to be missing. */
export function findDatum(query: Query, office: Office): Finding | undefined {
  const datum = query.datum;
  if (!datum) return undefined;
  const officeName = { id: office.id, name: office.name };
  const signed = datum === 'name' ? signedBy(query, office) : [];
  if (signed.length > 0)
    return { kind: 'document', facts: ['signer'], documents: withCitations(signed, office, ['signer']) };
  if (datum === 'name' && !roleIn(query.plain)) return undefined;
  if (datum === 'count' && !countOf(query)) return undefined;
  const missing: Finding = {
    kind: 'nothing',
    why: 'no-such-datum',
    office: officeName,
    about: datum,
    nearest: datum === 'name' ? [] : nearestTo(query, office, 1),
  };
  if (datum === 'name') return nameOf(query, office) ?? missing;
  const counted = countOf(query);
  const charge = datum === 'amount' ? charges.exec(query.plain)?.groups?.['what'] : undefined;
  const rate = datum === 'amount' ? rateIn(query.plain) : undefined;
  const price = datum === 'amount' && asksPrice.test(query.plain);
  const wanted: Printed = datum === 'count' ? { counted: counted ?? '' } : datum;
  const passages = rank(office.pool(query).passages, query, office)
    .map(({ entry }) => entry)
    .concat(office.printing(wanted))
    .flatMap(({ document, passage, citations }): PassageItem[] =>
      passage &&
      prints(passage.text, wanted) &&
      (charge === undefined || syllables(passage.text).join(' ').includes(charge)) &&
      (rate === undefined || isRatePer(rate, passage.text)) &&
      (!price || printsPrice.test(passage.text)) &&
      (query.documents.length === 0 || query.documents.includes(document.id))
        ? [
            {
              document,
              passage,
              citations,
              warnings: datum === 'amount' ? doubtsOfAmount(passage, office.plan(document.id)) : [],
            },
          ]
        : [],
    );
  const unique = [
    ...new Map(passages.map((item) => [`${item.document.id} ${item.passage.id}`, item])).values(),
  ];
  return unique.length > 0 ? { kind: 'passages', items: unique.slice(0, 2) } : missing;
}

/** "mức phạt bao nhiêu tiền": an amount of another kind is no answer. */
const charges =
  / (?:muc |tien |so tien )*(?<what>phat|le phi|hoc phi|vien phi|phi|luong|thuong|thu lao|boi thuong|phu cap|tro cap) /u;

/** "1 ha được hỗ trợ mấy triệu", "bao nhiêu một mét vuông": a sum for the whole is no answer. */
function rateIn(plain: string): string | undefined {
  const before =
    / (?:mot|1|moi) (?<per>ha|hec ta|met|m2|ho|nguoi|suat|cay|ngay|thang|lan|buoi|ve|luot|ca) (?=.*(?:bao nhieu|may) )/u;
  const after = / (?:bao nhieu|may)(?: [a-z]+){0,2} (?:mot|1|moi) (?<per>[a-z]+[0-9]?) /u;
  return (after.exec(plain) ?? before.exec(plain))?.groups?.['per'];
}

const isRatePer = (per: string, text: string) =>
  new RegExp(`(?:/|(?:moi|mot|1) ) ?${per}(?![a-z])`, 'u').test(fold(text));

const asksPrice = /(?<! (?:tham|danh|quoc|dinh|tri|tang)) gia (?!dinh |tri |han )/u;
const printsPrice = /(?<!đánh |định |trị )(?<!\p{L})giá(?!\p{L}| trị)/iu;

/** "có bao nhiêu tổ dân phố" → "to dan": what is counted. */
function countOf(query: Query): string | undefined {
  return / (?:bao nhieu|may) (?<what>[a-z]+(?: [a-z]+)?) /u.exec(query.plain)?.groups?.['what'];
}

/** Chức vụ that one person holds; a post in a team (trưởng đoàn, thư ký) may be given by the plan itself. */
const roleIn = (plain: string) =>
  / (?<role>dung dau|(?:pho )?(?:giam doc|chu tich|bi thu|chanh (?:thanh tra|van phong)|truong (?:phong|ban(?! dan)|cong an|khoa|thon|ap)|(?:chi cuc|cuc|hat|tram|hieu|doi|xa doi|chi huy) truong)|thu ky) /u.exec(
    plain,
  )?.groups?.['role'];

/** "Ông Nguyễn Văn A là ai?", of one who signed. */
function signedBy({ plain }: Query, { cards }: Office): readonly PlanCard[] {
  return cards.filter(({ signer }) => signer !== null && plain.includes(` ${fold(signer.name)} `));
}

/** "Giám đốc Sở tên gì?": only a signer whose printed title is that role is a name for it. */
function nameOf(query: Query, office: Office): Finding | undefined {
  const role = roleIn(query.plain);
  if (!role) return undefined;
  const signed = office.cards.filter(({ signer }) => {
    const title = syllables(signer?.title ?? '').join(' ');
    const exact =
      title === role ||
      title.startsWith(`${role} so`) ||
      title.startsWith(`${role} ubnd`) ||
      title.endsWith(` ${role}`);
    const deputy = title.includes('pho ') || title.startsWith('kt ');
    return exact && deputy === role.startsWith('pho');
  });
  return signed.length > 0
    ? { kind: 'document', facts: ['signer'], documents: withCitations(signed, office, ['signer']) }
    : undefined;
}
