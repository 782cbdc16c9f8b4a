import type { Day } from '../cases/calendar-day.ts';
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
  /** The same number again is the same submission again: a form sent twice is one case. */
  readonly submissionKey: string;
  /** Mẫu đơn trống, to be printed for who has none. */
  readonly blankForms: (office: string) => readonly { readonly name: string; readonly path: string }[];
  /** What was typed, when it could not be kept. */
  readonly typed?: Form | undefined;
  readonly problem?: string | undefined;
}

/** Kinds that a clerk may take in here. */
export function countedKinds(sealed: boolean): readonly CaseKind[] {
  return caseKinds.filter((kind) => sealed || kind !== 'denunciation');
}

/** A part of the form; with `only` it is shown while one of those kinds is chosen. */
interface Part {
  readonly title: string;
  readonly only?: readonly CaseKind[];
  readonly fields: readonly Field[];
}

/** Nhận hộ tại quầy, qua điện thoại, bưu chính: one form for every kind. */
export function counterPage(view: CounterView): Html {
  const { token, today, typed, problem, sealed, submissionKey } = view;
  const context = { form: 'quay', units: [], today };
  const fields = (all: readonly Field[]) =>
    all.map((field) => control(field, typed?.text(field.name) ?? '', context));
  return html`<div class="page-body container-counter">
    <h1 class="h2">${say.counter.title}</h1>
    <p>${say.counter.intro}</p>
    <p class="quiet mb-3">${sealed ? say.counter.denunciation : say.counter.guided}</p>
    ${problem && html`<div class="note note--bad" role="alert">${problem}</div>`}
    <form class="card counter" method="post" action="/console/tiep-nhan" enctype="multipart/form-data">
      <div class="card-body">
        ${tokenField(token)}<input type="hidden" name="submission" value="${submissionKey}" />
        ${parts(view).map(
          ({ title, only, fields: own }) =>
            html`<fieldset class="counter__part" ${only && html`data-only="${only.join(' ')}"`}>
              <legend class="counter__legend">${title}</legend>
              <div class="counter__fields">${fields(own)}</div>
            </fieldset>`,
        )}
        <button class="btn btn-primary">${say.counter.button}</button>
      </div>
    </form>
    ${blankForms(view)}
  </div>`;
}

function blankForms({ offices, blankForms: formsOf }: CounterView): Html {
  return html`<section class="counter__blank" aria-labelledby="mau-don">
    <h2 class="h3" id="mau-don">${say.counter.blankForms}</h2>
    ${offices.map(
      ({ id, name }) =>
        html`<p>
          ${offices.length > 1 && html`<span class="quiet">${name}:</span> `}
          ${formsOf(id).map(
            ({ name: form, path }, index) =>
              html`${index > 0 && ' · '}<a
                  href="${path}"
                  aria-label="${offices.length > 1 ? `${form}, ${name}` : form}"
                  >${form}</a
                >`,
          )}
        </p>`,
    )}
  </section>`;
}

function parts({ offices, sealed }: CounterView): readonly Part[] {
  const petitions: readonly CaseKind[] = sealed ? ['complaint', 'denunciation'] : ['complaint'];
  return [
    {
      title: 'Việc gửi đến',
      fields: [
        {
          name: 'kind',
          label: 'Loại',
          type: 'choice',
          required: true,
          options: [
            ['', 'Chọn loại'],
            ...countedKinds(sealed).map((kind) => [kind, say.kinds[kind]] as const),
          ],
        },
        {
          name: 'office',
          label: 'Cơ quan',
          type: 'choice',
          required: true,
          options: [
            ...(offices.length > 1 ? [['', 'Chọn cơ quan'] as const] : []),
            ...offices.map(({ id, name }) => [id, name] as const),
          ],
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
        { name: 'place', label: 'Địa điểm (nếu có)', type: 'line' },
        { name: 'content', label: 'Nội dung', type: 'area', required: true },
      ],
    },
    {
      title: 'Quyết định, hành vi bị khiếu nại',
      only: ['complaint'],
      fields: [
        { name: 'contested', label: 'Quyết định, hành vi', type: 'line' },
        { name: 'number', label: 'Số quyết định', type: 'line' },
        { name: 'knownOn', label: 'Ngày nhận được hoặc biết được', type: 'date' },
      ],
    },
    ...(sealed
      ? [
          {
            title: 'Người bị tố cáo',
            only: ['denunciation'] as const,
            fields: [{ name: 'accused', label: 'Họ tên, chức vụ, nơi làm việc', type: 'line' } as const],
          },
        ]
      : []),
    {
      title: 'Người gửi',
      fields: [
        {
          name: 'name',
          label: 'Họ tên',
          type: 'line',
          hint: 'Để trống nếu người gửi không nêu.',
        },
        { name: 'address', label: 'Địa chỉ', type: 'line' },
        { name: 'phone', label: 'Điện thoại', type: 'line' },
        { name: 'email', label: 'Thư điện tử', type: 'line' },
        {
          name: 'messages',
          label: 'Đồng ý nhận báo tin qua thư điện tử',
          type: 'choice',
          options: [
            ['no', 'Không'],
            ['yes', 'Có'],
          ],
        },
      ],
    },
    {
      title: 'Đơn có chữ ký',
      only: petitions,
      fields: [
        {
          name: 'signedOn',
          label: 'Ngày nhận đơn có chữ ký',
          type: 'date',
          hint: 'Để trống nếu chưa có đơn: thời hạn theo luật chỉ tính từ đơn có chữ ký.',
        },
      ],
    },
    {
      title: 'Giấy tờ kèm theo',
      fields: [
        {
          name: 'files',
          label: 'Bản chụp, tệp',
          type: 'files',
          hint: 'Tối đa 5 tệp, tổng cộng 10 MB.',
        },
      ],
    },
  ];
}
