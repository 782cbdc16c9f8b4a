import type { Assignment, Plan, PlanTime, Problem } from '../assignment.ts';
import { countShared, sameOrdinals, syllablePairs, undatedTask } from '../same-work.ts';
import { syllables } from '../text.ts';
import { clip, problem } from './problem.ts';

interface Work {
  readonly assignment: Assignment;
  readonly words: ReadonlySet<string>;
}

const worksOf = (assignments: readonly Assignment[]): Work[] =>
  assignments.map((assignment) => ({ assignment, words: syllablePairs(undatedTask(assignment)) }));

function pairsOf<T>(list: readonly T[]): (readonly [T, T])[] {
  return list.flatMap((one, index) => list.slice(index + 1).map((other) => [one, other] as const));
}

/** Share of the shorter task that stands in the other, and of the longer that stands in the shorter. */
function isSameWork(one: Work, other: Work, share: number): boolean {
  const larger = Math.max(one.words.size, other.words.size);
  return (
    larger >= 5 &&
    countShared(one.words, other.words) / larger >= share &&
    sameOrdinals(one.assignment.task, other.assignment.task)
  );
}

const key = (names: readonly string[]): string =>
  names
    .map((name) => syllables(name).join(' '))
    .toSorted()
    .join('|');

/** Said of every unit in turn: each does its own part. */
const eachTheirOwn =
  /(?<!\p{L})(?:mình|lĩnh vực|phụ trách|phạm vi|chức năng|(?:tại|của) (?:cơ quan|đơn vị|phòng|bộ phận)|nội dung liên quan)(?!\p{L})/iu;

/** The same work given to two units, or for two times, in one plan. */
export function overlappingDuties({ assignments }: Plan): Problem[] {
  const led = worksOf(assignments.filter(({ kind, lead }) => kind === 'duty' && lead.length > 0));
  return pairsOf(led).flatMap(([one, other]) => {
    const [a, b] = [one.assignment, other.assignment];
    const isShared = eachTheirOwn.test(`${a.task} ${b.task}`);
    const differ = disjoint(a.time, b.time) || (!isShared && key(a.lead) !== key(b.lead));
    if (!differ || !isSameWork(one, other, 0.75)) return [];
    const said = ({ lead, timeRaw }: Assignment) => `${lead.join('; ')}${timeRaw ? `, ${timeRaw}` : ''}`;
    const message = `Một việc được giao hai lần, không giống nhau: "${clip(a.task)}" (${said(a)}) và (${said(b)}).`;
    return [problem('duties-overlap', 'warning', message, [a.lines[0], b.lines[0]])];
  });
}

function disjoint(one: readonly PlanTime[], other: readonly PlanTime[]): boolean {
  const dues = (times: readonly PlanTime[]) => times.flatMap(({ due }) => due ?? []);
  const [left, right] = [dues(one), dues(other)];
  return left.length > 0 && right.length > 0 && !left.some((day) => right.includes(day));
}

/** The same report, sent here by one sentence and there by another. */
export function reportsToTwoPlaces({ assignments }: Plan): Problem[] {
  const reports = worksOf(assignments.filter(({ reportsTo = [] }) => reportsTo.length > 0));
  return pairsOf(reports).flatMap(([one, other]) => {
    const [a, b] = [one.assignment, other.assignment];
    const [here, there] = [key(a.reportsTo ?? []), key(b.reportsTo ?? [])];
    if (here === there || key(a.lead) !== key(b.lead) || !isSameWork(one, other, 0.6)) return [];
    const message = `Cùng một báo cáo gửi hai nơi: ${a.reportsTo?.join('; ')} và ${b.reportsTo?.join('; ')} ("${clip(a.task)}").`;
    return [problem('report-two-places', 'warning', message, [a.lines[0], b.lines[0]])];
  });
}

const sometime =
  /(?:đúng|theo)(?: yêu cầu và)? (?:thời (?:gian|hạn)(?: quy định| qui định)?|quy định|qui định)(?!\p{L}|\s+(?:của|tại|về|số|hiện hành))/iu;

/** "báo cáo theo quy định": by when, nobody can tell. */
export function reportsWithoutPeriod({ assignments }: Plan): Problem[] {
  return assignments
    .filter(
      ({ task, time, kind }) =>
        kind !== 'orientation' && time.length === 0 && /báo cáo/iu.test(task) && sometime.test(task),
    )
    .map(({ task, lines }) =>
      problem('report-without-period', 'info', `Báo cáo không nêu kỳ hạn: "${clip(task)}".`, lines),
    );
}
