import { expect, it } from 'vitest';
import { defaults } from '../tables.ts';
import { plateau } from './plateau.ts';

/** The factor on the rate after so many updates with one steady loss. */
function factorAfter(updates: number, loss: number, lr = 1): number {
  const args = defaults(plateau);
  const driven = plateau.driven as NonNullable<typeof plateau.driven>;
  const scalars = { ...driven.scalars };
  for (let t = 0; t < updates; t++) {
    const rate = driven.rate(args, scalars, lr);
    driven.observe(args, scalars, { loss, gradient: Float64Array.of(0, 0), lr: rate });
  }
  return driven.rate(args, scalars, lr) / lr;
}

it('drops the rate on a steady positive loss, and never on a steady negative one, as the catalogue says', () => {
  expect(factorAfter(12, 1)).toBeCloseTo(0.1, 12);
  expect(factorAfter(1000, -1)).toBe(1);
});

it('makes no drop of 1e-8 or less, as the catalogue says', () => {
  expect(factorAfter(12, 1, 1e-8)).toBe(1);
  expect(factorAfter(12, 1, 2e-8)).toBeCloseTo(0.1, 12);
});
