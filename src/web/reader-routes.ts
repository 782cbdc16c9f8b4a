import type { Request, Response, Server } from 'restify';
import type { Assets } from './assets.ts';
import { readingPolicy } from './content-policy.ts';
import { errorPage } from './error-page.ts';
import { handle } from './handle.ts';
import type { PlanReader } from './plan-reader.ts';
import { planListPage, planPage } from './reader-page.ts';
import type { PageTexts } from './texts.ts';

export interface ReaderParts {
  readonly assets: Assets;
  readonly texts: PageTexts;
  readonly plans: PlanReader;
}

export function mountReader(server: Server, { assets, texts, plans }: ReaderParts): void {
  server.get(
    '/van-ban',
    handle(async (_request, response) => send(response, planListPage(assets, texts, await plans.list()))),
  );

  server.get(
    '/van-ban/:id',
    handle(async (request: Request, response: Response) => {
      const plan = await plans.read((request.params as { id?: string }).id ?? '');
      if (plan) return send(response, planPage(assets, texts, plan));
      const missing = errorPage(404);
      for (const [name, value] of Object.entries(missing.headers)) response.setHeader(name, value);
      response.sendRaw(404, missing.html);
    }),
  );
}

function send(response: Response, page: string): void {
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.setHeader('Cache-Control', 'no-cache');
  response.setHeader('Content-Security-Policy', readingPolicy());
  response.sendRaw(200, page);
}
