import type { Assignment, Citation, Passage, Plan, PlanDocument } from '../assignment.ts';
import { fold, squeeze, syllables, wordsWithMarks } from '../text.ts';
import type { Citer } from './cite.ts';

/** Writes abbreviations out: "KH&CN" → "khoa học và công nghệ". */
export type Expand = (text: string) => string;

/** Weight of a word by where it stands in a duty. */
const fieldWeight = { task: 1, detail: 0.75, unit: 0.7, heading: 0.45, title: 0.35 } as const;

/** A duty or a passage as the matcher sees it: folded syllables and bigrams with the weight of their best place. */
export interface Entry {
  readonly document: PlanDocument;
  readonly assignment?: Assignment;
  readonly passage?: Passage;
  readonly citations: readonly Citation[];
  readonly grams: ReadonlyMap<string, number>;
  /** Document numbers cited, folded. */
  readonly numbers: readonly string[];
  /** The text with its diacritics, lower case, to break ties. */
  readonly toned: string;
  /** Its words with their diacritics, abbreviations written out. */
  readonly tonedWords: ReadonlySet<string>;
}

export function gramsOf(words: readonly string[]): string[] {
  const grams = [...words];
  for (let i = 1; i < words.length; i++) grams.push(`${words[i - 1]}_${words[i]}`);
  return grams;
}

const number = /\d+(?:\/\d{4})?\/[a-z]+(?:-[a-z]+)*/gu;

/** "1048/QĐ-UBND" → "1048/qd-ubnd". */
export function numbersIn(text: string): string[] {
  if (!text.includes('/')) return [];
  const glued = fold(text).replace(/\s*([/-])\s*/g, '$1');
  return glued.match(number) ?? [];
}

/** Texts of an entry, short forms written out, with the weight of their place. */
type Weighed = readonly (readonly [text: string | null | undefined, weight: number])[];

/** A text in the two ways in which it is compared. */
interface ReadText {
  readonly grams: readonly string[];
  readonly marked: ReadonlySet<string>;
}

/** Reads texts; a heading or a title stands in many entries of one plan and is read once. */
function textReader(): (text: string) => ReadText {
  const known = new Map<string, ReadText>();
  return (text) => {
    let read = known.get(text);
    if (read === undefined)
      known.set(text, (read = { grams: gramsOf(syllables(text)), marked: wordsWithMarks(text) }));
    return read;
  };
}

function weigh(parts: Weighed, read: (text: string) => ReadText): Pick<Entry, 'grams' | 'tonedWords'> {
  const grams = new Map<string, number>();
  const tonedWords = new Set<string>();
  for (const [text, weight] of parts) {
    if (!text) continue;
    const words = read(text);
    for (const gram of words.grams) if ((grams.get(gram) ?? 0) < weight) grams.set(gram, weight);
    for (const word of words.marked) tonedWords.add(word);
  }
  return { grams, tonedWords };
}

function assignmentEntry(
  document: PlanDocument,
  assignment: Assignment,
  expand: Expand,
  citer: Citer,
  /** What the row is about, for a duty that was told inside another's row. */
  rowTask: string,
  read: (text: string) => ReadText,
): Entry {
  const shown = assignment.restoredQuote ?? assignment.quote;
  const parts: Weighed = [
    [expand(assignment.task), fieldWeight.task],
    [expand(assignment.deliverable ?? ''), fieldWeight.detail],
    [expand(assignment.method ?? ''), fieldWeight.detail],
    [assignment.timeRaw, fieldWeight.detail],
    [expand(shown.join(' ')), fieldWeight.detail],
    [expand([...assignment.lead, ...assignment.advising].join(' . ')), fieldWeight.unit],
    [expand([...assignment.coordinating, assignment.directing ?? ''].join(' . ')), fieldWeight.unit],
    [
      expand(`${assignment.context ?? ''} . ${assignment.sectionTitle ?? ''} . ${rowTask}`),
      fieldWeight.heading,
    ],
    [expand(`${document.title} . ${document.issuer}`), fieldWeight.title],
  ];
  return {
    document,
    assignment,
    citations: citer.assignment(assignment),
    ...weigh(parts, read),
    numbers: numbersIn(`${assignment.task} ${assignment.deliverable ?? ''} ${shown.join(' ')}`),
    toned: squeeze(`${assignment.task} ${assignment.deliverable ?? ''} ${shown.join(' ')}`).toLowerCase(),
  };
}

function rowTaskOf(assignment: Assignment, plan: Plan): string {
  if (assignment.kind !== 'table_row') return '';
  const [from, to] = assignment.lines;
  const row = plan.assignments.find(
    (other) =>
      other !== assignment && other.kind === 'table_row' && other.lines[0] <= from && to <= other.lines[1],
  );
  return row?.task ?? '';
}

function passageEntry(
  document: PlanDocument,
  passage: Passage,
  expand: Expand,
  citer: Citer,
  read: (text: string) => ReadText,
): Entry {
  const parts: Weighed = [
    [expand(passage.text), fieldWeight.task],
    [expand(passage.headings.join(' . ')), fieldWeight.heading],
  ];
  return {
    document,
    passage,
    citations: citer.passage(passage),
    ...weigh(parts, read),
    numbers: numbersIn(passage.text),
    toned: squeeze(passage.text).toLowerCase(),
  };
}

/** The duties and passages of one plan that can be cited, folded and weighed. */
export function entriesIn(plan: Plan, expand: Expand, citer: Citer): Entries {
  const { document } = plan;
  const read = textReader();
  const cited = (entry: Entry) => entry.citations.length > 0;
  return {
    assignments: plan.assignments
      .map((duty) => assignmentEntry(document, duty, expand, citer, rowTaskOf(duty, plan), read))
      .filter(cited),
    passages: plan.passages
      .map((passage) => passageEntry(document, passage, expand, citer, read))
      .filter(cited),
  };
}

export interface Entries {
  readonly assignments: readonly Entry[];
  readonly passages: readonly Entry[];
}
