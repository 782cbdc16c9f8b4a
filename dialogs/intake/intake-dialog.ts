import { randomUUID } from 'node:crypto';
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
import { without, type Draft, type FormState } from './draft.ts';
import { isEmergency } from './emergency.ts';
import { answer, answerAside, back, edit, notesOn, onward, questionOf, type FormContext } from './form.ts';
import type { ClaimsWords, HoldsWords, KnowsItsMatter } from './held-words.ts';
import { hasIdentityNumber, offersIdentityCard } from './identity-number.ts';
import { kindNamed, likelyKind, type LikelyKind } from './likely-kind.ts';
import { officeIn } from './office-named.ts';
import { said, saysMatter } from './said.ts';
import { accountOf, sentWith, wordsOf, type Sent } from './sent.ts';
import { declines, ofKind, withOffice } from './steps.ts';
import { plain, saysYes } from './words.ts';

/** What the plans were asked last, and of which office. */
export interface LastQuestion {
  readonly text?: string | undefined;
  readonly office?: string | undefined;
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

const mostFiles = 5;

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
    return this.hear(dc, state, text);
  }

  override async resumeDialog(dc: DialogContext): Promise<DialogTurnResult> {
    return this.ask(dc, this.read(dc), [this.parts.say.goOn]);
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
    if (commandIn(text)) return true;
    return maySkip(form, text) && words !== 'thoi';
  }

  /** Begins, or begins again, from words that may tell all of it. */
  private async start(
    dc: DialogContext,
    before: FormState,
    text: string,
    likely: LikelyKind,
  ): Promise<DialogTurnResult> {
    const { say, today } = this.parts;
    const context = this.context();
    const kind = 'kind' in likely ? likely.kind : undefined;
    if (kind === 'denunciation') return this.guide(dc, text);
    const { between: _, ...rest } = before;
    const blank: FormState = 'between' in likely ? { ...rest, between: likely.between } : rest;
    const words = kind === 'question' && text ? { content: text } : said(text, kind, today());
    const draft = withOffice({ ...words, ...blank.draft, ...(kind && { kind }) }, text, context);
    const explained = kind ? [say.explained[kind]] : [];
    if (hasIdentityNumber(text)) {
      const step = kind === 'complaint' ? 'contested' : 'content';
      const aside = { is: 'number' as const, original: text };
      const state: FormState = { ...blank, draft: without(draft, step), step, asked: [step], aside };
      return this.ask(dc, state, explained);
    }
    const sent = this.added({ ...blank, draft }, sentWith(dc.context, text));
    if (isEmergency(text)) {
      const urgent: Draft = { ...sent.state.draft, ...said(text, 'incident', today()), kind: 'incident' };
      return this.ask(dc, { ...sent.state, draft: urgent, aside: { is: 'emergency' } }, sent.notes);
    }
    const state = onward(sent.state);
    return this.ask(dc, state, [...explained, ...sent.notes, ...notesOn(before, state, context)]);
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
    if (command?.does === 'which-edit' || this.wantsEdit(state, text))
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
    if (state.step === 'confirm') return this.confirm(dc, state, text);
    return this.reply(dc, state, text);
  }

  /** The answer to the waiting step; an identity number in it is asked about first. */
  private async reply(dc: DialogContext, state: FormState, text: string): Promise<DialogTurnResult> {
    if (hasIdentityNumber(text) && state.step !== 'kind' && state.step !== 'office')
      return this.ask(dc, { ...state, aside: { is: 'number', original: text } }, []);
    const heard = answer(state, text, this.context());
    const { kind } = heard.state.draft;
    if (kind === 'denunciation') return this.guide(dc, '');
    const changed = kind !== undefined && kind !== state.draft.kind;
    const notes = changed ? [this.parts.say.explained[kind], ...heard.notes] : heard.notes;
    return this.go(dc, heard.state, notes);
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
    const { recognizer, general, askId, trackId } = this.parts;
    if (isOffered(state, text) || maySkip(state, text)) return undefined;
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
    return dc.beginDialog(askId, { text });
  }

  private async takeSent(
    dc: DialogContext,
    state: FormState,
    sent: Sent,
    text: string,
  ): Promise<DialogTurnResult> {
    const { state: added, notes } = this.added(state, sent);
    const moved = state.step === 'evidence' && !state.aside ? onward(added) : added;
    if (text === '' || sent.refused > 0 || state.step === 'evidence') return this.go(dc, moved, notes);
    const heard = answer(moved, text, this.context());
    return this.go(dc, heard.state, [...notes, ...heard.notes]);
  }

  private added(state: FormState, { files, location, refused }: Sent) {
    const { say } = this.parts;
    const all = [...(state.draft.files ?? []), ...files];
    const taken = all.slice(0, mostFiles);
    const fresh = taken.length - (state.draft.files?.length ?? 0);
    const notes = [
      ...(fresh > 0 ? [say.noted.files(fresh)] : []),
      ...(location ? [say.noted.location] : []),
      ...(all.length > mostFiles ? [say.problem.tooManyFiles(mostFiles)] : []),
      ...(refused > 0 ? [say.identityCard(refused)] : []),
    ];
    const draft = {
      ...state.draft,
      ...(taken.length > 0 && { files: taken }),
      ...(location && { location }),
    };
    return { state: { ...state, draft }, notes };
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

  private wantsEdit({ step }: FormState, text: string): boolean {
    return step === 'confirm' && /^(?:khong|chua|chua dung|khong dung|sai|sai roi)$/u.test(plain(text));
  }

  private async confirm(dc: DialogContext, state: FormState, text: string): Promise<DialogTurnResult> {
    const { say } = this.parts;
    const sends = /^(?:gui|gui di|gui luon|gui nhe|dong y gui|ok gui|gui ngay)$/u.test(plain(text));
    if (!sends && !saysYes(text)) return this.ask(dc, state, [say.problem.noChoice]);
    return this.send(dc, state);
  }

  private async send(dc: DialogContext, { draft, key }: FormState): Promise<DialogTurnResult> {
    const { desk, say, offices } = this.parts;
    const {
      kind = 'proposal',
      office,
      content,
      contested,
      decisionNumber,
      knownOn,
      affectedDirectly,
    } = draft;
    const { id, name } = offices.find((one) => one.id === office) ?? { id: '', name: say.anyOffice };
    if (kind === 'denunciation') return this.guide(dc, '');
    const receipt = await desk.send({
      kind,
      office: id,
      content: content ?? contested ?? '',
      place: draft.place,
      location: draft.location,
      name: draft.name,
      phone: draft.phone,
      email: draft.email,
      contested: contested
        ? { what: contested, number: decisionNumber, knownOn, affectedDirectly }
        : undefined,
      files: draft.files ?? [],
      consent: { purpose: say.purpose, messages: draft.messages ?? false },
      account: accountOf(dc.context),
      submissionKey: key,
    });
    const lines = [say.receipt(receipt, name)];
    if (kind === 'complaint')
      lines.push(say.nextForComplaint(desk.citizenReception(id), desk.petitionForm('complaint', id)));
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

/** One of the kinds, clicked, numbered or named; as opposed to the story itself. */
function isChoice(state: FormState, text: string): boolean {
  return /^\d{1,2}$/u.test(text) || kindNamed(text) !== undefined || isOffered(state, text);
}

/** The person leaves out a step that may be left out. */
function maySkip({ step }: FormState, text: string): boolean {
  return !['content', 'contested', 'office', 'kind', 'confirm'].includes(step) && declines(text);
}

function isOffered({ offered }: FormState, text: string): boolean {
  return offered.some((label) => plain(label) === plain(text));
}

function emptyForm(): FormState {
  return { draft: {}, step: 'kind', asked: [], skipped: [], offered: [], key: randomUUID() };
}

function spread({ state, notes }: ReturnType<typeof back>): [FormState, readonly string[]] {
  return [state, notes];
}
