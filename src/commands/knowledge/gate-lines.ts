import { isRefused, type GatedPublishing, type WrongAnswer } from '../../plan-work/publishing-gate.ts';

/** What the gate says, for the person at the terminal. */
export function gateLines({ verdict, published }: GatedPublishing): string[] {
  const { planId, version, asked, broken, wrong, unfound } = verdict;
  const part = (title: string, answers: readonly WrongAnswer[]) =>
    answers.length === 0 ? [] : [`${title} (${answers.length}):`, ...answers.map(answerLine)];
  return [
    published
      ? `Đã công bố ${planId}, bản ${version}. Trợ lý đang chạy sẽ trả lời theo bản này sau vài giây.`
      : `Chưa công bố ${planId}, bản ${version}.`,
    `Đã thử ${asked} câu hỏi.`,
    ...part('Đang trả lời đúng, sẽ thành sai', broken),
    ...part('Câu hỏi kèm theo kế hoạch này bị trả lời sai', wrong),
    ...(published ? part('Nên xem lại: hỏi bằng chính lời của kế hoạch mà không tìm ra việc', unfound) : []),
    ...(isRefused(verdict) && !published
      ? [
          'Sửa bản nháp hoặc câu hỏi rồi công bố lại; hoặc thêm --force để vẫn công bố (được ghi vào nhật ký).',
        ]
      : []),
  ];
}

const answerLine = ({ plan, question, why }: WrongAnswer): string => `  ✗ [${plan}] ${question}\n    ${why}`;
