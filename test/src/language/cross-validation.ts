import type { Intent } from '../../../dialogs/intent.ts';
import { rank, trainIntents } from '../../../src/language/local-recognizer.ts';
import type { Utterance } from '../../../src/language/utterances.ts';

/** One utterance as a model judged it that had not seen it: raw scores and ranking at temperature 1. */
export interface Judged {
  readonly utterance: Utterance;
  readonly scores: Float64Array;
}

/** Stratified folds: every k-th utterance of each intent is judged by a model trained on the others. */
export function crossValidate(utterances: readonly Utterance[], folds = 5): Judged[] {
  const seen = new Map<Intent, number>();
  const foldOf = utterances.map(({ intent }) => {
    const before = seen.get(intent) ?? 0;
    seen.set(intent, before + 1);
    return before % folds;
  });
  return Array.from({ length: folds }, (_, fold) => {
    const score = trainIntents(utterances.filter((_, at) => foldOf[at] !== fold));
    return utterances
      .filter((_, at) => foldOf[at] === fold)
      .map((utterance) => ({ utterance, scores: score(utterance.text) }));
  }).flat();
}

/** Questions of all kinds count as one family: the answer engine reads the kind from the question itself. */
export function familyOf(intent: Intent): string {
  return intent.startsWith('Ask') ? 'Ask' : intent;
}

export interface Accuracy {
  readonly total: number;
  readonly first: number;
  readonly firstTwo: number;
  readonly family: number;
}

/** Shares of the judged that were right at the first, among the first two, and in their family. */
export function accuracyOf(judged: readonly Judged[]): Accuracy {
  const share = (right: (one: Judged) => boolean): number => judged.filter(right).length / judged.length;
  const ranked = (one: Judged): Intent[] => rank(one.scores).map(({ intent }) => intent);
  return {
    total: judged.length,
    first: share((one) => ranked(one)[0] === one.utterance.intent),
    firstTwo: share((one) => ranked(one).slice(0, 2).includes(one.utterance.intent)),
    family: share((one) => familyOf(ranked(one)[0] ?? 'OutOfScope') === familyOf(one.utterance.intent)),
  };
}

/** Expected calibration error: how far confidence is from being right, on average over ten bands. */
export function calibrationError(judged: readonly Judged[], temperature: number): number {
  const bands = Array.from({ length: 10 }, () => ({ count: 0, confidence: 0, right: 0 }));
  for (const { utterance, scores } of judged) {
    const best = rank(scores, temperature)[0];
    const band = bands[Math.min(9, Math.floor((best?.confidence ?? 0) * 10))];
    if (!best || !band) continue;
    band.count++;
    band.confidence += best.confidence;
    band.right += best.intent === utterance.intent ? 1 : 0;
  }
  return bands.reduce((sum, { confidence, right }) => sum + Math.abs(confidence - right), 0) / judged.length;
}

/** The temperature of a small grid that makes the judged least surprising (lowest log loss). */
export function bestTemperature(judged: readonly Judged[]): number {
  const grid = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.2, 1.5];
  const loss = (temperature: number): number =>
    judged.reduce((sum, { utterance, scores }) => {
      const own = rank(scores, temperature).find(({ intent }) => intent === utterance.intent);
      return sum - Math.log(Math.max(own?.confidence ?? 0, 1e-9));
    }, 0);
  return grid.reduce((best, next) => (loss(next) < loss(best) ? next : best));
}
