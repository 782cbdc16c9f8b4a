import { readingLimits } from '../../knowledge/reading/limits.ts';
import { pageOf } from '../plan-list.ts';
import { matches, type PlanOverview, type PlanRow } from '../plan-work/plan-overview.ts';
import type { PlanWork } from '../plan-work/plan-work.ts';
import type { ReadingJobs } from '../plan-work/reading-jobs.ts';
import { refusal } from './gate.ts';
import { planAddPage, readingPage, type PlanChoice } from './plan-add-page.ts';
import { planDeed, planPage } from './plan-parts.ts';
import { planListPage, plansPath, plansPerPage } from './plan-list-page.ts';
import { mayPlan, planRights } from './plan-rights.ts';
import { planSay } from './plan-texts.ts';
import type { ConsoleRoute, OfficerVisit, Reply } from './visit.ts';

export interface PlanListParts {
  readonly work: PlanWork;
  readonly overview: PlanOverview;
  readonly jobs: ReadingJobs;
}

/** How long the answer waits for a short file, so that its draft is the next page. */
const patienceMs = 1500;
const MB = 1024 * 1024;
/** More plans than this are searched before one is chosen. */
const chosenFromAtMost = 100;

/** The list of plans, and the way new ones come in. */
export function planListRoutes({ work, overview, jobs }: PlanListParts): ConsoleRoute[] {
  const list = async ({ query, officer }: OfficerVisit): Promise<Reply> => {
    const words = searched(query);
    const { rows, unread } = await overview.rows();
    const found = rows.filter((row) => matches(row, words));
    const body = planListPage({
      ...pageOf(found, Number(query.get('trang') ?? 1), plansPerPage),
      total: found.length,
      unread,
      words,
      mayAdd: mayPlan('add', officer),
      done: query.get('xong') === 'da-bo-nhap' ? planSay.done['da-bo-nhap'] : undefined,
    });
    return planPage(planSay.list.title, body);
  };

  const form = async (visit: OfficerVisit, problem?: string): Promise<Reply> => {
    const chosen = visit.form.text('cua') || (visit.query.get('cua') ?? '');
    const body = planAddPage({
      token: visit.token,
      choice: choiceOf((await overview.rows()).rows, chosen, searched(visit.query)),
      pasted: visit.form.text('van-ban'),
      megabytes: readingLimits.fileBytes / MB,
      problem,
    });
    return planPage(planSay.add.title, body, problem === undefined ? 200 : 422);
  };

  const add = async (visit: OfficerVisit): Promise<Reply> => {
    const { form: sent, now } = visit;
    const [file] = sent.files;
    const pasted = sent.text('van-ban');
    if (!file && pasted === '') return form(visit, planSay.add.missing);
    if (file && pasted !== '') return form(visit, planSay.add.both);
    const chosen = sent.text('cua');
    if (chosen !== '' && !(await work.isKnown(chosen))) return form(visit, planSay.missingPlan);
    const job = jobs.start(
      {
        fileName: file?.name ?? planSay.add.pastedName,
        bytes: file?.bytes ?? Buffer.from(`${pasted}\n`),
        planId: chosen || undefined,
      },
      planDeed(visit.officer, now),
    );
    await jobs.soon(job.id, patienceMs);
    return { to: `/console/dang-doc/${job.id}` };
  };

  const reading = ({ params }: OfficerVisit): Reply => {
    const job = jobs.find(params['job'] ?? '');
    return job ? planPage(planSay.reading.title, readingPage(job)) : refusal(404, planSay.reading.gone);
  };

  return [
    { method: 'GET', path: plansPath, for: planRights.view, answer: list },
    { method: 'GET', path: '/console/them-ke-hoach', for: planRights.add, answer: (visit) => form(visit) },
    {
      method: 'POST',
      path: '/console/them-ke-hoach',
      for: planRights.add,
      limits: { field: 2 * MB, files: readingLimits.fileBytes },
      answer: add,
    },
    { method: 'GET', path: '/console/dang-doc/:job', for: planRights.add, answer: reading },
  ];
}

const searched = (query: URLSearchParams) => (query.get('tim') ?? '').trim().slice(0, 200);

/** What there is to choose from: all plans where they are few, else what the words find. */
function choiceOf(all: readonly PlanRow[], chosen: string, words: string): PlanChoice {
  const isSearched = all.length > chosenFromAtMost;
  const found = isSearched ? all.filter((row) => words !== '' && matches(row, words)) : all;
  const shown = found.slice(0, chosenFromAtMost);
  const rows = all.filter((row) => row.planId === chosen || shown.includes(row));
  const counts = { all: all.length, found: found.length, shown: shown.length };
  return { rows, chosen, search: isSearched ? { words, ...counts } : undefined };
}
