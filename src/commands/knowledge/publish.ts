import { print } from './printed.ts';
import { UsageError } from './usage-error.ts';
import { addedId, deed, withWork } from './with-work.ts';

/** `knowledge publish ID`: the newest version is the one that answers. */
export async function publish(id: string): Promise<number> {
  const kept = await withWork(async (work, store) => work.publish(await addedId(store, id), deed()));
  if (!kept) throw new UsageError(`Không có kế hoạch nào được thêm với mã "${id}".`);
  print(
    `Đã công bố ${kept.planId}, bản ${kept.version}. Trợ lý đang chạy sẽ trả lời theo bản này sau vài giây.`,
  );
  return 0;
}
