import { TurnContext, type Activity } from 'botbuilder';
import { z } from 'zod';

const account = z.looseObject({ id: z.string().min(1).max(1000) });

const schema = z.looseObject({
  type: z.string().min(1).max(100),
  id: z.string().max(1000).optional(),
  channelId: z.string().regex(/^[a-z0-9-]{1,50}$/u),
  serviceUrl: z.string().max(2000),
  conversation: account,
  from: account,
  recipient: account,
  text: z.string().optional(),
  locale: z.string().max(35).optional(),
  timestamp: z.coerce.date().optional(),
  localTimestamp: z.coerce.date().optional(),
  expiration: z.coerce.date().optional(),
  attachments: z.array(z.looseObject({ contentType: z.string() })).optional(),
});

/** Channels of our own: whoever comes through Microsoft must not pass for one of their conversations. */
const ours: readonly string[] = ['zalo', 'directline'];

/** Undefined when it is not an activity that the Bot Connector sends. */
export function readIncoming(body: unknown): Activity | undefined {
  const parsed = schema.safeParse(body);
  if (!parsed.success || ours.includes(parsed.data.channelId)) return undefined;
  return parsed.data as unknown as Activity;
}

export interface Heard {
  readonly activity: Activity;
  /** A file came along that this channel does not take. */
  readonly hasFiles: boolean;
}

/**
 * The activity as the bot should hear it: without "@Trợ lý" in front, without the copy of the text that Teams
 * attaches as HTML, and without files, whose addresses are for the sender's network to fetch and not for ours.
 */
export function heard(activity: Activity): Heard {
  const { attachments = [], ...rest } = activity;
  const copy: Activity = { ...rest, attachments: [] };
  if (copy.type === 'message') {
    TurnContext.removeRecipientMention(copy);
    copy.text = (copy.text ?? '')
      .replace(/<at>[^<]*<\/at>/gu, ' ')
      .replaceAll('&nbsp;', ' ')
      .trim()
      .normalize('NFC');
  }
  return { activity: copy, hasFiles: attachments.some(({ contentType }) => contentType !== 'text/html') };
}
