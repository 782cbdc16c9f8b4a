import { describe, expect, it } from 'vitest';
import {
  roles,
  type Actor,
  type CaseEvent,
  type EventBody,
  type Role,
} from '../../../src/cases/case-event.ts';
import { caseFileOf, stages, type CaseFile, type Stage } from '../../../src/cases/case-file.ts';
import { decide, type DecideContext, type Refusal } from '../../../src/cases/decide.ts';
import {
  mayRead,
  moveProblem,
  moveRules,
  possibleMoves,
  type Move,
  type MoveType,
} from '../../../src/cases/moves.ts';
import { caseKinds, type CaseKind } from '../../../src/cases/submission.ts';

const opened = '2026-11-02T02:00:00.000Z';
const context: DecideContext = { now: new Date('2026-11-10T03:00:00Z'), limits: [], reopenDays: 15 };

function officer(role: Role, id: string = role, units: readonly string[] = ['Phòng Kinh tế']): Actor {
  return { is: 'officer', id, name: `Ông ${id}`, roles: [role], units };
}

const citizen: Actor = { is: 'citizen' };
const system: Actor = { is: 'system' };

/** A case of that kind in that stage, with its unit, reached by real events. */
function caseAt(kind: CaseKind, stage: Stage, more: readonly EventBody[] = []): CaseFile {
  const start: EventBody =
    stage === 'guided'
      ? { type: 'guided', kind: 'denunciation', office: 'ngoc-ha', channel: 'web' }
      : {
          type: 'received',
          kind,
          office: 'ngoc-ha',
          channel: 'web',
          submission: { content: 'Nội dung' },
          attachments: [],
        };
  const assigned: EventBody = { type: 'assigned', unit: 'Phòng Kinh tế', officerId: 'specialist' };
  const lodged: EventBody = { type: 'lodged', on: '2026-11-03' };
  const petition = kind === 'complaint' || kind === 'denunciation';
  const working: EventBody[] = petition ? [lodged, assigned] : [assigned];
  const accepted: EventBody = { type: 'accepted', on: '2026-11-04' };
  const ways: Readonly<Record<Stage, readonly EventBody[]>> = {
    received: [],
    guided: [],
    assigned: [assigned],
    accepted: [...working, accepted],
    waiting: [assigned, { type: 'asked', text: 'Số nhà?' }],
    suspended: [...working, accepted, { type: 'suspended', reason: 'chờ' }],
    answered: [
      ...(petition ? [...working, accepted] : working),
      { type: 'answered', text: 'Đã xong', attachments: [] },
    ],
    closed: [assigned, { type: 'closed', outcome: 'done', text: 'Xong', evidence: [] }],
    refused: [assigned, { type: 'refused', reason: 'hết thời hiệu' }],
    forwarded: [assigned, { type: 'forwarded', to: 'Công an', reason: 'thẩm quyền' }],
    withdrawn: [{ type: 'withdrawn', reason: '' }],
    merged: [{ type: 'merged', into: 'PAHT.20261101.0001' }],
  };
  const events = [start, ...ways[stage], ...more].map((body, index): CaseEvent => ({
    seq: index + 1,
    at: opened,
    by: { is: 'system' },
    body,
  }));
  const file = caseFileOf('id', 'PAHT.20261102.0001', events);
  if (!file) throw new Error('no case');
  return file;
}

/** One well-formed move of each type. */
const samples: { readonly [T in MoveType]: Extract<Move, { readonly type: T }> } = {
  classified: { type: 'classified', kind: 'proposal', level: 2 },
  lodged: { type: 'lodged', on: '2026-11-09' },
  assigned: { type: 'assigned', unit: 'Phòng Kinh tế' },
  accepted: { type: 'accepted', on: '2026-11-10' },
  refused: { type: 'refused', reason: 'hết thời hiệu' },
  forwarded: { type: 'forwarded', to: 'Công an tỉnh', reason: 'không thuộc thẩm quyền' },
  asked: { type: 'asked', text: 'Xin số nhà' },
  supplied: { type: 'supplied', text: 'Số 12', attachments: [] },
  flagged: { type: 'flagged', flag: 'complex', on: true, reason: 'nhiều nơi' },
  barred: { type: 'barred', officerId: 'x', reason: 'người thân' },
  extended: { type: 'extended', clock: 'promise.incident', days: 1, reason: 'mưa' },
  suspended: { type: 'suspended', reason: 'chờ' },
  resumed: { type: 'resumed', reason: 'xong' },
  answered: { type: 'answered', text: 'Đã vá', attachments: [] },
  closed: { type: 'closed', outcome: 'done', text: 'Đã vá', evidence: ['ảnh'] },
  reopened: { type: 'reopened', reason: 'vẫn lún' },
  withdrawn: { type: 'withdrawn', reason: 'đã tự sửa' },
  merged: { type: 'merged', into: 'PAHT.20261101.0001' },
  absorbed: { type: 'absorbed', from: 'PAHT.20261101.0002' },
  noted: { type: 'noted', text: 'đã gọi điện' },
};

