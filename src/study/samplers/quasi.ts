/** Scrambled Sobol points: as random as independent draws, but without their gaps and clusters. */
import { random as randomStream } from '../../core/random.ts';
import { type StudiedAxis, valueAt } from '../axis-values.ts';
import { independent, type Sampler } from './sampler.ts';
import { sobol } from './sobol.ts';

const PURPOSE = 0x50b01;

export function quasi(axes: readonly StudiedAxis[], steps: number, trials: number, draw: number): Sampler {
  const seeds = axes.map(({ index }) => randomStream(draw, PURPOSE, index).integer(2 ** 32));
  return independent(trials, steps, (trial) =>
    Object.fromEntries(axes.map((axis, i) => [axis.id, valueAt(axis, sobol(trial, axis.index, seeds[i]))])),
  );
}
