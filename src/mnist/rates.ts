/** Measures the rates of an update: quantiles by layer, and the picture of the first layer. See `NetworkRates`. */
import type { Updater } from '../core/updater.ts';
import { type NetworkRates, QUANTILES } from '../frames/network.ts';
import { PIXELS } from './images.ts';
import type { Layout } from './layout.ts';
import { createQuantileFinder } from './quantiles.ts';

/** The picture looks at no more hidden units than this, evenly chosen: a logarithm for each weight takes its time. */
const MOST_UNITS = 128;

export interface RateMeter {
  /** Remembers which weights of run `k` have had a gradient. To be called with every gradient. */
  touch(k: number, gradient: Float32Array): void;
  /** Quantiles are exact; the picture looks at up to 128 hidden units. */
  measure(updaters: readonly Updater[], divergedAt: readonly number[]): NetworkRates;
}

export function createRateMeter(layout: Layout, runs: number): RateMeter {
  const { layers } = layout;
  const touched = Array.from({ length: runs }, () => new Uint8Array(layout.length));
  const reached = new Uint8Array(layout.length);
  const finder = createQuantileFinder(QUANTILES);

  const pictureOf = (rate: Float32Array, used: Uint8Array, out: Float32Array): void => {
    const { units } = layers[0];
    const stride = Math.ceil(units / MOST_UNITS);
    for (let pixel = 0; pixel < PIXELS; pixel++) {
      let sum = 0;
      let n = 0;
      for (let i = pixel * units; i < (pixel + 1) * units; i += stride) {
        if (used[i] === 0) continue;
        sum += Math.log(rate[i]);
        n++;
      }
      out[pixel] = Math.exp(sum / n);
    }
  };

  return {
    touch(k, gradient) {
      const marks = touched[k];
      for (let i = 0; i < marks.length; i++) if (gradient[i] !== 0) marks[i] = 1;
    },

    measure(updaters, divergedAt) {
      const size = QUANTILES.length;
      const effective = new Float64Array(runs * layers.length * size).fill(Number.NaN);
      const realized = new Float64Array(runs * layers.length * size).fill(Number.NaN);
      const untouched = new Float64Array(runs * layers.length).fill(Number.NaN);
      const pixels = new Float32Array(runs * PIXELS).fill(Number.NaN);
      for (let k = 0; k < runs; k++) {
        if (divergedAt[k] > 0) continue;
        const marks = touched[k];
        const rate = updaters[k].rate as Float32Array;
        const { gradient } = updaters[k];
        for (let i = 0; i < reached.length; i++) reached[i] = gradient[i] === 0 ? 0 : 1;
        layers.forEach(({ offset, size: weights }, l) => {
          const at = k * layers.length + l;
          const end = offset + weights;
          finder.find(rate, marks, offset, end, effective.subarray(at * size, (at + 1) * size));
          finder.find(
            updaters[k].realized as Float32Array,
            reached,
            offset,
            end,
            realized.subarray(at * size, (at + 1) * size),
          );
          let missed = 0;
          for (let i = offset; i < end; i++) missed += 1 - marks[i];
          untouched[at] = missed / weights;
        });
        pictureOf(rate, marks, pixels.subarray(k * PIXELS, (k + 1) * PIXELS));
      }
      return { effective, realized, untouched, pixels };
    },
  };
}
