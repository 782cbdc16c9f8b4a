import { plain } from './words.ts';

/** Twelve digits that begin with a province's number, as a citizen's identity number does. */
const identityNumber = /(?<![\d/.-])0\d{2}(?:[ .]?\d{3}){3}(?![\d/])/gu;

export function hasIdentityNumber(text: string): boolean {
  return text.search(identityNumber) >= 0;
}

/** "CCCD 001086012345" → "CCCD 001*********". */
export function masked(text: string): string {
  return text.replace(identityNumber, (number) => `${number.slice(0, 3)}*********`);
}

export function withoutIdentityNumber(text: string): string {
  return text.replace(identityNumber, '').replace(/ {2,}/g, ' ').trim();
}

const cardWords =
  /\b(?:cccd|cmnd|cmt|can cuoc|chung minh (?:nhan dan|thu)|the can cuoc|ho chieu|passport)\b/u;

/** A photo of an identity card, by the file's name or by the words it came with. */
export function isIdentityCard(fileName: string, words: string): boolean {
  const name = plain(fileName.replace(/[_.\-\d]+/g, ' '));
  if (cardWords.test(name)) return true;
  const said = plain(words);
  return (
    cardWords.test(said) && !/\b(?:lam|cap|doi|mat|nop) (?:the |lai )?(?:cccd|cmnd|can cuoc)\b/u.test(said)
  );
}
