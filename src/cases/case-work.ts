import type { Notice } from '../notices/notice.ts';
import type { Actor, CaseEvent } from './case-event.ts';
import type { CaseFile } from './case-file.ts';
import type { CaseAttachment, CaseChange, CaseStore, Due } from './case-store.ts';
import { dueDates } from './case-progress.ts';
import { noticesOf } from './case-notices.ts';
import { decide, type Decision, type Refusal } from './decide.ts';
import type { CaseMessages } from './messages.ts';
import type { Move } from './moves.ts';
import type { Rules } from './rules.ts';
import type { Account, NewAttachment } from './submission.ts';
import { clocksOf, nextDue } from './time-limits.ts';

/** What the reception and the officers' desk are made of. */
export interface CaseParts {
  readonly store: CaseStore;
  readonly rules: Rules;
  readonly say: CaseMessages;
  /** "https://…/tra-cuu"; undefined without a public address. */
  readonly trackUrl: string | undefined;
  /** Whether somebody reads notices to the office. */
  readonly tellsOffice: boolean;
  /** False where no mail goes out. */
  readonly sendsMail?: boolean | undefined;
  readonly newId: () => string;
  /** Whoever else is told of an event in the same commit: webhooks, say. Public kinds only reach it. */
  readonly alsoTell?: ((file: CaseFile, event: CaseEvent) => readonly Notice[]) | undefined;
}

export type MoveRefusal = Refusal | 'no-such-case' | 'changed-meanwhile';
export type MoveResult =
  | { readonly file: CaseFile; readonly refusal?: undefined }
  | { readonly refusal: MoveRefusal; readonly file?: undefined };

export interface MoveOptions {
  readonly now: Date;
  /** Files that belong to the move: photos, the scanned decision, evidence. */
  readonly files?: readonly NewAttachment[] | undefined;
  /** The version that the officer was looking at: a case that moved on since is not changed blindly. */
  readonly version?: number | undefined;
}

const mostTries = 5;

/** Makes one move: reads the case, decides, and keeps event, files and notices in one commit. */
export async function makeMove(
  parts: CaseParts,
  caseId: string,
  move: Move,
  actor: Actor,
  options: MoveOptions,
): Promise<MoveResult> {
  const files = namedFiles(parts, options.files ?? []);
  for (let tries = 0; tries < mostTries; tries += 1) {
    const file = await parts.store.load(caseId);
    if (!file) return { refusal: 'no-such-case' };
    if (options.version !== undefined && options.version !== file.version)
      return { refusal: 'changed-meanwhile' };
    const decision = decideMove(parts, file, withFiles(move, files), actor, options.now);
    if (decision.refusal) return { refusal: decision.refusal };
    const change = await changeOf(parts, decision, files, options.now);
    if ((await parts.store.append([change])) === 'appended') return { file: decision.file };
  }
  return { refusal: 'changed-meanwhile' };
}

export function decideMove(parts: CaseParts, file: CaseFile, move: Move, actor: Actor, now: Date): Decision {
  const { limits, reopenDays } = parts.rules.office(file.office);
  return decide(file, move, actor, { now, limits, reopenDays });
}

/** The decided event with everything that is written beside it. */
export async function changeOf(
  parts: CaseParts,
  { event, file }: Extract<Decision, { readonly refusal?: undefined }>,
  attachments: readonly CaseAttachment[],
  now: Date,
): Promise<CaseChange> {
  const account = await parts.store.accountOf(file.id);
  const notices = allNotices(parts, file, event, account, now);
  return { file, events: [event], due: dueOf(parts, file, now), attachments, notices };
}

/** Everything that is told about one event. */
export function allNotices(
  parts: CaseParts,
  file: CaseFile,
  event: CaseEvent,
  account: Account | undefined,
  now: Date,
): Notice[] {
  const { due } = dueDates(clocks(parts, file, now));
  const told = noticesOf(file, event, { ...parts, account, dueOn: due?.on });
  return file.kind === 'denunciation' ? told : [...told, ...(parts.alsoTell?.(file, event) ?? [])];
}

/** What lists show: the next due date, or that the clocks stand still. */
export function dueOf(parts: CaseParts, file: CaseFile, now: Date): Due {
  const all = clocks(parts, file, now);
  const next = nextDue(all);
  return { on: next?.dueOn, clock: next?.id, paused: !next && all.some(({ state }) => state === 'paused') };
}

export function namedFiles(parts: CaseParts, files: readonly NewAttachment[]): CaseAttachment[] {
  return files.map((file) => ({ ...file, id: parts.newId() }));
}

function clocks(parts: CaseParts, file: CaseFile, now: Date) {
  return clocksOf(file, parts.rules.office(file.office).limits, parts.rules.calendar, now);
}

/** Names the files in the event that carries them. */
function withFiles(move: Move, files: readonly CaseAttachment[]): Move {
  const ids = files.map(({ id }) => id);
  if (ids.length === 0) return move;
  if (move.type === 'answered' || move.type === 'supplied')
    return { ...move, attachments: [...move.attachments, ...ids] };
  return move.type === 'closed' ? { ...move, evidence: [...move.evidence, ...ids] } : move;
}
