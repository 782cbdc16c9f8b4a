import type { Assets } from './assets.ts';
import { html, type Html } from './html.ts';

export interface Head {
  readonly title: string;
  readonly description?: string;
  readonly styles: readonly string[];
}

/** The office's mark: a sheet with a speech tail, ours, so that it fits every office. */
export const mark = html`<svg class="mark" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
  <rect width="48" height="48" rx="12" class="mark__field" />
  <path
    class="mark__sheet"
    d="M13 11h22a3 3 0 0 1 3 3v16a3 3 0 0 1-3 3H24l-8 6v-6h-3a3 3 0 0 1-3-3V14a3 3 0 0 1 3-3z"
  />
  <path class="mark__line" d="M16 18.5h16M16 24h10" />
  <path class="mark__tick" d="m27.5 25.5 2.4 2.4 4.6-5" />
</svg>`;

/** The whole page around `body`. */
export function page(assets: Assets, head: Head, bodyClass: string, body: Html): string {
  const font = (subset: string) => assets.url(`be-vietnam-pro-${subset}-400-normal.woff2`);
  return html`<!doctype html>
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, interactive-widget=resizes-content"
        />
        <title>${head.title}</title>
        ${head.description && html`<meta name="description" content="${head.description}" />`}
        <meta name="theme-color" content="#0b4a80" />
        <link rel="preload" href="${font('vietnamese')}" as="font" type="font/woff2" crossorigin />
        <link rel="preload" href="${font('latin')}" as="font" type="font/woff2" crossorigin />
        ${['tokens.css', ...head.styles].map((name) => html`<link rel="stylesheet" href="${assets.url(name)}" />`)}
        <link rel="icon" href="${assets.url('mark.svg')}" type="image/svg+xml" />
      </head>
      <body class="${bodyClass}">
        ${body}
      </body>
    </html>`.toString();
}
