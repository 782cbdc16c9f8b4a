import type { StatePropertyAccessor } from 'botbuilder';
import { Dialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import type { AskMemory } from '../knowledge/ask/finding.ts';
import { wordAnswer } from './answer.ts';
import type { Messages } from './messages/vi.ts';
import type { PlanDesk } from './ports.ts';
import { answerActivity } from './reply.ts';

export interface AskParts {
  readonly desk: PlanDesk;
  readonly memory: StatePropertyAccessor<AskMemory>;
  readonly say: Messages;
  readonly publicUrl: string;
  readonly today: () => string;
}

/** Asks the plans and tells the answer. One turn: what the next question leans on is kept in the memory. */
export class AskDialog extends Dialog<{ text: string }> {
  static readonly id = 'ask';

  constructor(private readonly parts: AskParts) {
    super(AskDialog.id);
  }

  override async beginDialog(dc: DialogContext, options?: { text: string }): Promise<DialogTurnResult> {
    const { desk, memory, say, publicUrl, today } = this.parts;
    const before = await memory.get(dc.context, {});
    const asked = options?.text ?? dc.context.activity.text;
    const { finding, memory: after } = await desk.ask(asked, before, today());
    await memory.set(dc.context, after);
    await dc.context.sendActivity(answerActivity(wordAnswer(finding, say), publicUrl));
    return dc.endDialog();
  }
}
