/** The trials of a race: on each problem the same number of independent draws, and the same draws for every run. */
import type { StudiedAxis } from '../axis-values.ts';
import type { Problem } from '../race/problems.ts';
import { drawn } from './random.ts';
import { independent, type Sampler } from './sampler.ts';

/**
 * @param axes The settings of the run that are tuned; with none of them it is made once on each problem.
 * @param each Draws on each problem.
 */
export function race(
  problems: readonly Problem[],
  axes: readonly StudiedAxis[],
  steps: number,
  each: number,
  draw: number,
): Sampler {
  const times = axes.length === 0 ? 1 : each;
  return independent(problems.length * times, steps, (trial) => {
    const { start } = problems[Math.floor(trial / times)];
    return { ...drawn(axes, draw, trial), 'start.x': start[0], 'start.y': start[1] };
  });
}
