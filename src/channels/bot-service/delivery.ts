import { MessageFactory } from 'botbuilder';
import type { Delivery, OutgoingMessage, Recipient } from '../channel.ts';
import type { Turns } from '../direct-line/turns.ts';
import type { BotServiceAdapter } from './adapter.ts';
import { statusOf } from './endpoint.ts';
import type { References } from './references.ts';
import { isServiceUrl } from './service-url.ts';

export interface DeliveryParts {
  readonly adapter: BotServiceAdapter;
  readonly references: References;
  readonly turns: Turns;
  readonly allowThisMachine: boolean;
}

const neverConnected: readonly unknown[] = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
];

/** A message on the office's own account. Rejects when nobody can tell whether it arrived. */
export async function deliver(
  { adapter, references, turns, allowThisMachine }: DeliveryParts,
  { channel, conversationId }: Recipient,
  { text, choices = [] }: OutgoingMessage,
): Promise<Delivery> {
  const reference = await references.find(channel, conversationId);
  if (!reference) return refused('bot-service/no-conversation', 'the conversation is not known');
  if (!isServiceUrl(reference.serviceUrl, allowThisMachine))
    return refused('bot-service/service-url', 'the address of the conversation is not allowed');
  const message =
    choices.length > 0 ? MessageFactory.suggestedActions([...choices], text) : MessageFactory.text(text);
  let failure: { readonly error: unknown } | undefined;
  await turns.add(conversationId, async () => {
    await adapter
      .continueConversation(reference, async (context) => void (await context.sendActivity(message)))
      .catch((error: unknown) => {
        failure = { error };
      });
  });
  return failure ? outcomeOf(failure.error) : { outcome: 'delivered' };
}

/** The bot was removed or the conversation is gone: final. An answer of another kind may change. */
function outcomeOf(error: unknown): Delivery {
  const status = statusOf(error);
  if (status === 403 || status === 404) return refused('bot-service/gone', `HTTP ${status}`);
  if (status !== undefined) return { outcome: 'retry', reason: `HTTP ${status}` };
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (neverConnected.includes(code)) return { outcome: 'retry', reason: String(code) };
  throw error;
}

function refused(code: string, reason: string): Delivery {
  return { outcome: 'refused', code, reason };
}
