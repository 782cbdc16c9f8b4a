import { ActivityTypes, type Activity, type Attachment } from 'botbuilder';
import type { ZaloAttachment, ZaloEvent } from './event.ts';

/** A file at Zalo's, to be fetched at once: its link dies within the hour. */
export interface MediaLink {
  readonly url: string;
  readonly name: string;
}

/** What one event asks of us. */
export type ZaloAction =
  /** The bot has something to answer. */
  | { readonly kind: 'turn'; readonly activity: Partial<Activity>; readonly media: readonly MediaLink[] }
  /** First contact: the bot introduces itself. */
  | { readonly kind: 'greet'; readonly activity: Partial<Activity> }
  /** The person left or withdrew consent: their data goes. */
  | { readonly kind: 'forget' }
  /** An officer wrote to the person by hand: the bot keeps out. */
  | { readonly kind: 'officer-replied' }
  /** Nothing to answer, but a sign of life that reopens the reply window. */
  | { readonly kind: 'sign-of-life' }
  | { readonly kind: 'ignored'; readonly why: string };

/** Zalo's API address; nothing is ever sent there from an Activity, the SDK only wants the field filled. */
const serviceUrl = 'https://openapi.zalo.me';

/**
 * What a Zalo event means for the bot. Every event that Zalo documents is in one of the tables below,
 * so that "ignored" is a decision; a name that is in none of them is a new one.
 */
export function toActivity(event: ZaloEvent): ZaloAction {
  const ignored = ignoredOnPurpose[event.name];
  if (ignored) return { kind: 'ignored', why: ignored };
  if (event.name.startsWith('oa_send_')) {
    return event.byOfficer
      ? { kind: 'officer-replied' }
      : { kind: 'ignored', why: 'echo of our own message' };
  }
  return actions[event.name]?.(event) ?? { kind: 'ignored', why: 'unknown event' };
}

const actions: Readonly<Record<string, (event: ZaloEvent) => ZaloAction>> = {
  user_send_text: (event) => said(event, event.message?.text ?? ''),
  user_send_link: (event) => said(event, linkText(event)),
  user_send_business_card: (event) => said(event, cardText(event)),
  user_send_image: fileSent,
  user_send_file: fileSent,
  user_send_video: fileSent,
  user_send_audio: fileSent,
  user_send_location: locationSent,
  user_send_sticker: () => ({ kind: 'sign-of-life' }),
  user_send_gif: () => ({ kind: 'sign-of-life' }),
  user_reacted_message: () => ({ kind: 'sign-of-life' }),
  // Data from Zalo's own form is not asked for, so it is not kept either.
  user_submit_info: () => ({ kind: 'sign-of-life' }),
  user_reply_consent: () => ({ kind: 'sign-of-life' }),
  user_call_oa: () => ({ kind: 'sign-of-life' }),
  follow: greet,
  user_click_chatnow: greet,
  unfollow: () => ({ kind: 'forget' }),
  user_withdraw: () => ({ kind: 'forget' }),
};

const anonymous = 'an anonymous visitor has no account to answer to';
const receipt = 'a receipt';
const group = 'groups are not served';
const administration = 'an affair of the account, not of a person';

const ignoredOnPurpose: Readonly<Record<string, string>> = {
  anonymous_send_text: anonymous,
  anonymous_send_image: anonymous,
  anonymous_send_file: anonymous,
  anonymous_send_sticker: anonymous,
  user_received_message: receipt,
  user_seen_message: receipt,
  oa_reacted_message: 'our own reaction',
  oa_send_consent: 'our own request',
  oa_call_user: 'a telephone call',
  update_user_info: administration,
  add_user_to_tag: administration,
  remove_user_from_tag: administration,
  remove_tag: administration,
  user_feedback: administration,
  change_oa_daily_quota: administration,
  change_template_status: administration,
  change_template_quality: administration,
  extension_purchased: administration,
  shop_has_order: administration,
  widget_interaction_accepted: administration,
  widget_failed_to_sync_user_external_id: administration,
  create_group: group,
  user_join_group: group,
  user_send_group_text: group,
  user_send_group_image: group,
};

