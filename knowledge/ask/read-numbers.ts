import { fold, syllables } from '../text.ts';
import { numbersIn } from './entry.ts';

/** "Quyết định 1048", "163/2021", "10/CT-TTg". */
export interface NumberMention {
  readonly type?: string;
  /** Folded, as far as it was typed: "1048", "163/2021", "10/ct-ttg". */
  readonly number: string;
}

const documentType =
  '(?:quyet dinh|nghi quyet|nghi dinh|ke hoach|chi thi|thong tu|cong van|ket luan|chuong trinh hanh dong|chuong trinh|huong dan|luat|de an|thong bao|van ban|cthd)';

const typedNumber = new RegExp(
  `(?<type>${documentType})(?: hanh dong)?(?: so)? (?<number>\\d+(?:/\\d{4})?(?:/[a-z]+(?:-[a-z]+)*|-[a-z]+/[a-z]+)?)(?![\\d/])`,
  'gu',
);

/** "01/HD SKHCN" → "01/HD-SKHCN": the hyphen that people leave out between kind and issuer. */
export function hyphenated(text: string): string {
  return text.replace(
    /(\d{1,7}(?:\/\d{4})?\/(?:QĐ|QD|KH|HD|CV|CT|TB|NQ|NĐ|ND|TT|BC|CTr|TTr))\s+(?=(?:UBND|HĐND|HDND|CP|TTg|TU|[SB][A-ZĐ]{2,6})(?![\p{L}\d]))/giu,
    '$1-',
  );
}

const carriedOut = / (?:thuc hien|trien khai|cu the hoa)(?: theo)? $/u;

/**
 * The documents that a question cites. "Kế hoạch thực hiện Nghị quyết 02" cites none where a plan's own title says so:
 * the plan is meant. `titles` are folded, with a space around each.
 */
export function readNumbers(plain: string, titles: readonly string[] = []): NumberMention[] {
  const found: NumberMention[] = [];
  const named: string[] = [];
  for (const { groups = {}, index } of plain.matchAll(typedNumber)) {
    const number = groups['number'] ?? '';
    // "kế hoạch 2024" names a year, not a number
    if (/^(?:19|20)\d\d$/u.test(number)) continue;
    const inTitle = new RegExp(` thuc hien ${groups['type']}(?: so)? ${syllables(number).join(' ')} `, 'u');
    if (carriedOut.test(plain.slice(0, index)) && titles.some((title) => inTitle.test(title))) {
      named.push(number);
      continue;
    }
    found.push({ type: groups['type'] ?? '', number });
  }
  for (const number of numbersIn(plain))
    if (
      !named.includes(number) &&
      !found.some((mention) => mention.number === number || number.startsWith(mention.number))
    )
      found.push({ number });
  return found;
}

/** "1048" fits "1048/QĐ-UBND"; "10/ct-ttg" does not fit "10/CT-UBND". */
export function numberFits(
  mention: NumberMention,
  reference: { readonly type: string; readonly number: string | null },
): boolean {
  const own = numberOf(reference.number);
  if (!own) return false;
  if (mention.type && mention.type !== 'van ban') {
    const type = fold(reference.type);
    const asked = mention.type === 'cthd' ? 'chuong trinh hanh dong' : mention.type;
    if (!type.startsWith(asked) && !asked.startsWith(type)) return false;
  }
  const asked = mention.number;
  if (own === asked) return true;
  return own.startsWith(asked) && /^[/-]/u.test(own.slice(asked.length));
}

/** Is the number among those that a place prints, whatever kind of document it was said to be of? */
export function printsNumber(numbers: readonly string[], { number }: NumberMention): boolean {
  return numbers.some((own) => numberFits({ number }, { type: '', number: own }));
}

export function ownNumber(mention: NumberMention, own: string | null): boolean {
  return own !== null && mention.number.includes('/') && fold(own) === mention.number;
}

function numberOf(number: string | null): string {
  return number ? fold(number).replace(/\s+/g, '') : '';
}
