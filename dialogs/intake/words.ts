/** "Huỷ  bỏ!" → "huy bo": lower case, no marks, single spaces, no punctuation at the ends. */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}

export function syllablesOf(text: string): string[] {
  return plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

const yes =
  /^(?:(?:da|vang|u|uh|um|uk|ok|oke|okie|co|dung|phai|duoc|dong y|xac nhan|chinh xac|chuan|yes)(?: |$))+(?:vay|roi|a|nhe|nha|luon|di|gui)*(?: |$)*/u;
const no =
  /^(?:da |thoi )?(?:khong|ko|k|hong|hok|deo|eo|khong can|khong muon|chua|no|khoi|thoi)(?: (?:can|muon|phai|co|a|nhe|nha|dau|dong y|truc tiep|nhan|bao|tin))*$/u;

/** How people say no, folded: politely, shortly, in dialect and angrily. */
export const negation = 'khong|ko|k|hong|hok|chang|cha|chua|khoi|deo|eo|dech';

/** "Gửi", "gửi luôn đi": let it go out as it is. */
export function sends(text: string): boolean {
  return /^(?:ok |thoi |cu )?gui(?: (?:di|luon|nhe|nha|ngay|a|giup|toi|em))*$/u.test(plain(text));
}

export function saysYes(text: string): boolean {
  const words = plain(text);
  return yes.test(`${words} `) && !/\bkhong\b/u.test(words);
}

export function saysNo(text: string): boolean {
  return no.test(plain(text));
}

/** The option that was clicked, typed, or named by its number in the list. */
export function chosen<T>(
  text: string,
  options: readonly { readonly label: string; readonly value: T }[],
): T | undefined {
  const words = plain(text);
  const byNumber = /^(?:so |chon |cach )?(\d{1,2})$/u.exec(words)?.[1];
  if (byNumber) return options[Number(byNumber) - 1]?.value;
  const exact = options.find(({ label }) => plain(label) === words);
  if (exact) return exact.value;
  const within = options.filter(({ label }) => words.length >= 3 && plain(label).includes(words));
  return within.length === 1 ? within[0]?.value : undefined;
}

/** "2026-11-21" → "21/11/2026". */
export function printedDay(iso: string): string {
  return iso.split('-').toReversed().join('/');
}
