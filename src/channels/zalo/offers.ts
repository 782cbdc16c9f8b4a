import type { OutgoingMessage } from '../channel.ts';
import { cleanTitle, type Choice } from './choices.ts';
import type { Notes } from './ports.ts';

interface Offer {
  /** The event or the notice that the choices came with. */
  readonly by: string;
  readonly choices: readonly Choice[];
  /** What was on offer until then: the same event, dealt with again after a crash, must mean the same. */
  readonly before: readonly Choice[];
}

const none: Offer = { by: '', choices: [], before: [] };
export const replyPrefix = 'zalo/reply/';

/** The last choices offered in a conversation, so that "2" can be understood. */
export class Offers {
  constructor(private readonly notes: Notes) {}

  /** What a number meant when this event was sent. */
  async at(conversationId: string, event: string): Promise<readonly Choice[]> {
    const offer = await this.read(conversationId);
    return offer.by === event ? offer.before : offer.choices;
  }

  /** An answer to `event` offers these; none takes the old ones away. */
  async replace(conversationId: string, event: string, choices: readonly Choice[]): Promise<void> {
    const offer = await this.read(conversationId);
    const before = offer.by === event ? offer.before : offer.choices;
    if (choices.length === 0 && offer.choices.length === 0) return;
    await this.write(conversationId, { by: event, choices, before });
  }

  /** A message on the bot's own account has arrived. Answers have been noted by their turn already. */
  async shown(
    conversationId: string,
    { id, choices }: OutgoingMessage & { readonly id: string },
  ): Promise<void> {
    if (!choices?.length || id.startsWith(replyPrefix)) return;
    const offered = choices.map((choice) => ({ title: cleanTitle(choice), says: choice }));
    await this.write(conversationId, { by: id, choices: offered, before: [] });
  }

  async forget(conversationId: string): Promise<void> {
    await this.notes.delete([offersKey(conversationId)]);
  }

  private async read(conversationId: string): Promise<Offer> {
    const key = offersKey(conversationId);
    return ((await this.notes.read([key]))[key] as Offer | undefined) ?? none;
  }

  private async write(conversationId: string, offer: Offer): Promise<void> {
    await this.notes.write({ [offersKey(conversationId)]: { ...offer, eTag: '*' } });
  }
}

export function offersKey(conversationId: string): string {
  return `zalo/offers/${conversationId}`;
}
