import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addGram, multiply, symmetricEigen, transpose } from './linear-algebra.ts';

const number = fc.double({ min: -5, max: 5, noNaN: true });
/** A matrix as rows. */
const matrix = (rows: number, columns: number) =>
  fc.array(fc.array(number, { minLength: columns, maxLength: columns }), {
    minLength: rows,
    maxLength: rows,
  });
const flat = (rows: readonly (readonly number[])[]) => Float64Array.from(rows.flat());
const close = (found: ArrayLike<number>, expected: readonly number[]) => {
  expected.forEach((value, i) => {
    expect(found[i]).toBeCloseTo(value, 10);
  });
};

const sizes = fc.tuple(
  fc.integer({ min: 1, max: 7 }),
  fc.integer({ min: 1, max: 7 }),
  fc.integer({ min: 1, max: 7 }),
);

describe('products', () => {
  it('multiplies matrices of any shape', () => {
    const pairs = sizes.chain(([m, k, n]) => fc.tuple(matrix(m, k), matrix(k, n)));
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const out = new Float64Array(a.length * b[0].length).fill(9);
        multiply(flat(a), flat(b), a.length, b.length, b[0].length, out);
        close(
          out,
          a.flatMap((row) => b[0].map((_, j) => row.reduce((s, x, l) => s + x * b[l][j], 0))),
        );
      }),
    );
  });

  it('adds a matrix times its transpose', () => {
    fc.assert(
      fc.property(
        sizes.chain(([m, n]) => matrix(m, n)),
        (a) => {
          const out = new Float64Array(a.length ** 2).fill(1);
          addGram(flat(a), a.length, a[0].length, out);
          close(
            out,
            a.flatMap((p) => a.map((q) => 1 + p.reduce((s, x, l) => s + x * q[l], 0))),
          );
        },
      ),
    );
  });

  it('transposes', () => {
    const out = new Float64Array(6);
    transpose(Float64Array.of(1, 2, 3, 4, 5, 6), 2, 3, out);
    expect([...out]).toEqual([1, 4, 2, 5, 3, 6]);
  });
});

describe('symmetricEigen', () => {
  const decompose = (a: Float64Array, n: number) => {
    const values = new Float64Array(n);
    const vectors = new Float64Array(n * n);
    symmetricEigen(a.slice(), n, values, vectors);
    return { values, vectors };
  };

  it('takes a symmetric matrix apart into orthonormal vectors and their values', () => {
    const square = fc.integer({ min: 1, max: 8 }).chain((n) => matrix(n, n));
    fc.assert(
      fc.property(square, (rows) => {
        const n = rows.length;
        const a = flat(rows.map((row, i) => row.map((x, j) => x + rows[j][i])));
        const { values, vectors } = decompose(a, n);
        for (let i = 0; i < n; i++) {
          for (let j = 0; j < n; j++) {
            let element = 0;
            let overlap = 0;
            for (let k = 0; k < n; k++) {
              element += values[k] * vectors[k * n + i] * vectors[k * n + j];
              overlap += vectors[i * n + k] * vectors[j * n + k];
            }
            expect(element).toBeCloseTo(a[i * n + j], 11);
            expect(overlap).toBeCloseTo(i === j ? 1 : 0, 12);
          }
        }
      }),
    );
  });

  it('finds small eigenvalues beside large ones, and equal ones', () => {
    const { values } = decompose(Float64Array.of(1e12 + 1e-3, 1e12, 1e12, 1e12), 2);
    expect(Math.max(...values)).toBeCloseTo(2e12, -2);
    const equal = decompose(Float64Array.of(2, 0, 0, 0, 2, 0, 0, 0, 2), 3);
    expect([...equal.values]).toEqual([2, 2, 2]);
  });

  it('comes to an end with numbers that are not finite', () => {
    const { values } = decompose(Float64Array.of(Number.NaN, 1, 1, 2), 2);
    expect(Number.isNaN(values[0])).toBe(true);
  });
});
