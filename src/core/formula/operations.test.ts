import { describe, expect, it } from 'vitest';
import { calculate, execute, executeMany, OPERATIONS, WIDTH } from './operations.ts';

const SPECIAL = [0, -0, 1, -1, 0.5, 2, -2.5, 3, 1e-300, 1e300, Infinity, -Infinity, Number.NaN];

describe.each(OPERATIONS.map((name, operation) => ({ name, operation })))('$name', ({ operation }) => {
  it('gives the same on one number, in a program and on many numbers at a time', () => {
    const n = SPECIAL.length;
    for (const b of SPECIAL) {
      for (const c of [0, 1.5, Number.NaN]) {
        const many = new Float64Array(4 * n);
        many.set(SPECIAL);
        many.fill(b, n, 2 * n);
        many.fill(c, 2 * n, 3 * n);
        executeMany(Int32Array.of(operation, 3 * n, 0, n, 2 * n), 0, WIDTH, many, n);
        SPECIAL.forEach((a, i) => {
          const single = Float64Array.of(a, b, c, 0);
          execute(Int32Array.of(operation, 3, 0, 1, 2), 0, WIDTH, single);
          const expected = calculate(operation, a, b, c);
          expect(single[3]).toBe(expected);
          expect(many[3 * n + i]).toBe(expected);
        });
      }
    }
  });
});
