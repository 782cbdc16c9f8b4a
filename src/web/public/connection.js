// One conversation kept connected: remembered over a reload, rebuilt when the client gives up or the machine wakes.

const kept = 'tro-ly.conversation';
const silentMs = 15_000;
const checkEveryMs = 10_000;
const renewEveryMs = 20 * 60_000;
const watchEveryMs = 20_000;
const retryMs = [1000, 3000, 6000, 15_000, 30_000];
const [online, expired, failed, ended] = [2, 3, 4, 5];

function remember(conversation) {
  try {
    if (conversation) localStorage.setItem(kept, JSON.stringify(conversation));
    else localStorage.removeItem(kept);
  } catch {
    // without storage the conversation lasts as long as the page
  }
}

function recall() {
  try {
    return JSON.parse(localStorage.getItem(kept) ?? 'null');
  } catch {
    return null;
  }
}

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export class Connection {
  directLine = undefined;
  /** Messages may be sent: set by the page when its client has joined this connection. */
  ready = false;
  #parts;
  #conversation = recall();
  #attempt = 0;
  #webSocket = true;
  #heard = false;
  #generation = 0;
  /** Since when the server runs: null before it was asked, undefined while it does not answer. */
  #since = null;

  constructor(parts) {
    this.#parts = parts;
  }

  async start() {
    this.#watchSleep();
    setInterval(() => void this.#renew(), renewEveryMs);
    setInterval(() => void this.#watchPolling(), watchEveryMs);
    addEventListener('online', () => void this.#connect());
    addEventListener('offline', () => this.#parts.tell(this.#parts.say.offline));
    await this.#connect();
  }

  /** Forgets the conversation and opens another. */
  async startAnew() {
    this.#conversation = null;
    remember(null);
    await this.#connect();
  }

  sawActivity() {
    this.#heard = true;
  }

  /** Gets a token, which goes on with the remembered conversation where the server still has it, and shows it. */
  async #connect() {
    const generation = ++this.#generation;
    this.ready = false;
    this.directLine?.end?.();
    const conversation = await this.#token(generation);
    if (!conversation || generation !== this.#generation) return;
    const { token, conversationId, resumed } = conversation;
    const directLine = this.#parts.createDirectLine({
      token,
      domain: `${location.origin}/v3/directline`,
      webSocket: this.#webSocket,
      conversationStartProperties: { locale: 'vi-VN' },
      ...(resumed && { conversationId, watermark: '0' }),
    });
    this.directLine = directLine;
    this.#heard = false;
    directLine.connectionStatus$.subscribe((status) => {
      if (generation === this.#generation) this.#onStatus(status);
    });
    this.#parts.show(directLine);
  }

  async #token(generation) {
    const { say, tell } = this.#parts;
    for (let tries = 0; generation === this.#generation; tries += 1) {
      try {
        const response = await this.#ask();
        if (response.ok) {
          this.#conversation = await response.json();
          remember(this.#conversation);
          return this.#conversation;
        }
        tell(response.status === 429 ? say.tooMany : say.failed);
        if (response.status === 429) await sleep(60_000);
      } catch {
        tell(navigator.onLine ? say.failed : say.offline);
      }
      await sleep(retryMs[Math.min(tries, retryMs.length - 1)] * (0.75 + Math.random() / 2));
    }
    return undefined;
  }

  #ask() {
    const token = this.#conversation?.token;
    return fetch('/api/webchat/token', {
      method: 'POST',
      headers: token ? { authorization: `Bearer ${token}` } : {},
    });
  }

  #onStatus(status) {
    if (status === online) {
      this.#attempt = 0;
      this.#expectToHear();
    } else if (status === expired || status === failed || status === ended) {
      // For the client these are the end; with a new token the same conversation goes on.
      this.ready = false;
      this.#parts.tell(this.#parts.say.reconnecting);
      const wait = retryMs[Math.min(this.#attempt, retryMs.length - 1)];
      this.#attempt += 1;
      const generation = this.#generation;
      setTimeout(() => generation === this.#generation && void this.#connect(), wait);
    }
  }

  /** Every conversation begins with a greeting. When none arrives, something on the way swallows sockets: poll then. */
  #expectToHear() {
    if (!this.#webSocket) return;
    const generation = this.#generation;
    setTimeout(() => {
      if (this.#heard || generation !== this.#generation || !navigator.onLine) return;
      this.#webSocket = false;
      void this.#connect();
    }, silentMs);
  }

  /** A client that polls falls silent for ever at the first failure; this notices for it. */
  async #watchPolling() {
    if (this.#webSocket || !this.ready) return;
    try {
      const { since } = await (await fetch('/healthz')).json();
      const again = this.#since === undefined || this.#since !== since;
      const first = this.#since === null;
      this.#since = since;
      if (again && !first) await this.#connect();
    } catch {
      this.#since = undefined;
    }
  }

  /** A machine that slept misses timers; its socket is dead although nobody has said so. */
  #watchSleep() {
    let last = Date.now();
    setInterval(() => {
      const now = Date.now();
      const slept = now - last > checkEveryMs * 4;
      last = now;
      if (slept) void this.#connect();
    }, checkEveryMs);
  }

  /** Keeps what is remembered young enough to be exchanged tomorrow. */
  async #renew() {
    if (!this.ready || !this.#conversation) return;
    try {
      const response = await this.#ask();
      if (!response.ok) return;
      const renewed = await response.json();
      if (renewed.conversationId !== this.#conversation.conversationId) return;
      this.#conversation = renewed;
      remember(renewed);
    } catch {
      // the next one will do
    }
  }
}
