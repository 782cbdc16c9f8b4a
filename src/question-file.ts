import { z } from 'zod';
import type { TerminalReply } from './channels/terminal/terminal-adapter.ts';

/** A pattern of the answer's text; one that is no regular expression is refused when the file is read. */
const pattern = z.string().refine(isPattern);
const patterns = z.array(pattern).optional();

/** One question with what its answer must and must not show; the format of `npm run eval`. */
const questionSchema = z.object({
  id: z.string(),
  group: z.string().default('-'),
  turns: z.array(z.string()).min(1),
  expect: z.object({
    kind: z.array(z.string()).optional(),
    all: patterns,
    none: patterns,
    actions: patterns,
    cite: z.object({ document: pattern.optional(), quote: pattern.optional() }).optional(),
    max_chars: z.number().optional(),
  }),
});

export type Question = z.output<typeof questionSchema>;

/** Reads a JSONL file of questions; throws with the line that is wrong. */
export function parseQuestions(source: string): Question[] {
  return source.split('\n').flatMap((line, i) => {
    if (!line.trim()) return [];
    try {
      return [questionSchema.parse(JSON.parse(line))];
    } catch (cause) {
      throw new Error(`dòng ${i + 1} không đúng dạng câu hỏi`, { cause });
    }
  });
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'iu') instanceof RegExp;
  } catch {
    return false;
  }
}

const shown = (text: string) =>
  text.normalize('NFC').toLowerCase().replace(/[*_`]/g, '').replace(/\s+/g, ' ').replace(/[–—]/g, '-');

const matches = (pattern: string, text: string) => new RegExp(pattern.normalize('NFC'), 'iu').test(text);

interface Answered {
  readonly kind?: string;
  readonly citations?: readonly {
    document: string;
    title?: string;
    number?: string | null;
    quote?: string;
  }[];
}

/** What is wrong with the last replies; empty when the answer is right. */
export function faultsOf({ expect }: Question, replies: readonly TerminalReply[]): string[] {
  const text = shown(replies.map((reply) => reply.text).join('\n'));
  if (!text) return ['không có câu trả lời'];
  const answer = replies
    .map((reply) => reply.answer as Answered | undefined)
    .filter(Boolean)
    .at(-1);
  const choices = replies.flatMap((reply) => reply.choices);
  const faults: string[] = [];
  if (expect.kind && !expect.kind.includes(answer?.kind ?? ''))
    faults.push(`loại ${answer?.kind ?? 'không có'}, cần ${expect.kind.join(' | ')}`);
  for (const pattern of expect.all ?? []) if (!matches(pattern, text)) faults.push(`thiếu /${pattern}/`);
  for (const pattern of expect.none ?? [])
    if (matches(pattern, text)) faults.push(`không được có /${pattern}/`);
  for (const pattern of expect.actions ?? [])
    if (!choices.some((choice) => matches(pattern, shown(choice)))) faults.push(`thiếu nút /${pattern}/`);
  const { cite } = expect;
  if (cite) {
    const fits = (answer?.citations ?? []).some(
      ({ document, title, number, quote }) =>
        (!cite.document || matches(cite.document, `${document} ${title ?? ''} ${number ?? ''}`)) &&
        (!cite.quote || matches(cite.quote, shown(quote ?? ''))),
    );
    if (!fits) faults.push(`thiếu trích dẫn ${JSON.stringify(cite)}`);
  }
  if (expect.max_chars && text.length > expect.max_chars)
    faults.push(`dài ${text.length} > ${expect.max_chars}`);
  return faults;
}
