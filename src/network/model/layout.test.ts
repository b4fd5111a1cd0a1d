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

  it('are fixed by the seed', () => {
    expect(initialWeights(layout, 1)).toEqual(theta);
    expect(initialWeights(layout, 2)).not.toEqual(theta);
  });
});
