import { createHash } from 'node:crypto';

export interface AppKeys {
  readonly appId: string;
  readonly oaId: string;
  readonly oaSecret: string;
}

/** A webhook call as Zalo makes it. */
export interface SignedEvent {
  readonly body: string;
  readonly signature: string;
}

/** What happened, without the envelope. */
export type Happening = { readonly event_name: string } & Readonly<Record<string, unknown>>;

/** The body as Zalo writes it, with slashes escaped, and its mac. */
export function signed(keys: AppKeys, happening: Happening, at: number): SignedEvent {
  const timestamp = String(at);
  const body = JSON.stringify({ app_id: keys.appId, timestamp, ...happening }).replaceAll('/', '\\/');
  const mac = createHash('sha256')
    .update(keys.appId + body + timestamp + keys.oaSecret)
    .digest('hex');
  return { body, signature: `mac=${mac}` };
}

/** The happenings of one person with one account. */
export function happeningsOf(oaId: string, userId: string) {
  const toAccount = { sender: { id: userId }, recipient: { id: oaId }, user_id_by_app: `app-${userId}` };
  const toPerson = { sender: { id: oaId }, recipient: { id: userId }, user_id_by_app: `app-${userId}` };
  const attached = (msg_id: string, type: string, payload: object, text?: string) => ({
    ...toAccount,
    event_name: `user_send_${type}`,
    message: { msg_id, ...(text && { text }), attachments: [{ type, payload }] },
  });
  return {
    text: (msg_id: string, text: string) => ({
      ...toAccount,
      event_name: 'user_send_text',
      message: { msg_id, text },
    }),
    image: (msg_id: string, url: string, text?: string) =>
      attached(msg_id, 'image', { thumbnail: url, url }, text),
    file: (msg_id: string, url: string, name: string, size: number) =>
      attached(msg_id, 'file', { url, name, size: String(size), type: name.split('.').at(-1) }),
    location: (msg_id: string, latitude: number, longitude: number) =>
      attached(msg_id, 'location', {
        coordinates: { latitude: String(latitude), longitude: String(longitude) },
      }),
    sticker: (msg_id: string, url: string) => attached(msg_id, 'sticker', { url, id: '47318' }),
    follow: () => ({ event_name: 'follow', oa_id: oaId, follower: { id: userId }, source: 'oa_profile' }),
    unfollow: () => ({ event_name: 'unfollow', oa_id: oaId, follower: { id: userId } }),
    withdraw: () => ({ event_name: 'user_withdraw', oa_id: oaId, user_id: userId }),
    clickChat: () => ({ event_name: 'user_click_chatnow', oa_id: oaId, user_id: userId }),
    echo: (msg_id: string, text: string) => ({
      ...toPerson,
      event_name: 'oa_send_text',
      message: { msg_id, text },
    }),
    officerText: (msg_id: string, text: string) => ({
      ...toPerson,
      sender: { id: oaId, admin_id: '7001200340056007800' },
      event_name: 'oa_send_text',
      message: { msg_id, text },
    }),
    received: (msg_id: string) => ({
      ...toPerson,
      event_name: 'user_received_message',
      message: { msg_id },
    }),
  };
}
