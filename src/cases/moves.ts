import type { Actor, EventBody, Role } from './case-event.ts';
import { openStages, type CaseFile, type Stage } from './case-file.ts';
import { caseKinds, type CaseKind } from './submission.ts';

/** Việc có thể làm trên một hồ sơ: every event but those that open a case. */
export type Move = Exclude<EventBody, { readonly type: 'received' | 'guided' }>;
export type MoveType = Move['type'];

/** Ai được làm gì, ở loại và giai đoạn nào. */
export interface MoveRule {
  readonly move: MoveType;
  readonly by: readonly (Role | 'citizen' | 'system')[];
  readonly kinds: readonly CaseKind[];
  readonly from: readonly Stage[];
}

const all = caseKinds;
/** Khiếu nại, tố cáo: a signed petition, acceptance and a decision. */
const petitions: readonly CaseKind[] = ['complaint', 'denunciation'];
/** Everything that is answered without a petition. */
const messages: readonly CaseKind[] = ['incident', 'proposal', 'suggestion', 'question'];
const known: readonly CaseKind[] = [...messages, 'complaint'];
const open = openStages;

/**
 * The one table of who may move what. A move that no row allows is refused. The administrator moves
 * nothing: that role looks after accounts. A specialist acts only on cases of the own unit.
 */
export const moveRules: readonly MoveRule[] = [
  // Phân loại
  { move: 'classified', by: ['clerk', 'leader'], kinds: known, from: ['received', 'assigned', 'waiting'] },
  // Tiếp nhận đơn có chữ ký
  {
    move: 'lodged',
    by: ['clerk'],
    kinds: petitions,
    from: ['received', 'guided', 'assigned', 'waiting'],
  },
  // Giao xử lý
  {
    move: 'assigned',
    by: ['clerk', 'leader'],
    kinds: known,
    from: ['received', 'assigned', 'accepted', 'waiting'],
  },
  {
    move: 'assigned',
    by: ['leader'],
    kinds: ['denunciation'],
    from: ['received', 'assigned', 'accepted', 'waiting'],
  },
  // Thụ lý, không thụ lý
  { move: 'accepted', by: ['clerk', 'leader'], kinds: petitions, from: ['received', 'assigned'] },
  { move: 'refused', by: ['clerk', 'leader'], kinds: petitions, from: ['received', 'assigned', 'waiting'] },
  // Chuyển cơ quan có thẩm quyền
  {
    move: 'forwarded',
    by: ['clerk', 'leader'],
    kinds: all,
    from: ['received', 'assigned', 'accepted', 'waiting'],
  },
  // Đề nghị bổ sung
  {
    move: 'asked',
    by: ['clerk', 'specialist', 'leader'],
    kinds: all,
    from: ['received', 'assigned', 'accepted'],
  },
  // Bổ sung: the citizen, or the clerk for papers brought to the counter
  { move: 'supplied', by: ['citizen', 'clerk'], kinds: all, from: open },
  // Dấu hiệu vùng sâu, vùng xa, phức tạp…
  { move: 'flagged', by: ['clerk', 'specialist', 'leader'], kinds: all, from: open },
  // Công chức không được tiếp cận
  { move: 'barred', by: ['clerk', 'leader'], kinds: known, from: [...open, 'answered', 'closed'] },
  { move: 'barred', by: ['leader'], kinds: ['denunciation'], from: [...open, 'answered', 'closed'] },
  // Gia hạn, tạm đình chỉ: decisions that the leader signs
  { move: 'extended', by: ['leader'], kinds: all, from: ['received', 'assigned', 'accepted', 'waiting'] },
  { move: 'suspended', by: ['leader'], kinds: petitions, from: ['accepted'] },
  { move: 'resumed', by: ['leader'], kinds: petitions, from: ['suspended'] },
  // Trả lời
  {
    move: 'answered',
    by: ['specialist', 'leader'],
    kinds: messages,
    from: ['assigned', 'waiting'],
  },
  { move: 'answered', by: ['clerk', 'leader'], kinds: ['question'], from: ['received'] },
  { move: 'answered', by: ['leader'], kinds: petitions, from: ['accepted'] },
  // Kết thúc
  {
    move: 'closed',
    by: ['clerk', 'specialist', 'leader'],
    kinds: known,
    from: ['answered', 'refused', 'forwarded'],
  },
  {
    move: 'closed',
    by: ['leader'],
    kinds: ['denunciation'],
    from: ['answered', 'refused', 'forwarded', 'guided'],
  },
  {
    move: 'closed',
    by: ['specialist', 'leader'],
    kinds: ['incident', 'suggestion'],
    from: ['assigned'],
  },
  { move: 'closed', by: ['clerk', 'leader'], kinds: messages, from: ['received'] },
  // Mở lại
  { move: 'reopened', by: ['citizen'], kinds: messages, from: ['answered', 'closed'] },
  {
    move: 'reopened',
    by: ['clerk', 'leader'],
    kinds: messages,
    from: ['answered', 'closed', 'forwarded', 'withdrawn'],
  },
  // Khiếu nại đã rút chỉ mở lại khi việc rút do bị ép buộc (Luật 136/2025/QH15): the leader, with the reason
  { move: 'reopened', by: ['leader'], kinds: petitions, from: ['refused', 'forwarded', 'withdrawn'] },
  // Rút: in chat only what was not yet a signed petition (see `moveProblem`)
  { move: 'withdrawn', by: ['citizen'], kinds: all, from: ['received', 'assigned', 'waiting'] },
  // Đơn rút có chữ ký
  { move: 'withdrawn', by: ['clerk'], kinds: all, from: open },
  // Gộp trùng
  { move: 'merged', by: ['clerk', 'leader'], kinds: messages, from: ['received', 'assigned', 'waiting'] },
  { move: 'absorbed', by: ['system'], kinds: messages, from: open },
  // Ghi chú nội bộ
  {
    move: 'noted',
    by: ['clerk', 'specialist', 'leader'],
    kinds: known,
    from: [...open, 'answered', 'closed', 'refused', 'forwarded', 'withdrawn', 'merged'],
  },
  {
    move: 'noted',
    by: ['specialist', 'leader'],
    kinds: ['denunciation'],
    from: [...open, 'guided', 'answered', 'closed', 'refused', 'forwarded', 'withdrawn'],
  },
];

