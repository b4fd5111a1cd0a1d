/** Where an objective can be started from. */
import { square } from './elementary/index.ts';
import type { Domain, Objective, Vector } from './types.ts';

type Point = readonly [x: number, y: number];

/** The part of an objective that is not finite at a point; null where a run can start. */
export type Undefined = 'loss' | 'gradient' | null;

/** What is not finite at `theta` (length 2). */
export function undefinedAt(objective: Objective, theta: Vector): Undefined {
  if (!Number.isFinite(objective.loss(theta))) return 'loss';
  const gradient = new Float64Array(2);
  objective.gradient(theta, gradient);
  return Number.isFinite(gradient[0]) && Number.isFinite(gradient[1]) ? null : 'gradient';
}

/** Into how many parts the domain is cut along each axis, in turn, until a point is found. */
const PARTS = [12, 60];

/**
 * The point nearest to `start`, of a lattice over `domain`, where loss and gradient are finite; one whose neighbours are so
 * too, if there is any. Null where none of the lattice is.
 */
export function definedStart(objective: Objective, { x, y }: Domain, start: Point): Point | null {
  const theta = new Float64Array(2);
  const defined = (at: Point): boolean => {
    theta.set(at);
    return undefinedAt(objective, theta) === null;
  };
  for (const parts of PARTS) {
    const places = Array.from({ length: parts + 1 }, (_, i) => i);
    const along = ([low, high]: Point, i: number): number =>
      Number((low + ((high - low) * i) / parts).toPrecision(6));
    const lattice = places.map((i) => places.map((j): Point => [along(x, i), along(y, j)]));
    const good = lattice.map((column) => column.map(defined));
    const inner = (i: number, j: number): boolean =>
      [-1, 0, 1].every((a) => [-1, 0, 1].every((b) => good[i + a]?.[j + b] ?? true));
    const away = (value: number, wanted: number, [low, high]: Point): number =>
      (value - Math.min(Math.max(wanted, low), high)) / (high - low);
    const distance = (at: Point): number =>
      square(away(at[0], start[0], x)) + square(away(at[1], start[1], y));
    for (const wanted of [inner, (i: number, j: number) => good[i][j]]) {
      const found = lattice.flatMap((column, i) => column.filter((_, j) => good[i][j] && wanted(i, j)));
      if (found.length > 0) return found.reduce((a, b) => (distance(b) < distance(a) ? b : a));
    }
  }
  return null;
}
