import { html } from './html.ts';
import { pageTexts } from './texts.ts';

const say = pageTexts('ông/bà').error;

/** What a browser shows when an address is wrong or something broke. Never says what broke inside. */
export function errorPage(status: number, reference?: string) {
  const reason = status === 404 ? say.notFound : status >= 500 ? say.broken : say.refused;
  const page = html`<!doctype html>
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${say.title(status)}</title>
        <link rel="stylesheet" href="/assets/tokens.css" />
        <link rel="stylesheet" href="/assets/site.css" />
      </head>
      <body class="plain">
        <main class="plain__card">
          <h1>${say.title(status)}</h1>
          <p>${reason}</p>
          ${reference && html`<p>${say.reference(reference)}</p>`}
          <p><a class="button" href="/">${say.home}</a></p>
        </main>
      </body>
    </html>`;
  return {
    html: page.toString(),
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy':
        "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; frame-ancestors 'none'",
    },
  };
}
