/** Escaped signs wait in the private-use area until the markup around them is gone. */
const hidden = 0xe000;
const hide = (sign: string): string => String.fromCodePoint(hidden + (sign.codePointAt(0) ?? 0));

type Step = readonly [pattern: RegExp, by: string | ((...parts: string[]) => string)];

const steps: readonly Step[] = [
  [/\r\n?/gu, '\n'],
  [/\\([!-/:-@[-`{-~])/gu, (_all, sign = '') => hide(sign)],
  [/^ {0,3}(?:```|~~~).*\n?/gmu, ''],
  [/^ {0,3}(?:[-*_] *){3,}$/gmu, ''],
  [/^\s*\|?(?:\s*:?-{3,}:?\s*\|)+\s*(?::?-{3,}:?)?\s*$\n?/gmu, ''],
  [
    /^\s*\|(.+)\|\s*$/gmu,
    (_all, row = '') =>
      row
        .split('|')
        .map((cell) => cell.trim())
        .join(' | '),
  ],
  [/^ {0,3}#{1,6}\s+(.*?)\s*#*$/gmu, '$1'],
  [/^ {0,3}(?:> ?)+/gmu, ''],
  [/^(\s*)[-*+][ \t]+(?=\S)/gmu, '$1• '],
  [
    /!?\[([^\]\n]*)\]\(\s*<?([^\s)>]+)>?(?:\s+"[^"\n]*")?\s*\)/gu,
    (_all, text = '', url = '') => linkAsText(text, url),
  ],
  [/<(https?:\/\/[^\s>]+)>/gu, '$1'],
  [/<br\s*\/?>/giu, '\n'],
  [/<\/?(?:b|i|u|em|strong|p|ul|ol|li|span)\s*>/giu, ''],
  [/(`+)([^`\n]+)\1/gu, '$2'],
  [/\*\*(?=\S)(.+?)(?<=\S)\*\*/gu, '$1'],
  [/(?<![\p{L}\p{N}_])__(?=\S)(.+?)(?<=\S)__(?![\p{L}\p{N}_])/gu, '$1'],
  [/(?<![\p{L}\p{N}*])\*(?=[\p{L}\p{N}"“'([])([^*\n]*?)(?<=[^\s(*])\*(?![\p{L}\p{N}*])/gu, '$1'],
  [/(?<![\p{L}\p{N}_/])_(?=[\p{L}\p{N}"“'([])([^_\n]*?)(?<=[^\s(_])_(?![\p{L}\p{N}_])/gu, '$1'],
  [/~~(?=\S)(.+?)(?<=\S)~~/gu, '$1'],
  [/&nbsp;/gu, ' '],
  [/&lt;/gu, '<'],
  [/&gt;/gu, '>'],
  [/&quot;/gu, '"'],
  [/&amp;/gu, '&'],
  [/[\uE021-\uE07E]/gu, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? hidden) - hidden)],
  [/[ \t]+$/gmu, ''],
  [/\n{3,}/gu, '\n\n'],
];

/**
 * "**Văn phòng** chủ trì, xem [kế hoạch](https://…)" → "Văn phòng chủ trì, xem kế hoạch (https://…)".
 *
 * Zalo shows markup as it stands, so it is taken away; what is only a sign in a document ("(*)", "a_b_c",
 * "09/KH-SKHCN") stays. Citation marks "[1]" stay too.
 */
export function plainText(markdown: string): string {
  return steps
    .reduce(
      (text, [pattern, by]) =>
        typeof by === 'string' ? text.replace(pattern, by) : text.replace(pattern, by),
      markdown,
    )
    .normalize('NFC')
    .trim();
}

function linkAsText(text: string, url: string): string {
  if (!text.trim()) return url;
  return text.trim() === url ? url : `${text.trim()} (${url})`;
}
