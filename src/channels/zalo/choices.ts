import { plainText } from './plain-text.ts';
import { chooseByNumber } from './texts.ts';

/** Lựa chọn: what is shown, and what the bot is told when it is taken. */
export interface Choice {
  readonly title: string;
  readonly says: string;
}

/** "2", "2.", "(2)", "số 2", "chon 2": nothing else counts as a choice, so a house number stays a house number. */
const byNumber = /^(?:(?:số|so|chọn|chon)\s*)?[([]?\s*(?<number>\d{1,2})\s*[.)\]]?$/iu;

/** The offer as Zalo shows it everywhere: numbered lines below the text. */
export function numbered(titles: readonly string[]): string {
  if (titles.length === 0) return '';
  return [chooseByNumber, ...titles.map((title, i) => `${i + 1}. ${title}`)].join('\n');
}

/** What the person meant: the choice with that number or title, else their own words. */
export function choiceMeant(said: string, offered: readonly Choice[]): string {
  const text = said.trim();
  const position = Number(byNumber.exec(text)?.groups?.['number'] ?? 0);
  const same = (title: string) => title.toLowerCase() === text.normalize('NFC').toLowerCase();
  const chosen = offered[position - 1] ?? offered.find(({ title }) => same(title));
  return chosen?.says ?? said;
}

/** A title on one line without markup, as it stands in the numbered list and on a button. */
export function cleanTitle(title: string): string {
  return plainText(title).replace(/\s+/gu, ' ');
}
