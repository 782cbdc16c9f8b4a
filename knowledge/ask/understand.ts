import { normalise, squeeze, syllables } from '../text.ts';
import { wordsNotAsking } from './asking-marks.ts';
import { gramsOf } from './entry.ts';
import type { Catalogue } from './catalogue.ts';
import type { Office } from './office.ts';
import type { Aspect, DocumentFact } from './finding.ts';
import * as cue from './lexicon.ts';
import { readPeriod, type Period } from './period.ts';
import { asWritten, marksOf, pairsOf, plainOf, withoutPurpose } from './plain.ts';
import { ownNumber, readNumbers, type NumberMention } from './read-numbers.ts';
import { readOffices, readOtherPlace } from './read-offices.ts';
import { readDocuments, readTopic, type Topic } from './read-topic.ts';
import { readUnits, type UnitMention } from './read-units.ts';
import { readStrangePlace } from './strange-place.ts';
import { readStrangeUnit } from './strange-unit.ts';

/** A question read as a query. */
export interface Query {
  /** The day it is asked on, ISO. */
  readonly today: string;
  /** Abbreviations written out, typos mended, NFC. */
  readonly text: string;
  /** Folded, punctuation made spaces, one space at each end. */
  readonly plain: string;
  /** The same with the names of the offices' places covered up: "Gia Lai" asks no price (giá). */
  readonly unplaced: string;
  /** Offices named, or meant by something only they have. */
  readonly offices: readonly Office[];
  /** Offices of the kind named ("ở phường") when no one of them is. */
  readonly narrowed: readonly Office[];
  /** A place or an office that no loaded plan is of. */
  readonly otherPlace?: string;
  /** Ids of the plans named ("kế hoạch ISO", "kế hoạch 09"). */
  readonly documents: readonly string[];
  readonly numbers: readonly NumberMention[];
  readonly units: readonly UnitMention[];
  /** Units that are handed something: "nộp Văn phòng Sở". */
  readonly recipients: readonly UnitMention[];
  /** A unit-like name that no plan of the office has. */
  readonly strangeUnit?: string;
  readonly aspects: readonly Aspect[];
  readonly period?: Period;
  readonly documentFacts: readonly DocumentFact[];
  readonly datum?: cue.Datum;
  readonly asksDuties: boolean;
  readonly asksList: boolean;
  readonly refersBack: boolean;
  readonly continues: boolean;
  /** Content words, in order; `undefined` marks where words were taken out, so that no bigram spans it. */
  readonly topic: Topic['topic'];
  readonly taken: Topic['taken'];
  /** Neighbouring words with the marks they were typed with, to break ties; none when no marks were typed. */
  readonly tonedPairs: readonly string[];
  /** Folded word → the word with the marks it was typed with; empty when no marks were typed. */
  readonly tonedWords: ReadonlyMap<string, string>;
}

/** Every word of a place's name becomes "x", so that no name is read as a word of the language. */
function withoutPlaceNames(plain: string, offices: readonly Office[]): string {
  const places = offices.flatMap((office) => [...office.places, ...office.widerPlaces]);
  return places.reduce(
    (text, place) => text.replaceAll(` ${place} `, ` ${place.replace(/[^ ]+/gu, 'x')} `),
    plain,
  );
}

/** Offices in which the only thing named exists: a person, a document number, a long unit name, a market. */
function meantBy(
  query: { text: string; numbers: readonly NumberMention[]; units: readonly UnitMention[] },
  all: readonly Office[],
) {
  const byPerson = query.units.filter((unit) => unit.kind === 'person').map((unit) => unit.office);
  if (byPerson.length > 0 && new Set(byPerson).size === 1) return all.filter((o) => byPerson.includes(o.id));
  if (query.numbers.length > 0) {
    const having = all.filter((office) =>
      query.numbers.every(
        (mention) =>
          office.mentions(mention) === 'cited' ||
          office.cards.some(({ number }) => ownNumber(mention, number)),
      ),
    );
    if (having.length === 1) return having;
  }
  const long = query.units
    .filter((unit) => unit.kind === 'unit' && unit.length >= 18)
    .map((unit) => unit.office);
  if (long.length > 0 && new Set(long).size === 1) return all.filter((o) => long.includes(o.id));
  return knowingNames(query.text, all);
}

