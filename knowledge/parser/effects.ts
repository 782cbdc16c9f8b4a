import type { Effect, Passage, Reference } from '../assignment.ts';
import { squeeze } from '../text.ts';

const document =
  '(?:Quyết định|Kế hoạch|Nghị quyết|Nghị định|Thông tư|Chỉ thị|Chương trình|Quy định|Quy chế|Hướng dẫn|Đề án|Văn bản)';
const verb =
  '(?<verb>thay thế|sửa đổi|bổ sung|điều chỉnh|bãi bỏ|hủy bỏ|huỷ bỏ)(?! (?:bởi|bằng|lẫn|cho nhau)(?!\\p{L}))';
const self = `${document} này`;

/** "Quyết định này có hiệu lực kể từ ngày ký và thay thế Quyết định số …": said of this document by itself. */
const bySelf = new RegExp(`${self}[^.;]{0,200}?(?<!được |bị |đề nghị |tham mưu )${verb}`, 'iu');
/** "Điều 1. Sửa đổi, bổ sung một số nội dung của Kế hoạch số …", and such a title. */
const atOpening = new RegExp(`^(?:Điều \\d+\\s*[.:]\\s*|(?:${document} )?(?:Về việc |V/v )?)${verb}`, 'iu');
const article = /^Điều \d/iu;
/** "… hết hiệu lực kể từ ngày Quyết định này có hiệu lực", the other document named before. */
const lapses = new RegExp(
  `(?:hết hiệu lực|không còn hiệu lực|hết giá trị)[^.;]{0,80}${self}|${self}[^.;]{0,80}hiệu lực[^.;]{0,240}(?:hết hiệu lực|không còn hiệu lực|hết giá trị)`,
  'iu',
);
/** From here on the sentence tells the other document's own history. */
const history = /(?:đã |được )+(?:sửa đổi|bổ sung|thay thế|đính chính|ban hành kèm theo)/iu;

const effectOf: Readonly<Record<string, Effect['effect']>> = {
  'thay thế': 'replaces',
  'sửa đổi': 'amends',
  'bổ sung': 'amends',
  'điều chỉnh': 'amends',
  'bãi bỏ': 'repeals',
  'hủy bỏ': 'repeals',
  'huỷ bỏ': 'repeals',
};

/**
 * Hiệu lực: what this document itself does to others. A legal basis that was amended by something, and a duty to
 * draft an amendment, are no effect of this document.
 */
export function effectsOf(passages: readonly Passage[], references: readonly Reference[]): Effect[] {
  const found = passages
    .filter(({ kind }) => operative.has(kind))
    .flatMap((passage) => effectsIn(passage, references));
  const key = ({ effect, number, date }: Effect) => `${effect} ${number} ${date}`;
  return [...new Map(found.map((effect) => [key(effect), effect])).values()];
}

const operative: ReadonlySet<Passage['kind']> = new Set([
  'title',
  'basis',
  'paragraph',
  'bullet',
  'closing',
  'heading',
]);

function effectsIn({ kind, text, lines }: Passage, references: readonly Reference[]): Effect[] {
  const whole = squeeze(text);
  const isOwn = new RegExp(self, 'iu').test(whole);
  const near = references.filter(
    (reference) => reference.lines[0] >= lines[0] && reference.lines[0] <= lines[1],
  );
  return sentencesOf(whole).flatMap((sentence, index) => {
    const opening = kind === 'title' || article.test(whole) ? atOpening.exec(sentence) : undefined;
    // "Quyết định này có hiệu lực từ ngày ký. Bãi bỏ Quyết định số …": the second sentence goes on from the first.
    const goesOn = isOwn && index > 0 ? atOpening.exec(sentence) : undefined;
    const said = bySelf.exec(sentence) ?? opening ?? goesOn;
    const named = said?.groups?.['verb']?.toLowerCase();
    if (said && named) {
      const rest = sentence.slice(said.index + said[0].length);
      const end = history.exec(rest)?.index ?? rest.length;
      return effects(effectOf[named], near, rest.slice(0, end));
    }
    return lapses.test(sentence) ? effects('repeals', near, sentence) : [];
  });
}

function effects(effect: Effect['effect'] | undefined, near: readonly Reference[], text: string): Effect[] {
  if (!effect) return [];
  return near.filter((reference) => names(text, reference)).map((reference) => ({ effect, ...reference }));
}

function names(text: string, { quote, number }: Reference): boolean {
  return number !== null && (text.includes(squeeze(quote)) || text.includes(number));
}

/** Ends of sentences; the point of "Điều 3." and of a number ends none. */
function sentencesOf(text: string): string[] {
  return text.split(/(?<!Điều \d{1,3}|\d)[.;]\s+(?=\p{Lu})/u);
}
