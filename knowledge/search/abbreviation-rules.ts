import { foldWord, hasMark, wordsOf } from './words.ts';
import { isSyllable } from './syllable.ts';

export type ExpansionKind = 'abbreviation' | 'chat' | 'regional' | 'place' | 'learned';

/** One way to read a short form; `previous` and `next` are tested on the folded neighbours. */
export interface Reading {
  readonly full: string;
  readonly previous?: string;
  readonly next?: string;
  /** Only when typed in capitals, or only in small letters. */
  readonly upper?: boolean;
  readonly lower?: boolean;
  /** Only with the very marks of the form ("sổ đỏ", never "sơ đồ"), or only typed without any. */
  readonly marked?: boolean;
}

/** Readings of a form that means several things; the first whose conditions hold wins. */
export interface ContextRule {
  readonly forms: readonly string[];
  readonly readings: readonly Reading[];
}

/** `rules/abbreviations.json`: full form → short forms, and the forms that need their neighbours to be read. */
export interface AbbreviationTable {
  readonly administrative: Readonly<Record<string, readonly string[]>>;
  readonly byContext: readonly ContextRule[];
  readonly chat: Readonly<Record<string, readonly string[]>>;
  readonly chatByContext: readonly ContextRule[];
  readonly regional: Readonly<Record<string, readonly string[]>>;
}

/** A reading ready to be tested. */
export interface Rule {
  readonly full: string;
  readonly kind: ExpansionKind;
  readonly accepts: (typed: Typed) => boolean;
}

/** A short form as it stands in a text. */
export interface Typed {
  readonly text: string;
  readonly shouted: boolean;
  readonly previous: string;
  readonly next: string;
}

export interface RuleBook {
  rulesFor(key: string): readonly Rule[] | undefined;
  /** Does some longer key begin with this one? */
  begins(key: string): boolean;
}

/**
 * The key under which a form is found: "KH & CN", "KH-CN" and "khcn" share `khcn`; a slash between single letters and
 * a space between words stay, so that "a/c" is not "ác" and "tài chánh" is two words.
 */
export function formKey(form: string): string {
  const words = wordsOf(form);
  return words
    .map((word, at) => {
      const gap = form.normalize('NFC').slice(words[at - 1]?.end ?? 0, word.start);
      return `${at === 0 ? '' : joint(gap)}${word.folded.replaceAll('&', '')}`;
    })
    .join('');
}

/** How the gap between two words enters the key; undefined when the words cannot belong together. */
export function joint(gap: string): string | undefined {
  if (/^\s+$/u.test(gap)) return ' ';
  if (/^\s?\/\s?$/u.test(gap)) return '/';
  return /^\s?[-–&.,]\s?$/u.test(gap) ? '' : undefined;
}

const isUpper = (text: string): boolean => text === text.toUpperCase() && text !== text.toLowerCase();
const isLower = (text: string): boolean => text === text.toLowerCase();

/**
 * A form that could be an ordinary syllable ("ĐA", "ThU", "hông") is taken only exactly as listed: its capitals among
 * small letters, or its very diacritics. One of several syllables ("bi chừ") is taken with its diacritics or without any,
 * not as other words of the same letters ("Bí chủ"). Anything else is taken however it is typed.
 */
function spelling(form: string): (typed: Typed) => boolean {
  const parts = foldWord(form).split(' ');
  if (!parts.every(isSyllable)) return () => true;
  if (parts.length > 1)
    return ({ text }) => !hasMark(text) || text.normalize('NFC').toLowerCase() === form.toLowerCase();
  if (!isLower(form)) return (typed) => typed.text.normalize('NFC') === form && !typed.shouted;
  return (typed) => typed.text.toLowerCase() === form.toLowerCase() || !hasMark(form + typed.text);
}

function marksOf(form: string, { marked }: Reading): (typed: Typed) => boolean {
  if (marked === undefined) return () => true;
  if (!marked) return ({ text }) => !hasMark(text);
  return ({ text }) => text.normalize('NFC').toLowerCase() === form;
}

function conditions(reading: Reading): (typed: Typed) => boolean {
  const previous = reading.previous === undefined ? undefined : new RegExp(reading.previous, 'u');
  const next = reading.next === undefined ? undefined : new RegExp(reading.next, 'u');
  return (typed) =>
    (previous?.test(typed.previous) ?? true) &&
    (next?.test(typed.next) ?? true) &&
    (!reading.upper || (isUpper(typed.text) && !typed.shouted)) &&
    (!reading.lower || isLower(typed.text) || typed.shouted);
}

/** Collects rules under their keys; what is added first is tried first. */
export class RuleBookBuilder {
  private readonly rules = new Map<string, Rule[]>();

  add(form: string, kind: ExpansionKind, reading: Reading): this {
    const fits = spelling(form);
    const holds = conditions(reading);
    const marked = marksOf(form, reading);
    const accepts = (typed: Typed) => fits(typed) && holds(typed) && marked(typed);
    const rule: Rule = { full: reading.full, kind, accepts };
    const key = formKey(form);
    this.rules.set(key, [...(this.rules.get(key) ?? []), rule]);
    return this;
  }

  /** Adds only under a key that neither book claims. */
  addUnlessIn(other: RuleBook, form: string, kind: ExpansionKind, reading: Reading): this {
    const key = formKey(form);
    return this.rules.has(key) || other.rulesFor(key) ? this : this.add(form, kind, reading);
  }

  addAll(kind: ExpansionKind, forms: Readonly<Record<string, readonly string[]>>): this {
    for (const [full, shortForms] of Object.entries(forms)) {
      for (const form of shortForms) this.add(form, kind, { full });
    }
    return this;
  }

  addContextual(kind: ExpansionKind, rules: readonly ContextRule[]): this {
    for (const { forms, readings } of rules) {
      for (const form of forms) for (const reading of readings) this.add(form, kind, reading);
    }
    return this;
  }

  build(): RuleBook {
    const { rules } = this;
    const beginnings = new Set<string>();
    for (const key of rules.keys()) {
      for (let length = 1; length < key.length; length += 1) beginnings.add(key.slice(0, length));
    }
    return { rulesFor: (key) => rules.get(key), begins: (key) => beginnings.has(key) };
  }

  /** This book's rules first, then the other's. */
  buildOver(other: RuleBook): RuleBook {
    const own = this.build();
    return {
      rulesFor: (key) => {
        const [first, second] = [own.rulesFor(key), other.rulesFor(key)];
        return first && second ? [...first, ...second] : (first ?? second);
      },
      begins: (key) => own.begins(key) || other.begins(key),
    };
  }
}
