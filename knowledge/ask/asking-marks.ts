import { fold } from '../text.ts';

/**
 * The asking words and the glue whose letters are other words with other marks: "cho" asks, "chợ" is a place; "ma"
 * of "ma túy" is no "mà".
 */
const forms =
  `là thì và với của cho ở các chưa sẽ như này nay nó mình tôi muốn vào trên trong khi gồm nhiều theo
  không nào mà về do để đã thế thể hỏi lòng ta cái mấy bao sở số còn con chủ trì phụ trách nhận lo vị vì có cơ
  quan bộ phận phân phòng ban bạn vụ công nội nói nơi cần hạn ngày tháng năm quý quy tuần kỳ định tài tại giao đâu đầu
  từ đến bằng địa mục mức nhất mới mỗi mọi tên đây đấy tin hệ gặp mặt rồi kể nha bên hôm bữa lại mảng khoảng`
    .split(/\s+/u)
    .filter(Boolean);

const known = new Map<string, Set<string>>();
for (const form of forms) {
  const folded = fold(form);
  known.set(folded, (known.get(folded) ?? new Set()).add(form));
}

/** The folded words that the marks typed on them make other words than those that ask. */
export function wordsNotAsking(text: string): ReadonlySet<string> {
  const typed = new Map<string, Set<string>>();
  for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
    const folded = fold(word);
    typed.set(folded, (typed.get(folded) ?? new Set()).add(word));
  }
  return new Set(
    [...typed].flatMap(([folded, words]) => {
      const asking = known.get(folded);
      return asking && ![...words].some((word) => word === folded || asking.has(word)) ? [folded] : [];
    }),
  );
}
