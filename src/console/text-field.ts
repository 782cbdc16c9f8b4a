import { html, rawHtml, type Html } from '../web/html.ts';

export interface TextField {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly type?: 'text' | 'password';
  readonly value?: string;
  readonly autocomplete: string;
  readonly maxLength?: number;
  /** Names and passwords: nothing is put right while typing. */
  readonly plain?: boolean;
  readonly hint?: string;
}

/** Một ô bắt buộc of one line, with its label and hint. */
export function textField(field: TextField): Html {
  const { id, name, label, type = 'text', value = '', autocomplete, maxLength, plain, hint } = field;
  return html`<div class="mb-3">
    <label class="form-label required" for="${id}">${label}</label>
    <input
      class="form-control"
      id="${id}"
      name="${name}"
      type="${type}"
      value="${value}"
      autocomplete="${autocomplete}"
      ${maxLength !== undefined && html`maxlength="${maxLength}"`}
      ${plain && rawHtml('autocapitalize="none" spellcheck="false"')}
      required
    />
    ${hint && html`<small class="form-hint">${hint}</small>`}
  </div>`;
}
