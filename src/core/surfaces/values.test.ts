import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaults, surfaceTable } from '../tables.ts';
import type { Arguments } from '../types.ts';

const { PI, SQRT2, cos, exp, sin, sqrt } = Math;

const loss = (id: string, x: number, y: number, args: Arguments = {}) => {
  const surface = surfaceTable.get(id);
  return surface.create({ ...defaults(surface), ...args }, 1).loss(Float64Array.of(x, y));
};

describe('values that textbooks and arithmetic by hand give', () => {
  it.each([
    ['rosenbrock', -1.2, 1, 24.2],
    ['rosenbrock', 0, 0, 1],
    ['beale', 0, 0, 14.203125],
    ['beale', 3, 0.5, 0],
    ['himmelblau', 0, 0, 170],
    ['himmelblau', 3, 2, 0],
    ['booth', 0, 0, 74],
    ['booth', 1, 3, 0],
    ['matyas', 10, -10, 100],
    ['three-hump-camel', 1, 1, 187 / 60],
    ['six-hump-camel', 0.0898, -0.7126, -1.0316],
    ['six-hump-camel', 1, 1, 97 / 30],
    ['goldstein-price', 0, -1, 3],
    ['goldstein-price', 0, 0, 600],
    ['goldstein-price', 1.2, 0.8, 840],
    ['goldstein-price', 1.8, 0.2, 84],
    ['goldstein-price', -0.6, -0.4, 30],
    ['styblinski-tang', -2.903534, -2.903534, -78.3323],
    ['styblinski-tang', 1, 1, -10],
    ['ackley', 0, 0, 0],
    ['ackley', 1, 1, 3.6254],
    ['rastrigin', 1, 1, 2],
    ['rastrigin', 4.52299366, 4.52299366, 80.7066],
    ['griewank', PI, PI * SQRT2, 0.0074],
    ['levy', 1, 1, 0],
    ['levy', 0.5, 1, 1.25],
    ['levy', 0, 0, 2],
    ['easom', PI, PI, -1],
    ['mccormick', -0.54719, -1.54719, -1.9133],
    ['mccormick', 0, 0, 1],
    ['saddle', 3, 2, 5],
    ['monkey-saddle', 2, 1, 2],
    ['valley', 1, -1, 11],
    ['factorisation', 2, 1, 1],
    ['reddi', 1, 1, 0.2],
    ['reddi', 1.1, -1.3, -0.02 + 0.05 + 0.45],
  ] as const)('%s(%d, %d) is %d', (id, x, y, value) => {
    expect(Math.abs(loss(id, x, y) - value)).toBeLessThan(1e-4);
  });

  it.each([
    [0, 2, 0, 2],
    [90, 2, 0, 40],
    [45, 1, 1, 1],
    [45, 1, -1, 20],
    [-90, 0, 2, 2],
  ])('the long axis of the quadratic bowl is turned by %d°: f(%d, %d) is %d', (angle, x, y, value) => {
    expect(loss('quadratic', x, y, { condition: 20, angle })).toBeCloseTo(value, 12);
  });
});