const moveTypes = Object.keys(samples) as MoveType[];
const actors: readonly Actor[] = [...roles.map((role) => officer(role)), citizen, system];

/**
 * What the office agreed, written once more and apart from the table in the code: for each move and kind of
 * case, "who: in which stages". v văn thư · c chuyên viên · l lãnh đạo · d công dân · h hệ thống.
 * Stages: R received G guided A assigned T accepted W waiting S suspended
 *         N answered C closed K refused F forwarded X withdrawn M merged.
 */
const agreed: Readonly<Record<MoveType, Readonly<Record<'message' | 'complaint' | 'denunciation', string>>>> =
  {
    classified: { message: 'vl:RAW', complaint: 'vl:RAW', denunciation: '' },
    lodged: { message: '', complaint: 'v:RAW', denunciation: 'v:RGAW' },
    assigned: { message: 'vl:RATW', complaint: 'vl:RATW', denunciation: 'l:RATW' },
    accepted: { message: '', complaint: 'vl:RA', denunciation: 'vl:RA' },
    refused: { message: '', complaint: 'vl:RAW', denunciation: 'vl:RAW' },
    forwarded: { message: 'vl:RATW', complaint: 'vl:RATW', denunciation: 'vl:RATW' },
    asked: { message: 'vcl:RAT', complaint: 'vcl:RAT', denunciation: 'vcl:RAT' },
    supplied: { message: 'vd:RATWS', complaint: 'vd:RATWS', denunciation: 'vd:RATWS' },
    flagged: { message: 'vcl:RATWS', complaint: 'vcl:RATWS', denunciation: 'vcl:RATWS' },
    barred: { message: 'vl:RATWSNC', complaint: 'vl:RATWSNC', denunciation: 'l:RATWSNC' },
    extended: { message: 'l:RATW', complaint: 'l:RATW', denunciation: 'l:RATW' },
    suspended: { message: '', complaint: 'l:T', denunciation: 'l:T' },
    resumed: { message: '', complaint: 'l:S', denunciation: 'l:S' },
    answered: { message: 'cl:AW', complaint: 'l:T', denunciation: 'l:T' },
    closed: { message: 'vcl:NKF vl:R', complaint: 'vcl:NKF', denunciation: 'l:GNKF' },
    reopened: { message: 'd:NC vl:NCFX', complaint: 'l:KFX', denunciation: 'l:KFX' },
    withdrawn: { message: 'd:RAW v:RATWS', complaint: 'd:RAW v:RATWS', denunciation: 'd:RAW v:RATWS' },
    merged: { message: 'vl:RAW', complaint: '', denunciation: '' },
    absorbed: { message: 'h:RATWS', complaint: '', denunciation: '' },
    noted: { message: 'vcl:RATWSNCKFXM', complaint: 'vcl:RATWSNCKFXM', denunciation: 'cl:RGATWSNCKFX' },
  };

const letters: Readonly<Record<string, string>> = {
  v: 'clerk',
  c: 'specialist',
  l: 'leader',
  d: 'citizen',
  h: 'system',
  R: 'received',
  G: 'guided',
  A: 'assigned',
  T: 'accepted',
  W: 'waiting',
  S: 'suspended',
  N: 'answered',
  C: 'closed',
  K: 'refused',
  F: 'forwarded',
  X: 'withdrawn',
  M: 'merged',
};

function agreedTo(move: MoveType, kind: CaseKind, role: string, stage: Stage): boolean {
  const column = kind === 'complaint' || kind === 'denunciation' ? kind : 'message';
  const extra = {
    question: move === 'answered' ? ' vl:R' : '',
    incident: move === 'closed' ? ' cl:A' : '',
    suggestion: move === 'closed' ? ' cl:A' : '',
  } as Partial<Record<CaseKind, string>>;
  return `${agreed[move][column]}${extra[kind] ?? ''}`
    .split(' ')
    .filter(Boolean)
    .some((part) => {
      const [who = '', where = ''] = part.split(':');
      return (
        Array.from(who).some((letter) => letters[letter] === role) &&
        Array.from(where).some((letter) => letters[letter] === stage)
      );
    });
}

