import { describe, expect, it } from 'vitest';
import { initialWeights } from './init.ts';
import { networkLayout } from './layout.ts';

describe('the layout of a network', () => {
  it('of 784-64-10 has 50,890 parameters, weights before biases', () => {
    const layout = networkLayout([64]);
    expect(layout.length).toBe(50_890);
    expect(layout.shapes).toEqual([[784, 64], [64], [64, 10], [10]]);
    expect(layout.layers.map(({ offset }) => offset)).toEqual([0, 785 * 64]);
  });

  it('without hidden layers is one matrix', () => {
    expect(networkLayout([]).shapes).toEqual([[784, 10], [10]]);
  });
});

describe('initial weights', () => {
  const layout = networkLayout([64, 32]);
  const theta = initialWeights(layout, 1);

  it('are spread evenly between ±1/√inputs in every layer, as torch.nn.Linear', () => {
    for (const { inputs, offset, size } of layout.layers) {
      const bound = 1 / Math.sqrt(inputs);
      const part = theta.subarray(offset, offset + size);
      expect(Math.max(...part.map(Math.abs))).toBeLessThanOrEqual(bound * 1.000001);
      const mean = part.reduce((a, b) => a + b) / size;
      const variance = part.reduce((a, b) => a + b * b, 0) / size;
      expect(Math.abs(mean)).toBeLessThan((4 * bound) / Math.sqrt(3 * size));
      expect(variance / (bound ** 2 / 3)).toBeGreaterThan(0.85);
      expect(variance / (bound ** 2 / 3)).toBeLessThan(1.15);
    }
  });

  it.each([
    ['he', 'normal', (inputs: number) => 2 / inputs],
    ['glorot', 'uniform', (inputs: number, units: number) => 2 / (inputs + units)],
    ['normal', 'normal', () => 0.05 ** 2],
    ['mup', 'normal', (inputs: number, units: number) => (units === 10 ? 1 / inputs ** 2 : 1 / inputs)],
  ] as const)(
    'by %s are %s, with the variance that its paper says, and no biases',
    (init, shape, variance) => {
      const weights = initialWeights(layout, 1, { init, scale: 0.05 });
      for (const { inputs, units, offset, size } of layout.layers) {
        const matrix = weights.subarray(offset, offset + inputs * units);
        expect(Math.max(...weights.subarray(offset + inputs * units, offset + size).map(Math.abs))).toBe(0);
        const n = matrix.length;
        const expected = variance(inputs, units);
        const found = matrix.reduce((sum, w) => sum + w * w, 0) / n;
        // The fourth moment tells a normal distribution (3) from a uniform one (1.8).
        const kurtosis = matrix.reduce((sum, w) => sum + w ** 4, 0) / n / found ** 2;
        expect(Math.abs(found / expected - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
        expect(Math.abs(kurtosis - (shape === 'normal' ? 3 : 1.8))).toBeLessThan(5 * Math.sqrt(24 / n));
      }
    },
  );

  it('are fixed by the seed', () => {
    expect(initialWeights(layout, 1)).toEqual(theta);
    expect(initialWeights(layout, 2)).not.toEqual(theta);
  });
});
