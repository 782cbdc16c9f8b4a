import { Dialog, DialogTurnStatus, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import type { Recognizer } from '../intent.ts';
import type { IntakeMessages } from '../messages/intake.ts';
import type { CaseTracker, Forgets, TrackedCase } from '../ports.ts';
import { message } from '../reply.ts';
import type { Opening } from '../root-dialog.ts';
import { digressionIn } from './digression.ts';
import type { ClaimsWords, HoldsWords } from './held-words.ts';
import { hasIdentityNumber, withoutIdentityNumber } from './identity-number.ts';
import { accountOf, sentWith, wordsOf } from './sent.ts';
import { plain, saysYes } from './words.ts';

export interface StatusParts {
  readonly tracker: CaseTracker;
  readonly forgets: Pick<Forgets, 'files'>;
  readonly say: IntakeMessages;
  readonly recognizer: Recognizer;
  readonly askId: string;
  readonly intakeId: string;
}

/** What is waited for, and whether a form waits below. Plain data: a code, never a secret. */
type StatusState = { readonly within?: boolean } & Waiting;
type Waiting =
  | { readonly waits: 'code' }
  | { readonly waits: 'choice'; readonly codes: readonly string[] }
  | { readonly waits: 'secret'; readonly code: string }
  /** An own case was shown: what the person wants to do with it, if anything. */
  | { readonly waits: 'next' | 'supply' | 'withdraw' | 'reopen'; readonly code: string };

/** Tells how far a case has come: the own ones at once, others by code and secret. */
export class StatusDialog extends Dialog<Opening> implements ClaimsWords, HoldsWords {
  static readonly id = 'status';

  constructor(private readonly parts: StatusParts) {
    super(StatusDialog.id);
  }

  override async beginDialog(dc: DialogContext, opening?: Opening): Promise<DialogTurnResult> {
    const { tracker, say } = this.parts;
    const text = opening?.text ?? wordsOf(dc.context);
    const { code, secret } = tracker.read(text);
    if (code) return this.look(dc, code, secret);
    const own = isOther(text, say) ? [] : await tracker.casesOf(accountOf(dc.context));
    const [first] = own;
    if (!first) return this.wait(dc, { waits: 'code' }, say.status.askCode);
    if (own.length === 1) return this.tellOwn(dc, first);
    const shown = own.slice(0, mostListed);
    const lines = [say.status.own(own.length), ...shown.map(say.status.line), say.status.which];
    const codes = shown.map((one) => one.code);
    return this.wait(dc, { waits: 'choice', codes }, lines.join('\n'), [...codes, say.buttons.otherCase]);
  }

  /** The code of a case, alone or in a sentence. */
  claims(text: string): boolean {
    return this.parts.tracker.read(text).code !== undefined || isOther(text, this.parts.say);
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const { tracker, say, recognizer, askId, intakeId } = this.parts;
    const text = wordsOf(dc.context);
    const state = dc.activeDialog?.state as StatusState;
    if (state.within && isStop(text)) return dc.endDialog();
    const { code, secret } = tracker.read(text);
    if (state.waits === 'next') return this.choose(dc, state.code, text);
    if (state.waits === 'withdraw' || state.waits === 'reopen' || state.waits === 'supply')
      return this.act(dc, state.waits, state.code, text);
    if (code) return this.look(dc, code, secret);
    if (state.waits === 'secret' && secret) return this.look(dc, state.code, secret);
    if (state.waits === 'choice') {
      const picked = state.codes[Number(/^\d{1,2}$/u.exec(plain(text))?.[0] ?? 0) - 1];
      if (picked) return this.look(dc, picked, undefined);
      if (isOther(text, say)) return this.wait(dc, { waits: 'code' }, say.status.askCode);
    }
    if (await digressionIn(text, recognizer)) return dc.beginDialog(askId, { text });
    const { intent, confidence } = await recognizer.recognize(text);
    // Letters and digits that are no secret are a slip of the finger, not a new wish.
    if (intent.startsWith('Send') && confidence >= 0.8 && text.split(/\s+/u).length >= 3 && !/\d/u.test(text))
      return dc.replaceDialog(intakeId, { text, intent });
    if (state.waits === 'secret') return this.look(dc, state.code, text);
    return this.repeat(dc, state.waits === 'choice' ? say.status.noMatch : say.status.noCode);
  }

  override async resumeDialog(dc: DialogContext): Promise<DialogTurnResult> {
    return this.repeat(dc, this.parts.say.goOn);
  }

  private async look(dc: DialogContext, code: string, secret: string | undefined): Promise<DialogTurnResult> {
    const { tracker, say } = this.parts;
    const account = accountOf(dc.context);
    const own = await tracker.ownCase(code, account);
    if (own) return this.tellOwn(dc, own);
    if (!secret) return this.wait(dc, { waits: 'secret', code }, say.status.askSecret(code));
    const found = await tracker.progressOf(code, secret, account);
    if (found) return this.tell(dc, found);
    await dc.context.sendActivity(message('status', say.status.notFound, [say.buttons.track]));
    return dc.endDialog();
  }

  private async tell(dc: DialogContext, one: TrackedCase): Promise<DialogTurnResult> {
    const choices = [this.parts.say.buttons.otherCase, this.parts.say.buttons.askElse];
    await dc.context.sendActivity(message('status', this.words(one), choices));
    return dc.endDialog();
  }

  /** An own case, with what its sender may still do. A form that waits below goes on at once. */
  private async tellOwn(dc: DialogContext, one: TrackedCase): Promise<DialogTurnResult> {
    const { buttons } = this.parts.say;
    const moves = [
      ...(one.canSupply ? [buttons.supply] : []),
      ...(one.canReopen ? [buttons.reopen] : []),
      ...(one.canWithdraw ? [buttons.withdraw] : []),
    ];
    if (dc.stack.length > 1 || moves.length === 0) return this.tell(dc, one);
    return this.wait(dc, { waits: 'next', code: one.code }, this.words(one), [...moves, buttons.otherCase]);
  }

  private words(one: TrackedCase): string {
    const { say, tracker } = this.parts;
    const web = tracker.trackUrl ? `\n${say.status.onWeb(`${tracker.trackUrl}?ma=${one.code}`)}` : '';
    return `${say.status.progress(one)}${web}`;
  }

  /** One of the offered moves, or something else: then the look-up is over and the words are heard anew. */
  private async choose(dc: DialogContext, code: string, text: string): Promise<DialogTurnResult> {
    const { buttons, status } = this.parts.say;
    const words = plain(text);
    if (words === plain(buttons.supply))
      return this.wait(dc, { waits: 'supply', code }, status.askSupply(code));
    if (words === plain(buttons.withdraw)) {
      const choices = [buttons.withdraw, buttons.keep];
      return this.wait(dc, { waits: 'withdraw', code }, status.askWithdraw(code), choices);
    }
    if (words === plain(buttons.reopen))
      return this.wait(dc, { waits: 'reopen', code }, status.askReopen(code));
    await dc.endDialog();
    return { status: DialogTurnStatus.empty };
  }

  private async act(
    dc: DialogContext,
    what: 'supply' | 'withdraw' | 'reopen',
    code: string,
    text: string,
  ): Promise<DialogTurnResult> {
    const { tracker, say, forgets } = this.parts;
    const account = accountOf(dc.context);
    const { files, refusedFiles } = sentWith(dc.context, text);
    if (refusedFiles.length > 0) {
      await forgets.files(refusedFiles);
      return this.repeat(dc, say.identityCard(refusedFiles.length));
    }
    if (what !== 'withdraw' && text === '' && files.length === 0) return this.repeat(dc, say.goOn);
    if (what === 'withdraw' && plain(text) !== plain(say.buttons.withdraw) && !saysYes(text)) {
      const same = await tracker.ownCase(code, account);
      return same ? this.tellOwn(dc, same) : dc.endDialog();
    }
    const hasNumber = hasIdentityNumber(text);
    const words = hasNumber ? withoutIdentityNumber(text) : text;
    const moved = await tracker.act(
      code,
      account,
      {
        supply: { type: 'supplied' as const, text: words, files },
        withdraw: { type: 'withdrawn' as const, reason: say.status.withdrawReason },
        reopen: { type: 'reopened' as const, reason: words },
      }[what],
    );
    if (!moved) {
      await dc.context.sendActivity(message('status', say.status.refused, [say.buttons.track]));
      return dc.endDialog();
    }
    const done = { supply: say.status.supplied, withdraw: say.status.withdrawn, reopen: say.status.reopened };
    await dc.context.sendActivity(
      message('status', hasNumber ? `${done[what]} ${say.status.numberRemoved}` : done[what]),
    );
    return this.tellOwn(dc, moved);
  }

  /** "Rút hồ sơ" and its like are offered here; they are no wish to stop. */
  holds(text: string, state: unknown): boolean {
    const { waits, within } = state as StatusState;
    // It stops the look-up, not the form below.
    if (within && isStop(text)) return true;
    const { buttons } = this.parts.say;
    const words = plain(text);
    if (waits === 'next')
      return [buttons.supply, buttons.withdraw, buttons.reopen].map(plain).includes(words);
    return (
      waits === 'withdraw' && [buttons.withdraw, buttons.keep, 'không', 'thôi'].map(plain).includes(words)
    );
  }

  /** Asks what is waited for once more. */
  private async repeat(dc: DialogContext, note: string): Promise<DialogTurnResult> {
    const { say } = this.parts;
    const state = dc.activeDialog?.state as StatusState;
    const choices = state.waits === 'choice' ? [...state.codes, say.buttons.otherCase] : [];
    const code = 'code' in state ? state.code : '';
    const question = {
      code: say.status.askCode,
      choice: say.status.which,
      secret: say.status.askSecret(code),
      next: say.status.which,
      supply: say.status.askSupply(code),
      withdraw: say.status.askWithdraw(code),
      reopen: say.status.askReopen(code),
    }[state.waits];
    return this.wait(dc, state, note === say.status.noMatch ? note : `${note}\n${question}`, choices);
  }

  private async wait(
    dc: DialogContext,
    state: Waiting,
    text: string,
    choices: readonly string[] = [],
  ): Promise<DialogTurnResult> {
    if (dc.activeDialog) dc.activeDialog.state = { ...state, within: dc.stack.length > 1 };
    await dc.context.sendActivity(message('status', text, choices));
    return Dialog.EndOfTurn;
  }
}

const mostListed = 5;

function isStop(text: string): boolean {
  return /^(?:huy|huy bo|thoi|dung|dung lai|khong tra cuu nua)$/u.test(plain(text));
}

/** "Hồ sơ khác": one that was not sent from here. */
function isOther(text: string, { buttons }: IntakeMessages): boolean {
  return plain(text) === plain(buttons.otherCase);
}
