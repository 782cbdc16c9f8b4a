import type { Assets } from '../web/assets.ts';
import { html, type Html } from '../web/html.ts';
import { mark } from '../web/layout.ts';
import { homes } from './roles.ts';
import { say } from './texts.ts';
import type { Visit } from './visit.ts';

/** No inline styles, no eval, nothing from elsewhere: what the content policy forbids is switched off. */
const htmxConfig = {
  includeIndicatorStyles: false,
  allowEval: false,
  allowScriptTags: false,
  selfRequestsOnly: true,
  historyCacheSize: 0,
  // A form that was refused comes back with what was typed and why; everything else keeps the page as it is.
  responseHandling: [
    { code: '204', swap: false },
    { code: '[23]..', swap: true },
    { code: '(409|422)', swap: true },
    { code: '[45]..', swap: false, error: true },
  ],
};

interface PageParts {
  readonly title: string;
  readonly body: Html;
  readonly script?: string;
  readonly style?: string;
}

/** The whole page: head, navigation of whoever is logged in, body. */
export function consolePage(
  assets: Assets,
  { title, body, script, style: own }: PageParts,
  visit: Visit,
  nonce: string,
): string {
  const style = (name: string) => html`<link rel="stylesheet" nonce="${nonce}" href="${assets.url(name)}" />`;
  return html`<!doctype html>
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="htmx-config" content="${JSON.stringify(htmxConfig)}" />
        <title>${title} · ${say.product}</title>
        ${style('tabler.min.css')}${style('tokens.css')}${style('console.css')}${own && style(own)}
        <link rel="icon" href="${assets.url('mark.svg')}" type="image/svg+xml" />
        <script nonce="${nonce}" src="${assets.url('htmx.min.js')}" defer></script>
        ${script && html`<script nonce="${nonce}" src="${assets.url(script)}" defer></script>`}
      </head>
      <body>
        <a class="skip" href="#noi-dung">${say.skip}</a>
        <div class="page">
          ${header(visit)}
          <main class="page-wrapper" id="noi-dung" tabindex="-1">${body}</main>
        </div>
      </body>
    </html>`.toString();
}

function header({ officer, token }: Visit): Html {
  const items = officer
    ? homes.filter(({ roles }) => roles.some((role) => officer.roles.includes(role)))
    : [];
  return html`<header class="top navbar">
    <div class="container-xl top__row">
      <a class="top__brand" href="/console">${mark}<span>${say.product}</span></a>
      <nav class="top__nav" aria-label="${say.navigation}">
        ${items.map(({ path, name }) => html`<a class="top__link" href="${path}">${name}</a>`)}
      </nav>
      ${
        officer &&
        html`<div class="top__who">
          <span class="top__name"
            ><strong>${officer.name}</strong
            ><span>${officer.roles.map((role) => say.roles[role]).join(', ')}</span></span
          >
          <a class="top__link" href="/console/mat-khau">${say.password.title}</a>
          <form method="post" action="/console/dang-xuat">
            ${tokenField(token)}<button class="btn btn-sm top__out">${say.logOut}</button>
          </form>
        </div>`
      }
    </div>
  </header>`;
}

export function tokenField(token: string): Html {
  return html`<input type="hidden" name="_ma" value="${token}" />`;
}
