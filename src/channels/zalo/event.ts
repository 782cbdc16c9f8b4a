import { z } from 'zod';

/** Ids are 64-bit numbers written as text; a number would already have lost its last digits. */
const id = z.string().min(1);
const number = z.union([z.number(), z.string().regex(/^-?\d+(?:\.\d+)?$/u)]).transform(Number);

const attachment = z.object({
  type: z.string(),
  payload: z
    .object({
      url: z.string().optional(),
      thumbnail: z.string().optional(),
      description: z.string().optional(),
      name: z.string().optional(),
      size: number.optional(),
      type: z.string().optional(),
      coordinates: z.object({ latitude: number, longitude: number }).optional(),
    })
    .catch({}),
});

const message = z.object({
  msg_id: id.optional(),
  text: z.string().optional(),
  attachments: z.array(attachment).catch([]).default([]),
  location: z.object({ latitude: number, longitude: number }).optional().catch(undefined),
});

const schema = z.object({
  event_name: z.string().min(1),
  timestamp: number,
  oa_id: id.optional(),
  user_id: id.optional(),
  sender: z.object({ id, admin_id: z.union([id, z.number()]).optional() }).optional(),
  recipient: z.object({ id }).optional(),
  follower: z.object({ id }).optional(),
  message: message.optional(),
});

export type ZaloAttachment = z.output<typeof attachment>;
export type ZaloMessage = z.output<typeof message>;

/** Sự kiện: what Zalo tells about one person and one Official Account. */
export interface ZaloEvent {
  readonly name: string;
  readonly oaId: string;
  readonly userId: string;
  /** Epoch milliseconds of the event itself, not of its delivery. */
  readonly at: number;
  /** The same for every delivery of this event, and for no other. */
  readonly key: string;
  /** An officer wrote this message by hand in the OA tool (only in `oa_send_*`). */
  readonly byOfficer: boolean;
  readonly message?: ZaloMessage;
}

/**
 * A signed webhook body as an event of our Official Account.
 *
 * Undefined when it is about another account (one app can serve several) or about nobody.
 * Who is the person differs by event (sender, recipient, follower or user_id), so it is whoever is not the account.
 */
export function readEvent(body: unknown, oaId: string): ZaloEvent | undefined {
  const parsed = schema.safeParse(body);
  if (!parsed.success) return undefined;
  const { event_name: name, timestamp: at, sender, recipient, follower, message } = parsed.data;
  const parties = [parsed.data.oa_id, sender?.id, recipient?.id];
  if (!parties.includes(oaId)) return undefined;
  const people = [follower?.id, parsed.data.user_id, sender?.id, recipient?.id];
  const userId = people.find((person) => person !== undefined && person !== oaId);
  if (!userId) return undefined;
  const byOfficer = sender?.id === oaId && sender.admin_id !== undefined;
  const key = [oaId, name, message?.msg_id ?? `${userId}@${at}`].join(':');
  return { name, oaId, userId, at, key, byOfficer, ...(message && { message }) };
}
