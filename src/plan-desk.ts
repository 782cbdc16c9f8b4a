import { setImmediate as nextTick } from 'node:timers/promises';
import type { PlanDesk } from '../dialogs/ports.ts';
import { createAsker } from '../knowledge/ask/asker.ts';
import { placeNames } from '../knowledge/ask/catalogue.ts';
import type { Plan } from '../knowledge/assignment.ts';
import { createExpander } from '../knowledge/search/abbreviations.ts';
import { entriesOf } from '../knowledge/search/entries.ts';
import { createPlanIndex } from '../knowledge/search/plan-index.ts';
import { createRepairer } from '../knowledge/search/repair.ts';
import { createVocabulary } from '../knowledge/search/vocabulary.ts';

/** What one plan calls "Sở" for short means another office in the next plan; only acronyms travel. */
const isAcronym = /^[\p{Lu}\d&-]{2,}$/u;

export interface LoadedDesk extends PlanDesk {
  /** Writes shorthand out, for whoever else reads what people type. */
  readonly expand: (text: string) => string;
}

export interface DeskOptions {
  /** The one office to speak for. */
  readonly office?: string;
  /** Where the index keeps what it made of each plan between starts. */
  readonly cacheDir?: string;
}

/** Joins the plans with the readers of everyday Vietnamese. */
export function createPlanDesk(plans: readonly Plan[], options: DeskOptions = {}): LoadedDesk {
  const steps = deskInSteps(plans, options);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** The same desk, letting questions be answered between the steps of its making. */
export async function buildPlanDesk(plans: readonly Plan[], options: DeskOptions = {}): Promise<LoadedDesk> {
  const steps = deskInSteps(plans, options);
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    await nextTick();
  }
}

function* deskInSteps(plans: readonly Plan[], options: DeskOptions): Generator<void, LoadedDesk> {
  const { office, cacheDir } = options;
  const learned = Object.fromEntries(
    plans.flatMap((plan) => Object.entries(plan.abbreviations)).filter(([form]) => isAcronym.test(form)),
  );
  const places = [...new Set(plans.flatMap(({ document }) => placeNames(document)))];
  const readQuestion = createExpander({ learned, places });
  const readDocument = createExpander({ learned, places, chat: false });
  const texts: string[] = [];
  for (const { document, passages, assignments } of plans) {
    texts.push(document.title, document.issuer);
    for (const part of chunks([
      ...passages.map(({ text }) => text),
      ...assignments.map(({ task }) => task),
    ])) {
      texts.push(...part.map((text) => readDocument(text).text));
      yield;
    }
  }
  const vocabulary = createVocabulary(texts);
  yield;
  const repairer = createRepairer(vocabulary);
  yield;
  const index = createPlanIndex(plans.flatMap(entriesOf), cacheDir ? { cacheDir } : {});
  yield;
  const asker = createAsker({
    plans,
    expandQuestion: (text) => readQuestion(text).text,
    expandDocument: (text) => readDocument(text).text,
    repair: (text) => repairer(text).text,
    index,
    ...(office ? { office } : {}),
  });
  return {
    offices: asker.offices,
    ask: (text, memory, today) => asker.ask(text, memory, today),
    expand: (text) => readQuestion(text).text,
  };
}

function chunks(texts: readonly string[]): (readonly string[])[] {
  const size = 40;
  return Array.from({ length: Math.ceil(texts.length / size) }, (_, at) =>
    texts.slice(at * size, (at + 1) * size),
  );
}
