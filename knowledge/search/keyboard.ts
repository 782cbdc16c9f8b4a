import { isSyllable, onsetOf } from './syllable.ts';

/** Combining marks of the five tones by Telex key and VNI digit. */
const tones: Readonly<Record<string, string>> = {
  s: '\u0301',
  f: '\u0300',
  r: '\u0309',
  x: '\u0303',
  j: '\u0323',
  1: '\u0301',
  2: '\u0300',
  3: '\u0309',
  4: '\u0303',
  5: '\u0323',
};
const circumflex = '\u0302';
const horn = '\u031B';
const breve = '\u0306';

/** A letter with the marks that shape it: "ơ" is `o` and the horn. */
interface Letter {
  readonly base: string;
  readonly mark: string;
}

/**
 * "hojc" → "học", "dduwowngf" → "đường", "nopj" → "nọp": keys of the Telex method that were not turned into marks.
 * Undefined when the word holds no such key or does not become a syllable.
 */
export function decodeTelex(word: string): string | undefined {
  if (!/^[a-z]{2,10}$/u.test(word)) return undefined;
  const vowelAt = word.search(/[aeiouyw]/u);
  if (vowelAt < 0) return undefined;
  const head = word.slice(0, vowelAt);
  const keys = word.slice(vowelAt).split('');
  const pressed = keys.filter((key) => 'sfrxj'.includes(key));
  if (pressed.length > 1) return undefined;
  const [tone] = pressed;
  const stroked = head === 'dd' || (head === 'd' && keys.includes('d'));
  const body = keys.filter((key) => !'sfrxjzd'.includes(key)).join('');
  if (keys.filter((key) => key === 'd').length > (head === 'd' ? 1 : 0)) return undefined;
  const letters = shapeTelex(head === 'dd' ? 'd' : head, body);
  if (letters === undefined) return undefined;
  const changed = tone !== undefined || stroked || letters.some((letter) => letter.mark !== '');
  return changed ? compose(letters, stroked, tone && tones[tone]) : undefined;
}

/** "aa" → â and so on, also when the second key comes at the end of the word ("tana" → tân, "thuongw" → thương). */
function shapeTelex(head: string, body: string): Letter[] | undefined {
  const letters: Letter[] = head.split('').map((base) => ({ base, mark: '' }));
  const start = letters.length;
  for (const key of body) {
    if (key === 'w') {
      if (!addHorn(letters, start)) letters.push({ base: 'u', mark: horn });
      continue;
    }
    const twin = 'aeo'.includes(key)
      ? letters.findLastIndex((letter, at) => at >= start && letter.base === key)
      : -1;
    if (twin >= 0 && letters[twin]?.mark === '' && !isOpenPair(letters, twin))
      letters[twin] = { base: key, mark: circumflex };
    else letters.push({ base: key, mark: '' });
  }
  return letters;
}

/** "oao" and "eoe" never stand for a circumflex. */
function isOpenPair(letters: readonly Letter[], twin: number): boolean {
  const next = letters[twin + 1]?.base;
  return next !== undefined && 'aeo'.includes(next);
}

/** The key `w` (VNI 7 and 8): ươ over "uo", ă over "a", ơ, ư. False when there is no letter to carry it. */
function addHorn(letters: Letter[], start: number): boolean {
  const at = letters.findLastIndex(
    ({ base, mark }, index) => index >= start && 'aou'.includes(base) && mark === '',
  );
  const letter = letters[at];
  if (letter === undefined) return false;
  letters[at] = { base: letter.base, mark: letter.base === 'a' ? breve : horn };
  const before = letters[at - 1];
  if (letter.base === 'o' && at - 1 >= start && before?.base === 'u')
    letters[at - 1] = { base: 'u', mark: horn };
  return true;
}

/** "tha1ng" → "tháng", "d9o7n" → "đơn": keys of the VNI method. Undefined as for Telex. */
export function decodeVni(word: string): string | undefined {
  if (!/^[a-z]+[1-9][a-z0-9]*$/u.test(word) || word.length > 12) return undefined;
  const letters: Letter[] = [];
  let tone: string | undefined;
  let stroked = false;
  for (const key of word) {
    if (/[a-z]/u.test(key)) letters.push({ base: key, mark: '' });
    else if (key === '9' && letters[0]?.base === 'd') stroked = true;
    else if (key === '6' && !addCircumflex(letters)) return undefined;
    else if ((key === '7' || key === '8') && !addHorn(letters, 0)) return undefined;
    else if (/[1-5]/u.test(key)) tone = tones[key];
    else if (!/[6-8]/u.test(key)) return undefined;
  }
  return compose(letters, stroked, tone);
}

function addCircumflex(letters: Letter[]): boolean {
  const at = letters.findLastIndex(({ base }) => 'aeo'.includes(base));
  const letter = letters[at];
  if (letter === undefined) return false;
  letters[at] = { base: letter.base, mark: circumflex };
  return true;
}

function compose(letters: readonly Letter[], stroked: boolean, tone: string | undefined): string | undefined {
  const folded = letters.map((letter) => letter.base).join('');
  if (!isSyllable(folded)) return undefined;
  const carrier = tone === undefined ? -1 : toneCarrier(letters, folded);
  return letters
    .map(({ base, mark }, at) => (at === 0 && stroked ? 'đ' : base) + mark + (at === carrier ? tone : ''))
    .join('')
    .normalize('NFC');
}

/** Where the tone stands: on the marked vowel, else by the newer rule (hoà, thuý; but mía, của). */
function toneCarrier(letters: readonly Letter[], folded: string): number {
  const marked = letters.findLastIndex((letter) => letter.mark !== '');
  if (marked >= 0) return marked;
  const onset = onsetOf(folded);
  const start =
    onset.length < folded.length && /^[aeiouy]/u.test(folded.slice(onset.length))
      ? onset.length
      : folded.search(/[aeiouy]/u);
  const vowels = /^[aeiouy]+/u.exec(folded.slice(start))?.[0] ?? '';
  if (vowels.length < 2) return start;
  const closed = start + vowels.length < folded.length;
  if (closed) return start + vowels.length - 1;
  return vowels.length === 3 || /^(?:oa|oe|uy)$/u.test(vowels) ? start + 1 : start;
}
