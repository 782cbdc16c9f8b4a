import type { Draft } from './draft.ts';
import { emailIn, nameIn } from './said.ts';

/** "gọi tôi 0912…", "số của em là 0912…": a telephone number that the words tie to who writes. */
const ownPhone =
  /(?:tôi|em|cháu|mình|liên hệ|liên lạc|gọi)[^\d\n]{0,25}(?<phone>(?:\+?84|0)(?:[\s.-]?\d){8,10})/giu;

/**
 * A denunciation without the one who tells it: the name, the address, the telephone and the mail of the teller are
 * taken out of the story, for whoever reads the story must not learn them. Other drafts stay as they are.
 */
export function withoutTeller(draft: Draft, gone: string): Draft {
  const { kind, content } = draft;
  if (kind !== 'denunciation' || content === undefined) return draft;
  const own = [draft.name, nameIn(content), draft.address, draft.email, emailIn(content)];
  const spoken = own.flatMap((value) => (value && /\s|@/u.test(value) ? [value] : []));
  const withoutPhones = content.replace(ownPhone, (words, phone: string) => words.replace(phone, gone));
  const phoneOut = draft.phone ? withoutPhones.replace(spaced(draft.phone), gone) : withoutPhones;
  const told = spoken.reduce(
    (text, value) => text.replaceAll(new RegExp(escaped(value), 'giu'), gone),
    phoneOut,
  );
  return { ...draft, content: told };
}

/** "0912345678", however its digits are set apart. */
function spaced(phone: string): RegExp {
  return new RegExp(`(?:\\+?84|0)${phone.slice(1).replace(/\d/gu, '[\\s.-]?$&')}`, 'gu');
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
