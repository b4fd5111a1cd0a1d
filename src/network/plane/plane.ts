/**
 * Planes in the space of a network's weights.
 *
 * Principal components of the visited weights: there are far fewer of them (N) than weights (n), so the N × N matrix of
 * their products is decomposed instead of the n × n covariance; with the same eigenvalues, and eigenvectors u that give
 * directions Σ uᵢ(θᵢ − θ̄)/σ (the method of snapshots, Sirovich 1987). Or two random directions, of which every unit's
 * weights are as long as those of the network in the middle (Li et al. 2018, "Visualizing the loss landscape of neural
 * nets", section 4: filter normalisation; biases stay).
 *
 * What takes long is a generator: it yields after a few milliseconds, so that others are let in.
 */
import { square } from '../../core/elementary/index.ts';
import { random } from '../../core/random.ts';
import type { PlaneDomain } from '../history/plane.ts';
import type { Layout } from '../model/layout.ts';
import { DIRECTIONS } from '../random-streams.ts';
import { eigen } from './plane-eigen.ts';

export type Point = Float32Array;

/** A plane: `origin + a·axes[0] + b·axes[1]`. Axes need not be of length one, nor at right angles. */
export interface Plane {
  readonly origin: Float64Array;
  readonly axes: readonly [Float64Array, Float64Array];
}

/** A generator that yields nothing and returns something. */
export type Sliced<T> = Generator<undefined, T>;

/** Numbers that are read between two yields, about: some milliseconds' worth. */
const CHUNK = 2 ** 20;

/** Counts numbers that are read; true when it is time to yield. */
function createMeter(): (count: number) => boolean {
  let left = CHUNK;
  return (count) => {
    left -= count;
    if (left > 0) return false;
    left = CHUNK;
    return true;
  };
}

/** All of some work at once. */
export function whole<T>(work: Sliced<T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value as T;
  }
}

export const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
};

/** Products of points, each computed once as long as both points live. */
export function createProducts(): (a: Point, b: Point) => number {
  const known = new WeakMap<Point, WeakMap<Point, number>>();
  const rowOf = (a: Point) => {
    const row = known.get(a) ?? new WeakMap<Point, number>();
    known.set(a, row);
    return row;
  };
  return (a, b) => {
    const found = rowOf(a).get(b) ?? rowOf(b).get(a);
    if (found !== undefined) return found;
    const product = dot(a, b);
    rowOf(a).set(b, product);
    return product;
  };
}

export interface Principal {
  readonly plane: Plane;
  /** The share of the variance that each axis has. */
  readonly explained: readonly [number, number];
}

/**
 * The plane of the two principal components of some points, its axes of length one and at right angles.
 *
 * An axis points to where the points come later: its sign does not depend on chance. Null when the points do not differ.
 */
export function* principalPlane(
  points: readonly Point[],
  product: (a: Point, b: Point) => number = dot,
): Sliced<Principal | null> {
  const count = points.length;
  if (count < 2) return null;
  const gram = points.map(() => new Float64Array(count));
  const enough = createMeter();
  for (let i = 0; i < count; i++) {
    for (let j = 0; j <= i; j++) {
      gram[i][j] = gram[j][i] = product(points[i], points[j]);
      if (enough(points[i].length)) yield;
    }
    yield;
  }
  // Products of the differences from the mean: rows and columns are centred.
  const means = gram.map((row) => row.reduce((sum, value) => sum + value, 0) / count);
  const mean = means.reduce((sum, value) => sum + value, 0) / count;
  const largest = Math.max(...gram.map((row, i) => row[i]));
  gram.forEach((row, i) => {
    for (let j = 0; j < count; j++) row[j] += mean - means[i] - means[j];
  });
  const total = gram.reduce((sum, row, i) => sum + row[i], 0);
  if (!(total > 1e-12 * largest)) return null;
  const { values, vectors } = yield* eigen(gram);

  const origin = yield* meanOf(points);
  const axes: Float64Array[] = [];
  for (let k = 0; k < 2; k++) {
    const exists = k < values.length && values[k] > 1e-9 * values[0];
    const axis = exists ? yield* combined(points, origin, vectors[k]) : gaussian(origin.length, k);
    for (const other of axes) subtract(axis, other, dot(axis, other));
    scale(axis, 1 / Math.sqrt(dot(axis, axis)));
    // Later points have larger numbers.
    if (exists && (yield* tendency(points, origin, axis)) < 0) scale(axis, -1);
    axes.push(axis);
    yield;
  }
  const share = (k: number): number => Math.max(0, values[k] ?? 0) / total;
  return {
    plane: { origin, axes: [axes[0], axes[1]] },
    explained: [share(0), share(1)],
  };
}

function* meanOf(points: readonly Point[]): Sliced<Float64Array> {
  const mean = new Float64Array(points[0].length);
  const enough = createMeter();
  for (const point of points) {
    for (let i = 0; i < mean.length; i++) mean[i] += point[i] / points.length;
    if (enough(mean.length)) yield;
  }
  return mean;
}

function* combined(
  points: readonly Point[],
  origin: Float64Array,
  weights: Float64Array,
): Sliced<Float64Array> {
  const axis = new Float64Array(origin.length);
  const enough = createMeter();
  for (const [k, point] of points.entries()) {
    const weight = weights[k];
    for (let i = 0; i < axis.length; i++) axis[i] += weight * (point[i] - origin[i]);
    if (enough(2 * axis.length)) yield;
  }
  return axis;
}

