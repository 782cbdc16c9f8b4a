import { setImmediate as nextTick } from 'node:timers/promises';
import type { Messages } from '../../dialogs/messages/vi.ts';
import type { PlanDesk } from '../../dialogs/ports.ts';
import type { Plan } from '../../knowledge/assignment.ts';
import { isRight, selfChecks, type SelfCheck } from '../../knowledge/self-checks.ts';
import { deskTalk, type DeskReply } from './desk-talk.ts';
import { buildPlanDesk, type DeskOptions } from '../plan-desk.ts';
import { loadPublished, readVersion, type ReadBefore } from '../plan-library.ts';
import { faultsOf, parseQuestions, type Question } from '../question-file.ts';
import type { ShippedPlans } from './shipped-plans.ts';
import type { PlanQuestionStore } from '../storage/plan-questions.ts';
import type { Deed, PlanStore, PlanVersion } from '../storage/plan-store.ts';

/** An answer that is, or would be, wrong. */
export interface WrongAnswer {
  /** The plan that the question belongs to. */
  readonly plan: string;
  /** The turns of the conversation. */
  readonly question: string;
  readonly why: string;
  /** Câu hỏi kèm theo, hay câu hỏi tự kiểm. */
  readonly kind: 'attached' | 'generated';
}

export interface Verdict {
  readonly planId: string;
  readonly version: number;
  /** How many questions were asked. */
  readonly asked: number;
  /** Right today, wrong once the version is published. */
  readonly broken: readonly WrongAnswer[];
  /** Questions attached to the plan itself that the version answers wrongly. */
  readonly wrong: readonly WrongAnswer[];
  /** Questions generated from the version that do not find their duty: worth a look, no reason to refuse. */
  readonly unfound: readonly WrongAnswer[];
}

export const isRefused = ({ broken, wrong }: Verdict): boolean => broken.length + wrong.length > 0;

export interface GatedPublishing {
  readonly verdict: Verdict;
  /** Undefined when the gate refused. */
  readonly published: PlanVersion | undefined;
}

export interface GateParts {
  readonly shipped: Pick<ShippedPlans, 'plans' | 'questions'>;
  readonly store: PlanStore;
  readonly questions: PlanQuestionStore;
  readonly options: DeskOptions;
  readonly say: Messages;
  readonly today: () => string;
  readonly readBefore?: ReadBefore;
  /** The plans that a change to one of this office may spoil, where all are too many to be read; undefined for all. */
  readonly near?: (office: string) => Promise<ReadonlySet<string> | undefined>;
  /** What answers now, where it is at hand; otherwise it is built when it is needed. */
  readonly present?: () => PlanDesk;
}

export interface GateOptions {
  /** The newest version unless one is named. */
  readonly version?: number | undefined;
  /** Publishes in spite of wrong answers; the audit log keeps which. */
  readonly force?: boolean | undefined;
  /** Why it is forced; kept with the answers that turn wrong. */
  readonly reason?: string | undefined;
  readonly progress?: (done: number, total: number) => void;
}

/** One question of either kind, as the gate asks it. Undefined when the answer is right. */
interface Probe {
  readonly plan: string;
  readonly question: string;
  readonly kind: WrongAnswer['kind'];
  readonly faultAt: (desk: PlanDesk) => Promise<string | undefined>;
}

/** Cổng kiểm tra trước khi công bố: asks everything that must stay right of the plans as they would be. */
export class PublishingGate {
  constructor(private readonly parts: GateParts) {}

  /** Publishes a version that passes. Undefined when there is no such version. */
  async publish(planId: string, deed: Deed, options: GateOptions = {}): Promise<GatedPublishing | undefined> {
    const { store } = this.parts;
    const candidate = await this.candidate(planId, options.version);
    if (!candidate) return undefined;
    const { verdict, checks } = await this.ask(candidate, options.progress);
    if (isRefused(verdict) && !options.force) return { verdict, published: undefined };
    const inSpiteOf = [...verdict.broken, ...verdict.wrong].map(
      ({ plan, question }) => `${plan}: ${question}`,
    );
    const published = await store.publish(planId, deed, candidate.version.version, {
      selfChecks: checks,
      ...(inSpiteOf.length > 0 ? { inSpiteOf } : {}),
      ...(options.reason ? { reason: options.reason } : {}),
    });
    return { verdict, published };
  }

  /** What publishing would do, without doing it. Undefined when there is no such version. */
  async judge(planId: string, options: Omit<GateOptions, 'force'> = {}): Promise<Verdict | undefined> {
    const candidate = await this.candidate(planId, options.version);
    return candidate && (await this.ask(candidate, options.progress)).verdict;
  }

