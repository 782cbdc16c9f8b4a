import { fold, syllables } from '../text.ts';
import { nearestTo } from './facts.ts';
import type { Finding } from './finding.ts';
import type { Office } from './office.ts';
import type { Query } from './understand.ts';

/** "Thế nào thì gọi là …", "… được hiểu là gì": asks what a word of the plan means. */
const asksMeaning =
  / (?:(?:the nao|ra sao) (?:thi )?(?:duoc |moi )*(?:goi|coi|hieu|xem) la|(?:goi|coi|hieu|xem) la (?:gi|the nao|sao|nhu the nao)|the nao la|co nghia la|nghia la gi|dinh nghia) /u;

const cueWords = new Set('goi coi hieu xem dinh nghia'.split(' '));
/** Words that may stand around the term in front of "là". */
const around = 6;

/** The sentence that says what the term is; that there is none, when a meaning is asked for and none is given. */
export function findDefinition(query: Query, office: Office): Finding | undefined {
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