const subtract = (from: Float64Array, what: Float64Array, times: number): void => {
  for (let i = 0; i < from.length; i++) from[i] -= times * what[i];
};
const scale = (vector: Float64Array, by: number): void => {
  for (let i = 0; i < vector.length; i++) vector[i] *= by;
};
const gaussian = (length: number, k: number): Float64Array => {
  const chance = random(0, DIRECTIONS, k);
  return Float64Array.from({ length }, () => chance.normal());
};

/** Whether the points go along an axis or against it, the later the more it counts. */
function* tendency(points: readonly Point[], origin: Float64Array, axis: Float64Array): Sliced<number> {
  const base = dot(origin, axis);
  const enough = createMeter();
  let sum = 0;
  for (const [k, point] of points.entries()) {
    sum += (k - (points.length - 1) / 2) * (dot(point, axis) - base);
    if (enough(point.length)) yield;
  }
  return sum;
}

/** Two random directions round a network's weights, each unit's as long as the unit's own. The same for a seed. */
export function* randomPlane(centre: Point, layout: Layout, seed: number): Sliced<Plane> {
  const enough = createMeter();
  function* axis(k: number): Sliced<Float64Array> {
    const direction = new Float64Array(layout.length);
    const chance = random(seed, DIRECTIONS, k);
    for (const { inputs, units, offset } of layout.layers) {
      const end = offset + inputs * units;
      for (let i = offset; i < end; i++) {
        direction[i] = chance.normal();
        // A draw takes as long as some reads.
        if (enough(16)) yield;
      }
      for (let unit = 0; unit < units; unit++) {
        if (enough(16 * inputs)) yield;
        let own = 0;
        let drawn = 0;
        for (let i = offset + unit; i < end; i += units) {
          own += square(centre[i]);
          drawn += square(direction[i]);
        }
        const ratio = Math.sqrt(own / drawn);
        for (let i = offset + unit; i < end; i += units) direction[i] *= ratio;
      }
    }
    return direction;
  }
  return { origin: Float64Array.from(centre), axes: [yield* axis(0), yield* axis(1)] };
}

/** Where points lie on a plane: the place of it that is nearest. */
export interface Projection {
  /** `[points × 2]`. */
  readonly places: Float64Array;
  /** Distance from the plane, in lengths of the first axis, `[points]`. */
  readonly distance: Float64Array;
}

/** Projects points; null ones and such that are not finite become NaN. Yields after each. */
export function* project(plane: Plane, points: readonly (Point | null)[]): Sliced<Projection> {
  const { origin, axes } = plane;
  const [u, v] = axes;
  const [uu, uv, vv] = [dot(u, u), dot(u, v), dot(v, v)];
  const determinant = uu * vv - uv * uv;
  const places = new Float64Array(points.length * 2).fill(Number.NaN);
  const distance = new Float64Array(points.length).fill(Number.NaN);
  for (const [k, point] of points.entries()) {
    if (!point) continue;
    let [du, dv, dd] = [0, 0, 0];
    for (let i = 0; i < point.length; i++) {
      const d = point[i] - origin[i];
      du += d * u[i];
      dv += d * v[i];
      dd += d * d;
    }
    const a = (vv * du - uv * dv) / determinant;
    const b = (uu * dv - uv * du) / determinant;
    places[2 * k] = a;
    places[2 * k + 1] = b;
    distance[k] = Math.sqrt(Math.max(0, dd - a * du - b * dv) / uu);
    yield;
  }
  return { places, distance };
}

/**
 * The share of the points’ variance that lies along the first axis, and along what of the second is at right angles to it.
 * Yields after each point.
 */
export function* explainedBy(plane: Plane, points: readonly Point[]): Sliced<readonly [number, number]> {
  const [u, second] = plane.axes;
  const v = second.slice();
  subtract(v, u, dot(u, v) / dot(u, u));
  const mean = yield* meanOf(points);
  const [mu, mv] = [dot(mean, u), dot(mean, v)];
  let [along, across, total] = [0, 0, 0];
  for (const point of points) {
    yield;
    along += square(dot(point, u) - mu);
    across += square(dot(point, v) - mv);
    for (let i = 0; i < mean.length; i++) total += square(point[i] - mean[i]);
  }
  return [along / dot(u, u) / total, across / dot(v, v) / total];
}

/** The point of a plane at (a, b). */
export function pointAt({ origin, axes }: Plane, a: number, b: number, out: Point): Point {
  const [u, v] = axes;
  for (let i = 0; i < out.length; i++) out[i] = origin[i] + a * u[i] + b * v[i];
  return out;
}

/** Width of the shown part by its height. */
const ASPECT = 16 / 9;
const ROOM = 0.18;

/** The part of a plane that has all the places, and at least `least` in every direction from its origin. */
export function domainOf(places: Float64Array, least = 0): PlaneDomain {
  let [x0, x1, y0, y1] = [
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  const take = (x: number, y: number): void => {
    if (!Number.isFinite(x) || !Number.isFinite(y)) return;
    [x0, x1, y0, y1] = [Math.min(x0, x), Math.max(x1, x), Math.min(y0, y), Math.max(y1, y)];
  };
  for (let k = 0; k < places.length; k += 2) take(places[k], places[k + 1]);
  if (least > 0) for (const side of [-least, least]) take(side, side);
  if (!(x0 <= x1)) return { x: [-ASPECT, ASPECT], y: [-1, 1] };
  const height = Math.max(y1 - y0, (x1 - x0) / ASPECT) * (1 + 2 * ROOM) || 1;
  const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
  const width = height * ASPECT;
  return { x: [x - width / 2, x + width / 2], y: [y - height / 2, y + height / 2] };
}
