import { describe, expect, it } from 'vitest';
import { createScheduleChain } from '../schedule-chain.ts';
import type { Arguments } from '../types.ts';
import reference from './reference/schedules.json' with { type: 'json' };

interface Entry {
  readonly lr: number;
  readonly schedules: readonly { readonly id: string; readonly args: Arguments }[];
  /** The name of the losses that the schedules were shown, one after every update. */
  readonly losses?: string;
  readonly rates: readonly number[];
}

const entries = reference.entries as unknown as readonly Entry[];
const losses = reference.losses as Readonly<Record<string, readonly (number | null)[]>>;

/** The rates of successive updates; each schedule transforms what the one before it gave. */
function rates({ lr, schedules, losses: name, rates: { length } }: Entry): number[] {
  const chain = createScheduleChain(schedules);
  return Array.from({ length }, (_, i) => {
    const rate = chain.rate(i + 1, lr);
    const loss = (name === undefined ? null : losses[name][i]) ?? Number.NaN;
    chain.observe(i + 1, loss, new Float64Array(2), rate);
    return rate;
  });
}

describe('rates of PyTorch’s schedulers', () => {
  it.each(
    entries.map((entry) => {
      const name = entry.schedules.map(({ id, args }) => `${id} ${JSON.stringify(args)}`).join(' ~ ');
      return [`${name} from ${entry.lr}${entry.losses ? ` on ${entry.losses} losses` : ''}`, entry] as const;
    }),
  )('%s', (_name, entry) => {
    rates(entry).forEach((rate, i) => {
      const expected = entry.rates[i];
      // Products of many steps round differently, and leave a rest where the formula gives 0.
      const tolerance = 1e-9 * expected + 1e-15 * entry.lr;
      expect(Math.abs(rate - expected), `update ${i + 1}: ${rate}, PyTorch ${expected}`).toBeLessThanOrEqual(
        tolerance,
      );
    });
  });

  it('are there for every schedule that PyTorch has, or that has a formula', () => {
    const seen = new Set(entries.flatMap(({ schedules }) => schedules.map(({ id }) => id)));
    expect([...seen].sort()).toEqual(
      [
        'step multistep exponential linear polynomial cosine cosine-restarts cyclic one-cycle inverse-time',
        'inverse-sqrt warmup-stable-decay plateau warmup',
      ]
        .flatMap((line) => line.split(' '))
        .sort(),
    );
  });
});
