/** Independent draws, even in ratio on axes with `scale:log` (Bergstra & Bengio 2012). */
import { random as randomStream } from '../../core/random.ts';
import { type StudiedAxis, valueAt } from '../axis-values.ts';
import type { Settings } from '../settings.ts';
import { independent, type Sampler } from './sampler.ts';

/** Tells the sampler's streams from those of other purposes. */
const PURPOSE = 0x5eed;

/** The draw of one trial: the same for every run that has the axis, and whatever else was drawn. */
export const drawn = (axes: readonly StudiedAxis[], draw: number, trial: number): Settings =>
  Object.fromEntries(
    axes.map((axis) => [axis.id, valueAt(axis, randomStream(draw, PURPOSE, trial, axis.index).uniform())]),
  );

export const random = (axes: readonly StudiedAxis[], steps: number, trials: number, draw: number): Sampler =>
  independent(trials, steps, (trial) => drawn(axes, draw, trial));
