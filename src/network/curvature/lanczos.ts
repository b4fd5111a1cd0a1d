/**
 * The largest eigenvalue of a symmetric matrix of which only products with vectors are had (Lanczos 1950), with a bound of its error.
 */
import { random } from '../../core/random.ts';
import { LANCZOS } from '../random-streams.ts';

export interface Eigenvalue {
  readonly value: number;
  /** ‖Ay − value·y‖ for the unit vector y that was found: a symmetric A has an eigenvalue no further away than that. */
  readonly error: number;
}

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
};
const add = (to: Float64Array, factor: number, v: Float64Array): void => {
  for (let i = 0; i < to.length; i++) to[i] += factor * v[i];
};
const scaled = (v: Float64Array, factor: number): Float64Array => v.map((x) => x * factor);

/** A tridiagonal matrix: its diagonal and what lies beside it. */
interface Tridiagonal {
  readonly diagonal: readonly number[];
  readonly beside: readonly number[];
}

/** A number just above the largest eigenvalue, by bisection: T − σ has no pivot above 0 exactly for σ above all eigenvalues. */
function above({ diagonal, beside }: Tridiagonal): number {
  const isAbove = (sigma: number): boolean => {
    let pivot = diagonal[0] - sigma;
    for (let i = 1; i < diagonal.length && pivot < 0; i++)
      pivot = diagonal[i] - sigma - (beside[i - 1] * beside[i - 1]) / pivot;
    return pivot < 0;
  };
  // Gershgorin's discs.
  const radius = (i: number): number => Math.abs(beside[i - 1] ?? 0) + Math.abs(beside[i] ?? 0);
  let low = Math.max(...diagonal);
  let high = Math.max(...diagonal.map((d, i) => d + radius(i))) * (1 + 1e-12) + 1e-300;
  for (let k = 0; k < 200 && high - low > 1e-14 * Math.abs(high); k++) {
    const middle = (low + high) / 2;
    if (isAbove(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** The unit eigenvector that belongs to the largest eigenvalue, by inverse iteration just above it, where no pivot can vanish. */
function eigenvector({ diagonal, beside }: Tridiagonal, sigma: number): Float64Array {
  const n = diagonal.length;
  let x = new Float64Array(n).fill(1);
  for (let round = 0; round < 3; round++) {
    const pivots = new Float64Array(n);
    const y = x.slice();
    pivots[0] = diagonal[0] - sigma;
    for (let i = 1; i < n; i++) {
      const factor = beside[i - 1] / pivots[i - 1];
      pivots[i] = diagonal[i] - sigma - factor * beside[i - 1];
      y[i] -= factor * y[i - 1];
    }
    for (let i = n - 1; i >= 0; i--) {
      if (i < n - 1) y[i] -= beside[i] * y[i + 1];
      y[i] /= pivots[i] === 0 ? -Number.MIN_VALUE : pivots[i];
    }
    const length = Math.sqrt(dot(y, y));
    if (!Number.isFinite(length) || length === 0) return x;
    x = scaled(y, 1 / length) as Float64Array<ArrayBuffer>;
  }
  return x;
}

/**
 * The largest eigenvalue of the symmetric matrix by which `multiply(v, out)` multiplies vectors of `length`.
 *
 * Every new vector is made orthogonal to all before it, so that rounding does not bring copies of an eigenvalue. The first one is
 * seeded. It ends when the error is below `tolerance` times the value, at the latest after `most` products; NaN where a product is
 * not finite.
 */
export function largestEigenvalue(
  length: number,
  multiply: (v: Float64Array, out: Float64Array) => void,
  { tolerance = 1e-3, most = 80 } = {},
): Eigenvalue {
  const chance = random(0, LANCZOS);
  const first = Float64Array.from({ length }, () => chance.uniform() - 0.5);
  const basis = [scaled(first, 1 / Math.sqrt(dot(first, first)))];
  const diagonal: number[] = [];
  const beside: number[] = [];
  const product = new Float64Array(length);
  const count = Math.min(most, length);
  for (let k = 0; k < count; k++) {
    multiply(basis[k], product);
    diagonal.push(dot(basis[k], product));
    if (!Number.isFinite(diagonal[k])) return { value: Number.NaN, error: Number.NaN };
    for (let twice = 0; twice < 2; twice++) for (const v of basis) add(product, -dot(v, product), v);
    const rest = Math.sqrt(dot(product, product));
    const sigma = above({ diagonal, beside });
    const s = eigenvector({ diagonal, beside }, sigma);
    const done = rest * Math.abs(s[k]) <= tolerance * Math.abs(sigma) || rest <= 1e-14 * Math.abs(sigma);
    if (done || k === count - 1) return ritz(basis, s, multiply);
    beside.push(rest);
    basis.push(scaled(product, 1 / rest));
  }
  return { value: Number.NaN, error: Number.NaN };
}

/** What the vector that was found says itself: its Rayleigh quotient, and how far it is from an eigenvector. */
function ritz(
  basis: readonly Float64Array[],
  s: Float64Array,
  multiply: (v: Float64Array, out: Float64Array) => void,
): Eigenvalue {
  const y = new Float64Array(basis[0].length);
  basis.forEach((v, i) => {
    add(y, s[i], v);
  });
  const unit = scaled(y, 1 / Math.sqrt(dot(y, y)));
  const product = new Float64Array(unit.length);
  multiply(unit, product);
  const value = dot(unit, product);
  add(product, -value, unit);
  return { value, error: Math.sqrt(dot(product, product)) };
}
