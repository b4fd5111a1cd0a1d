/** All combinations of the values of the axes; the last axis changes fastest. */
import { gridValues, type StudiedAxis } from '../axis-values.ts';
import { independent, type Sampler } from './sampler.ts';

export function grid(axes: readonly StudiedAxis[], steps: number): Sampler {
  const values = axes.map(gridValues);
  const trials = values.reduce((product, { length }) => product * length, 1);
  return independent(trials, steps, (trial) => {
    const at: Record<string, number> = {};
    let rest = trial;
    for (let i = axes.length - 1; i >= 0; i--) {
      const { length } = values[i];
      at[axes[i].id] = values[i][rest % length];
      rest = Math.floor(rest / length);
    }
    // In the order of the axes.
    return Object.fromEntries(axes.map(({ id }) => [id, at[id]]));
  });
}
