import type { Assignment, Citation, LineRange, Passage, Plan, Reference } from '../assignment.ts';
import { squeeze } from '../text.ts';
import type { DocumentFact } from './finding.ts';

/**
 * Makes citations of one plan. A quote that is not a verbatim piece of the source (white space folded) is never
 * cited; what would rest on it alone cannot be answered from.
 */
export interface Citer {
  assignment(assignment: Assignment): Citation[];
  passage(passage: Passage): Citation[];
  reference(reference: Reference): Citation[];
  readonly fact: (fact: DocumentFact) => Citation[];
}

export function createCiter(plan: Plan): Citer {
  const { document } = plan;
  const source = squeeze(plan.lines.join(' '));

  function cite(section: string, quote: string, lines: LineRange, restored?: string): Citation[] {
    const text = squeeze(quote);
    if (!text || !source.includes(text)) return [];
    return [
      {
        document: document.id,
        title: document.title,
        number: document.number,
        section,
        quote: text,
        lines,
        ...(restored ? { restored: squeeze(restored) } : {}),
      },
    ];
  }

  const between = ([from, to]: LineRange, lines: readonly string[] = plan.lines) =>
    lines.slice(from - 1, to).join(' ');

  function whole(section: string, lines: LineRange): Citation[] {
    return cite(section, between(lines), lines, plan.restoredLines && between(lines, plan.restoredLines));
  }

  function titleLines(): LineRange {
    const title = plan.passages.find(({ kind }) => kind === 'title');
    return title?.lines ?? [1, Math.min(8, plan.lines.length)];
  }

  return {
    assignment: (assignment) =>
      assignment.quote.flatMap((piece, i) =>
        cite(assignment.section, piece, assignment.lines, assignment.restoredQuote?.[i]),
      ),
    passage: (passage) =>
      passage.quote.flatMap((piece) =>
        cite(passage.section, piece, passage.lines, plan.restoredLines ? passage.text : undefined),
      ),
    reference: (reference) =>
      cite(
        'Viện dẫn',
        reference.quote,
        reference.lines,
        plan.restoredLines && between(reference.lines, plan.restoredLines),
      ),
    fact: (fact) => {
      if (fact === 'signer') return document.signer ? whole('Chữ ký', document.signer.lines) : [];
      if (fact === 'recipients')
        return document.recipientsLines ? whole('Nơi nhận', document.recipientsLines) : [];
      if (fact === 'effects' && document.effects.length > 0)
        return document.effects.flatMap(({ quote, lines }) => cite('Hiệu lực', quote, lines));
      if (fact === 'legalBasis')
        return document.legalBasis.flatMap((reference) => cite('Căn cứ', reference.quote, reference.lines));
      return whole('Trích yếu', titleLines());
    },
  };
}
