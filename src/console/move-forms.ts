import { flags, type ComplaintLevel, type Flag, type Outcome } from '../cases/case-event.ts';
import type { OpenFile } from '../cases/case-desk.ts';
import type { CaseFile } from '../cases/case-file.ts';
import { isDay } from '../cases/calendar-day.ts';
import { readCaseCode } from '../cases/case-code.ts';
import type { Move, MoveType } from '../cases/moves.ts';
import { caseKinds, type CaseKind } from '../cases/submission.ts';
import type { Account } from '../storage/officer-store.ts';
import type { Form } from '../web/form.ts';
import type { Field, Option } from './form-field.ts';
import { say } from './texts.ts';

/** What the choices of a form are made of. */
export interface FormContext extends OpenFile {
  /** Who may be given the case, or barred from it. */
  readonly officers: readonly Account[];
}

/** Biểu mẫu của một việc: its fields, and the move that they make; undefined while something is missing. */
export interface MoveForm {
  readonly fields: (context: FormContext) => readonly Field[];
  readonly read: (form: Form, file: CaseFile) => Move | undefined;
}

const reason: Field = { name: 'reason', label: 'Lý do', type: 'area', required: true };
const reasonTold: Field = { ...reason, hint: 'Người dân đọc được lý do này.' };
const decision: Field = { name: 'decision', label: 'Số quyết định, văn bản (nếu có)', type: 'line' };
const files = (label: string, hint?: string): Field => ({
  name: 'files',
  label,
  type: 'files',
  hint: hint ?? 'Tối đa 5 tệp, tổng cộng 10 MB.',
});

