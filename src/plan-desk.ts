import type { PlanDesk } from '../dialogs/ports.ts';
import { createAsker } from '../knowledge/ask/asker.ts';
import { assignmentKey, passageKey, placeNames } from '../knowledge/ask/catalogue.ts';
import type { Plan } from '../knowledge/assignment.ts';
import { createExpander } from '../knowledge/search/abbreviations.ts';
import type { IndexEntry } from '../knowledge/search/index-entry.ts';
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
  const { office, cacheDir } = options;
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
    index: createPlanIndex(plans.flatMap(indexEntries), cacheDir ? { cacheDir } : {}),
    ...(office ? { office } : {}),
  });
  return {
    offices: asker.offices,
    ask: (text, memory, today) => asker.ask(text, memory, today),
    expand: (text) => readQuestion(text).text,
  };
}

function indexEntries({ document, assignments, passages, abbreviations }: Plan): IndexEntry[] {
  const of = { office: document.office, document: document.id, abbreviations };
  return [
    ...assignments.map((a) => ({
      ...of,
      id: assignmentKey(a.id),
      kind: a.kind,
      fields: {
        body: [a.task, ...a.lead, ...a.coordinating, a.directing, a.deliverable, a.method, a.timeRaw]
          .filter(Boolean)
          .join('. '),
        heading: [a.context, a.sectionTitle].filter(Boolean).join('. '),
        title: document.title,
      },
    })),
    ...passages.map((p) => ({
      ...of,
      id: passageKey(document.id, p.id),
      kind: p.kind,
      fields: { body: p.text, heading: p.headings.join('. '), title: document.title },
    })),
  ];
}
