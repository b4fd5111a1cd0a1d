/** Zeros, infinities, NaN, the smallest and the largest numbers, and results that are exact. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as elementary from './index.ts';

type Call = (...operands: number[]) => number;
const { powerOfTwo, square, wholePower, ...functions } = elementary as Readonly<Record<string, Call>>;
const { acos, asin, atan2, cbrt, cos, cosh, exp, exp2, expm1 } = elementary;
const { hypot, log, log1p, log2, log10, pow, sin, tan } = elementary;

const { MAX_VALUE, NaN: NAN, POSITIVE_INFINITY } = Number;
const SPECIAL = [
  ...[0, 1, 0.5, 2, 3, 2.5, 710, 746, 1e22, 2 ** 53, 2 ** 53 - 1, 1e300, MAX_VALUE, POSITIVE_INFINITY],
  ...[1e-300, 2 ** -1022, 5e-324, NAN],
].flatMap((x) => [x, -x]);
const TWO = ['pow', 'atan2', 'hypot'];

/** Whether both are the same, or finite and so near that only the last bits differ. */
const near = (a: number, b: number): boolean =>
  Object.is(a, b) || Math.abs(a - b) <= 4 * 2 ** -52 * Math.abs(b) || Math.abs(a - b) <= 5e-324;

describe.each(Object.entries(functions))('%s', (name, ours) => {
  const standard = (name === 'exp2' ? (x: number) => 2 ** x : Math[name as 'exp']) as Call;

  it('treats zeros, infinities, NaN and extremes as the standard says', () => {
    for (const a of SPECIAL) {
      for (const b of TWO.includes(name) ? SPECIAL : [0]) {
        const operands = TWO.includes(name) ? [a, b] : [a];
        const [value, expected] = [ours(...operands), standard(...operands)];
        expect(near(value, expected), `${name}(${operands.join(', ')}) = ${value}, not ${expected}`).toBe(
          true,
        );
      }
    }
  });
});

describe('exact results', () => {
  it('powers of 2 and their logarithms', () => {
    for (let k = -1074; k <= 1023; k++) {
      const power = pow(2, k);
      expect([power, exp2(k), log2(power)]).toEqual([power, power, k]);
      expect(power / pow(2, k - 1)).toBe(k > -1074 ? 2 : Number.POSITIVE_INFINITY);
    }
  });
  it('powers of 10 and their logarithms', () => {
    for (let k = 0; k <= 22; k++)
      expect([pow(10, k), log10(Number(`1e${k}`))]).toEqual([Number(`1e${k}`), k]);
  });
  it('whole powers that fit', () => {
    for (let a = -20; a <= 20; a++) {
      for (let k = 0, power = 1; Math.abs(power) < 2 ** 53; k++, power *= a) {
        expect(pow(a, k) === power, `${a}^${k} = ${pow(a, k)}`).toBe(true);
        if (Math.abs(a) < 2 && k > 60) break;
      }
    }
  });
  it('cube roots of cubes, square roots as powers, whole hypotenuses', () => {
    for (let a = -1000; a <= 1000; a++) expect(cbrt(a * a * a) === a, `∛${a}³`).toBe(true);
    for (let a = 1; a <= 1000; a++) expect(pow(a * a, 0.5)).toBe(a);
    expect([
      hypot(3, 4),
      hypot(-5, 12),
      hypot(3 * 2 ** 700, 4 * 2 ** 700),
      hypot(3 * 2 ** -700, 2 ** -698),
    ]).toEqual([5, 13, 5 * 2 ** 700, 5 * 2 ** -700]);
  });
  it('values at 0 and 1', () => {
    expect([exp(0), cos(0), cosh(0), log(1), log1p(0), expm1(0), acos(1), asin(1)]).toEqual([
      1,
      1,
      1,
      0,
      0,
      0,
      0,
      Math.PI / 2,
    ]);
  });
});

describe('powers from tables', () => {
  it('are those that are computed, whatever was asked before', () => {
    const n = fc.oneof(
      fc.integer({ min: 0, max: 40_000 }),
      fc.integer({ min: -3, max: 300 }),
      fc.double({ min: -9, max: 9 }),
    );
    const base = fc.oneof(fc.double({ noNaN: true }), fc.constantFrom(0.9, 0.999, 0.99, 0.9 + 2 ** -53));
    fc.assert(
      fc.property(fc.array(fc.tuple(base, n), { minLength: 1, maxLength: 200 }), (asked) => {
        for (const [x, k] of asked) expect(elementary.wholePower(x, k)).toBe(pow(x, k));
      }),
    );
    expect(elementary.wholePower(Number.NaN, 3)).toBeNaN();
  });
  it('of 2, 1 and −1 are products and quotients', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (x) => {
        expect([pow(x, 2), pow(x, 1), pow(x, -1)]).toEqual([x * x, x, 1 / x]);
      }),
    );
  });
});

describe('hard arguments', () => {
  it('sines of huge angles, as computed with a thousand digits', () => {
    expect(sin(1e22)).toBe(-0.8522008497671888);
    expect(cos(1e22)).toBe(0.523214785395139);
    expect(tan(1e22)).toBe(-1.628778225606899);
    expect(sin(Number.MAX_VALUE)).toBe(0.004961954789184062);
    // The float64 nearest to a multiple of π/2 (Muller, Elementary Functions, 11.2).
    expect(cos(6381956970095103 * 2 ** 797)).toBe(-4.687165924254628e-19);
    expect(sin(Math.PI)).toBe(1.2246467991473532e-16);
    expect(cos(Math.PI / 2)).toBe(6.123233995736766e-17);
  });
  it('the ends of the range of exp and log', () => {
    expect([
      exp(709.782712893384),
      exp(709.7827128933841),
      exp(-745.1332191019411),
      exp(-745.1332191019412),
    ]).toEqual([1.7976931348622732e308, Number.POSITIVE_INFINITY, 5e-324, 0]);
    expect([exp(-745.14), log(5e-324), log(Number.MAX_VALUE)]).toEqual([
      0, -744.4400719213812, 709.782712893384,
    ]);
  });
});

describe('symmetries hold to the last bit', () => {
  const any = fc.double({ noNaN: true });
  const pairs: [string, (x: number) => readonly [number, number]][] = [
    ...['sin', 'tan', 'asin', 'atan', 'sinh', 'tanh', 'asinh', 'atanh', 'cbrt'].map(
      (name): [string, (x: number) => readonly [number, number]] => {
        const f = functions[name];
        return [`${name}(−x) = −${name} x`, (x) => [f(-x), -f(x)]];
      },
    ),
    ['cos(−x) = cos x', (x) => [cos(-x), cos(x)]],
    ['cosh(−x) = cosh x', (x) => [cosh(-x), cosh(x)]],
    ['atan2(−x, 3) = −atan2(x, 3)', (x) => [atan2(-x, 3), -atan2(x, 3)]],
    ['hypot(x, 3) = hypot(3, −x)', (x) => [hypot(x, 3), hypot(3, -x)]],
  ];
  it.each(pairs)('%s', (_, pair) => {
    fc.assert(
      fc.property(fc.oneof(any, fc.double({ min: -4, max: 4, noNaN: true })), (x) => {
        const [left, right] = pair(x);
        expect(left).toBe(right);
      }),
    );
  });
});