function rolesOf(move: MoveType): ReadonlySet<string> {
  return new Set(moveRules.filter((rule) => rule.move === move).flatMap((rule) => rule.by));
}

function onDay(day: string): DecideContext {
  return { ...context, now: new Date(`${day}T09:00:00+07:00`) };
}

function roleOf(actor: Actor): string {
  return actor.is === 'officer' ? (actor.roles[0] ?? '') : actor.is;
}

describe('who may move what', () => {
  it('is as the office agreed, in every cell of role × move × kind × stage', () => {
    let cells = 0;
    const wrong: string[] = [];
    for (const kind of caseKinds)
      for (const stage of stages) {
        if (stage === 'guided' && kind !== 'denunciation') continue;
        const file = { ...caseAt(kind, stage), unit: 'Phòng Kinh tế', officerId: 'specialist' };
        expect(file.stage).toBe(stage);
        for (const move of moveTypes)
          for (const actor of actors) {
            cells += 1;
            const allowed = moveProblem(move, actor, file) === undefined;
            if (allowed !== agreedTo(move, kind, roleOf(actor), stage))
              wrong.push(`${roleOf(actor)} ${move} ${kind} ${stage}: ${allowed ? 'allowed' : 'refused'}`);
          }
      }
    expect(wrong).toEqual([]);
    expect(cells).toBe((6 * 11 + 1) * moveTypes.length * actors.length);
  });

  it('decides a cell that the table refuses without an event, and one that it allows with one', () => {
    for (const kind of caseKinds)
      for (const stage of stages.filter((name) => name !== 'guided' || kind === 'denunciation')) {
        const file = caseAt(kind, stage);
        for (const move of moveTypes)
          for (const actor of actors) {
            const decision = decide(file, samples[move], actor, context);
            const problem = moveProblem(move, actor, file);
            if (problem) expect(decision).toEqual({ refusal: problem });
            else if (decision.event) {
              expect(decision.event.seq).toBe(file.version + 1);
              expect(decision.file.version).toBe(file.version + 1);
              expect(decision.file.events.slice(0, -1)).toEqual(file.events);
            }
          }
      }
  });

  it('gives the administrator and the guardian of identities no move at all', () => {
    for (const kind of caseKinds)
      for (const stage of stages.filter((name) => name !== 'guided'))
        for (const role of ['admin', 'guardian'] as const)
          expect(possibleMoves(officer(role), caseAt(kind, stage))).toEqual([]);
  });

  it('leaves a merged case where it is', () => {
    for (const actor of actors)
      expect(possibleMoves(actor, caseAt('incident', 'merged')).filter((move) => move !== 'noted')).toEqual(
        [],
      );
  });

  it('lets nobody but văn thư take in a petition, and nobody but officers accept one', () => {
    expect(rolesOf('lodged')).toEqual(new Set(['clerk']));
    expect(rolesOf('accepted')).toEqual(new Set(['clerk', 'leader']));
  });

  it('joins the roles of one officer', () => {
    const both: Actor = { is: 'officer', id: 'x', name: 'x', roles: ['admin', 'clerk'], units: [] };
    expect(moveProblem('lodged', both, caseAt('complaint', 'received'))).toBeUndefined();
  });
});

