import type { TurnContext } from 'botbuilder';
import {
  Dialog,
  DialogReason,
  type DialogContext,
  type DialogInstance,
  type DialogTurnResult,
} from 'botbuilder-dialogs';
import type { OfficeName } from '../../knowledge/ask/finding.ts';
import type { Recognizer } from '../intent.ts';
import type { IntakeMessages } from '../messages/intake.ts';
import type { Messages } from '../messages/vi.ts';
import type { CaseDesk, Forgets } from '../ports.ts';
import { message } from '../reply.ts';
import type { Opening } from '../root-dialog.ts';
import type { FormState } from './draft.ts';
import { questionOf, type FormContext } from './form.ts';
import { emptyForm } from './opening.ts';
import { accountOf } from './sent.ts';

/** What the plans were asked last, and of which office. */
export interface LastQuestion {
  readonly text?: string | undefined;
  readonly office?: string | undefined;
  /** The plans asked something back. */
  readonly isOpen?: boolean | undefined;
}

export interface IntakeParts {
  readonly desk: CaseDesk;
  readonly forgets: Forgets;
  /** Drops all that the bot remembers of this conversation. */
  readonly clearMemory: (context: TurnContext) => Promise<void>;
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

/** A form in a conversation: where it is kept, how it is asked, and what is left of it when it ends. */
export abstract class FormDialog extends Dialog<Opening> {
  constructor(
    id: string,
    protected readonly parts: IntakeParts,
  ) {
    super(id);
  }

  /** However a form ends: files of one that was not sent go, and so does all that was said of a denunciation. */
  override async endDialog(
    context: TurnContext,
    { state }: DialogInstance,
    reason: DialogReason,
  ): Promise<void> {
    const { form } = state as { readonly form?: FormState };
    const { forgets, clearMemory } = this.parts;
    if (!form) return;
    if (reason === DialogReason.cancelCalled) await forgets.files(form.draft.files ?? []);
    if (!form.unsaid) return;
    const { id = '' } = context.activity;
    await forgets.unsay(accountOf(context), form.since ?? id, id);
    await clearMemory(context);
  }

  protected async ask(
    dc: DialogContext,
    state: FormState,
    notes: readonly string[],
  ): Promise<DialogTurnResult> {
    const { text, choices } = questionOf(state, this.context(dc));
    this.write(dc, { ...state, offered: choices });
    await dc.context.sendActivity(message('form', [...notes, text].join('\n\n'), choices));
    return Dialog.EndOfTurn;
  }

  protected context(dc: DialogContext): FormContext {
    const { say, offices, today, desk } = this.parts;
    return {
      say,
      offices,
      today: today(),
      sealedHere: desk.sealedHere(dc.context.activity.channelId),
      complaintLimit: (knownOn) => desk.complaintLimit(knownOn),
      keptMonths: (kind, office) => desk.keptMonths(kind, office),
    };
  }

  protected read(dc: DialogContext): FormState {
    const { form } = (dc.activeDialog?.state ?? {}) as { readonly form?: FormState };
    return form ?? emptyForm();
  }

  protected write(dc: DialogContext, form: FormState): void {
    if (dc.activeDialog) dc.activeDialog.state = { form };
  }
}

/** A denunciation that is being told. */
export function isSealed({ draft }: FormState): boolean {
  return draft.kind === 'denunciation';
}
