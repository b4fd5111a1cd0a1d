import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createObjective } from './objective.ts';
import { optimizers } from './optimizers/index.ts';
import { createRun } from './run.ts';
import { preconditioned, sharpness } from './stability.ts';
import { defaults, surfaceTable } from './tables.ts';
import type { Argument } from './types.ts';

const CURVATURE = 20;
const bowl = createObjective({ id: 'quadratic', args: { condition: CURVATURE, angle: 0 } }, null, 1);

/** How far a run on a bowl is from its minimum after so many updates, by how far it was after half of them. */
function growth(id: string, args: Readonly<Record<string, Argument>>, steps: number): number {
  const row = optimizers.find((known) => known.id === id);
  if (!row) throw new Error(id);
  const spec = { optimizer: { id, args: { ...defaults(row), ...args } }, schedules: [], stages: [] };
  const run = createRun(spec, bowl, [1e-12, 1e-12], 1);
  let largest = [0, 0];
  for (let i = 0; i < steps; i++) {
    run.advance();
    const half = i < steps / 2 ? 0 : 1;
    largest = largest.with(half, Math.max(largest[half], Math.abs(run.theta[1]), Math.abs(run.theta[0])));
  }
  return largest[1] / largest[0];
}

/**
 * Settings under which a rule's rates stay what they are at first: an ε beside which no gradient counts. `scale` is what the
 * learning rate has to be multiplied with to be the rate.
 */
const HUGE = 1e80;
const FIXED: readonly (readonly [id: string, args: Readonly<Record<string, Argument>>, scale: number])[] = [
  ['sgd', {}, 1],
  ['sgd', { momentum: 0.9 }, 1],
  ['sgd', { momentum: 0.8, dampening: 0.5 }, 1],
  ['sgd', { momentum: 0.7, nesterov: 1 }, 1],
  ['adagrad', { eps: HUGE }, HUGE],
  ['adadelta', { eps: HUGE }, 1],
  ['rmsprop', { eps: HUGE }, HUGE],
  ['rmsprop', { eps: HUGE, momentum: 0.6 }, HUGE],
  ['adam', { eps: HUGE }, HUGE],
  ['adam', { eps: HUGE, beta1: 0.5, biasCorrection: 0 }, HUGE],
  ['adamw', { eps: HUGE, weightDecay: 0 }, HUGE],
  ['amsgrad', { eps: HUGE }, HUGE],
  ['adamax', { eps: HUGE, beta1: 0.8 }, HUGE],
  ['adabelief', { eps: 1e80, beta2: 0 }, 1e80],
  ['yogi', { eps: HUGE, beta1: 0.6 }, HUGE],
  ['qhadam', { eps: HUGE, beta1: 0.9, nu1: 0.7 }, HUGE],
  ['qhadam', { eps: HUGE, beta1: 0.99, nu1: 0 }, HUGE],
  // Its rectification is off while the average is short: with this β₂, always.
  ['radam', { beta1: 0.7, beta2: 0.5 }, 1],
];

describe('the limit of stability', () => {
  it.each(FIXED)(
    'of %s %j: below it a bowl is descended, above it every step overshoots more',
    (id, args, scale) => {
      const row = optimizers.find((known) => known.id === id);
      const all = { ...defaults(row as (typeof optimizers)[number]), ...args } as Readonly<
        Record<string, number>
      >;
      const limit = row?.stability?.(all) ?? Number.NaN;
      expect(limit).toBeGreaterThan(0);
      const at = (factor: number): number =>
        growth(id, { ...args, lr: ((factor * limit) / CURVATURE) * scale }, 300);
      expect(at(0.99)).toBeLessThan(0.9);
      expect(at(1.01)).toBeGreaterThan(2);
    },
  );

  it.each([
    ['sgd', { momentum: 0.9, dampening: 0, nesterov: 0 }, 3.8],
    ['sgd', { momentum: 0.5, dampening: 0.5, nesterov: 0 }, 6],
    ['sgd', { momentum: 0.9, dampening: 0, nesterov: 1 }, 3.8 / 2.8],
    ['adam', { beta1: 0.9 }, 38],
    ['adagrad', {}, 2],
  ])('of %s %j is %f', (id, args, limit) => {
    const row = optimizers.find((known) => known.id === id);
    expect(row?.stability?.(args as Readonly<Record<string, number>>)).toBeCloseTo(limit, 12);
  });
});

describe('eigenvalues', () => {
  /** Repeated multiplication, shifted so that the largest eigenvalue is also the largest in size. */
  function byPower([a, b, c]: readonly [number, number, number]): number {
    const shift = Math.abs(a) + Math.abs(b) + Math.abs(c) + 1;
    let [x, y] = [0.6, 0.8000001];
    for (let i = 0; i < 4000; i++) {
      const [u, v] = [(a + shift) * x + b * y, b * x + (c + shift) * y];
      const length = Math.hypot(u, v);
      [x, y] = [u / length, v / length];
    }
    return a * x * x + 2 * b * x * y + c * y * y;
  }
  const entry = fc.double({ min: -5, max: 5, noNaN: true });
  const rate = fc.double({ min: 0.01, max: 3, noNaN: true });

  it('are those that repeated multiplication finds', () => {
    fc.assert(
      fc.property(entry, entry, entry, rate, rate, (a, b, c, r0, r1) => {
        const hessian = Float64Array.from([a, b, b, c]);
        expect(sharpness(hessian)).toBeCloseTo(byPower([a, b, c]), 2);
        const scaled = [r0 * a, Math.sqrt(r0 * r1) * b, r1 * c] as const;
        expect(preconditioned(hessian, Float64Array.from([r0, r1]))).toBeCloseTo(byPower(scaled), 2);
      }),
    );
  });

  it('are not numbers where a rate is negative in a direction that is not separate, or infinite', () => {
    const hessian = Float64Array.from([1, 1, 1, 1]);
    expect(preconditioned(hessian, Float64Array.from([-1, 1]))).toBeNaN();
    expect(Number.isFinite(preconditioned(hessian, Float64Array.from([1, Number.POSITIVE_INFINITY])))).toBe(
      false,
    );
  });

  it('of the quadratic bowl are its curvatures, whichever way it is turned', () => {
    const hessian = new Float64Array(4);
    for (const angle of [0, 30, 77]) {
      surfaceTable
        .get('quadratic')
        .create({ condition: 20, angle }, 1)
        .hessian(Float64Array.from([1, 2]), hessian);
      expect(sharpness(hessian)).toBeCloseTo(20, 10);
    }
  });
});
