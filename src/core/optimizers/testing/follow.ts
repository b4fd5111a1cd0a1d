/**
 * Following a rule with a second implementation that keeps nothing between updates: it computes each point
 * from the whole history of gradients and rates, as a paper's sums do, so that it cannot share a mistake in
 * the memory.
 */

import { defaults, optimizerTable } from '../../tables.ts';
import type { Arguments, SurfaceObjective } from '../../types.ts';
import { createTrial } from '../contract/trial.ts';

/** A smooth function of any number of variables with its gradient: what the rules are run on. */
export interface Landscape {
  loss(x: readonly number[]): number;
  gradient(x: readonly number[]): number[];
  /** Of the plane: xx, xy, yx, yy, for rules that ask. */
  hessian?(x: readonly number[]): number[];
}

/** Rosenbrock's valley over all neighbouring pairs, less steep than usual. */
export const valley: Landscape = {
  loss: (x) => x.slice(1).reduce((sum, y, i) => sum + (1 - x[i]) ** 2 + 10 * (y - x[i] ** 2) ** 2, 0),
  gradient: (x) =>
    x.map((value, i) => {
      const ahead = i < x.length - 1 ? -2 * (1 - value) - 40 * value * (x[i + 1] - value ** 2) : 0;
      return ahead + (i > 0 ? 20 * (value - x[i - 1] ** 2) : 0);
    }),
};

/** A landscape of the plane as an objective. */
export const objectiveOf = ({ loss, gradient, hessian }: Landscape): SurfaceObjective => ({
  loss: (theta) => loss([...theta]),
  gradient: (theta, out) => out.set(gradient([...theta])),
  hessian(theta, out) {
    if (!hessian) throw new Error('The landscape has no Hessian: give one to rules that ask for it.');
    out.set(hessian([...theta]));
  },
  minima: [],
});

/** What one update may depend on: gradients g₁ … g_t, rates η₁ … η_t and points x₀ … x_{t−1}. */
export interface Seen {
  readonly g: readonly (readonly number[])[];
  readonly lr: readonly number[];
  readonly x: readonly (readonly number[])[];
  readonly t: number;
}

export interface Walk {
  readonly args?: Arguments;
  readonly start?: readonly number[];
  readonly landscape?: Landscape;
  readonly updates?: number;
  readonly shapes?: readonly (readonly number[])[];
  /** Whether the rule may look at the landscape. */
  readonly open?: boolean;
  /** The rate of update t, as a factor. */
  readonly factor?: (t: number) => number;
}

/** One run of a rule, with everything it went through. */
export function walk(id: string, options: Walk, each: (seen: Seen, now: readonly number[]) => void): void {
  const { start = [-0.8, 1.1], landscape = valley, updates = 60, shapes, open, factor = () => 1 } = options;
  const rule = optimizerTable.get(id);
  const args = { ...defaults(rule), ...options.args };
  const surroundings = {
    ...(open && { objective: objectiveOf(landscape) }),
    ...(shapes && { shapes }),
  };
  const trial = createTrial(rule, args, Float64Array.from(start), surroundings);
  const { theta } = trial.step;
  const g: number[][] = [];
  const x: number[][] = [];
  const lr: number[] = [];
  for (let t = 1; t <= updates; t++) {
    const point = [...theta];
    x.push(point);
    g.push(landscape.gradient(point));
    lr.push(Number(args.lr) * factor(t));
    trial.advance(g[t - 1], lr[t - 1], landscape.loss(point));
    each({ g, lr, x, t }, [...theta]);
  }
}

/**
 * The largest difference between a rule and its second implementation over a run, measured against 1 or the
 * coordinate.
 *
 * `next` gives the point after update t from what was seen up to it.
 */
export function difference(id: string, options: Walk, next: (seen: Seen) => readonly number[]): number {
  let worst = 0;
  walk(id, options, (seen, now) => {
    next(seen).forEach((expected, i) => {
      const off = Math.abs(now[i] - expected) / Math.max(1, Math.abs(expected));
      // NaN is a difference too.
      if (!(off <= worst)) worst = off;
    });
  });
  return worst;
}

/** The exponential mean Σ (1 − β)βᵗ⁻ᵏ vₖ of a list v₁ … v_t: what m ← βm + (1 − β)v comes to. */
export const mean = (values: readonly number[], beta: number): number =>
  values.reduce((sum, value, k) => sum + (1 - beta) * beta ** (values.length - 1 - k) * value, 0);

/** Coordinate i of a list of points or gradients. */
export const along = (points: readonly (readonly number[])[], i: number): number[] =>
  points.map((point) => point[i]);

export const length = (vector: readonly number[]): number => Math.hypot(...vector);
export const product = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * b[i], 0);
export const last = <T>(list: readonly T[]): T => list[list.length - 1];
export const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
