import type { PlanDesk } from '../dialogs/ports.ts';
import { createAsker } from '../knowledge/ask/asker.ts';
import type { Plan } from '../knowledge/assignment.ts';
import { createExpander } from '../knowledge/search/abbreviations.ts';
import { createRepairer } from '../knowledge/search/repair.ts';
import { createVocabulary } from '../knowledge/search/vocabulary.ts';

export interface LoadedDesk extends PlanDesk {
  /** Writes shorthand out, for whoever else reads what people type. */
  readonly expand: (text: string) => string;
}

/** Joins the plans with the readers of everyday Vietnamese. */
export function createPlanDesk(plans: readonly Plan[], office?: string): LoadedDesk {
  const learned = Object.assign({}, ...plans.map((plan) => plan.abbreviations)) as Record<string, string>;
  const places = plans.flatMap(({ document }) => placesOf(document.issuer, document.place));
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

/** "UBND phường Ngọc Trạo" → "Ngọc Trạo"; "Sở … Hải Phòng" at Hải Phòng → "Hải Phòng". */
function placesOf(issuer: string, place: string | null): string[] {
  const named = /(?:phường|xã|thị trấn|quận|huyện|tỉnh|thành phố)\s+(?<place>\p{Lu}.*)$/u.exec(issuer)
    ?.groups?.['place'];
  const found = [named, place ?? undefined].filter((p): p is string => Boolean(p));
  return [
    ...new Set(
      found.map(
        (p) =>
          p.replace(/^(?:phường|xã|thị trấn|quận|huyện|tỉnh|thành phố|tp\.?)\s+/iu, '').split(',')[0] ?? p,
      ),
    ),
  ];
}
