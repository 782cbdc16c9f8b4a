/** The person speaking; "tới" of "tuần tới" folds into "toi" and is kept out. */
export const me =
  '(?:(?<!(?:ngay|tuan|thang|quy|nam|sap|den|cho) )toi|em|minh|chau|chung toi|tui minh|gia dinh|ba con|dan o day)';
export const mine = '(?:toi|em|minh|chau|chung toi|tui|gia dinh)';
export const office =
  'don vi|co quan|phong ban|phong|bo phan|ben|nguoi|can bo|dong chi|lanh dao|trung tam|chi cuc|doan the|cong chuc|ban nganh|ban|so|to';
export const petition = 'phan anh|kien nghi|gop y|y kien|khieu nai|to cao|don thu|to giac';
/** What an office does with a petition. */
export const workOn =
  'giai quyet|tiep nhan|xu ly|tiep thu|tra loi|phan loai|theo doi|tong hop|tiep cong dan|tiep dan|cong khai|tham muu|chi dao|quy dinh|thu ly';

/** One pattern out of lines of alternatives, read raw: `\b` is a word's edge, and a line's edge is a `|`. */
export function anyOf(lines: TemplateStringsArray, ...parts: readonly string[]): RegExp {
  const source = String.raw(lines, ...parts)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('|');
  return new RegExp(source);
}
