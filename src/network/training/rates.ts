/** Measures the rates of an update: quantiles by layer, and the picture of the first layer. See `NetworkRates`. */
import { exp, log, log10 } from '../../core/elementary/index.ts';
import type { Updater } from '../../core/updater.ts';
import { PIXELS } from '../data/images.ts';
import { type NetworkRates, QUANTILES, RATE_BINS } from '../history/record.ts';
import type { Layout } from '../model/layout.ts';
import { createQuantileFinder } from '../model/quantiles.ts';

/** The picture looks at no more hidden units than this, evenly chosen: a logarithm for each weight takes its time. */
const MOST_UNITS = 128;

/** The bin of every float32 above 0, by its upper 16 bits: as near to the edges as the seven leading digits are. */
const binOfBits = Uint8Array.from({ length: 32_768 }, (_, upper) => {
  const value = new Float32Array(new Uint32Array([(upper << 16) | 0x8000]).buffer)[0];
  const bin = Math.floor(log10(value / RATE_BINS.LOWEST) * RATE_BINS.PER_DECADE);
  return Number.isNaN(bin) ? RATE_BINS.COUNT - 1 : Math.max(0, Math.min(RATE_BINS.COUNT - 1, bin));
});

export interface RateMeter {
  /** For each run, 1 for every weight that has had a gradient other than 0. */
  readonly touched: readonly Uint8Array[];
  /** Quantiles are exact; the picture looks at up to 128 hidden units, or at `unit` alone beside them. */
  measure(updaters: readonly Updater[], divergedAt: readonly number[], unit: number | null): NetworkRates;
}

/** @param touched for each run, 1 for every weight that has had a gradient other than 0; set by the training */
export function createRateMeter(layout: Layout, touched: readonly Uint8Array[]): RateMeter {
  const { layers } = layout;
  const runs = touched.length;
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
        sum += log(rate[i]);
        n++;
      }
      out[pixel] = exp(sum / n);
    }
  };

  const count = (rate: Float32Array, used: Uint8Array, from: number, to: number, bins: Uint32Array): void => {
    const bits = new Uint32Array(rate.buffer, rate.byteOffset, rate.length);
    for (let i = from; i < to; i++) if (used[i] !== 0) bins[binOfBits[(bits[i] >>> 16) & 0x7fff]]++;
  };

  return {
    touched,

    measure(updaters, divergedAt, unit) {
      const size = QUANTILES.length;
      const effective = new Float64Array(runs * layers.length * size).fill(Number.NaN);
      const realized = new Float64Array(runs * layers.length * size).fill(Number.NaN);
      const untouched = new Float64Array(runs * layers.length).fill(Number.NaN);
      const pixels = new Float32Array(runs * PIXELS).fill(Number.NaN);
      const histogram = new Uint32Array(runs * layers.length * RATE_BINS.COUNT);
      const ofUnit =
        unit === null ? null : { unit, pixels: new Float32Array(runs * PIXELS).fill(Number.NaN) };
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
          count(
            rate,
            marks,
            offset,
            end,
            histogram.subarray(at * RATE_BINS.COUNT, (at + 1) * RATE_BINS.COUNT),
          );
          let missed = 0;
          for (let i = offset; i < end; i++) missed += 1 - marks[i];
          untouched[at] = missed / weights;
        });
        pictureOf(rate, marks, pixels.subarray(k * PIXELS, (k + 1) * PIXELS));
        for (let pixel = 0; ofUnit && pixel < PIXELS; pixel++) {
          const i = pixel * layers[0].units + ofUnit.unit;
          if (marks[i] !== 0) ofUnit.pixels[k * PIXELS + pixel] = rate[i];
        }
      }
      return { effective, realized, untouched, pixels, histogram, unit: ofUnit };
    },
  };
}
