import type { Activity, Attachment } from 'botbuilder';
import { z } from 'zod';

/** What a client may send. conversationUpdate is not among them: only the server says who joined. */
const types = ['message', 'event', 'typing', 'invoke', 'messageReaction', 'endOfConversation'] as const;

const maxDataLength = 16_384;
const maxDepth = 16;

const small = z
  .unknown()
  .refine((value) => isShallow(value, maxDepth) && (JSON.stringify(value) ?? '').length <= maxDataLength);

const attachment = z.object({
  contentType: z.string().max(200),
  name: z.string().max(255).optional(),
  contentUrl: z.string().max(4096).optional(),
  content: small.optional(),
});

const schema = z.object({
  type: z.enum(types),
  text: z.string().optional(),
  name: z.string().max(200).optional(),
  locale: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/)
    .optional()
    .catch(undefined),
  from: z
    .object({ id: z.string().max(256).optional(), name: z.string().max(200).optional() })
    .optional()
    .catch(undefined),
  value: small.optional(),
  channelData: small.optional(),
  entities: z.array(z.record(z.string(), z.unknown())).max(50).optional().catch(undefined),
  attachments: z.array(attachment).max(10).optional(),
  replyToId: z.string().max(200).optional().catch(undefined),
  localTimezone: z.string().max(60).optional().catch(undefined),
});

export type Incoming = z.output<typeof schema>;

/** Undefined when it is not an activity that a client may send. */
export function readIncoming(body: unknown): Incoming | undefined {
  const result = schema.safeParse(body);
  if (!result.success) return undefined;
  const { entities, ...incoming } = result.data;
  return entities && small.safeParse(entities).success ? { ...incoming, entities } : incoming;
}

export interface Sender {
  readonly userId: string;
  readonly conversationId: string;
  readonly botId: string;
  readonly serviceUrl: string;
}

/**
 * The activity as the bot sees it and as it is echoed. Who sent it is the token's word, never the body's, and
 * `channelData` comes back unchanged, because the client knows its own message by the id in it.
 */
export function toActivity(
  { from, attachments, ...rest }: Incoming,
  sender: Sender,
  files?: readonly Attachment[],
): Partial<Activity> {
  return {
    ...(rest as Partial<Activity>),
    textFormat: 'plain', // a citizen's words are never rendered as markdown, neither here nor for an officer
    channelId: 'directline',
    serviceUrl: sender.serviceUrl,
    from: { id: sender.userId, name: from?.name ?? '', role: 'user' },
    recipient: { id: sender.botId, name: '', role: 'bot' },
    conversation: { id: sender.conversationId } as Activity['conversation'],
    attachments: [...(files ?? attachments ?? [])],
  };
}

function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((inner) => isShallow(inner, depth - 1));
}
