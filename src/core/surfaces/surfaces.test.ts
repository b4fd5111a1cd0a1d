import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaults } from '../tables.ts';
import type { Argument, Arguments, Objective, Parameter, Surface, Vector } from '../types.ts';
import { surfaces } from './index.ts';

const CONTRACT = [
  'rosenbrock beale himmelblau booth matyas three-hump-camel six-hump-camel goldstein-price',
  'styblinski-tang ackley rastrigin griewank levy easom mccormick quadratic saddle monkey-saddle valley',
  'factorisation regression sparse reddi custom',
].flatMap((line) => line.split(' '));

/** Where a surface or its gradient is not smooth: difference quotients say nothing there. */
const creases: Readonly<Record<string, (x: number, y: number) => number>> = {
  ackley: (x, y) => Math.hypot(x, y),
  valley: (x, y) => Math.min(Math.abs(x), Math.abs(y)),
  reddi: (x, y) => Math.min(Math.abs(Math.abs(x) - 1), Math.abs(Math.abs(y) - 1)),
};
const smooth = ({ id }: Surface, x: number, y: number) => (creases[id]?.(x, y) ?? 1) > 0.01;

/** Any argument that a slider offers. */
function argument({ kind, choices, slider, ...parameter }: Parameter): fc.Arbitrary<Argument> {
  if (kind === 'flag') return fc.constantFrom(0, 1);
  if (kind === 'choice') return fc.constantFrom(...(choices ?? []));
  if (!slider) return fc.constant(parameter.default);
  if (kind === 'integer') return fc.integer({ min: slider.min, max: slider.max });
  return fc.double({ min: slider.min, max: slider.max, noNaN: true });
}

const argumentsOf = (surface: Surface): fc.Arbitrary<Arguments> =>
  fc.record(Object.fromEntries(surface.parameters.map((parameter) => [parameter.key, argument(parameter)])));

/**
 * A point of the domain, or up to half its width beside it. Spread over 2³⁰ places, because arbitrary doubles
 * would be drawn to 0, where the creases are.
 */
const around = ({ domain }: Surface, margin = 0.5): fc.Arbitrary<Float64Array> => {
  const within = ([min, max]: readonly [number, number]) =>
    fc.integer({ min: 0, max: 2 ** 30 }).map((n) => {
      const fraction = (1 + 2 * margin) * (n / 2 ** 30) - margin;
      return min + fraction * (max - min);
    });
  return fc.tuple(within(domain.x), within(domain.y)).map((point) => Float64Array.from(point));
};

/** The derivative of `f` along coordinate `i`: central differences, extrapolated once (Richardson). */
function derivative(f: (theta: Vector) => number, theta: Float64Array, i: number): number {
  const quotient = (h: number) => {
    const forth = theta.slice();
    const back = theta.slice();
    forth[i] += h;
    back[i] -= h;
    return (f(forth) - f(back)) / (forth[i] - back[i]);
  };
  return (4 * quotient(5e-4) - quotient(1e-3)) / 3;
}

const gradientOf = (objective: Objective, theta: Vector): Float64Array => {
  const out = new Float64Array(2);
  objective.gradient(theta, out);
  return out;
};

describe('the table of surfaces', () => {
  it('has the rows of the contract, in its order', () => {
    expect(surfaces.map(({ id }) => id)).toEqual(CONTRACT);
  });
});

