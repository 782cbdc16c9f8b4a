/** A word of a text and where it stands in it. */
export interface WordToken {
  readonly word: string;
  readonly at: number;
}

/** What scanners print for letters. */
const letters = String.raw`\p{L}\p{M}\p{N}€¢£$&§`;
const word = new RegExp(`[${letters}]+`, 'gu');
/** Số ký hiệu, ngày tháng, số: "19/2014/Qb-TTg", "05/3/2014", "1.250", "9001:2015", "TCVN-5". */
const figures = /\S*\d\S*[/:.,-]\S*\d\S*|\S*\d\/\S*|\S*\/\S*-\S*|(?<!\p{L})\d[\d.,]*%?(?!\p{L})/gu;

/** What stands for every figure in the model. */
export const anyFigure = '#';

/** The words of a text that may be read as syllables; figures, dates, numbers of documents as `anyFigure`. */
export function wordTokens(text: string): WordToken[] {
  const taken = [...text.matchAll(figures)]
    .filter(([found]) => isFigure(found))
    .map(({ 0: found, index }) => [index, index + found.length] as const);
  const words = [...text.matchAll(word)]
    .filter(({ index }) => !taken.some(([from, to]) => index >= from && index < to))
    .filter(({ 0: found }) => /\p{L}/u.test(found) && (found.match(/\d/gu)?.length ?? 0) < 2)
    .map(({ 0: found, index }) => ({ word: found, at: index }));
  return [...words, ...taken.map(([at]) => ({ word: anyFigure, at }))].toSorted((a, b) => a.at - b.at);
}

/** Whether digits make something up that must never be changed, and do not merely stand for letters ("s6", "1anh"). */
function isFigure(text: string): boolean {
  return /\d/u.test(text) ? !/^\p{L}*\d\p{L}+$|^\p{L}+\d\p{L}*[:.,;]?$/u.test(text) : /\/.*-/u.test(text);
}

/** Số: digits that make something up, or the Roman number of a heading or a quarter. */
export function holdsFigure(text: string): boolean {
  return (
    wordTokens(text).some((token) => token.word === anyFigure) || /\d.*\d/u.test(text) || roman.test(text)
  );
}

const roman = /^[(]?[IVXLC]+[.,;):/]*$/u;
