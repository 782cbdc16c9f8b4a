import { basename } from 'node:path';
import { idOfFile, readPlanFile } from '../../plan-work/read-plan-file.ts';
import { stateNames } from './kept-plans.ts';
import { exported, print, printJson, problemLine } from './printed.ts';
import { UsageError } from './usage-error.ts';
import { understood } from './understood.ts';
import { deed, withWork } from './with-work.ts';

const planIds = /^[a-z0-9][a-z0-9-]{0,79}$/u;

/** `knowledge add FILE`: keeps what was read as a draft and prints what was understood and what is doubtful. */
export async function add(
  path: string,
  values: { json?: boolean; id?: string; publish?: boolean },
): Promise<number> {
  if (values.id !== undefined && !planIds.test(values.id))
    throw new UsageError('Mã kế hoạch chỉ gồm chữ thường không dấu, số và dấu gạch ngang, dài không quá 80.');
  const read = await readPlanFile(path, basename(path), pagesRead());
  const planId = values.id ?? idOfFile(path);
  const { kept, plan } = await withWork(async (work) => {
    const added = await work.add(read, planId, deed());
    const published = values.publish ? await work.publish(planId, deed()) : undefined;
    return { kept: published ?? added.version, plan: added.plan };
  });
  if (values.json) {
    printJson({ id: kept.planId, version: kept.version, state: kept.state, ...exported(plan) });
    return 0;
  }
  const problems = plan.problems.length > 0 ? ['', 'Điểm cần soát:', ...plan.problems.map(problemLine)] : [];
  const next =
    kept.state === 'draft'
      ? [
          '',
          `Xem từng việc: npm run knowledge -- show ${kept.planId}`,
          `Công bố: npm run knowledge -- publish ${kept.planId}`,
        ]
      : [];
  const place = `${kept.planId}, bản ${kept.version}, ${stateNames[kept.state]}`;
  print([`Đã thêm ${place}.`, ...understood(plan), ...problems, ...next].join('\n'));
  return 0;
}

/** Says on the error channel how far a long file, or one that reads slowly, is read; twice a second at most. */
function pagesRead(): (done: number, total: number) => void {
  const isTerminal = process.stderr.isTTY;
  const startedAt = Date.now();
  let shownAt = 0;
  return (done, total) => {
    const now = Date.now();
    const isLong = total >= 20 || shownAt > 0 || now - startedAt > 3000;
    if (!isLong || (done < total && now - shownAt < 500)) return;
    shownAt = now;
    process.stderr.write(
      `${isTerminal ? '\r' : ''}Đã đọc trang ${done}/${total}${isTerminal && done < total ? '' : '\n'}`,
    );
  };
}
