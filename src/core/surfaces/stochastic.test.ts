import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaults, surfaceTable } from '../tables.ts';
import type { Arguments, Objective } from '../types.ts';

const make = (id: string, args: Arguments = {}, seed = 1) => {
  const surface = surfaceTable.get(id);
  return surface.create({ ...defaults(surface), ...args }, seed);
};

const gradient = (objective: Objective, x: number, y: number): [number, number] => {
  const out = new Float64Array(2);
  objective.gradient(Float64Array.of(x, y), out);
  return [out[0], out[1]];
};

const sample = (objective: Objective, x: number, y: number, draw: number): [number, number] => {
  const out = new Float64Array(2);
  objective.sample?.(Float64Array.of(x, y), draw, out);
  return [out[0], out[1]];
};

/** The mean of the samples `from` … `from + count − 1`. */
const meanSample = (objective: Objective, x: number, y: number, from: number, count: number) => {
  const sum = [0, 0];
  for (let draw = from; draw < from + count; draw++) {
    const [gx, gy] = sample(objective, x, y, draw);
    sum[0] += gx / count;
    sum[1] += gy / count;
  }
  return sum;
};

const expectClose = (a: readonly number[], b: readonly number[], tolerance = 1e-10) => {
  for (const i of [0, 1]) expect(Math.abs(a[i] - b[i])).toBeLessThan(tolerance * (1 + Math.abs(b[i])));
};

const coordinate = fc.double({ min: -3, max: 3, noNaN: true });
const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });

