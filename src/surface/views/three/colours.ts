/** Colours of the style sheet as numbers for shaders. */
import { rgb } from 'd3';

/** Red, green, blue and opacity, each 0 … 1, in the screen's own encoding (nothing is linearised on the way). */
export type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

/** Reads `#rrggbb`, `rgb(1, 2, 3)` and `rgb(1 2 3 / 0.4)`. Black where it is none of these. */
export function rgbaOf(css: string): Rgba {
  // d3 knows colours as they were written before spaces parted their numbers.
  const commas = css.trim().replace(/^rgb\(\s*(.+?)\s*\)$/, (_, numbers: string) => {
    const parts = numbers.split(/[\s,/]+/);
    return `${parts.length === 4 ? 'rgba' : 'rgb'}(${parts.join(', ')})`;
  });
  const { r, g, b, opacity } = rgb(commas);
  if (Number.isNaN(r)) return [0, 0, 0, 1];
  return [r / 255, g / 255, b / 255, opacity];
}

/** A colour between two: `share` 0 is all `a`, 1 all `b`. */
export const mixed = (a: Rgba, b: Rgba, share: number): Rgba => [
  a[0] + share * (b[0] - a[0]),
  a[1] + share * (b[1] - a[1]),
  a[2] + share * (b[2] - a[2]),
  a[3] + share * (b[3] - a[3]),
];
