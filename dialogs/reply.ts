import { randomUUID } from 'node:crypto';
import { ActivityTypes, InputHints, type Activity } from 'botbuilder';
import type { AnswerKind, AnswerMetadata } from '../knowledge/assignment.ts';
import type { Wording } from './answer.ts';
import { asMarkdown } from './answer/markdown.ts';

const nothingCited: Omit<AnswerMetadata, 'kind'> = { citations: [], assignments: [] };

function suggested(choices: readonly string[]): Pick<Activity, 'suggestedActions'> | undefined {
  if (choices.length === 0) return undefined;
  const actions = choices.map((title) => ({ type: 'imBack', title, value: title }));
  return { suggestedActions: { to: [], actions } };
}

/** Lines stay lines: markdown would run a receipt together into one paragraph. */
function withBreaks(text: string): string {
  return text.replace(/(?<![\n ])\n(?!\n)/gu, '  \n');
}

/** A message of the bot with its kind; `choices` become buttons. */
export function message(kind: AnswerKind, text: string, choices: readonly string[] = []): Partial<Activity> {
  return {
    type: ActivityTypes.Message,
    text: withBreaks(text),
    textFormat: 'markdown',
    inputHint: InputHints.AcceptingInput,
    channelData: { answer: { kind, ...nothingCited } },
    ...suggested(choices),
  };
}

/**
 * An answer with its sources: reference links at the end of the text, the schema.org entity that Web Chat and Teams
 * show, thumbs, and the metadata that programs read.
 */
export function answerActivity(wording: Wording, publicUrl: string): Partial<Activity> {
  const { text, choices, metadata, sources } = wording;
  const definitions = sources.map(
    ({ position, path, name }) => `[${position}]: ${publicUrl}${path} "${name.replaceAll('"', '”')}"`,
  );
  const key = randomUUID();
  const body = asMarkdown(text);
  return {
    ...message(metadata.kind, '', choices),
    text: definitions.length > 0 ? `${body}\n\n${definitions.join('\n')}` : body,
    channelData: { answer: metadata },
    entities: [
      {
        type: 'https://schema.org/Message',
        '@context': 'https://schema.org',
        '@type': 'Message',
        '@id': '',
        citation: sources.map(({ position, path, name, quote }) => ({
          '@type': 'Claim',
          position,
          appearance: { '@type': 'DigitalDocument', name, url: `${publicUrl}${path}`, abstract: quote },
        })),
        potentialAction: ['LikeAction', 'DislikeAction'].map((type) => ({
          '@type': type,
          actionStatus: 'PotentialActionStatus',
          '@id': `${key}-${type === 'LikeAction' ? 'like' : 'dislike'}`,
        })),
      },
    ],
  };
}