/** "chợ Vĩnh Thạnh", "sân bay Long Thành" written as names: the one office whose plans know them. */
function knowingNames(text: string, all: readonly Office[]): Office[] {
  const names = text.match(/(?<=\p{Ll} )\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)+/gu) ?? [];
  const pairs = names.flatMap((name) => gramsOf(syllables(name)).filter((gram) => gram.includes('_')));
  const knowing = all.filter((office) => pairs.some((pair) => office.rarity(pair) !== undefined));
  return knowing.length === 1 ? knowing : [];
}

export interface ReadOptions {
  /** ISO date of today, for "tháng này". */
  readonly today: string;
  /** The office in force when the question names none. */
  readonly office?: string;
}

/** Reads a question, already expanded and repaired, as a query over the offices. */
export function understand(text: string, catalogue: Catalogue, options: ReadOptions): Query {
  const clean = squeeze(normalise(text));
  const plain = plainOf(clean);
  const read = readOffices(plainOf(withoutPurpose(clean)), catalogue.offices);
  const inForce = options.office ? catalogue.offices.filter((office) => office.id === options.office) : [];
  const candidates =
    read.offices.length > 0
      ? read.offices
      : read.narrowed.length > 0
        ? read.narrowed
        : inForce.length > 0
          ? inForce
          : catalogue.offices;
  const titles = candidates.flatMap(({ cards }) => cards.map(({ title }) => title));
  const numbers = readNumbers(plain, titles);
  let units = readUnits(read.rest, candidates);
  let offices = read.offices;
  if (offices.length === 0 && inForce.length === 0)
    offices = meantBy({ text: clean, numbers, units }, candidates);
  else if (offices.length === 0 && read.narrowed.length > 1 && inForce.some((o) => read.narrowed.includes(o)))
    offices = inForce;
  else if (offices.length === 0 && read.narrowed.length === 0) offices = inForce;
  if (offices.length > 0) units = units.filter((unit) => offices.some((office) => office.id === unit.office));
  const scope = offices.length > 0 ? offices : candidates;
  const only = offices.length === 1 ? offices[0] : undefined;
  const unplaced = withoutPlaceNames(plain, offices);
  const strangeUnit = only
    ? (readStrangeUnit(clean, only, units) ?? readStrangePlace(clean, unplaced, only))
    : undefined;
  const acting = units.filter(({ receives }) => !receives);
  const otherPlace =
    read.offices.length > 0
      ? undefined
      : read.other
        ? asWritten(read.other, clean)
        : readOtherPlace(clean, plain, catalogue.offices);
  const period = readPeriod(clean, { today: options.today });
  const aspects = cue.aspectsOf(plain);
  const documentFacts = cue.documentFacts.filter(([, pattern]) => pattern.test(plain)).map(([fact]) => fact);
  const tonedWords = marksOf(clean);
  const { topic, taken } = readTopic(read.rest, scope, aspects, wordsNotAsking(clean), tonedWords);
  const datum = cue.data.find(([, pattern]) => pattern.test(unplaced))?.[0];
  return {
    today: options.today,
    text: clean,
    plain,
    unplaced,
    offices,
    narrowed: read.narrowed,
    documents: scope.flatMap((office) => readDocuments(plain, office)),
    numbers,
    units: acting,
    recipients: units.filter(({ receives }) => receives),
    ...(strangeUnit ? { strangeUnit } : {}),
    ...(otherPlace ? { otherPlace } : {}),
    aspects,
    ...(period ? { period } : {}),
    documentFacts,
    ...(datum ? { datum } : {}),
    asksDuties: cue.dutiesCue.test(plain),
    asksList: cue.listCue.test(plain),
    refersBack: cue.backReference.test(plain),
    continues: cue.continuation.test(plain),
    // "tiền lấy từ đâu" asks for the source
    topic: cue.asksSource(plain) ? [...topic, undefined, 'nguon'] : topic,
    taken,
    tonedPairs: pairsOf(clean),
    tonedWords,
  };
}
