import { UsageError } from './usage-error.ts';

/** The one of `ids` that is, or begins with, `id`; undefined when none does. */
export function onlyId(id: string, ids: readonly string[]): string | undefined {
  if (ids.includes(id)) return id;
  const matches = [...new Set(ids.filter((one) => one.startsWith(id)))];
  if (matches.length > 1) throw new UsageError(`Mã "${id}" ứng với nhiều kế hoạch: ${matches.join(', ')}.`);
  return matches[0];
}

export const noPlan = (id: string): UsageError => new UsageError(`Không có kế hoạch nào có mã "${id}".`);
