import { html, type Html } from '../web/html.ts';

/** Names and what is known of them, in the order given; what is not known is left out. */
export function factList(
  rows: readonly (readonly [name: string, value: string | undefined])[],
  look = '',
): Html {
  return html`<dl class="${`facts ${look}`.trim()}">
    ${rows.flatMap(([name, value]) =>
      value
        ? html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`
        : [],
    )}
  </dl>`;
}
