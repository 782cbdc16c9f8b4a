import { randomUUID } from 'node:crypto';
import { dayOf, isDay } from '../cases/calendar-day.ts';
import type { CaseDesk } from '../cases/case-desk.ts';
import type { Officer, Role } from '../cases/case-event.ts';
import { dueDates } from '../cases/case-progress.ts';
import { normalPhone } from '../cases/personal-data.ts';
import { receiptForm } from '../cases/receipt-form.ts';
import type { IncomingCase, Receipt, Reception } from '../cases/reception.ts';
import type { CaseKind, Contact } from '../cases/submission.ts';
import type { Form } from '../web/form.ts';
import { counterPage, countedKinds } from './counter-page.ts';
import { counterReceipt } from './counter-receipt.ts';
import { say } from './texts.ts';
import type { ConsoleRoute, OfficerVisit, Reply } from './visit.ts';

export interface CounterParts {
  readonly reception: Pick<Reception, 'receive'>;
  readonly desk: CaseDesk;
  readonly offices: () => readonly { readonly id: string; readonly name: string }[];
  /** Whether denunciations are taken in, under seal. */
  readonly sealed: boolean;
  /** Mã QR of an address as a data URL; undefined while people cannot reach it from their phones. */
  readonly qrCode?: ((address: string) => Promise<string>) | undefined;
  /** Mẫu đơn trống of an office. */
  readonly blankForms: (office: string) => readonly { readonly name: string; readonly path: string }[];
}

const clerks: readonly Role[] = ['clerk'];
const channels: readonly string[] = ['counter', 'phone', 'post'];
const purpose = 'xử lý và trả lời nội dung đã gửi tại cơ quan';

/** Văn thư nhận hộ: what citizens bring, tell on the telephone or send by post. */
export function counterRoutes(parts: CounterParts): ConsoleRoute[] {
  const page = (visit: OfficerVisit, typed?: Form): Reply => ({
    title: say.counter.title,
    body: counterPage({
      token: visit.token,
      today: dayOf(visit.now),
      offices: parts.offices(),
      sealed: parts.sealed,
      blankForms: parts.blankForms,
      submissionKey: typed?.text('submission') || randomUUID(),
      typed,
      problem: typed && say.counter.incomplete,
    }),
    status: typed ? 422 : 200,
  });

  /** Notes the signed petition that came with it; resolves to why that could not be done. */
  const lodge = async (
    { code, repeated }: Receipt,
    { kind }: IncomingCase,
    { form, officer, now }: OfficerVisit,
  ): Promise<string | undefined> => {
    const on = form.text('signedOn');
    const isPetition = kind === 'complaint' || kind === 'denunciation';
    if (!isPetition || !isDay(on) || repeated) return undefined;
    const { refusal } = await parts.desk.move(code, { type: 'lodged', on }, officer, { now });
    return refusal && say.counter.notLodged(say.refusals[refusal]);
  };

  const handedOver = async (
    taken: Receipt,
    incoming: IncomingCase,
    { form, officer, now }: OfficerVisit,
    problem: string | undefined,
  ) => {
    // A signed petition starts the clocks of the law: the receipt tells what is owed after it was noted.
    const open = await parts.desk.open(taken.code, officer, now);
    const receipt = { ...taken, ...(open && dueDates(open.clocks)) };
    const office = parts.offices().find(({ id }) => id === incoming.office)?.name ?? '';
    const qrCode = receipt.trackUrl ? await parts.qrCode?.(receipt.trackUrl) : undefined;
    const paper = await receiptForm({
      receipt,
      office,
      from: incoming.kind === 'denunciation' ? undefined : given(form, 'name'),
      takenBy: officer.name,
      papers: form.files.map(({ name }) => name),
      qrCode: qrCode ? pngOf(qrCode) : undefined,
      now,
    });
    return counterReceipt({ receipt, office, qrCode, paper, problem });
  };

  return [
    { method: 'GET', path: '/console/tiep-nhan', for: clerks, answer: (visit) => page(visit) },
    {
      method: 'POST',
      path: '/console/tiep-nhan',
      for: clerks,
      answer: async (visit) => {
        const { form, officer, now } = visit;
        const incoming = read(form, officer, parts, now);
        if (!incoming) return page(visit, form);
        const receipt = await parts.reception.receive(incoming, now);
        const problem = await lodge(receipt, incoming, visit);
        return { title: say.counter.receipt, body: await handedOver(receipt, incoming, visit, problem) };
      },
    },
  ];
}

/** Undefined while something that must be there is missing. */
function read(form: Form, officer: Officer, parts: CounterParts, now: Date): IncomingCase | undefined {
  const kind = countedKinds(parts.sealed).find((one) => one === form.text('kind'));
  const office = parts.offices().find(({ id }) => id === form.text('office'))?.id;
  const content = form.text('content');
  const dates = [form.text('knownOn'), form.text('signedOn')].filter((on) => on !== '');
  const areDates = dates.every((on) => isDay(on) && on <= dayOf(now));
  if (!kind || office === undefined || content === '' || !areDates) return undefined;
  const contact = contactIn(form);
  const sealed = kind === 'denunciation';
  return {
    kind,
    office,
    channel: channels.find((one) => one === form.text('channel')) ?? 'counter',
    takenBy: officer,
    submissionKey: submissionKeyIn(form),
    files: form.files,
    identity: sealed ? contact : undefined,
    submission: {
      content,
      place: given(form, 'place'),
      contact: sealed ? undefined : contact,
      contested: contestedIn(form, kind),
      accused: sealed && form.text('accused') !== '' ? { name: form.text('accused') } : undefined,
      consent: { at: now.toISOString(), purpose, messages: form.text('messages') === 'yes' && !sealed },
    },
  };
}

/** Made by the page; anything else is not a key. */
function submissionKeyIn(form: Form): string | undefined {
  const key = form.text('submission');
  return /^[0-9a-f-]{36}$/.test(key) ? `counter/${key}` : undefined;
}

/** The picture behind a data URL. */
function pngOf(dataUrl: string): Uint8Array {
  return Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64');
}

function contactIn(form: Form): Contact | undefined {
  const phone = given(form, 'phone');
  const contact = {
    name: given(form, 'name'),
    address: given(form, 'address'),
    phone: phone && (normalPhone(phone) ?? phone),
    email: given(form, 'email'),
  };
  return Object.values(contact).some((value) => value !== undefined) ? contact : undefined;
}

function contestedIn(form: Form, kind: CaseKind) {
  const what = given(form, 'contested');
  if (kind !== 'complaint' || what === undefined) return undefined;
  return { what, number: given(form, 'number'), knownOn: given(form, 'knownOn') };
}

function given(form: Form, name: string): string | undefined {
  const text = form.text(name);
  return text === '' ? undefined : text;
}
