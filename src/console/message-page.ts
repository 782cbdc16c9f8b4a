import { html, type Html } from '../web/html.ts';

/** A page that says one thing. */
export function messagePage(title: string, text: string): Html {
  return html`<div class="page-body container-narrow">
    <div class="card">
      <div class="card-body">
        <h1 class="h2">${title}</h1>
        <p>${text}</p>
        <a class="btn btn-primary" href="/console">Về bàn làm việc</a>
      </div>
    </div>
  </div>`;
}