/** The formulas as they stand in print, for those that the code writes in another way. */
const printed: Readonly<Record<string, (x: number, y: number) => number>> = {
  ackley: (x, y) =>
    -20 * exp(-0.2 * sqrt(0.5 * (x ** 2 + y ** 2))) -
    exp(0.5 * (cos(2 * PI * x) + cos(2 * PI * y))) +
    Math.E +
    20,
  rastrigin: (x, y) => 20 + x ** 2 - 10 * cos(2 * PI * x) + y ** 2 - 10 * cos(2 * PI * y),
  griewank: (x, y) => 1 + (x ** 2 + y ** 2) / 4000 - cos(x) * cos(y / SQRT2),
  easom: (x, y) => -cos(x) * cos(y) * exp(-((x - PI) ** 2 + (y - PI) ** 2)),
  levy: (x, y) =>
    sin(3 * PI * x) ** 2 +
    (x - 1) ** 2 * (1 + sin(3 * PI * y) ** 2) +
    (y - 1) ** 2 * (1 + sin(2 * PI * y) ** 2),
  beale: (x, y) => (1.5 - x + x * y) ** 2 + (2.25 - x + x * y ** 2) ** 2 + (2.625 - x + x * y ** 3) ** 2,
  'three-hump-camel': (x, y) => 2 * x ** 2 - 1.05 * x ** 4 + x ** 6 / 6 + x * y + y ** 2,
  'six-hump-camel': (x, y) => (4 - 2.1 * x ** 2 + x ** 4 / 3) * x ** 2 + x * y + (-4 + 4 * y ** 2) * y ** 2,
  'styblinski-tang': (x, y) => 0.5 * (x ** 4 - 16 * x ** 2 + 5 * x + y ** 4 - 16 * y ** 2 + 5 * y),
  'goldstein-price': (x, y) =>
    (1 + (x + y + 1) ** 2 * (19 - 14 * x + 3 * x ** 2 - 14 * y + 6 * x * y + 3 * y ** 2)) *
    (30 + (2 * x - 3 * y) ** 2 * (18 - 32 * x + 12 * x ** 2 + 48 * y - 36 * x * y + 27 * y ** 2)),
};

describe('the formula as printed', () => {
  it.each(Object.keys(printed))('%s', (id) => {
    const { domain } = surfaceTable.get(id);
    const within = ([min, max]: readonly [number, number]) => fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(within(domain.x), within(domain.y), (x, y) => {
        const expected = printed[id](x, y);
        expect(Math.abs(loss(id, x, y) - expected)).toBeLessThan(1e-12 * (100 + Math.abs(expected)));
      }),
    );
  });
});

describe('points where formulas break', () => {
  it('has a finite gradient at the tip of Ackley’s funnel and on the creases of the valley', () => {
    const out = new Float64Array(2);
    const ackley = surfaceTable.get('ackley').create({}, 1);
    ackley.gradient(Float64Array.of(0, 0), out);
    expect([...out]).toEqual([0, 0]);
    ackley.gradient(Float64Array.of(1e-300, 0), out);
    expect(out.every(Number.isFinite)).toBe(true);
    surfaceTable.get('valley').create({ kappa: 10 }, 1).gradient(Float64Array.of(0, 2), out);
    expect([...out]).toEqual([0, 10]);
  });

  it('keeps the slope of Ackley’s cone however close to its tip', () => {
    const out = new Float64Array(2);
    const ackley = surfaceTable.get('ackley').create({}, 1);
    for (const size of [1e-12, 1e-160, 1e-170, 1e-300, 5e-308]) {
      ackley.gradient(Float64Array.of(size, 2 * size), out);
      // 2(x, y)/r with r = √(5/2): by hand.
      expect(out[0]).toBeCloseTo(1.2649110640673518, 9);
      expect(out[1]).toBeCloseTo(2.5298221281347035, 9);
      expect(ackley.loss(Float64Array.of(size, 2 * size))).toBeGreaterThan(0);
    }
    ackley.gradient(Float64Array.of(1e200, -1e200), out);
    expect(out.every(Number.isFinite)).toBe(true);
  });

  // mpmath with 50 digits: scripts/tools/reference/hessians.py.
  it.each([
    [1e-6, 2e-6, 1011982.1079865476, -505964.4256269175, 253035.4695461682],
    [0.3, -0.7, -8.270757134812419, -5.216594710522293, -10.818241312519596],
    [-4.6, 2.5, -7.93207981176449, 0.18813766193994405, -7.833857454697647],
    [1, 1, 54.311717197583626, -0.9824769036935782, 54.311717197583626],
    [0, 0.01, 336.04681423412654, 0.0, 52.99293891245349],
  ])('has the curvature of Ackley’s function at (%d, %d)', (x, y, xx, xy, yy) => {
    const out = new Float64Array(4);
    surfaceTable.get('ackley').create({}, 1).hessian(Float64Array.of(x, y), out);
    [xx, xy, xy, yy].forEach((value, i) => {
      expect(Math.abs(out[i] - value)).toBeLessThan(1e-12 * Math.max(Math.abs(xx), Math.abs(yy)));
    });
  });
});
