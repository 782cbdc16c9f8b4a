import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Request, Response, Server } from 'restify';
import { handle } from '../../web/handle.ts';
import type { AccessControl } from './access.ts';
import type { ConversationStore } from './conversation-store.ts';
import type { Conversations } from './conversations.ts';
import { fileAddress } from './file-addresses.ts';
import { readIncoming } from './incoming.ts';
import { json, refuse } from './replies.ts';
import { type ChannelTexts, type Refusal, refusals } from './texts.ts';
import type { Tokens } from './tokens.ts';
import type { UploadFolder } from './upload-folder.ts';
import { readForm, type UploadLimits } from './upload-form.ts';

export interface UploadRouteParts {
  readonly access: AccessControl;
  readonly tokens: Tokens;
  readonly store: ConversationStore;
  readonly conversations: Conversations;
  readonly files: UploadFolder;
  readonly limits: UploadLimits & { readonly filesPerDay: number; readonly atOnce: number };
  readonly texts: ChannelTexts;
}

const path = '/v3/directline/conversations/:id';

export function mountUploads(server: Server, parts: UploadRouteParts): void {
  const { access, store, conversations, files, limits, texts } = parts;
  const daily = new RateLimiterMemory({ points: limits.filesPerDay, duration: 24 * 3600 });
  let running = 0;

  server.post(
    `${path}/upload`,
    handle(async (request, response) => {
      const id = idOf(request);
      const { caller, refusal } = await access.callerFor(id, request);
      if (refusal) return refuse(response, refusal);
      const conversation = await store.find(id);
      if (!conversation) return refuse(response, refusals.notFound);
      const deny = async (reason: string, status: Refusal) => {
        await conversations.tell(id, reason);
        refuse(response, status);
      };
      if (running >= limits.atOnce) return deny(texts.fileRefused.broken, refusals.busy);
      running += 1;
      try {
        const form = await readForm(request, limits);
        if (form.problem === 'size')
          return await deny(texts.fileRefused.size(limits.bytes / 1_000_000), refusals.filesTooLarge);
        if (form.problem === 'count')
          return await deny(texts.fileRefused.count(limits.files), refusals.filesTooLarge);
        const incoming = form.problem ? undefined : readIncoming(form.activity);
        if (form.problem || !incoming) return await deny(texts.fileRefused.broken, refusals.badActivity);
        const trusted = caller.kind === 'secret' || caller.grant.trusted;
        if (!trusted && !(await spend(daily, id, form.files.length)))
          return await deny(texts.fileRefused.quota, refusals.tooMany);
        const kept = await files.keep(id, form.files);
        if (!kept) return await deny(texts.fileRefused.type, refusals.fileType);
        const owner =
          caller.kind === 'token' ? caller.grant.user : (incoming.from?.id ?? conversation.userId);
        const attachments = kept.map((upload) => ({
          contentType: upload.contentType,
          contentUrl: fileAddress(id, upload.id),
          name: upload.name,
        }));
        const from = { userId: owner ?? `user-${id}`, limited: !trusted };
        const posting = await conversations.post(id, incoming, from, attachments);
        if ('refused' in posting) return refuse(response, refusals.tooMany);
        json(response, 200, posting);
      } finally {
        running -= 1;
      }
    }),
  );

  // A browser sends no header when it shows a picture, so the address carries a ticket; programs send their token.
  server.get(
    `${path}/files/:file`,
    handle(async (request, response) => {
      const id = idOf(request);
      const file = (request.params as { file?: string }).file ?? '';
      const ticket = new URLSearchParams(request.getQuery()).get('t');
      if (ticket === null || !parts.tokens.mayReadFile(ticket, id, file)) {
        const { refusal } = await access.callerFor(id, request);
        if (refusal) return refuse(response, refusal);
      }
      const found = await files.read(file);
      if (found?.upload.conversationId !== id) return refuse(response, refusals.noFile);
      sendFile(response, found.upload.name, found.upload.contentType, found.body);
    }),
  );
}

/** Always as a download: a picture in the page shows all the same, and nothing else ever runs in our origin. */
export function sendFile(response: Response, name: string, contentType: string, body: Buffer): void {
  const plain = name.replace(/[^\x20-\x7E]|["\\]/g, '_');
  response.setHeader('Content-Type', contentType);
  response.setHeader('Content-Length', body.length);
  response.setHeader(
    'Content-Disposition',
    `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
  );
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
  response.setHeader('Cache-Control', 'private, max-age=3600');
  response.sendRaw(200, body);
}

async function spend(limiter: RateLimiterMemory, key: string, points: number): Promise<boolean> {
  try {
    await limiter.consume(key, Math.max(1, points));
    return true;
  } catch {
    return false;
  }
}

function idOf(request: Request): string {
  return (request.params as { id?: string }).id ?? '';
}
