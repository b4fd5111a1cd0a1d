/** Making a matrix orthogonal without decomposing it. */
import { norm } from './blocks.ts';
import { addGram, multiply, transpose } from './linear-algebra.ts';

/** The quintic's coefficients, chosen by Jordan for the steepest slope at 0 rather than for convergence. */
const A = 3.4445;
const B = -4.775;
const C = 2.0315;

/** Buffers for matrices of up to `size` numbers whose shorter side is at most `side`. */
export interface Scratch {
  readonly next: Float64Array;
  readonly gram: Float64Array;
  readonly square: Float64Array;
}

export const createScratch = (size: number, side: number): Scratch => ({
  next: new Float64Array(size),
  gram: new Float64Array(side * side),
  square: new Float64Array(side * side),
});

/**
 * Newton–Schulz iterations X ← aX + (bXXᵀ + c(XXᵀ)²)X from x/‖x‖, in place: the singular values go near 1,
 * the singular vectors stay (Jordan et al. 2024). `x` is rows × columns, row after row; what lies behind them
 * is left alone.
 *
 * After five iterations singular values that were above 0.01 of the norm lie between 0.68 and 1.2.
 */
export function orthogonalise(
  x: Float64Array,
  rows: number,
  columns: number,
  iterations: number,
  { next, gram, square }: Scratch,
): void {
  const size = rows * columns;
  // The shorter side makes the smaller products; Muon's 1e-7 keeps a zero matrix zero.
  const m = Math.min(rows, columns);
  const n = Math.max(rows, columns);
  const length = norm(x, 0, size) + 1e-7;
  for (let i = 0; i < size; i++) x[i] /= length;
  if (rows > columns) flip(x, rows, columns, next);
  for (let k = 0; k < iterations; k++) {
    gram.fill(0, 0, m * m);
    addGram(x, m, n, gram);
    multiply(gram, gram, m, m, m, square);
    for (let i = 0; i < m * m; i++) gram[i] = B * gram[i] + C * square[i];
    multiply(gram, x, m, m, n, next);
    for (let i = 0; i < size; i++) x[i] = A * x[i] + next[i];
  }
  if (rows > columns) flip(x, columns, rows, next);
}

/** Transposes a rows × columns matrix in place, by way of a buffer. */
function flip(x: Float64Array, rows: number, columns: number, buffer: Float64Array): void {
  transpose(x, rows, columns, buffer);
  for (let i = 0; i < rows * columns; i++) x[i] = buffer[i];
}
