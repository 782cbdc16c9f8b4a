import type { TurnContext } from 'botbuilder';
import { Dialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import type { OfficeName } from '../../knowledge/ask/finding.ts';
import type { Intent, Recognizer } from '../intent.ts';
import type { IntakeMessages } from '../messages/intake.ts';
import type { Messages } from '../messages/vi.ts';
import type { CaseDesk, IntakeKind } from '../ports.ts';
import { message } from '../reply.ts';
import type { Opening } from '../root-dialog.ts';
import { commandIn } from './commands.ts';
import { digressionIn } from './digression.ts';
import { confirmedForm } from './confirmed-form.ts';
import type { FormState } from './draft.ts';
import { isEmergency } from './emergency.ts';
import { confirms, isChoice, isOffered, isPersonal, maySkip, rejectsSummary } from './form-words.ts';
import { answer, answerAside, back, edit, onward, questionOf, withSent, type FormContext } from './form.ts';
import type { ClaimsWords, HoldsWords, KnowsItsMatter } from './held-words.ts';
import { hasIdentityNumber, offersIdentityCard } from './identity-number.ts';
import { kindNamed, likelyKind, type LikelyKind } from './likely-kind.ts';
import { officeIn } from './office-named.ts';
import { emptyForm, formFrom } from './opening.ts';
import { saysMatter } from './said.ts';
import { accountOf, sentWith, wordsOf, type Sent } from './sent.ts';
import { ofKind } from './steps.ts';
import { plain } from './words.ts';

/** What the plans were asked last, and of which office. */
export interface LastQuestion {
  readonly text?: string | undefined;
  readonly office?: string | undefined;
  /** The plans asked something back. */
  readonly isOpen?: boolean | undefined;
}

export interface IntakeParts {
  readonly desk: CaseDesk;
  readonly offices: readonly OfficeName[];
  readonly recognizer: Recognizer;
  readonly say: IntakeMessages;
  readonly general: Messages;
  readonly today: () => string;
  /** The question that the plans were last asked, for "Gửi câu hỏi đến cơ quan". */
  readonly lastQuestion: (context: TurnContext) => Promise<LastQuestion>;
  /** Dialogs that a question in the middle opens: for the plans, and for a look-up. */
  readonly askId: string;
  readonly trackId: string;
}

/** Takes a submission in, one question at a time. Nothing is kept until the person confirms. */
export class IntakeDialog extends Dialog<Opening> implements HoldsWords, ClaimsWords, KnowsItsMatter {
  static readonly id = 'intake';

  constructor(private readonly parts: IntakeParts) {
    super(IntakeDialog.id);
  }

  override async beginDialog(dc: DialogContext, opening?: Opening): Promise<DialogTurnResult> {
    const { lastQuestion } = this.parts;
    const text = opening?.text ?? wordsOf(dc.context);
    const isQuestion = plain(text) === plain(this.parts.general.choices.sendQuestion);
    const { intent = 'SendFeedback' } = opening ?? {};
    if (!isQuestion) return this.start(dc, emptyForm(), text, likelyKind(text, intent));
    const { text: question = '', office } = await lastQuestion(dc.context);
    const draft = office && this.parts.offices.some(({ id }) => id === office) ? { office } : {};
    return this.start(dc, { ...emptyForm(), draft }, question, { kind: 'question' });
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const text = wordsOf(dc.context);
    const state = this.read(dc);
    const sent = sentWith(dc.context, text);
    if (sent.files.length + sent.refused > 0 || sent.location) return this.takeSent(dc, state, sent, text);
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
    const isDenunciation = 'kind' in likely && likely.kind === 'denunciation';
    if (isDenunciation && !isEmergency(text)) return this.guide(dc, text);
    const { state, notes } = formFrom(before, text, likely, sentWith(dc.context, text), this.context());
    return this.ask(dc, state, notes);
  }

  private async hear(dc: DialogContext, state: FormState, text: string): Promise<DialogTurnResult> {
    const context = this.context();
    const { say } = this.parts;
    if (state.aside) {
      const heard = answerAside(state, text, context);
      if (heard === 'end') return this.stop(dc);
      if (heard) return this.go(dc, heard.state, heard.notes);
      if (state.aside.is === 'duplicate' && plain(text).includes(plain(state.aside.code)))
        return dc.beginDialog(this.parts.trackId, { text: state.aside.code, intent: 'TrackCase' });
      if (state.aside.is === 'number' || state.aside.is === 'duplicate')
        return this.ask(dc, state, [say.problem.noChoice]);
    }
    const command = commandIn(text);
    if (command?.does === 'back') return this.go(dc, ...spread(back(state, context)));
    if (command?.does === 'which-edit' || rejectsSummary(state, text))
      return this.ask(dc, { ...state, aside: { is: 'which-edit' } }, []);
    if (command?.does === 'change-kind') {
      const { between: _, aside: __, ...rest } = state;
      return this.ask(dc, { ...rest, step: 'kind', asked: [...state.asked, 'kind'] }, []);
    }
    if (command?.does === 'edit') {
      const editing = edit(state, command.step, context);
      if (command.value === undefined || editing.notes.length > 0) return this.go(dc, ...spread(editing));
      return this.reply(dc, editing.state, command.value);
    }
    if (offersIdentityCard(text)) return this.ask(dc, state, [say.noIdentityCard]);
    const named = state.step === 'office' ? undefined : kindNamed(text);
    const isSame = named === state.draft.kind || (named === 'proposal' && state.draft.kind === 'incident');
    if (named && !isSame && state.draft.kind) return this.changeKind(dc, state, named);
    const away = await this.digress(dc, state, text);
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
    const heard = answer(state, text, this.context());
    const { kind } = heard.state.draft;
    if (kind === 'denunciation') return this.guide(dc, '');
    const changed = kind !== undefined && kind !== state.draft.kind;
    const explained = changed ? [this.parts.say.explained[kind]] : [];
    return this.go(dc, heard.state, [...before, ...explained, ...heard.notes]);
  }

  private async changeKind(dc: DialogContext, state: FormState, kind: IntakeKind): Promise<DialogTurnResult> {
    if (kind === 'denunciation') return this.guide(dc, '');
    const { aside: _, ...rest } = state;
    const draft = ofKind(state.draft, kind, this.parts.today());
    return this.go(dc, onward({ ...rest, draft }), [this.parts.say.explained[kind]]);
  }

  /** Help was given already by whoever interrupted: only the form's own question comes again. */
  private async isHelp(text: string): Promise<boolean> {
    if (text.length >= 30) return false;
    const { intent, confidence } = await this.parts.recognizer.recognize(text);
    return intent === 'Help' && confidence >= 0.6;
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
    if (await this.isHelp(text)) return this.ask(dc, state, [this.parts.say.goOn]);
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
    const { state: added, notes } = withSent(state, sent, this.parts.say);
    const isEvidence = state.step === 'evidence' && !state.aside;
    if (isEvidence) return this.go(dc, onward(added), notes);
    if (text === '' || sent.refused > 0 || state.aside) return this.go(dc, added, notes);
    return this.reply(dc, added, text, notes);
  }

  /** Before the summary: has the same been sent already? */
  private async go(dc: DialogContext, state: FormState, notes: readonly string[]): Promise<DialogTurnResult> {
    const { draft, step } = state;
    const words = draft.content ?? draft.contested;
    if (step !== 'confirm' || state.compared || !draft.kind || !words) return this.ask(dc, state, notes);
    const compared = { ...state, compared: true };
    const same = await this.parts.desk.similarTo(accountOf(dc.context), draft.kind, words);
    return same
      ? this.ask(dc, { ...compared, aside: { is: 'duplicate', ...same } }, notes)
      : this.ask(dc, compared, notes);
  }

  private async send(dc: DialogContext, state: FormState): Promise<DialogTurnResult> {
    const { desk, say, offices } = this.parts;
    const form = confirmedForm(state, accountOf(dc.context), say.purpose);
    if (!form) return this.ask(dc, onward(state), []);
    const receipt = await desk.send(form);
    const { office, kind } = form;
    const name = offices.find(({ id }) => id === office)?.name ?? say.anyOffice;
    const lines = [say.receipt(receipt, name)];
    if (kind === 'complaint')
      lines.push(say.nextForComplaint(desk.citizenReception(office), desk.petitionForm('complaint', office)));
    const choices = [say.buttons.track, say.buttons.askElse];
    await dc.context.sendActivity(message('receipt', lines.join('\n\n'), choices));
    return dc.endDialog();
  }

  /** Tố cáo: tells the way and keeps nothing. */
  private async guide(dc: DialogContext, text: string): Promise<DialogTurnResult> {
    const { desk, say, offices } = this.parts;
    const office = offices.length === 1 ? offices[0]?.id : officeIn(text, offices);
    await desk.recordGuidance(office, dc.context.activity.channelId);
    const words = say.denunciation(desk.citizenReception(office), desk.petitionForm('denunciation', office));
    await dc.context.sendActivity(message('form', words, [say.buttons.reportInstead, say.buttons.askElse]));
    return dc.endDialog();
  }

  private async stop(dc: DialogContext): Promise<DialogTurnResult> {
    await dc.context.sendActivity(message('info', this.parts.general.cancelled));
    return dc.endDialog();
  }

  private async ask(
    dc: DialogContext,
    state: FormState,
    notes: readonly string[],
  ): Promise<DialogTurnResult> {
    const { text, choices } = questionOf(state, this.context());
    this.write(dc, { ...state, offered: choices });
    await dc.context.sendActivity(message('form', [...notes, text].join('\n\n'), choices));
    return Dialog.EndOfTurn;
  }

  private context(): FormContext {
    const { say, offices, today, desk } = this.parts;
    return {
      say,
      offices,
      today: today(),
      complaintLimit: (knownOn) => desk.complaintLimit(knownOn),
      keptMonths: (kind, office) => desk.keptMonths(kind, office),
    };
  }

  private read(dc: DialogContext): FormState {
    const { form } = (dc.activeDialog?.state ?? {}) as { readonly form?: FormState };
    return form ?? emptyForm();
  }

  private write(dc: DialogContext, form: FormState): void {
    if (dc.activeDialog) dc.activeDialog.state = { form };
  }
}

function spread({ state, notes }: ReturnType<typeof back>): [FormState, readonly string[]] {
  return [state, notes];
}
