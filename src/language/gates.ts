import type { Intent } from '../../dialogs/intent.ts';
import type { WordClass } from './lexicon.ts';

/**
 * Intents that people say in few, known ways. Without one of their words they are out, however alike the rest looks:
 * a story that is taken for "hủy" would throw away the form it was told in.
 */
const signs: Readonly<Partial<Record<Intent, readonly WordClass[]>>> = {
  Greet: ['HELLO', 'ASKINTRO'],
  Thank: ['THANKS'],
  Goodbye: ['BYE'],
  Help: ['HELP'],
  WhoAreYou: ['YOU', 'MACHINE'],
  Cancel: ['CANCEL'],
  StartOver: ['RESTART'],
  TalkToHuman: ['HUMAN'],
  Affirm: ['YES'],
  Deny: ['NO'],
};

/** Whether the words hold a sign of the intent, or it needs none. */
export function mayBe(intent: Intent, classes: readonly WordClass[]): boolean {
  const needed = signs[intent];
  return needed === undefined || needed.some((sign) => classes.includes(sign));
}
