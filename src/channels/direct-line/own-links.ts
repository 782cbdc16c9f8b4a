import type { Activity } from 'botbuilder';
import type { Present } from './streams.ts';

/**
 * Without a PUBLIC_URL the bot can only write an address of this machine into its citations. Whoever came by another
 * address (a phone in the office network, a proxy) is shown that one instead, so that the citations open.
 */
export function presentLinks(assumedUrl: string | undefined, base: string): Present {
  if (!assumedUrl || assumedUrl === base) return (activity) => activity;
  return (activity) => {
    if (activity.from.role === 'user') return activity; // a person's words are shown as they came
    const text = JSON.stringify(activity);
    if (!text.includes(`${assumedUrl}/`)) return activity;
    return JSON.parse(text.replaceAll(`${assumedUrl}/`, `${base}/`)) as Activity;
  };
}