describe.each([
  ['regression', 64],
  ['sparse', 1000],
] as const)('minibatches of %s', (id, samples) => {
  it('depend on the seed and the number of the draw only, whatever was drawn before', () => {
    fc.assert(
      fc.property(seeds, fc.array(fc.nat(2000), { minLength: 2, maxLength: 12 }), (seed, draws) => {
        const used = make(id, {}, seed);
        for (const draw of draws) {
          expect(sample(used, 0.5, -1, draw)).toEqual(sample(make(id, {}, seed), 0.5, -1, draw));
        }
      }),
      { numRuns: 20 },
    );
    expect(sample(make(id, {}, 1), 0.5, -1, 0)).not.toEqual(sample(make(id, {}, 2), 0.5, -1, 0));
  });

  it('give the exact gradient as their mean over any epoch', () => {
    fc.assert(
      fc.property(seeds, coordinate, coordinate, fc.nat(20), (seed, x, y, epoch) => {
        const single = make(id, { batch: 1 }, seed);
        expectClose(meanSample(single, x, y, epoch * samples, samples), gradient(single, x, y));
      }),
      { numRuns: 20 },
    );
  });

  it('are the exact gradient when a batch holds every sample', () => {
    const full = make(id, { batch: samples });
    for (const draw of [0, 1, 7]) expectClose(sample(full, 1.7, -2, draw), gradient(full, 1.7, -2));
  });

  it('add up: the mean of k successive draws is one draw of a batch k times as large', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        fc.nat(40),
        (batch, k, draw) => {
          const small = make(id, { batch });
          const large = make(id, { batch: k * batch });
          expectClose(meanSample(small, 1, -1, k * draw, k), sample(large, 1, -1, draw));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('scatter less the larger they are', () => {
    const scatter = (batch: number) => {
      const objective = make(id, { batch });
      const [gx, gy] = gradient(objective, -1, -1);
      let squares = 0;
      for (let draw = 0; draw < 2000; draw++) {
        const [sx, sy] = sample(objective, -1, -1, draw);
        squares += ((sx - gx) ** 2 + (sy - gy) ** 2) / 2000;
      }
      return squares;
    };
    const [one, four, sixteen] = [1, 4, 16].map(scatter);
    // Without replacement the variance falls at least as fast as 1/batch.
    expect(four / one).toBeLessThan(0.3);
    expect(sixteen / four).toBeLessThan(0.3);
  });

  it('leave the loss and the minimum alone', () => {
    const few = make(id, { batch: 1 });
    const many = make(id, { batch: 32 });
    expect(few.minima).toEqual(many.minima);
    expect(few.loss(Float64Array.of(1, 2))).toBe(many.loss(Float64Array.of(1, 2)));
  });
});

describe('regression', () => {
  it('has its minimum near the line that the points were drawn from', () => {
    const [{ x, y, loss }] = make('regression', { n: 10_000 }).minima;
    expect(x).toBeCloseTo(1, 1);
    expect(y).toBeCloseTo(-0.5, 1);
    expect(loss).toBeCloseTo(0.5 * 0.5 ** 2, 2);
    const [exact] = make('regression', { noise: 0 }).minima;
    expect(exact.x).toBeCloseTo(1, 12);
    expect(exact.y).toBeCloseTo(-0.5, 12);
    expect(exact.loss).toBeCloseTo(0, 20);
  });

  it('repairs a batch that is larger than the data set', () => {
    const { check } = surfaceTable.get('regression');
    expect(check?.({ batch: 65, n: 64, noise: 0 })).toEqual([
      { key: 'batch', used: 64, allowed: 'at most n, the number of points' },
    ]);
    expect(check?.({ batch: 64, n: 64, noise: 0 })).toEqual([]);
  });
});

describe('sparse', () => {
  it.each([0.001, 0.05, 0.5, 1])('gives y a gradient in a fraction %d of the samples', (rate) => {
    const objective = make('sparse', { rate });
    let active = 0;
    for (let draw = 0; draw < 1000; draw++) if (sample(objective, 3, -2, draw)[1] !== 0) active++;
    expect(active).toBe(Math.round(1000 * rate));
  });

  it('is as much flatter along y as the feature is rare', () => {
    const hessian = new Float64Array(4);
    make('sparse', { rate: 0.05 }).hessian?.(new Float64Array(2), hessian);
    expect(hessian[0]).toBeCloseTo(1, 12);
    expect(hessian[3]).toBeCloseTo(0.05, 12);
  });
});

describe('the counter-example of Reddi, Kale and Kumar', () => {
  /** Where Adam or AMSGrad goes, as their papers write them; the mean of x over the last period. */
  const walk = (amsgrad: boolean, args: { lr: number; beta2: number; steps: number }) => {
    const objective = make('reddi');
    const theta = Float64Array.from(surfaceTable.get('reddi').start);
    const g = new Float64Array(2);
    const m = [0, 0];
    const v = [0, 0];
    const largest = [0, 0];
    let x = 0;
    for (let t = 1; t <= args.steps; t++) {
      objective.sample?.(theta, t - 1, g);
      for (const i of [0, 1]) {
        m[i] = 0.9 * m[i] + 0.1 * g[i];
        v[i] = args.beta2 * v[i] + (1 - args.beta2) * g[i] ** 2;
        largest[i] = amsgrad ? Math.max(largest[i], v[i]) : v[i];
        const size = Math.sqrt(largest[i] / (1 - args.beta2 ** t)) + 1e-8;
        theta[i] -= (args.lr * m[i]) / (1 - 0.9 ** t) / size;
      }
      if (t > args.steps - 101) x += theta[0] / 101;
    }
    return { x, y: theta[1], minimum: objective.minima[0] };
  };

  it('has the mean slope that it says, over every period', () => {
    const objective = make('reddi', { period: 7, slope: 0.3 });
    expectClose(meanSample(objective, 0.2, 0.4, 14, 7), [0.3, 0.3]);
    expectClose(gradient(objective, 0.2, 0.4), [0.3, 0.3]);
    expectClose(meanSample(objective, 1.5, -2, 0, 7), gradient(objective, 1.5, -2));
  });

  it('has the slopes of theorem 2, C and −1, where the mean slope is 1/C', () => {
    const objective = make('reddi', { period: 101, slope: 1 / 101 });
    expect(sample(objective, 0, 0, 0)[0]).toBeCloseTo(101, 10);
    expect(sample(objective, 0, 0, 1)[0]).toBe(-1);
    expect(sample(objective, 0, 0, 101)[0]).toBeCloseTo(101, 10);
  });

  it('leads Adam to the wrong end of x, though to the right one of y', () => {
    for (const args of [
      { lr: 0.05, beta2: 0.99, steps: 10_000 },
      { lr: 0.02, beta2: 0.9, steps: 1000 },
    ]) {
      const { x, y, minimum } = walk(false, args);
      expect(x).toBeGreaterThan(0.8);
      expect(y).toBeCloseTo(minimum.y, 2);
    }
  });

  it('lets AMSGrad reach the minimum', () => {
    for (const args of [
      { lr: 0.05, beta2: 0.99, steps: 10_000 },
      { lr: 0.02, beta2: 0.9, steps: 20_000 },
    ]) {
      const { x, y, minimum } = walk(true, args);
      expect(Math.abs(x - minimum.x)).toBeLessThan(0.1);
      expect(y).toBeCloseTo(minimum.y, 2);
    }
  });
});
