/** Random journeys for the rules whose coordinates move together. */
import fc from 'fast-check';
import type { Arguments, Optimizer, Step, SurfaceObjective, Vector } from '../../types.ts';
import { isLayerwise } from './blocks.ts';
import { anySize, argumentsOf, between, coordinate } from './inputs.ts';

export interface Journey {
  readonly args: Arguments;
  readonly start: readonly number[];
  readonly shapes: Step['shapes'];
  readonly landscape: SurfaceObjective;
  /** Whether the rule may look at the landscape. */
  readonly open: boolean;
  readonly updates: readonly {
    readonly gradientAt: (theta: Vector) => readonly number[];
    readonly factor: number;
  }[];
}

/** Flat but for one direction: rounding leaves the other with about 1e-16 of its curvature. */
const trough = ([a, b, sign]: readonly number[]): number[] => [sign * a * a, sign * a * b, sign * b * b];

/**
 * The entries xx, xy and yy of a Hessian: of a bowl, a saddle, a hill, and of troughs whose floor is flat.
 */
const curvatures = fc.oneof(
  fc.constantFrom([1, 0, 4], [2, 0, 0], [1, -1, 1], [1, 2, 4], [0, 0, 0], [0, 1, 0]),
  fc.tuple(between(-2, 4), between(-2, 2), between(-2, 4)),
  fc.tuple(between(2, 4), between(-1, 1), between(2, 4)),
  { weight: 2, arbitrary: fc.tuple(between(-40, 40), between(-40, 40), fc.constantFrom(1, -1)).map(trough) },
);

/** ½zᵀHz + ⅓q(z₁⁴ + z₂⁴) with z = θ − c. What rules take for its lowest loss is 0. */
function landscapeOf(
  [xx, xy, yy]: readonly number[],
  q: number,
  center: readonly number[],
): SurfaceObjective {
  const from = (theta: Vector) => [theta[0] - center[0], theta[1] - center[1]];
  return {
    loss(theta) {
      const [a, b] = from(theta);
      return 0.5 * (xx * a * a + 2 * xy * a * b + yy * b * b) + (q / 3) * (a ** 4 + b ** 4);
    },
    gradient(theta, out) {
      const [a, b] = from(theta);
      out[0] = xx * a + xy * b + (4 / 3) * q * a ** 3;
      out[1] = xy * a + yy * b + (4 / 3) * q * b ** 3;
    },
    hessian(theta, out) {
      const [a, b] = from(theta);
      out.set([xx + 4 * q * a * a, xy, xy, yy + 4 * q * b * b]);
    },
    minima: [{ x: center[0], y: center[1], loss: 0 }],
  };
}

/**
 * Arguments that matter, and with which rounding seldom decides: directions left flat, short searches, and
 * matrices that are far from having no inverse.
 */
const decisive = fc.record({
  trials: fc.integer({ min: 1, max: 20 }),
  maxSize: fc.constantFrom(1, 2, 3, 128),
  damping: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, between(0, 100)),
  eps: between(-3, 0).map((power) => 10 ** power),
});

/** Layers: vectors, matrices that are high, wide and square, and one with three sides. */
const layers = fc.constantFrom<Step['shapes']>(
  undefined,
  [[3]],
  [[1]],
  [[3, 2], [2]],
  [[2, 4], [1], [4, 1]],
  [[3, 3]],
  [[2, 2, 2]],
);

/**
 * Journeys of a rule: over layers too if it acts on each by itself, else in the plane. `moderate`: with
 * gradients that matrices can be made of without losing all digits, else with some of any size.
 */
export const journeys = (rule: Optimizer, as: string, moderate: boolean): fc.Arbitrary<Journey> =>
  (isLayerwise(rule.id) ? layers : fc.constant(undefined)).chain((shapes) => {
    const sizes = shapes?.map((shape) => shape.reduce((size, side) => size * side, 1)) ?? [2];
    const n = sizes.reduce((sum, size) => sum + size, 0);
    const list = (element: fc.Arbitrary<number>) => fc.array(element, { minLength: n, maxLength: n });
    const plane = shapes === undefined;
    return fc
      .record({
        args: moderate ? decisive.chain((fixed) => argumentsOf(rule, as, fixed)) : argumentsOf(rule, as),
        start: fc.oneof({ weight: 9, arbitrary: list(coordinate) }, list(fc.constant(0))),
        curvature: curvatures,
        q: fc.constantFrom(0, 0, 0.3),
        center: fc.tuple(coordinate, coordinate),
        across: fc.constantFrom(0, 0, 0, 2, 1.98),
        open: fc.boolean(),
        noise: moderate ? fc.constantFrom(0, 0.1, 1, 1e-3) : fc.constant(1),
        downhill: fc.nat({ max: 4 }).map((value) => value > 0),
        updates: fc.array(
          fc.record({
            gradient: list(
              moderate ? fc.oneof({ weight: 9, arbitrary: coordinate }, fc.constant(0)) : anySize,
            ),
            factor: fc.oneof(fc.constant(1), between(0.1, 1)),
          }),
          { minLength: 1, maxLength: 12 },
        ),
      })
      .map(({ args, curvature, q, center, across, open, noise, downhill, updates, ...given }) => {
        // Gradient descent that lands on the other side of a bowl, as high as it was or a little lower:
        // what decrease is enough decides.
        const lr = Number(args.lr);
        const leap = across > 0 && plane && moderate;
        const landscape = leap
          ? landscapeOf([across / lr, 0, across / lr], 0, center)
          : landscapeOf(curvature, q, center);
        const start = leap ? given.start.map((value, i) => center[i] + (value * lr) / 24) : given.start;
        const alone = leap || noise === 0;
        return {
          args,
          start,
          shapes,
          landscape,
          open: plane && (open || rule.needs === 'objective' || !moderate),
          updates: updates.map(({ gradient, factor }) => ({
            gradientAt(theta: Vector) {
              const own = new Float64Array(n);
              if (plane && moderate && (downhill || alone)) landscape.gradient(theta, own);
              return gradient.map((value, i) => own[i] + (leap ? 0 : noise * value));
            },
            factor: leap ? 1 : factor,
          })),
        };
      });
  });
