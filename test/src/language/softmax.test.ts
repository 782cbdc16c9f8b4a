import { describe, expect, it } from 'vitest';
import { softmax, trainSoftmax, type Example } from '../../../src/language/softmax.ts';

const examples: readonly Example[] = [
  { features: ['sun', 'warm'], label: 0 },
  { features: ['warm', 'bright'], label: 0 },
  { features: ['snow', 'cold'], label: 1 },
  { features: ['cold', 'dark'], label: 1 },
];
const options = { classes: 2, epochs: 20, rate: 1, decay: 1e-3, seed: 7 };

describe('softmax regression', () => {
  it('learns which features speak for which class, and says nothing about unknown ones', () => {
    const score = trainSoftmax(examples, options);
    expect(softmax(score(['warm']))[0]).toBeGreaterThan(0.8);
    expect(softmax(score(['cold', 'never seen']))[1]).toBeGreaterThan(0.7);
    expect([...softmax(score(['never seen']))]).toEqual([0.5, 0.5]);
  });

  it('gives the same model for the same seed', () => {
    const scores = [1, 2].map(() => [...trainSoftmax(examples, options)(['warm', 'dark'])]);
    expect(scores[0]).toEqual(scores[1]);
  });

  it('does not disturb an earlier answer with a later one', () => {
    const score = trainSoftmax(examples, options);
    const first = score(['warm']);
    const before = [...first];
    score(['cold']);
    expect([...first]).toEqual(before);
  });

  it('turns scores into probabilities that sum to one, flatter when warmer', () => {
    const scores = Float64Array.of(1000, 998, -Infinity);
    const cool = softmax(scores, 0.5);
    const warm = softmax(scores, 2);
    expect(cool.reduce((a, b) => a + b)).toBeCloseTo(1);
    expect(cool[2]).toBe(0);
    expect(warm[0]).toBeLessThan(cool[0] ?? 0);
  });
});
