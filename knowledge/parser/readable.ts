/** "497- KL/TU" as printed over two lines → "497-KL/TU". */
export function readable(text: string): string {
  return text
    .replace(/(?<=\d[-/]|\/[\p{Lu}]{1,4}-)\s+(?=\p{Lu})/gu, '')
    .replace(/(?<=\d)- (?=[\p{Lu}]{2})/gu, '-');
}
