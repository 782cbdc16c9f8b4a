import type { Activity } from 'botbuilder';
import type { Present } from './streams.ts';
import type { Tokens } from './tokens.ts';

const stored = /^\/v3\/directline\/conversations\/(?<conversation>[\w-]+)\/files\/(?<file>[\w-]+)$/;

const showable = new Set(['image/jpeg', 'image/png', 'image/webp']);

/** The address kept with an activity: no host, which may change, and no ticket, which ends. */
export function fileAddress(conversationId: string, file: string): string {
  return `/v3/directline/conversations/${conversationId}/files/${file}`;
}

/** The file that a stored address names; undefined when it is no address of ours. */
export function fileOf(contentUrl: string): { conversation: string; file: string } | undefined {
  const { conversation, file } = stored.exec(contentUrl)?.groups ?? {};
  return conversation && file ? { conversation, file } : undefined;
}

/** Completes file addresses for a viewer who may see the conversation: host and ticket. */
export function presentFiles(tokens: Tokens, base: string): Present {
  return (activity: Activity) => {
    if (!activity.attachments?.some(({ contentUrl }) => contentUrl?.startsWith('/v3/'))) return activity;
    const attachments = activity.attachments.map((attachment) => {
      const file = fileOf(attachment.contentUrl ?? '');
      if (!file || file.conversation !== activity.conversation.id) return attachment;
      const ticket = tokens.fileTicket(file.conversation, file.file);
      const contentUrl = `${base}${attachment.contentUrl}?t=${ticket}`;
      // Web Chat shows a person's own picture only where there is a thumbnail of it.
      const thumbnailUrl = showable.has(attachment.contentType) ? { thumbnailUrl: contentUrl } : {};
      return { ...attachment, contentUrl, ...thumbnailUrl };
    });
    return { ...activity, attachments };
  };
}
