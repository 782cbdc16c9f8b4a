import type { Assignment } from '../assignment.ts';

const isDirecting = /^(?:trực tiếp |thường xuyên |tập trung |tăng cường )*(?:lãnh đạo, )?chỉ đạo(?!\p{L})/iu;

/** Người chỉ đạo: the one named for it, or whoever has the duty where directing is the duty itself. */
export function directorIn({
  directing,
  lead,
  task,
}: Pick<Assignment, 'directing' | 'lead' | 'task'>): string | null {
  return directing ?? (isDirecting.test(task) && lead.length > 0 ? lead.join(', ') : null);
}
