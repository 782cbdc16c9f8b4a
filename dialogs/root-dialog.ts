import type { StatePropertyAccessor } from 'botbuilder';
import {
  ComponentDialog,
  DialogTurnStatus,
  type Dialog,
  type DialogContext,
  type DialogTurnResult,
} from 'botbuilder-dialogs';
import type { AskMemory, Finding } from '../knowledge/ask/finding.ts';
import type { AskDialog } from './ask-dialog.ts';
import { comparesKinds } from './compared-kinds.ts';
import { isOnTheGround } from './intake/likely-kind.ts';
import { claimant, isHeld, isSuited } from './intake/held-words.ts';
import { unsureBelow, type Intent, type Recognition, type Recognizer } from './intent.ts';
import type { Messages } from './messages/vi.ts';
import type { LegalTerm, PlanDesk } from './ports.ts';
import { message } from './reply.ts';

/** A conversation that an intent opens: a form, a status look-up. Begun with the words that opened it. */
export interface Opening {
  readonly text: string;
  readonly intent: Intent;
}

/** What intents open, and what some words open by themselves. */
export type Opened = Readonly<Partial<Record<Intent | 'EraseMyData', Dialog>>>;

export interface RootParts {
  readonly recognizer: Recognizer;
  readonly desk: PlanDesk;
  readonly ask: AskDialog;
  readonly memory: StatePropertyAccessor<AskMemory>;
  readonly say: Messages;
  readonly today: () => string;
  /** Thời hiệu khiếu nại. */
  readonly timeToComplain: LegalTerm;
  /** What the intents open. */
  readonly opened: Opened;
}

const longestRead = 20_000;
/** A wish that the recogniser holds for possible, where it is sure of nothing. */
const leastWish = 0.2;

/** A question that only looks like a wish to send something is answered, when the plans have an answer. */
const surelyMeant = 0.85;
const seeksPlace =
  /(?<!\p{L})(?:không|ko|k|hổng|hông|chẳng|chưa) (?:biết|rõ) (?:(?:phải|nên|cần) )?(?:nộp|gửi|gởi|đăng ký|hỏi|liên hệ|xin)(?!\p{L})[^.?!]{0,40}(?<!\p{L})(?:nào|đâu|ai)(?!\p{L})/iu;
/** "xin phép … thì tới đâu để được chỉ thủ tục?": a way to go is asked, nothing is sent. */
const seeksWay =
  /(?<!\p{L})(?:thủ tục|hướng dẫn|xin phép|cấp phép|đăng ký|hồ sơ|giấy phép|thu tuc|huong dan|xin phep|cap phep|dang ky|ho so)(?!\p{L}).*(?<!\p{L})(?:tới|đến|ra|lên|gặp|hỏi|nộp|ở|liên hệ|toi|den|gap|hoi|nop|o|lien he) (?:đâu|ai|chỗ nào|nơi nào|phòng nào|dau|cho nao|noi nao|phong nao)(?!\p{L})|(?<!\p{L})(?:tới|đến|ra|lên|gặp|hỏi|nộp|ở|liên hệ) (?:đâu|ai|chỗ nào|nơi nào|phòng nào)(?!\p{L}).*(?<!\p{L})(?:thủ tục|hướng dẫn|xin phép|cấp phép|đăng ký|giấy phép)(?!\p{L})/iu;
const asking =
  /(?<!\p{L})(?:cho|xin|muốn|muon)(?: \p{L}+)? (?:hỏi|hoi)(?!\p{L})|\?|(?<![\p{L}])(?:không|ko|hay sao|nào|gì|ai|đâu|bao giờ|khi nào|mấy|thế nào|nao|bao gio|bao nhieu|o dau|lam sao)(?![\p{L}])|(?<!\p{L})(?:chi|mô|răng)\s*$|(?<!\p{L})(?:có|được|là|từ|lúc|thứ|ngày|tháng|co|duoc|la|tu|luc|thu|ngay|thang) may(?!\p{L})/iu;

/** "xin số điện thoại trạm y tế": asked for, whoever it is of. */
const seeksContact =
  /(?<!\p{L})(?:xin|cho)(?: \p{L}+){0,3} (?:số điện thoại|số đt|sđt|địa chỉ|đường dây nóng|hotline|email|lịch|so dien thoai|so dt|sdt|dia chi|duong day nong|lich)(?!\p{L})/iu;
/** A time asked for is asked of what was spoken of, not of a person to talk to. */
const asksTime =
  /(?<!\p{L})(?:mấy giờ|khi nào|bao giờ|lúc nào|thứ mấy|ngày nào|may gio|khi nao|bao gio|luc nao|thu may|ngay nao)(?!\p{L})/iu;

function isAsking(text: string): boolean {
  return asking.test(text);
}

/** Decides what each message is for. Help, cancel and start over work from anywhere. */
export class RootDialog extends ComponentDialog {
  static readonly id = 'root';

  constructor(private readonly parts: RootParts) {
    super(RootDialog.id);
    this.addDialog(parts.ask);
    for (const dialog of new Set(Object.values(parts.opened))) this.addDialog(dialog);
  }

