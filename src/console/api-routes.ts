import type { Role } from '../cases/case-event.ts';
import type { ApiKeyStore } from '../storage/api-key-store.ts';
import type { WebhookStore } from '../storage/webhook-store.ts';
import { webhookChannel } from '../notices/webhook.ts';
import type { OutboxStore } from '../storage/outbox-store.ts';
import { apiPage, mostShown, type ApiView } from './api-page.ts';
import { apiSay as say } from './api-texts.ts';
import type { ConsoleRoute, OfficerVisit, Reply } from './visit.ts';

export interface ApiRouteParts {
  readonly keys: ApiKeyStore;
  readonly webhooks: WebhookStore;
  /** Whether a message may be sent to that address. */
  readonly mayBeTold: (url: string) => boolean;
  /** The list of webhooks changed. */
  readonly webhooksChanged: () => Promise<void>;
  readonly outbox: Pick<OutboxStore, 'inState' | 'sendAllAgain'>;
}

const page = '/console/api';
const onlyAdministrators: readonly Role[] = ['admin'];
const longestUrl = 1_000;

/** Kết nối với hệ thống khác: keys and webhooks, made and taken back by the administrator. */
export function apiRoutes({
  keys,
  webhooks,
  mayBeTold,
  webhooksChanged,
  outbox,
}: ApiRouteParts): ConsoleRoute[] {
  const show = async (visit: OfficerVisit, more: Partial<ApiView> = {}, status = 200): Promise<Reply> => {
    const [all, hooks, dead, waiting] = await Promise.all([
      keys.list(),
      webhooks.list(),
      outbox.inState('dead', mostShown, webhookChannel),
      outbox.inState('waiting', mostShown, webhookChannel),
    ]);
    const view = { keys: all, hooks, dead, waiting, visit, ...more };
    return { title: say.title, body: apiPage(view), status };
  };

  const makeKey = async (visit: OfficerVisit): Promise<Reply> => {
    const name = visit.form.text('name').slice(0, 100);
    const rights = visit.form.all('rights');
    const [canRead, canWrite] = [rights.includes('read'), rights.includes('write')];
    if (name === '') return show(visit, { problem: say.badName }, 422);
    if (!canRead && !canWrite) return show(visit, { problem: say.badRights }, 422);
    const value = await keys.make(name, { canRead, canWrite }, visit.officer.id, visit.now);
    return show(visit, { secret: { told: say.keyMade, label: say.keyLabel, value } });
  };

  const addHook = async (visit: OfficerVisit): Promise<Reply> => {
    const url = visit.form.text('url');
    if (url.length > longestUrl || !mayBeTold(url)) return show(visit, { problem: say.badUrl }, 422);
    const value = await webhooks.add(url, visit.officer.id, visit.now);
    await webhooksChanged();
    return show(visit, { secret: { told: say.hookMade, label: say.hookLabel, value } });
  };

  const idOf = ({ params }: OfficerVisit) => params['id'] ?? '';
  const post = (path: string, answer: (visit: OfficerVisit) => Promise<Reply>): ConsoleRoute => ({
    method: 'POST',
    path: `${page}/${path}`,
    for: onlyAdministrators,
    answer,
  });
  return [
    { method: 'GET', path: page, for: onlyAdministrators, answer: (visit) => show(visit) },
    post('khoa', makeKey),
    post('khoa/:id/thu-hoi', async (visit) => {
      await keys.revoke(idOf(visit), visit.officer.id, visit.now);
      return { to: page };
    }),
    post('webhook', addHook),
    post('webhook/:id/go', async (visit) => {
      await webhooks.remove(idOf(visit), visit.officer.id, visit.now);
      await webhooksChanged();
      return { to: page };
    }),
    post('webhook/:id/gui-lai', async (visit) => {
      const count = await outbox.sendAllAgain(webhookChannel, idOf(visit), visit.now);
      return show(visit, { done: say.sentAgain(count) });
    }),
  ];
}
