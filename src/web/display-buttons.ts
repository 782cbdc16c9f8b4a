import { html, type Html, rawHtml } from './html.ts';
import type { PageTexts } from './texts.ts';

const large = rawHtml(
  '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="m2.5 18 5-12 5 12M4.2 14h6.6M18 9v8M14 13h8"/></svg>',
);
const contrast = rawHtml(
  '<svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="9"/><path d="M12 3a9 9 0 0 1 0 18z" fill="currentColor"/></svg>',
);

/** Cỡ chữ lớn, tương phản cao: the buttons that `display.js` switches the page's dress with. */
export function displayButtons({ chat }: PageTexts): Html {
  return html`<button class="tool" type="button" data-toggle="large" aria-pressed="false">
      ${large}<span class="tool__word">${chat.large}</span>
    </button>
    <button class="tool" type="button" data-toggle="contrast" aria-pressed="false">
      ${contrast}<span class="tool__word">${chat.contrast}</span>
    </button>`;
}
