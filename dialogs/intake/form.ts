import { editable } from './commands.ts';
import { nextStep, stepsOf, without, type FormState, type StepName } from './draft.ts';
import { ofKind, steps, type Question, type StepContext } from './steps.ts';
import { summaryOf } from './summary.ts';
import { chosen, plain, printedDay, saysNo, saysYes } from './words.ts';
import { masked, withoutIdentityNumber } from './identity-number.ts';
import { printMonths, type IntakeMessages } from '../messages/intake.ts';
import type { ComplaintLimit } from '../ports.ts';
import type { Sent } from './sent.ts';

/** The form after a message, and what is said before the next question. */
export interface Heard {
  readonly state: FormState;
  readonly notes: readonly string[];
}

export interface FormContext extends StepContext {
  readonly complaintLimit: (knownOn: string) => ComplaintLimit | undefined;
  readonly keptMonths: (kind: NonNullable<FormState['draft']['kind']>, office: string) => number;
}

/** What the form asks now, with its buttons. */
export function questionOf(state: FormState, context: FormContext): Question {
  const { say } = context;
  const { buttons } = say;
  switch (state.aside?.is) {
    case 'emergency':
      return { text: say.emergency, choices: [buttons.goOnReport, buttons.notNow] };
    case 'number':
      return {
        text: say.identityNumber(masked(state.aside.original)),
        choices: [buttons.removeNumber, buttons.keepNumber],
      };
    case 'duplicate':
      return {
        text: say.duplicate(state.aside.code, state.aside.receivedOn),
        choices: [buttons.sendNew, buttons.seeOld(state.aside.code), buttons.cancel],
      };
    case 'not-affected':
      return { text: say.notAffected, choices: [buttons.toProposal, buttons.keepComplaint] };
    case 'sealed-offer':
      return {
        text: say.problem.noChoice,
        choices: [say.sealed.buttons.tell, buttons.reportInstead, buttons.askElse],
      };
    case 'which-edit':
      return {
        text: say.whichEdit,
        choices: [...editable(state.draft).map((step) => buttons.editOf[step]), buttons.cancel],
      };
    default:
      return state.step === 'confirm' ? confirmation(state, context) : steps[state.step].ask(state, context);
  }
}

function confirmation({ draft }: FormState, { say, offices, keptMonths }: FormContext): Question {
  const office = offices.find(({ id }) => id === draft.office);
  const months = keptMonths(draft.kind ?? 'proposal', office?.id ?? '');
  return {
    text: `${summaryOf(draft, offices, say)}\n\n${
      draft.kind === 'denunciation'
        ? say.sealed.consent(office?.name ?? say.anyOffice, printMonths(months))
        : say.consent(office?.name ?? say.anyOffice, months)
    }`,
    choices: [say.buttons.send, say.buttons.edit, say.buttons.cancel],
  };
}

const mostFiles = 5;

/** The form with the files and the place that came with a message. */
export function withSent(
  state: FormState,
  { files, location, refusedFiles }: Sent,
  say: IntakeMessages,
): Heard {
  const before = state.draft.files ?? [];
  const all = [...before, ...files];
  const taken = all.slice(0, mostFiles);
  const fresh = taken.length - before.length;
  const notes = [
    ...(fresh > 0 ? [say.noted.files(fresh)] : []),
    ...(location ? [say.noted.location] : []),
    ...(all.length > mostFiles ? [say.problem.tooManyFiles(mostFiles)] : []),
    ...(refusedFiles.length > 0 ? [say.identityCard(refusedFiles.length)] : []),
  ];
  const draft = { ...state.draft, ...(taken.length > 0 && { files: taken }), ...(location && { location }) };
  return { state: { ...state, draft }, notes };
}

/** Moves on to the next thing to ask. */
export function onward(state: FormState): FormState {
  const step = nextStep(state);
  const asked = state.asked.at(-1) === step ? state.asked : [...state.asked, step];
  return { ...state, step, asked };
}

/** Asks a step again: its answer is dropped only when the new one comes. */
export function edit(state: FormState, step: StepName, context: FormContext): Heard {
  const { aside: _, ...rest } = state;
  if (step !== 'kind' && !stepsOf(state.draft).includes(step))
    return { state: rest, notes: [context.say.cannotEdit] };
  const skipped = state.skipped.filter((one) => one !== step);
  return { state: { ...rest, step, skipped, asked: [...state.asked, step] }, notes: [] };
}

/** One step back, with its answer to be given again. */
export function back(state: FormState, { say }: FormContext): Heard {
  const { aside: _, ...rest } = state;
  const asked = state.asked.slice(0, -1);
  const before = asked.at(-1);
  if (before === undefined) return { state: rest, notes: [say.problem.nothingBefore] };
  const skipped = state.skipped.filter((one) => one !== before);
  return {
    state: { ...rest, step: before, asked, skipped, draft: without(state.draft, before) },
    notes: [say.back],
  };
}

