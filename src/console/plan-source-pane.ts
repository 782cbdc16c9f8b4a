import type { Assignment, Plan } from '../../knowledge/assignment.ts';
import { localId } from '../../knowledge/carry-over.ts';
import { html, rawHtml, type Html } from '../web/html.ts';
import { planSay } from './plan-texts.ts';

export interface SourcePaneView {
  readonly plan: Plan;
  /** Where a missing duty is added, "…/them-viec"; undefined where nothing may be corrected. */
  readonly addAt: string | undefined;
}

/** Văn bản: line by line with its anchors; the lines that a duty was read from lead to it. */
export function sourcePane({ plan, addAt }: SourcePaneView): Html {
  const firstOf = new Map<number, Assignment>();
  const covered = new Set<number>();
  for (const duty of plan.assignments) {
    const [from, to] = duty.lines;
    if (!firstOf.has(from)) firstOf.set(from, duty);
    for (let line = from; line <= to; line++) covered.add(line);
  }
  const { review } = planSay;
  return html`<ol class="src" tabindex="0" aria-label="${review.source}">
    ${plan.lines.map((line, index) => {
      const number = index + 1;
      const duty = firstOf.get(number);
      const isBlank = line.trim() === '';
      const restored = plan.restoredLines?.[index];
      return html`<li
        class="src__line${covered.has(number) && ' src__line--read'}${isBlank && ' src__line--blank'}"
        id="L${number}"
      >
        ${
          duty
            ? html`<a class="src__number" href="#v-${localId(duty.id)}" title="${review.goTo}">${number}</a>`
            : html`<span class="src__number">${number}</span>`
        }<span class="src__text"
          >${restored ?? line}${restored !== undefined && restored !== line && html`<span class="src__scan">${line}</span>`}</span
        >${
          addAt !== undefined &&
          !isBlank &&
          !covered.has(number) &&
          html`<a
            class="src__add"
            href="${addAt}?tu=${number}&amp;den=${number}"
            aria-label="${review.addHere(number)}"
            title="${review.addHere(number)}"
            ${rawHtml('tabindex="-1"')}
            >+</a
          >`
        }
      </li>`;
    })}
  </ol>`;
}
