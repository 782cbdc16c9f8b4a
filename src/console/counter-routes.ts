import { dayOf, isDay } from '../cases/calendar-day.ts';
import type { CaseDesk } from '../cases/case-desk.ts';
import type { Officer, Role } from '../cases/case-event.ts';
import { normalPhone } from '../cases/personal-data.ts';
import type { IncomingCase, Reception } from '../cases/reception.ts';
import type { CaseKind, Contact } from '../cases/submission.ts';
import type { Form } from '../web/form.ts';
import { counterPage, counterReceipt, countedKinds } from './counter-page.ts';
import { say } from './texts.ts';
import type { ConsoleRoute, OfficerVisit, Reply } from './visit.ts';

export interface CounterParts {
  readonly reception: Pick<Reception, 'receive'>;
  readonly desk: CaseDesk;
  readonly offices: () => readonly { readonly id: string; readonly name: string }[];
  /** Whether denunciations are taken in, under seal. */
  readonly sealed: boolean;
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
      typed,
      problem: typed && say.counter.incomplete,
    }),
    status: typed ? 422 : 200,
  });

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
        const on = form.text('signedOn');
        const isPetition = incoming.kind === 'complaint' || incoming.kind === 'denunciation';
        if (isPetition && isDay(on))
          await parts.desk.move(receipt.code, { type: 'lodged', on }, officer, { now });
        return { title: say.counter.receipt, body: counterReceipt(receipt) };
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
