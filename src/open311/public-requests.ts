import { dueDates } from '../cases/case-progress.ts';
import { openStages, stages, type CaseFile } from '../cases/case-file.ts';
import { readCaseCode } from '../cases/case-code.ts';
import type { CaseFilter, CaseStore, CaseSummary } from '../cases/case-store.ts';
import type { CaseMessages } from '../cases/messages.ts';
import type { Rules } from '../cases/rules.ts';
import { clocksOf } from '../cases/time-limits.ts';
import { mask } from '../log.ts';
import type { Entry } from './answer.ts';
import { Problem } from './problem.ts';
import { isPublicKind, kindOfService, publicKinds, serviceOf } from './services.ts';
import { say } from './texts.ts';

export interface PublicRequestParts {
  readonly store: Pick<CaseStore, 'list' | 'load'>;
  readonly rules: Rules;
  readonly say: Pick<CaseMessages, 'stages'>;
}

const spanMs = 90 * 24 * 3_600_000;
const usualPage = 50;
const longestPage = 100;
const mostIds = 100;

/** What a reader asked for → the filter of the list, always and only over public kinds. Throws a `Problem`. */
export function filterOf(query: URLSearchParams, office: string | undefined, now: Date): CaseFilter {
  const end = instantIn(query, 'end_date');
  const start = instantIn(query, 'start_date');
  const limit = wholeIn(query, 'page_size') ?? usualPage;
  if (limit > longestPage) throw new Problem(400, 'badPage');
  const to = end ?? (start ? new Date(Math.min(start.getTime() + spanMs, now.getTime())) : now);
  const earliest = new Date(to.getTime() - spanMs);
  return {
    office,
    kinds: kindsIn(query),
    stages: stagesIn(query),
    openedFrom: start && start > earliest ? start : earliest,
    openedTo: to,
    order: 'newest',
    limit,
    offset: ((wholeIn(query, 'page') ?? 1) - 1) * limit,
  };
}

/** The codes of `service_request_id`, which put every other filter aside; undefined when it is not given. */
export function codesIn(query: URLSearchParams): readonly string[] | undefined {
  const given = query.get('service_request_id');
  if (given === null) return undefined;
  return [...new Set(given.split(',').slice(0, mostIds))].flatMap((code) => readCaseCode(code) ?? []);
}

/** Các vụ việc công khai. Names, contacts, files and what officers write never leave here. */
export class PublicRequests {
  constructor(private readonly parts: PublicRequestParts) {}

  async list(filter: CaseFilter, now: Date): Promise<Entry[]> {
    const found = await this.parts.store.list(filter, { is: 'system' });
    const entries = await Promise.all(found.map((one) => this.entry(one, now)));
    return entries.filter((entry) => entry !== undefined);
  }

  /** Undefined for every other kind too: nobody learns here that such a case exists. */
  async one(code: string, office: string | undefined, now: Date): Promise<Entry | undefined> {
    const words = readCaseCode(code);
    if (words === undefined) return undefined;
    return (await this.list({ words, office, kinds: publicKinds, limit: 1 }, now))[0];
  }

  private async entry(summary: CaseSummary, now: Date): Promise<Entry | undefined> {
    const { kind, stage, unit, office } = summary;
    const file = await this.parts.store.load(summary.id);
    // The list and the case are read one after the other: it may have become another kind.
    if (!isPublicKind(kind) || (file && !isPublicKind(file.kind))) return undefined;
    const { receivingUnit } = this.parts.rules.office(office);
    return {
      service_request_id: summary.code,
      status: openStages.includes(stage) ? 'open' : 'closed',
      status_notes: say.stageAndUnit(this.parts.say.stages[stage], unit),
      ...serviceOf(kind),
      description: file ? mask(file.submission.content) : null,
      agency_responsible: unit ?? receivingUnit,
      service_notice: null,
      requested_datetime: summary.openedAt.toISOString(),
      updated_datetime: summary.updatedAt.toISOString(),
      expected_datetime: (file && this.expected(file, now)) ?? null,
      address: file?.submission.place === undefined ? null : mask(file.submission.place),
      address_id: null,
      zipcode: null,
      lat: file?.submission.location?.latitude ?? null,
      long: file?.submission.location?.longitude ?? null,
      // Photos show faces, houses and number plates; nobody has looked at them for publication.
      media_url: null,
    };
  }

  /** The end of the day by which an answer is due. */
  private expected(file: CaseFile, now: Date): string | undefined {
    const { rules } = this.parts;
    const { due } = dueDates(clocksOf(file, rules.office(file.office).limits, rules.calendar, now));
    return due && `${due.on}T23:59:59+07:00`;
  }
}

function kindsIn(query: URLSearchParams): CaseFilter['kinds'] {
  const given = query.get('service_code');
  if (given === null) return publicKinds;
  return given.split(',').map((code) => {
    const kind = kindOfService(code.trim());
    if (!kind) throw new Problem(404, 'badService');
    return kind;
  });
}

function stagesIn(query: URLSearchParams): CaseFilter['stages'] {
  const given = query.get('status')?.split(',');
  if (!given) return undefined;
  if (given.some((one) => one !== 'open' && one !== 'closed')) throw new Problem(400, 'badStatus');
  return stages.filter((stage) => given.includes(openStages.includes(stage) ? 'open' : 'closed'));
}

/** A W3C date and time with its zone; a "+" that the address turned into a blank is put back. */
function instantIn(query: URLSearchParams, name: string): Date | undefined {
  const given = query.get(name);
  if (given === null) return undefined;
  const text = given.trim().replace(' ', '+');
  const isInstant = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/.test(text);
  const date = new Date(text);
  if (!isInstant || Number.isNaN(date.getTime())) throw new Problem(400, 'badDate');
  return date;
}

function wholeIn(query: URLSearchParams, name: string): number | undefined {
  const given = query.get(name);
  if (given === null) return undefined;
  if (!/^[1-9]\d{0,5}$/.test(given)) throw new Problem(400, 'badPage');
  return Number(given);
}
