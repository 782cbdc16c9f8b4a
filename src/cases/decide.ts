import type { Actor, CaseEvent } from './case-event.ts';
import { recorded } from './case-event.ts';
import { apply, type CaseFile } from './case-file.ts';
import { addDays, dayOf, type Day } from './calendar-day.ts';
import { moveProblem, type Move, type MoveProblem } from './moves.ts';
import type { TimeLimitRule } from './time-limit-rule.ts';
import { extensionProblem, type ExtensionProblem } from './time-limits.ts';

/** Vì sao không làm được: the table's reasons, and what this one move still lacks. */
export type Refusal =
  | MoveProblem
  | ExtensionProblem
  | 'text-missing'
  | 'evidence-missing'
  | 'petition-not-lodged'
  | 'needs-signed-withdrawal'
  | 'reopening-too-late'
  | 'accused-unit'
  | 'date-in-future'
  | 'date-before-case'
  | 'unchanged'
  | 'kind-not-taken'
  | 'merge-with-itself';

export interface DecideContext {
  readonly now: Date;
  readonly limits: readonly TimeLimitRule[];
  readonly reopenDays: number;
}

export type Decision =
  | { readonly event: CaseEvent; readonly file: CaseFile; readonly refusal?: undefined }
  | { readonly refusal: Refusal; readonly event?: undefined };

/** Decides one move: the event to append and the case after it, or why not. Pure. */
export function decide(file: CaseFile, move: Move, actor: Actor, context: DecideContext): Decision {
  const refusal = moveProblem(move.type, actor, file) ?? lacks(file, move, actor, context);
  if (refusal) return { refusal };
  const event: CaseEvent = {
    seq: file.version + 1,
    at: context.now.toISOString(),
    by: recorded(actor),
    body: move,
  };
  return { event, file: apply(file, event) };
}

/** The last day on which the citizen may reopen the case; undefined when it is not over. */
export function reopenUntil(file: CaseFile, reopenDays: number): Day | undefined {
  return file.endedOn && addDays(file.endedOn, reopenDays);
}

function lacks(file: CaseFile, move: Move, actor: Actor, context: DecideContext): Refusal | undefined {
  const today = dayOf(context.now);
  switch (move.type) {
    case 'classified':
      // A denunciation needs its own sealed intake: what came in openly cannot be sealed afterwards.
      if (move.kind === 'denunciation') return 'kind-not-taken';
      return move.kind === file.kind && (move.level ?? file.level) === file.level ? 'unchanged' : undefined;
    case 'lodged':
      return file.lodgedOn ? 'unchanged' : dateProblem(move.on, undefined, today);
    case 'accepted':
      return file.lodgedOn ? dateProblem(move.on, file.lodgedOn, today) : 'petition-not-lodged';
    case 'assigned':
      if (blank(move.unit)) return 'text-missing';
      if (move.officerId !== undefined && file.barred.has(move.officerId)) return 'conflict-of-interest';
      return file.kind === 'denunciation' && move.unit === file.submission.accused?.unit
        ? 'accused-unit'
        : undefined;
    case 'barred':
      if (blank(move.reason)) return 'text-missing';
      return file.barred.has(move.officerId) ? 'unchanged' : undefined;
    case 'forwarded':
      return blank(move.to) || blank(move.reason) ? 'text-missing' : undefined;
    case 'asked':
    case 'noted':
    case 'answered':
      return blank(move.text) ? 'text-missing' : undefined;
    case 'supplied':
      return blank(move.text) && move.attachments.length === 0 ? 'text-missing' : undefined;
    case 'refused':
    case 'suspended':
    case 'resumed':
      return blank(move.reason) ? 'text-missing' : undefined;
    case 'flagged':
      if (blank(move.reason)) return 'text-missing';
      return file.flags.has(move.flag) === move.on ? 'unchanged' : undefined;
    case 'extended':
      if (blank(move.reason)) return 'text-missing';
      return extensionProblem(file, context.limits, move.clock, move.days);
    case 'closed':
      if (blank(move.text)) return 'text-missing';
      return closingProblem(file, move);
    case 'reopened':
      if (blank(move.reason)) return 'text-missing';
      return actor.is === 'citizen' && today > (reopenUntil(file, context.reopenDays) ?? today)
        ? 'reopening-too-late'
        : undefined;
    case 'withdrawn':
      if (actor.is !== 'citizen') return blank(move.reason) ? 'text-missing' : undefined;
      return file.lodgedOn ? 'needs-signed-withdrawal' : undefined;
    case 'merged':
      return move.into === file.code ? 'merge-with-itself' : undefined;
    default:
      return undefined;
  }
}

/** What was never answered is closed with proof of the work, unless there was nothing to do. */
function closingProblem(file: CaseFile, move: Extract<Move, { readonly type: 'closed' }>) {
  const ended = file.stage !== 'assigned' && file.stage !== 'received';
  if (ended || move.outcome === 'invalid') return undefined;
  return move.evidence.length === 0 ? 'evidence-missing' : undefined;
}

function dateProblem(on: Day, earliest: Day | undefined, today: Day): Refusal | undefined {
  if (on > today) return 'date-in-future';
  return earliest !== undefined && on < earliest ? 'date-before-case' : undefined;
}

function blank(text: string): boolean {
  return text.trim() === '';
}
