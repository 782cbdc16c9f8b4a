import type { Server } from 'restify';
import type { Assets } from './assets.ts';
import { readingPolicy } from './content-policy.ts';
import { errorPage } from './error-page.ts';
import { readable } from './readable.ts';
import type { PlanReader } from './plan-reader.ts';
import { mostWords, planListPage, planPage } from './reader-page.ts';
import { sendPage } from './send-page.ts';
import type { PageTexts } from './texts.ts';

export interface ReaderParts {
  readonly assets: Assets;
  readonly texts: PageTexts;
  readonly plans: PlanReader;
}

export function mountReader(server: Server, { assets, texts, plans }: ReaderParts): void {
  const headers = { policy: readingPolicy(), cache: 'no-cache' } as const;

  readable(server, '/van-ban', async (request, response) => {
    const query = new URLSearchParams(request.getQuery());
    const words = (query.get('tim') ?? '').trim().slice(0, mostWords);
    const found = await plans.list({ words, page: Number(query.get('trang') ?? 1) });
    await sendPage(request, response, planListPage(assets, texts, found, words), headers);
  });

  readable(server, '/van-ban/:id', async (request, response) => {
    const plan = await plans.read((request.params as { id?: string }).id ?? '');
    if (plan) return sendPage(request, response, planPage(assets, texts, plan), headers);
    const missing = errorPage(404);
    for (const [name, value] of Object.entries(missing.headers)) response.setHeader(name, value);
    response.sendRaw(404, missing.html);
  });
}
