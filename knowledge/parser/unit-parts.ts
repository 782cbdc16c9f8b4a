import { startsWithVerb } from './duty-verbs.ts';
import { isBullet } from './markers.ts';
import type { Item } from './outline.ts';
import { pathOf, unitsNamedBy } from './section-kind.ts';
import { sentencesOf } from './sentences.ts';
import { readSubject } from './subjects.ts';

/**
 * "1. Giám đốc Sở Tài chính", "2. Công an tỉnh: …", "3. Sở Xây dựng chủ trì …" in a directive or in conclusions: a part
 * gives work to units where most of its numbers begin with one and what stands under such a heading are acts, whatever
 * the part's own title says. Not where things happen to units, as in "Đối tượng kiểm tra".
 */
export function partsOfUnits(items: readonly Item[]): ReadonlySet<string> {
  const orders = givesOrders(items);
  const isNameAlone = (item: Item): boolean => isBareName(item, orders);
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const { zone, headings, block } = item;
    if ((zone !== 'body' && zone !== 'annex') || block.marker === null || isBullet(block.marker)) continue;
    if (headings.some((heading) => aboutUnits.test(heading))) continue;
    const path = pathOf(headings);
    const group = groups.get(path);
    if (group) group.push(item);
    else groups.set(path, [item]);
  }
  const paths = [...groups].flatMap(([path, group]) => {
    const charged = group.filter((item) => isNameAlone(item) || beginsWithUnit(item));
    const headed = charged.filter(isNameAlone);
    const acting = headed.filter((heading) => hasActsBelow(heading, items));
    const isPart = charged.length >= 2 && charged.length * 2 > group.length;
    return isPart && headed.length > 0 && acting.length >= headed.length * (orders ? 1 / 2 : 2 / 3)
      ? [path]
      : [];
  });
  return new Set(paths);
}

/** What is told there of units is not what they are to do. */
const aboutUnits =
  /mục đích|(?:^|[,;] |và )yêu cầu(?: chung)?$|quan điểm|định hướng|mục tiêu|phạm vi|đối tượng|bộ máy|thành phần|cơ cấu|kiểm tra|thanh tra|giám sát|khảo sát|đánh giá|kết quả|tình hình|địa điểm|thời gian(?! (?:tới|qua|này))|lịch|danh sách|khen thưởng|kinh phí|mô hình|(?<!nhiệm vụ(?:,| và) )giải pháp/iu;

/** "Chủ tịch UBND huyện yêu cầu:", the last words before the numbers: what follows is ordered. */
function givesOrders(items: readonly Item[]): boolean {
  const last = items.filter(({ zone }) => zone === 'preface').at(-1)?.block.flow.text ?? '';
  return /(?:chỉ thị|yêu cầu)(?:\s[^.:;]*)?:$/iu.test(last);
}

/** "Đối với các chủ đầu tư" names those who are charged only where orders are given. */
const isBareName = ({ opens, block }: Item, orders: boolean): boolean =>
  opens && (orders || !/^đối với\s/iu.test(block.body.text)) && unitsNamedBy(block.body.text).length > 0;

function beginsWithUnit(item: Item): boolean {
  const { text } = item.block.body;
  const subject = readSubject(text, []);
  return subject !== undefined && subject.begin === 0 && !person.test(text.slice(subject.to));
}

/** "Trưởng ban: ông Bế Ngọc Sinh": who holds a post. */
const person = /^\s*:\s*(?:ông|bà|đồng chí|đ\/c)\s/iu;

function hasActsBelow(heading: Item, items: readonly Item[]): boolean {
  const { number, headings, block } = heading;
  const depth = headings.length;
  const below = items.filter(
    (item) =>
      item !== heading &&
      item.headings.length > depth &&
      item.block.lines[0] > block.lines[1] &&
      (item.number === number || item.number.startsWith(`${number}.`)),
  );
  return below.some(({ block: { body } }) => sentencesOf(body).some(({ text }) => startsWithVerb(text)));
}
