import type { Assets } from './assets.ts';
import { displayButtons } from './display-buttons.ts';
import { type Html, html, jsonHtml, rawHtml } from './html.ts';
import { mark, page } from './layout.ts';
import type { PlanPage, PlanSummary, ReadablePlan } from './plan-reader.ts';
import type { PageTexts } from './texts.ts';

const listPath = '/van-ban';

/** "2023-04-21" → "21/4/2023"; what is no ISO date stays as it is. */
export function vietnameseDate(iso: string): string {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(iso) ?? [];
  return year ? `${Number(day)}/${Number(month)}/${year}` : iso;
}

function frame(assets: Assets, texts: PageTexts, title: string, body: Html): string {
  const { chat } = texts;
  return page(
    assets,
    { title: `${title} · ${texts.product}`, styles: ['site.css', 'reader.css'] },
    'reader',
    html`<script src="${assets.url('display.js')}"></script>
      <a class="skip" href="#noi-dung">${texts.skip}</a>
      <header class="top">
        ${mark}
        <div class="top__names">
          <p class="top__title"><a href="/">${texts.product}</a></p>
        </div>
        <div class="top__tools" role="group" aria-label="${chat.tools}">${displayButtons(texts)}</div>
      </header>
      ${body}`,
  );
}

/** What may be typed into the search. */
export const mostWords = 200;

/** The plans that the bot answers from, by office: one page of all, or of those that the words find. */
export function planListPage(assets: Assets, texts: PageTexts, list: PlanPage, words: string): string {
  const { reader } = texts;
  const { rows, found } = list;
  const offices = [...new Set(rows.map(({ issuer }) => issuer))];
  const isEmpty = found === 0 && words === '';
  return frame(
    assets,
    texts,
    reader.listTitle,
    html`<main class="list" id="noi-dung" tabindex="-1">
      <h1>${reader.listTitle}</h1>
      <p class="list__intro">${isEmpty ? reader.empty : reader.listIntro}</p>
      ${!isEmpty && searchForm(texts, words)}
      ${!isEmpty && html`<p class="list__count" role="status">${words === '' ? reader.all(found) : reader.found(found)}</p>`}
      ${offices.map(
        (office) =>
          html`<section class="list__office">
            <h2>${office}</h2>
            <ul>
              ${rows.filter(({ issuer }) => issuer === office).map((plan) => listItem(texts, plan))}
            </ul>
          </section>`,
      )}
      ${list.pages > 1 && pageLinks(texts, list, words)}
      <p><a class="button" href="/">${texts.home}</a></p>
    </main>`,
  );
}

function searchForm({ reader }: PageTexts, words: string): Html {
  return html`<form class="find" method="get" action="${listPath}" role="search">
    <label for="tim">${reader.search}</label>
    <div class="find__row">
      <input type="search" id="tim" name="tim" value="${words}" maxlength="${mostWords}" />
      <button class="button">${reader.find}</button>
    </div>
    ${words !== '' && html`<a href="${listPath}">${reader.showAll}</a>`}
  </form>`;
}

function pageLinks({ reader }: PageTexts, { page, pages }: PlanPage, words: string): Html {
  const to = (number: number) => {
    const query = new URLSearchParams({ ...(words && { tim: words }), trang: String(number) });
    return `${listPath}?${query.toString()}`;
  };
  return html`<nav class="pages" aria-label="${reader.pages}">
    ${page > 1 && html`<a class="button button--quiet" rel="prev" href="${to(page - 1)}">${reader.previous}</a>`}
    <span>${reader.page(page, pages)}</span>
    ${page < pages && html`<a class="button button--quiet" rel="next" href="${to(page + 1)}">${reader.next}</a>`}
  </nav>`;
}

function listItem({ reader }: PageTexts, plan: PlanSummary): Html {
  const facts = [
    plan.number,
    plan.issuedOn && vietnameseDate(plan.issuedOn),
    plan.year && `${reader.year} ${plan.year}`,
  ];
  return html`<li>
    <a class="entry" href="${listPath}/${encodeURIComponent(plan.id)}"
      ><span class="entry__title">${plan.title}</span>
      <span class="entry__facts">${facts.filter(Boolean).join(' · ')}</span></a
    >
  </li>`;
}

