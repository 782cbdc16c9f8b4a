import type * as DirectLineJs from 'botframework-directlinejs';
import type { Activity, DirectLine, DirectLineOptions, Services } from 'botframework-directlinejs';
import { createRequire } from 'node:module';
import { WebSocket } from 'ws';
import { until } from './client.ts';
import { FetchRequest } from './fetch-request.ts';

type Library = typeof DirectLineJs;
type Scheduler = Services['scheduler'];

/** The package's own bundle, as pages load it; what it takes from a browser is given to it here. */
function library(): Library {
  Object.assign(globalThis, { self: globalThis, XMLHttpRequest: FetchRequest });
  if (!('WebSocket' in globalThis)) Object.assign(globalThis, { WebSocket });
  return createRequire(import.meta.url)('botframework-directlinejs/dist/directline.js') as Library;
}

const { DirectLine: Client, ConnectionStatus } = library();
export { ConnectionStatus };
type ConnectionStatus = DirectLineJs.ConnectionStatus;

/** The client's own timers, so many times faster: it refreshes after 15 minutes and reconnects after 3 seconds. */
export function hurried(factor: number): Scheduler {
  const { services } = new Client({ token: 'none' }) as unknown as { services: Services };
  const usual = services.scheduler;
  const scheduler = Object.create(usual) as Scheduler;
  scheduler.schedule = (work, delay = 0, state) => usual.schedule(work, delay / factor, state);
  return scheduler;
}

/** The client that Web Chat uses, from npm, with what a browser would give it. */
export class RealClient {
  readonly directLine: DirectLine;
  readonly received: Activity[] = [];
  readonly statuses: ConnectionStatus[] = [];

  constructor(options: DirectLineOptions & Partial<Services>) {
    this.directLine = new Client({
      random: () => 0,
      WebSocket: WebSocket as unknown as Services['WebSocket'],
      ...options,
    });
    this.directLine.connectionStatus$.subscribe((status) => this.statuses.push(status));
    this.directLine.activity$.subscribe(
      (activity) => this.received.push(activity),
      () => undefined, // an end by error shows in the statuses
    );
  }

  get conversationId(): string {
    return (this.directLine as unknown as { conversationId: string }).conversationId;
  }

  get token(): string {
    return (this.directLine as unknown as { token: string }).token;
  }

  /** Resolves to the id that the server gave. */
  send(activity: object): Promise<string> {
    return new Promise((resolve, reject) => {
      this.directLine
        .postActivity({ type: 'message', from: { id: 'dl_lan' }, ...activity } as unknown as Activity)
        .subscribe((id: unknown) => resolve(String(id)), reject);
    });
  }

  async hear(text: string | RegExp, limitMs?: number): Promise<Activity> {
    const fits = (activity: Activity) =>
      activity.type === 'message' &&
      (typeof text === 'string' ? activity.text === text : text.test(activity.text ?? ''));
    return until(() => this.received.find(fits), String(text), limitMs);
  }

  texts(): readonly string[] {
    return this.received.flatMap((one) => (one.type === 'message' ? [one.text ?? ''] : []));
  }

  end(): void {
    this.directLine.end();
  }
}
