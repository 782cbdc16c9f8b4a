import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';

export interface CrowdOptions {
  readonly base: string;
  readonly secret: string;
  /** Open conversations, each with its socket. */
  readonly people: number;
  /** Messages a second, by everybody together, one person after the other. */
  readonly rate: number;
  readonly seconds: number;
  readonly texts: readonly string[];
}

export interface CrowdFigures {
  readonly sent: number;
  /** Milliseconds from the POST to the answer on the socket. */
  readonly answered: readonly number[];
  /** What went wrong, and how often: refusals, sockets that closed, network errors. */
  readonly errors: ReadonlyMap<string, number>;
}

interface Person {
  readonly conversationId: string;
  readonly socket: WebSocket;
  askedAt: number | undefined;
}

/** How long the last answers are waited for. */
const patienceMs = 5000;

/** Many people with an open page each, who write in turn. */
export async function crowd(options: CrowdOptions): Promise<CrowdFigures> {
  const { base, secret, people, rate, seconds, texts } = options;
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
  const conversations = `${base}/v3/directline/conversations`;
  const answered: number[] = [];
  const errors = new Map<string, number>();
  const failed = (what: string) => errors.set(what, (errors.get(what) ?? 0) + 1);
  let leaving = false;

  async function enter(name: string): Promise<Person> {
    const response = await fetch(conversations, {
      method: 'POST',
      headers,
      body: JSON.stringify({ user: { id: name } }),
    });
    const { conversationId, streamUrl } = (await response.json()) as Record<string, string>;
    const socket = new WebSocket(streamUrl ?? '');
    const person: Person = { conversationId: conversationId ?? '', socket, askedAt: undefined };
    socket.on('error', (error) => failed(error.message));
    socket.on('close', (code) => leaving || failed(`the socket closed with ${code}`));
    socket.on('message', (data) => hear(person, (data as Buffer).toString()));
    await new Promise((resolve) => socket.once('open', resolve));
    return person;
  }

  function hear(person: Person, frame: string): void {
    if (!frame || person.askedAt === undefined) return;
    const { activities } = JSON.parse(frame) as { activities: { type: string; from: { role?: string } }[] };
    if (!activities.some(({ type, from }) => type === 'message' && from.role === 'bot')) return;
    answered.push(performance.now() - person.askedAt);
    person.askedAt = undefined;
  }

  async function say(person: Person, text: string): Promise<void> {
    person.askedAt = performance.now();
    const url = `${conversations}/${person.conversationId}/activities`;
    const body = JSON.stringify({ type: 'message', text, from: { id: 'person' } });
    try {
      const response = await fetch(url, { method: 'POST', headers, body });
      if (response.status !== 200) failed(`${response.status}: ${(await response.text()).slice(0, 120)}`);
      else await response.arrayBuffer();
    } catch (error) {
      failed(
        error instanceof Error
          ? error.cause instanceof Error
            ? error.cause.message
            : error.message
          : 'no response',
      );
    }
  }

  const here: Person[] = [];
  while (here.length < people)
    here.push(
      ...(await Promise.all(
        Array.from({ length: Math.min(25, people - here.length) }, (_, i) =>
          enter(`dl_crowd-${here.length + i}`),
        ),
      )),
    );
  await pause(1000);

  const saying: Promise<void>[] = [];
  const start = performance.now();
  for (let sent = 0; sent < rate * seconds; sent++) {
    const due = start + (sent * 1000) / rate;
    if (due > performance.now()) await pause(due - performance.now());
    const person = here[sent % here.length];
    if (person) saying.push(say(person, texts[sent % texts.length] ?? ''));
  }
  await Promise.all(saying);
  const until = performance.now() + patienceMs;
  while (answered.length < saying.length && performance.now() < until) await pause(50);
  leaving = true;
  for (const { socket } of here) socket.terminate();
  return { sent: saying.length, answered, errors };
}
