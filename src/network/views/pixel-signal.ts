/** What the parts of the training UI share without React: the pixel that is pointed at, in all pictures at once. */

import type { Playground } from '../../document/playground.ts';
import { createSignal, type Signal } from '../../signal.ts';

export const SIDE = 28;
export const PIXELS = SIDE * SIDE;

const pixels = new WeakMap<Playground, Signal<number | null>>();

/** The pixel (0 … 783) that the pointer is at. */
export function pixelSignal(playground: Playground): Signal<number | null> {
  const known = pixels.get(playground) ?? createSignal<number | null>(null);
  pixels.set(playground, known);
  return known;
}

/** Column and row of a pixel, counted from 1 at the top left. */
export const placeOf = (pixel: number): readonly [column: number, row: number] => [
  (pixel % SIDE) + 1,
  Math.floor(pixel / SIDE) + 1,
];
