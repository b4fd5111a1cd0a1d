/**
 * Shampoo's preconditioner: for each block a factor for its rows and one for its columns, and their inverse
 * roots.
 */
import { pow } from '../elementary/index.ts';
import type { Step } from '../types.ts';
import { type Block, layBlocks, perRun } from './blocks.ts';
import { addGram, multiply, symmetricEigen, transpose } from './linear-algebra.ts';

/** One side of a block: its rows, or its columns, or the elements of a vector. */
interface Side {
  readonly kind: 'rows' | 'columns';
  readonly size: number;
  /** How many numbers of the block belong to each row, or each column. */
  readonly across: number;
  /** Whether the factor is a whole matrix, or only its diagonal because the side is longer than `maxSize`. */
  readonly whole: boolean;
  /** Where the factor lies, and its root. */
  readonly from: number;
  readonly to: number;
}

/** A block as a rows × columns matrix; a vector is one column and has one side. */
export interface FactoredBlock extends Block {
  readonly rows: number;
  readonly columns: number;
  readonly sides: readonly Side[];
}

/** The blocks of a run and the length of their factors, laid end to end. */
export function layFactors({ theta, shapes, args }: Omit<Step, 'extra'>): {
  readonly blocks: readonly FactoredBlock[];
  readonly length: number;
} {
  let to = 0;
  const blocks = layBlocks(theta.length, shapes).map((block) => {
    const size = block.to - block.from;
    const rows = block.shape[0] ?? 1;
    const columns = size / rows;
    const side = (kind: Side['kind'], length: number): Side => {
      const from = to;
      const whole = length <= args.maxSize;
      to += whole ? length * length : length;
      return { kind, size: length, across: size / length, whole, from, to };
    };
    const sides =
      block.shape.length < 2 ? [side('rows', rows)] : [side('rows', rows), side('columns', columns)];
    return { ...block, rows, columns, sides };
  });
  return { blocks, length: to };
}

/** What an update needs beside the state: the plan, views of the state, and buffers. Made once a run. */
const workplace = perRun((step: Step) => {
  const { factors, roots } = step.extra;
  const blocks = layFactors(step).blocks.map((block) => ({
    ...block,
    sides: block.sides.map((side) => ({
      ...side,
      factor: factors.subarray(side.from, side.to),
      root: roots.subarray(side.from, side.to),
    })),
  }));
  const size = Math.max(...blocks.map(({ from, to }) => to - from));
  const sides = blocks.flatMap((block) => block.sides).filter(({ whole }) => whole);
  const side = Math.max(0, ...sides.map((one) => one.size));
  return {
    blocks,
    matrix: new Float64Array(size),
    other: new Float64Array(size),
    square: new Float64Array(side * side),
    vectors: new Float64Array(side * side),
    values: new Float64Array(side),
  };
});
type Workplace = ReturnType<typeof workplace>;
type Working = Workplace['blocks'][number];
type WorkingSide = Working['sides'][number];

/** Starts all factors at εI. */
export function startFactors(step: Step, eps: number): void {
  for (const { sides } of workplace(step).blocks) {
    for (const { factor, size, whole } of sides) {
      for (let i = 0; i < size; i++) factor[whole ? i * size + i : i] = eps;
    }
  }
}

/**
 * One update: `gradient` joins the factors, their roots are taken anew if `renew`, and `direction` (which may
 * hold the gradient, or momentum) is multiplied by them.
 */
export function precondition(
  step: Step,
  gradient: Step['gradient'],
  direction: Step['direction'],
  renew: boolean,
  eps: number,
): void {
  const place = workplace(step);
  const { matrix } = place;
  for (const block of place.blocks) {
    const { from, to, sides } = block;
    for (let i = from; i < to; i++) matrix[i - from] = gradient[i];
    for (const side of sides) gather(place, block, side);
    if (renew) for (const side of sides) takeRoot(place, side, -1 / (2 * sides.length), eps);
    for (let i = from; i < to; i++) matrix[i - from] = direction[i];
    for (const side of sides) apply(place, block, side);
    for (let i = from; i < to; i++) direction[i] = matrix[i - from];
  }
}

/** The row or column that a number of the block belongs to. */
const indexIn = ({ kind, size, across }: WorkingSide, i: number): number =>
  kind === 'rows' ? Math.floor(i / across) : i % size;

/** Adds GGᵀ or GᵀG, or their diagonal. */
function gather({ matrix, other }: Workplace, { rows, columns }: Working, side: WorkingSide): void {
  const { kind, size, across, whole, factor } = side;
  if (!whole) for (let i = 0; i < size * across; i++) factor[indexIn(side, i)] += matrix[i] * matrix[i];
  else if (kind === 'rows') addGram(matrix, size, across, factor);
  else {
    transpose(matrix, rows, columns, other);
    addGram(other, size, across, factor);
  }
}

/** Takes the power of a factor, through its eigenvalues. */
function takeRoot(place: Workplace, side: WorkingSide, exponent: number, eps: number): void {
  const { size, whole, factor, root } = side;
  if (!whole) {
    for (let i = 0; i < size; i++) root[i] = pow(factor[i], exponent);
    return;
  }
  const { square, vectors, values } = place;
  square.set(factor);
  symmetricEigen(square, size, values, vectors);
  root.fill(0);
  for (let k = 0; k < size; k++) {
    // The factor is εI and more, so an eigenvalue below ε is rounding.
    const power = pow(Math.max(values[k], eps), exponent);
    for (let i = 0; i < size; i++) {
      const scaled = power * vectors[k * size + i];
      for (let j = 0; j < size; j++) root[i * size + j] += scaled * vectors[k * size + j];
    }
  }
}

/** Multiplies the matrix by a root, from the left for rows and from the right for columns. */
function apply({ matrix, other }: Workplace, { from, to }: Working, side: WorkingSide): void {
  const { kind, size, across, whole, root } = side;
  const length = to - from;
  if (!whole) {
    for (let i = 0; i < length; i++) matrix[i] *= root[indexIn(side, i)];
    return;
  }
  if (kind === 'rows') multiply(root, matrix, size, size, across, other);
  else multiply(matrix, root, across, size, size, other);
  for (let i = 0; i < length; i++) matrix[i] = other[i];
}