/** One form for each move that an officer can make; "absorbed" is made by the other side of a merger. */
export const moveForms: Readonly<Record<Exclude<MoveType, 'absorbed'>, MoveForm>> = {
  assigned: {
    fields: ({ officers }) => [
      { name: 'unit', label: 'Đơn vị xử lý', type: 'unit', required: true },
      {
        name: 'officer',
        label: 'Người xử lý',
        type: 'choice',
        options: [['', 'Đơn vị tự phân công'], ...handlers(officers)],
      },
      { name: 'duty', label: 'Căn cứ giao (trích kế hoạch, nếu có)', type: 'line' },
    ],
    read: (form) => ({
      type: 'assigned',
      unit: form.text('unit'),
      officerId: optional(form.text('officer')),
      duty: optional(form.text('duty')),
    }),
  },
  answered: {
    fields: () => [
      {
        name: 'text',
        label: 'Nội dung trả lời',
        type: 'area',
        required: true,
        hint: 'Người dân đọc nguyên văn trên kênh đã gửi và ở trang tra cứu.',
      },
      files('Văn bản kèm theo'),
      decision,
    ],
    read: (form) => ({
      type: 'answered',
      text: form.text('text'),
      attachments: [],
      decision: optional(form.text('decision')),
    }),
  },
  asked: {
    fields: () => [
      {
        name: 'text',
        label: 'Cần người dân bổ sung',
        type: 'area',
        required: true,
        hint: 'Người dân đọc nguyên văn.',
      },
    ],
    read: (form) => ({ type: 'asked', text: form.text('text') }),
  },
  closed: {
    fields: () => [
      {
        name: 'outcome',
        label: 'Kết quả',
        type: 'choice',
        required: true,
        options: Object.entries(say.outcomes),
      },
      { name: 'text', label: 'Đã làm gì', type: 'area', required: true },
      files('Bằng chứng (ảnh, biên bản)', 'Bắt buộc khi chưa có trả lời. Tối đa 5 tệp, tổng cộng 10 MB.'),
    ],
    read: (form) => {
      const outcome = form.text('outcome');
      return isOutcome(outcome)
        ? { type: 'closed', outcome, text: form.text('text'), evidence: [] }
        : undefined;
    },
  },
  noted: {
    fields: () => [
      {
        name: 'text',
        label: 'Ghi chú',
        type: 'area',
        required: true,
        hint: 'Chỉ công chức được xem hồ sơ mới đọc được.',
      },
    ],
    read: (form) => ({ type: 'noted', text: form.text('text') }),
  },
  classified: {
    fields: ({ file }) => [
      {
        name: 'kind',
        label: 'Loại',
        type: 'choice',
        required: true,
        options: caseKinds
          .filter((kind) => kind !== 'denunciation')
          .map((kind): Option => [kind, say.kinds[kind]])
          .toSorted(([one]) => (one === file.kind ? -1 : 0)),
      },
      {
        name: 'level',
        label: 'Lần khiếu nại',
        type: 'choice',
        options: [
          ['1', 'Lần đầu'],
          ['2', 'Lần hai'],
        ],
      },
    ],
    read: (form) => {
      const kind = form.text('kind');
      const level: ComplaintLevel = form.text('level') === '2' ? 2 : 1;
      if (!isKind(kind)) return undefined;
      return { type: 'classified', kind, ...(kind === 'complaint' && { level }) };
    },
  },
  lodged: {
    fields: () => [
      { name: 'on', label: 'Ngày nhận đơn', type: 'date', required: true },
      { name: 'note', label: 'Ghi chú', type: 'line' },
    ],
    read: (form) => onDay(form, (on) => ({ type: 'lodged', on, note: optional(form.text('note')) })),
  },
  accepted: {
    fields: () => [{ name: 'on', label: 'Ngày thụ lý', type: 'date', required: true }, decision],
    read: (form) =>
      onDay(form, (on) => ({ type: 'accepted', on, decision: optional(form.text('decision')) })),
  },
  refused: {
    fields: () => [reasonTold, { name: 'article', label: 'Căn cứ (điều luật)', type: 'line' }],
    read: (form) => ({
      type: 'refused',
      reason: form.text('reason'),
      article: optional(form.text('article')),
    }),
  },
  forwarded: {
    fields: () => [{ name: 'to', label: 'Chuyển đến cơ quan', type: 'line', required: true }, reasonTold],
    read: (form) => ({ type: 'forwarded', to: form.text('to'), reason: form.text('reason') }),
  },
  extended: {
    fields: ({ clocks }) => [
      {
        name: 'clock',
        label: 'Thời hạn',
        type: 'choice',
        required: true,
        options: clocks
          .filter(({ who, state }) => who === 'office' && (state === 'running' || state === 'paused'))
          .map(({ id, name }): Option => [id, name]),
      },
      { name: 'days', label: 'Thêm số ngày', type: 'number', required: true },
      reasonTold,
      decision,
    ],
    read: (form) => {
      const days = Number(form.text('days'));
      if (!Number.isInteger(days) || days < 1 || days > 366) return undefined;
      return {
        type: 'extended',
        clock: form.text('clock'),
        days,
        reason: form.text('reason'),
        decision: optional(form.text('decision')),
      };
    },
  },
  suspended: {
    fields: () => [reasonTold],
    read: (form) => ({ type: 'suspended', reason: form.text('reason') }),
  },
  resumed: { fields: () => [reason], read: (form) => ({ type: 'resumed', reason: form.text('reason') }) },
  supplied: {
    fields: () => [{ name: 'text', label: 'Nội dung bổ sung', type: 'area' }, files('Giấy tờ đã quét')],
    read: (form) => ({ type: 'supplied', text: form.text('text'), attachments: [] }),
  },
  flagged: {
    fields: ({ file }) => [
      {
        name: 'flag',
        label: 'Dấu hiệu',
        type: 'choice',
        required: true,
        options: flags.map((flag): Option => [
          flag,
          file.flags.has(flag) ? `Bỏ: ${say.flags[flag]}` : `Đặt: ${say.flags[flag]}`,
        ]),
      },
      reason,
    ],
    read: (form, file) => {
      const flag = form.text('flag');
      if (!isFlag(flag)) return undefined;
      return { type: 'flagged', flag, on: !file.flags.has(flag), reason: form.text('reason') };
    },
  },
  barred: {
    fields: ({ officers, file }) => [
      {
        name: 'officer',
        label: 'Công chức',
        type: 'choice',
        required: true,
        options: officers.filter(({ id }) => !file.barred.has(id)).map(({ id, name }): Option => [id, name]),
        hint: 'Người bị phản ánh hoặc người thân của họ không xem được hồ sơ nữa.',
      },
      reason,
    ],
    read: (form) =>
      form.text('officer') === ''
        ? undefined
        : { type: 'barred', officerId: form.text('officer'), reason: form.text('reason') },
  },
  reopened: { fields: () => [reason], read: (form) => ({ type: 'reopened', reason: form.text('reason') }) },
  withdrawn: {
    fields: () => [{ ...reason, label: 'Lý do, số đơn rút' }],
    read: (form) => ({ type: 'withdrawn', reason: form.text('reason') }),
  },
  merged: {
    fields: () => [{ name: 'into', label: 'Mã hồ sơ nhận gộp', type: 'line', required: true }],
    read: (form) => {
      const into = readCaseCode(form.text('into'));
      return into === undefined ? undefined : { type: 'merged', into };
    },
  },
};

export type FormMove = keyof typeof moveForms;

export function isFormMove(text: string): text is FormMove {
  return Object.hasOwn(moveForms, text);
}

function handlers(officers: readonly Account[]): Option[] {
  return officers
    .filter(({ roles }) => roles.includes('specialist') || roles.includes('leader'))
    .map(({ id, name, units }): Option => [id, units.length > 0 ? `${name} (${units.join(', ')})` : name]);
}

function onDay(form: Form, move: (on: string) => Move): Move | undefined {
  const on = form.text('on');
  return isDay(on) ? move(on) : undefined;
}

function optional(text: string): string | undefined {
  return text === '' ? undefined : text;
}

function isOutcome(text: string): text is Outcome {
  return Object.hasOwn(say.outcomes, text);
}

function isKind(text: string): text is CaseKind {
  return (caseKinds as readonly string[]).includes(text);
}

function isFlag(text: string): text is Flag {
  return (flags as readonly string[]).includes(text);
}
