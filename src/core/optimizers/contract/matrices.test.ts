import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  absolute,
  combine,
  diagonal,
  identity,
  inverse,
  largest,
  type Matrix,
  multiply,
  power,
  pseudoinverse,
  transpose,
  Undecided,
} from './matrices.ts';

fc.configureGlobal({ seed: 7 });

const entry = fc.integer({ min: -30, max: 30 }).map((value) => value / 10);
const matrixOf = (rows: number, columns: number): fc.Arbitrary<Matrix> =>
  fc.array(fc.array(entry, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows });
const someMatrix = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
  .chain(([rows, columns]) => matrixOf(rows, columns));

const near = (found: Matrix, expected: Matrix, bound = 1e-9): void =>
  expect(largest(combine(found, expected, (a, b) => a - b))).toBeLessThan(
    bound * Math.max(1, largest(expected)),
  );
/** Holds for all inputs that rounding does not decide. */
const holds = (inputs: fc.Arbitrary<Matrix>, check: (a: Matrix) => void): void => {
  let checked = 0;
  fc.assert(
    fc.property(inputs, (a) => {
      try {
        check(a);
        checked++;
      } catch (error) {
        if (!(error instanceof Undecided)) throw error;
      }
    }),
  );
  expect(checked).toBeGreaterThan(40);
};
const plain = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) => b[0].map((_, j) => row.reduce((sum, value, k) => sum + value * b[k][j], 0)));
const gram = (a: Matrix): Matrix =>
  combine(plain(a, transpose(a)), identity(a), (one, unit) => one + 0.1 * unit);

describe('matrices, by what defines them', () => {
  it('an inverse times its matrix is the identity', () => {
    holds(someMatrix.map(gram), (a) => {
      near(plain(a, inverse(a)), identity(a));
      near(plain(inverse(a), a), identity(a));
    });
  });

  it('A^(−1/2) twice, and A^(−1/4) four times, undo A', () => {
    holds(someMatrix.map(gram), (a) => {
      const half = power(a, -1 / 2);
      const fourth = power(a, -1 / 4);
      near(plain(plain(half, half), a), identity(a), 1e-7);
      near(plain(fourth, fourth), half, 1e-7);
      near(fourth, transpose(fourth));
    });
    expect(() => power([[2]], 0.5)).toThrow(RangeError);
  });

  it('|A| has A² as its square and curves nowhere downwards', () => {
    const symmetric = fc.tuple(entry, entry, entry).map(([xx, xy, yy]) => [
      [xx, xy],
      [xy, yy],
    ]);
    holds(symmetric, (a) => {
      const [[xx, xy], [yx, yy]] = absolute(a);
      near(plain(absolute(a), absolute(a)), plain(a, a));
      expect(Math.abs(xy - yx)).toBeLessThan(1e-12);
      expect(Math.min(xx, yy, xx * yy - xy * yx)).toBeGreaterThan(-1e-12);
    });
  });

  it('the pseudo-inverse has the four properties of Penrose, also of a matrix without an inverse', () => {
    const factors = fc
      .integer({ min: 1, max: 3 })
      .chain((rank) => fc.tuple(matrixOf(3, rank), matrixOf(rank, 3)));
    holds(
      factors.map(([a, b]) => plain(a, b)),
      (a) => {
        const inverted = pseudoinverse(a);
        const [left, right] = [plain(a, inverted), plain(inverted, a)];
        near(plain(left, a), a);
        near(plain(right, inverted), inverted);
        near(left, transpose(left));
        near(right, transpose(right));
      },
    );
    expect(
      pseudoinverse([
        [0, 0],
        [0, 0],
      ]),
    ).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  it('a product is the sum of products, where not most digits cancel', () => {
    holds(
      someMatrix.map((a) => a),
      (a) => near(multiply(a, transpose(a)), plain(a, transpose(a)), 1e-13),
    );
    expect(() => multiply([[1, 1]], [[1], [-1]])).toThrow(Undecided);
    expect(() => multiply([[1, 1]], [[1, 1]])).toThrow(RangeError);
  });

  it('a number counts for every element, and only the diagonal stays of a matrix', () => {
    const a = [
      [1, 2],
      [3, 4],
    ];
    expect(combine(a, [[10]], (x, y) => x * y)).toEqual([
      [10, 20],
      [30, 40],
    ]);
    expect(combine([[10]], a, (x, y) => x - y)).toEqual([
      [9, 8],
      [7, 6],
    ]);
    expect(() => combine(a, [[1, 2]], (x) => x)).toThrow(RangeError);
    expect(diagonal(a)).toEqual([
      [1, 0],
      [0, 4],
    ]);
  });
});
