/** Chữ máy đọc chưa chắc: a word of a scan that its reader was not sure of. */
export interface DoubtfulWord {
  /** 1-based line of the text that was read. */
  readonly line: number;
  readonly word: string;
  /** 0 to 100. */
  readonly confidence: number;
  /** What it may be instead. */
  readonly maybe?: string;
}

/** At or above this the engine is right nearly always. */
const sure = 88;
const firstMark = 0xfe00;
const marks = 16;
const markedWord = /(\S*?)([\u{fe00}-\u{fe0f}])/gu;

/**
 * The word with an invisible sign (a variation selector, which Vietnamese never uses) that tells how doubtful it is,
 * so that the doubt goes with the word through columns, tables and paragraphs.
 */
export function marked(word: string, confidence: number): string {
  const bare = word.replace(markedWord, '$1');
  if (confidence >= sure) return bare;
  const level = Math.max(0, Math.min(marks - 1, Math.floor((confidence / sure) * marks)));
  return `${bare}${String.fromCodePoint(firstMark + level)}`;
}

/** The lines without signs, and the words that carried one. */
export function takeMarks(lines: readonly string[]): {
  readonly lines: string[];
  readonly doubts: DoubtfulWord[];
} {
  const doubts: DoubtfulWord[] = [];
  const bare = lines.map((line, index) =>
    line.replace(markedWord, (_, word: string, mark: string) => {
      const level = (mark.codePointAt(0) ?? firstMark) - firstMark;
      if (word)
        doubts.push({ line: index + 1, word, confidence: Math.round(((level + 0.5) * sure) / marks) });
      return word;
    }),
  );
  return { lines: bare, doubts };
}
