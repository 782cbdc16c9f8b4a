import { setImmediate as nextTick } from 'node:timers/promises';
import type { Plan } from '../knowledge/assignment.ts';
import { applyCorrections } from '../knowledge/corrections.ts';
import { sourceFingerprint } from '../knowledge/library.ts';
import { readPlan } from '../knowledge/parser/read-plan.ts';
import type { PlanStore, PlanVersion } from './storage/plan-store.ts';

/** Plans that were read before, so that a change of one does not read the others again. */
export type ReadBefore = Map<string, Plan>;

/**
 * The plans that answers come from: those shipped with the program and those published since. A published plan
 * takes the place of a shipped one with its id; a retired one is gone. Lets other work go on between two plans. `only`:
 * these plans alone, where all are too many to be read at once.
 */
export async function loadPublished(
  shipped: readonly Plan[],
  store: PlanStore,
  readBefore: ReadBefore = new Map(),
  only?: ReadonlySet<string>,
): Promise<Plan[]> {
  const [published, decided] = [await store.published(only), await store.decided()];
  const plans = shippedThatAnswer(shipped, published, decided).filter(
    ({ document: { id } }) => only?.has(id) ?? true,
  );
  for (const version of published) {
    if (version.format === 'shipped') continue;
    const key = `${version.planId} ${version.version}`;
    const plan = readBefore.get(key) ?? readVersion(version);
    readBefore.set(key, plan);
    plans.push(plan);
    await nextTick();
  }
  return plans.toSorted((a, b) => (a.document.id < b.document.id ? -1 : 1));
}

/** The shipped plans that still count: an office has decided nothing about them, or taken them back. */
export function shippedThatAnswer(
  shipped: readonly Plan[],
  published: readonly Pick<PlanVersion, 'planId' | 'format'>[],
  decided: ReadonlySet<string>,
): Plan[] {
  const restored = new Set(published.flatMap(({ planId, format }) => (format === 'shipped' ? [planId] : [])));
  return shipped.filter(({ document: { id } }) => !decided.has(id) || restored.has(id));
}

type VersionText = Pick<PlanVersion, 'planId' | 'source' | 'scan'>;

/** One version, with what officers put right in it. */
export function readVersion(version: VersionText & Pick<PlanVersion, 'corrections'>): Plan {
  return applyCorrections(readUncorrected(version), version.corrections, fingerprintOf(version));
}

/** What a review of a version was made of. */
export function fingerprintOf({ source, scan }: Pick<PlanVersion, 'source' | 'scan'>): string {
  return sourceFingerprint(source, scan?.restored);
}

/** What the parser alone reads in one version. */
export function readUncorrected({ planId, source, scan }: VersionText): Plan {
  return readPlan(source, { id: planId, ...scan });
}
