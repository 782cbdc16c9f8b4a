import type { Role } from '../cases/case-event.ts';

/** Ai làm được gì với kế hoạch: the one table that routes and pages read. */
export const planRights = {
  view: ['clerk', 'specialist', 'leader', 'admin'],
  add: ['clerk', 'specialist', 'leader'],
  correct: ['clerk', 'specialist', 'leader'],
  publish: ['leader', 'admin'],
  retire: ['leader', 'admin'],
  /** Công bố dù có câu trả lời sẽ sai, with a reason. */
  force: ['admin'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type PlanRight = keyof typeof planRights;

export function mayPlan(right: PlanRight, { roles }: { readonly roles: readonly Role[] }): boolean {
  const holders: readonly Role[] = planRights[right];
  return roles.some((role) => holders.includes(role));
}
