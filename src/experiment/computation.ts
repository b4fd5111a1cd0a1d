/** The part of an experiment that decides the numbers. */
import type { Computation, Experiment } from './types.ts';

/**
 * What is to be computed for an experiment. Two experiments with equal computations give the same numbers.
 */
export function computation(experiment: Experiment): Computation {
  const { surface, formula, rules, start, runs, steps, seed } = experiment;
  return {
    surface,
    formula,
    rules,
    start,
    runs: runs.map(({ optimizer, schedules, stages }) => ({ optimizer, schedules, stages })),
    steps,
    seed,
  };
}
