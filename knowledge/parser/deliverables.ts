import { upperFirst } from './body-names.ts';

const addressed = String.raw`(?=\s+(?:về|gửi|cho|lên|với|đến|đúng|theo|định kỳ|trước|vào|chậm nhất|hằng|hàng|UBND|Ủy ban|Sở|Ban|Giám đốc|lãnh đạo|Lãnh đạo|Chủ tịch|Văn phòng)(?!\p{L})|[,;(]|$)`;
const kinds = 'kết quả|tình hình|đánh giá|tổng kết|sơ kết|tiến độ|giải trình|thống kê|chuyên đề';
const named = new RegExp(
  String.raw`(?:^|\s)(?:gửi |lập |xây dựng )?báo cáo (?<what>(?:${kinds}).*?)${addressed}`,
  'iu',
);
const gathered = new RegExp(
  String.raw`(?:^|[,;] |(?:định kỳ|và|chủ động|kịp thời)(?: \([^)]*\))? )tổng hợp(?<what>\s+[^,;.]*?)?(?:,| và)?\s+báo cáo${addressed}`,
  'iu',
);

/** "Gửi báo cáo đánh giá, chấm điểm các tiêu chí về UBND thành phố" → "Báo cáo đánh giá, chấm điểm các tiêu chí". */
export function readDeliverable(task: string): string | null {
  const act = task.replace(/\sđể\s.*$/u, '');
  const what = longestNamed(act);
  if (what) return upperFirst(`báo cáo ${what}`);
  const sum = gathered.exec(act);
  return sum ? `Báo cáo tổng hợp${(sum.groups?.['what'] ?? '').trimEnd()}` : null;
}

/** "báo cáo đánh giá, chấm điểm các tiêu chí về …": a comma inside the name does not end it while nouns go on. */
function longestNamed(task: string): string | undefined {
  const what = named.exec(task)?.groups?.['what'];
  if (what === undefined) return undefined;
  const from = task.indexOf(what) + what.length;
  const more = /^,\s+(?:chấm điểm|phân tích|đánh giá|giải trình)[^,;.]*?(?=\s+(?:về|gửi|cho)\s)/u.exec(
    task.slice(from),
  )?.[0];
  return `${what}${more ?? ''}`.trim();
}

/** "báo cáo lãnh đạo Sở (qua Văn phòng)" → "Qua Văn phòng". */
export function readMethod(text: string): string | null {
  const through = /\((?<through>qua [^)]{3,80})\)/u.exec(text)?.groups?.['through'];
  return through ? upperFirst(through) : null;
}