  protected override onBeginDialog(dc: DialogContext): Promise<DialogTurnResult> {
    return this.hear(dc);
  }

  protected override async onContinueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    if (!dc.activeDialog) return this.hear(dc);
    const text = textOf(dc);
    if (text.length > longestRead) return this.tell(dc, this.parts.say.tooLong(longestRead));
    const held = isHeld(dc.findDialog(dc.activeDialog.id), text, dc.activeDialog.state);
    const interrupted = held ? undefined : await this.interrupt(dc, text);
    if (interrupted) return interrupted;
    const result = await dc.continueDialog();
    return result.status === DialogTurnStatus.empty ? this.hear(dc) : result;
  }

  /** Stops what is under way, when that is what was said; the forms keep "quay lại" and "sửa" to themselves. */
  private async interrupt(dc: DialogContext, text: string): Promise<DialogTurnResult | undefined> {
    const { recognizer, say, memory } = this.parts;
    if (text.length > 60) return undefined;
    const { intent, confidence } = await recognizer.recognize(text);
    if (confidence < 0.6) return undefined;
    if (intent === 'Cancel') {
      await dc.cancelAllDialogs();
      return this.tell(dc, say.cancelled, this.starters());
    }
    if (intent === 'StartOver') {
      await dc.cancelAllDialogs();
      await memory.set(dc.context, {});
      return this.tell(dc, say.startedOver, this.starters());
    }
    if (intent === 'Help' && text.length < 30) {
      await dc.context.sendActivity(message('info', say.help));
      return undefined;
    }
    return undefined;
  }

  private async hear(dc: DialogContext): Promise<DialogTurnResult> {
    const { say, recognizer, opened } = this.parts;
    const text = textOf(dc);
    if (text === '') {
      const hasFiles = (dc.context.activity.attachments ?? []).some(
        ({ contentType }) => !contentType?.startsWith('text/'),
      );
      // A picture alone is the beginning of a report: it is not to be sent a second time.
      if (hasFiles && opened.SendFeedback) return this.open(dc, opened.SendFeedback, '', 'SendFeedback');
      return this.tell(dc, hasFiles ? say.attachmentOnly : say.empty, this.starters());
    }
    if (text.length > longestRead) return this.tell(dc, say.tooLong(longestRead));
    if (!/[\p{L}\p{N}]/u.test(text)) return this.tell(dc, say.empty, this.starters());
    if (comparesKinds(text))
      return this.tell(dc, say.kindsDiffer(this.parts.timeToComplain), say.choices.kinds);
    if (await this.repliesToUs(dc, text)) return this.ask(dc, text);
    const claims = claimant(Object.values(opened), text);
    if (claims) return this.open(dc, claims, text, 'SendFeedback');
    return this.route(dc, text, await recognizer.recognize(text));
  }

  private async route(dc: DialogContext, text: string, recognition: Recognition): Promise<DialogTurnResult> {
    const { say, memory } = this.parts;
    const { intent } = recognition;
    const report = this.parts.opened.SendFeedback;
    if (report && mayReport(text, recognition) && !(await this.plansKnow(dc, text)))
      return this.open(dc, report, text, 'SendFeedback');
    switch (intent) {
      case 'Greet':
        return this.tell(dc, say.greeting(this.parts.desk.offices.map(({ name }) => name)), this.starters());
      case 'Thank':
        return this.tell(dc, say.thanks);
      case 'Goodbye':
        return this.tell(dc, say.goodbye);
      case 'Help':
        return this.tell(dc, say.help, this.starters());
      case 'WhoAreYou':
        return this.tell(dc, say.whoAreYou, this.starters());
      case 'TalkToHuman':
        if (await this.asksToMeet(dc, text)) return this.ask(dc, text);
        return this.tell(dc, say.talkToHuman, [say.choices.sendQuestion, say.choices.sendFeedback]);
      case 'Cancel':
        return this.tell(dc, say.nothingToCancel, this.starters());
      case 'StartOver':
        await memory.set(dc.context, {});
        return this.tell(dc, say.startedOver, this.starters());
      default:
        return this.routeByMatter(dc, text, recognition);
    }
  }

  /** "số điện thoại trực ban bão lụt", "muốn gặp chủ tịch thì thứ mấy ông ấy tiếp?": a plan may print it. */
  private async asksToMeet(dc: DialogContext, text: string): Promise<boolean> {
    const finding = await this.lookUp(dc, text);
    return (
      isMissed(finding) ||
      (finding.kind === 'facts' && finding.aspects.includes('deadline')) ||
      (asksTime.test(text) && isFound(finding))
    );
  }

  /** Where the words fit both a question and a wish to send something, the plans decide: they know their matters. */
  private async routeByMatter(
    dc: DialogContext,
    text: string,
    recognition: Recognition,
  ): Promise<DialogTurnResult> {
    const { say, memory } = this.parts;
    const opened = this.parts.opened[recognition.intent];
    const remembered = await memory.get(dc.context, {});
    if (opened) {
      // "hồ sơ của tôi đến đâu rồi" asks of the person's own case, never of a plan
      const isQuestion =
        recognition.intent !== 'TrackCase' &&
        (seeksPlace.test(text) ||
          seeksWay.test(text) ||
          seeksContact.test(text) ||
          (await this.endsInQuestion(text)));
      const least = isQuestion ? 1 : isAsking(text) ? surelyMeant : unsureBelow;
      const sure = recognition.confidence >= least;
      if (sure) return this.open(dc, opened, text, recognition.intent);
      const finding = await this.lookUp(dc, text);
      if (isMissed(finding)) return this.ask(dc, text);
      if (!isFound(finding)) {
        if (recognition.confidence >= unsureBelow || isSuited(opened, text, recognition.intent))
          return this.open(dc, opened, text, recognition.intent);
        return this.tellUnsure(dc, recognition);
      }
      return this.ask(dc, text);
    }
    if (recognition.intent === 'OutOfScope' && !remembered.pending && !isFound(await this.lookUp(dc, text)))
      return this.tell(dc, say.outOfScope, [say.choices.plans, say.choices.sendFeedback], 'abstain');
    if (recognition.intent === 'Affirm' && !remembered.pending)
      return this.tell(dc, say.affirmWithout, this.starters());
    if (recognition.intent === 'Deny' && !remembered.pending)
      return this.tell(dc, say.nothingToCancel, this.starters());
    return this.ask(dc, text);
  }

  /** "của sở nông nghiệp" after "kế hoạch của cơ quan nào?" goes on with the question, whatever it sounds like alone. */
  private async repliesToUs(dc: DialogContext, text: string): Promise<boolean> {
    const { desk, memory, today } = this.parts;
    const remembered = await memory.get(dc.context, {});
    if (!remembered.pending) return false;
    return (await desk.ask(text, remembered, today())).settles ?? false;
  }

  /** Whether the plans say something of it, or wait to be told which office is meant. */
  private async plansKnow(dc: DialogContext, text: string): Promise<boolean> {
    const { pending } = await this.parts.memory.get(dc.context, {});
    return pending !== undefined || isFound(await this.lookUp(dc, text));
  }

  /** People tell how they came to ask; what they ask at the end is what they want. */
  private async endsInQuestion(text: string): Promise<boolean> {
    const last = text.split(/(?<=[.!?;,\n])\s+/u).at(-1) ?? '';
    if (last === text || !isAsking(last)) return false;
    const { intent, confidence } = await this.parts.recognizer.recognize(last);
    return intent.startsWith('Ask') && confidence >= unsureBelow;
  }

  /** What the plans would answer, without saying it. */
  private async lookUp(dc: DialogContext, text: string): Promise<Finding> {
    const { desk, memory, today } = this.parts;
    return (await desk.ask(text, await memory.get(dc.context, {}), today())).finding;
  }

  private open(dc: DialogContext, dialog: Dialog, text: string, intent: Intent): Promise<DialogTurnResult> {
    const opening: Opening = { text, intent };
    return dc.beginDialog(dialog.id, opening);
  }

  private ask(dc: DialogContext, text: string): Promise<DialogTurnResult> {
    return dc.beginDialog(this.parts.ask.id, { text });
  }

  private tellUnsure(dc: DialogContext, recognition: Recognition): Promise<DialogTurnResult> {
    const { say } = this.parts;
    const wish = recognition.intent === 'TrackCase' ? say.choices.trackCase : say.choices.sendFeedback;
    return this.tell(dc, say.unsure, [wish, say.choices.askAboutPlans, say.choices.help], 'clarify');
  }

  private starters(): string[] {
    const { choices } = this.parts.say;
    return [choices.plans, choices.sendFeedback, choices.trackCase];
  }

  private async tell(
    dc: DialogContext,
    text: string,
    choices: readonly string[] = [],
    kind: 'info' | 'clarify' | 'abstain' = 'info',
  ): Promise<DialogTurnResult> {
    await dc.context.sendActivity(message(kind, text, choices));
    return dc.endDialog();
  }
}

/** Something a plan says, as opposed to a question back or nothing. */
function isFound({ kind }: Finding): boolean {
  return kind !== 'nothing' && kind !== 'which-office';
}

/** "Rác chất đống nhiều ngày nay": no question, in doubt, and about something that lies in the street. */
function mayReport(text: string, { confidence, alternatives }: Recognition): boolean {
  const wish = alternatives.find(({ intent }) => intent === 'SendFeedback')?.confidence ?? 0;
  return confidence < unsureBelow && wish >= leastWish && !isAsking(text) && isOnTheGround(text);
}

/** Asked of the plans, and not printed there: "phường công nhận mấy sáng kiến?" wants to be told so, not a form. */
function isMissed(finding: Finding): boolean {
  return finding.kind === 'nothing' && (finding.why === 'no-such-datum' || finding.why === 'no-such-year');
}

function textOf(dc: DialogContext): string {
  const { text, value } = dc.context.activity as { text?: unknown; value?: unknown };
  const words = typeof text === 'string' ? text : typeof value === 'string' ? value : '';
  return words
    .normalize('NFC')
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g, ' ')
    .trim();
}
