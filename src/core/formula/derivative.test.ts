import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaults, surfaceTable } from '../tables.ts';
import { isFormulaError } from './error.ts';
import { compileFormula, type Formula } from './formula.ts';
import { complexStep } from './testing/complex.ts';
import { type Point, point, smoothTree, write } from './testing/trees.ts';

const compiled = (text: string): Formula => {
  const formula = compileFormula(text);
  if (isFormulaError(formula)) throw new Error(`${text}: ${formula.message}`);
  return formula;
};

const gradient = (text: string, x: number, y: number): number[] => {
  const out = new Float64Array(2);
  compiled(text).gradient(Float64Array.of(x, y), out);
  return [...out];
};

const hessian = (text: string, x: number, y: number): number[] => {
  const out = new Float64Array(4);
  compiled(text).hessian(Float64Array.of(x, y), out);
  return [...out];
};

/** Central differences, extrapolated twice (Richardson), of a function of one number. */
function quotient(f: (at: number) => number, at: number): number {
  const central = (h: number) => (f(at + h) - f(at - h)) / (2 * h);
  const [a, b, c] = [1e-2, 5e-3, 2.5e-3].map(central);
  const [ab, bc] = [(4 * b - a) / 3, (4 * c - b) / 3];
  return (16 * bc - ab) / 15;
}

describe('the gradient of a formula', () => {
  it('is the one that a step into the complex plane finds', () => {
    let compared = 0;
    const property = fc.property(smoothTree, point, (tree, at) => {
      const text = write(tree, false);
      fc.pre(text.length <= 1000);
      const exact = (['x', 'y'] as const).map((variable) => complexStep(tree, at, variable));
      const size = Math.max(...exact.map((one) => one.size));
      // Outside the domain there is nothing to compare; beyond 1e6 rounding says more than the rules.
      fc.pre(size < 1e6 && Number.isFinite(compiled(text).loss(Float64Array.of(at.x, at.y))));
      compared++;
      gradient(text, at.x, at.y).forEach((slope, i) => {
        expect(Math.abs(slope - exact[i].slope) / size, `${text} by ${'xy'[i]}`).toBeLessThan(1e-8);
      });
    });
    fc.assert(property, { numRuns: 800 });
    expect(compared).toBeGreaterThan(500);
  });

  it.each([
    'abs(x)*y + sign(y)*x',
    'min(x*y, x + y) + max(x^2, y, 0.3)',
    'if(x*y < 1, x^2*y, y^3 - x)',
    'mod(x^2, y) + floor(3*x)*y + round(y)*x + ceil(x)*y',
    'cbrt(x*y) + log2(1 + x^2)*log10(2 + y^2)',
    'asin(x/4)*acos(y/4)',
    'x^y + y^(-2.5) + abs(x)^abs(y)',
    '(x > y)*x^3 + (x <= y)*y^2',
    'tanh(20*x)*y + sigmoid(30*(y - x))',
    'x^-3 + y^5 + x^7*y^-2',
    'pow(x^2 + y^2, x)',
  ])('of %s agrees with difference quotients away from kinks', (text) => {
    const f = compiled(text);
    const loss = ({ x, y }: Point): number => f.loss(Float64Array.of(x, y));
    for (const at of [
      { x: 0.71, y: 1.93 },
      { x: 1.37, y: 0.77 },
      { x: 2.21, y: 2.83 },
    ]) {
      const [byX, byY] = gradient(text, at.x, at.y);
      expect(byX).toBeCloseTo(
        quotient((x) => loss({ ...at, x }), at.x),
        6,
      );
      expect(byY).toBeCloseTo(
        quotient((y) => loss({ ...at, y }), at.y),
        6,
      );
    }
  });

  it.each([
    // |x| is flat at its tip, and so is everything that equals it.
    ['abs(x)', 0, 0, [0, 0]],
    ['max(x, -x)', 0, 0, [0, 0]],
    ['sqrt(x^2)', 0, 0, [0, 0]],
    ['(x^2)^0.5', 0, 0, [0, 0]],
    ['sqrt(x^2 + y^2)', 0, 0, [0, 0]],
    ['abs(x)', -2, 0, [-1, 0]],
    // A tie between two branches takes the mean of both slopes.
    ['max(0, x)', 0, 0, [0.5, 0]],
    ['min(x, y)', 1, 1, [0.5, 0.5]],
    ['max(x, x)', 1, 1, [1, 0]],
    // Steps are flat, also where they jump.
    ['sign(x) + floor(x) + (x < 0)', 0, 0, [0, 0]],
    // `if` takes the slope of the branch it takes, whatever the other one does.
    ['if(x > 0, log(x), y)', -1, 2, [0, 1]],
    ['if(x > 0, log(x), y)', 0.5, 2, [2, 0]],
    // Whole powers of negative numbers, and powers at 0.
    ['x^3', -2, 0, [12, 0]],
    ['x^5', -2, 0, [80, 0]],
    ['x^-3', -2, 0, [-0.1875, 0]],
    ['x^1', 0, 0, [1, 0]],
    ['x^0', 0, 0, [0, 0]],
    ['x^y', 0, 0, [0, Number.NEGATIVE_INFINITY]],
    ['x^y', 0, 2, [0, 0]],
    ['x^y', 0, 1, [1, 0]],
    ['x^y', -2, 3, [12, Number.NaN]],
    ['x^1.5', 0, 0, [0, 0]],
    // Roots are infinitely steep at 0.
    ['sqrt(x)', 0, 0, [Number.POSITIVE_INFINITY, 0]],
    ['cbrt(x)', 0, 0, [Number.POSITIVE_INFINITY, 0]],
    ['cbrt(x)', -8, 0, [1 / 12, 0]],
    ['log(x)', 0, 0, [Number.POSITIVE_INFINITY, 0]],
    // Where there is no value there is no slope, in any direction.
    ['log(x) + y', -1, 0, [Number.NaN, Number.NaN]],
    ['sqrt(x) + y', -1, 0, [Number.NaN, Number.NaN]],
    ['x^0.5 + y', -1, 0, [Number.NaN, Number.NaN]],
    ['7', 1, 1, [0, 0]],
  ] as const)('of %s at (%d, %d) is %j', (text, x, y, expected) => {
    gradient(text, x, y).forEach((slope, i) => {
      if (Number.isFinite(expected[i])) expect(slope).toBeCloseTo(expected[i], 12);
      else expect(slope).toBe(expected[i]);
    });
  });

  it('keeps its digits where the function is nearly flat', () => {
    expect(gradient('tanh(x)', 20, 0)[0] * Math.cosh(20) ** 2).toBeCloseTo(1, 10);
    expect(gradient('sigmoid(x)', 40, 0)[0] * Math.exp(40)).toBeCloseTo(1, 10);
    expect(gradient('asin(x)', 1 - 2 ** -50, 0)[0] / Math.sqrt(2 ** 49)).toBeCloseTo(1, 10);
  });
});

