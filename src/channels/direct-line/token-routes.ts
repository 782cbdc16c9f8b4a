import type { Request, Server } from 'restify';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { z } from 'zod';
import { handle } from '../../web/handle.ts';
import { readJson } from '../../web/request-body.ts';
import type { AccessControl } from './access.ts';
import type { ConversationStore } from './conversation-store.ts';
import { newId } from './ids.ts';
import { json, refuse } from './replies.ts';
import { refusals } from './texts.ts';
import type { Grant, Tokens } from './tokens.ts';

export interface TokenRouteParts {
  readonly access: AccessControl;
  readonly tokens: Tokens;
  readonly store: ConversationStore;
  readonly tokensPerMinute: number;
  readonly ipOf: (request: Request) => string;
}

const wanted = z.object({
  user: z
    .object({
      id: z
        .string()
        .regex(/^[\w-]{1,128}$/)
        .optional(),
    })
    .optional(),
});

export function mountTokens(server: Server, parts: TokenRouteParts): void {
  const { access, tokens, store } = parts;
  const perAddress = new RateLimiterMemory({ points: parts.tokensPerMinute, duration: 60 });

  const answer = async (grant: Grant) => ({
    conversationId: grant.conversation,
    token: await tokens.issue(grant),
    expires_in: tokens.lifetimeSeconds,
  });

  server.post(
    '/v3/directline/tokens/generate',
    handle(async (request, response) => {
      const { caller, refusal } = await access.callerOf(request);
      if (refusal) return refuse(response, refusal);
      if (caller.kind !== 'secret') return refuse(response, refusals.secretOnly);
      const reading = await readJson(request, 64 * 1024);
      if (reading.problem) return refuse(response, refusals.notJson);
      const body = wanted.safeParse(reading.value);
      if (!body.success) return refuse(response, refusals.badUser);
      json(response, 200, await answer(newGrant(body.data.user?.id)));
    }),
  );

  server.post(
    '/v3/directline/tokens/refresh',
    handle(async (request, response) => {
      const { caller, refusal } = await access.callerOf(request, { recentlyExpired: true });
      if (refusal) return refuse(response, refusal);
      if (caller.kind === 'secret') return refuse(response, refusals.forged);
      json(response, 200, await answer(caller.grant));
    }),
  );

  // For our own page. A token brought along, also one that has just expired, goes on with its conversation.
  server.post(
    '/api/webchat/token',
    handle(async (request, response) => {
      try {
        await perAddress.consume(parts.ipOf(request));
      } catch {
        response.setHeader('Retry-After', '60');
        return refuse(response, refusals.tooMany);
      }
      const { caller } = await access
        .callerOf(request, { recentlyExpired: true })
        .then((found) => ('caller' in found ? found : { caller: undefined }));
      const known =
        caller?.kind === 'token' && (await store.find(caller.grant.conversation)) ? caller.grant : undefined;
      const grant = known ?? newGrant();
      json(response, 200, { ...(await answer(grant)), userId: grant.user, resumed: known !== undefined });
    }),
  );
}

function newGrant(user = `dl_${newId()}`): Grant {
  return { conversation: newId(), user, trusted: false };
}
