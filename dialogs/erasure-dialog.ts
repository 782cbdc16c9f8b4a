import type { TurnContext } from 'botbuilder';
import { Dialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import type { ClaimsWords, HoldsWords } from './intake/held-words.ts';
import { accountOf, wordsOf } from './intake/sent.ts';
import { plain, saysYes } from './intake/words.ts';
import type { ErasureMessages } from './messages/erasure.ts';
import type { Forgets } from './ports.ts';
import { message } from './reply.ts';

export interface ErasureParts {
  readonly forgets: Pick<Forgets, 'person'>;
  /** Drops all that the bot remembers of this conversation. */
  readonly clearMemory: (context: TurnContext) => Promise<void>;
  readonly say: ErasureMessages;
}

const wish =
  /^(?:(?:toi|em|chau|minh) )?(?:(?:muon|can|yeu cau|de nghi|xin) )?(?:hay )?xoa (?:giup toi |giup )?(?:het |toan bo |moi |cac )?(?:du lieu|thong tin)(?: ca nhan)?(?: cua)?(?: (?:toi|em|chau|minh))?(?: di| giup toi| a| nhe)?$/u;

/** Xoá dữ liệu của tôi: asked once more, then done, and what must be kept is said. */
export class ErasureDialog extends Dialog implements ClaimsWords, HoldsWords {
  static readonly id = 'erasure';

  constructor(private readonly parts: ErasureParts) {
    super(ErasureDialog.id);
  }

  claims(text: string): boolean {
    return wish.test(plain(text));
  }

  holds(text: string): boolean {
    return this.isAgreed(text) || plain(text) === plain(this.parts.say.buttons.keep);
  }

  override async beginDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const { ask, buttons } = this.parts.say;
    await dc.context.sendActivity(message('form', ask, [buttons.erase, buttons.keep]));
    return Dialog.EndOfTurn;
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const { forgets, clearMemory, say } = this.parts;
    const agreed = this.isAgreed(wordsOf(dc.context));
    const ended = await dc.endDialog();
    if (!agreed) {
      await dc.context.sendActivity(message('info', say.kept));
      return ended;
    }
    const outcomes = await forgets.person(accountOf(dc.context));
    await clearMemory(dc.context);
    await dc.context.sendActivity(message('info', say.done(outcomes)));
    return ended;
  }

  private isAgreed(text: string): boolean {
    return plain(text) === plain(this.parts.say.buttons.erase) || saysYes(text);
  }
}
