/**
 * Eigenvalues of small symmetric matrices, by Jacobi's rotations (Golub and Van Loan, "Matrix computations", 8.5): slow
 * for large ones, and exact to the last digits for all.
 */

import { square } from '../../core/elementary/index.ts';
import { jacobiRotation } from '../../core/optimizers/linear-algebra.ts';

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
  const a = Float64Array.from(matrix.flatMap((row) => [...row]));
  // Row k becomes the eigenvector of the k-th diagonal element.
  const vectors = Float64Array.from(a, (_, i) => (i % (n + 1) === 0 ? 1 : 0));
  const size = Math.sqrt(
    matrix.reduce((sum, row) => sum + row.reduce((s, value) => s + value * value, 0), 0),
  );

  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let rest = 0;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rest += square(a[p * n + q]);
    if (Math.sqrt(2 * rest) <= 1e-13 * size) break;
    for (let p = 0; p < n - 1; p++) {
      for (let q = p + 1; q < n; q++) jacobiRotation(a, n, p, q, vectors);
      yield;
    }
  }
  const value = (k: number): number => a[k * n + k];
  const order = matrix.map((_, k) => k).sort((i, j) => value(j) - value(i));
  return { values: order.map(value), vectors: order.map((k) => vectors.slice(k * n, (k + 1) * n)) };
}
