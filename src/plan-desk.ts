import type { PlanDesk } from '../dialogs/ports.ts';
import { createAsker } from '../knowledge/ask/asker.ts';
import { placeNames } from '../knowledge/ask/catalogue.ts';
import type { Plan } from '../knowledge/assignment.ts';
import { createExpander } from '../knowledge/search/abbreviations.ts';
import { createRepairer } from '../knowledge/search/repair.ts';
import { createVocabulary } from '../knowledge/search/vocabulary.ts';

/** What one plan calls "Sở" for short means another office in the next plan; only acronyms travel. */
const isAcronym = /^[\p{Lu}\d&-]{2,}$/u;

export interface LoadedDesk extends PlanDesk {
  /** Writes shorthand out, for whoever else reads what people type. */
  readonly expand: (text: string) => string;
}

/** Joins the plans with the readers of everyday Vietnamese. */
export function createPlanDesk(plans: readonly Plan[], office?: string): LoadedDesk {
  const learned = Object.fromEntries(
    plans.flatMap((plan) => Object.entries(plan.abbreviations)).filter(([form]) => isAcronym.test(form)),
  );
  const places = [...new Set(plans.flatMap(({ document }) => placeNames(document)))];
  const readQuestion = createExpander({ learned, places });
  const readDocument = createExpander({ learned, places, chat: false });
  const texts = plans.flatMap((plan) => [
    plan.document.title,
    plan.document.issuer,
    ...plan.passages.map(({ text }) => readDocument(text).text),
    ...plan.assignments.map(({ task }) => readDocument(task).text),
  ]);
  const repairer = createRepairer(createVocabulary(texts));
  const asker = createAsker({
    plans,
    expandQuestion: (text) => readQuestion(text).text,
    expandDocument: (text) => readDocument(text).text,
    repair: (text) => repairer(text).text,
    ...(office ? { office } : {}),
  });
  return { offices: asker.offices, ask: asker.ask, expand: (text) => readQuestion(text).text };
}
