import type { Assets } from './assets.ts';
import { displayButtons } from './display-buttons.ts';
import { html, jsonHtml, rawHtml } from './html.ts';
import { mark, page } from './layout.ts';
import type { PageTexts } from './texts.ts';

export interface ChatPageParts {
  readonly assets: Assets;
  readonly texts: PageTexts;
  /** The one office this bot speaks for; undefined when it speaks for several. */
  readonly office?: string | undefined;
  readonly starters: readonly string[];
  readonly trackingUrl?: string | undefined;
}

const icons = {
  fresh: rawHtml('<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 5v14M5 12h14"/></svg>'),
  close: rawHtml('<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 6l12 12M18 6 6 18"/></svg>'),
};

/** The chat page: everything a person needs to start is in it before the client program arrives. */
export function chatPage(
  { assets, texts, office, starters, trackingUrl }: ChatPageParts,
  nonce: string,
  embedded: boolean,
): string {
  const { chat, fresh, reason } = texts;
  const settings = {
    webChat: assets.url('webchat.js'),
    texts: { ...texts.live, chosen: texts.live.chosen('{names}') },
    strings: texts.webChat,
    thanks: reason.thanks,
    nonce,
  };
  return page(
    assets,
    { title: chat.title(office), description: chat.description, styles: ['site.css', 'chat.css'] },
    embedded ? 'chat chat--embedded' : 'chat',
    html`<script src="${assets.url('display.js')}"></script>
      <script src="${assets.url('early.js')}"></script>
      <a class="skip" href="#noi-dung">${texts.skip}</a>
      <header class="top">
        ${mark}
        <div class="top__names">
          ${office !== undefined && html`<p class="top__over">${chat.over}</p>`}
          <h1 class="top__title">${office ?? chat.over}</h1>
        </div>
        <div class="top__tools" role="group" aria-label="${chat.tools}">
          <button class="tool" type="button" id="fresh">
            ${icons.fresh}<span class="tool__word">${chat.fresh}</span>
          </button>
          ${displayButtons(texts)}
          <button class="tool tool--close" type="button" id="close">
            ${icons.close}<span class="sr">${chat.close}</span>
          </button>
        </div>
      </header>
      <div class="frame">
        <aside class="intro" aria-label="${chat.starters}">
          <div class="notice">
            <strong>${chat.notice.lead}</strong><span class="notice__long">${chat.notice.text}</span
            ><span class="notice__short"
              >${chat.notice.short[0]}<a href="/van-ban">${chat.notice.short[1]}</a
              >${chat.notice.short[2]}${trackingUrl && html` <a href="${trackingUrl}">${chat.tracking}</a>.`}</span
            >
          </div>
          <div>
            <h2>${chat.starters}</h2>
            <ul class="starters">
              ${starters.map((question) => html`<li><button class="starter" type="button">${question}</button></li>`)}
            </ul>
          </div>
          <div class="links">
            <h2>${chat.more}</h2>
            <ul>
              <li><a href="/van-ban">${chat.plans}</a></li>
              ${trackingUrl && html`<li><a href="${trackingUrl}">${chat.tracking}</a></li>`}
            </ul>
          </div>
        </aside>
        <main class="talk" id="noi-dung" tabindex="-1" aria-label="${chat.region}">
          <p class="talk__status" id="status" role="status" hidden></p>
          <div class="talk__client" id="webchat"></div>
          <div class="opening" id="opening">
            <div class="opening__space">
              <noscript
                ><p>${chat.noScript} <a href="/van-ban">${chat.plans}</a></p></noscript
              >
              <div class="opening__bubble"></div>
              <div class="opening__bubble"></div>
              <p class="opening__text" id="opening-text">${chat.opening}</p>
            </div>
            <form class="early" id="early">
              <input
                name="text"
                autocomplete="off"
                maxlength="4000"
                placeholder="${chat.early}"
                aria-label="${chat.early}"
              /><button class="button" type="submit">${chat.earlySend}</button>
            </form>
          </div>
        </main>
      </div>
      <dialog class="sheet" id="fresh-sheet" aria-labelledby="fresh-title">
        <form method="dialog">
          <h2 id="fresh-title">${fresh.title}</h2>
          <p>${fresh.text}</p>
          <div class="sheet__row">
            <button class="button button--quiet" value="no">${fresh.no}</button
            ><button class="button" value="yes">${fresh.yes}</button>
          </div>
        </form>
      </dialog>
      <dialog class="sheet" id="reason-sheet" aria-labelledby="reason-title">
        <form method="dialog">
          <h2 id="reason-title">${reason.title}</h2>
          <fieldset aria-labelledby="reason-title">
            ${Object.entries(reason.choices).map(
              ([value, label]) =>
                html`<label class="choice"
                  ><input type="checkbox" name="reason" value="${value}" />${label}</label
                >`,
            )}
          </fieldset>
          <label
            >${reason.more}<textarea name="more" maxlength="1000" aria-describedby="reason-hint"></textarea>
          </label>
          <p class="hint" id="reason-hint">${reason.hint}</p>
          <div class="sheet__row">
            <button class="button button--quiet" value="no" formnovalidate>${reason.cancel}</button
            ><button class="button" value="yes">${reason.send}</button>
          </div>
        </form>
      </dialog>
      <script type="application/json" id="settings">
        ${jsonHtml(settings)}
      </script>
      <script type="module" src="${assets.url('chat.js')}"></script>`,
  );
}
