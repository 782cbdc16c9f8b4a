import type { Passage } from '../assignment.ts';
import { fold, syllables } from '../text.ts';
import { nearestTo } from './facts.ts';
import type { Finding } from './finding.ts';
import type { Office } from './office.ts';
import { escaped } from './plain.ts';
import type { Query } from './understand.ts';

/** "Thế nào thì gọi là …", "… được hiểu là gì": asks what a word of the plan means. */
const asksMeaning =
  / (?:(?:the nao|ra sao) (?:thi )?(?:duoc |moi )*(?:goi|coi|hieu|xem) la|(?:goi|coi|hieu|xem) la (?:gi|the nao|sao|nhu the nao)|the nao la|co nghia la|nghia la gi|dinh nghia) /u;

const cueWords = new Set('goi coi hieu xem dinh nghia'.split(' '));
/** Words that may stand around the term in front of "là". */
const around = 6;

/** “Địa chỉ tin cậy” là …: a term in quotation marks, and what it is. */
const inQuotes = /[“"](?<term>[^“”"\n]{2,60})[”"] (?:được hiểu )?là(?!\p{L})/gu;
/** The same without the marks, at the head of a passage. */
const atHead = /^(?:[\da-z]{1,2}[.)] |[-+] )?(?<term>\p{L}[^“”",.;:]{2,60}?) (?:được hiểu )?là(?!\p{L})/u;

/** The words that a passage explains, folded. */
function explainedIn({ text }: Passage): string[] {
  const named = [...text.matchAll(inQuotes)];
  const bare = atHead.exec(text);
  return [...named, ...(bare ? [bare] : [])].map(({ groups }) => syllables(groups?.['term'] ?? '').join(' '));
}

/** "“Địa chỉ tin cậy” là gì", "camera kết nối trong đề án của phường là camera gì", of a word that a passage explains. */
const asksTerm = (term: string) =>
  new RegExp(
    ` ${escaped(term)} (?:(?:trong|theo|cua|o|tai) (?:[a-z0-9]+ ){1,12}?)?(?:(?:duoc |co )?(?:hieu|goi|nghia) )?(?:la|nghia) (?:${escaped(term.split(' ')[0] ?? '')} )?(?:gi|sao|the nao|nhu the nao)(?= $| a | vay | the | nhi )| (?:hieu|nghia cua|the nao (?:thi )?(?:duoc )?(?:(?:goi|coi|hieu|xem) )?la) (?:cum )?(?:tu )?${escaped(term)} `,
    'u',
  );

/** The sentence that says what the term is; that there is none, when a meaning is asked for and none is given. */
export function findDefinition(query: Query, office: Office): Finding | undefined {
  if (!/ (?:la|hieu|nghia) /u.test(query.plain)) return undefined;
  const explained = office
    .pool(query)
    .passages.flatMap(({ document, passage, citations }) =>
      passage && explainedIn(passage).some((term) => term !== '' && asksTerm(term).test(query.plain))
        ? [{ document, passage, citations }]
        : [],
    );
  if (explained.length > 0) return { kind: 'passages', items: explained.slice(0, 2) };
  if (!asksMeaning.test(query.plain)) return undefined;
  const term = new Set(query.topic.filter((word) => word !== undefined && !cueWords.has(word)));
  if (term.size === 0) return undefined;
  const defines = (text: string) =>
    fold(text)
      .split(/[.;:\n]/u)
      .some((sentence) => {
        const words = syllables(sentence);
        const head = words.slice(0, Math.max(0, words.indexOf('la')));
        return head.length <= term.size + around && [...term].every((word) => head.includes(word ?? ''));
      });
  const items = office
    .pool(query)
    .passages.flatMap(({ document, passage, citations }) =>
      passage && passage.kind !== 'heading' && defines(passage.text)
        ? [{ document, passage, citations }]
        : [],
    );
  if (items.length > 0) return { kind: 'passages', items: items.slice(0, 2) };
  return {
    kind: 'nothing',
    why: 'not-in-plans',
    office: { id: office.id, name: office.name },
    nearest: nearestTo(query, office),
  };
}
