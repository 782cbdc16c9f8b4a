import { fold } from '../text.ts';
import type { Catalogue } from './catalogue.ts';
import { asksOfDocument, asksOfReference, findReferences } from './documents.ts';
import type { AskMemory, Aspect, Finding, Found, OfficeName, ReferenceItem } from './finding.ts';
import { chooseOffice, chooseTask, readOrdinal } from './follow-up.ts';
import { goOnFromLast, namesOnlyOffice } from './go-on-from-last.ts';
import { inOffice } from './in-office.ts';
import { everydayMatter, periodWords, who } from './lexicon.ts';
import { listedAtMost, sheetsOf, type Office } from './office.ts';
import { plainOf } from './plain.ts';
import { hyphenated } from './read-numbers.ts';
import { found, remember, withoutPending } from './remembering.ts';
import { itemsOf, nameOf } from './spoken-items.ts';
import { withStanding } from './standing-notes.ts';
import { understand, type Query } from './understand.ts';
import { coverageOnce, onlyHolder, whichOffice } from './which-office.ts';

export interface AskerParts {
  /** The offices that this bot speaks for. */
  readonly catalogue: Catalogue;
  /** Writes abbreviations and chat shorthand out: "KH&CN" → "khoa học và công nghệ". */
  readonly expandQuestion: (text: string) => string;
  /** Mends typing against the words of the plans. */
  readonly repair: (text: string) => string;
}

export interface Asker {
  readonly offices: readonly OfficeName[];
  /** Deterministic: the same question with the same memory on the same day gets the same finding. */
  ask(text: string, memory: AskMemory, today: string): Found;
}

/** A longer question is read only this far; nobody asks one thing in more words. */
const readAtMost = 1500;

export function createAsker(parts: AskerParts): Asker {
  const { catalogue } = parts;
  const only = catalogue.offices.length === 1 ? catalogue.offices[0]?.id : undefined;

  function ask(text: string, memory: AskMemory, today: string): Found {
    const written = parts.repair(parts.expandQuestion(hyphenated(text.slice(0, readAtMost))));
    const office = only ?? memory.office;
    const query = understand(written, catalogue, office ? { today, office } : { today });
    const reply = settlePending(query, memory, today) ?? answer(query, memory, today);
    return { ...reply, finding: withStanding(reply.finding, catalogue.offices, today) };
  }

  /** The reply to a question of ours, if it is one. */
  function settlePending(query: Query, memory: AskMemory, today: string): Found | undefined {
    const pending = memory.pending;
    if (!pending) return undefined;
    if (pending.kind === 'office') {
      const chosen =
        chooseOffice(query.text, pending.options, catalogue, query.offices) ?? anotherOffice(query);
      const offices = catalogue.offices.filter(({ id }) => id === chosen);
      const [office] = offices;
      if (!chosen || !office) return undefined;
      const asksNew = asksSomethingNew(query);
      const namesMatterToo = namesMatterOf(office, query);
      if (asksNew && namesMatterToo) return undefined;
      const addsMatter = namesMatterToo && tellsOfficeFirst.test(query.text);
      const asked = addsMatter ? `${pending.query.text} ${query.text}` : pending.query.text;
      const again = understand(asked, catalogue, { today, office: chosen });
      const answered = answer(
        { ...(asksNew ? askedAnew(again, query) : again), offices },
        { ...withoutPending(memory), office: chosen },
        today,
      );
      const isOnlyThat =
        namesOnlyOffice(query) || readOrdinal(query.text, pending.options.length) !== undefined;
      return isOnlyThat || addsMatter ? { ...answered, settles: true } : answered;
    }
    const options = itemsOf(pending.options, pending.query.aspects, catalogue.offices);
    const chosen = chooseTask(query.text, options, today);
    if (!chosen || (query.aspects.length > 0 && query.aspects.some((a) => a !== 'content'))) return undefined;
    return found(
      { kind: 'facts', aspects: wanted(pending.query.aspects), items: [chosen], disagree: false },
      pending.query,
      memory,
    );
  }

  /** "ý tôi hỏi Tây Ninh": an office that was not offered, and no matter beside it. */
  function anotherOffice(query: Query): string | undefined {
    const [named, other] = query.offices;
    return named && !other && !namesMatterOf(named, query) ? named.id : undefined;
  }

  function asksSomethingNew(query: Query): boolean {
    return who.test(query.plain) || query.aspects.includes('deadline');
  }

  function answer(query: Query, memory: AskMemory, today: string): Found {
    const remembered = remember(query);
    const matter = everydayMatter(query.plain);
    if (
      matter &&
      catalogue.offices.every((office) => office.rarity(matter.replaceAll(' ', '_')) === undefined)
    )
      return found(
        { kind: 'nothing', why: 'out-of-scope', nearest: [], offices: catalogue.offices.map(nameOf) },
        remembered,
        memory,
      );
    const leaning = goOnFromLast(query, memory, today, catalogue);
    if (leaning) return leaning;
    if (query.otherPlace)
      return found(
        {
          kind: 'nothing',
          why: 'other-office',
          about: query.otherPlace,
          nearest: [],
          offices: catalogue.offices.map(nameOf),
        },
        remembered,
        memory,
      );
    if (
      query.documentFacts.includes('list') &&
      query.offices.length === 0 &&
      asksOfDocument(query, catalogue.offices).includes('list')
    )
      return found(listPlans(), remembered, memory);
    const chosen = query.offices.length === 1 ? query.offices[0] : undefined;
    if (!chosen) {
      const cited = asksOfReference(query)
        ? findReferences(query, query.offices.length > 0 ? query.offices : catalogue.offices)
        : undefined;
      if (cited?.kind === 'references') {
        const offices = new Set(cited.items.map(({ document }) => document.office));
        if (offices.size === 1)
          return found(cited, remembered, {
            ...memory,
            office: officeOf(cited.items[0]?.document.office, memory),
          });
        if (allOneDocument(cited.items)) return found(cited, remembered, memory);
      }
      const coverageIn = coverageOnce(query);
      const holder = onlyHolder(query, catalogue.offices, coverageIn);
      const theirs =
        holder && inOffice(understand(query.text, catalogue, { today, office: holder.id }), holder);
      if (theirs && tellsOf(theirs))
        return found(theirs, remembered, { ...memory, office: holder?.id ?? '' });
      return whichOffice(query, memory, remembered, catalogue.offices, coverageIn);
    }
    if (namesOnlyOffice(query) && !memory.last)
      return found(listPlans([chosen]), remembered, { ...memory, office: chosen.id });
    const finding = withoutStory(inOffice(query, chosen, memory.last?.ofDocuments), query, chosen, today);
    return found(finding, remembered, { ...memory, office: chosen.id });
  }

  /** People tell how they came to ask; the plans know nothing of that. The question alone may be answered. */
  function withoutStory(finding: Finding, query: Query, office: Office, today: string): Finding {
    if (finding.kind !== 'nothing' || finding.why !== 'not-in-plans') return finding;
    const asked = [/(?<=[.!?;\n])\s+/u, /(?<=[.!?;,\n])\s+/u].flatMap((ends) => {
      const parts = query.text.split(ends);
      const at = parts.findLastIndex((part) => asksItself(part));
      if (parts.length < 2 || parts.slice(0, at).some((part) => who.test(plainOf(part)))) return [];
      // "…, trước mấy ngày?" asks of what stands before it
      const whole = parts.map((_, from) => parts.slice(from, at + 1).join(' ')).slice(1, at + 1);
      const alone = whole
        .map((question) => understand(question, catalogue, { today, office: office.id }))
        .findLast(namesMatter);
      return alone ?? [];
    });
    for (const alone of asked) {
      if (alone.offices.some(({ id }) => id !== office.id)) continue;
      const second = inOffice(alone, office);
      if (second.kind === 'facts' || second.kind === 'passages') return second;
    }
    return finding;
  }

  function listPlans(offices: readonly Office[] = catalogue.offices): Finding {
    const documents = offices
      .flatMap((office) => sheetsOf(office))
      .slice(0, listedAtMost)
      .map(({ document, fact }) => ({ document, citations: fact('title') }));
    return { kind: 'document', facts: ['list'], documents };
  }

  return { offices: catalogue.offices.map(nameOf), ask };
}

