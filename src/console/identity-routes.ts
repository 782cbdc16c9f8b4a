import type { OpenFile } from '../cases/case-desk.ts';
import {
  identityRights,
  type Identity,
  type IdentityRequest,
  type SealedIdentities,
} from '../cases/sealed-identity.ts';
import type { Database } from '../storage/database.ts';
import type { OfficerStore } from '../storage/officer-store.ts';
import type { CaseDesk } from '../cases/case-desk.ts';
import { html, type Html } from '../web/html.ts';
import { printTime } from './case-page.ts';
import { factList } from './fact-list.ts';
import { refusal } from './gate.ts';
import { tokenField } from './layout.ts';
import { say } from './texts.ts';
import type { ConsoleRoute, OfficerVisit, Reply } from './visit.ts';

export interface IdentityParts {
  readonly identities: SealedIdentities;
  readonly database: Database;
  readonly officers: OfficerStore;
  readonly desk: CaseDesk;
}

/** Danh tính người tố cáo: asked for with a reason, granted by the guardian, opened by who asked. */
export function identityRoutes(parts: IdentityParts): ConsoleRoute[] {
  const { identities, officers, desk } = parts;
  return [
    {
      method: 'GET',
      path: '/console/danh-tinh',
      for: identityRights.decide,
      answer: async (visit) => {
        const [pending, accounts] = await Promise.all([identities.pending(visit.officer), officers.list()]);
        const nameOf = (id: string) => accounts.find((one) => one.id === id)?.name ?? id;
        const codes = await codesOf(parts.database, pending);
        return { title: say.identity.title, body: requestsPage(visit, pending, nameOf, codes) };
      },
    },
    {
      method: 'POST',
      path: '/console/danh-tinh/:request',
      for: identityRights.decide,
      answer: async ({ params, form, officer, now }) => {
        const granted = form.text('granted') === 'yes';
        const { refusal: no } = await identities.decide(params['request'] ?? '', officer, granted, now);
        return no ? refusal(409, say.identityRefusals[no]) : { to: '/console/danh-tinh' };
      },
    },
    {
      method: 'POST',
      path: '/console/ho-so/:code/danh-tinh',
      for: identityRights.request,
      answer: async (visit) => {
        const { params, form, officer, now } = visit;
        const code = params['code'] ?? '';
        const open = await desk.open(code, officer, now);
        if (!open) return refusal(404, say.refused.missing);
        const { refusal: no } = await identities.request(open.file.id, officer, form.text('reason'), now);
        return no ? refusal(422, say.identityRefusals[no]) : { to: `/console/ho-so/${code}` };
      },
    },
    {
      method: 'POST',
      path: '/console/danh-tinh/:request/mo',
      for: identityRights.open,
      answer: async ({ params, officer, now }): Promise<Reply> => {
        const { value, refusal: no } = await identities.open(params['request'] ?? '', officer, now);
        if (no) return refusal(403, say.identityRefusals[no]);
        return { title: 'Danh tính', body: identityPage(value) };
      },
    },
  ];
}

/** The part of the case page about the sealed identity; undefined for every other kind of case. */
export async function identityCard(
  { database }: IdentityParts,
  { file }: OpenFile,
  { officer, token }: OfficerVisit,
): Promise<Html | undefined> {
  if (
    file.submission.denouncer !== 'sealed' ||
    !officer.roles.some((role) => identityRights.request.includes(role))
  )
    return undefined;
  const requests = await database.queries
    .selectFrom('identity_requests')
    .select(['id', 'granted', 'requested_at'])
    .where('case_id', '=', file.id)
    .where('requested_by', '=', officer.id)
    .orderBy('requested_at', 'desc')
    .execute();
  return html`<section class="card" aria-labelledby="danh-tinh">
    <div class="card-body">
      <h2 class="card-title" id="danh-tinh">Danh tính niêm phong</h2>
      ${requests.map(
        ({ id, granted, requested_at }) =>
          html`<div class="request">
            <p>
              Yêu cầu lúc ${printTime(requested_at)}:
              ${granted === null ? 'đang chờ quyết định' : granted === 1 ? 'được chấp thuận' : 'không được chấp thuận'}.
            </p>
            ${
              granted === 1 &&
              html`<form method="post" action="/console/danh-tinh/${id}/mo">
                ${tokenField(token)}<button class="btn btn-sm">Xem danh tính (có ghi nhật ký)</button>
              </form>`
            }
          </div>`,
      )}
      <form method="post" action="/console/ho-so/${file.code}/danh-tinh">
        ${tokenField(token)}
        <label class="form-label required" for="reason-identity">Lý do cần xem danh tính</label>
        <textarea class="form-control mb-3" id="reason-identity" name="reason" rows="2" required></textarea>
        <button class="btn">Gửi yêu cầu đến người bảo vệ danh tính</button>
      </form>
    </div>
  </section>`;
}

async function codesOf(
  database: Database,
  requests: readonly IdentityRequest[],
): Promise<ReadonlyMap<string, string>> {
  if (requests.length === 0) return new Map();
  const ids = requests.map(({ caseId }) => caseId);
  const rows = await database.queries
    .selectFrom('case_files')
    .select(['id', 'code'])
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map(({ id, code }) => [id, code]));
}

function requestsPage(
  { token }: OfficerVisit,
  pending: readonly IdentityRequest[],
  nameOf: (id: string) => string,
  codes: ReadonlyMap<string, string>,
): Html {
  return html`<div class="page-body container-xl">
    <h1 class="h2">${say.identity.title}</h1>
    ${pending.length === 0 && html`<div class="card"><p class="card-body">Không có yêu cầu nào đang chờ.</p></div>`}
    ${pending.map(
      ({ id, caseId, requestedBy, requestedAt, reason }) =>
        html`<div class="card mb-3">
          <div class="card-body">
            <p><strong>${nameOf(requestedBy)}</strong>, hồ sơ ${codes.get(caseId) ?? ''}</p>
            <p class="quiet">${printTime(requestedAt.toISOString())}</p>
            <p class="event__text">${reason}</p>
            <form class="account__row" method="post" action="/console/danh-tinh/${id}">
              ${tokenField(token)}
              <button class="btn btn-primary" name="granted" value="yes">Chấp thuận</button>
              <button class="btn" name="granted" value="no">Không chấp thuận</button>
            </form>
          </div>
        </div>`,
    )}
  </div>`;
}

function identityPage({ name, phone, email, address }: Identity): Html {
  const rows = [
    ['Họ và tên', name],
    ['Địa chỉ', address],
    ['Điện thoại', phone],
    ['Thư điện tử', email],
  ] as const;
  return html`<div class="page-body container-narrow">
    <div class="card">
      <div class="card-body">
        <h1 class="h2">Danh tính người tố cáo</h1>
        <p>Bí mật. Lần xem này đã được ghi nhật ký.</p>
        ${factList(rows)}
      </div>
    </div>
  </div>`;
}
