import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaults, scheduleTable } from '../tables.ts';
import type { Argument, Arguments, Parameter, Schedule } from '../types.ts';
import { schedules } from './index.ts';

const CONTRACT = [
  'step multistep exponential linear polynomial cosine cosine-restarts cyclic one-cycle inverse-time',
  'inverse-sqrt warmup-stable-decay plateau gradient warmup',
].flatMap((line) => line.split(' '));

/** Any argument that a slider offers. */
function argument({ kind, choices, slider, ...parameter }: Parameter): fc.Arbitrary<Argument> {
  if (kind === 'choice') return fc.constantFrom(...(choices ?? []));
  if (kind === 'list') return fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 5 });
  if (!slider) return fc.constant(parameter.default);
  if (kind === 'integer') return fc.integer({ min: slider.min, max: slider.max });
  return fc.double({ min: slider.min, max: slider.max, noNaN: true });
}

const argumentsOf = (schedule: Schedule): fc.Arbitrary<Arguments> =>
  fc.record(Object.fromEntries(schedule.parameters.map((parameter) => [parameter.key, argument(parameter)])));

/** The rate of update `t` of a run at rate 0.1, under a schedule's defaults but for some arguments. */
const rate = (id: string, args: Arguments, t: number, lr = 0.1) => {
  const row = scheduleTable.get(id);
  return row.rate?.({ ...defaults(row), ...args }, t, lr);
};

const byTime = schedules.filter((row) => row.rate);
const lrs = fc.double({ min: 1e-5, max: 10, noNaN: true });
const times = fc.integer({ min: 1, max: 1_000_000 });

it('the table has the rows of the contract, in its order', () => {
  expect(schedules.map(({ id }) => id)).toEqual(CONTRACT);
});

describe.each(schedules.map((row) => [row.id, row] as const))('%s', (_id, row) => {
  it('either follows from the time or is driven by the run', () => {
    expect(row.rate === undefined).not.toBe(row.driven === undefined);
  });

  it('keeps only numbers between updates, so that a checkpoint can hold them', () => {
    for (const value of Object.values(row.driven?.scalars ?? {})) expect(typeof value).toBe('number');
  });
});

