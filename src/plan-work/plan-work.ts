import { checkPlan } from '../../knowledge/checks/check-plan.ts';
import { carryOver, type DroppedFact } from '../../knowledge/carry-over.ts';
import type { Plan, Problem } from '../../knowledge/assignment.ts';
import { applyCorrections, type Corrections } from '../../knowledge/corrections.ts';
import { sourceFingerprint } from '../../knowledge/library.ts';
import { looksScanned, restoreScan } from '../../knowledge/repair/restore-scan.ts';
import { fingerprintOf, readUncorrected } from '../plan-library.ts';
import type { PlanCorrectionStore } from '../storage/plan-corrections.ts';
import type { Deed, NewVersion, PlanStore, PlanVersion } from '../storage/plan-store.ts';
import { standingVersion, type OpenPlan } from './open-plan.ts';
import type { GatedPublishing, GateOptions, PublishingGate, Verdict } from './publishing-gate.ts';
import type { PlanFactBook } from './plan-facts.ts';
import { slug, type ReadFile } from './read-plan-file.ts';
import type { ShippedPlans } from './shipped-plans.ts';

export interface PlanWorkParts {
  readonly store: PlanStore;
  readonly corrections: PlanCorrectionStore;
  readonly shipped: ShippedPlans;
  readonly facts: PlanFactBook;
  readonly gate: PublishingGate;
  /** Called when other plans answer than before. */
  readonly changed?: () => Promise<unknown>;
}

export interface AddedPlan {
  readonly version: PlanVersion;
  readonly plan: Plan;
  /** False when the same file was there already. */
  readonly isNew: boolean;
}

/** Việc với kế hoạch: adding, opening, publishing and retiring, for the console and the command line alike. */
export class PlanWork {
  /** Readings of versions that were opened lately; a version's text never changes. */
  private readonly readings = new Map<string, Plan>();

  constructor(private readonly parts: PlanWorkParts) {}

  /**
   * Keeps what was read as a draft of `planId`, with all corrections of the version before that still hold.
   * Without an id it is a plan of its own, under a free id made from its title or file.
   */
  async add(read: ReadFile, planId: string | undefined, deed: Deed): Promise<AddedPlan> {
    const { store, facts } = this.parts;
    const same = planId === undefined ? await store.sameFile(read) : undefined;
    if (same) return { version: same, plan: this.read(same), isNew: false };
    const text = { ...read, ...(await this.restored(read)) };
    const id = planId ?? (await this.freeId(text));
    const before = await this.open(id);
    const machine = readUncorrected({ ...text, planId: id });
    const carried = before && carryOver(before.corrections, before.machine, machine);
    const corrections = carried ? withDropped(carried.corrections, carried.dropped) : {};
    const version = await store.add({ ...text, planId: id }, deed, { corrections });
    const plan = this.read(version);
    await facts.keep(version, plan);
    return { version, plan, isNew: version.added.at.getTime() === deed.now.getTime() };
  }

  /** A new draft of what is published or retired, to put something right in it; a draft that is there goes on. */
  async revise(planId: string, deed: Deed): Promise<PlanVersion | undefined> {
    const open = await this.open(planId);
    if (!open || open.state === 'draft') return open?.version;
    const { version, corrections, machine } = open;
    const source = version?.source ?? machine.lines.join('\n');
    // A plan of the program becomes one of the office's own with its first correction.
    const own = version && version.format !== 'shipped' ? version : undefined;
    const { format = 'text', fileName = 'source.txt', sha256 = sourceFingerprint(source) } = own ?? {};
    const restored = machine.restoredLines && {
      restored: machine.restoredLines.join('\n'),
      doubts: [],
    };
    const scan = version?.scan ?? restored;
    const text = { planId, format, fileName, sha256, source, ...(scan && { scan }) };
    return this.parts.store.add(text, deed, { corrections, evenIfSame: true });
  }

  /** A version as it stands: the draft, else the one that answers, else the newest. */
  async open(planId: string, number?: number): Promise<OpenPlan | undefined> {
    const versions = await this.parts.store.versions(planId);
    const version =
      number === undefined ? standingVersion(versions) : versions.find((one) => one.version === number);
    if (version && version.format !== 'shipped') {
      const plan = this.read(version);
      return {
        planId,
        version,
        versions,
        state: version.state,
        plan,
        points: checkPlan(plan),
        machine: this.machine(version),
        corrections: version.corrections,
        made: await this.parts.corrections.of(planId, version.version),
      };
    }
    const shipped = number === undefined || version ? await this.parts.shipped.open(planId) : undefined;
    const state = version ? version.state : 'shipped';
    return (
      shipped && { planId, version, versions, state, made: [], points: checkPlan(shipped.plan), ...shipped }
    );
  }

  /** A plan of the program as it came, whatever the office keeps of it. */
  async openShipped(planId: string): Promise<OpenPlan | undefined> {
    const shipped = await this.parts.shipped.open(planId);
    if (!shipped) return undefined;
    const points = checkPlan(shipped.plan);
    return { planId, version: undefined, versions: [], state: 'shipped', made: [], points, ...shipped };
  }