describe('whose case it is', () => {
  const elsewhere = officer('specialist', 'other', ['Phòng Văn hóa và Thông tin']);
  const colleague = officer('specialist', 'colleague');

  it('keeps a specialist to the own unit, and a sealed case to the one officer', () => {
    const incident = caseAt('incident', 'assigned');
    expect(moveProblem('answered', elsewhere, incident)).toBe('not-your-unit');
    expect(moveProblem('answered', colleague, incident)).toBeUndefined();
    const sealed = caseAt('denunciation', 'assigned');
    expect(moveProblem('noted', colleague, sealed)).toBe('not-your-unit');
    expect(moveProblem('noted', officer('specialist'), sealed)).toBeUndefined();
  });

  it.each<[CaseKind, Actor, boolean]>([
    ['incident', officer('clerk'), true],
    ['incident', officer('leader'), true],
    ['incident', colleague, true],
    ['incident', elsewhere, false],
    ['incident', officer('guardian'), false],
    ['incident', officer('admin'), false],
    ['incident', citizen, false],
    ['denunciation', officer('clerk'), false],
    ['denunciation', officer('leader'), true],
    ['denunciation', officer('specialist'), true],
    ['denunciation', colleague, false],
    ['denunciation', officer('guardian'), false],
    ['denunciation', officer('admin'), false],
  ])('reading a %s case is for some only', (kind, actor, expected) => {
    expect(mayRead(actor, caseAt(kind, 'assigned'))).toBe(expected);
  });

  it('keeps away who is barred, whatever their role, and gives them nothing', () => {
    const about = caseAt('proposal', 'assigned', [
      { type: 'barred', officerId: 'leader', reason: 'người bị phản ánh' },
    ]);
    expect(mayRead(officer('leader'), about)).toBe(false);
    expect(mayRead(officer('leader', 'another'), about)).toBe(true);
    expect(moveProblem('answered', officer('leader'), about)).toBe('conflict-of-interest');
    expect(moveProblem('answered', officer('leader', 'another'), about)).toBeUndefined();
    const give: Move = { type: 'assigned', unit: 'Văn phòng', officerId: 'leader' };
    expect(decide(about, give, officer('clerk'), context).refusal).toBe('conflict-of-interest');
  });

  it('does not give a denunciation to the unit it is about', () => {
    const file = caseAt('denunciation', 'received');
    const about = { ...file, submission: { ...file.submission, accused: { unit: 'Phòng Kinh tế' } } };
    const refusal = (move: Move) => decide(about, move, officer('leader'), context).refusal;
    expect(refusal({ type: 'assigned', unit: 'Phòng Kinh tế' })).toBe('accused-unit');
    expect(refusal({ type: 'assigned', unit: 'Thanh tra' })).toBeUndefined();
  });
});