describe.each(byTime.map((row) => [row.id, row] as const))('%s', (_id, row) => {
  it('gives a finite rate that is not negative, at any time, whatever its arguments', () => {
    fc.assert(
      fc.property(argumentsOf(row), times, lrs, (args, t, lr) => {
        // Growing without bound is what a factor above 1 asks for.
        fc.pre(args.gamma === undefined || Number(args.gamma) <= 1);
        const rate = row.rate?.(args, t, lr);
        expect(Number.isFinite(rate)).toBe(true);
        expect(rate).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('does not depend on the order of the calls', () => {
    fc.assert(
      fc.property(argumentsOf(row), fc.array(times, { minLength: 2, maxLength: 5 }), (args, moments) => {
        const forth = moments.map((t) => row.rate?.(args, t, 0.1));
        const back = [...moments].reverse().map((t) => row.rate?.(args, t, 0.1));
        expect(back.reverse()).toEqual(forth);
      }),
    );
  });

  it('moves from the first update on, under its defaults', () => {
    expect(rate(row.id, {}, 1)).toBeGreaterThan(0);
  });
});

describe('what happens after the end', () => {
  it.each([
    ['cosine', { steps: 50, min: 0.01 }, 50, 0.01],
    ['polynomial', { steps: 50, power: 2 }, 50, 0],
    ['one-cycle', { steps: 51, div: 10, finalDiv: 100 }, 50, 1e-4],
    ['warmup-stable-decay', { warmup: 10, stable: 10, decay: 31, min: 0.02 }, 50, 0.02],
    ['linear', { from: 0.5, to: 0.2, steps: 50 }, 50, 0.02],
    ['warmup', { steps: 50, from: 0 }, 50, 0.1],
  ] as const)('%s stays at its last rate', (id, args, updates, last) => {
    expect(rate(id, args, updates)).not.toBeCloseTo(last, 6);
    for (const t of [updates + 1, updates + 2, 2 * updates, 100_000]) {
      expect(rate(id, args, t)).toBeCloseTo(last, 14);
    }
  });
});

describe('where the peak is', () => {
  it.each([
    ['inverse-sqrt', { warmup: 40 }, 40],
    ['warmup-stable-decay', { warmup: 40, stable: 0, decay: 60 }, 40],
    ['one-cycle', { steps: 200, warmup: 0.2 }, 40],
  ] as const)('%s reaches the run’s rate at the end of its rise, and never exceeds it', (id, args, peak) => {
    expect(rate(id, args, peak)).toBeCloseTo(0.1, 14);
    for (let t = 1; t <= 300; t++) {
      expect(rate(id, args, t)).toBeLessThanOrEqual(0.1 + 1e-15);
      const rising = t < peak;
      if (t > 1 && t !== peak + 1 && (rising || t < 100)) {
        expect(Math.sign((rate(id, args, t) ?? 0) - (rate(id, args, t - 1) ?? 0))).toBe(
          rising || t === peak ? 1 : -1,
        );
      }
    }
  });

  it('warmup-stable-decay can do without any of its three parts', () => {
    expect(rate('warmup-stable-decay', { warmup: 0, stable: 5, decay: 5 }, 1)).toBe(0.1);
    expect(rate('warmup-stable-decay', { warmup: 5, stable: 5, decay: 0, min: 0.01 }, 10)).toBe(0.1);
    expect(rate('warmup-stable-decay', { warmup: 5, stable: 5, decay: 0, min: 0.01 }, 11)).toBe(0.01);
  });

  it('one-cycle with a rise of a single step begins at the run’s rate', () => {
    expect(rate('one-cycle', { steps: 10, warmup: 0.1 }, 1)).toBe(0.1);
    expect(rate('one-cycle', { steps: 1, warmup: 0.3, div: 10, finalDiv: 10 }, 1)).toBeCloseTo(0.001, 15);
  });
});

describe('gradient', () => {
  const row = scheduleTable.get('gradient');

  /** The rates of successive updates of a run at rate 1 whose gradients have the given norms. */
  const rates = (norms: readonly number[], args: Arguments = {}) => {
    const all = { threshold: 0.01, factor: 0.5, window: 3, ...args };
    const scalars = { ...row.driven?.scalars } as Record<string, number>;
    return norms.map((norm) => {
      const rate = row.driven?.rate(all, scalars, 1);
      // Turning does not count, only the length does.
      const gradient = Float64Array.of(0.6 * norm, -0.8 * norm);
      row.driven?.observe(all, scalars, { loss: Number.NaN, gradient, lr: 1 });
      return rate;
    });
  };

  it('shrinks the rate after `window` changes in a row below the threshold, and counts anew', () => {
    // Four gradients make three changes; the update after them is the first with the smaller rate.
    expect(rates([1, 1, 1, 1, 1, 1, 1, 1])).toEqual([1, 1, 1, 1, 0.5, 0.5, 0.5, 0.25]);
  });

  it('starts counting again when the gradient changes', () => {
    expect(rates([1, 1, 1, 2, 2, 2, 2, 2])).toEqual([1, 1, 1, 1, 1, 1, 1, 0.5]);
  });

  it('takes a change of the size of the threshold as a change', () => {
    expect(rates([1, 1.25, 1, 1.25, 1], { threshold: 0.2, window: 1 })).toEqual([1, 1, 1, 1, 1]);
    expect(rates([1, 1.25, 1, 1.25, 1], { threshold: 0.26, window: 1 })).toEqual([1, 1, 0.5, 0.25, 0.125]);
  });

  it('holds a gradient of 0 for steady, and one that is not a number for a change', () => {
    expect(rates([0, 0, 0, 0, 0])).toEqual([1, 1, 1, 1, 0.5]);
    expect(rates([1, Number.NaN, 1, Number.NaN, 1, 1, 1])).toEqual([1, 1, 1, 1, 1, 1, 1]);
    expect(rates([0, 1, 0, 1, 0])).toEqual([1, 1, 1, 1, 1]);
  });

  it('multiplies whatever rate it is given', () => {
    const scalars = { scale: 0.25, norm: 1, steady: 0 };
    expect(row.driven?.rate({}, scalars, 0.8)).toBe(0.2);
  });
});
