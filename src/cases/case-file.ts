import type {
  CaseEvent,
  ComplaintLevel,
  EventBody,
  EventType,
  Flag,
  Outcome,
  RecordedActor,
} from './case-event.ts';
import { dayOf, type Day } from './calendar-day.ts';
import type { CaseKind, Submission } from './submission.ts';

/** Giai đoạn. */
export const stages = [
  /** Đã tiếp nhận. */
  'received',
  /** Đã hướng dẫn (tố cáo). */
  'guided',
  /** Đã giao đơn vị xử lý. */
  'assigned',
  /** Đã thụ lý. */
  'accepted',
  /** Chờ người dân bổ sung. */
  'waiting',
  /** Tạm đình chỉ. */
  'suspended',
  /** Đã trả lời. */
  'answered',
  /** Đã kết thúc. */
  'closed',
  /** Không thụ lý. */
  'refused',
  /** Đã chuyển cơ quan khác. */
  'forwarded',
  /** Đã rút. */
  'withdrawn',
  /** Đã gộp. */
  'merged',
] as const;
export type Stage = (typeof stages)[number];

/** The office still owes an answer. */
export const openStages: readonly Stage[] = ['received', 'assigned', 'accepted', 'waiting', 'suspended'];

/** A span during which a clock may stand still; `to` is missing while it lasts. */
export interface Pause {
  readonly by: 'asked' | 'suspended';
  readonly from: Day;
  readonly to?: Day | undefined;
}

export interface Extension {
  readonly clock: string;
  readonly days: number;
  readonly reason: string;
  readonly on: Day;
  readonly decision?: string | undefined;
}

export interface Reply {
  readonly text: string;
  readonly attachments: readonly string[];
  readonly on: Day;
  readonly by: RecordedActor;
  readonly decision?: string | undefined;
}

/** Hồ sơ vụ việc, derived from its events. */
export interface CaseFile {
  readonly id: string;
  readonly code: string;
  readonly kind: CaseKind;
  readonly level: ComplaintLevel;
  readonly office: string;
  readonly channel: string;
  readonly stage: Stage;
  /** Seq of the last event. */
  readonly version: number;
  readonly submission: Submission;
  readonly receivedOn: Day;
  /** Ngày tiếp nhận đơn có chữ ký. */
  readonly lodgedOn?: Day | undefined;
  /** Ngày thụ lý. */
  readonly acceptedOn?: Day | undefined;
  readonly reopenedOn?: Day | undefined;
  /** Last day on which the stage changed to one that is not open. */
  readonly endedOn?: Day | undefined;
  readonly unit?: string | undefined;
  readonly officerId?: string | undefined;
  readonly flags: ReadonlySet<Flag>;
  /** Officers who may neither see nor touch the case. */
  readonly barred: ReadonlySet<string>;
  readonly extensions: readonly Extension[];
  readonly pauses: readonly Pause[];
  /** What the citizen was asked and has not yet given. */
  readonly asked?: string | undefined;
  readonly reply?: Reply | undefined;
  readonly outcome?: Outcome | undefined;
  readonly mergedInto?: string | undefined;
  /** Where the case goes on once the citizen has answered. */
  readonly before?: Stage | undefined;
  readonly events: readonly CaseEvent[];
}

/** Folds events into the case. Undefined when there are none, or the first does not open a case. */
export function caseFileOf(id: string, code: string, events: readonly CaseEvent[]): CaseFile | undefined {
  const [first, ...rest] = events;
  if (!first) return undefined;
  const opened = open(id, code, first);
  return opened && rest.reduce(apply, opened);
}

/** The case after one more event. Pure: who may do it and when is decided in `moves.ts`. */
export function apply(file: CaseFile, event: CaseEvent): CaseFile {
  const next = settle(change(file, event), dayOf(new Date(event.at)));
  return { ...next, version: event.seq, events: [...file.events, event] };
}

