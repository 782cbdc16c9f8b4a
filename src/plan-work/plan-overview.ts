import { setImmediate as nextTick } from 'node:timers/promises';
import type { Plan, PlanDocument } from '../../knowledge/assignment.ts';
import { checkPlan } from '../../knowledge/checks/check-plan.ts';
import { fold } from '../../knowledge/text.ts';
import type { PlanStore, PlanVersion } from '../storage/plan-store.ts';
import type { PlanState } from './open-plan.ts';
import type { PlanWork } from './plan-work.ts';
import type { ShippedPlans } from './shipped-plans.ts';

/** Một dòng của danh sách kế hoạch. */
export interface PlanRow {
  readonly planId: string;
  /** The state of what `facts` tells: a draft goes before what answers. */
  readonly state: PlanState;
  /** The version that answers now, if any; 0 for the one of the program. */
  readonly answering: number | undefined;
  readonly versions: number;
  readonly facts: PlanFacts;
}

export interface PlanFacts {
  readonly document: Pick<PlanDocument, 'title' | 'number' | 'symbol' | 'issuer' | 'year' | 'issuedOn'>;
  readonly duties: number;
  readonly reviewed: number;
  readonly problems: number;
}

export interface OverviewParts {
  readonly store: PlanStore;
  readonly work: PlanWork;
  readonly shipped: ShippedPlans;
}

/** Danh sách mọi kế hoạch: what each is, where it stands, how much of it was reviewed. */
export class PlanOverview {
  private readonly known = new Map<string, { readonly corrections: string; readonly facts: PlanFacts }>();

  constructor(private readonly parts: OverviewParts) {}

  async rows(): Promise<PlanRow[]> {
    const { store, shipped } = this.parts;
    const versions = new Map<string, PlanVersion[]>();
    for (const version of await store.alive()) {
      const list = versions.get(version.planId);
      if (list) list.push(version);
      else versions.set(version.planId, [version]);
    }
    const rows: PlanRow[] = [];
    for (const [planId, list] of versions) {
      const answering = list.find(({ state }) => state === 'published');
      const shown = list.findLast(({ state }) => state === 'draft') ?? answering ?? list.at(-1);
      if (!shown) continue;
      const { state } = shown;
      const facts = await this.factsOf(shown);
      const stillShipped = list.every((one) => one.state === 'draft') && this.shippedPlan(planId);
      const now = stillShipped ? 0 : answering?.version;
      rows.push({ planId, state, answering: now, versions: list.length, facts });
    }
    for (const plan of shipped.plans)
      if (!versions.has(plan.document.id))
        rows.push({
          planId: plan.document.id,
          state: 'shipped',
          answering: 0,
          versions: 0,
          facts: factsIn(plan),
        });
    return rows.toSorted(
      (a, b) =>
        a.facts.document.issuer.localeCompare(b.facts.document.issuer, 'vi') ||
        (b.facts.document.year ?? 0) - (a.facts.document.year ?? 0) ||
        (a.planId < b.planId ? -1 : 1),
    );
  }

  private shippedPlan(planId: string): Plan | undefined {
    return this.parts.shipped.plans.find(({ document }) => document.id === planId);
  }

  /** Reads a version only when it was never read, or was corrected since; lets other work go on in between. */
  private async factsOf(version: PlanVersion): Promise<PlanFacts> {
    const shipped = version.format === 'shipped' ? this.shippedPlan(version.planId) : undefined;
    if (shipped) return factsIn(shipped);
    const key = `${version.planId} ${version.version}`;
    const corrections = JSON.stringify(version.corrections);
    const known = this.known.get(key);
    if (known?.corrections === corrections) return known.facts;
    await nextTick();
    const facts = factsIn(this.parts.work.read(version));
    this.known.set(key, { corrections, facts });
    return facts;
  }
}

function factsIn(plan: Plan): PlanFacts {
  const { document, assignments } = plan;
  const { title, number, symbol, issuer, year, issuedOn } = document;
  return {
    document: { title, number, symbol, issuer, year, issuedOn },
    duties: assignments.length,
    reviewed: assignments.filter(({ reviewed }) => reviewed).length,
    problems: checkPlan(plan).filter(({ level }) => level !== 'info').length,
  };
}

/** Every word of the search, without diacritics, is in the title, number, issuer, year or id. */
export function matches({ planId, facts: { document } }: PlanRow, words: string): boolean {
  const { title, number, symbol, issuer, year } = document;
  const text = fold([title, number, symbol, issuer, year, planId].filter(Boolean).join(' '));
  return fold(words)
    .split(/\s+/)
    .every((word) => text.includes(word));
}
