import { Dialog, DialogTurnStatus, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import type { Intent } from '../intent.ts';
import type { IntakeKind } from '../ports.ts';
import { message } from '../reply.ts';
import type { Opening } from '../root-dialog.ts';
import { commandIn } from './commands.ts';
import { asksForNames, digressionIn, helpIn, isQuestion } from './digression.ts';
import { confirmedForm } from './confirmed-form.ts';
import type { FormState } from './draft.ts';
import { guidanceWords, qrPicture, receiptWords } from './ending.ts';
import { FormDialog, isSealed, type IntakeParts } from './form-dialog.ts';
import { isEmergency } from './emergency.ts';
import { confirms, isChoice, isOffered, isPersonal, maySkip, rejectsSummary } from './form-words.ts';
import { answer, answerAside, back, edit, onward, skipRest, withSent } from './form.ts';
import type { ClaimsWords, HoldsWords, KnowsItsMatter } from './held-words.ts';
import { hasIdentityNumber, offersIdentityCard } from './identity-number.ts';
import { kindNamed, likelyKind, type LikelyKind } from './likely-kind.ts';
import { officeIn } from './office-named.ts';
import { emptyForm, formFrom } from './opening.ts';
import { saysMatter } from './said.ts';
import { accountOf, sentWith, wordsOf, type Sent } from './sent.ts';
import { ofKind } from './steps.ts';
import { withoutTeller } from './teller.ts';
import { plain, saysNo, sends } from './words.ts';

/** Takes a submission in, one question at a time. Nothing is kept until the person confirms. */
export class IntakeDialog extends FormDialog implements HoldsWords, ClaimsWords, KnowsItsMatter {
  static readonly id = 'intake';

  constructor(parts: IntakeParts) {
    super(IntakeDialog.id, parts);
  }

  override async beginDialog(dc: DialogContext, opening?: Opening): Promise<DialogTurnResult> {
    const { lastQuestion } = this.parts;
    const text = opening?.text ?? wordsOf(dc.context);
    const isForOffice = plain(text) === plain(this.parts.general.choices.sendQuestion);
    const { intent = 'SendFeedback' } = opening ?? {};
    const blank = emptyForm(dc.context.activity.id);
    if (!isForOffice) return this.start(dc, blank, text, likelyKind(text, intent));
    const { text: question = '', office } = await lastQuestion(dc.context);
    const draft = office && this.parts.offices.some(({ id }) => id === office) ? { office } : {};
    return this.start(dc, { ...blank, draft }, question, { kind: 'question' });
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const text = wordsOf(dc.context);
    const state = this.read(dc);
    const sent = sentWith(dc.context, text);
    if (sent.files.length + sent.refusedFiles.length > 0 || sent.location)
      return this.takeSent(dc, state, sent, text);
    if (text === '') return this.ask(dc, state, [this.parts.say.problem.noChoice]);
    const { asking, ...here } = state;
    const answers = officeIn(text, this.parts.offices) !== undefined || /^\d{1,2}(?:\.|$)/u.test(text);
    return asking && answers ? this.askPlans(dc, here, text) : this.hear(dc, here, text);
  }

  override async resumeDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const { asking, ...state } = this.read(dc);
    const { isOpen } = await this.parts.lastQuestion(dc.context);
    return asking && isOpen ? Dialog.EndOfTurn : this.ask(dc, state, [this.parts.say.goOn]);
  }

  /** The button under an answer that the plans do not give, and danger. */
  claims(text: string): boolean {
    return plain(text) === plain(this.parts.general.choices.sendQuestion) || isEmergency(text);
  }

  /** Words that name a kind of submission or tell of its matter, when the recogniser is in doubt. */
  suits(text: string, intent: Intent): boolean {
    return saysMatter(text) && 'kind' in likelyKind(text, intent);
  }

  /** Its own buttons and commands are never a wish to stop. */
  holds(text: string, instance: unknown): boolean {
    const { form } = instance as { readonly form?: FormState };
    if (!form) return false;
    const words = plain(text);
    // A denunciation is read here alone: a recogniser may be a cloud's.
    if (isSealed(form)) return !/^(?:huy(?: bo)?|thoi|dung(?: lai)?|lam lai|bat dau lai)$/u.test(words);
    if (isOffered(form, text)) return words !== plain(this.parts.say.buttons.cancel);
    if (commandIn(text) || isPersonal(form, text)) return true;
    return maySkip(form, text) && words !== 'thoi';
  }

  /** Begins, or begins again, from words that may tell all of it. */
  private async start(
    dc: DialogContext,
    before: FormState,
    text: string,
    likely: LikelyKind,
  ): Promise<DialogTurnResult> {
    const sent = sentWith(dc.context, text);
    if (sent.refusedFiles.length > 0) await this.parts.forgets.files(sent.refusedFiles);
    const { state, notes } = formFrom(before, text, likely, sent, this.context(dc));
    const isDenunciation = 'kind' in likely && likely.kind === 'denunciation';
    return isDenunciation && !isEmergency(text) ? this.guide(dc, state, text) : this.ask(dc, state, notes);
  }

  private async hear(dc: DialogContext, state: FormState, text: string): Promise<DialogTurnResult> {
    const context = this.context(dc);
    const { say } = this.parts;
    if (state.aside) {
      const heard = answerAside(state, text, context);
      if (heard === 'end') return this.stop(dc);
      if (heard) return this.go(dc, heard.state, heard.notes);
      if (state.aside.is === 'sealed-offer')
        return isOffered(state, text) || saysNo(text) || isQuestion(text)
          ? this.declineSealed(dc, state)
          : this.ask(dc, state, []);
      if (state.aside.is === 'duplicate' && plain(text).includes(plain(state.aside.code)))
        return dc.beginDialog(this.parts.trackId, { text: state.aside.code, intent: 'TrackCase' });
      if (state.aside.is === 'number' || state.aside.is === 'duplicate')
        return this.ask(dc, state, [say.problem.noChoice]);
    }
    const command = commandIn(text, state.draft.kind);
    if (command?.does === 'back') return this.go(dc, ...spread(back(state, context)));
    if (command?.does === 'which-edit' || rejectsSummary(state, text))
      return this.ask(dc, { ...state, aside: { is: 'which-edit' } }, []);
    if (command?.does === 'change-kind') {
      const { between: _, aside: __, ...rest } = state;
      return this.ask(dc, { ...rest, step: 'kind', asked: [...state.asked, 'kind'] }, []);
    }
    if (command?.does === 'edit' && (!command.bare || state.step === 'confirm')) {
      const editing = edit(state, command.step, context);
      if (command.value === undefined || editing.notes.length > 0) return this.go(dc, ...spread(editing));
      return this.reply(dc, editing.state, command.value);
    }
    if (sends(text) && !isSealed(state) && !state.aside) {
      const rest = skipRest(state, context);
      if (rest.state.step !== state.step) return this.go(dc, ...spread(rest));
    }
    if (asksForNames(text) && !isSealed(state)) {
      const { nameRule } = say;
      const { kind } = state.draft;
      const rule = kind === 'complaint' || kind === 'proposal' ? nameRule[kind] : nameRule.free;
      return this.ask(dc, state, [rule]);
    }
    if (offersIdentityCard(text)) return this.ask(dc, state, [say.noIdentityCard]);
    const named = state.step === 'office' ? undefined : kindNamed(text);
    const isSame = named === state.draft.kind || (named === 'proposal' && state.draft.kind === 'incident');
    if (named && !isSame && state.draft.kind) return this.changeKind(dc, state, named);
    const away = isSealed(state) ? undefined : await this.digress(dc, state, text);
    if (away) return away;
    if (state.aside) return this.ask(dc, state, [say.problem.noChoice]);
    if (isEmergency(text) && state.step !== 'confirm') {
      await dc.context.sendActivity(message('form', say.emergencyOnTheWay));
    }
    if (state.step === 'kind' && !isChoice(state, text) && saysMatter(text))
      return this.start(dc, state, text, likelyKind(text, 'SendFeedback'));
    if (state.step === 'confirm')
      return confirms(text) ? this.send(dc, state) : this.ask(dc, state, [say.problem.noChoice]);
    return this.reply(dc, state, text);
  }

  /** The answer to the waiting step; an identity number in it is asked about first. */
  private async reply(
    dc: DialogContext,
    state: FormState,
    text: string,
    before: readonly string[] = [],
  ): Promise<DialogTurnResult> {
    if (hasIdentityNumber(text) && state.step !== 'kind' && state.step !== 'office')
      return this.ask(dc, { ...state, aside: { is: 'number', original: text } }, before);
    const heard = answer(state, text, this.context(dc));
    const { kind } = heard.state.draft;
    if (kind === 'denunciation' && !isSealed(state)) return this.guide(dc, heard.state, text);
    const changed = kind !== undefined && kind !== state.draft.kind;
    const explained = changed ? [this.parts.say.explained[kind]] : [];
    return this.go(dc, heard.state, [...before, ...explained, ...heard.notes]);
  }

  private async changeKind(dc: DialogContext, state: FormState, kind: IntakeKind): Promise<DialogTurnResult> {
    const { aside: _, ...rest } = state;
    const draft = ofKind(state.draft, kind, this.parts.today());
    if (kind === 'denunciation') return this.guide(dc, { ...rest, draft }, '');
    return this.go(dc, onward({ ...rest, draft }), [this.parts.say.explained[kind]]);
  }

  /** Answers a question in the middle; the form is asked again when that is done. */
  private async digress(
    dc: DialogContext,
    state: FormState,
    text: string,
  ): Promise<DialogTurnResult | undefined> {
    const { recognizer, general, trackId } = this.parts;
    if (isOffered(state, text) || maySkip(state, text) || isPersonal(state, text)) return undefined;
    if (state.draft.kind === 'question' && state.step === 'content') return undefined;
    if (await helpIn(text, recognizer)) return this.ask(dc, state, [this.parts.say.goOn]);
    const intent = await digressionIn(text, recognizer);
    if (intent === undefined) return undefined;
    if (intent === 'TrackCase') return dc.beginDialog(trackId, { text, intent });
    if (intent === 'WhoAreYou') {
      await dc.context.sendActivity(message('info', general.whoAreYou));
      return this.ask(dc, state, [this.parts.say.goOn]);
    }
    const tells = state.step === 'content' || state.step === 'contested';
    if (tells && (intent === 'OutOfScope' || text.length > 160)) return undefined;
    return this.askPlans(dc, state, text);
  }

  private askPlans(dc: DialogContext, state: FormState, text: string): Promise<DialogTurnResult> {
    this.write(dc, { ...state, asking: true });
    return dc.beginDialog(this.parts.askId, { text });
  }

  private async takeSent(
    dc: DialogContext,
    state: FormState,
    sent: Sent,
    text: string,
  ): Promise<DialogTurnResult> {
    if (sent.refusedFiles.length > 0) await this.parts.forgets.files(sent.refusedFiles);
    const { state: added, notes } = withSent(state, sent, this.parts.say);
    const isEvidence = state.step === 'evidence' && !state.aside;
    if (isEvidence) return this.go(dc, onward(added), notes);
    if (text === '' || sent.refusedFiles.length > 0 || state.aside) return this.go(dc, added, notes);
    return this.reply(dc, added, text, notes);
  }

  /** Before the summary: has the same been sent already? */
  private async go(dc: DialogContext, state: FormState, notes: readonly string[]): Promise<DialogTurnResult> {
    const { draft, step } = state;
    const words = draft.content ?? draft.contested;
    if (step !== 'confirm' || state.compared || !draft.kind || !words || isSealed(state))
      return this.ask(dc, state, notes);
    const compared = { ...state, compared: true };
    const same = await this.parts.desk.similarTo(accountOf(dc.context), draft.kind, words);
    return same
      ? this.ask(dc, { ...compared, aside: { is: 'duplicate', ...same } }, notes)
      : this.ask(dc, compared, notes);
  }

  private async send(dc: DialogContext, state: FormState): Promise<DialogTurnResult> {
    const { desk, say } = this.parts;
    const form = confirmedForm(state, accountOf(dc.context), say);
    if (!form) return this.ask(dc, onward(state), []);
    const receipt = await desk.send(form);
    const words = receiptWords(this.parts, form, receipt);
    const ended = await dc.endDialog();
    const choices = [say.buttons.track, say.buttons.askElse];
    const attachments = qrPicture(receipt, say.qrName);
    await dc.context.sendActivity({ ...message('receipt', words, choices), ...attachments });
    return ended;
  }

  /** Tố cáo: tells the way. Where it can be told here under seal that is offered; else nothing is kept. */
  private async guide(dc: DialogContext, state: FormState, text: string): Promise<DialogTurnResult> {
    const { desk, forgets, say, offices } = this.parts;
    const { channelId, id = '' } = dc.context.activity;
    const office = offices.length === 1 ? offices[0]?.id : (officeIn(text, offices) ?? state.draft.office);
    const sealedHere = desk.sealedHere(channelId);
    const words = guidanceWords(this.parts, office, sealedHere);
    const { reportInstead, askElse } = say.buttons;
    const unsaid: FormState = { ...state, unsaid: true };
    if (!sealedHere) {
      await desk.recordGuidance(office, channelId);
      this.write(dc, unsaid);
      const ended = await dc.endDialog();
      await dc.context.sendActivity(message('form', words, [reportInstead, askElse]));
      return ended;
    }
    await forgets.confide(accountOf(dc.context), state.since ?? id);
    const draft = withoutTeller({ ...state.draft, kind: 'denunciation' }, say.sealed.tellerGone);
    const choices = [say.sealed.buttons.tell, reportInstead, askElse];
    this.write(dc, {
      ...unsaid,
      draft,
      step: 'accused',
      asked: [],
      aside: { is: 'sealed-offer' },
      offered: choices,
    });
    await dc.context.sendActivity(message('form', words, choices));
    return Dialog.EndOfTurn;
  }

  /** The person does not want the sealed track: nothing is kept, and the words are heard anew. */
  private async declineSealed(dc: DialogContext, { draft }: FormState): Promise<DialogTurnResult> {
    await this.parts.desk.recordGuidance(draft.office, dc.context.activity.channelId);
    await dc.endDialog();
    return { status: DialogTurnStatus.empty };
  }

  private async stop(dc: DialogContext): Promise<DialogTurnResult> {
    await dc.context.sendActivity(message('info', this.parts.general.cancelled));
    return dc.endDialog();
  }
}

function spread({ state, notes }: ReturnType<typeof back>): [FormState, readonly string[]] {
  return [state, notes];
}
