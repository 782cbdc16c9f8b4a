import { fileURLToPath } from 'node:url';
import { intents, type RankedIntent, type Recognition, type Recognizer } from '../../dialogs/intent.ts';
import { readText } from './features.ts';
import { mayBe } from './gates.ts';
import { softmax, trainSoftmax, type TrainingOptions } from './softmax.ts';
import { loadUtterances, type Utterance } from './utterances.ts';

/** The utterances that the product ships with; Azure CLU is trained from the same files. */
export const shippedUtterances = fileURLToPath(new URL('utterances', import.meta.url));

/** Chosen on five folds of the training utterances; the held-out file had no part in it. */
export const localTraining: TrainingOptions = {
  classes: intents.length,
  epochs: 5,
  rate: 1,
  decay: 1e-3,
  seed: 20240101,
};

/**
 * Turns scores into honest probabilities: fitted on folds that the model had not seen. A constant, because fitting
 * it at start would double the start; a test fails when the utterances have outgrown it.
 */
export const localTemperature = 0.6;

const runnersUp = 4;

export interface LocalRecognizerParts {
  readonly utterances: readonly Utterance[];
  /** Writes out what only the plans know (abbreviations of offices); runs before the words are read. */
  readonly expand?: (text: string) => string;
}

/** The raw score of every intent for a text, in the order of the list; -Infinity where it cannot be. */
export type IntentScorer = (text: string) => Float64Array;

export function trainIntents(utterances: readonly Utterance[], options = localTraining): IntentScorer {
  const score = trainSoftmax(
    utterances.map(({ text, intent }) => ({
      features: readText(text).features,
      label: intents.indexOf(intent),
    })),
    options,
  );
  return (text) => {
    const { features, classes } = readText(text);
    return score(features).map((raw, at) => (mayBe(intents[at] ?? 'OutOfScope', classes) ? raw : -Infinity));
  };
}

/** Every intent with its calibrated probability, likeliest first. */
export function rank(scores: Float64Array, temperature = localTemperature): RankedIntent[] {
  const probabilities = softmax(scores, temperature);
  return intents
    .map((intent, at) => ({ intent, confidence: probabilities[at] ?? 0 }))
    .sort((a, b) => b.confidence - a.confidence);
}

/** Needs no cloud and no model file: trains from the utterances when it is created, the same model every time. */
export function createLocalRecognizer({ utterances, expand }: LocalRecognizerParts): Recognizer {
  const score = trainIntents(utterances);
  return {
    recognize(text: string): Promise<Recognition> {
      const [best, ...others] = rank(score(expand ? expand(text) : text));
      const { intent, confidence } = best ?? { intent: 'OutOfScope', confidence: 0 };
      return Promise.resolve({
        intent,
        confidence,
        alternatives: others.slice(0, runnersUp),
        source: 'local',
      });
    },
  };
}

/** The local recogniser as shipped. */
export function createShippedRecognizer(expand?: (text: string) => string): Recognizer {
  return createLocalRecognizer({ utterances: loadUtterances(shippedUtterances), ...(expand && { expand }) });
}