describe('what a move still needs', () => {
  const leader = officer('leader');
  const clerk = officer('clerk');
  const rows: readonly [string, CaseFile, Move, Actor, Refusal | undefined][] = [
    [
      'accepting without a signed petition',
      caseAt('complaint', 'received'),
      samples.accepted,
      clerk,
      'petition-not-lodged',
    ],
    [
      'accepting before the petition came',
      caseAt('complaint', 'received', [{ type: 'lodged', on: '2026-11-05' }]),
      { type: 'accepted', on: '2026-11-04' },
      clerk,
      'date-before-case',
    ],
    [
      'accepting in the future',
      caseAt('complaint', 'received', [{ type: 'lodged', on: '2026-11-05' }]),
      { type: 'accepted', on: '2026-11-11' },
      clerk,
      'date-in-future',
    ],
    [
      'accepting a lodged petition',
      caseAt('complaint', 'received', [{ type: 'lodged', on: '2026-11-05' }]),
      samples.accepted,
      clerk,
      undefined,
    ],
    [
      'a petition dated tomorrow',
      caseAt('complaint', 'received'),
      { type: 'lodged', on: '2026-11-11' },
      clerk,
      'date-in-future',
    ],
    [
      'a second petition',
      caseAt('complaint', 'received', [{ type: 'lodged', on: '2026-11-05' }]),
      samples.lodged,
      clerk,
      'unchanged',
    ],
    [
      'closing what was never answered without proof',
      caseAt('incident', 'assigned'),
      { type: 'closed', outcome: 'done', text: 'Đã vá', evidence: [] },
      leader,
      'evidence-missing',
    ],
    ['closing with proof', caseAt('incident', 'assigned'), samples.closed, leader, undefined],
    [
      'closing what was no case',
      caseAt('incident', 'received'),
      { type: 'closed', outcome: 'invalid', text: 'Tin rác', evidence: [] },
      leader,
      undefined,
    ],
    [
      'closing after the answer',
      caseAt('incident', 'answered'),
      { type: 'closed', outcome: 'done', text: 'Xong', evidence: [] },
      leader,
      undefined,
    ],
    [
      'an empty answer',
      caseAt('incident', 'assigned'),
      { type: 'answered', text: '  ', attachments: [] },
      leader,
      'text-missing',
    ],
    [
      'a refusal without a reason',
      caseAt('complaint', 'received'),
      { type: 'refused', reason: '' },
      leader,
      'text-missing',
    ],
    [
      'a flag without a reason',
      caseAt('incident', 'received'),
      { type: 'flagged', flag: 'remote', on: true, reason: '' },
      leader,
      'text-missing',
    ],
    [
      'a flag that is set already',
      caseAt('incident', 'received', [samples.flagged]),
      samples.flagged,
      leader,
      'unchanged',
    ],
    [
      'an extension without a clock',
      caseAt('incident', 'received'),
      samples.extended,
      leader,
      'no-such-clock',
    ],
    [
      'turning an open case into a denunciation',
      caseAt('incident', 'received'),
      { type: 'classified', kind: 'denunciation' },
      clerk,
      'kind-not-taken',
    ],
    [
      'the same kind once more',
      caseAt('proposal', 'received'),
      { type: 'classified', kind: 'proposal' },
      clerk,
      'unchanged',
    ],
    [
      'withdrawing a signed petition in chat',
      caseAt('complaint', 'received', [{ type: 'lodged', on: '2026-11-05' }]),
      samples.withdrawn,
      citizen,
      'needs-signed-withdrawal',
    ],
    [
      'withdrawing what is no petition yet',
      caseAt('complaint', 'received'),
      { type: 'withdrawn', reason: '' },
      citizen,
      undefined,
    ],
    [
      'a signed withdrawal without a reason',
      caseAt('complaint', 'received'),
      { type: 'withdrawn', reason: '' },
      clerk,
      'text-missing',
    ],
    [
      'adding nothing',
      caseAt('incident', 'received'),
      { type: 'supplied', text: ' ', attachments: [] },
      citizen,
      'text-missing',
    ],
    [
      'adding a photo alone',
      caseAt('incident', 'received'),
      { type: 'supplied', text: '', attachments: ['a'] },
      citizen,
      undefined,
    ],
    [
      'merging with itself',
      caseAt('incident', 'received'),
      { type: 'merged', into: 'PAHT.20261102.0001' },
      clerk,
      'merge-with-itself',
    ],
  ];

  it.each(rows)('%s', (_, file, move, actor, refusal) => {
    expect(decide(file, move, actor, context).refusal).toBe(refusal);
  });

  it('lets the citizen reopen up to the last day the office gives, and officers later too', () => {
    const file = caseAt('incident', 'answered'); // ended on 2 November
    expect(decide(file, samples.reopened, citizen, onDay('2026-11-17')).refusal).toBeUndefined();
    expect(decide(file, samples.reopened, citizen, onDay('2026-11-18')).refusal).toBe('reopening-too-late');
    expect(decide(file, samples.reopened, clerk, onDay('2026-11-18')).refusal).toBeUndefined();
  });
});

describe('the case after its events', () => {
  it('goes on where it was once the citizen has answered', () => {
    const asked: EventBody = { type: 'asked', text: 'Số nhà?' };
    const supplied: EventBody = { type: 'supplied', text: 'Số 12', attachments: [] };
    expect(caseAt('incident', 'received', [asked])).toMatchObject({ stage: 'waiting', asked: 'Số nhà?' });
    expect(caseAt('incident', 'received', [asked, supplied])).toMatchObject({
      stage: 'received',
      asked: undefined,
    });
    expect(caseAt('complaint', 'accepted', [asked, supplied]).stage).toBe('accepted');
    expect(caseAt('incident', 'received', [asked, samples.assigned, supplied])).toMatchObject({
      stage: 'assigned',
      unit: 'Phòng Kinh tế',
    });
  });

  it('returns to its place when reopened', () => {
    expect(caseAt('incident', 'answered', [samples.reopened])).toMatchObject({
      stage: 'assigned',
      endedOn: undefined,
    });
    expect(caseAt('incident', 'withdrawn', [samples.reopened]).stage).toBe('received');
    expect(caseAt('complaint', 'answered', [samples.reopened]).stage).toBe('accepted');
  });

  it('stays accepted when it is given to another unit', () => {
    const file = caseAt('complaint', 'accepted', [{ type: 'assigned', unit: 'Thanh tra' }]);
    expect(file).toMatchObject({ stage: 'accepted', unit: 'Thanh tra', officerId: undefined });
  });

  it('is no case without an event that opens one', () => {
    expect(caseFileOf('id', 'code', [])).toBeUndefined();
    expect(
      caseFileOf('id', 'code', [{ seq: 1, at: opened, by: { is: 'system' }, body: samples.noted }]),
    ).toBeUndefined();
  });
});