/** Ai được xem nội dung hồ sơ. A denunciation: the leader, and the one officer it was given to. */
export function mayRead(actor: Actor, file: Readable): boolean {
  if (actor.is === 'system') return true;
  if (actor.is === 'citizen') return false; // a citizen reads `CaseProgress`, never the file
  if (file.barred.has(actor.id)) return false;
  const sealed = file.kind === 'denunciation';
  if (actor.roles.includes('leader')) return true;
  if (!sealed && actor.roles.includes('clerk')) return true;
  return actor.roles.includes('specialist') && isTheirs(actor, file);
}

/** What is needed to know who may read a case. */
export type Readable = Pick<CaseFile, 'kind' | 'unit' | 'officerId' | 'barred'>;

/** Vì sao không làm được. Stable: the console and the dialogs choose the words. */
export type MoveProblem =
  'not-allowed' | 'wrong-kind' | 'wrong-stage' | 'not-your-unit' | 'conflict-of-interest';

/** Checks a move against the table alone. Undefined when some row allows it. */
export function moveProblem(move: MoveType, actor: Actor, file: CaseFile): MoveProblem | undefined {
  const held: readonly string[] = actor.is === 'officer' ? actor.roles : [actor.is];
  const rows = moveRules.filter((rule) => rule.move === move && rule.by.some((role) => held.includes(role)));
  if (rows.length === 0) return 'not-allowed';
  const ofKind = rows.filter(({ kinds }) => kinds.includes(file.kind));
  if (ofKind.length === 0) return 'wrong-kind';
  const here = ofKind.filter(({ from }) => from.includes(file.stage));
  if (here.length === 0) return 'wrong-stage';
  if (actor.is !== 'officer') return undefined;
  if (file.barred.has(actor.id)) return 'conflict-of-interest';
  const roles = here.flatMap(({ by }) => by.filter((role) => held.includes(role)));
  if (roles.every((role) => role === 'specialist') && !isTheirs(actor, file)) return 'not-your-unit';
  return undefined;
}

/** The moves that the actor could make now: the buttons to show. */
export function possibleMoves(actor: Actor, file: CaseFile): MoveType[] {
  const types = new Set(moveRules.map(({ move }) => move));
  return [...types].filter((move) => moveProblem(move, actor, file) === undefined);
}

/** A sealed case belongs to the one officer it was given to; any other case to the officers of its unit. */
function isTheirs(actor: Extract<Actor, { readonly is: 'officer' }>, file: Readable): boolean {
  if (file.officerId === actor.id) return true;
  return file.kind !== 'denunciation' && file.unit !== undefined && actor.units.includes(file.unit);
}
