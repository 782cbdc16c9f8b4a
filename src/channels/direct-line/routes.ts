import type { Request, Server } from 'restify';
import { z } from 'zod';
import type { Log } from '../../log.ts';
import { handle } from '../../web/handle.ts';
import { readJson } from '../../web/request-body.ts';
import type { AccessControl } from './access.ts';
import type { ConversationStore } from './conversation-store.ts';
import type { Conversations } from './conversations.ts';
import { newId } from './ids.ts';
import { readIncoming } from './incoming.ts';
import { json, refuse } from './replies.ts';
import type { StreamAddresses } from './stream-addresses.ts';
import { type ChannelTexts, refusals } from './texts.ts';
import type { Grant, Tokens } from './tokens.ts';
import type { Present } from './streams.ts';

export interface RouteParts {
  readonly access: AccessControl;
  readonly tokens: Tokens;
  readonly conversations: Conversations;
  readonly store: ConversationStore;
  readonly addresses: StreamAddresses;
  readonly present: (base: string) => Present;
  readonly texts: ChannelTexts;
  readonly baseOf: (request: Request) => string;
  readonly log: Log;
}

const path = '/v3/directline/conversations';
const maxMessageBytes = 256 * 1024;
/** A message of this many characters always fits, however many bytes its letters take. */
const promisedCharacters = 100_000;
const activitiesPerPoll = 500;

const opening = z.object({ user: z.object({ id: z.string().min(1).max(256).optional() }).optional() });

export function mountConversations(server: Server, parts: RouteParts): void {
  const { access, conversations, store, tokens, addresses, texts } = parts;

  const connection = async (request: Request, grant: Grant, after: number) => ({
    conversationId: grant.conversation,
    token: await tokens.issue(grant),
    expires_in: tokens.lifetimeSeconds,
    streamUrl: await addresses.issue(parts.baseOf(request), grant, after),
  });

  server.post(
    path,
    handle(async (request, response) => {
      const { caller, refusal } = await access.callerOf(request);
      if (refusal) return refuse(response, refusal);
      const grant = caller.kind === 'token' ? caller.grant : await trustedGrant(request);
      if (!grant) return refuse(response, refusals.notJson);
      const { created } = await conversations.start(grant.conversation, grant.user);
      json(response, created ? 201 : 200, await connection(request, grant, 0));
    }),
  );

  server.get(
    `${path}/:id`,
    handle(async (request, response) => {
      const id = conversationOf(request);
      const { caller, refusal } = await access.callerFor(id, request, { recentlyExpired: true });
      if (refusal) return refuse(response, refusal);
      const conversation = await store.find(id);
      if (!conversation) return refuse(response, refusals.notFound);
      await conversations.noteInterruption(id);
      const grant =
        caller.kind === 'token'
          ? caller.grant
          : { conversation: id, user: conversation.userId, trusted: true };
      json(response, 200, await connection(request, grant, watermarkOf(request)));
    }),
  );

  server.get(
    `${path}/:id/activities`,
    handle(async (request, response) => {
      const id = conversationOf(request);
      const { refusal } = await access.callerFor(id, request);
      if (refusal) return refuse(response, refusal);
      const after = watermarkOf(request);
      const batch = await poll(parts, id, after);
      if (!batch) return refuse(response, refusals.notFound);
      const present = parts.present(parts.baseOf(request));
      json(response, 200, {
        activities: batch.map(({ activity }) => present(activity)),
        watermark: String(batch.at(-1)?.sequence ?? after),
      });
    }),
  );

  server.post(
    `${path}/:id/activities`,
    handle(async (request, response) => {
      const id = conversationOf(request);
      const { caller, refusal } = await access.callerFor(id, request);
      if (refusal) return refuse(response, refusal);
      const conversation = await store.find(id);
      if (!conversation) return refuse(response, refusals.notFound);
      const reading = await readJson(request, maxMessageBytes);
      if (reading.problem === 'too-large') {
        await conversations.tell(id, texts.tooLong(promisedCharacters));
        return refuse(response, refusals.tooLarge);
      }
      if (reading.problem) return refuse(response, refusals.notJson);
      const incoming = readIncoming(reading.value);
      if (!incoming) return refuse(response, refusals.badActivity);
      const posting =
        caller.kind === 'secret'
          ? await conversations.post(id, incoming, {
              userId: incoming.from?.id ?? conversation.userId ?? `user-${id}`,
              limited: false,
            })
          : await conversations.post(
              id,
              { ...incoming, attachments: [] },
              { userId: caller.grant.user ?? `user-${id}`, limited: !caller.grant.trusted },
            );
      if ('refused' in posting) return refuse(response, refusals.tooMany);
      json(response, 200, posting);
    }),
  );
}

/** Undefined when there is no such conversation. A client stops polling for ever at the first 5xx, so none is sent. */
async function poll({ store, log }: RouteParts, id: string, after: number) {
  try {
    const batch = await store.after(id, after, activitiesPerPoll);
    return batch.length > 0 || (await store.find(id)) ? batch : undefined;
  } catch (error) {
    log.error({ err: error }, 'poll failed');
    return [];
  }
}

/** A server with the secret opens a conversation for the user it names. */
async function trustedGrant(request: Request): Promise<Grant | undefined> {
  const reading = await readJson(request, 64 * 1024);
  if (reading.problem) return undefined;
  const body = opening.safeParse(reading.value);
  if (!body.success) return undefined;
  return { conversation: newId(), user: body.data.user?.id ?? null, trusted: true };
}

function conversationOf(request: Request): string {
  return (request.params as { id?: string }).id ?? '';
}

function watermarkOf(request: Request): number {
  const watermark = new URLSearchParams(request.getQuery()).get('watermark') ?? '';
  return /^\d{1,9}$/.test(watermark) ? Number(watermark) : 0;
}