  private async candidate(planId: string, number: number | undefined): Promise<Candidate | undefined> {
    const { store, shipped } = this.parts;
    const versions = (await store.versions(planId)).filter(({ state }) => state !== 'discarded');
    const version = number === undefined ? versions.at(-1) : versions.find((one) => one.version === number);
    if (!version) return undefined;
    const own = shipped.plans.find(({ document }) => document.id === planId);
    const plan = version.format === 'shipped' ? own : readVersion(version);
    return plan && { version, plan };
  }

  private async ask(
    { version, plan }: Candidate,
    progress: GateOptions['progress'] = () => undefined,
  ): Promise<{ verdict: Verdict; checks: readonly SelfCheck[] }> {
    const { store, shipped, options, readBefore } = this.parts;
    const near = await this.parts.near?.(plan.document.office);
    const present = await loadPublished(shipped.plans, store, readBefore, near);
    const others = present.filter(({ document }) => document.id !== version.planId);
    const after = await buildPlanDesk([...others, plan].toSorted(byId), options);
    const checks = selfChecks(plan);
    const kept = await this.parts.questions.selfChecks(near);
    const own = await this.probesOf([plan], () => checks);
    const probes = [
      ...own,
      ...(await this.probesOf(others, (other) => kept.get(other.document.id) ?? selfChecks(other))),
    ];
    const failed: { readonly probe: Probe; readonly why: string }[] = [];
    for (const [index, probe] of probes.entries()) {
      const why = await probe.faultAt(after);
      if (why !== undefined) failed.push({ probe, why });
      progress(index + 1, probes.length);
      await nextTick();
    }
    const told = ({ probe, why }: (typeof failed)[number]): WrongAnswer => {
      const { plan: of, question, kind } = probe;
      return { plan: of, question, kind, why };
    };
    const ofOwn = failed.filter(({ probe }) => own.includes(probe)).map(told);
    const ofOthers = failed.filter(({ probe }) => !own.includes(probe));
    // Only what turned wrong counts: the plans as they are now are asked where it matters.
    const before = ofOthers.length > 0 ? await this.deskOf(present) : undefined;
    const broken: WrongAnswer[] = [];
    for (const failure of ofOthers)
      if (before && (await failure.probe.faultAt(before)) === undefined) broken.push(told(failure));
    return {
      checks,
      verdict: {
        planId: version.planId,
        version: version.version,
        asked: probes.length,
        broken,
        wrong: ofOwn.filter(({ kind }) => kind === 'attached'),
        unfound: ofOwn.filter(({ kind }) => kind === 'generated'),
      },
    };
  }

  private async deskOf(plans: readonly Plan[]): Promise<PlanDesk> {
    return this.parts.present?.() ?? buildPlanDesk(plans, this.parts.options);
  }

  private async probesOf(
    plans: readonly Plan[],
    checksOf: (plan: Plan) => readonly SelfCheck[],
  ): Promise<Probe[]> {
    const { questions, shipped, say, today } = this.parts;
    const attached = await questions.attached();
    const probes: Probe[] = [];
    for (const plan of plans) {
      const { id } = plan.document;
      const asked = parseQuestions(attached.get(id) ?? (await shipped.questions(id)) ?? '');
      probes.push(...asked.map((question) => attachedProbe(id, question, say, today())));
      probes.push(...checksOf(plan).map((check) => generatedProbe(check, today())));
    }
    return probes;
  }
}

interface Candidate {
  readonly version: PlanVersion;
  readonly plan: Plan;
}

function attachedProbe(plan: string, question: Question, say: Messages, today: string): Probe {
  return {
    plan,
    question: question.turns.join(' → '),
    kind: 'attached',
    faultAt: async (desk) => {
      const talk = deskTalk(desk, say, today);
      let reply: DeskReply | undefined;
      for (const turn of question.turns) reply = await talk(turn);
      const faults = reply ? faultsOf(question, [reply]) : [];
      return faults.length > 0 ? faults.join('; ') : undefined;
    },
  };
}

function generatedProbe(check: SelfCheck, today: string): Probe {
  return {
    plan: check.document,
    question: check.question,
    kind: 'generated',
    faultAt: async (desk) => {
      const { finding } = await desk.ask(check.question, {}, today);
      return isRight(check, finding) ? undefined : 'không tìm lại được đúng việc này';
    },
  };
}

const byId = (a: Plan, b: Plan): number => (a.document.id < b.document.id ? -1 : 1);
