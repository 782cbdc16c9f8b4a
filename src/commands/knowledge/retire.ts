import { noPlan, onlyId } from './only-id.ts';
import { print } from './printed.ts';
import { addedId, deed, withWork } from './with-work.ts';

/** `knowledge retire ID`: nothing is answered from the plan any more. */
export async function retire(id: string): Promise<number> {
  const kept = await withWork(async ({ work, store, shipped }) => {
    const retired = await work.retire(await addedId(store, id), deed());
    if (retired) return retired;
    const ids = shipped.plans.map(({ document }) => document.id);
    return work.retire(onlyId(id, ids) ?? id, deed());
  });
  if (!kept) throw noPlan(id);
  print(`Đã rút ${kept.planId}. Trợ lý đang chạy sẽ thôi trả lời theo kế hoạch này sau vài giây.`);
  return 0;
}
