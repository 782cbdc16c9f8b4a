import type { AuditLog } from '../storage/audit-log.ts';
import type { CaseStore } from './case-store.ts';
import { addMonths, dayOf } from './calendar-day.ts';
import type { Rules } from './rules.ts';
import { caseKinds } from './submission.ts';

export interface RetentionParts {
  readonly store: CaseStore;
  readonly rules: Rules;
  readonly audit: Pick<AuditLog, 'append'>;
}

const batch = 100;
const submissionsKeptMs = 30 * 86_400_000;

/**
 * Xoá hồ sơ hết thời hạn lưu: for each office and kind, what ended longer ago than the office keeps it.
 * Kind, stage and dates stay for statistics. Resolves to how many were erased. Run once a day.
 */
export async function eraseExpired({ store, rules, audit }: RetentionParts, now: Date): Promise<number> {
  const today = dayOf(now);
  let erased = 0;
  for (const office of await store.offices())
    for (const kind of caseKinds) {
      const { months } = rules.office(office).retention[kind];
      const last = addMonths(today, -months);
      for (;;) {
        const ids = await store.endedBy(office, kind, last, batch);
        for (const id of ids) if (await store.erase(id, today)) erased += 1;
        if (ids.length > 0)
          await audit.append(
            {
              actor: 'system',
              action: 'case/retention',
              subject: office,
              details: { kind, count: ids.length },
            },
            now,
          );
        if (ids.length < batch) break;
      }
    }
  if (erased > 0) await store.scrub();
  await store.forgetSubmissions(new Date(now.getTime() - submissionsKeptMs));
  return erased;
}
