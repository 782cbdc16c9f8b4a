import type { Actor, Officer } from './case-event.ts';
import type { CaseFile } from './case-file.ts';
import type { AttachmentInfo, CaseAttachment, CaseFilter, CaseSummary } from './case-store.ts';
import { dayOf } from './calendar-day.ts';
import {
  changeOf,
  decideMove,
  dueOf,
  makeMove,
  type CaseParts,
  type MoveOptions,
  type MoveResult,
} from './case-work.ts';
import { mayRead, moveProblem, possibleMoves, type Move, type MoveType } from './moves.ts';
import type { Clock } from './time-limit-rule.ts';
import { clocksOf, dueness, type Dueness } from './time-limits.ts';

/** Một hồ sơ mở trên bàn làm việc: all that its page shows. */
export interface OpenFile {
  readonly file: CaseFile;
  readonly clocks: readonly (Clock & { readonly dueness: Dueness })[];
  readonly moves: readonly MoveType[];
  readonly attachments: readonly AttachmentInfo[];
}

/** Bàn làm việc của công chức. Every call checks the officer's roles by the one table. */
export class CaseDesk {
  constructor(private readonly parts: CaseParts) {}

  async list(filter: CaseFilter, officer: Officer): Promise<readonly CaseSummary[]> {
    return this.parts.store.list(filter, acting(officer));
  }

  async count(filter: CaseFilter, officer: Officer): Promise<number> {
    return this.parts.store.count(filter, acting(officer));
  }

  /** Undefined when there is no such case, or it is not this officer's to read. */
  async open(code: string, officer: Officer, now: Date): Promise<OpenFile | undefined> {
    const file = await this.read(code, officer);
    if (!file) return undefined;
    const { calendar } = this.parts.rules;
    const { limits } = this.parts.rules.office(file.office);
    return {
      file,
      clocks: clocksOf(file, limits, calendar, now).map((clock) => ({
        ...clock,
        dueness: dueness(clock.dueOn, dayOf(now), calendar),
      })),
      moves: possibleMoves(acting(officer), file),
      attachments: await this.parts.store.attachments(file.id),
    };
  }

  async attachment(code: string, id: string, officer: Officer): Promise<CaseAttachment | undefined> {
    const file = await this.read(code, officer);
    return file && this.parts.store.attachment(file.id, id);
  }

  /** One move of the table; a refusal says why not. */
  async move(code: string, move: Move, officer: Officer, options: MoveOptions): Promise<MoveResult> {
    if (move.type === 'merged') return this.merge(code, move.into, officer, options);
    const id = await this.parts.store.idOf(code);
    if (id === undefined) return { refusal: 'no-such-case' };
    return makeMove(this.parts, id, move, acting(officer), options);
  }

  /** Due dates of the open cases anew, after the calendar or the limits changed. Resolves to how many moved. */
  async recountDueDates(now: Date): Promise<number> {
    let moved = 0;
    const filter: CaseFilter = { stages: ['received', 'assigned', 'accepted', 'waiting', 'suspended'] };
    for (let offset = 0; ; offset += pageSize) {
      const page = await this.parts.store.list({ ...filter, limit: pageSize, offset }, { is: 'system' });
      for (const { id, dueOn, dueClock, paused } of page) {
        const file = await this.parts.store.load(id);
        if (!file) continue;
        const due = dueOf(this.parts, file, now);
        if (due.on === dueOn && due.clock === dueClock && due.paused === paused) continue;
        await this.parts.store.setDue(id, file.version, due);
        moved += 1;
      }
      if (page.length < pageSize) return moved;
    }
  }

  private async read(code: string, officer: Officer): Promise<CaseFile | undefined> {
    const id = await this.parts.store.idOf(code);
    const file = id === undefined ? undefined : await this.parts.store.load(id);
    return file && mayRead(acting(officer), file) ? file : undefined;
  }

  /** Both cases change in one commit: the one that ends, and the one that goes on and says so. */
  private async merge(
    code: string,
    into: string,
    officer: Officer,
    { now, version }: MoveOptions,
  ): Promise<MoveResult> {
    const { store } = this.parts;
    const ids = await Promise.all([store.idOf(code), store.idOf(into)]);
    const [ends, goesOn] = await Promise.all(
      ids.map(async (id) => (id === undefined ? undefined : store.load(id))),
    );
    if (!ends || !goesOn) return { refusal: 'no-such-case' };
    if (version !== undefined && version !== ends.version) return { refusal: 'changed-meanwhile' };
    const problem = moveProblem('merged', acting(officer), goesOn);
    const first = decideMove(this.parts, ends, { type: 'merged', into: goesOn.code }, acting(officer), now);
    if (first.refusal) return { refusal: first.refusal };
    if (problem && problem !== 'wrong-stage') return { refusal: problem };
    const absorbed = { type: 'absorbed' as const, from: ends.code };
    const second = decideMove(this.parts, goesOn, absorbed, { is: 'system' }, now);
    if (second.refusal) return { refusal: second.refusal };
    const changes = [await changeOf(this.parts, first, [], now), await changeOf(this.parts, second, [], now)];
    const done = await store.append(changes);
    return done === 'appended' ? { file: first.file } : { refusal: 'changed-meanwhile' };
  }
}

const pageSize = 200;

function acting(officer: Officer): Actor {
  return { is: 'officer', ...officer };
}
