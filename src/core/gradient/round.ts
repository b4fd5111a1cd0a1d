/** Rounding a double to a narrower binary format, exactly as IEEE 754 asks. */
import { powerOfTwo } from '../elementary/index.ts';

/** The binary floating-point formats that gradients are kept in. */
export type Format = 'fp32' | 'fp16' | 'bf16';

/**
 * Bits of the significand (with the implicit one), the exponent of the smallest normal number, and the
 * largest number.
 */
interface Layout {
  readonly precision: number;
  readonly smallestExponent: number;
  readonly largest: number;
}

export const FORMATS: Readonly<Record<Format, Layout>> = {
  fp32: { precision: 24, smallestExponent: -126, largest: (2 - 2 ** -23) * 2 ** 127 },
  fp16: { precision: 11, smallestExponent: -14, largest: 65504 },
  bf16: { precision: 8, smallestExponent: -126, largest: (2 - 2 ** -7) * 2 ** 127 },
};

const bits = new DataView(new ArrayBuffer(8));

/**
 * The number of the format nearest to `x`; a tie goes to the even significand, too large a number to
 * ±Infinity, NaN stays.
 *
 * Rounds once, from the double, unlike a cast by way of float32 (as PyTorch's from double to half), which can
 * round a tie that the first rounding made.
 */
export function roundTo(format: Format, x: number): number {
  const { precision, smallestExponent, largest } = FORMATS[format];
  if (x === 0 || !Number.isFinite(x)) return x;
  const magnitude = Math.abs(x);
  if (magnitude >= 2 * largest) return x < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  bits.setFloat64(0, magnitude);
  const exponent = Math.max((bits.getUint16(0) >> 4) - 1023, smallestExponent);
  // Beside this number doubles are spaced as the format's numbers are near x: adding it rounds, ties to even.
  const anchor = 1.5 * powerOfTwo(52 + exponent - precision + 1);
  const rounded = magnitude + anchor - anchor;
  const bounded = rounded > largest ? Number.POSITIVE_INFINITY : rounded;
  return x < 0 ? -bounded : bounded;
}
