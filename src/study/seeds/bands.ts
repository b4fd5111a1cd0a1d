/** What several repetitions of one curve say together: their mean, and between which values most of them lie. Pure. */

/** From which to which quantile a band reaches. */
export const BAND = [0.1, 0.9] as const;

/** Curves over the same rows, summed up by row. NaN where no repetition has a value. */
export interface Band {
  readonly mean: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** How many repetitions have a value. */
  readonly n: Int32Array;
}

/**
 * A quantile of ascending numbers, interpolated between the two nearest (Hyndman & Fan 1996, type 7: that of R and NumPy). NaN of none.
 */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  // Not a + f·(b − a): equal neighbours stay what they are, to the last bit.
  return sorted[below] === sorted[above]
    ? sorted[below]
    : sorted[below] * (1 - (at - below)) + sorted[above] * (at - below);
}

/** @param curves A list of values a repetition; one that ended early has no value in the rows that follow. */
export function bandOf(curves: readonly ArrayLike<number>[]): Band {
  const rows = Math.max(0, ...curves.map(({ length }) => length));
  const mean = new Float64Array(rows).fill(Number.NaN);
  const low = mean.slice();
  const high = mean.slice();
  const n = new Int32Array(rows);
  const values = new Float64Array(curves.length);
  for (let row = 0; row < rows; row++) {
    let count = 0;
    let sum = 0;
    for (const curve of curves) {
      const value = row < curve.length ? curve[row] : Number.NaN;
      if (!Number.isFinite(value)) continue;
      values[count++] = value;
      sum += value;
    }
    n[row] = count;
    if (count === 0) continue;
    const sorted = values.subarray(0, count).sort();
    mean[row] = sum / count;
    low[row] = quantile(sorted, BAND[0]);
    high[row] = quantile(sorted, BAND[1]);
  }
  return { mean, low, high, n };
}
