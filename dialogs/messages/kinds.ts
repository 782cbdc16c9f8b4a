import type { IntakeKind } from '../ports.ts';

/** Loại vụ việc, as people read it in chat, in notices and on the tracking page. */
export const kindNames: Readonly<Record<IntakeKind, string>> = {
  incident: 'Phản ánh hiện trường',
  proposal: 'Kiến nghị, phản ánh',
  complaint: 'Khiếu nại',
  denunciation: 'Tố cáo',
  suggestion: 'Góp ý',
  question: 'Câu hỏi gửi cơ quan',
};