/** An answer, or that the number asked for is not printed: worth saying of the one office that has the matter. */
const tellsOf = (finding: Finding) =>
  finding.kind === 'facts' ||
  finding.kind === 'passages' ||
  (finding.kind === 'nothing' && finding.why === 'no-such-datum');

/** At least two words tell what it is about. */
const namesMatter = ({ topic }: Query) =>
  new Set(topic.filter((word) => word && !periodWords.has(word) && !/^\d/u.test(word))).size > 1;

/** Two words side by side that the office's plans know: a matter of its own beside the office that was asked for. */
const namesMatterOf = (office: Office, { topic }: Query) =>
  topic.some((word, i) => {
    const before = topic[i - 1];
    return before !== undefined && word !== undefined && office.rarity(`${before}_${word}`) !== undefined;
  });

/** "ý tôi hỏi Tây Ninh, xong trước ngày nào": the matter of the question before, asked otherwise. */
function askedAnew({ datum: _datum, ...before }: Query, { aspects }: Query): Query {
  const told = aspects.filter((aspect) => aspect !== 'content');
  return told.length > 0 ? { ...before, aspects: told } : before;
}

/** "phường Tây Nha Trang, việc xử lý lấn chiếm", "Sở Y tế, kế hoạch tiêm chủng": the office, and which of its matters. */
const tellsOfficeFirst =
  /^\s*(?:của |ở |bên |thuộc )?(?:ubnd |uỷ ban |ủy ban )?(?:sở|xã|phường|thị trấn|huyện|quận|tỉnh|thành phố|tp|bệnh viện|so|xa|phuong|huyen|tinh|thanh pho)\s[^,:;]{2,60}[,:;–-]\s*(?:việc|về|vụ|kế hoạch|trong|theo|viec|ve|vu|ke hoach)\s/iu;

const asksItself = (sentence: string) => /\?\s*$/u.test(sentence) || who.test(plainOf(sentence));

/** The same cited document with the same date, whoever cites it. */
function allOneDocument(items: readonly ReferenceItem[]): boolean {
  return (
    new Set(items.map(({ reference }) => `${fold(reference.number ?? '')} ${reference.date ?? ''}`)).size ===
    1
  );
}

const wanted = (aspects: readonly Aspect[]): readonly Aspect[] =>
  aspects.length > 0 ? aspects : ['content'];

function officeOf(office: string | undefined, memory: AskMemory): string {
  return office ?? memory.office ?? '';
}
