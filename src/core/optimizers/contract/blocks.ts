/** How the flat memory of a step reads as the matrices that a text is about. */
import type { Arguments, Step } from '../../types.ts';
import { column, type Names, number } from './language.ts';
import { combine, type Matrix } from './matrices.ts';

/** A block of parameters: where it lies, and its shape. */
export interface Place {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  readonly columns: number;
  /** How many sides its shape has; 0 in the plane, which has no layers. */
  readonly sides: number;
}

/** The rules whose text is about one layer at a time; of the others it is about all coordinates. */
const LAYERWISE: ReadonlySet<string> = new Set(['lars', 'lamb', 'muon', 'shampoo', 'adafactor']);

export const isLayerwise = (id: string): boolean => LAYERWISE.has(id);

export function placesOf(length: number, shapes: Step['shapes']): readonly Place[] {
  if (!shapes) return [{ from: 0, to: length, rows: length, columns: 1, sides: 0 }];
  let to = 0;
  return shapes.map((shape) => {
    const from = to;
    const size = shape.reduce((product, side) => product * side, 1);
    to += size;
    return { from, to, rows: shape[0], columns: size / shape[0], sides: shape.length };
  });
}

/** Numbers row after row as a matrix. */
const matrix = (values: ArrayLike<number>, columns: number): Matrix =>
  Array.from({ length: values.length / columns }, (_, i) =>
    Array.from({ length: columns }, (__, j) => values[i * columns + j]),
  );

/**
 * What a step holds for a block, as matrices: its memory, and what it wrote. Before the first update what
 * is not per parameter is 0, so that the text has to say where it starts.
 */
export function readBlock(id: string, step: Step, place: Place): Names {
  const { from, to, columns } = place;
  const one = (values: ArrayLike<number>): Matrix => matrix(Array.from(values).slice(from, to), columns);
  const extra = EXTRA[id]?.(step, place) ?? {};
  return {
    ...Object.fromEntries(Object.entries(step.memory).map(([name, values]) => [name, one(values)])),
    ...Object.fromEntries(Object.entries(step.scalars).map(([name, value]) => [name, number(value)])),
    ...(step.t > 0 ? extra : blank(extra)),
    x: one(step.theta),
    rate: one(step.rate),
    direction: one(step.direction),
  };
}

const blank = (names: Names): Names =>
  Object.fromEntries(
    Object.entries(names).map(([name, value]) => [name, combine(value, number(0), () => 0)]),
  );

/** What one update is given. */
export interface Given {
  readonly gradient: readonly number[];
  readonly lr: number;
  readonly loss: number;
  /** Its number, from 1. */
  readonly t: number;
}

/** What the next update is given for a block. */
export function readGiven({ args, objective, theta }: Step, place: Place, given: Given): Names {
  const { from, to, rows, columns, sides } = place;
  const { gradient, ...numbers } = given;
  const hessian = new Float64Array(4);
  objective?.hessian?.(theta, hessian);
  const all = {
    ...filled(args),
    ...numbers,
    schedule: given.lr / args.lr,
    surface: Number(objective !== undefined),
    ...{ rows, columns, sides },
  };
  return {
    ...Object.fromEntries(Object.entries(all).map(([name, value]) => [name, number(value)])),
    g: matrix(gradient.slice(from, to), columns),
    ...(objective && { curvature: column([hessian[0], hessian[3]]) }),
  };
}

/** What a rule puts in the place of arguments that are empty. */
const filled = (args: Arguments): Record<string, number> => ({
  ...(args as Record<string, number>),
  ...(args.fMin === null && { fMin: 0 }),
  ...(args.eps1 === null && { eps1: Number.EPSILON }),
  ...(args.maxRate === null && { maxRate: Number.POSITIVE_INFINITY }),
  ...(args.growthRate === null && { growthRate: Number.POSITIVE_INFINITY }),
  ...(args.beta3 === null && { beta3: Math.sqrt(Number(args.beta2)) }),
});

/** Memory that is not per parameter, by rule and as it is laid out there. */
const EXTRA: Readonly<Record<string, (step: Step, place: Place) => Names>> = {
  /** Rings of pairs, the oldest where the next goes. */
  lbfgs({ extra, scalars, args, theta }) {
    const { pairs } = scalars;
    const kept = Math.min(pairs, args.history);
    const slots = Array.from({ length: kept }, (_, k) => (pairs - kept + k) % args.history);
    const n = theta.length;
    const ring = (values: Float64Array, size: number): Matrix =>
      Array.from({ length: size }, (_, i) => slots.map((slot) => values[slot * size + i]));
    return { S: ring(extra.s, n), Y: ring(extra.y, n), rho: ring(extra.rho, 1) };
  },
  /** Of each matrix the means of its rows and of its columns, here as diagonal matrices. */
  adafactor({ extra, theta, shapes }, { from: place }) {
    let at = 0;
    const take = (size: number): Matrix => {
      const taken = extra.factors.subarray(at, at + size);
      at += size;
      return Array.from(taken, (value, i) => Array.from(taken, (_, j) => (i === j ? value : 0)));
    };
    for (const { from, rows, columns, sides } of placesOf(theta.length, shapes)) {
      if (sides < 2) continue;
      const names = { R: take(rows), C: take(columns) };
      if (from === place) return names;
    }
    return {};
  },
  /**
   * For each block the factor of its rows and, if it is a matrix, of its columns; long sides have a
   * diagonal only.
   */
  shampoo({ extra, args, theta, shapes }, { from: place }) {
    let at = 0;
    const take = (values: Float64Array, size: number): Matrix => {
      const whole = size <= args.maxSize;
      const taken = values.subarray(at, at + (whole ? size * size : size));
      return whole
        ? matrix(taken, size)
        : Array.from(taken, (value, i) => Array.from(taken, (_, j) => (i === j ? value : 0)));
    };
    for (const { from, rows, columns, sides } of placesOf(theta.length, shapes)) {
      const [L, P] = [take(extra.factors, rows), take(extra.roots, rows)];
      at += rows <= args.maxSize ? rows ** 2 : rows;
      const one = number(1);
      const [R, Q] = sides > 1 ? [take(extra.factors, columns), take(extra.roots, columns)] : [one, one];
      if (sides > 1) at += columns <= args.maxSize ? columns ** 2 : columns;
      if (from === place) return { L, R, P, Q };
    }
    return {};
  },
};
