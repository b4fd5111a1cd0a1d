import { describe, expect, it } from 'vitest';
import { defaults, optimizerTable } from '../tables.ts';
import { createUpdater } from '../updater.ts';
import { createTrial } from './contract/trial.ts';
import { difference, last, length, product, type Seen, sum, valley } from './testing/follow.ts';

type Numbers = Record<string, number | null>;

/** Algorithm 4 from the start: every sum anew, with d scaled as in the authors' code. */
function prodigy({ g, x, lr, t }: Seen, args: Numbers): number[] {
  const { beta1, beta2, eps, weightDecay, d0, dCoef, biasCorrection, safeguardWarmup } = args as Record<
    string,
    number
  >;
  const beta3 = args.beta3 ?? Math.sqrt(beta2);
  const growth = args.growthRate ?? Number.POSITIVE_INFINITY;
  const d = [d0];
  let largest = d0;
  const eta = (k: number) =>
    lr[k] * (biasCorrection === 1 ? Math.sqrt(1 - beta2 ** (k + 1)) / (1 - beta1 ** (k + 1)) : 1);
  for (let k = 0; k < t; k++) {
    const fading = (j: number) => beta3 ** (k - j);
    const r = sum(
      d.map((dj, j) => {
        const back = x[0].map((value, i) => value - x[j][i]);
        return fading(j) * dj ** 2 * eta(j) * product(g[j], back);
      }),
    );
    const s = x[0].map((_, i) =>
      sum(d.map((dj, j) => fading(j) * dj ** 2 * (safeguardWarmup === 1 ? 1 : eta(j)) * g[j][i])),
    );
    const estimate = (dCoef * r) / sum(s.map(Math.abs));
    const grown = (d[k] === d0 ? Math.max(d0, estimate) : d[k]) * growth;
    largest = Math.max(largest, estimate);
    d.push(Math.min(largest, grown));
  }
  const k = t - 1;
  return x[k].map((value, i) => {
    const m = sum(g.map((gj, j) => (1 - beta1) * beta1 ** (k - j) * d[j] * gj[i]));
    const v = sum(g.map((gj, j) => (1 - beta2) * beta2 ** (k - j) * (d[j] * gj[i]) ** 2));
    const step = d[k] * eta(k);
    return value - step * weightDecay * value - (step * m) / (Math.sqrt(v) + d[t] * eps);
  });
}

const settings: [string, Numbers][] = [
  ['with its own defaults', {}],
  ['with weight decay and a larger start', { weightDecay: 0.1, d0: 1e-3 }],
  ['with bias correction and its own β₃', { biasCorrection: 1, beta3: 0.9 }],
  ['with a limited growth', { growthRate: 1.5, dCoef: 2 }],
  ['with the safeguard', { safeguardWarmup: 1, lr: 0.5 }],
];

describe('prodigy', () => {
  it.each(settings)('does what its paper says %s', (_, args) => {
    const full = { ...defaults(optimizerTable.get('prodigy')), ...args } as Numbers;
    expect(difference('prodigy', { args, updates: 80 }, (seen) => prodigy(seen, full))).toBeLessThan(1e-12);
  });

  const begin = (args: Numbers = {}) => {
    const theta = Float64Array.of(-0.8, 1.1);
    const spec = {
      optimizer: { id: 'prodigy', args: { ...defaults(optimizerTable.get('prodigy')), ...args } },
      schedules: [],
      stages: [],
    };
    const updater = createUpdater(spec, theta, { seed: 1 });
    const advance = (gradient = valley.gradient([...theta])) => {
      updater.take(Float64Array.from(gradient));
      updater.update(Number.NaN);
    };
    return { theta, updater, advance };
  };

  it('never lets its estimate of the distance shrink, nor grow faster than allowed', () => {
    const { updater, advance } = begin({ growthRate: 1.25 });
    let d = updater.scalars.d;
    for (let t = 0; t < 300; t++) {
      advance();
      expect(updater.scalars.d).toBeGreaterThanOrEqual(d);
      // The first step away from d₀ may leap, as in the authors' code.
      if (d !== 1e-6) expect(updater.scalars.d).toBeLessThanOrEqual(1.25 * d * (1 + 1e-15));
      d = updater.scalars.d;
    }
  });

  it('estimates the distance from below on a convex function', () => {
    const { theta, updater, advance } = begin();
    for (let t = 0; t < 500; t++) advance([theta[0] - 3, 5 * (theta[1] + 2)]);
    const distance = Math.max(3.8, 3.1);
    // ‖s‖₁ takes the place of a norm, so the bound is of the largest coordinate's distance.
    expect(updater.scalars.d).toBeLessThan(2 * distance);
    expect(updater.scalars.d).toBeGreaterThan(0.1 * distance);
    expect(length([theta[0] - 3, theta[1] + 2])).toBeLessThan(0.1);
  });

  it('waits for a gradient before it begins', () => {
    const { theta, updater, advance } = begin();
    for (let t = 0; t < 3; t++) advance([0, 0]);
    expect([...theta]).toEqual([-0.8, 1.1]);
    expect(last([...updater.memory.s])).toBe(0);
  });

  it('takes no notice of an update whose rate is 0', () => {
    const rule = optimizerTable.get('prodigy');
    const trial = createTrial(rule, defaults(rule), Float64Array.of(-0.8, 1.1));
    trial.advance([3, -4], 0);
    const { memory, scalars, theta } = trial.step;
    expect([...theta, ...memory.m, ...memory.v, ...memory.s]).toEqual([-0.8, 1.1, 0, 0, 0, 0, 0, 0]);
    expect(scalars.d).toBe(1e-6);
  });
});
