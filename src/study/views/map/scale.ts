/** One axis of a map: cells of equal size, one a value, and what lies between their middles. Pure. */
import { gridValues, type StudiedAxis } from '../../axis-values.ts';
import { acrossOf } from '../glance/draw.ts';

export interface MapScale {
  readonly axis: StudiedAxis;
  /** Ascending. */
  readonly values: readonly number[];
  /** Where each of them stands among the values of the grid. */
  readonly places: readonly number[];
  /** Where a value lies, in cells: the middle of the first is 0.5. Goes on evenly beyond the ends. */
  at(value: number): number;
  /** The value there, within the ends. */
  valueAt(cells: number): number;
}

export function scaleOf(axis: StudiedAxis): MapScale {
  const given = gridValues(axis);
  const places = [...given.keys()].sort((a, b) => given[a] - given[b]);
  const values = places.map((place) => given[place]);
  const log = axis.scale === 'log' && values[0] > 0;
  const stretched = values.map((value) => (log ? Math.log(value) : value));
  const last = values.length - 1;
  /** The first of the two neighbours that a stretched value lies between, or would go on from. */
  const segmentOf = (value: number): number => {
    let [low, high] = [0, last];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (stretched[middle] <= value) low = middle;
      else high = middle;
    }
    return low;
  };
  return {
    axis,
    values,
    places,
    at(value) {
      if (last === 0) return 0.5;
      const x = log ? Math.log(value) : value;
      const i = segmentOf(x);
      return i + 0.5 + (x - stretched[i]) / (stretched[i + 1] - stretched[i]);
    },
    valueAt(cells) {
      const place = Math.max(0, Math.min(last, cells - 0.5));
      const i = Math.min(Math.max(0, last - 1), Math.floor(place));
      if (last === 0 || place === i) return values[i];
      const x = stretched[i] + (place - i) * (stretched[i + 1] - stretched[i]);
      return log ? Math.exp(x) : x;
    },
  };
}

/** Values that are written beside the axis, as many as there is room for. */
export function ticksOf(
  { axis, values }: MapScale,
  pixels: number,
  fontScale: number,
): readonly { readonly value: number; readonly text: string }[] {
  const scale = axis.scale === 'log' && values[0] > 0 ? 'log' : 'linear';
  const area = { left: 0, right: pixels, top: 0, bottom: 0 };
  const [from, to] = [values[0], values[values.length - 1]];
  return acrossOf([from, to], scale, area, fontScale).ticks.filter(
    ({ value }) => value >= from - 1e-9 * Math.abs(from) && value <= to + 1e-9 * Math.abs(to),
  );
}