function said(event: ZaloEvent, text: string, attachments: Attachment[] = []): ZaloAction {
  if (!text.trim() && attachments.length === 0) return { kind: 'sign-of-life' };
  return { kind: 'turn', activity: messageOf(event, text, attachments), media: [] };
}

function fileSent(event: ZaloEvent): ZaloAction {
  const sent = event.message?.attachments ?? [];
  const media = sent.flatMap((attachment) => mediaOf(attachment) ?? []);
  if (media.length === 0) return said(event, event.message?.text ?? '');
  return { kind: 'turn', activity: messageOf(event, event.message?.text ?? '', []), media };
}

function mediaOf({ type, payload }: ZaloAttachment): MediaLink | undefined {
  if (!payload.url) return undefined;
  return { url: payload.url, name: payload.name ?? mediaNames[type] ?? 'tep-dinh-kem' };
}

const mediaNames: Readonly<Record<string, string>> = { image: 'anh', video: 'video', audio: 'ghi-am' };

/** A point as GeoJSON, longitude first. Coordinates come as text or numbers, in one of two places. */
function locationSent(event: ZaloEvent): ZaloAction {
  const { message } = event;
  const point = message?.attachments.find(({ type }) => type === 'location')?.payload.coordinates;
  const { latitude, longitude } = point ?? message?.location ?? { latitude: NaN, longitude: NaN };
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return said(event, message?.text ?? '');
  const attachment = {
    contentType: 'application/geo+json',
    name: 'Vị trí',
    content: { type: 'Point', coordinates: [longitude, latitude] },
  };
  return said(event, message?.text ?? '', [attachment]);
}

function linkText({ message }: ZaloEvent): string {
  const link = message?.attachments.find(({ type }) => type === 'link')?.payload;
  const text = message?.text ?? link?.description ?? '';
  return link?.url && !text.includes(link.url) ? `${text}\n${link.url}`.trim() : text;
}

/** A contact card carries its number as JSON inside the description; what the person meant is the number. */
function cardText({ message }: ZaloEvent): string {
  const description = message?.attachments[0]?.payload.description ?? '';
  try {
    const card: unknown = JSON.parse(description);
    const phone = typeof card === 'object' && card !== null && 'phone' in card ? card.phone : undefined;
    return typeof phone === 'string' || typeof phone === 'number' ? String(phone) : '';
  } catch {
    return '';
  }
}

function greet(event: ZaloEvent): ZaloAction {
  return { kind: 'greet', activity: greetingFor(event) };
}

/**
 * A person is there for the first time. Whoever wrote to the account before the bot came gets no such event from
 * Zalo any more, and must still be told once that no officer is answering.
 */
export function greetingFor(event: ZaloEvent): Partial<Activity> {
  const joined = { ...envelope(event), type: ActivityTypes.ConversationUpdate };
  return { ...joined, membersAdded: [{ id: event.userId, name: '' }] };
}

function messageOf(event: ZaloEvent, text: string, attachments: Attachment[]): Partial<Activity> {
  return {
    ...envelope(event),
    type: ActivityTypes.Message,
    text: text.normalize('NFC'),
    textFormat: 'plain',
    attachments,
  };
}

/** What every Activity from Zalo carries; its id is the event's key, so that a repeated turn is recognised. */
function envelope(event: ZaloEvent): Partial<Activity> {
  return {
    id: event.message?.msg_id ?? event.key,
    channelId: 'zalo',
    serviceUrl,
    timestamp: new Date(event.at),
    locale: 'vi-VN',
    from: { id: event.userId, name: '', role: 'user' },
    recipient: { id: event.oaId, name: '', role: 'bot' },
    conversation: conversationOf(event.oaId, event.userId),
  };
}

/** One endless conversation per person and account; the id is unique over all channels. */
export function conversationOf(oaId: string, userId: string): Activity['conversation'] {
  return { id: `zalo:${oaId}:${userId}`, isGroup: false, conversationType: 'personal', name: '' };
}
