import { intents, type Intent, type Recognition, type Recognizer } from '../../dialogs/intent.ts';
import { mayDenounce } from '../../dialogs/intake/likely-kind.ts';
import { ServiceError } from '../errors.ts';
import type { Log } from '../log.ts';
import { createCircuitBreaker } from './circuit-breaker.ts';
import { createCluClient, type CluParts, type CluPrediction } from './clu-client.ts';

export interface CluRecognizerParts extends CluParts {
  /** For the whole recognition with its retries; a person is waiting. */
  readonly timeoutMs: number;
  /** Answers whenever the service does not. */
  readonly fallback: Recognizer;
  readonly log: Log;
  readonly now: () => number;
  /** Failures in a row after which the service is left alone; 3 unless set. */
  readonly breakAfter?: number;
  /** How long it is left alone; 30 seconds unless set. */
  readonly coolDownMs?: number;
}

/** The service takes no longer texts; they are judged locally, by their beginning. */
const longestText = 1000;

/** What CLU calls everything that fits no intent. */
export const noneIntent = 'None';

const known: ReadonlyMap<string, Intent> = new Map([
  ...intents.map((intent) => [intent, intent] as const),
  [noneIntent, 'OutOfScope'],
]);

/** Phone, CCCD and card numbers and e-mail addresses blotted out at the same length: intents do not need them. */
export function blot(text: string): string {
  return text.replace(/\d(?:[ .-]?\d){8,}|[^\s@]+@[^\s@]+\.[^\s@]+/g, (personal) =>
    '0'.repeat(personal.length),
  );
}

/** Undefined when the service is sure of an intent that this bot does not know: its project is of another version. */
function readPrediction(text: string, prediction: CluPrediction): Recognition | undefined {
  if (!known.has(prediction.topIntent)) return undefined;
  const ranked = prediction.intents
    .flatMap(({ category, confidence }) => {
      const intent = known.get(category);
      return intent ? [{ intent, confidence }] : [];
    })
    .sort((a, b) => b.confidence - a.confidence)
    .filter((one, at, all) => all.findIndex(({ intent }) => intent === one.intent) === at);
  const [best, ...alternatives] = ranked;
  if (!best) return undefined;
  const entities = prediction.entities.map((entity) => ({
    ...entity,
    text: text.slice(entity.offset, entity.offset + entity.length),
  }));
  return { ...best, alternatives, source: 'clu', ...(entities.length > 0 && { entities }) };
}

/**
 * Azure CLU with a time limit, bounded retries and a circuit breaker; whatever goes wrong, the fall-back answers.
 * Logs codes and times, never the words.
 */
export function createCluRecognizer(parts: CluRecognizerParts): Recognizer {
  const { timeoutMs, fallback, log, now, breakAfter = 3, coolDownMs = 30_000 } = parts;
  const ask = createCluClient(parts);
  const breaker = createCircuitBreaker({ failures: breakAfter, coolDownMs, now });

  async function askService(text: string): Promise<Recognition | undefined> {
    const startedAt = now();
    try {
      const prediction = await ask(blot(text), AbortSignal.timeout(timeoutMs));
      if (breaker.state !== 'closed') log.info({ code: 'clu/back' }, 'The language service answers again');
      breaker.succeeded();
      const recognition = readPrediction(text, prediction);
      if (!recognition) log.warn({ code: 'clu/unknown-intent' }, 'The language project names other intents');
      return recognition;
    } catch (error) {
      const { code, message } =
        error instanceof ServiceError ? error : new ServiceError('clu/failed', 'Unknown fault');
      breaker.failed();
      log.warn({ code, ms: now() - startedAt, circuit: breaker.state }, message);
      return undefined;
    }
  }

  return {
    async recognize(text) {
      const fits = text.trim() !== '' && text.length <= longestText && !mayDenounce(text);
      const recognition = fits && breaker.mayTry() ? await askService(text) : undefined;
      return recognition ?? fallback.recognize(text);
    },
  };
}