/** Test functions as a person would type them, at the default arguments of the table. */
const typed: Readonly<Record<string, string>> = {
  rosenbrock: '(1 - x)^2 + 100*(y - x^2)^2',
  beale: '(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2',
  himmelblau: '(x^2 + y - 11)^2 + (x + y^2 - 7)^2',
  booth: '(x + 2y - 7)^2 + (2x + y - 5)^2',
  matyas: '0.26*(x^2 + y^2) - 0.48*x*y',
  'three-hump-camel': '2x^2 - 1.05x^4 + x^6/6 + x*y + y^2',
  'six-hump-camel': '(4 - 2.1x^2 + x^4/3)*x^2 + x*y + (-4 + 4y^2)*y^2',
  'goldstein-price':
    '(1 + (x + y + 1)^2*(19 - 14x + 3x^2 - 14y + 6*x*y + 3y^2)) * ' +
    '(30 + (2x - 3y)^2*(18 - 32x + 12x^2 + 48y - 36*x*y + 27y^2))',
  'styblinski-tang': '(x^4 - 16x^2 + 5x + y^4 - 16y^2 + 5y)/2',
  ackley: '-20*exp(-0.2*sqrt(0.5*(x^2 + y^2))) - exp(0.5*(cos(2*pi*x) + cos(2*pi*y))) + e + 20',
  rastrigin: '20 + x^2 - 10*cos(2*pi*x) + y^2 - 10*cos(2*pi*y)',
  griewank: '1 + (x^2 + y^2)/4000 - cos(x)*cos(y/sqrt(2))',
  levy: 'sin(3*pi*x)^2 + (x - 1)^2*(1 + sin(3*pi*y)^2) + (y - 1)^2*(1 + sin(2*pi*y)^2)',
  easom: '-cos(x)*cos(y)*exp(-(x - pi)^2 - (y - pi)^2)',
  mccormick: 'sin(x + y) + (x - y)^2 - 1.5x + 2.5y + 1',
  saddle: 'x^2 - y^2',
  'monkey-saddle': 'x^3 - 3x*y^2',
  valley: 'abs(x) + 10*abs(y)',
  factorisation: '(x*y - 1)^2',
};

describe.each(Object.entries(typed))('%s, typed', (id, text) => {
  const surface = surfaceTable.get(id);
  const objective = surface.create(defaults(surface), 1);
  const places = [0.13, 0.37, 0.58, 0.81].flatMap((a) =>
    [0.09, 0.44, 0.67, 0.93].map((b) =>
      Float64Array.of(
        surface.domain.x[0] + a * (surface.domain.x[1] - surface.domain.x[0]),
        surface.domain.y[0] + b * (surface.domain.y[1] - surface.domain.y[0]),
      ),
    ),
  );
  const close = (found: ArrayLike<number>, expected: ArrayLike<number>): void => {
    const size = 1 + Math.hypot(...Array.from(expected));
    for (let i = 0; i < expected.length; i++) {
      expect(Math.abs(found[i] - expected[i]) / size).toBeLessThan(1e-12);
    }
  };

  it('has the values and the gradient of the surface in the table', () => {
    for (const place of places) {
      close([compiled(text).loss(place)], [objective.loss(place)]);
      const expected = new Float64Array(2);
      objective.gradient(place, expected);
      close(gradient(text, place[0], place[1]), expected);
    }
  });

  it.runIf(objective.hessian)('has its Hessian', () => {
    for (const place of places) {
      const expected = new Float64Array(4);
      objective.hessian?.(place, expected);
      close(hessian(text, place[0], place[1]), expected);
    }
  });
});

it.each([
  'x^y',
  'x^2.5*sqrt(y)',
  '(x*y)^(x + y)',
  'sigmoid(x*y) + tanh(x)*asin(y/9)',
  'abs(x - 9)^3/y',
  'max(x*y, y^3)',
])('the Hessian of %s agrees with difference quotients of its gradient', (text) => {
  const [x, y] = [1.3, 2.1];
  const [xx, xy, yx, yy] = hessian(text, x, y);
  expect(xx).toBeCloseTo(
    quotient((at) => gradient(text, at, y)[0], x),
    6,
  );
  expect(xy).toBeCloseTo(
    quotient((at) => gradient(text, x, at)[0], y),
    6,
  );
  expect(yx).toBe(xy);
  expect(yy).toBeCloseTo(
    quotient((at) => gradient(text, x, at)[1], y),
    6,
  );
});