function open(id: string, code: string, event: CaseEvent): CaseFile | undefined {
  const { body } = event;
  if (body.type !== 'received' && body.type !== 'guided') return undefined;
  const on = dayOf(new Date(event.at));
  const accused = body.type === 'received' ? body.submission.accused?.officerId : undefined;
  return {
    id,
    code,
    kind: body.kind,
    level: 1,
    office: body.office,
    channel: body.channel,
    stage: body.type,
    version: event.seq,
    submission: body.type === 'received' ? body.submission : { content: '' },
    receivedOn: on,
    endedOn: body.type === 'guided' ? on : undefined,
    flags: new Set(),
    barred: new Set(accused === undefined ? [] : [accused]),
    extensions: [],
    pauses: [],
    events: [event],
  };
}

type BodyOf<T extends EventType> = Extract<EventBody, { readonly type: T }>;
type Changes = {
  readonly [T in EventType]: (
    file: CaseFile,
    body: BodyOf<T>,
    on: Day,
    event: CaseEvent,
  ) => Partial<CaseFile>;
};

const nothing = (): Partial<CaseFile> => ({});

const changes: Changes = {
  received: nothing,
  guided: nothing,
  noted: nothing,
  absorbed: nothing,
  // What is sealed stays sealed, whatever an event says.
  classified: (file, { kind, level }) =>
    file.kind === 'denunciation' ? {} : { kind, level: level ?? file.level },
  lodged: (file, { on }) => ({
    lodgedOn: on,
    stage: file.stage === 'guided' ? 'received' : file.stage,
    endedOn: undefined,
  }),
  assigned: (file, { unit, officerId }) => {
    const stage = file.acceptedOn ? 'accepted' : 'assigned';
    const to = file.stage === 'waiting' ? { before: stage } : { stage };
    return { unit, officerId, ...(to as Partial<CaseFile>) };
  },
  accepted: (_, { on }) => ({ stage: 'accepted', acceptedOn: on }),
  refused: (_, __, on) => ({ stage: 'refused', endedOn: on }),
  forwarded: (_, __, on) => ({ stage: 'forwarded', endedOn: on }),
  asked: (file, { text }, on) => ({
    stage: 'waiting',
    before: file.stage,
    asked: text,
    pauses: [...file.pauses, { by: 'asked', from: on }],
  }),
  supplied: (file) => (file.stage === 'waiting' ? { stage: file.before ?? 'received' } : {}),
  flagged: (file, { flag, on }) => {
    const flags = new Set(file.flags);
    if (on) flags.add(flag);
    else flags.delete(flag);
    return { flags };
  },
  barred: (file, { officerId }) => ({ barred: new Set([...file.barred, officerId]) }),
  extended: (file, { clock, days, reason, decision }, on) => ({
    extensions: [...file.extensions, { clock, days, reason, decision, on }],
  }),
  suspended: (file, _, on) => ({
    stage: 'suspended',
    pauses: [...file.pauses, { by: 'suspended', from: on }],
  }),
  resumed: () => ({ stage: 'accepted' }),
  answered: (_, { text, attachments, decision }, on, { by }) => ({
    stage: 'answered',
    endedOn: on,
    reply: { text, attachments, decision, on, by },
  }),
  closed: (_, { outcome }, on) => ({ stage: 'closed', endedOn: on, outcome }),
  reopened: (file, _, on) => ({
    stage: file.acceptedOn ? 'accepted' : file.unit ? 'assigned' : 'received',
    reopenedOn: on,
    endedOn: undefined,
    outcome: undefined,
  }),
  withdrawn: (_, __, on) => ({ stage: 'withdrawn', endedOn: on }),
  merged: (_, { into }, on) => ({ stage: 'merged', endedOn: on, mergedInto: into }),
};

function change(file: CaseFile, event: CaseEvent): CaseFile {
  const { body } = event;
  const changeBy = changes[body.type] as (
    file: CaseFile,
    body: EventBody,
    on: Day,
    event: CaseEvent,
  ) => Partial<CaseFile>;
  return { ...file, ...changeBy(file, body, dayOf(new Date(event.at)), event) };
}

/** What was asked is dropped and the pause ends as soon as the case neither waits nor is suspended. */
function settle(file: CaseFile, on: Day): CaseFile {
  if (file.stage === 'waiting' || file.stage === 'suspended') return file;
  const pauses = file.pauses.map((pause) => (pause.to === undefined ? { ...pause, to: on } : pause));
  return { ...file, pauses, before: undefined, asked: undefined };
}