  /** Publishes a version that passes the gate, the newest unless one is named. Undefined when there is none. */
  async publish(planId: string, deed: Deed, options: GateOptions = {}): Promise<GatedPublishing | undefined> {
    const gated = await this.parts.gate.publish(planId, deed, options);
    if (gated?.published) await this.parts.changed?.();
    return gated;
  }

  /** What publishing would do to the answers, without doing it. */
  judge(planId: string, version: number): Promise<Verdict | undefined> {
    return this.parts.gate.judge(planId, { version });
  }

  /** Nothing is answered from the plan any more. Undefined when there is no such plan. */
  async retire(planId: string, deed: Deed): Promise<PlanVersion | undefined> {
    const { store, shipped } = this.parts;
    let retired = await store.retire(planId, deed);
    if (!retired) {
      const open = await shipped.open(planId);
      if (!open) return undefined;
      // A plan that came with the program: that it no longer counts is kept beside the office's own.
      const source = `${open.machine.lines.join('\n')}\n`;
      const sha256 = sourceFingerprint(source);
      await store.add({ planId, format: 'shipped', fileName: 'source.txt', sha256, source }, deed);
      retired = await store.retire(planId, deed);
    }
    await this.parts.changed?.();
    return retired;
  }

  discard(planId: string, version: number, deed: Deed): Promise<PlanVersion | undefined> {
    return this.parts.store.discard(planId, version, deed);
  }

  /** What the machine alone reads in a version. */
  machine(version: PlanVersion): Plan {
    const key = `${version.planId} ${version.version}`;
    const plan = this.readings.get(key) ?? readUncorrected(version);
    // The one used last goes to the end; the first is the one that nobody opened for longest.
    this.readings.delete(key);
    this.readings.set(key, plan);
    const [oldest] = this.readings.keys();
    if (this.readings.size > mostReadings && oldest !== undefined) this.readings.delete(oldest);
    return plan;
  }

  read(version: PlanVersion): Plan {
    return applyCorrections(this.machine(version), version.corrections, fingerprintOf(version));
  }

  /** Another plan of the same office with the same number: this one is probably a new version of it. */
  async twinOf({ document }: Plan): Promise<string | undefined> {
    const { number, office, id } = document;
    if (number === null) return undefined;
    const shipped = this.parts.shipped.plans.find(
      ({ document: own }) => own.id !== id && own.number === number && own.office === office,
    );
    return shipped?.document.id ?? this.parts.facts.numbered(document);
  }

  /** Whether a new version can be of this plan: the office keeps it, or the program brought it. */
  async isKnown(planId: string): Promise<boolean> {
    if (this.parts.shipped.plans.some(({ document }) => document.id === planId)) return true;
    return (await this.parts.store.states(planId)).some((state) => state !== 'discarded');
  }

  /** A scan reads with the help of plans that are clean: some that answer now, and those of the program. */
  private async restored({ source, read }: ReadFile): Promise<Pick<NewVersion, 'scan'>> {
    if (!read && !looksScanned(source)) return {};
    // An office is told by the letters of its name alone, so also by a scan that lost the tones.
    const { office } = readUncorrected({ planId: 'moi', source }).document;
    const kept = await this.parts.store.cleanTexts(office, cleanPlans);
    const shipped = this.parts.shipped.plans.filter(({ restoredLines }) => !restoredLines);
    const clean = [...kept, ...shipped.map(({ lines }) => lines.join('\n'))].filter(
      (text) => !looksScanned(text),
    );
    return { scan: restoreScan(source, clean, read?.doubts) };
  }

  private async freeId(text: Pick<NewVersion, 'source' | 'scan' | 'fileName'>): Promise<string> {
    const { document } = readUncorrected({ ...text, planId: 'moi' });
    const wanted = slug(`${document.title} ${document.issuer}`) || 'ke-hoach';
    for (let count = 1; ; count++) {
      const id = count === 1 ? wanted : `${wanted}-${count}`;
      const isTaken = this.parts.shipped.plans.some((plan) => plan.document.id === id);
      if (!isTaken && (await this.parts.store.states(id)).length === 0) return id;
    }
  }
}

const mostReadings = 40;
/**
 * Each doubling of the clean plans that a scan is read with mends about five words in a hundred more (measured from 4
 * to 25 plans); a hundred are learnt in less than half a second, and ten thousand would not be read to their end.
 */
const cleanPlans = 100;

/** What could not go over is a problem of the new version, until somebody puts its head right. */
function withDropped(corrections: Corrections, dropped: readonly DroppedFact[]): Corrections {
  if (dropped.length === 0) return corrections;
  const problems = dropped.map(({ field, corrected, nowRead }): Problem => {
    const message = `Bản trước đã sửa mục "${factNames[field] ?? field}" thành "${shown(corrected)}"; bản này đọc khác ("${shown(nowRead)}") nên không giữ lại, cần xem lại.`;
    return { code: 'plan/head-correction-dropped', level: 'warning', message, lines: [] };
  });
  return { ...corrections, problems };
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return '(trống)';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const factNames: Readonly<Record<string, string>> = {
  title: 'Tên',
  number: 'Số, ký hiệu',
  issuedOn: 'Ngày ban hành',
  year: 'Năm thực hiện',
  issuer: 'Cơ quan ban hành',
  signer: 'Người ký',
};