/** The answer to the step that waits. */
export function answer(state: FormState, text: string, context: FormContext): Heard {
  const { step } = state;
  if (step === 'confirm') return { state, notes: [context.say.problem.noChoice] };
  const taken = steps[step].take(text, state.draft, context);
  if ('problem' in taken) return { state, notes: [taken.problem] };
  if ('skip' in taken) {
    const draft = without(state.draft, step);
    const skipped = [...state.skipped, step];
    return { state: onward({ ...state, draft, skipped }), notes: taken.note ? [taken.note] : [] };
  }
  const changed = { ...state, draft: taken.draft };
  if (step === 'affected' && taken.draft.affectedDirectly === false)
    return { state: { ...changed, aside: { is: 'not-affected' } }, notes: [] };
  return { state: onward(changed), notes: notesOn(state, changed, context) };
}

/** "Gửi" before the end: what may be left out is left out, and nothing is agreed to that was not asked. */
export function skipRest(state: FormState, context: FormContext): Heard {
  const no = 'không';
  let here = state;
  while (!here.aside && mayBeLeftOut.has(here.step)) here = answer(here, no, context).state;
  return { state: here, notes: [] };
}

const mayBeLeftOut: ReadonlySet<string> = new Set(['place', 'evidence', 'name', 'contact', 'messages']);

/** What was understood beyond the answer itself. */
export function notesOn(before: FormState, { draft, step }: FormState, context: FormContext): string[] {
  const { say } = context;
  const notes: string[] = [];
  if (draft.knownOn && draft.knownOn !== before.draft.knownOn) {
    const limit = context.complaintLimit(draft.knownOn);
    if (step !== 'knownOn') notes.push(say.noted.knownOn(printedDay(draft.knownOn)));
    if (limit) notes.push(say.limit(limit));
  }
  if (step !== 'place' && draft.place && draft.place !== before.draft.place)
    notes.push(say.noted.place(draft.place));
  if (draft.kind === 'denunciation')
    return [...notes, ...(namesTeller(before, draft, say.sealed.tellerGone) ? [say.sealed.tellerOut] : [])];
  if (step !== 'contact' && draft.phone && draft.phone !== before.draft.phone)
    notes.push(say.noted.phone(draft.phone));
  if (draft.content !== before.draft.content && tellsSeveral(draft.content ?? ''))
    notes.push(say.severalMatters);
  return notes;
}

/** "Có hai việc: …". */
function tellsSeveral(content: string): boolean {
  return /\b(?:2|3|4|hai|ba|may|nhieu) (?:viec|van de|chuyen)\b/u.test(plain(content));
}

/** The new story named who tells it. */
function namesTeller(before: FormState, { content }: FormState['draft'], gone: string): boolean {
  return content !== before.draft.content && content?.includes(gone) === true;
}

/** The answer to a question that stood before the form; undefined when it answers nothing. */
export function answerAside(state: FormState, text: string, context: FormContext): Heard | 'end' | undefined {
  const { aside, ...rest } = state;
  const { buttons } = context.say;
  const is = (label: string) => plain(text) === plain(label);
  switch (aside?.is) {
    case 'emergency':
      if (is(buttons.notNow) || saysNo(text)) return 'end';
      return is(buttons.goOnReport) || saysYes(text) ? { state: onward(rest), notes: [] } : undefined;
    case 'number': {
      const drops = is(buttons.removeNumber) || saysYes(text);
      if (!drops && !is(buttons.keepNumber) && !saysNo(text)) return undefined;
      return answer(rest, drops ? withoutIdentityNumber(aside.original) : aside.original, context);
    }
    case 'duplicate':
      return is(buttons.sendNew) || saysYes(text) ? { state: onward(rest), notes: [] } : undefined;
    case 'not-affected': {
      if (is(buttons.keepComplaint) || saysNo(text)) return { state: onward(rest), notes: [] };
      if (!is(buttons.toProposal) && !saysYes(text)) return undefined;
      const draft = ofKind(rest.draft, 'proposal', context.today);
      return { state: onward({ ...rest, draft }), notes: [context.say.explained.proposal] };
    }
    case 'sealed-offer':
      return is(context.say.sealed.buttons.tell) || saysYes(text)
        ? { state: onward(rest), notes: [context.say.sealed.begun] }
        : undefined;
    case 'which-edit': {
      const options = editable(state.draft).map((value) => ({ label: buttons.editOf[value], value }));
      const step = chosen(text, options);
      return step ? edit(rest, step, context) : undefined;
    }
    default:
      return undefined;
  }
}
