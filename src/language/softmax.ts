/** One example: the features that are present, and the number of its class. */
export interface Example {
  readonly features: readonly string[];
  readonly label: number;
}

export interface TrainingOptions {
  readonly classes: number;
  readonly epochs: number;
  readonly rate: number;
  /** L2 penalty per example. */
  readonly decay: number;
  readonly seed: number;
}

/** The raw score of every class for a set of features. */
export type Scorer = (features: readonly string[]) => Float64Array;

/** Mulberry32: small, seeded, the same on every machine, so that training gives the same model everywhere. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function shuffle(order: Uint32Array, random: () => number): void {
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const kept = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = kept;
  }
}

/** Probabilities of scores at a temperature; sums to one. */
export function softmax(scores: Float64Array, temperature = 1): Float64Array {
  let highest = -Infinity;
  for (const score of scores) highest = Math.max(highest, score);
  const powers = new Float64Array(scores.length);
  let total = 0;
  for (let c = 0; c < scores.length; c++) {
    const power = Math.exp(((scores[c] ?? 0) - highest) / temperature);
    powers[c] = power;
    total += power;
  }
  for (let c = 0; c < powers.length; c++) powers[c] = (powers[c] ?? 0) / total;
  return powers;
}

function scaleOf(row: Uint32Array): number {
  return 1 / Math.sqrt(Math.max(row.length, 1));
}

/** Multinomial logistic regression by AdaGrad on sparse binary features. Deterministic for a seed. */
export function trainSoftmax(examples: readonly Example[], options: TrainingOptions): Scorer {
  const { classes, epochs, rate, decay } = options;
  const numbers = new Map<string, number>();
  const rows = examples.map(({ features }) =>
    Uint32Array.from(features, (feature) => {
      const known = numbers.get(feature);
      if (known !== undefined) return known;
      numbers.set(feature, numbers.size);
      return numbers.size - 1;
    }),
  );
  const weights = new Float32Array(numbers.size * classes);
  const squares = new Float32Array(numbers.size * classes).fill(1e-3);

  const scores = new Float64Array(classes);
  const score = (row: Uint32Array): Float64Array => {
    scores.fill(0);
    for (const feature of row) {
      const base = feature * classes;
      for (let c = 0; c < classes; c++) scores[c] = (scores[c] ?? 0) + (weights[base + c] ?? 0);
    }
    // Longer texts must not be surer only because they have more features.
    const scale = scaleOf(row);
    for (let c = 0; c < classes; c++) scores[c] = (scores[c] ?? 0) * scale;
    return scores;
  };

  const order = Uint32Array.from(examples.keys());
  const random = createRandom(options.seed);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (const at of order) {
      const row = rows[at] ?? new Uint32Array();
      const slope = softmax(score(row));
      const label = examples[at]?.label ?? 0;
      slope[label] = (slope[label] ?? 0) - 1;
      const scale = scaleOf(row);
      for (const feature of row) {
        const base = feature * classes;
        for (let c = 0; c < classes; c++) {
          const weight = weights[base + c] ?? 0;
          const gradient = (slope[c] ?? 0) * scale + decay * weight;
          const square = (squares[base + c] ?? 0) + gradient * gradient;
          squares[base + c] = square;
          weights[base + c] = weight - (rate * gradient) / Math.sqrt(square);
        }
      }
    }
  }
  return (features) => {
    const row = Uint32Array.from(features.flatMap((feature) => numbers.get(feature) ?? []));
    return score(row).slice();
  };
}
