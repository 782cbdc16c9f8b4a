import { randomInt } from 'node:crypto';
import { ConversationState, type Storage, type TurnContext } from 'botbuilder';
import { DialogSet, DialogTurnStatus } from 'botbuilder-dialogs';
import { AskDialog } from '../dialogs/ask-dialog.ts';
import type { Recognizer } from '../dialogs/intent.ts';
import type { Messages } from '../dialogs/messages/vi.ts';
import type { LegalTerm, PlanDesk } from '../dialogs/ports.ts';
import { message } from '../dialogs/reply.ts';
import { RootDialog, type Opened } from '../dialogs/root-dialog.ts';
import type { AskMemory } from '../knowledge/ask/finding.ts';
import type { Log } from './log.ts';

export interface BotParts {
  readonly storage: Storage;
  readonly recognizer: Recognizer;
  readonly desk: PlanDesk;
  readonly say: Messages;
  readonly publicUrl: string;
  readonly today: () => string;
  readonly now: () => Date;
  readonly log: Log;
  /** Thời hiệu khiếu nại. */
  readonly timeToComplain: LegalTerm;
  /** Dialogs that intents open, made with the state they keep. */
  readonly opened: (state: ConversationState) => Opened;
  /** A thumb up or down on an answer. */
  readonly onOpinion?: (context: TurnContext) => Promise<void>;
}

/** How many messages back a channel may deliver one again and have it known as the same. */
const rememberedIds = 20;

export type TurnLogic = (context: TurnContext) => Promise<void>;

/** The bot's logic for one turn, the same on every channel. Never throws: the person gets an apology and a code. */
export function createBot(parts: BotParts): TurnLogic {
  const { say, log } = parts;
  const state = new ConversationState(parts.storage);
  const memory = state.createProperty<AskMemory>('ask');
  const heard = state.createProperty<readonly string[]>('heard');
  const dialogs = new DialogSet(state.createProperty('dialog'));
  const ask = new AskDialog({ ...parts, memory });
  dialogs.add(new RootDialog({ ...parts, ask, memory, opened: parts.opened(state) }));

  async function greet(context: TurnContext): Promise<void> {
    const { membersAdded = [], recipient } = context.activity;
    if (!membersAdded.some(({ id }) => id !== recipient.id)) return;
    const { choices } = say;
    const text = say.greeting(parts.desk.offices.map(({ name }) => name));
    await context.sendActivity(
      message('info', text, [choices.plans, choices.sendFeedback, choices.trackCase]),
    );
  }

  /** One message, once: a channel that was cut off delivers it again. */
  async function hear(context: TurnContext): Promise<void> {
    const { id } = context.activity;
    const before = await heard.get(context, []);
    // What was said in the turn before the crash is on disk before its state is: nothing is left to say.
    if (id && before.includes(id)) return log.info({ channel: context.activity.channelId }, 'heard before');
    const dc = await dialogs.createContext(context);
    const result = await dc.continueDialog();
    if (result.status === DialogTurnStatus.empty) await dc.beginDialog(RootDialog.id);
    if (id) await heard.set(context, [...before, id].slice(-rememberedIds));
    await state.saveChanges(context, false);
  }

  return async (context) => {
    const started = parts.now().getTime();
    const { channelId } = context.activity;
    const type: string = context.activity.type;
    try {
      if (type === 'message') await hear(context);
      else if (type === 'conversationUpdate') await greet(context);
      else if (type === 'event') await parts.onOpinion?.(context);
      log.info({ channel: channelId, type, ms: parts.now().getTime() - started }, 'turn');
    } catch (error) {
      const code = randomInt(36 ** 4)
        .toString(36)
        .toUpperCase()
        .padStart(4, '0');
      log.error({ err: error, reference: code, channel: channelId }, 'turn failed');
      await context.sendActivity(message('info', say.failed(code)));
    }
  };
}
