import { plain } from './words.ts';

/** Twelve digits that begin with a province's number, as a citizen's identity number does. */
const identityNumber = /(?<![\d/.-])0\d{2}(?:[ .]?\d{3}){3}(?![\d/])/gu;

/** The number with the words that announce it: "số căn cước của tôi là 001…". */
const labelled = new RegExp(
  String.raw`(?:số\s+)?(?:thẻ\s+)?(?:căn cước(?: công dân)?|can cuoc(?: cong dan)?|cccd|cmnd|cmt)(?:\s+(?:số|so|của tôi|cua toi|là|la))*\s*:?\s*${identityNumber.source}`,
  'giu',
);

export function hasIdentityNumber(text: string): boolean {
  return text.search(identityNumber) >= 0;
}

/** "CCCD 001086012345" → "CCCD 001*********". */
export function masked(text: string): string {
  return text.replace(identityNumber, (number) => `${number.slice(0, 3)}*********`);
}

export function withoutIdentityNumber(text: string): string {
  return text
    .replace(labelled, '')
    .replace(identityNumber, '')
    .replace(/\s+([,.;])/gu, '$1')
    .replace(/([,;])\s*[,;]/gu, '$1')
    .replace(/ {2,}/g, ' ')
    .replace(/^[\s,.;:]+/u, '')
    .trim();
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

/** "Tôi gửi ảnh căn cước nhé": said before the photo comes. */
export function offersIdentityCard(text: string): boolean {
  const words = plain(text);
  return words.length <= 120 && /\b(?:anh|hinh|chup|ban chup|scan)\b/u.test(words) && cardWords.test(words);
}
