import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { absolute } from './address.ts';

export interface Citation {
  readonly position: number;
  readonly name: string;
  readonly url?: string;
}

const entity = z.object({
  type: z.literal('https://schema.org/Message'),
  citation: z.array(
    z.object({
      position: z.number(),
      appearance: z.object({ name: z.string(), url: z.string().optional() }),
    }),
  ),
});

/** `[1]: /van-ban/002#L45 "Kế hoạch …"`: how Markdown names the place of a mark; nobody should read it raw. */
const definition =
  /^ {0,3}\[(?<position>\d{1,3})\]:[ \t]*<?(?<url>[^\s>]+)>?(?:[ \t]+"(?<name>[^"\n]*)")?[ \t]*$/u;

/** The sources of an answer, in order: from the citation entity, else from the definitions in the text. */
export function citationsOf({ entities = [], text = '' }: Partial<Activity>): readonly Citation[] {
  const claims = entities.flatMap((one) => entity.safeParse(one).data?.citation ?? []);
  const fromEntity = claims.map(({ position, appearance: { name, url } }) => ({
    position,
    name,
    ...(url && { url }),
  }));
  const named = new Set(fromEntity.map(({ position }) => position));
  const fromText = text.split('\n').flatMap((line) => {
    const { position, url, name } = definition.exec(line)?.groups ?? {};
    return position && url && !named.has(Number(position))
      ? [{ position: Number(position), name: name ?? '', url }]
      : [];
  });
  return [...fromEntity, ...fromText].sort((a, b) => a.position - b.position);
}

/**
 * The text with one plain "[1] …" line per source and the reader's address below it.
 * A line that the text already has is kept as it is, because it may name the section too.
 */
export function withCitations(
  text: string,
  citations: readonly Citation[],
  publicUrl: string | undefined,
): string {
  const lines = withoutDefinitions(text).split('\n');
  const missing: string[] = [];
  for (const { position, name, url } of citations) {
    const address = url && absolute(url, publicUrl);
    const at = lines.findIndex((line) => line.startsWith(`[${position}] `));
    if (at >= 0 && address) lines.splice(at + 1, 0, address);
    if (at < 0) missing.push([`[${position}] ${name}`.trim(), address].filter(Boolean).join('\n'));
  }
  return [lines.join('\n').trim(), missing.join('\n')].filter(Boolean).join('\n\n');
}

function withoutDefinitions(text: string): string {
  return text
    .split('\n')
    .filter((line) => !definition.test(line))
    .join('\n');
}
