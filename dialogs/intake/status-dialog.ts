import { Dialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import type { Recognizer } from '../intent.ts';
import type { IntakeMessages } from '../messages/intake.ts';
import type { CaseTracker, TrackedCase } from '../ports.ts';
import { message } from '../reply.ts';
import type { Opening } from '../root-dialog.ts';
import { digressionIn } from './digression.ts';
import type { ClaimsWords } from './held-words.ts';
import { accountOf, wordsOf } from './sent.ts';
import { plain } from './words.ts';

export interface StatusParts {
  readonly tracker: CaseTracker;
  readonly say: IntakeMessages;
  readonly recognizer: Recognizer;
  readonly askId: string;
  readonly intakeId: string;
}

/** What is waited for. Plain data: a code, never a secret. */
type StatusState =
  | { readonly waits: 'code' }
  | { readonly waits: 'choice'; readonly codes: readonly string[] }
  | { readonly waits: 'secret'; readonly code: string };

/** Tells how far a case has come: the own ones at once, others by code and secret. */
export class StatusDialog extends Dialog<Opening> implements ClaimsWords {
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
    if (own.length === 1) return this.tell(dc, first);
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
    const { code, secret } = tracker.read(text);
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
    if (own) return this.tell(dc, own);
    if (!secret) return this.wait(dc, { waits: 'secret', code }, say.status.askSecret(code));
    const found = await tracker.progressOf(code, secret, account);
    if (found) return this.tell(dc, found);
    await dc.context.sendActivity(message('status', say.status.notFound, [say.buttons.track]));
    return dc.endDialog();
  }

  private async tell(dc: DialogContext, one: TrackedCase): Promise<DialogTurnResult> {
    const { say, tracker } = this.parts;
    const web = tracker.trackUrl ? `\n${say.status.onWeb(tracker.trackUrl)}` : '';
    const choices = [say.buttons.otherCase, say.buttons.askElse];
    await dc.context.sendActivity(message('status', `${say.status.progress(one)}${web}`, choices));
    return dc.endDialog();
  }

  /** Asks what is waited for once more. */
  private async repeat(dc: DialogContext, note: string): Promise<DialogTurnResult> {
    const { say } = this.parts;
    const state = dc.activeDialog?.state as StatusState;
    const choices = state.waits === 'choice' ? [...state.codes, say.buttons.otherCase] : [];
    const question = {
      code: say.status.askCode,
      choice: say.status.which,
      secret: state.waits === 'secret' ? say.status.askSecret(state.code) : '',
    }[state.waits];
    return this.wait(dc, state, note === say.status.noMatch ? note : `${note}\n${question}`, choices);
  }

  private async wait(
    dc: DialogContext,
    state: StatusState,
    text: string,
    choices: readonly string[] = [],
  ): Promise<DialogTurnResult> {
    if (dc.activeDialog) dc.activeDialog.state = { ...state };
    await dc.context.sendActivity(message('status', text, choices));
    return Dialog.EndOfTurn;
  }
}

const mostListed = 5;

/** "Hồ sơ khác": one that was not sent from here. */
function isOther(text: string, { buttons }: IntakeMessages): boolean {
  return plain(text) === plain(buttons.otherCase);
}
