import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { Plan } from '../../knowledge/assignment.ts';
import { readSafely } from '../../knowledge/reading/read-safely.ts';
import { fold } from '../../knowledge/text.ts';
import { readUncorrected } from '../plan-library.ts';
import type { Deed, NewVersion, PlanStore, PlanVersion } from '../storage/plan-store.ts';

export interface ReadPlanFile {
  readonly version: NewVersion;
  readonly plan: Plan;
}

/** Reads a file that an office adds; rejects with `UnreadableFile`. Nothing is kept yet. */
export async function readPlanFile(
  path: string,
  id: string | undefined,
  progress: (done: number, total: number) => void,
): Promise<ReadPlanFile> {
  const { kind, text } = await readSafely(path, { progress });
  const sha256 = createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
  const planId = id ?? idOfFile(path);
  const version: NewVersion = { planId, format: kind, fileName: basename(path), sha256, source: text };
  return { version, plan: readUncorrected(version) };
}

/** "Kế hoạch CĐS xã Tân An 2026.docx" → ke-hoach-cds-xa-tan-an-2026 */
export function idOfFile(path: string): string {
  const slug = fold(basename(path, extname(path)).normalize('NFC'))
    .replace(/[^a-z0-9]+/gu, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/gu, '');
  return slug || 'ke-hoach';
}

export async function keepPlan(
  store: PlanStore,
  version: NewVersion,
  publish: boolean,
  deed: Deed,
): Promise<PlanVersion> {
  const added = await store.add(version, deed);
  return (publish ? await store.publish(version.planId, deed) : undefined) ?? added;
}

/** What was understood of a plan, for the officer who added it. */
export function understood({ document, assignments, units, sections }: Plan): string[] {
  const led = assignments.filter(({ lead }) => lead.length > 0).length;
  const timed = assignments.filter(({ time }) => time.length > 0).length;
  const names = units.filter(({ kind }) => kind === 'unit').map(({ name }) => name);
  const fact = (label: string, value: string | number | null | undefined) =>
    `${label}: ${value === null || value === undefined || value === '' ? '(không đọc được)' : value}`;
  return [
    fact('Tên', document.title),
    fact('Số, ký hiệu', document.number ?? document.symbol),
    fact('Cơ quan ban hành', document.issuer),
    fact('Ngày ban hành', document.issuedOn),
    fact('Năm thực hiện', document.year),
    fact('Người ký', document.signer && `${document.signer.name}, ${document.signer.title}`),
    `Mục: ${sections.length}. Việc: ${assignments.length} (${led} việc có đơn vị chủ trì, ${timed} việc có thời hạn).`,
    `Đơn vị (${names.length}): ${names.slice(0, 12).join('; ')}${names.length > 12 ? '; …' : ''}`,
  ];
}
