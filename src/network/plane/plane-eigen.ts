/**
 * Eigenvalues of small symmetric matrices, by Jacobi's rotations (Golub and Van Loan, "Matrix computations", 8.5): slow
 * for large ones, and exact to the last digits for all.
 */
import { square } from '../../core/elementary/index.ts';

export interface Eigen {
  /** Largest first. */
  readonly values: readonly number[];
  /** Of length one, in the same order. */
  readonly vectors: readonly Float64Array[];
}

const MOST_SWEEPS = 30;

/** Decomposes a symmetric matrix, which is left as it is. Yields after each of its rows. */
export function* eigen(matrix: readonly Float64Array[]): Generator<undefined, Eigen> {
  const n = matrix.length;
  const a = matrix.map((row) => row.slice());
  // Row k becomes the eigenvector of the k-th diagonal element.
  const vectors = a.map((_, k) => Float64Array.from({ length: n }, (_, i) => (i === k ? 1 : 0)));
  const size = Math.sqrt(a.reduce((sum, row) => sum + row.reduce((s, value) => s + value * value, 0), 0));

  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let rest = 0;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rest += square(a[p][q]);
    if (Math.sqrt(2 * rest) <= 1e-13 * size) break;
    for (let p = 0; p < n - 1; p++) {
      for (let q = p + 1; q < n; q++) rotate(a, vectors, p, q);
      yield;
    }
  }
  const order = a.map((_, k) => k).sort((i, j) => a[j][j] - a[i][i]);
  return { values: order.map((k) => a[k][k]), vectors: order.map((k) => vectors[k]) };
}

/** Turns the plane of coordinates p and q so that a[p][q] becomes 0. */
function rotate(a: Float64Array[], vectors: Float64Array[], p: number, q: number): void {
  const off = a[p][q];
  if (off === 0) return;
  const theta = (a[q][q] - a[p][p]) / (2 * off);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  const [ap, aq, vp, vq] = [a[p], a[q], vectors[p], vectors[q]];
  const [app, aqq] = [ap[p], aq[q]];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [ap[i], aq[i]];
    ap[i] = c * x - s * y;
    aq[i] = s * x + c * y;
    a[i][p] = ap[i];
    a[i][q] = aq[i];
    const [v, w] = [vp[i], vq[i]];
    vp[i] = c * v - s * w;
    vq[i] = s * v + c * w;
  }
  ap[p] = app - t * off;
  aq[q] = aqq + t * off;
  ap[q] = aq[p] = 0;
}
