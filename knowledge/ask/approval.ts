import type { Assignment } from '../assignment.ts';

const submits =
  /(?<!(?:chương|công|quy|quá|tờ|lộ|tiến|giáo|hành|toàn) )(?<!\p{L})trình (?!tự|độ|bày|diễn)|(?<!\p{L})(?:phê duyệt|duyệt)(?!\p{L}| binh)/iu;

/** "Trưởng các phòng trình Giám đốc Sở phê duyệt": the words of the duty that say who submits it to whom. */
export function approvalIn({
  method,
  deliverable,
  task,
}: Pick<Assignment, 'method' | 'deliverable' | 'task'>): string | undefined {
  return [method, deliverable, task]
    .flatMap((text) => text?.split(/[;\n|]|\.(?=\s)/u) ?? [])
    .find((clause) => submits.test(clause))
    ?.trim();
}
