import { printDay } from '../cases/calendar-day.ts';
import type { Receipt } from '../cases/reception.ts';
import { docxMediaType } from '../cases/word-page.ts';
import { html, type Html } from '../web/html.ts';
import { factList } from './fact-list.ts';
import { say } from './texts.ts';

export interface CounterReceipt {
  readonly receipt: Receipt;
  readonly office: string;
  /** Mã QR, a data URL; undefined while people cannot reach the address. */
  readonly qrCode: string | undefined;
  /** Giấy biên nhận to sign, as DOCX. */
  readonly paper: Uint8Array;
  /** Why the signed petition could not be noted; undefined when it was, or there was none. */
  readonly problem: string | undefined;
}

/** Biên nhận to hand over: printed from the browser, or as the Word paper that both sign. */
export function counterReceipt({ receipt, office, qrCode, paper, problem }: CounterReceipt): Html {
  const { code, secret, kindName, receivingUnit, due, legalDue, trackUrl } = receipt;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Loại', kindName],
    ['Nơi nhận', `${receivingUnit}, ${office}`],
    ...[due, legalDue].flatMap((one) =>
      one
        ? [
            [
              one.name,
              `chậm nhất ${printDay(one.on)} (${one.article}${one.verify ? `; ${say.verify}` : ''})`,
            ] as const,
          ]
        : [],
    ),
    ['Tra cứu', trackUrl],
  ];
  // The paper holds the secret, which the server does not keep: it travels in the page itself.
  const download = `data:${docxMediaType};base64,${Buffer.from(paper).toString('base64')}`;
  return html`<div class="page-body container-counter">
    ${problem && html`<div class="note note--bad" role="alert">${problem}</div>`}
    <div class="card receipt">
      <div class="card-body">
        <h1 class="h2">${say.counter.receipt}</h1>
        <p class="receipt__aside">${say.counter.handOver}</p>
        <div class="receipt__codes">
          <dl class="receipt__pair">
            <div>
              <dt>Mã hồ sơ</dt>
              <dd>${code}</dd>
            </div>
            <div>
              <dt>Mã bí mật</dt>
              <dd>${secret}</dd>
            </div>
          </dl>
          ${qrCode && html`<img class="receipt__qr" src="${qrCode}" alt="${say.counter.qr}" width="132" height="132" />`}
        </div>
        ${factList(rows, 'receipt__facts')}
        <p class="receipt__aside receipt__next">
          <a class="btn btn-primary" download="bien-nhan-${code}.docx" href="${download}"
            >${say.counter.paper}</a
          >
          <a class="btn" href="/console/ho-so/${code}">${say.counter.openCase}</a>
          <a class="btn" href="/console/tiep-nhan">${say.counter.another}</a>
        </p>
      </div>
    </div>
  </div>`;
}
