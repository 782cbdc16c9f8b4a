import { readPlan } from '../parser/read-plan.ts';
import { readFileText, type FileText } from './read-file.ts';
import { UnreadableFile, type UnreadableReason } from './unreadable-file.ts';

/** What the reading process tells the one that started it. */
export type ChildMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'scanning' }
  | { readonly kind: 'read'; readonly file: FileText }
  | { readonly kind: 'refused'; readonly reason: UnreadableReason; readonly message: string };

/** Told apart from an import by a test: only the process that was started for it reads. */
export const childRole = 'read-plan-file';

/** Reads the one file that the parent names, and tries the plan reader on it too, where it can do no harm. */
async function read(path: string): Promise<ChildMessage> {
  try {
    const file = await readFileText(path, {
      progress: (done, total) => tell({ kind: 'progress', done, total }),
      scanning: () => tell({ kind: 'scanning' }),
    });
    readPlan(file.text, { id: 'thu' });
    return { kind: 'read', file };
  } catch (error) {
    if (error instanceof UnreadableFile)
      return { kind: 'refused', reason: error.reason, message: error.message };
    return { kind: 'refused', reason: 'corrupt', message: 'Tệp bị hỏng: không đọc được nội dung.' };
  }
}

function tell(message: ChildMessage, sent?: () => void): void {
  process.send?.(message, undefined, undefined, sent);
}

if (process.send && process.argv[2] === childRole) {
  // Nobody sees the traces of this process, and for the first that a reader makes the map of all its code is read.
  process.setSourceMapsEnabled(false);
  process.once('message', (path) => {
    void read(String(path)).then((answer) => tell(answer, () => process.exit(0)));
  });
  tell({ kind: 'ready' });
}
