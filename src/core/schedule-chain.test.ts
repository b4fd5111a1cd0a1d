import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createScheduleChain } from './schedule-chain.ts';
import { schedules } from './schedules/index.ts';
import { defaults, scheduleTable } from './tables.ts';
import type { Arguments, StageSpec } from './types.ts';

const schedule = (id: string, args: Arguments = {}): StageSpec => ({
  id,
  args: { ...defaults(scheduleTable.get(id)), ...args },
});
const warmup = (args: Arguments) => schedule('warmup', { steps: 50, from: 0.1, ...args });

describe('a warm-up before a cosine', () => {
  const cosine = schedule('cosine', { steps: 450 });

  it('reaches the run’s rate where the cosine waits for it, and falls from there to its minimum', () => {
    const chain = createScheduleChain([cosine, warmup({ wait: 1 })]);
    const rates = Array.from({ length: 501 }, (_, i) => chain.rate(i + 1, 0.1));
    expect(Math.max(...rates)).toBe(0.1);
    expect(rates.indexOf(0.1)).toBe(50);
    expect(rates[0]).toBeCloseTo(0.01, 15);
    expect(rates[500]).toBe(0);
  });

  it('stays below the run’s rate where the cosine falls meanwhile', () => {
    const chain = createScheduleChain([cosine, warmup({})]);
    const rates = Array.from({ length: 500 }, (_, i) => chain.rate(i + 1, 0.1));
    expect(Math.max(...rates)).toBeLessThan(0.0975);
  });
});

it.each(schedules.map(({ id }) => id).filter((id) => id !== 'warmup'))(
  'after a warm-up that it waits for, %s gives the rates that it gives from its start without one',
  (id) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.array(fc.double({ min: 0, max: 2, noNaN: true }), { minLength: 1, maxLength: 40 }),
        (steps, losses) => {
          const alone = createScheduleChain([schedule(id)]);
          const after = createScheduleChain([warmup({ steps, wait: 1 }), schedule(id)]);
          const gradient = Float64Array.of(1, 1);
          for (let t = 1; t <= steps; t++) {
            expect(after.rate(t, 0.1)).toBe(createScheduleChain([warmup({ steps })]).rate(t, 0.1));
            after.observe(t, 0, gradient, 0.1);
          }
          losses.forEach((loss, i) => {
            expect(after.rate(steps + 1 + i, 0.1)).toBe(alone.rate(i + 1, 0.1));
            after.observe(steps + 1 + i, loss, gradient, 0.1);
            alone.observe(i + 1, loss, gradient, 0.1);
          });
        },
      ),
      { numRuns: 20 },
    );
  },
);

it('an exponential decay falls to its floor and no further', () => {
  const chain = createScheduleChain([schedule('exponential', { gamma: 0.9, min: 0.02 })]);
  expect(chain.rate(16, 0.1)).toBeCloseTo(0.1 * 0.9 ** 15, 15);
  for (const t of [17, 18, 1000]) expect(chain.rate(t, 0.1)).toBe(0.02);
});
