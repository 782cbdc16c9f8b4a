import type { Plan } from '../assignment.ts';
import { fold, syllables } from '../text.ts';
import type { PlanIndex } from '../search/plan-index.ts';
import { createCatalogue, type Catalogue, type Office } from './catalogue.ts';
import {
  asksMoreOfReference,
  asksOfDocument,
  asksOfReference,
  findDatum,
  findDocument,
  findReferences,
} from './documents.ts';
import { findDuties } from './duties.ts';
import { answerable, bestCoverage, findFacts, nearestTo } from './facts.ts';
import type {
  AskMemory,
  Aspect,
  Finding,
  Found,
  Item,
  OfficeName,
  ReferenceItem,
  RememberedQuery,
} from './finding.ts';
import { asksForMore, chooseOffice, chooseTask, leansOnLast, spokenOf } from './follow-up.ts';
import { findInPeriod } from './in-period.ts';
import { everydayMatter, periodWords, who } from './lexicon.ts';
import { numberFits, type NumberMention } from './read-numbers.ts';
import { understand, type Query } from './understand.ts';
import { warningsOf } from './warnings.ts';

export interface AskerParts {
  readonly plans: readonly Plan[];
  /** Writes abbreviations and chat shorthand out: "KH&CN" → "khoa học và công nghệ". */
  readonly expandQuestion: (text: string) => string;
  /** The same for documents, where "j" is no word. */
  readonly expandDocument: (text: string) => string;
  /** Mends typing against the words of the plans. */
  readonly repair: (text: string) => string;
  /** Finds the candidates among many plans; without it every entry of an office is weighed. */
  readonly index?: PlanIndex;
  /** The one office this bot speaks for; undefined when it speaks for all that it has. */
  readonly office?: string;
}

export interface Asker {
  readonly offices: readonly OfficeName[];
  /** Deterministic: the same question with the same memory on the same day gets the same finding. */
  ask(text: string, memory: AskMemory, today: string): Found;
}

/** A longer question is read only this far; nobody asks one thing in more words. */
const readAtMost = 1500;

