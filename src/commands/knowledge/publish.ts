import { gateLines } from './gate-lines.ts';
import { noPlan } from './only-id.ts';
import { print, printJson } from './printed.ts';
import { addedId, deed, withWork } from './with-work.ts';

/** `knowledge publish ID [--force]`: the newest version answers, unless a right answer would turn wrong; then 1. */
export async function publish(
  id: string,
  { force = false, json }: { force?: boolean; json?: boolean },
): Promise<number> {
  const gated = await withWork(async ({ work, store }) =>
    work.publish(await addedId(store, id), deed(), { force }),
  );
  if (!gated) throw noPlan(id);
  if (json) printJson({ published: gated.published !== undefined, ...gated.verdict });
  else print(gateLines(gated).join('\n'));
  return gated.published ? 0 : 1;
}
