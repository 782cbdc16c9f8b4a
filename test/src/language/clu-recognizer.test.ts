import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Recognition, Recognizer } from '../../../dialogs/intent.ts';
import { blot, createCluRecognizer, type CluRecognizerParts } from '../../../src/language/clu-recognizer.ts';
import type { Log } from '../../../src/log.ts';
import { predictionOf, standInKey, startCluStandIn, type CluStandIn } from './clu-stand-in.ts';

const localAnswer: Recognition = { intent: 'AskLead', confidence: 0.9, alternatives: [], source: 'local' };
const words = 'đơn vị nào lo việc trồng cây xanh';

let service: CluStandIn;
let clock: number;
let logged: string[];

beforeEach(async () => {
  service = await startCluStandIn();
  clock = 0;
  logged = [];
});
afterEach(() => service.close());

function write(...args: readonly unknown[]): void {
  logged.push(JSON.stringify(args));
}
const recorder: Log = { debug: write, info: write, warn: write, error: write };

function recognizer(overrides: Partial<CluRecognizerParts> = {}): Recognizer {
  return createCluRecognizer({
    endpoint: service.endpoint,
    key: standInKey,
    project: 'ke-hoach',
    deployment: 'chay-that',
    timeoutMs: 5000,
    retries: 0,
    fallback: { recognize: () => Promise.resolve(localAnswer) },
    log: recorder,
    now: () => clock,
    ...overrides,
  });
}

describe('the CLU recogniser, when the service answers', () => {
  it('passes on the intents, the runners-up and the entities', async () => {
    const entity = { category: 'Unit', text: 'cây xanh', offset: 25, length: 8, confidenceScore: 0.8 };
    service.behave({
      kind: 'answer',
      prediction: predictionOf({ AskHow: 0.7, AskLead: 0.2, None: 0.1 }, [entity]),
    });
    expect(await recognizer().recognize(words)).toEqual({
      intent: 'AskHow',
      confidence: 0.7,
      alternatives: [
        { intent: 'AskLead', confidence: 0.2 },
        { intent: 'OutOfScope', confidence: 0.1 },
      ],
      source: 'clu',
      entities: [{ category: 'Unit', text: 'cây xanh', offset: 25, length: 8, confidence: 0.8 }],
    });
  });

  it('calls the stable REST version once, names the deployment, and forbids keeping the words', async () => {
    service.behave({ kind: 'answer', prediction: predictionOf({ AskHow: 1 }) });
    await recognizer().recognize(words);
    expect(service.calls).toHaveLength(1);
    expect(service.calls[0]).toMatchObject({
      method: 'POST',
      path: '/language/:analyze-conversations',
      apiVersion: '2023-04-01',
      key: standInKey,
      body: {
        kind: 'Conversation',
        analysisInput: { conversationItem: { text: words, language: 'vi' } },
        parameters: {
          projectName: 'ke-hoach',
          deploymentName: 'chay-that',
          isLoggingEnabled: false,
          stringIndexType: 'Utf16CodeUnit',
        },
      },
    });
  });

  it('reads None as out of scope', async () => {
    service.behave({ kind: 'answer', prediction: predictionOf({ None: 0.9, AskHow: 0.1 }) });
    expect(await recognizer().recognize(words)).toMatchObject({ intent: 'OutOfScope', source: 'clu' });
  });

  it('falls back when the project names an intent that the bot does not know', async () => {
    service.behave({ kind: 'answer', prediction: predictionOf({ BookFlight: 0.9, AskHow: 0.1 }) });
    expect(await recognizer().recognize(words)).toEqual(localAnswer);
    expect(logged.join()).toContain('clu/unknown-intent');
  });

  it('sends no phone, identity number or e-mail, and keeps offsets', async () => {
    const text = 'gọi 0912 345 678 hoặc thư a.b@vi.du về hồ sơ 001099012345 nhé';
    const entity = {
      category: 'Topic',
      text: 'hồ sơ',
      offset: text.indexOf('hồ sơ'),
      length: 5,
      confidenceScore: 1,
    };
    service.behave({ kind: 'answer', prediction: predictionOf({ TrackCase: 1 }, [entity]) });
    const { entities } = await recognizer().recognize(text);
    const sent = JSON.stringify(service.calls[0]?.body);
    expect(sent).not.toMatch(/0912|a\.b@|001099/);
    expect(blot(text)).toHaveLength(text.length);
    expect(entities?.[0]?.text).toBe('hồ sơ');
  });

  it('keeps empty and overlong texts at home', async () => {
    service.behave({ kind: 'answer', prediction: predictionOf({ AskHow: 1 }) });
    expect(await recognizer().recognize('  ')).toEqual(localAnswer);
    expect(await recognizer().recognize('dài '.repeat(251))).toEqual(localAnswer);
    expect(service.calls).toHaveLength(0);
  });
});

