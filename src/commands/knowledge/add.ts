import { basename } from 'node:path';
import { checkPlan } from '../../../knowledge/checks/check-plan.ts';
import { idOfFile, readPlanFile } from '../../plan-work/read-plan-file.ts';
import { gateLines } from './gate-lines.ts';
import { stateNames } from './kept-plans.ts';
import { exported, print, printJson, problemLine } from './printed.ts';
import { UsageError } from './usage-error.ts';
import { understood } from './understood.ts';
import { deed, withWork } from './with-work.ts';

const planIds = /^[a-z0-9][a-z0-9-]{0,79}$/u;

/** `knowledge add FILE`: keeps what was read as a draft and prints what was understood and what is doubtful. */
export async function add(
  path: string,
  values: { json?: boolean; id?: string; publish?: boolean; force?: boolean },
): Promise<number> {
  if (values.id !== undefined && !planIds.test(values.id))
    throw new UsageError('Mã kế hoạch chỉ gồm chữ thường không dấu, số và dấu gạch ngang, dài không quá 80.');
  const read = await readPlanFile(path, basename(path), pagesRead());
  const planId = values.id ?? idOfFile(path);
  const { added, gated, twin } = await withWork(async ({ work }) => {
    const draft = await work.add(read, planId, deed());
    const sameAs = await work.twinOf(draft.plan);
    const gate = values.publish
      ? await work.publish(planId, deed(), { force: values.force ?? false })
      : undefined;
    return { added: draft, gated: gate, twin: sameAs };
  });
  const { plan } = added;
  const kept = gated?.published ?? added.version;
  const code = gated && !gated.published ? 1 : 0;
  if (values.json) {
    const { version, state } = kept;
    const more = { ...(twin && { sameAs: twin }), ...(gated && { gate: gated.verdict }) };
    printJson({ id: kept.planId, version, state, ...more, ...exported(plan) });
    return code;
  }
  const points = checkPlan(plan);
  const problems = points.length > 0 ? ['', 'Điểm cần soát:', ...points.map(problemLine)] : [];
  const next =
    kept.state === 'draft' && !gated
      ? [
          '',
          `Xem từng việc: npm run knowledge -- show ${kept.planId}`,
          `Công bố: npm run knowledge -- publish ${kept.planId}`,
        ]
      : [];
  const place = `${kept.planId}, bản ${kept.version}, ${stateNames[kept.state]}`;
  const same = twin
    ? [
        `Cùng số và cơ quan với kế hoạch "${twin}". Nếu đây là bản mới của kế hoạch đó, hãy thêm với --id ${twin} và rút ${kept.planId}.`,
      ]
    : [];
  const gate = gated ? ['', ...gateLines(gated)] : [];
  print([`Đã thêm ${place}.`, ...same, ...understood(plan), ...problems, ...gate, ...next].join('\n'));
  return code;
}

/** Says on the error channel how far a long file, or one that reads slowly, is read; twice a second at most. */
function pagesRead(): (done: number, total: number) => void {
  const isTerminal = process.stderr.isTTY;
  const startedAt = Date.now();
  let shownAt = 0;
  return (done, total) => {
    const now = Date.now();
    const isLong = total >= 20 || shownAt > 0 || now - startedAt > 3000;
    if (!isLong || done === 0 || (done < total && now - shownAt < 500)) return;
    shownAt = now;
    process.stderr.write(
      `${isTerminal ? '\r' : ''}Đang đọc trang ${done}/${total}${isTerminal && done < total ? '' : '\n'}`,
    );
  };
}
