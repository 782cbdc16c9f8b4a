import type { Plan, PlanDocument } from '../../knowledge/assignment.ts';
import { checkPlan } from '../../knowledge/checks/check-plan.ts';
import { codeFingerprint } from '../../knowledge/code-fingerprint.ts';
import { readVersion } from '../plan-library.ts';
import type { PlanFacts, PlanFactStore } from '../storage/plan-fact-store.ts';
import type { PlanStore, PlanVersion } from '../storage/plan-store.ts';

/** Raise when `factsIn` tells something else. */
const layout = 1;

export interface FactBookParts {
  readonly facts: PlanFactStore;
  readonly store: PlanStore;
  /** Changes with the code that reads plans. */
  readonly code?: () => Promise<string>;
}

/** A version without its text, and what is known of it. */
export interface KnownVersion extends Pick<PlanVersion, 'planId' | 'version' | 'state' | 'format'> {
  /** What was read of it last; undefined when nobody has read it yet. */
  readonly facts: PlanFacts | undefined;
  /** It would be read the same way again. */
  readonly isTrue: boolean;
}

/** Sổ tóm tắt: what each version says in short, kept as long as it would be read the same way again. */
export class PlanFactBook {
  private code: Promise<string> | undefined;

  constructor(private readonly parts: FactBookParts) {}

  /** Every version that was not discarded, by plan, the oldest first; no text is read. */
  async listed(): Promise<KnownVersion[]> {
    const [listed, code] = await Promise.all([this.parts.facts.listed(), this.fingerprint()]);
    return listed.map(({ kept, correction, ...version }) => {
      const isTrue = kept?.correction === correction && kept.code === code;
      return { ...version, facts: kept?.facts, isTrue };
    });
  }

  /** What is kept where it is still true; else the version is read, and kept. */
  async of({ planId, version, facts, isTrue }: KnownVersion): Promise<PlanFacts> {
    if (facts && isTrue) return facts;
    const whole = await this.parts.store.version(planId, version);
    if (!whole) throw new Error(`version ${version} of ${planId} is gone`);
    return this.keep(whole, readVersion(whole));
  }

  /** Keeps what `plan`, the reading of a version, says. */
  async keep(version: PlanVersion, plan: Plan): Promise<PlanFacts> {
    const facts = factsIn(plan);
    const { correction } = version;
    await this.parts.facts.keep(version, { code: await this.fingerprint(), correction, facts });
    return facts;
  }

  /** The plan that has this number in the same office, as far as its newest version was read before. */
  async numbered({
    office,
    number,
    id,
  }: Pick<PlanDocument, 'office' | 'number' | 'id'>): Promise<string | undefined> {
    return number === null ? undefined : this.parts.facts.numbered(office, number, id);
  }

  private fingerprint(): Promise<string> {
    const { code = async () => codeFingerprint('checking') } = this.parts;
    this.code ??= code().then((hash) => `${layout} ${hash}`);
    return this.code;
  }
}

export function factsIn(plan: Plan): PlanFacts {
  const { document, assignments } = plan;
  const { title, number, symbol, issuer, office, year, issuedOn } = document;
  return {
    document: { title, number, symbol, issuer, office, year, issuedOn },
    duties: assignments.length,
    reviewed: assignments.filter(({ reviewed }) => reviewed).length,
    problems: checkPlan(plan).filter(({ level }) => level !== 'info').length,
  };
}
