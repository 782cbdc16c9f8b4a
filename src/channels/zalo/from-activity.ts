import type { Activity, CardAction, HeroCard } from 'botbuilder';
import type { OutgoingMessage } from '../channel.ts';
import { absolute } from './address.ts';
import { citationsOf, withCitations } from './citations.ts';
import { cleanTitle, numbered, type Choice } from './choices.ts';
import { plainText } from './plain-text.ts';
import { splitText } from './split-text.ts';

/** Zalo refuses a text above 2,000 and does not say what it counts; this leaves room for either way. */
export const textLimit = 1900;

export interface ZaloReply {
  /** In order; each fits in one message. The choices stand in the last one. */
  readonly messages: readonly OutgoingMessage[];
  readonly choices: readonly Choice[];
}

/** An Activity of the bot as Zalo can show it. Typing, traces and other silent activities give no message. */
export function fromActivity(activity: Partial<Activity>, publicUrl: string | undefined): ZaloReply {
  if (activity.type !== 'message') return { messages: [], choices: [] };
  const cards = (activity.attachments ?? []).flatMap(({ contentType, content }) =>
    isCard(contentType) ? [content as HeroCard] : [],
  );
  const actions = [
    ...(activity.suggestedActions?.actions ?? []),
    ...cards.flatMap(({ buttons }) => buttons ?? []),
  ];
  const text = [
    shown(activity.text ?? '', activity.textFormat),
    ...cards.map(({ title, subtitle, text }) =>
      plainText([title, subtitle, text].filter(Boolean).join('\n')),
    ),
    ...filesOf(activity, publicUrl),
    ...actions.flatMap((action) => linkOf(action) ?? []),
  ];
  const body = withCitations(text.filter(Boolean).join('\n\n'), citationsOf(activity), publicUrl);
  const choices = actions.flatMap((action) => choiceOf(action) ?? []);
  return {
    messages: messagesOf(
      body,
      choices.map(({ title }) => title),
    ),
    choices,
  };
}

/** Text and choices in messages that fit; the list of choices is not torn from the end of the text without need. */
export function messagesOf(text: string, titles: readonly string[]): readonly OutgoingMessage[] {
  const block = numbered(titles);
  const pieces = [
    ...splitText(text.endsWith(block) ? text.slice(0, text.length - block.length) : text, textLimit),
  ];
  if (block) {
    const whole = [pieces.at(-1), block].filter(Boolean).join('\n\n');
    if (whole.length <= textLimit) pieces.splice(-1, 1, whole);
    else pieces.push(...splitText(block, textLimit));
  }
  return pieces.map((piece, i) =>
    i < pieces.length - 1 || !block ? { text: piece } : { text: piece, choices: titles },
  );
}

function shown(text: string, format: string | undefined): string {
  return format === 'plain' ? text.normalize('NFC').trim() : plainText(text);
}

function isCard(contentType: string): boolean {
  return /^application\/vnd\.microsoft\.card\.(?:hero|thumbnail)$/u.test(contentType);
}

/** A file is named with its address; one that is only reachable on this machine is left out. */
function filesOf({ attachments = [] }: Partial<Activity>, publicUrl: string | undefined): string[] {
  return attachments.flatMap(({ contentUrl, name }) => {
    const url = contentUrl && absolute(contentUrl, publicUrl);
    return url ? [[name, url].filter(Boolean).join(': ')] : [];
  });
}

function linkOf({ type, title, value }: CardAction): string | undefined {
  if (type !== 'openUrl' && type !== 'call') return undefined;
  return typeof value === 'string' ? `${cleanTitle(title)}: ${value.replace(/^tel:/u, '')}` : undefined;
}

function choiceOf({ type, title, value, text }: CardAction): Choice | undefined {
  if (type === 'openUrl' || type === 'call') return undefined;
  const says = typeof value === 'string' ? value : (text ?? title);
  return { title: cleanTitle(title || says), says };
}