/** One plan, line by line, every line with its anchor `L118`. */
export function planPage(assets: Assets, texts: PageTexts, plan: ReadablePlan): string {
  const { reader } = texts;
  const sections = plan.sections ?? [];
  const isScan = plan.restoredLines !== undefined;
  return frame(
    assets,
    texts,
    plan.title,
    html`<div class="sheet-frame${isScan ? ' sheet-frame--scan' : ''}">
        <main class="plan" id="noi-dung" tabindex="-1">
          <p class="plan__back"><a href="${listPath}">${reader.toList}</a></p>
          <h1>${plan.title}</h1>
          ${facts(texts, plan)} ${isScan && html`<p class="plan__scan">${reader.scanNotice}</p>`}
          <p
            class="plan__cited"
            id="cited"
            role="status"
            hidden
            data-text="${reader.cited('{lines}')}"
            data-line="${reader.line}"
            data-lines="${reader.lines}"
          ></p>
          <section aria-label="${reader.source}">
            ${isScan && html`<div class="heads" aria-hidden="true"><span></span><span>${reader.restored}</span><span>${reader.scan}</span></div>`}
            <ol class="lines">
              ${plan.lines.map((line, index) => lineItem(texts, plan, line, index + 1))}
            </ol>
          </section>
        </main>
        ${
          sections.length > 0 &&
          html`<nav class="contents" aria-label="${reader.contents}">
            <h2>${reader.contents}</h2>
            <ol>
              ${sections.map(
                ({ number, title, lines }) =>
                  html`<li class="depth-${number.split('.').length > 1 ? 2 : 1}">
                    <a href="#L${lines[0]}">${label(number, title)}</a>
                  </li>`,
              )}
            </ol>
          </nav>`
        }
      </div>
      <script type="application/json" id="quotes">
        ${jsonHtml((plan.quotes ?? []).map(({ lines, pieces }) => [lines.join('-'), pieces]))}
      </script>
      <script type="module" src="${assets.url('reader.js')}"></script>`,
  );
}

function label(number: string, title: string): string {
  const name = number.replace(/^PL\b\.?/, 'Phụ lục ').trim();
  return title ? `${name}. ${title}` : name;
}

function facts({ reader }: PageTexts, plan: ReadablePlan): Html {
  const rows: readonly (readonly [string, string | null | undefined])[] = [
    [reader.number, plan.number ?? reader.noNumber(plan.symbol ?? undefined)],
    [reader.issuer, plan.issuer],
    [reader.issuedOn, plan.issuedOn ? vietnameseDate(plan.issuedOn) : reader.undated],
    [reader.year, plan.year === null ? undefined : String(plan.year)],
    [reader.signer, plan.signer ? `${plan.signer.name}, ${plan.signer.title}` : undefined],
  ];
  return html`<dl class="facts" aria-label="${reader.facts}">
    ${rows
      .filter(([, value]) => value)
      .map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
  </dl>`;
}

function lineItem({ reader }: PageTexts, plan: ReadablePlan, line: string, number: number): Html {
  const notes = (plan.notes ?? []).filter(({ lines }) => lines[1] === number);
  const restored = plan.restoredLines;
  const blank = line.trim() === '' && !(restored?.[number - 1] ?? '').trim();
  return html`<li class="line${blank && ' line--blank'}" id="L${number}">
    <a
      class="line__number"
      href="#L${number}"
      aria-label="${reader.line} ${number}"
      ${blank && rawHtml(' tabindex="-1"')}
      >${number}</a
    >${
      restored
        ? html`<span class="line__text">${restored[number - 1] ?? ''}</span
            ><span class="line__scan">${line}</span>`
        : html`<span class="line__text">${line}</span>`
    }${notes.map(({ text }) => html`<span class="line__note"><strong>${reader.note}:</strong> ${text}</span>`)}
  </li>`;
}
