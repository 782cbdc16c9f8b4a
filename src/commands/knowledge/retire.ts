import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { plansDir } from './kept-plans.ts';
import { noPlan, onlyId } from './only-id.ts';
import { print } from './printed.ts';
import { addedId, deed, withStore } from './with-store.ts';

/** `knowledge retire ID`: nothing is answered from the plan any more. */
export async function retire(id: string): Promise<number> {
  const kept = await withStore(async (store) => {
    const exact = await addedId(store, id);
    const retired = await store.retire(exact, deed());
    if (retired) return retired;
    // A plan that came with the program: that it no longer counts is kept beside the office's own.
    const folder = await folderOf(id);
    const source = await readFile(join(folder, 'source.txt'), 'utf8');
    const sha256 = createHash('sha256').update(source).digest('hex');
    const shipped = {
      planId: basename(folder),
      format: 'shipped',
      fileName: 'source.txt',
      sha256,
      source,
    } as const;
    await store.add(shipped, deed());
    return store.retire(shipped.planId, deed());
  });
  print(`Đã rút ${kept?.planId ?? id}. Trợ lý đang chạy sẽ thôi trả lời theo kế hoạch này sau vài giây.`);
  return 0;
}

/** The one plan folder whose name is, or begins with, `id`. */
async function folderOf(id: string): Promise<string> {
  const names = existsSync(plansDir) ? await readdir(plansDir) : [];
  const only = onlyId(id, names);
  if (!only) throw noPlan(id);
  return join(plansDir, only);
}
