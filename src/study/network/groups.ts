/** Which trials of networks can be trained side by side. */
import { computation } from '../../experiment/computation.ts';
import type { Experiment } from '../../experiment/types.ts';
import { experimentOf, type Job } from '../study.ts';

/** With `simd` a run has the same numbers beside others as alone, and a dozen share what their batches cost. */
export const MOST_TOGETHER = 12;

/** The places of jobs that can be trained side by side: of the same network, batches and number of steps. */
export function groupsOf(
  experiment: Experiment,
  jobs: readonly Job[],
  most: number,
): readonly (readonly number[])[] {
  const groups = new Map<string, number[][]>();
  for (const [place, job] of jobs.entries()) {
    const { surface, steps, seed, rules } = computation(experimentOf(experiment, job));
    const key = JSON.stringify([surface, steps, seed, rules]);
    const same = groups.get(key) ?? [];
    groups.set(key, same);
    const last = same.at(-1);
    if (last && last.length < most) last.push(place);
    else same.push([place]);
  }
  return [...groups.values()].flat();
}