describe('the CLU recogniser, when something is wrong', () => {
  it('falls back within the time limit when the service is silent', async () => {
    service.behave({ kind: 'silence' });
    const startedAt = performance.now();
    expect(await recognizer({ timeoutMs: 150 }).recognize(words)).toEqual(localAnswer);
    expect(performance.now() - startedAt).toBeLessThan(2000);
    expect(logged.join()).toContain('clu/unreachable');
  });

  it('does not wait longer than the time limit for a Retry-After', async () => {
    service.behave({ kind: 'status', status: 429, headers: { 'retry-after': '30' } });
    const startedAt = performance.now();
    expect(await recognizer({ timeoutMs: 200, retries: 3 }).recognize(words)).toEqual(localAnswer);
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });

  it.each([
    ['a 500', { kind: 'status', status: 500 }],
    ['a 429 with a short Retry-After', { kind: 'status', status: 429, headers: { 'retry-after-ms': '20' } }],
  ] as const)('tries again after %s and takes the second answer', async (_, behaviour) => {
    service.behave(behaviour, { kind: 'answer', prediction: predictionOf({ AskHow: 1 }) });
    expect(await recognizer({ retries: 1 }).recognize(words)).toMatchObject({
      intent: 'AskHow',
      source: 'clu',
    });
    expect(service.calls).toHaveLength(2);
  });

  it('gives up after the retries it was given', async () => {
    service.behave({ kind: 'status', status: 503 });
    expect(await recognizer({ retries: 2 }).recognize(words)).toEqual(localAnswer);
    expect(service.calls).toHaveLength(3);
  });

  it.each([
    ['malformed JSON', { kind: 'raw', body: '{"kind":"Conv' }, 'clu/odd-answer'],
    ['another shape', { kind: 'raw', body: '{"hello":"world"}' }, 'clu/odd-answer'],
    [
      'an orchestration project',
      { kind: 'answer', prediction: { projectKind: 'Orchestration' } },
      'clu/odd-answer',
    ],
    ['a hang-up', { kind: 'hang-up' }, 'clu/unreachable'],
    ['an unknown deployment', { kind: 'status', status: 404 }, 'clu/refused'],
  ] as const)('falls back on %s', async (_, behaviour, code) => {
    service.behave(behaviour);
    expect(await recognizer().recognize(words)).toEqual(localAnswer);
    expect(logged.join()).toContain(code);
  });

  it('falls back on a wrong key without repeating the call', async () => {
    service.behave({ kind: 'answer', prediction: predictionOf({ AskHow: 1 }) });
    expect(await recognizer({ key: 'wrong', retries: 2 }).recognize(words)).toEqual(localAnswer);
    expect(service.calls).toHaveLength(1);
    expect(logged.join()).toContain('clu/refused');
  });

  it('falls back when nobody listens', async () => {
    const dead = await startCluStandIn();
    await dead.close();
    expect(await recognizer({ endpoint: dead.endpoint }).recognize(words)).toEqual(localAnswer);
    expect(logged.join()).toContain('clu/unreachable');
  });

  it('never logs the words or the key', async () => {
    service.behave({ kind: 'status', status: 400 }, { kind: 'raw', body: words }, { kind: 'hang-up' });
    const one = recognizer();
    for (let call = 0; call < 3; call++) await one.recognize(words);
    expect(logged.length).toBeGreaterThanOrEqual(3);
    expect(logged.join()).not.toMatch(/trồng|cây xanh|stand-in-key/);
  });
});

describe('the circuit breaker of the CLU recogniser', () => {
  const good = { kind: 'answer', prediction: predictionOf({ AskHow: 1 }) } as const;
  const bad = { kind: 'status', status: 500 } as const;

  it('opens after failures in a row, leaves the service alone, and closes after a good probe', async () => {
    service.behave(bad);
    const one = recognizer({ breakAfter: 3, coolDownMs: 1000 });
    for (let call = 0; call < 5; call++) expect(await one.recognize(words)).toEqual(localAnswer);
    expect(service.calls).toHaveLength(3);

    service.behave(good);
    clock = 999;
    expect((await one.recognize(words)).source).toBe('local');
    expect(service.calls).toHaveLength(3);

    clock = 1000;
    expect((await one.recognize(words)).source).toBe('clu');
    expect((await one.recognize(words)).source).toBe('clu');
    expect(service.calls).toHaveLength(5);
    expect(logged.join()).toContain('clu/back');
  });

  it('opens again at once when the probe fails', async () => {
    service.behave(bad);
    const one = recognizer({ breakAfter: 2, coolDownMs: 1000 });
    for (let call = 0; call < 2; call++) await one.recognize(words);
    clock = 1000;
    for (let call = 0; call < 3; call++) await one.recognize(words);
    expect(service.calls).toHaveLength(3);
  });

  it('lets a single probe through when many people write at once', async () => {
    service.behave(bad);
    const one = recognizer({ breakAfter: 1, coolDownMs: 1000 });
    await one.recognize(words);
    clock = 1000;
    service.behave(good);
    const answers = await Promise.all(Array.from({ length: 10 }, () => one.recognize(words)));
    expect(answers.filter(({ source }) => source === 'clu')).toHaveLength(1);
    expect(service.calls).toHaveLength(2);
  });

  it('forgets failures that were not in a row', async () => {
    service.behave(bad, good, bad, good);
    const one = recognizer({ breakAfter: 2 });
    const sources: string[] = [];
    for (let call = 0; call < 4; call++) sources.push((await one.recognize(words)).source);
    expect(sources).toEqual(['local', 'clu', 'local', 'clu']);
  });
});
