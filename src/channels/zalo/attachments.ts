import type { Attachment } from 'botbuilder';
import type { Log } from '../../log.ts';
import { fetchMedia, type MediaLimits } from './media.ts';
import type { ReceivedFiles } from './ports.ts';
import type { ZaloTexts } from './texts.ts';
import type { MediaLink } from './to-activity.ts';

export interface AttachmentParts {
  readonly api: URL;
  readonly files: ReceivedFiles;
  readonly limits: MediaLimits;
  readonly texts: ZaloTexts;
  readonly log: Log;
}

export interface TakenIn {
  readonly attachments: readonly Attachment[];
  /** What to tell the person about files that could not be taken, each sentence once. */
  readonly regrets: readonly string[];
}

/** Fetches what a person sent and hands it over to be kept. What cannot be taken is told, never silently dropped. */
export async function takeIn(
  parts: AttachmentParts,
  conversationId: string,
  media: readonly MediaLink[],
): Promise<TakenIn> {
  const attachments: Attachment[] = [];
  const regrets = new Set<string>();
  for (const { url, name } of media) {
    const taken = await takeOne(parts, conversationId, url, name);
    if (typeof taken === 'string') regrets.add(taken);
    else attachments.push(taken);
  }
  return { attachments, regrets: [...regrets] };
}

async function takeOne(
  { api, files, limits, texts, log }: AttachmentParts,
  conversationId: string,
  url: string,
  name: string,
): Promise<Attachment | string> {
  const tooLarge = texts.fileTooLarge(Math.floor(limits.maxBytes / 1_000_000));
  const fetched = await fetchMedia(url, api, limits);
  if ('problem' in fetched) {
    log.warn(
      { code: 'zalo/file-not-fetched', problem: fetched.problem },
      'a file from Zalo could not be fetched',
    );
    return fetched.problem === 'too-large' ? tooLarge : texts.fileLost;
  }
  const kept = await files.keep({ conversationId, name, bytes: fetched.bytes });
  if (!('refused' in kept)) return kept;
  return kept.refused === 'size' ? tooLarge : texts.fileType;
}
