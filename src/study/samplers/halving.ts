/**
 * Successive halving (Jamieson & Talwalkar 2016): all trials begin with a fraction of the updates, and again and again the best
 * part of them is given `factor` times as many, until few are left that make all.
 */
import type { StudiedAxis } from '../axis-values.ts';
import { drawn } from './random.ts';
import type { Proposal, Sampler } from './sampler.ts';

/** How many times the trials can be divided by the factor with one left. */
function rungsOf(trials: number, factor: number): number {
  let rungs = 0;
  for (let left = trials; left >= factor; left = Math.floor(left / factor)) rungs++;
  return rungs;
}

export function halving(
  axes: readonly StudiedAxis[],
  steps: number,
  { trials, factor, draw }: { readonly trials: number; readonly factor: number; readonly draw: number },
): Sampler {
  const rungs = rungsOf(trials, factor);
  /** How many trials a rung has. */
  const leftAt = (rung: number): number =>
    rung === 0 ? trials : Math.max(1, Math.floor(leftAt(rung - 1) / factor));
  let rung = 0;
  let left: readonly number[] = Array.from({ length: trials }, (_, trial) => trial);
  const stepsOf = (rung: number): number => Math.max(1, Math.floor(steps / factor ** (rungs - rung)));
  return {
    trials,
    again: true,
    proposals: Array.from({ length: rungs + 1 }, (_, rung) => leftAt(rung)).reduce(
      (sum, count) => sum + count,
      0,
    ),
    propose: (): readonly Proposal[] =>
      rung > rungs
        ? []
        : left.map((trial) => ({ trial, at: drawn(axes, draw, trial), steps: stepsOf(rung) })),
    learn(results) {
      const keep = Math.max(1, Math.floor(left.length / factor));
      const ranked = [...results].sort((a, b) => a.cost - b.cost || a.trial - b.trial);
      left = ranked
        .slice(0, keep)
        .map(({ trial }) => trial)
        .sort((a, b) => a - b);
      rung++;
    },
  };
}
