import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Request, Response, Server } from 'restify';
import type { CitizenMove, FilledPetition, Reception } from '../cases/reception.ts';
import type { Assets } from './assets.ts';
import { attachmentNamed } from './attachment-named.ts';
import { clientAddress } from './client-address.ts';
import { readingPolicy } from './content-policy.ts';
import { readForm, type Form } from './form.ts';
import { handle } from './handle.ts';
import { casePage, lookUpPage } from './track-page.ts';
import { trackTexts } from './track-page-texts.ts';

export interface TrackingParts {
  readonly assets: Assets;
  readonly reception: Pick<Reception, 'progressOf' | 'act' | 'document' | 'petition'>;
  /** The filled-in form as a Word file. */
  readonly petitionFile: (petition: FilledPetition) => Promise<Uint8Array>;
  /** "ông/bà". */
  readonly person: string;
  readonly now: () => Date;
  readonly publicUrl?: string | undefined;
  readonly trustProxy?: boolean | undefined;
  /** Called after a person changed the own case. */
  readonly changed?: (() => void) | undefined;
  readonly perMinute?: number;
}

/** Many people share one address behind a mobile network or an office. */
const wrongPerHour = 40;
const usualPerMinute = 60;

/** /tra-cuu: one's own case by code and secret. Nothing that opens a case is ever in an address. */
export function mountTracking(server: Server, parts: TrackingParts): void {
  const { assets, reception, now } = parts;
  const say = trackTexts(parts.person);
  const limiter = new RateLimiterMemory({ points: parts.perMinute ?? usualPerMinute, duration: 60 });

  /** Reads the form and its credentials; answers by itself when that cannot be done. */
  const enter = (run: (form: Form, access: Access, response: Response) => Promise<void>) =>
    handle(async (request: Request, response: Response) => {
      const { ip } = clientAddress(request, parts.publicUrl, parts.trustProxy);
      const spent = await limiter.consume(ip).catch(() => undefined);
      const reading = await readForm(request);
      if (!spent) return send(response, 429, lookUpPage(assets, say, '', say.tooMany));
      if (reading.problem) {
        const status = reading.problem === 'too-large' ? 413 : 400;
        return send(response, status, lookUpPage(assets, say, '', say.badForm));
      }
      const { form } = reading;
      const sender = { key: `web/${ip}`, failures: wrongPerHour };
      await run(form, { code: form.text('code'), secret: form.text('secret'), sender }, response);
    });

  const show = async (
    access: Access,
    response: Response,
    told?: Parameters<typeof casePage>[4],
    status = 200,
  ) => {
    const progress = await reception.progressOf(access, now());
    if (!progress) return send(response, 404, lookUpPage(assets, say, access.code, say.notFound));
    send(response, status, casePage(assets, say, progress, access, told));
  };

  const act = (move: (form: Form) => CitizenMove) =>
    enter(async (form, access, response) => {
      const wanted = move(form);
      const result = await reception.act(access, wanted, now(), form.files);
      if (result.refusal === 'no-such-case')
        return send(response, 404, lookUpPage(assets, say, access.code, say.notFound));
      if (result.refusal) {
        const problem = say.refused[result.refusal] ?? say.refusedOther;
        return show(access, response, { problem }, 409);
      }
      parts.changed?.();
      send(response, 200, casePage(assets, say, result.progress, access, { done: say.done[wanted.type] }));
    });

  server.get(
    '/tra-cuu',
    handle((request, response) => {
      const code = new URLSearchParams(request.getQuery()).get('ma') ?? '';
      send(response, 200, lookUpPage(assets, say, code.slice(0, 60)));
    }),
  );
  server.post(
    '/tra-cuu',
    enter((_form, access, response) => show(access, response)),
  );
  server.post(
    '/tra-cuu/bo-sung',
    act((form) => ({ type: 'supplied', text: form.text('text'), attachments: [] })),
  );
  server.post(
    '/tra-cuu/rut',
    act((form) => ({ type: 'withdrawn', reason: form.text('reason') })),
  );
  server.post(
    '/tra-cuu/mo-lai',
    act((form) => ({ type: 'reopened', reason: form.text('reason') })),
  );
  server.post(
    '/tra-cuu/tep',
    enter(async (form, access, response) => {
      const file = await reception.document(access, form.text('file'), now());
      if (!file) return send(response, 404, lookUpPage(assets, say, access.code, say.notFound));
      sendFile(response, file.name, file.bytes);
    }),
  );
  server.post(
    '/tra-cuu/mau-don',
    enter(async (_form, access, response) => {
      const petition = await reception.petition(access, now());
      if (!petition) return send(response, 404, lookUpPage(assets, say, access.code, say.notFound));
      sendFile(response, 'don-khieu-nai.docx', await parts.petitionFile(petition));
    }),
  );
}

interface Access {
  readonly code: string;
  readonly secret: string;
  readonly sender: { readonly key: string; readonly failures: number };
}

function sendFile(response: Response, name: string, bytes: Uint8Array): void {
  response.setHeader('Content-Type', 'application/octet-stream');
  response.setHeader('Content-Disposition', attachmentNamed(name));
  response.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
  response.setHeader('Cache-Control', 'no-store');
  response.sendRaw(200, Buffer.from(bytes));
}

function send(response: Response, status: number, page: string): void {
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.setHeader('Content-Security-Policy', readingPolicy());
  response.setHeader('Cache-Control', 'no-store');
  // Not compressed: the page holds a secret beside what was typed.
  response.sendRaw(status, page);
}