describe.each(surfaces.map((surface) => [surface.id, surface] as const))('%s', (_id, surface) => {
  const objective = surface.create(defaults(surface), 1);
  const { x, y } = surface.domain;

  it('starts inside its domain, at a finite loss, where the gradient is not 0', () => {
    const start = Float64Array.from(surface.start);
    expect(start[0]).toBeGreaterThan(x[0]);
    expect(start[0]).toBeLessThan(x[1]);
    expect(start[1]).toBeGreaterThan(y[0]);
    expect(start[1]).toBeLessThan(y[1]);
    expect(Number.isFinite(objective.loss(start))).toBe(true);
    expect(Math.hypot(...gradientOf(objective, start))).toBeGreaterThan(0);
  });

  it('has a gradient that agrees with difference quotients, whatever its arguments', () => {
    fc.assert(
      fc.property(argumentsOf(surface), around(surface), (args, theta) => {
        fc.pre(smooth(surface, theta[0], theta[1]));
        const objective = surface.create(args, 1);
        const gradient = gradientOf(objective, theta);
        const size = 1 + Math.hypot(...gradient) + 1e-4 * Math.abs(objective.loss(theta));
        for (const i of [0, 1]) {
          expect(Math.abs(gradient[i] - derivative(objective.loss, theta, i)) / size).toBeLessThan(1e-6);
        }
      }),
    );
  });

  it('has a Hessian that agrees with difference quotients of its gradient', () => {
    fc.assert(
      fc.property(argumentsOf(surface), around(surface), (args, theta) => {
        fc.pre(smooth(surface, theta[0], theta[1]));
        const objective = surface.create(args, 1);
        const hessian = new Float64Array(4);
        objective.hessian(theta, hessian);
        const size = 1 + Math.hypot(...hessian) + 1e-4 * Math.hypot(...gradientOf(objective, theta));
        for (const i of [0, 1]) {
          for (const j of [0, 1]) {
            const quotient = derivative((at) => gradientOf(objective, at)[i], theta, j);
            expect(Math.abs(hessian[2 * i + j] - quotient) / size).toBeLessThan(1e-6);
          }
        }
      }),
    );
  });

  it('is stationary at every minimum that it lists, with the loss that it lists', () => {
    fc.assert(
      fc.property(argumentsOf(surface), (args) => {
        const objective = surface.create(args, 1);
        for (const { x, y, loss } of objective.minima) {
          const minimum = Float64Array.of(x, y);
          expect(objective.loss(minimum)).toBeCloseTo(loss, 10);
          const hessian = Float64Array.of(1, 1, 1, 1);
          objective.hessian(minimum, hessian);
          expect(Math.hypot(...gradientOf(objective, minimum)) / (Math.hypot(...hessian) || 1)).toBeLessThan(
            1e-9,
          );
        }
      }),
    );
  });

  it.runIf(objective.minima.length > 0)('is nowhere in its domain below its minima', () => {
    fc.assert(
      fc.property(argumentsOf(surface), around(surface, 0), (args, theta) => {
        const objective = surface.create(args, 1);
        const loss = objective.loss(theta);
        for (const minimum of objective.minima) expect(loss).toBeGreaterThanOrEqual(minimum.loss - 1e-9);
      }),
    );
  });

  // On `factorisation` a whole curve of points is as deep; the two listed ones stand for it.
  it.runIf(objective.minima.length > 0 && surface.id !== 'factorisation')(
    'lists all of its global minima',
    () => {
      const depth = Math.min(...objective.minima.map(({ loss }) => loss));
      const points = 24;
      for (let i = 0; i < points; i++) {
        for (let j = 0; j < points; j++) {
          const end = descend(
            objective,
            x[0] + ((i + 0.5) / points) * (x[1] - x[0]),
            y[0] + ((j + 0.5) / points) * (y[1] - y[0]),
          );
          const inside = end[0] >= x[0] && end[0] <= x[1] && end[1] >= y[0] && end[1] <= y[1];
          if (!inside || objective.loss(end) > depth + 1e-6) continue;
          const distances = objective.minima.map((minimum) =>
            Math.hypot(minimum.x - end[0], minimum.y - end[1]),
          );
          expect(Math.min(...distances)).toBeLessThan(0.05);
        }
      }
    },
  );

  it('gives NaN or infinity, never an exception, for a point that is not finite', () => {
    for (const point of [
      [Number.NaN, 0],
      [0, Number.POSITIVE_INFINITY],
      [Number.NEGATIVE_INFINITY, Number.NaN],
    ]) {
      const theta = Float64Array.from(point);
      gradientOf(objective, theta);
      objective.sample?.(theta, 0, new Float64Array(2));
      expect(Number.isFinite(objective.loss(theta))).toBe(false);
    }
  });
});

/** Where gradient descent with backtracking ends after at most 200 steps. */
function descend(objective: Objective, x: number, y: number): Float64Array {
  let theta = Float64Array.of(x, y);
  let loss = objective.loss(theta);
  let rate = 0.1;
  for (let step = 0; step < 200; step++) {
    const gradient = gradientOf(objective, theta);
    const squares = gradient[0] ** 2 + gradient[1] ** 2;
    if (squares < 1e-20) break;
    rate *= 4;
    for (let k = 0; k < 60; k++) {
      const next = Float64Array.of(theta[0] - rate * gradient[0], theta[1] - rate * gradient[1]);
      if (objective.loss(next) <= loss - 0.3 * rate * squares) {
        theta = next;
        loss = objective.loss(next);
        break;
      }
      rate /= 2;
    }
  }
  return theta;
}
