import type { Plan, Problem, Reference } from '../assignment.ts';
import { countShared, syllablePairs } from '../same-work.ts';
import { squeeze } from '../text.ts';
import { clip, problem } from './problem.ts';

/** The same document cited under two titles that are nearly, but not quite, the same. */
export function referencesWithTwoTitles({ references, restoredLines }: Plan): Problem[] {
  if (restoredLines) return [];
  const byNumber = new Map<string, Reference[]>();
  for (const reference of references) {
    if (!reference.number || !reference.subject) continue;
    const key = `${reference.type} ${reference.number} ${reference.date}`;
    byNumber.set(key, [...(byNumber.get(key) ?? []), reference]);
  }
  return [...byNumber.values()].flatMap(([first, ...others]) => {
    const other = others.find((one) => first && isMisprintOf(first.subject ?? '', one.subject ?? ''));
    if (!first || !other) return [];
    const message = `${first.type} ${first.number} được ghi hai tên khác nhau: "${clip(first.subject ?? '')}" và "${clip(other.subject ?? '')}".`;
    return [problem('reference-two-titles', 'info', message, [first.lines[0], other.lines[0]])];
  });
}

/** Long, much the same, about as long: one has a word wrong or missing. A title that is merely cut short is none. */
function isMisprintOf(one: string, other: string): boolean {
  const [a, b] = [squeeze(one).toLowerCase(), squeeze(other).toLowerCase()];
  if (a.startsWith(b) || b.startsWith(a)) return false;
  const [left, right] = [a, b].map((text) => syllablePairs(text.replace(/[\d:]+/gu, ' ')));
  if (!left || !right) return false;
  const larger = Math.max(left.size, right.size);
  const shared = countShared(left, right) / larger;
  return larger >= 8 && shared >= 0.6 && shared < 1;
}

/** "Quyết định số 4536/QĐ-UBND": of which committee, the legal basis does not say. */
export function basesWithoutIssuer({ document }: Plan): Problem[] {
  return document.legalBasis
    .filter(({ number, issuer }) => issuer === null && /UBND|HĐND/u.test(number ?? ''))
    .map(({ type, number, lines }) =>
      problem('basis-without-issuer', 'info', `${type} ${number} không ghi cơ quan ban hành.`, lines),
    );
}

const amount = /\d{1,3}(?:[.,]\d{3})+\s*(?:đồng|đ\b|VNĐ)|\d+(?:[.,]\d+)?\s*(?:triệu|tỷ|tỉ)\s*đồng/iu;

/** Money that is to come in, and what a region makes, have no source to be named. */
const income =
  /(?:tổng thu|thu ngân sách|doanh thu|kim ngạch|GRDP|thu nhập bình quân|giá trị (?:sản xuất|xuất khẩu))/iu;

/** A sum that nothing near it says where from. */
export function amountsWithoutSource({ passages }: Plan): Problem[] {
  return passages.flatMap(({ text, headings, lines }) => {
    const printed = amount.exec(text)?.[0];
    if (!printed || income.test(text)) return [];
    const place = headings.join(' / ');
    const near = passages.filter((other) => other.headings.join(' / ') === place);
    if (near.some((other) => /nguồn|ngân sách/iu.test(other.text))) return [];
    return [problem('amount-without-source', 'info', `Không nêu nguồn của số tiền ${printed}.`, lines)];
  });
}
