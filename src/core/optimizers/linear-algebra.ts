/** Dense matrices, row after row in flat arrays. Nothing here allocates. */
import { square } from '../elementary/index.ts';
import type { Vector } from '../types.ts';

/**
 * The eigenvalues and eigenvectors of a symmetric matrix, by cyclic Jacobi rotations (Golub and Van Loan,
 * section 8.5).
 *
 * `a` (n × n) is destroyed; its diagonal ends as `values`. Row k of `vectors` is the unit eigenvector of
 * `values[k]`. With numbers that are not finite the results are not finite either.
 */
export function symmetricEigen(
  a: Float64Array,
  n: number,
  values: Float64Array,
  vectors: Float64Array,
): void {
  vectors.fill(0, 0, n * n);
  for (let i = 0; i < n; i++) vectors[i * n + i] = 1;
  // Convergence is quadratic once it starts: a handful of sweeps; the bound only ends matrices that are not
  // finite.
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    let diagonal = 0;
    for (let i = 0; i < n; i++) {
      diagonal += square(a[i * n + i]);
      for (let j = i + 1; j < n; j++) off += square(a[i * n + j]);
    }
    if (off <= 1e-34 * diagonal) break;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) jacobiRotation(a, n, p, q, vectors);
  }
  for (let i = 0; i < n; i++) values[i] = a[i * n + i];
}

/** Makes `a[p][q]` zero by a rotation of rows and columns p and q; row k of `vectors` follows row k of `a`. */
export function jacobiRotation(
  a: Float64Array,
  n: number,
  p: number,
  q: number,
  vectors: Float64Array,
): void {
  const apq = a[p * n + q];
  if (apq === 0) return;
  // t = tan φ is the smaller root of t² + 2τt − 1 = 0.
  const tau = (a[q * n + q] - a[p * n + p]) / (2 * apq);
  const t = (tau < 0 ? -1 : 1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
  const cos = 1 / Math.sqrt(1 + t * t);
  const sin = t * cos;
  a[p * n + p] -= t * apq;
  a[q * n + q] += t * apq;
  a[p * n + q] = a[q * n + p] = 0;
  for (let k = 0; k < n; k++) {
    const vp = vectors[p * n + k];
    const vq = vectors[q * n + k];
    vectors[p * n + k] = cos * vp - sin * vq;
    vectors[q * n + k] = sin * vp + cos * vq;
    if (k === p || k === q) continue;
    const kp = a[p * n + k];
    const kq = a[q * n + k];
    a[k * n + p] = a[p * n + k] = cos * kp - sin * kq;
    a[k * n + q] = a[q * n + k] = sin * kp + cos * kq;
  }
}

/**
 * `out` = A B with A m × k and B k × n. `out` is neither of them.
 *
 * Four rows of B at a time: most of the time goes into reading and writing `out`.
 */
export function multiply(a: Vector, b: Vector, m: number, k: number, n: number, out: Vector): void {
  out.fill(0, 0, m * n);
  const fours = k - (k % 4);
  for (let i = 0; i < m; i++) {
    const row = i * n;
    for (let l = 0; l < fours; l += 4) {
      const at = i * k + l;
      const [a0, a1, a2, a3] = [a[at], a[at + 1], a[at + 2], a[at + 3]];
      const [b0, b1, b2, b3] = [l * n, (l + 1) * n, (l + 2) * n, (l + 3) * n];
      for (let j = 0; j < n; j++) {
        out[row + j] += a0 * b[b0 + j] + a1 * b[b1 + j] + a2 * b[b2 + j] + a3 * b[b3 + j];
      }
    }
    for (let l = fours; l < k; l++) {
      const factor = a[i * k + l];
      for (let j = 0; j < n; j++) out[row + j] += factor * b[l * n + j];
    }
  }
}

/**
 * `out` += A Aᵀ with A m × n; both triangles are written.
 *
 * Four sums at a time, so that additions need not wait for each other.
 */
export function addGram(a: Vector, m: number, n: number, out: Float64Array): void {
  const fours = n - (n % 4);
  for (let i = 0; i < m; i++) {
    for (let j = i; j < m; j++) {
      const [p, q] = [i * n, j * n];
      let [s0, s1, s2, s3] = [0, 0, 0, 0];
      for (let k = 0; k < fours; k += 4) {
        s0 += a[p + k] * a[q + k];
        s1 += a[p + k + 1] * a[q + k + 1];
        s2 += a[p + k + 2] * a[q + k + 2];
        s3 += a[p + k + 3] * a[q + k + 3];
      }
      for (let k = fours; k < n; k++) s0 += a[p + k] * a[q + k];
      const sum = s0 + s1 + (s2 + s3);
      out[i * m + j] += sum;
      if (j > i) out[j * m + i] += sum;
    }
  }
}

/** `out` = Aᵀ with A m × n. `out` is not A. */
export function transpose(a: Vector, m: number, n: number, out: Vector): void {
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) out[j * m + i] = a[i * n + j];
}
