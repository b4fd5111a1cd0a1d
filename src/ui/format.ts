/** Numbers for people: few digits, a real minus sign, the same width while they run. */
import { format } from 'd3';

const fixed = format('.4f');
/** A real minus sign. */
export const MINUS = '−';

/**
 * A number with about `digits` significant digits: `0.0012`, `12.5`, `3.4e−7`, `−1.50`. Not-a-number is a dash, infinity ∞.
 */
export function short(value: number, digits = 3): string {
  if (Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : `${MINUS}∞`;
  if (value === 0) return '0';
  const size = Math.abs(value);
  const whole = (number: number): number => Number(number.toExponential().split('e')[1]) + 1;
  // Rounding up to a power of ten makes one digit more before the point.
  const rounded = Number(size.toPrecision(Math.max(digits, Math.min(5, whole(size)))));
  const text =
    rounded >= 1e5 || size < 1e-3
      ? value.toExponential(digits - 1).replace('e+', 'e')
      : value.toPrecision(Math.max(digits, whole(rounded)));
  return text.replace(/-/g, MINUS);
}

/** A coordinate or rate in a table: constant width while playing. */
export function steady(value: number): string {
  if (!Number.isFinite(value)) return short(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e4))
    return value.toExponential(2).replace('e+', 'e').replace(/-/g, MINUS);
  return fixed(value).replace(/-/g, MINUS);
}

/** A value as a person would type it: shortest decimal form, plain minus. */
export const typed = (value: number): string => String(Number(value.toPrecision(6)));

const SUPERSCRIPT: Record<string, string> = {
  '-': '⁻',
  0: '⁰',
  1: '¹',
  2: '²',
  3: '³',
  4: '⁴',
  5: '⁵',
  6: '⁶',
  7: '⁷',
  8: '⁸',
  9: '⁹',
};

/** 10ⁿ for axis labels; numbers near one are written out. */
export function power(exponent: number): string {
  if (exponent >= -3 && exponent <= 3) return String(10 ** exponent);
  return `10${[...String(exponent)].map((c) => SUPERSCRIPT[c]).join('')}`;
}
