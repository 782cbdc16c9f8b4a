import type { Assignment, Plan } from '../../../knowledge/assignment.ts';
import {
  planDifferences,
  type Change,
  type DocumentField,
  type DutyField,
  type PlanDifferences,
} from '../../../knowledge/plan-differences.ts';
import { readVersion } from '../../plan-library.ts';
import type { PlanVersion } from '../../storage/plan-store.ts';
import { openPlanStore } from '../plan-versions.ts';
import { loadShipped, stateNames } from './kept-plans.ts';
import { noPlan, onlyId } from './only-id.ts';
import { print, printJson } from './printed.ts';
import { UsageError } from './usage-error.ts';

/** `knowledge diff ID [VERSION VERSION]`: what a version says otherwise; the draft against the published one. */
export async function diff(words: readonly string[], { json }: { json?: boolean }): Promise<number> {
  const [id = '', ...asked] = words;
  if (asked.length === 1) throw new UsageError('Cần hai số bản để so sánh, hoặc không ghi số nào.');
  const kept = await keptVersions(id);
  const [older, newer] = asked.length === 2 ? asked.map((number) => named(number, kept)) : lastTwo(kept);
  if (!older || !newer) throw new UsageError(`Kế hoạch "${id}" chỉ có một bản, chưa có gì để so sánh.`);
  const differences = planDifferences(older.plan, newer.plan);
  if (json)
    printJson({ id: newer.plan.document.id, older: older.version, newer: newer.version, ...differences });
  else print(told(older, newer, differences));
  return 0;
}

/** The version that came with the program. */
const shippedVersion = 0;

interface KeptVersion {
  readonly version: number;
  readonly state: PlanVersion['state'] | 'shipped';
  readonly plan: Plan;
}

/** Every version of the plan whose id is, or begins with, `id`; the shipped one is the first. */
async function keptVersions(id: string): Promise<KeptVersion[]> {
  const shippedPlans = await loadShipped();
  const opened = await openPlanStore(process.env, { create: false });
  try {
    const addedIds = (await opened?.store.ids()) ?? [];
    const only = onlyId(id, [...shippedPlans.map(({ document }) => document.id), ...addedIds]);
    if (!only) throw noPlan(id);
    const own = shippedPlans.find(({ document }) => document.id === only);
    const added = (await opened?.store.versions(only)) ?? [];
    const kept = added
      .filter(({ format }) => format !== 'shipped')
      .map(({ version, state, ...rest }) => ({ version, state, plan: readVersion(rest) }));
    return own ? [{ version: shippedVersion, state: 'shipped', plan: own }, ...kept] : kept;
  } finally {
    await opened?.close();
  }
}

function named(number: string, kept: readonly KeptVersion[]): KeptVersion {
  const found = kept.find(({ version }) => String(version) === number);
  const there = kept.map(({ version }) => version).join(', ');
  if (!found) throw new UsageError(`Không có bản "${number}". Các bản có: ${there}.`);
  return found;
}

/** The newest version against the one that answers; against the one before it where it answers itself. */
function lastTwo(kept: readonly KeptVersion[]): (KeptVersion | undefined)[] {
  const alive = kept.filter(({ state }) => state !== 'discarded');
  const newest = alive.at(-1);
  const before = alive.slice(0, -1);
  return [before.findLast(({ state }) => state === 'published') ?? before.at(-1), newest];
}

const documentFields: Readonly<Record<DocumentField, string>> = {
  title: 'Tên',
  number: 'Số, ký hiệu',
  issuer: 'Cơ quan ban hành',
  issuedOn: 'Ngày ban hành',
  year: 'Năm thực hiện',
  signer: 'Người ký',
};

const dutyFields: Readonly<Record<DutyField, string>> = {
  task: 'nội dung',
  lead: 'chủ trì',
  advising: 'tham mưu',
  coordinating: 'phối hợp',
  directing: 'chỉ đạo',
  time: 'thời gian',
  deliverable: 'kết quả',
};

function told(older: KeptVersion, newer: KeptVersion, differences: PlanDifferences): string {
  const { document, added, removed, changed, unchanged } = differences;
  const said = ({ before, after }: Change<string>) =>
    `${before ?? '(không ghi)'} → ${after ?? '(không ghi)'}`;
  const part = (title: string, count: number, lines: readonly string[]) =>
    count === 0 ? [] : ['', `${title} (${count}):`, ...lines];
  return [
    `${newer.plan.document.id}: ${versionName(older)} → ${versionName(newer)}`,
    `${changed.length} việc thay đổi, ${added.length} việc thêm, ${removed.length} việc bỏ, ${unchanged} việc giữ nguyên.`,
    ...part(
      'Văn bản',
      document.length,
      document.map((change) => `  ${documentFields[change.field]}: ${said(change)}`),
    ),
    ...part(
      'Thay đổi',
      changed.length,
      changed.flatMap(({ after, changes }) => [
        `~ ${dutyLine(after)}`,
        ...changes.map((change) => `    ${dutyFields[change.field]}: ${said(change)}`),
      ]),
    ),
    ...part(
      'Thêm',
      added.length,
      added.map((duty) => `+ ${dutyLine(duty)}`),
    ),
    ...part(
      'Bỏ',
      removed.length,
      removed.map((duty) => `- ${dutyLine(duty)}`),
    ),
  ].join('\n');
}

function versionName({ version, state }: KeptVersion): string {
  return version === shippedVersion ? 'bản có sẵn' : `bản ${version} (${stateNames[state]})`;
}

function dutyLine({ section, lines, task, lead, timeRaw }: Assignment): string {
  const units = lead.length > 0 ? `${lead.join('; ')}: ` : '';
  return `${section}, dòng ${lines.join('-')}: ${units}${task}${timeRaw ? ` · ${timeRaw}` : ''}`;
}
