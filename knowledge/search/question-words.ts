/**
 * Words that ask or are polite and carry no content (từ để hỏi, hư từ), as typed with diacritics. Kept apart from the
 * popular stop lists, which also hold "thực hiện", "đánh giá", "trước", "ngày" and would delete the question itself.
 */
const spellings = `
  ai gì nào đâu mấy sao là thì mà ở của cho với và hay hoặc những các có không được bị về theo trong do để khi
  tại bởi rằng đã đang sẽ cũng nữa rồi hả hở ạ à ơi nhé nha nhỉ vậy thế này đó kia ấy đây tôi em mình bạn anh chị
  ông bà dạ vâng xin hỏi giúp giùm dùm cái con thưa admin`
  .trim()
  .split(/\s+/u);

/**
 * Folded forms that are also a content word: "ban" is bạn and ban (chỉ đạo), "de" is để and đề (án). Typed without
 * diacritics they cannot be told apart, so they stay in the query at a low weight.
 */
const alsoContent = new Set(
  `dau may sao thi ma cua cho co duoc bi ve trong do de tai da dang nua a the nay day toi minh ban anh chi ong ba hoi
  giup cai con thua khi bo nha kia voi nhe`
    .trim()
    .split(/\s+/u),
);

/** Whole phrases that ask (folded); their words mean something else elsewhere: "bao giờ" against "báo cáo". */
const phrases = [
  'nhu the nao',
  'bao gio',
  'bao nhieu',
  'bao lau',
  'the nao',
  'lam sao',
  'tai sao',
  'vi sao',
  'o dau',
  'khi nao',
  'hay khong',
  'phai khong',
  'duoc khong',
  'cho hoi',
  'cho biet',
  'xin hoi',
].map((phrase) => phrase.split(' '));

export const questionSpellings: ReadonlySet<string> = new Set(spellings);

/** What a word does in a query: `drop` asks only, `weak` may be content, `keep` is content. */
export type QuestionRole = 'drop' | 'weak' | 'keep';

/** Role of one word; `marked` says whether the person types diacritics at all. */
export function questionRole(word: { text: string; folded: string }, marked: boolean): QuestionRole {
  // "AI" in capitals between small letters is artificial intelligence, not "who".
  if (marked && word.text === 'AI') return 'keep';
  const lower = word.text.toLowerCase();
  if (marked) return questionSpellings.has(lower) ? 'drop' : 'keep';
  if (!foldedSpellings.has(word.folded)) return 'keep';
  return alsoContent.has(word.folded) ? 'weak' : 'drop';
}

const foldedSpellings: ReadonlySet<string> = new Set(
  spellings.map((word) => word.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gu, 'd')),
);

/** Length of the asking phrase that starts at `at`, 0 when none does. */
export function questionPhraseAt(folded: readonly string[], at: number): number {
  const phrase = phrases.find((words) => words.every((word, offset) => folded[at + offset] === word));
  return phrase?.length ?? 0;
}
