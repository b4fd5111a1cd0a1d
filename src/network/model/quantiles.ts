/**
 * Exact quantiles by radix selection: no sorting, two passes whatever the number of quantiles.
 *
 * The bits of a float32, with the sign turned round, are in the order of the numbers. The first pass counts by the upper
 * 16 bits, which finds the bucket of every quantile; the second counts those buckets by the lower 16 bits, which finds
 * the number itself. About 4 ns a number: 50,000 weights take 0.2 ms.
 */

const BUCKETS = 65_536;

/** The bits of a float32 as a key that sorts as the number does. */
const keyOf = (bits: number): number => (bits < 0 ? ~bits : bits ^ 0x80000000) >>> 0;

export interface QuantileFinder {
  /**
   * Writes the quantiles of `values[i]` for all i in [from, to) with `used[i]` ≠ 0 into `out`, ordered as `levels`.
   * NaN where no value is used. NaN among the values are not allowed.
   *
   * The quantile at level p of n values is the ⌊p·(n−1) + ½⌋-th of the sorted values, from 0: always one of them.
   */
  find(values: Float32Array, used: Uint8Array, from: number, to: number, out: Float64Array): void;
}

/** A finder of the quantiles at `levels` (ascending, 0 … 1). It keeps its counters, half a megabyte. */
export function createQuantileFinder(levels: readonly number[]): QuantileFinder {
  const upper = new Uint32Array(BUCKETS);
  const slotOf = new Uint8Array(BUCKETS);
  const lower = levels.map(() => new Uint32Array(BUCKETS));
  const bucket = new Uint32Array(levels.length);
  const rank = new Uint32Array(levels.length);
  const float = new Float32Array(1);
  const bitsOfFloat = new Int32Array(float.buffer);

  return {
    find(values, used, from, to, out) {
      const bits = new Int32Array(values.buffer, values.byteOffset, values.length);
      upper.fill(0);
      let n = 0;
      for (let i = from; i < to; i++) {
        if (used[i] === 0) continue;
        upper[keyOf(bits[i]) >>> 16]++;
        n++;
      }
      if (n === 0) {
        out.fill(Number.NaN);
        return;
      }

      // The bucket of each quantile, and its rank within the bucket. Quantiles in the same bucket share a counter.
      let below = 0;
      let slots = 0;
      let b = 0;
      levels.forEach((level, q) => {
        const target = Math.floor(level * (n - 1) + 0.5);
        while (below + upper[b] <= target) below += upper[b++];
        bucket[q] = b;
        rank[q] = target - below;
        if (slotOf[b] === 0) {
          lower[slots].fill(0);
          slotOf[b] = ++slots;
        }
      });
      for (let i = from; i < to; i++) {
        if (used[i] === 0) continue;
        const key = keyOf(bits[i]);
        const slot = slotOf[key >>> 16];
        if (slot !== 0) lower[slot - 1][key & 0xffff]++;
      }
      levels.forEach((_, q) => {
        const counts = lower[slotOf[bucket[q]] - 1];
        let low = 0;
        for (let passed = counts[0]; passed <= rank[q]; passed += counts[low]) low++;
        const key = ((bucket[q] << 16) | low) >>> 0;
        bitsOfFloat[0] = key >= 0x80000000 ? key ^ 0x80000000 : ~key;
        out[q] = float[0];
      });
      for (const b of bucket) slotOf[b] = 0;
    },
  };
}
