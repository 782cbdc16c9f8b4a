import { printDay, type Day } from '../cases/calendar-day.ts';
import type { Receipt } from '../cases/reception.ts';
import { caseKinds, type CaseKind } from '../cases/submission.ts';
import type { Form } from '../web/form.ts';
import { html, type Html } from '../web/html.ts';
import { control, type Field } from './form-field.ts';
import { tokenField } from './layout.ts';
import { say } from './texts.ts';

export interface CounterView {
  readonly token: string;
  readonly today: Day;
  readonly offices: readonly { readonly id: string; readonly name: string }[];
  /** Whether denunciations are taken in, under seal. */
  readonly sealed: boolean;
  /** What was typed, when it could not be kept. */
  readonly typed?: Form | undefined;
  readonly problem?: string | undefined;
}

/** Kinds that a clerk may take in here. */
export function countedKinds(sealed: boolean): readonly CaseKind[] {
  return caseKinds.filter((kind) => sealed || kind !== 'denunciation');
}

/** Nhận hộ tại quầy, qua điện thoại, bưu chính: one form for every kind. */
export function counterPage(view: CounterView): Html {
  const { token, today, typed, problem, sealed } = view;
  const context = { form: 'quay', units: [], today };
  return html`<div class="page-body container-narrow">
    <h1 class="h2">${say.counter.title}</h1>
    <p>${say.counter.intro}</p>
    <p class="quiet">${sealed ? say.counter.denunciation : say.counter.guided}</p>
    ${problem && html`<div class="note note--bad" role="alert">${problem}</div>`}
    <form class="card" method="post" action="/console/tiep-nhan" enctype="multipart/form-data">
      <div class="card-body">
        ${tokenField(token)}
        ${fieldsOf(view).map((field) => control(field, typed?.text(field.name) ?? '', context))}
        <button class="btn btn-primary">${say.counter.button}</button>
      </div>
    </form>
  </div>`;
}

function fieldsOf({ offices, sealed }: CounterView): readonly Field[] {
  return [
    {
      name: 'kind',
      label: 'Loại',
      type: 'choice',
      required: true,
      options: countedKinds(sealed).map((kind) => [kind, say.kinds[kind]]),
    },
    {
      name: 'office',
      label: 'Cơ quan',
      type: 'choice',
      required: true,
      options: offices.map(({ id, name }) => [id, name]),
    },
    {
      name: 'channel',
      label: 'Cách gửi',
      type: 'choice',
      options: [
        ['counter', 'Tại quầy'],
        ['phone', 'Điện thoại'],
        ['post', 'Bưu chính'],
      ],
    },
    { name: 'content', label: 'Nội dung', type: 'area', required: true },
    { name: 'place', label: 'Địa điểm (phản ánh hiện trường)', type: 'line' },
    { name: 'contested', label: 'Quyết định, hành vi bị khiếu nại', type: 'line' },
    { name: 'number', label: 'Số quyết định', type: 'line' },
    { name: 'knownOn', label: 'Ngày nhận được hoặc biết được quyết định', type: 'date' },
    { name: 'accused', label: 'Người bị tố cáo', type: 'line' },
    {
      name: 'name',
      label: 'Họ tên người gửi',
      type: 'line',
      hint: 'Có thể để trống nếu người gửi không nêu.',
    },
    { name: 'address', label: 'Địa chỉ', type: 'line' },
    { name: 'phone', label: 'Điện thoại', type: 'line' },
    { name: 'email', label: 'Thư điện tử', type: 'line' },
    {
      name: 'messages',
      label: 'Người gửi đồng ý nhận báo tin qua thư điện tử',
      type: 'choice',
      options: [
        ['no', 'Không'],
        ['yes', 'Có'],
      ],
    },
    {
      name: 'signedOn',
      label: 'Ngày nhận đơn có chữ ký (khiếu nại, tố cáo)',
      type: 'date',
      hint: 'Để trống nếu chưa có đơn: thời hạn theo luật chỉ tính từ đơn có chữ ký.',
    },
    { name: 'files', label: 'Bản chụp, tệp kèm', type: 'files', hint: 'Tối đa 5 tệp, tổng cộng 10 MB.' },
  ];
}

/** Biên nhận to hand over, printed from the browser. */
export function counterReceipt({
  code,
  secret,
  kindName,
  receivingUnit,
  due,
  legalDue,
  trackUrl,
}: Receipt): Html {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Loại', kindName],
    ['Mã hồ sơ', code],
    ['Mã bí mật', secret],
    ['Nơi nhận', receivingUnit],
    ...[due, legalDue].flatMap((one) =>
      one ? [[one.name, `chậm nhất ${printDay(one.on)} (${one.article})`] as const] : [],
    ),
    ['Tra cứu', trackUrl],
  ];
  return html`<div class="page-body container-narrow">
    <div class="card">
      <div class="card-body">
        <h1 class="h2">${say.counter.receipt}</h1>
        <p>${say.counter.handOver}</p>
        <dl class="facts">
          ${rows.flatMap(([label, value]) =>
            value
              ? html`<div>
                  <dt>${label}</dt>
                  <dd>${value}</dd>
                </div>`
              : [],
          )}
        </dl>
        <a class="btn mt-3" href="/console/tiep-nhan">${say.counter.another}</a>
      </div>
    </div>
  </div>`;
}
