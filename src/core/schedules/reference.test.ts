import { describe, expect, it } from 'vitest';
import { scheduleTable } from '../tables.ts';
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
  const used = schedules.map(({ id, args }) => {
    const row = scheduleTable.get(id);
    return { row, args, scalars: { ...row.driven?.scalars } as Record<string, number> };
  });
  return Array.from({ length }, (_, i) => {
    let rate = lr;
    for (const { row, args, scalars } of used) {
      rate = row.driven
        ? row.driven.rate(args, scalars, rate)
        : (row.rate?.(args, i + 1, rate) ?? Number.NaN);
    }
    const loss = (name === undefined ? null : losses[name][i]) ?? Number.NaN;
    for (const { row, args, scalars } of used) {
      row.driven?.observe(args, scalars, { loss, gradient: new Float64Array(2), lr: rate });
    }
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
