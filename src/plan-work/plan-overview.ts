import { setImmediate as nextTick, setTimeout as wait } from 'node:timers/promises';
import type { Plan } from '../../knowledge/assignment.ts';
import { byOffice, holdsWords, wordsOf } from '../plan-list.ts';
import type { PlanFacts } from '../storage/plan-fact-store.ts';
import { standingVersion, type PlanState } from './open-plan.ts';
import { factsIn, type KnownVersion, type PlanFactBook } from './plan-facts.ts';
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

export interface PlanListing {
  readonly rows: readonly PlanRow[];
  /** How many plans are not among them because nobody has read them yet; they are being read. */
  readonly unread: number;
}

export interface OverviewParts {
  readonly facts: PlanFactBook;
  readonly shipped: ShippedPlans;
}

/** A plan with the version that stands for it in the list. */
interface ListedPlan {
  readonly planId: string;
  readonly shown: KnownVersion;
  readonly versions: readonly KnownVersion[];
}

/** How long a list waits for plans that have to be read before it tells of the others. */
const patienceMs = 3000;

/** Danh sách mọi kế hoạch: what each is, where it stands, how much of it was reviewed. */
export class PlanOverview {
  private reading: Promise<void> | undefined;
  private closed = false;
  private readonly ofShipped = new Map<Plan, PlanFacts>();

  constructor(private readonly parts: OverviewParts) {}

  /**
   * What was read before is told at once. What is new, was corrected, or was read by an older program is read one by
   * one; until that is done, the list tells what was read of it before.
   */
  async rows(patience = patienceMs): Promise<PlanListing> {
    const until = performance.now() + patience;
    for (;;) {
      const plans = plansIn(await this.parts.facts.listed());
      const stale = plans.flatMap(({ shown }) => (shown.isTrue || this.isOfProgram(shown) ? [] : [shown]));
      const left = until - performance.now();
      if (stale.length === 0 || left <= 0) return this.told(plans);
      this.reading ??= this.startReading(stale);
      await Promise.race([this.reading, wait(left, undefined, { ref: false })]);
    }
  }

  /** Resolves when nothing is being read any more. */
  async close(): Promise<void> {
    this.closed = true;
    await this.reading?.catch(() => undefined);
  }

  private told(plans: readonly ListedPlan[]): PlanListing {
    const rows = plans.flatMap((plan) => this.row(plan) ?? []);
    const kept = new Set(plans.map(({ planId }) => planId));
    const asTheyCame = this.parts.shipped.plans
      .filter(({ document }) => !kept.has(document.id))
      .map((plan): PlanRow => {
        const facts = this.factsOfShipped(plan);
        return { planId: plan.document.id, state: 'shipped', answering: 0, versions: 0, facts };
      });
    return {
      rows: [...rows, ...asTheyCame].toSorted(
        (a, b) => byOffice(a.facts.document, b.facts.document) || (a.planId < b.planId ? -1 : 1),
      ),
      unread: plans.length - rows.length,
    };
  }

  private row({ planId, shown, versions }: ListedPlan): PlanRow | undefined {
    const own = this.shippedPlan(planId);
    const facts = own && this.isOfProgram(shown) ? this.factsOfShipped(own) : shown.facts;
    if (!facts) return undefined;
    const answering = versions.find(({ state }) => state === 'published')?.version;
    const stillShipped = own !== undefined && versions.every(({ state }) => state === 'draft');
    const { state } = shown;
    return { planId, state, answering: stillShipped ? 0 : answering, versions: versions.length, facts };
  }

  private startReading(stale: readonly KnownVersion[]): Promise<void> {
    const reading = this.read(stale).finally(() => {
      this.reading = undefined;
    });
    // Whoever waits hears of a failure; when nobody does any more, the next list tries again.
    reading.catch(() => undefined);
    return reading;
  }

  private async read(stale: readonly KnownVersion[]): Promise<void> {
    for (const version of stale) {
      // A version takes a moment to read; whoever else asks for something gets it in between.
      await nextTick();
      if (this.closed) return;
      await this.parts.facts.of(version);
    }
  }

  /** Kept only because somebody retired it: the program itself holds what it says. */
  private isOfProgram({ format, planId }: KnownVersion): boolean {
    return format === 'shipped' && this.shippedPlan(planId) !== undefined;
  }

  private shippedPlan(planId: string): Plan | undefined {
    return this.parts.shipped.plans.find(({ document }) => document.id === planId);
  }

  private factsOfShipped(plan: Plan): PlanFacts {
    const facts = this.ofShipped.get(plan) ?? factsIn(plan);
    this.ofShipped.set(plan, facts);
    return facts;
  }
}

function plansIn(listed: readonly KnownVersion[]): ListedPlan[] {
  const byPlan = new Map<string, KnownVersion[]>();
  for (const version of listed) {
    const list = byPlan.get(version.planId);
    if (list) list.push(version);
    else byPlan.set(version.planId, [version]);
  }
  return [...byPlan].flatMap(([planId, versions]) => {
    const shown = standingVersion(versions);
    return shown ? [{ planId, shown, versions }] : [];
  });
}

/** Every word of the search, without diacritics, is in the title, number, issuer, year or id. */
export function matches({ planId, facts: { document } }: PlanRow, words: string): boolean {
  return holdsWords(wordsOf(document, planId), words);
}