export function createAsker(parts: AskerParts): Asker {
  const plans = parts.office
    ? parts.plans.filter(({ document }) => document.office === parts.office)
    : parts.plans;
  const catalogue = createCatalogue(plans, parts.expandDocument, parts.index);
  const only = catalogue.offices.length === 1 ? catalogue.offices[0]?.id : undefined;

  function ask(text: string, memory: AskMemory, today: string): Found {
    const written = parts.repair(parts.expandQuestion(text.slice(0, readAtMost)));
    const office = only ?? memory.office;
    const query = understand(written, catalogue, office ? { today, office } : { today });
    const settled = settlePending(query, memory, today);
    if (settled) return settled;
    return answer(query, memory, today);
  }

  /** The reply to a question of ours, if it is one. */
  function settlePending(query: Query, memory: AskMemory, today: string): Found | undefined {
    const pending = memory.pending;
    if (!pending) return undefined;
    if (pending.kind === 'office') {
      const chosen = chooseOffice(query.text, pending.options, catalogue, query.offices);
      if (!chosen || asksSomethingNew(query)) return undefined;
      const again = understand(pending.query.text, catalogue, { today, office: chosen });
      return answer(
        { ...again, offices: catalogue.offices.filter(({ id }) => id === chosen) },
        { ...without(memory), office: chosen },
        today,
      );
    }
    const options = itemsOf(pending.options, pending.query.aspects);
    const chosen = chooseTask(query.text, options, today);
    if (!chosen || (query.aspects.length > 0 && query.aspects.some((a) => a !== 'content'))) return undefined;
    return found(
      { kind: 'facts', aspects: wanted(pending.query.aspects), items: [chosen], disagree: false },
      pending.query,
      memory,
    );
  }

  function asksSomethingNew(query: Query): boolean {
    return who.test(query.plain) || query.aspects.includes('deadline');
  }

  function answer(query: Query, memory: AskMemory, today: string): Found {
    const remembered = remember(query);
    const matter = everydayMatter(query.plain);
    if (matter && !catalogue.offices.some(({ idf }) => idf.has(matter.replaceAll(' ', '_'))))
      return found(
        { kind: 'nothing', why: 'out-of-scope', nearest: [], offices: catalogue.offices.map(nameOf) },
        remembered,
        memory,
      );
    const leaning = leanOn(query, memory, today);
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
      return whichOffice(query, memory, remembered);
    }
    if (namesOnlyOffice(query) && !memory.last)
      return found(listPlans([chosen]), remembered, { ...memory, office: chosen.id });
    const finding = inOffice(query, chosen, memory.last?.ofDocument);
    return found(finding, remembered, { ...memory, office: chosen.id });
  }

  /** The decision list within one office; the first that fits answers. */
  function inOffice(query: Query, office: Office, goesOn = false): Finding {
    const name = { id: office.id, name: office.name };
    if (asksOfReference(query)) {
      const references = findReferences(query, [office]);
      if (references) return references;
    }
    const documentFacts = asksOfDocument(query, [office], goesOn);
    if (documentFacts.length > 0) return findDocument(query, office, documentFacts);
    if (query.datum && !(who.test(query.plain) && query.datum !== 'name')) {
      const datum = findDatum(query, office);
      if (datum) return datum;
    }
    if (query.strangeUnit)
      return {
        kind: 'nothing',
        why: 'no-such-unit',
        office: name,
        about: query.strangeUnit,
        units: office.units.filter(({ kind }) => kind === 'unit').map((unit) => unit.name),
        nearest: nearestTo(withoutWords(query, query.strangeUnit), office, 1),
      };
    const asksOne =
      who.test(query.plain) ||
      query.aspects.some((a) => a === 'deadline' || a === 'reportsTo' || a === 'deliverable');
    const bare = query.topic.every(
      (word) =>
        !word ||
        periodWords.has(word) ||
        /^\d/u.test(word) ||
        ['den', 'so', 'phuong', 'o', 'cua'].includes(word),
    );
    if (query.period && query.asksList && !who.test(query.plain) && (!asksOne || bare))
      return findInPeriod(query, office, query.period);
    const subject = query.units.find(({ kind }) => kind !== 'superior') ?? query.units[0];
    if (subject && query.asksDuties && !asksOne) {
      const duties = findDuties(query, office, subject);
      if (duties) return duties;
    }
    const facts = findFacts(query, office);
    if (facts) return facts;
    if (query.period && query.asksList) return findInPeriod(query, office, query.period);
    const unheard = query.numbers.find((mention) => !isCited(mention, office));
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

  function listPlans(offices: readonly Office[] = catalogue.offices): Finding {
    const documents = offices.flatMap((office) =>
      office.plans.map(({ document }) => ({
        document,
        citations: office.citers.get(document.id)?.fact('title') ?? [],
      })),
    );
    return { kind: 'document', facts: ['list'], documents };
  }

  /** No office is named: ask which, unless no plan of any office has it. */
  function whichOffice(query: Query, memory: AskMemory, remembered: RememberedQuery): Found {
    const among =
      query.offices.length > 1
        ? query.offices
        : query.narrowed.length > 0
          ? query.narrowed
          : catalogue.offices;
    const aboutPlan = asksOfDocument(query, catalogue.offices).length > 0;
    const subject = query.units.length > 0;
    const covered = among.map((office) => ({ office, coverage: bestCoverage(query, office) }));
    const best = Math.max(...covered.map(({ coverage }) => coverage));
    const listing = (query.period !== undefined && query.asksList) || query.datum !== undefined;
    if (!aboutPlan && !subject && !listing && best < answerable)
      return found(
        { kind: 'nothing', why: 'out-of-scope', nearest: [], offices: among.map(nameOf) },
        remembered,
        memory,
      );
    const named = new Set(query.units.map((unit) => unit.office));
    const fitting = covered
      .filter(
        ({ office, coverage }) =>
          aboutPlan || listing || named.has(office.id) || coverage >= Math.max(answerable, best * 0.75),
      )
      .map(({ office }) => office);
    const options = (
      fitting.length > 1 ? fitting : [...fitting, ...among.filter((office) => !fitting.includes(office))]
    ).map(nameOf);
    const names = new Set(query.units.map((unit) => unit.name));
    const unit = names.size === 1 ? query.units[0]?.name : undefined;
    const finding: Finding = { kind: 'which-office', options, ...(unit ? { unit } : {}) };
    return {
      finding,
      memory: {
        ...without(memory),
        pending: { kind: 'office', query: remembered, options: options.map(({ id }) => id) },
      },
    };
  }

  /** "còn thời hạn?", "ai phối hợp?", "thế bên Quảng Trị?", "còn tháng 11?" */
  function leanOn(query: Query, memory: AskMemory, today: string): Found | undefined {
    const last = memory.last;
    const sameAsk = sameAskOfAnotherUnit(query, memory, today);
    if (sameAsk) return sameAsk;
    const current = catalogue.offices.find(({ id }) => id === memory.office);
    const ofReference = last && moreOfReference(query, last, current, today);
    if (last && ofReference) return found(ofReference, last, memory);
    const ofThem = current && dutiesOfThem(query, memory, current);
    if (ofThem) return found(ofThem, remember(query), memory);
    if (!last || !leansOnLast(query, current, memory)) return undefined;
    if (current && asksOfDocument(query, [current], last.ofDocument).length > 0) return undefined;
    const named = query.offices[0];
    const other = query.offices.length === 1 && named && named.id !== memory.office ? named : undefined;
    const again = understand(last.text, catalogue, { today, office: (other ?? current)?.id ?? '' });
    if (other) {
      const moved: Query = {
        ...again,
        offices: [other],
        documents: [],
        units: again.units.flatMap((unit) => sameUnit(unit.name, other)),
        aspects: query.aspects.length > 0 && query.aspects[0] !== 'content' ? query.aspects : again.aspects,
        period: query.period ?? again.period,
      };
      const reread = understand(withoutPlaces(last.text, current), catalogue, { today, office: other.id });
      const asked: Query = {
        ...moved,
        units: reread.units.length > 0 ? reread.units : moved.units,
        topic: reread.topic,
      };
      return found(
        inOffice(asked, other),
        { ...last, text: withoutPlaces(last.text, current) },
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
      const items = itemsOf(memory.about, told);
      if (items.length > 3)
        return found({ kind: 'which-task', options: items.slice(0, 5) }, { ...last, aspects: told }, memory);
      if (items.length > 0)
        return found({ kind: 'facts', aspects: told, items, disagree: differs(items) }, last, memory);
    }
    if (namesOnlyOffice(query))
      return found(inOffice({ ...again, offices: [current] }, current), last, memory);
    const same = query.continues && again.aspects.length > 0 ? heldBy(query, memory.about ?? []) : undefined;
    if (same)
      return found(
        { kind: 'facts', aspects: again.aspects, items: itemsOf([same], again.aspects), disagree: false },
        last,
        memory,
      );
    return undefined;
  }

  /** "ban hành ngày nào?" after "Quyết định 1048 về việc gì?" */
  function moreOfReference(
    query: Query,
    last: RememberedQuery,
    current: Office | undefined,
    today: string,
  ): Finding | undefined {
    if (query.numbers.length > 0 || query.offices.some((office) => office !== current)) return undefined;
    if (!asksMoreOfReference(query)) return undefined;
    const again = understand(last.text, catalogue, { today });
    if (!asksOfReference(again)) return undefined;
    return findReferences({ ...again, plain: query.plain }, current ? [current] : catalogue.offices);
  }

  /** "họ còn phải làm gì nữa?": the duties of the one unit last named as the lead. */
  function dutiesOfThem(query: Query, memory: AskMemory, office: Office): Finding | undefined {
    if (!query.asksDuties || query.units.length > 0 || who.test(query.plain)) return undefined;
    if (!theUnit.test(query.plain)) return undefined;
    const leads = new Set(itemsOf(memory.about ?? [], []).map(({ assignment }) => assignment.lead.join('|')));
    const [lead] = leads;
    const [mention] = lead && leads.size === 1 ? sameUnit(lead, office) : [];
    return mention && findDuties({ ...query, topic: [], units: [mention] }, office, mention);
  }

  /** The one duty among those spoken of that holds every word of the question. */
  function heldBy(query: Query, about: readonly string[]): string | undefined {
    const words = query.topic.filter((word): word is string => Boolean(word));
    if (words.length === 0) return undefined;
    const holding = catalogue.offices
      .flatMap((office) => office.assignments)
      .filter(
        ({ assignment, grams }) =>
          assignment && about.includes(assignment.id) && words.every((word) => (grams.get(word) ?? 0) >= 0.7),
      );
    return holding.length === 1 ? holding[0]?.assignment?.id : undefined;
  }

  /** "còn Phòng Văn hóa?" after "Văn phòng có nhiệm vụ gì?" */
  function sameAskOfAnotherUnit(query: Query, memory: AskMemory, today: string): Found | undefined {
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

  function differs(items: readonly Item[]): boolean {
    return new Set(items.map(({ document }) => document.id)).size > 1;
  }

  function sameUnit(name: string, office: Office) {
    const unit = office.units.find((u) => u.name === name);
    return unit
      ? [{ office: office.id, name, names: [name], kind: unit.kind, at: 0, length: name.length }]
      : [];
  }

  function withoutPlaces(text: string, office: Office | undefined): string {
    if (!office) return text;
    return understand(text, catalogue, { today: '2000-01-01' })
      .plain.split(' | ')
      .join(' ')
      .replace(new RegExp(` (?:${[...office.places, ...office.widerPlaces].join('|')}) `, 'gu'), ' ')
      .trim();
  }

  function itemsOf(ids: readonly string[], aspects: readonly Aspect[]): Item[] {
    return catalogue.offices
      .flatMap((office) => office.assignments)
      .flatMap(({ assignment, document, citations }) =>
        assignment && ids.includes(assignment.id)
          ? [{ assignment, document, citations, warnings: warningsOf(assignment, document, aspects) }]
          : [],
      );
  }

  function found(finding: Finding, query: RememberedQuery, memory: AskMemory): Found {
    const about = spokenOf(finding);
    const ofDocument = finding.kind === 'document';
    const next: AskMemory = {
      ...without(memory),
      last: ofDocument ? { ...query, ofDocument } : query,
      ...(about.length > 0 ? { about } : {}),
    };
    if (finding.kind !== 'which-task') return { finding, memory: next };
    return { finding, memory: { ...next, pending: { kind: 'task', query, options: about } } };
  }

  return { offices: catalogue.offices.map(nameOf), ask };
}

function withoutWords(query: Query, name: string): Query {
  const words = new Set(syllables(name));
  return { ...query, topic: query.topic.map((word) => (word && words.has(word) ? undefined : word)) };
}

/** A unit spoken of before: "họ", "phòng đó". */
const theUnit = / (?:ho|(?:don vi|phong|co quan|bo phan|ban|trung tam|chi cuc|ben) (?:nay|do|ay|kia|tren)) /u;

/** An office and nothing asked of it: "phường Ngọc Hà". */
function namesOnlyOffice(query: Query): boolean {
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

/** The same cited document with the same date, whoever cites it. */
function allOneDocument(items: readonly ReferenceItem[]): boolean {
  return (
    new Set(items.map(({ reference }) => `${fold(reference.number ?? '')} ${reference.date ?? ''}`)).size ===
    1
  );
}

/** Does any plan of the office name the document, as a reference or within a duty? */
function isCited(mention: NumberMention, office: Office): boolean {
  return (
    office.plans.some((plan) => plan.references.some((reference) => numberFits(mention, reference))) ||
    [...office.assignments, ...office.passages].some(({ numbers }) =>
      numbers.some((own) => numberFits({ number: mention.number }, { type: '', number: own })),
    )
  );
}

/** The number as the question wrote it: "101/QĐ-BKHCN", not "101/qd-bkhcn". */
function asTyped(number: string, text: string): string {
  const at = fold(text).indexOf(number);
  return at < 0 ? number : text.slice(at, at + number.length);
}

const nameOf = (office: Office): OfficeName => ({ id: office.id, name: office.name });
const wanted = (aspects: readonly Aspect[]): readonly Aspect[] =>
  aspects.length > 0 ? aspects : ['content'];

function without({ pending: _pending, ...memory }: AskMemory): AskMemory {
  return memory;
}

function officeOf(office: string | undefined, memory: AskMemory): string {
  return office ?? memory.office ?? '';
}

function remember(query: Query): RememberedQuery {
  return {
    text: query.text,
    aspects: query.aspects,
    topic: query.topic.filter(Boolean).join(' '),
    ...(query.units[0] ? { unit: query.units[0].name } : {}),
  };
}

export type { Catalogue };
