import type { Day } from '../cases/calendar-day.ts';
import { html, rawHtml, type Html } from '../web/html.ts';

export type Option = readonly [value: string, label: string];

/** Một ô của biểu mẫu. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type: 'line' | 'area' | 'date' | 'number' | 'choice' | 'unit' | 'files';
  readonly required?: boolean;
  readonly options?: readonly Option[];
  readonly hint?: string;
}

/** Where a field stands: its form names it, and what it may choose from. */
export interface FieldContext {
  readonly form: string;
  readonly units: readonly string[];
  readonly today: Day;
}

/** One field with its label and hint, holding what was typed before. */
export function control(field: Field, value: string, context: FieldContext): Html {
  const id = `${context.form}-${field.name}`;
  const hint = `${id}-hint`;
  return html`<div class="mb-3">
    <label class="form-label${field.required && ' required'}" for="${id}">${field.label}</label>
    ${widget(field, id, context, value)}
    ${field.hint && html`<small class="form-hint" id="${hint}">${field.hint}</small>`}
  </div>`;
}

function widget(field: Field, id: string, { units, today }: FieldContext, value: string): Html {
  const shared = html`id="${id}" name="${field.name}" ${field.required && rawHtml('required')}
  ${field.hint && html`aria-describedby="${id}-hint"`}`;
  switch (field.type) {
    case 'area':
      return html`<textarea class="form-control" rows="4" maxlength="20000" ${shared}>${value}</textarea>`;
    case 'choice':
      return html`<select class="form-select" ${shared}>
        ${field.options?.map(
          ([key, label]) =>
            html`<option value="${key}" ${key === value && rawHtml('selected')}>${label}</option>`,
        )}
      </select>`;
    case 'unit':
      return html`<input class="form-control" list="${id}-list" maxlength="200" value="${value}" ${shared} />
        <datalist id="${id}-list">${units.map((unit) => html`<option value="${unit}"></option>`)}</datalist>`;
    case 'files':
      return html`<input class="form-control" type="file" multiple ${shared} />`;
    case 'date':
      return html`<input class="form-control" type="date" max="${today}" value="${value}" ${shared} />`;
    case 'number':
      return html`<input class="form-control" type="number" min="1" max="366" value="${value}" ${shared} />`;
    default:
      return html`<input class="form-control" type="text" maxlength="500" value="${value}" ${shared} />`;
  }
}
