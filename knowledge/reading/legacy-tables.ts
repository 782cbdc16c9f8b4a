/**
 * Bảng mã cũ, each letter as windows-1252 shows its bytes. TCVN3 (ABC): TCVN 5712:1993, the set VN3 of small letters,
 * with the seven capitals of its fonts; other capitals with tones are small letters in a font of capitals (.VnTimeH).
 * VNI: VNI Software's chart of VNI for Windows; a vowel and a mark behind it make one letter.
 */
const vowels = 'aăâeêioôơuưy';
/** Huyền, sắc, hỏi, ngã, nặng. */
const tones = ['\u0300', '\u0301', '\u0309', '\u0303', '\u0323'] as const;

const tcvn3Tones = [
  'µ¸¶·¹',
  '»¾¼½Æ',
  'ÇÊÈÉË',
  'ÌÐÎÏÑ',
  'ÒÕÓÔÖ',
  '×ÝØÜÞ',
  'ßãáâä',
  'åèæçé',
  'êíëìî',
  'ïóñòô',
  'õøö÷ù',
  'úýûüþ',
] as const;

const vniPlain = 'øùûõï';
const vniHat = 'àáåãä';
const vniBreve = 'èéúüë';

/** "µ" → "à" */
export const tcvn3: ReadonlyMap<string, string> = new Map([
  ...Array.from(vowels).flatMap((vowel, row) =>
    tones.map((tone, at): [string, string] => [tcvn3Tones[row]?.[at] ?? '', composed(vowel, tone)]),
  ),
  ...Array.from('¨©ª«¬\u00ad®¡¢£¤¥¦§').map((sign, at): [string, string] => [
    sign,
    'ăâêôơưđĂÂÊÔƠƯĐ'[at] ?? '',
  ]),
]);

/** "aâ" → "â", "aà" → "ầ", "ñ" → "đ" */
export const vni: ReadonlyMap<string, string> = new Map(
  [
    ...marked('a', '', vniPlain, 'a'),
    ...marked('a', 'â', vniHat, 'â'),
    ...marked('a', 'ê', vniBreve, 'ă'),
    ...marked('e', '', vniPlain, 'e'),
    ...marked('e', 'â', vniHat, 'ê'),
    ...marked('o', '', vniPlain, 'o'),
    ...marked('o', 'â', vniHat, 'ô'),
    ...marked('ô', '', vniPlain, 'ơ'),
    ...marked('u', '', vniPlain, 'u'),
    ...marked('ö', '', vniPlain, 'ư'),
    ...marked('y', '', vniPlain.slice(0, 4), 'y'),
    ...Array.from('ìíæóò').map((sign, at): [string, string] => [sign, composed('i', tones[at] ?? '')]),
    ['î', 'ỵ'] as const,
    ['ô', 'ơ'] as const,
    ['ö', 'ư'] as const,
    ['ñ', 'đ'] as const,
  ].flatMap(([code, letter]): [string, string][] => [
    [code, letter],
    // A capital carries a capital mark.
    [code.toUpperCase(), letter.toUpperCase()],
    // Or a small one, at the head of a word in small letters.
    [code.charAt(0).toUpperCase() + code.slice(1), letter.toUpperCase()],
  ]),
);

/** A vowel with its shape, and with each of the tones: shape and tone are one sign, or the tone alone. */
function marked(base: string, shape: string, signs: string, vowel: string): (readonly [string, string])[] {
  const toned = Array.from(signs).map((sign, at): [string, string] => [
    base + sign,
    composed(vowel, tones[at] ?? ''),
  ]);
  return shape ? [[base + shape, vowel], ...toned] : toned;
}

function composed(vowel: string, tone: string): string {
  return (vowel + tone).normalize('NFC');
}
