import type { SignedEvent } from './events.ts';

export type Posted = { readonly status: number } | { readonly failed: string };

interface Due {
  readonly event: SignedEvent;
  readonly attempt: number;
  readonly at: number;
}

/** After the first failure: 30 s, 5 min, 15 min, 30 min, 1 h; then Zalo switches the webhook off. */
export const redeliveryMs: readonly number[] = [30_000, 300_000, 900_000, 1_800_000, 3_600_000];
const patienceMs = 2000;

/** Posts events, and again by Zalo's schedule until they are answered 200 within two seconds. */
export class WebhookSender {
  private waiting: Due[] = [];
  /** Zalo gave up on the webhook; nothing is posted until somebody switches it on again. */
  switchedOff = false;
  readonly log: { readonly event: string; readonly result: string; readonly ms: number }[] = [];

  constructor(
    private readonly now: () => number,
    public url: string | undefined,
  ) {}

  /** Resolves when it was tried once. */
  async deliver(event: SignedEvent): Promise<Posted> {
    return this.attempt({ event, attempt: 0, at: this.now() });
  }

  /** Posts again what is due by now; resolves to how many were tried. */
  async redeliver(): Promise<number> {
    const due = this.waiting.filter(({ at }) => at <= this.now());
    this.waiting = this.waiting.filter(({ at }) => at > this.now());
    for (const one of due) await this.attempt(one);
    return due.length;
  }

  /** As an administrator does in the console after Zalo has switched the webhook off. */
  switchOn(): void {
    this.switchedOff = false;
  }

  get pending(): number {
    return this.waiting.length;
  }

  private async attempt(due: Due): Promise<Posted> {
    if (!this.url || this.switchedOff) return { failed: 'off' };
    const startedAt = performance.now();
    const posted = await post(this.url, due.event, due.attempt);
    const result = 'status' in posted ? String(posted.status) : posted.failed;
    this.log.push({ event: nameOf(due.event), result, ms: Math.round(performance.now() - startedAt) });
    if (this.log.length > 200) this.log.shift();
    if (result !== '200') this.again(due);
    return posted;
  }

  private again({ event, attempt }: Due): void {
    const wait = redeliveryMs[attempt];
    if (wait === undefined) this.switchedOff = true;
    else this.waiting.push({ event, attempt: attempt + 1, at: this.now() + wait });
  }
}

async function post(url: string, { body, signature }: SignedEvent, attempt: number): Promise<Posted> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'ZaloWebhook',
        'x-zevent-server': 'OA OpenAPI',
        'x-zevent-signature': signature,
        ...(attempt > 0 && { num_retry: String(attempt) }),
      },
      body,
      signal: AbortSignal.timeout(patienceMs),
    });
    await response.arrayBuffer();
    return { status: response.status };
  } catch (error) {
    return { failed: error instanceof Error ? error.name : 'failed' };
  }
}

function nameOf({ body }: SignedEvent): string {
  return /"event_name":"(\w+)"/u.exec(body)?.[1] ?? '?';
}
