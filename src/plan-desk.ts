import { setImmediate as nextTick } from 'node:timers/promises';
import type { PlanDesk } from '../dialogs/ports.ts';
import { createAsker } from '../knowledge/ask/asker.ts';
import { createCatalogue } from '../knowledge/ask/catalogue.ts';
import { placeNames } from '../knowledge/ask/office-name.ts';
import type { Plan } from '../knowledge/assignment.ts';
import { createExpander } from '../knowledge/search/abbreviations.ts';
import { entriesOf } from '../knowledge/search/entries.ts';
import { acronymsOf } from '../knowledge/search/index-entry.ts';
import { createPlanIndex } from '../knowledge/search/plan-index.ts';
import { createRepairer } from '../knowledge/search/repair.ts';
import { textsOf } from '../knowledge/search/vocabulary-texts.ts';
import { createVocabulary } from '../knowledge/search/vocabulary.ts';

export interface LoadedDesk extends PlanDesk {
  /** Writes shorthand out, for whoever else reads what people type. */
  readonly expand: (text: string) => string;
}

export interface DeskOptions {
  /** The one office to speak for. */
  readonly office?: string;
  /** An office with more entries than this is asked through the index. */
  readonly weighedWhole?: number;
  /** Where the index keeps what it made of each plan between starts. */
  readonly cacheDir?: string;
}

/** Joins the plans with the readers of everyday Vietnamese; lets questions be answered between the steps. */
export async function buildPlanDesk(plans: readonly Plan[], options: DeskOptions = {}): Promise<LoadedDesk> {
  const { office, cacheDir, weighedWhole } = options;
  const learned = Object.assign({}, ...plans.map(acronymsOf)) as Record<string, string>;
  const places = [...new Set(plans.flatMap(({ document }) => placeNames(document)))];
  const readQuestion = createExpander({ learned, places });
  const readDocument = createExpander({ learned, places, chat: false });
  const texts: string[] = [];
  for (const plan of plans)
    for (const part of chunks(textsOf(plan))) {
      texts.push(...part.map((text) => readDocument(text).text));
      await nextTick();
    }
  const vocabulary = createVocabulary(texts);
  await nextTick();
  const repairer = createRepairer(vocabulary);
  await nextTick();
  const index = createPlanIndex(plans.flatMap(entriesOf), cacheDir ? { cacheDir } : {});
  await nextTick();
  const own = office ? plans.filter(({ document }) => document.office === office) : plans;
  const asker = createAsker({
    catalogue: createCatalogue(own, (text) => readDocument(text).text, { index, weighedWhole }),
    expandQuestion: (text) => readQuestion(text).text,
    repair: (text) => repairer(text).text,
  });
  return {
    offices: asker.offices,
    ask: async (text, memory, today) => asker.ask(text, memory, today),
    expand: (text) => readQuestion(text).text,
  };
}

function chunks(texts: readonly string[]): (readonly string[])[] {
  const size = 40;
  return Array.from({ length: Math.ceil(texts.length / size) }, (_, at) =>
    texts.slice(at * size, (at + 1) * size),
  );
}
