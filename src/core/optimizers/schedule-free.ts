/** What the two schedule-free rules share: the averaging weight, and its hyper-parameters. */
import { pow } from '../elementary/index.ts';
import type { Parameter } from '../types.ts';
import { nonNegative } from './parameters.ts';

/**
 * How much each point counts in the average: its number to the power r, times the largest rate so far to a
 * power.
 */
export const averaging: readonly Parameter[] = [
  nonNegative('r', 0, 'r', { min: 0, max: 10, scale: 'linear' }),
  nonNegative('weightLrPower', 2, 'p', { min: 0, max: 4, scale: 'linear' }),
];

/** Scalar memory: the largest rate so far and the sum of the weights. */
export const averagingScalars = { lrMax: 0, weightSum: 0 };

/**
 * The share c of update `t` in the average: w_t / (w₁ + … + w_t) with w = tʳ (max η)ᵖ, 0 while the rates have
 * been 0.
 *
 * At a constant rate and r = 0 it is 1/t, the running mean. The weights follow the rate so that a warm-up's
 * small steps count for little (Defazio et al. 2024, section 4.1).
 */
export function share(
  scalars: Record<string, number>,
  args: Readonly<Record<string, number>>,
  lr: number,
  t: number,
): number {
  scalars.lrMax = Math.max(lr, scalars.lrMax);
  const weight = pow(t, args.r) * pow(scalars.lrMax, args.weightLrPower);
  scalars.weightSum += weight;
  return scalars.weightSum > 0 ? weight / scalars.weightSum : 0;
}

/** The same as text, for the formulas. */
export const shareFormula = `
    lrMax = max(lr, lrMax)
    weight = t^r*lrMax^weightLrPower
    weightSum = weightSum + weight
    c = if(weightSum > 0, weight/weightSum, 0)`;
