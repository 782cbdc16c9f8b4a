import type { MoveType } from '../cases/moves.ts';
import { dayOf } from '../cases/calendar-day.ts';
import { html, rawHtml, type Html } from '../web/html.ts';
import type { CaseView } from './case-page.ts';
import { tokenField } from './layout.ts';
import { control } from './form-field.ts';
import { isFormMove, moveForms, type FormMove } from './move-forms.ts';
import type { Form } from '../web/form.ts';
import { say } from './texts.ts';

/** A move that was refused: why, and what had been typed. */
export interface MoveAttempt {
  readonly move: FormMove;
  readonly problem: string;
  readonly form: Form;
}

/** What an officer does every day; the rest is one fold further away. */
const daily: readonly MoveType[] = ['assigned', 'answered', 'asked', 'closed', 'noted'];

/** Only what the table allows this officer now. Each is a fold that opens without a script. */
export function moveCards(view: CaseView): Html | false {
  const order = Object.keys(moveForms).filter(isFormMove);
  const possible = order.filter((move) => view.moves.includes(move));
  if (possible.length === 0) return false;
  const often = possible.filter((move) => daily.includes(move));
  const rest = possible.filter((move) => !daily.includes(move));
  const isOpen = rest.some((move) => view.attempt?.move === move);
  return html`<section class="card" aria-labelledby="viec">
    <div class="card-body">
      <h2 class="card-title" id="viec">Việc có thể làm</h2>
      ${often.map((move) => moveCard(move, view))}
      ${
        rest.length > 0 &&
        html`<details class="more" ${isOpen && rawHtml('open')}>
          <summary>Việc khác (${rest.length})</summary>
          ${rest.map((move) => moveCard(move, view))}
        </details>`
      }
    </div>
  </section>`;
}

function moveCard(move: FormMove, view: CaseView): Html {
  const { file, token, attempt } = view;
  const failed = attempt?.move === move ? attempt : undefined;
  const fields = moveForms[move].fields(view);
  const context = { form: move, units: view.units, today: dayOf(view.now) };
  return html`<details class="move" name="viec" ${failed && rawHtml('open')}>
    <summary>${say.moves[move]}</summary>
    ${failed && html`<div class="note note--bad" role="alert">${failed.problem}</div>`}
    <form
      method="post"
      action="/console/ho-so/${file.code}/viec/${move}"
      ${fields.some(({ type }) => type === 'files') && rawHtml('enctype="multipart/form-data"')}
    >
      ${tokenField(token)}<input type="hidden" name="version" value="${file.version}" />
      ${fields.map((field) => control(field, failed?.form.text(field.name) ?? '', context))}
      <button class="btn btn-primary">${say.moves[move]}</button>
    </form>
  </details>`;
}
