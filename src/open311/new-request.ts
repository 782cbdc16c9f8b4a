import { normalPhone } from '../cases/personal-data.ts';
import type { IncomingCase } from '../cases/reception.ts';
import type { Contact, Submission } from '../cases/submission.ts';
import type { Form } from '../web/form.ts';
import { Problem } from './problem.ts';
import { kindOfService } from './services.ts';
import { say } from './texts.ts';

export const channelName = 'open311';

const longest = { description: 4_000, place: 500, name: 200, url: 1_000 };

/** A service request as a form sent it → what the reception takes in. Throws the first `Problem`. */
export function newRequest(form: Form, office: string, now: Date): IncomingCase {
  const code = form.text('service_code');
  if (code === '') throw new Problem(400, 'noService');
  const kind = kindOfService(code);
  if (!kind) throw new Problem(404, 'badService');
  if (form.files.length > 0) throw new Problem(400, 'noFiles');
  const description = form.text('description');
  if (description === '') throw new Problem(400, 'noDescription');
  if (description.length > longest.description) throw new Problem(400, 'longDescription');
  const location = locationIn(form);
  const place = form.text('address_string').slice(0, longest.place) || undefined;
  if (kind === 'incident' && !location && place === undefined) throw new Problem(400, 'noPlace');
  const contact = contactIn(form);
  // Phản ánh, kiến nghị về quy định: the law asks for name and contact.
  if (kind === 'proposal' && (!contact?.name || !(contact.phone ?? contact.email)))
    throw new Problem(400, 'noContact');
  const media = mediaIn(form);
  const submission: Submission = {
    content: media === undefined ? description : `${description}\n${say.media(media)}`,
    place,
    location,
    contact,
    // Whoever feeds the case tells its citizen; nobody here asked them about messages.
    consent: { at: now.toISOString(), purpose: say.consent, messages: false },
  };
  return { kind, office, channel: channelName, submission };
}

function locationIn(form: Form): Submission['location'] {
  const [lat, long] = [form.text('lat'), form.text('long')];
  if (lat === '' && long === '') return undefined;
  const decimal = /^-?\d{1,3}(?:\.\d{1,15})?$/;
  const [latitude, longitude] = [Number(lat), Number(long)];
  const fits =
    decimal.test(lat) && decimal.test(long) && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  if (!fits) throw new Problem(400, 'badPlace');
  return { latitude, longitude };
}

function contactIn(form: Form): Contact | undefined {
  const text = (name: string) => form.text(name).slice(0, longest.name) || undefined;
  const name = [text('last_name'), text('first_name')].filter(Boolean).join(' ') || undefined;
  const [phone, email] = [text('phone'), text('email')];
  if (phone !== undefined && normalPhone(phone) === undefined) throw new Problem(400, 'badContact');
  if (email !== undefined && !/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(email))
    throw new Problem(400, 'badContact');
  return (name ?? phone ?? email) === undefined ? undefined : { name, phone, email };
}

/** The address is kept for the officer to open; this server fetches nothing that a sender names. */
function mediaIn(form: Form): string | undefined {
  const url = form.text('media_url');
  if (url === '') return undefined;
  const isWeb = URL.canParse(url) && new URL(url).protocol === 'https:' && url.length <= longest.url;
  if (!isWeb) throw new Problem(400, 'badMedia');
  return url;
}
