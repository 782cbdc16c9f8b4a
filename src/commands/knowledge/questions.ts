import { readFile } from 'node:fs/promises';
import { parseQuestions } from '../../question-file.ts';
import { noPlan, onlyId } from './only-id.ts';
import { print } from './printed.ts';
import { UsageError } from './usage-error.ts';
import { deed, withWork } from './with-work.ts';

/** `knowledge questions ID FILE.jsonl`: these questions must be answered rightly whenever a plan is published. */
export async function questions(id: string, file: string): Promise<number> {
  const source = await readFile(file, 'utf8');
  const count = countOf(source, file);
  const planId = await withWork(async (opened) => {
    const shipped = opened.shipped.plans.map(({ document }) => document.id);
    const only = onlyId(id, [...shipped, ...(await opened.store.ids())]);
    if (!only) throw noPlan(id);
    await opened.questions.attach(only, source, deed());
    return only;
  });
  print(
    count > 0
      ? `${planId} nay có ${count} câu hỏi kèm theo; mỗi lần công bố kế hoạch, các câu này được thử lại.`
      : `${planId} không còn câu hỏi kèm theo.`,
  );
  return 0;
}

function countOf(source: string, file: string): number {
  try {
    return parseQuestions(source).length;
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
