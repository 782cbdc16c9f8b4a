import { cut, type Flow } from './flow.ts';

/** "H.M. Cường", "TS. Nguyễn", "v.v": the stop ends no sentence. */
const noEnd = /(?:^|[\s(.])(?:\p{Lu}{1,2}|v\.?v|đ\/c|tr|TP|Tp|TM|KT|TL|ThS|TS|PGS|GS|Bs)\.$/u;

/** Sentences of a paragraph; the marker is not part of it. A closing "./." stays with its sentence. */
export function sentencesOf(body: Flow): Flow[] {
  const sentences: Flow[] = [];
  let start = 0;
  for (const match of body.text.matchAll(/[.!?…]+["”)]*\s+(?=["“(]?\p{Lu})/gu)) {
    const end = match.index + match[0].trimEnd().length;
    if (noEnd.test(body.text.slice(start, match.index + 1)) || depthAt(body.text, match.index) > 0) continue;
    sentences.push(cut(body, start, end));
    start = match.index + match[0].length;
  }
  sentences.push(cut(body, start));
  return sentences.filter((sentence) => sentence.text !== '');
}

/** How many brackets and quotation marks are open at `index`. */
export function depthAt(text: string, index: number): number {
  const before = text.slice(0, index);
  const count = (pattern: RegExp): number => before.match(pattern)?.length ?? 0;
  return Math.max(0, count(/\(/gu) - count(/\)/gu)) + Math.max(0, count(/“/gu) - count(/”/gu));
}

/** "…; Kế hoạch triển khai Đề án …": items of a list that each begin with a capital. */
export function itemsOf(sentence: Flow): Flow[] {
  const parts: Flow[] = [];
  let start = 0;
  for (const match of sentence.text.matchAll(/;\s+(?=\p{Lu})|,\s+(?=bên cạnh đó\s)/gu)) {
    if (depthAt(sentence.text, match.index) > 0) continue;
    parts.push(cut(sentence, start, match.index + (match[0].startsWith(';') ? 1 : 0)));
    start = match.index + match[0].length;
  }
  parts.push(cut(sentence, start));
  return parts.filter((part) => part.text !== '');
}
