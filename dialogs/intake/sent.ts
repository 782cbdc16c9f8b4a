import type { TurnContext } from 'botbuilder';
import type { SenderAccount, SentFile } from '../ports.ts';
import type { Draft } from './draft.ts';
import { isIdentityCard } from './identity-number.ts';

/** What came with a message besides words. */
export interface Sent {
  readonly files: readonly SentFile[];
  readonly location: Draft['location'];
  /** Left out because they show identity papers: they are not to be kept anywhere. */
  readonly refusedFiles: readonly SentFile[];
}

/** Reads files and a location from the activity; photos of identity papers are left out. */
export function sentWith(context: TurnContext, text: string): Sent {
  const { attachments, entities } = context.activity;
  const all = (attachments ?? []).flatMap(({ contentUrl, contentType, name }) =>
    contentUrl ? [{ name: name ?? 'tệp', mediaType: contentType, url: contentUrl }] : [],
  );
  const isCard = ({ name }: SentFile) => isIdentityCard(name, text);
  const files = all.filter((file) => !isCard(file));
  const points = [
    ...(attachments ?? []).map(({ content }) => pointOf(content as unknown)),
    ...(entities ?? []).map((entity) => pointOf(entity as unknown)),
  ];
  return { files, location: points.find(Boolean), refusedFiles: all.filter(isCard) };
}

/** GeoJSON Point (longitude first), schema.org GeoCoordinates, or a Place that has one. */
function pointOf(value: unknown): Draft['location'] {
  if (typeof value !== 'object' || value === null) return undefined;
  const { coordinates, latitude, longitude, geo } = value as Readonly<Record<string, unknown>>;
  if (Array.isArray(coordinates)) return point(coordinates[1], coordinates[0]);
  return point(latitude, longitude) ?? (geo === undefined ? undefined : pointOf(geo));
}

function point(latitude: unknown, longitude: unknown): Draft['location'] {
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return undefined;
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : undefined;
}

/** What was said or clicked, in NFC. */
export function wordsOf({ activity }: TurnContext): string {
  const { text, value } = activity as { text?: unknown; value?: unknown };
  const words = typeof text === 'string' ? text : typeof value === 'string' ? value : '';
  return words
    .normalize('NFC')
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g, ' ')
    .trim();
}

export function accountOf({ activity }: TurnContext): SenderAccount {
  return {
    channel: activity.channelId,
    userId: activity.from.id,
    conversationId: activity.conversation.id,
  };
}
