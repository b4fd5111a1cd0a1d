/**
 * Matrices as rows of numbers, for the texts of rules: written for the eye, and in other ways than the
 * rules' own (no eigenvalues, no loops over flat arrays), so that the two cannot share a mistake.
 */

export type Matrix = readonly (readonly number[])[];

/**
 * Thrown where the last digits of the numbers decide, or rounding takes most of them away: such inputs tell
 * nothing about a rule.
 */
export class Undecided extends Error {}

/** The largest condition number at which a comparison still means something. */
const WORST = 1e6;

const build = (rows: number, columns: number, value: (i: number, j: number) => number): Matrix =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (__, j) => value(i, j)));

const columnsOf = (a: Matrix): number => a[0].length;

/** As many ones on the diagonal as `a` has rows. */
export const identity = (a: Matrix): Matrix => build(a.length, a.length, (i, j) => Number(i === j));

export const transpose = (a: Matrix): Matrix => build(columnsOf(a), a.length, (i, j) => a[j][i]);

/**
 * AB.
 *
 * @throws RangeError when the sizes do not fit.
 * @throws Undecided where the products are much larger than their sums, so that most digits cancel.
 */
export function multiply(a: Matrix, b: Matrix): Matrix {
  if (columnsOf(a) !== b.length) throw new RangeError(`${columnsOf(a)} columns times ${b.length} rows`);
  const products = (i: number, j: number): number[] => a[i].map((value, k) => value * b[k][j]);
  const result = build(a.length, columnsOf(b), (i, j) => total(products(i, j)));
  const sizes = build(a.length, columnsOf(b), (i, j) => total(products(i, j).map(Math.abs)));
  if (largest(sizes) > 100 * largest(result)) throw new Undecided('most digits cancel');
  return result;
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/**
 * Element by element; a single number counts for all of them. @throws RangeError when the sizes do not fit.
 */
export function combine(a: Matrix, b: Matrix, each: (a: number, b: number) => number): Matrix {
  if (isNumber(b)) return a.map((row) => row.map((value) => each(value, b[0][0])));
  if (isNumber(a)) return b.map((row) => row.map((value) => each(a[0][0], value)));
  if (a.length !== b.length || columnsOf(a) !== columnsOf(b)) throw new RangeError('two sizes');
  return a.map((row, i) => row.map((value, j) => each(value, b[i][j])));
}

export const isNumber = (a: Matrix): boolean => a.length === 1 && columnsOf(a) === 1;

/** What is on the diagonal, and 0 elsewhere. */
export const diagonal = (a: Matrix): Matrix =>
  a.map((row, i) => row.map((value, j) => (i === j ? value : 0)));

export const largest = (a: Matrix): number => Math.max(0, ...a.flat().map(Math.abs));

const plus = (a: Matrix, b: Matrix): Matrix => combine(a, b, (x, y) => x + y);
const times = (a: Matrix, factor: number): Matrix => a.map((row) => row.map((value) => factor * value));

/** A⁻¹ by Gauss and Jordan's elimination with pivoting. @throws Undecided where A is close to having none. */
export function inverse(a: Matrix): Matrix {
  const n = a.length;
  const rows = a.map((row, i) => [...row, ...identity(a)[i]]);
  for (let k = 0; k < n; k++) {
    const pivot = rows.reduce(
      (best, row, i) => (i > k && Math.abs(row[k]) > Math.abs(rows[best][k]) ? i : best),
      k,
    );
    [rows[k], rows[pivot]] = [rows[pivot], rows[k]];
    if (rows[k][k] === 0) throw new Undecided('singular');
    rows[k] = rows[k].map((value) => value / rows[k][k]);
    for (let i = 0; i < n; i++) {
      const factor = rows[i][k];
      if (i !== k) rows[i] = rows[i].map((value, j) => value - factor * rows[k][j]);
    }
  }
  const result = rows.map((row) => row.slice(n));
  if (!(largest(a) * largest(result) * n <= WORST)) throw new Undecided('badly conditioned');
  return result;
}

/** A^(1/2) and A^(−1/2) of a positive definite matrix, by Denman and Beavers' iteration (1976). */
function roots(a: Matrix): { readonly root: Matrix; readonly inverseRoot: Matrix } {
  let [root, inverseRoot] = [a, identity(a)];
  for (let k = 0; k < 40; k++) {
    const next = times(plus(root, inverse(inverseRoot)), 0.5);
    inverseRoot = times(plus(inverseRoot, inverse(root)), 0.5);
    root = next;
  }
  return { root, inverseRoot };
}

/** A^(−1/2) or A^(−1/4) of a positive definite matrix. @throws RangeError for other exponents. */
export function power(a: Matrix, exponent: number): Matrix {
  if (exponent === -1 / 2) return roots(a).inverseRoot;
  if (exponent === -1 / 4) return roots(roots(a).root).inverseRoot;
  throw new RangeError(`no power ${exponent} of a matrix`);
}

/**
 * |A| = (A²)^(1/2) of a symmetric 2 × 2 matrix: the root of M is (M + √det M)/√(tr M + 2√det M), which
 * follows from Cayley and Hamilton's theorem (Levinger 1980).
 */
export function absolute(a: Matrix): Matrix {
  const [[xx, xy], [, yy]] = a;
  const determinant = Math.abs(xx * yy - xy * xy);
  const square = multiply(a, a);
  const trace = square[0][0] + square[1][1];
  if (trace === 0) return a;
  return times(plus(square, times(identity(a), determinant)), 1 / Math.sqrt(trace + 2 * determinant));
}

/**
 * The pseudo-inverse by full-rank factorisation: from A = CF by elimination, Fᵀ(FFᵀ)⁻¹(CᵀC)⁻¹Cᵀ (MacDuffee;
 * Ben-Israel and Greville 2003, section 1.6).
 *
 * @throws Undecided where it depends on rounding whether a direction is flat.
 */
export function pseudoinverse(a: Matrix): Matrix {
  const size = largest(a);
  const left: Matrix[] = [];
  const right: Matrix[] = [];
  let rest = a;
  for (let rank = 0; rank < a.length; rank++) {
    const pivot = largest(rest);
    if (pivot <= 1e-14 * size) break;
    if (pivot < size / WORST) throw new Undecided('nearly flat');
    const i = rest.findIndex((row) => row.some((value) => Math.abs(value) === pivot));
    const j = rest[i].findIndex((value) => Math.abs(value) === pivot);
    const column = rest.map((row) => [row[j] / rest[i][j]]);
    left.push(column);
    right.push([rest[i]]);
    rest = plus(rest, times(multiply(column, [rest[i]]), -1));
  }
  if (left.length === 0) return times(a, 0);
  const c = a.map((_, i) => left.map((column) => column[i][0]));
  const f = right.map(([row]) => row);
  const [ct, ft] = [transpose(c), transpose(f)];
  const middle = multiply(inverse(multiply(f, ft)), inverse(multiply(ct, c)));
  return multiply(multiply(ft, middle), ct);
}
