import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRun } from '../run.ts';
import { defaults, optimizerTable, surfaceTable } from '../tables.ts';
import type { SurfaceObjective, Vector } from '../types.ts';
import { createTrial } from './contract/trial.ts';
import { along, difference, last, mean, objectiveOf, product, type Seen, valley } from './testing/follow.ts';

const specOf = (id: string, args: Record<string, number | null> = {}) => ({
  optimizer: { id, args: { ...defaults(optimizerTable.get(id)), ...args } },
  schedules: [],
  stages: [],
});

/** A run on one of the program's own surfaces. */
const on = (
  surface: string,
  start: readonly [number, number],
  id: string,
  args: Record<string, number | null> = {},
) => {
  const row = surfaceTable.get(surface);
  return createRun(specOf(id, args), row.create(defaults(row), 1), start, 1);
};

/** The Hessian of the valley by hand. */
const curvature = ([x, y]: readonly number[]) => ({
  xx: 2 - 40 * (y - x * x) + 80 * x * x,
  xy: -40 * x,
  yy: 20,
});
const point = fc.tuple(
  fc.double({ min: -2, max: 2, noNaN: true }),
  fc.double({ min: -2, max: 2, noNaN: true }),
);

/** The valley with its exact Hessian, for rules that ask. */
const exact: SurfaceObjective = {
  ...objectiveOf(valley),
  hessian(theta, out) {
    const { xx, xy, yy } = curvature([...theta]);
    out.set([xx, xy, xy, yy]);
  },
};

describe('newton', () => {
  /** One update at a point with the exact Hessian. */
  const stepAt = (at: readonly number[], args: Record<string, number>, objective = exact) => {
    const theta = Float64Array.from(at);
    const full = { ...defaults(optimizerTable.get('newton')), ...args };
    const trial = createTrial(optimizerTable.get('newton'), full, theta, { objective });
    const gradient = new Float64Array(2);
    objective.gradient(theta, gradient);
    trial.advance(gradient);
    return { theta, direction: [...trial.step.direction], gradient: [...gradient] };
  };

  it('solves the linear system of the damped Hessian', () => {
    const damping = fc.double({ min: 0, max: 50, noNaN: true });
    fc.assert(
      fc.property(point, damping, (at, mu) => {
        const { xx, xy, yy } = curvature(at);
        const determinant = (xx + mu) * (yy + mu) - xy * xy;
        fc.pre(Math.abs(determinant) > 1);
        const { direction, gradient } = stepAt(at, { damping: mu });
        const expected = [
          ((yy + mu) * gradient[0] - xy * gradient[1]) / determinant,
          ((xx + mu) * gradient[1] - xy * gradient[0]) / determinant,
        ];
        expected.forEach((value, i) => {
          expect(Math.abs(direction[i] - value)).toBeLessThan(1e-9 * Math.max(1, Math.abs(value)));
        });
      }),
    );
  });

  it('reaches the minimum of a quadratic in one step', () => {
    const run = on('quadratic', [-2.5, 1], 'newton');
    run.advance();
    expect(run.loss).toBeLessThan(1e-28);
  });

  it('is drawn into a saddle, which its saddle-free form leaves', () => {
    const drawn = on('saddle', [1, 0.1], 'newton');
    drawn.advance();
    expect(Math.hypot(...drawn.theta)).toBeLessThan(1e-14);
    const free = on('saddle', [1, 0.1], 'newton', { saddleFree: 1 });
    free.advance();
    expect(free.theta[0]).toBeCloseTo(0, 14);
    expect(free.theta[1]).toBeCloseTo(0.2, 14);
  });

  it('leaves directions without curvature alone', () => {
    const trough: SurfaceObjective = {
      loss: (theta) => theta[0] ** 2 + theta[1],
      gradient: (theta, out) => out.set([2 * theta[0], 1]),
      hessian: (_theta, out) => out.set([2, 0, 0, 0]),
      minima: [],
    };
    expect([...stepAt([3, 5], {}, trough).theta]).toEqual([0, 5]);
  });
});

describe('sophia', () => {
  const args = { lr: 0.01, beta1: 0.8, beta2: 0.9, gamma: 0.5, eps: 1e-6, interval: 4, weightDecay: 0.1 };
  const walkBy = (estimates: (seen: Seen, i: number) => number[]) => (seen: Seen) =>
    last(seen.x).map((value, i) => {
      const m = mean(along(seen.g, i), 0.8);
      const h = mean(
        estimates(seen, i).filter((_, k) => k % 4 === 0),
        0.9,
      );
      const ratio = m / Math.max(0.5 * h, 1e-6);
      return value * (1 - 0.01 * 0.1) - 0.01 * Math.max(-1, Math.min(1, ratio));
    });

  it('clips momentum over the diagonal of the Hessian on a surface', () => {
    const diagonal = walkBy(({ x }, i) => x.map((at) => (i === 0 ? curvature(at).xx : curvature(at).yy)));
    const landscape = {
      ...valley,
      hessian(x: readonly number[]) {
        const { xx, xy, yy } = curvature(x);
        return [xx, xy, xy, yy];
      },
    };
    const options = { args, landscape, updates: 100, open: true };
    expect(difference('sophia', options, diagonal)).toBeLessThan(1e-9);
  });

  it('clips momentum over squared gradients where there is no objective', () => {
    const squares = walkBy(({ g }, i) => along(g, i).map((value) => value * value));
    expect(difference('sophia', { args, updates: 100 }, squares)).toBeLessThan(1e-12);
  });

  it('moves no coordinate by more than the learning rate', () => {
    const run = on('beale', [1, 1.5], 'sophia', { weightDecay: 0, lr: 0.01 });
    for (let t = 0; t < 200; t++) {
      const before = [...run.theta];
      run.advance();
      for (const i of [0, 1]) expect(Math.abs(run.theta[i] - before[i])).toBeLessThanOrEqual(0.01 + 1e-15);
    }
  });
});

describe('polyak', () => {
  it('steps to where the tangent plane reaches the minimum', () => {
    const next = ({ g, x, lr }: Seen) => {
      const alpha = (last(lr) * valley.loss(last(x))) / product(last(g), last(g));
      return last(x).map((value, i) => value - alpha * last(g)[i]);
    };
    expect(difference('polyak', { updates: 100 }, next)).toBeLessThan(1e-12);
  });

  it('halves the distance at every step on a round bowl, so it ends at the minimum', () => {
    const run = on('quadratic', [2, -1], 'polyak');
    expect(run.theta[0]).toBe(2);
    for (let t = 0; t < 400; t++) run.advance();
    expect(run.loss).toBeLessThan(1e-20);
    const round = {
      loss: (x: readonly number[]) => 2 * product(x, x),
      gradient: (x: readonly number[]) => x.map((v) => 4 * v),
    };
    const half = ({ x }: Seen) => last(x).map((value) => value / 2);
    expect(difference('polyak', { landscape: round, updates: 50 }, half)).toBeLessThan(1e-15);
  });

  it('never steps away from the minimum by more than it was (convex functions)', () => {
    const run = on('quadratic', [-2.5, 1], 'polyak');
    let distance = Math.hypot(-2.5, 1);
    for (let t = 0; t < 100; t++) {
      run.advance();
      expect(Math.hypot(...run.theta)).toBeLessThanOrEqual(distance * (1 + 1e-14));
      distance = Math.hypot(...run.theta);
    }
  });

  it('knows the minimum of a surface, or takes the one it is told', () => {
    const known = on('easom', [2.5, 2.5], 'polyak');
    for (let t = 0; t < 300; t++) known.advance();
    expect(known.loss).toBeCloseTo(-1, 6);
    const told = on('easom', [2.5, 2.5], 'polyak', { fMin: 0 });
    told.advance();
    // The loss is below 0 already: nothing to gain.
    expect([...told.theta]).toEqual([2.5, 2.5]);
  });

  it('takes the deepest of several minima', () => {
    const objective: SurfaceObjective = {
      ...objectiveOf(valley),
      minima: [-5, -7, -6].map((loss) => ({ x: 0, y: 0, loss })),
    };
    const args = defaults(optimizerTable.get('polyak'));
    const trial = createTrial(optimizerTable.get('polyak'), args, Float64Array.of(1, 1), { objective });
    trial.advance([2, 0], 1, 1);
    expect(trial.step.rate[0]).toBe(8 / 4);
  });

  it.each([1e100, 1e160, 1e200])('steps as far where the loss is multiplied by %s', (scale) => {
    const landscape = {
      loss: (x: readonly number[]) => scale * (x[0] ** 2 + 3 * x[1] ** 2),
      gradient: (x: readonly number[]) => [2 * scale * x[0], 6 * scale * x[1]],
    };
    const next = ({ x, lr }: Seen) => {
      const [a, b] = last(x);
      const alpha = (last(lr) * (a ** 2 + 3 * b ** 2)) / (4 * a ** 2 + 36 * b ** 2);
      return [a - 2 * alpha * a, b - 6 * alpha * b];
    };
    expect(difference('polyak', { landscape, updates: 20 }, next)).toBeLessThan(1e-12);
  });

  it('steps no further than its cap', () => {
    const run = on('beale', [0.1, 0.1], 'polyak', { maxRate: 1e-3 });
    for (let t = 0; t < 50; t++) {
      run.advance();
      expect(run.updater.rate[0]).toBeLessThanOrEqual(1e-3);
    }
  });
});

describe('armijo', () => {
  it('takes the largest of the rates η, ρη, ρ²η … that decrease the loss enough', () => {
    const next = ({ g, x, lr }: Seen) => {
      const at = (alpha: number) => last(x).map((value, i) => value - alpha * last(g)[i]);
      let alpha = last(lr);
      while (valley.loss(at(alpha)) > valley.loss(last(x)) - 0.1 * alpha * product(last(g), last(g)))
        alpha *= 0.7;
      return at(alpha);
    };
    const options = { args: { lr: 2, c: 0.1, shrink: 0.7 }, updates: 150, open: true };
    expect(difference('armijo', options, next)).toBeLessThan(1e-12);
  });

  it('never increases the loss, even of a badly scaled or bumpy surface', () => {
    const surfaces = ['rosenbrock', 'rastrigin', 'goldstein-price', 'valley', 'ackley'].filter((id) =>
      surfaceTable.find(id),
    );
    for (const id of surfaces) {
      const run = on(id, [0.3, 1.7], 'armijo');
      for (let t = 0; t < 100; t++) {
        const before = run.loss;
        run.advance();
        expect(run.loss).toBeLessThanOrEqual(before);
      }
    }
  });

  it('stays where no rate is low enough', () => {
    // Uphill: the gradient it is given points the wrong way.
    const theta = Float64Array.of(1, 1);
    const args = defaults(optimizerTable.get('armijo'));
    const trial = createTrial(optimizerTable.get('armijo'), args, theta, { objective: objectiveOf(valley) });
    trial.advance(valley.gradient([1.1, 0.8]).map((value) => -value));
    expect([...theta]).toEqual([1, 1]);
    expect([...trial.step.rate]).toEqual([0, 0]);
  });
});

describe('lbfgs', () => {
  /** The inverse Hessian as a matrix, by the BFGS formula, pair after pair: what the two loops avoid. */
  const whole = (history: number, lr: number) => (seen: Seen) => {
    const { g, x } = seen;
    const pairs = x
      .slice(1)
      .map((at, k) => ({
        s: at.map((value, i) => value - x[k][i]),
        y: g[k + 1].map((value, i) => value - g[k][i]),
      }))
      .filter(({ s, y }) => product(s, y) > 1e-10)
      .slice(-history);
    const identity: number[][] = last(x).map((_, i) => last(x).map((__, j) => (i === j ? 1 : 0)));
    const times = (a: number[][], b: number[][]) =>
      a.map((row) => b[0].map((_, j) => row.reduce((sum, value, k) => sum + value * b[k][j], 0)));
    let h = identity;
    if (pairs.length > 0) {
      const { s, y } = last(pairs);
      h = identity.map((row) => row.map((value) => (value * product(s, y)) / product(y, y)));
    }
    for (const { s, y } of pairs) {
      const rho = 1 / product(s, y);
      const left = identity.map((row, i) => row.map((value, j) => value - rho * s[i] * y[j]));
      const right = identity.map((row, i) => row.map((value, j) => value - rho * y[i] * s[j]));
      h = times(times(left, h), right).map((row, i) => row.map((value, j) => value + rho * s[i] * s[j]));
    }
    const d = h.map((row) => product(row, last(g)));
    const l1 = last(g).reduce((sum, value) => sum + Math.abs(value), 0);
    const alpha = seen.t === 1 ? Math.min(1, 1 / l1) * lr : lr;
    return last(x).map((value, i) => value - alpha * d[i]);
  };

  it.each([1, 2, 7])('is BFGS with the last %i pairs', (history) => {
    const options = { args: { lr: 0.4, history, lineSearch: 0 }, updates: 25, start: [-0.8, 1.1, 0.3] };
    expect(difference('lbfgs', options, whole(history, 0.4))).toBeLessThan(1e-9);
  });

  // torch 1.13, float64: LBFGS(max_iter=1, tolerance_grad=0, tolerance_change=0), the points after steps 1,
  // 5, 20.
  it.each([
    [
      'rosenbrock',
      [-1.5, 2],
      { lr: 1, history: 10 },
      [
        [-0.7439024390243902, 2.2439024390243905],
        [-1.4105621061808535, 2.004367900333712],
        [-0.7817427682517829, 0.6141036968671132],
      ],
    ],
    [
      'rosenbrock',
      [-1.2, 1],
      { lr: 0.5, history: 3 },
      [
        [-0.844927536231884, 1.144927536231884],
        [-1.01834202549822, 1.0645268362279212],
        [-0.4583692865183132, 0.19534273340880481],
      ],
    ],
    [
      'beale',
      [0.8, 1.2],
      { lr: 0.3, history: 2 },
      [
        [0.7461105463318043, 0.9538894536681957],
        [1.3679086105769862, 0.16847233009663648],
        [2.8387570648934433, 0.4490572433245484],
      ],
    ],
  ] as const)('follows PyTorch on %s from %j without a line search', (surface, start, args, points) => {
    const run = on(surface, start, 'lbfgs', { ...args, lineSearch: 0 });
    [1, 5, 20].forEach((step, k) => {
      while (run.step < step) run.advance();
      points[k].forEach((expected, i) => {
        expect(Math.abs(run.theta[i] - expected)).toBeLessThan(1e-9);
      });
    });
  });

  it('solves a rotated quadratic in a few steps, and Rosenbrock’s valley in a few dozen', () => {
    const bowl = on('quadratic', [-2.5, 1], 'lbfgs');
    for (let t = 0; t < 12; t++) bowl.advance();
    expect(bowl.loss).toBeLessThan(1e-12);
    const banana = on('rosenbrock', [-1.5, 2], 'lbfgs');
    for (let t = 0; t < 60; t++) banana.advance();
    expect(banana.loss).toBeLessThan(1e-12);
  });

  it('searches for steps that satisfy the weak Wolfe conditions', () => {
    const run = on('rosenbrock', [-1.5, 2], 'lbfgs');
    const { loss, gradient } = surfaceTable.get('rosenbrock').create({ a: 1, b: 100 }, 1);
    for (let t = 0; t < 30; t++) {
      const before = run.theta.slice();
      run.advance();
      const { direction, rate } = run.updater;
      const slope = (at: Vector) => {
        const g = new Float64Array(2);
        gradient(at, g);
        return -(g[0] * direction[0] + g[1] * direction[1]);
      };
      const first = slope(before);
      if (Math.abs(first) < 1e-12) return;
      expect(loss(run.theta)).toBeLessThanOrEqual(loss(before) + 1e-4 * rate[0] * first);
      expect(slope(run.theta)).toBeGreaterThanOrEqual(0.9 * first);
    }
  });

  it('goes on with its history after being restored', () => {
    const run = on('rosenbrock', [-1.5, 2], 'lbfgs', { history: 3 });
    for (let t = 0; t < 8; t++) run.advance();
    const state = structuredClone(run.save());
    for (let t = 0; t < 8; t++) run.advance();
    const other = on('rosenbrock', [0, 0], 'lbfgs', { history: 3 });
    other.advance();
    other.restore(state);
    for (let t = 0; t < 8; t++) other.advance();
    expect([...other.theta]).toEqual([...run.theta]);
  });
});

describe('sgd-hypergradient', () => {
  it('does what its paper says, on top of a schedule', () => {
    const next = ({ g, x, lr, t }: Seen) => {
      const gradients = g.map((one, k) => one.map((value, i) => value + 0.1 * x[k][i]));
      const added = gradients.slice(1).reduce((sum, one, k) => sum + 1e-4 * product(one, gradients[k]), 0);
      return last(x).map((value, i) => value - (lr[t - 1] + added) * last(gradients)[i]);
    };
    const args = { lr: 0.003, hyperLr: 1e-4, weightDecay: 0.1 };
    const options = { args, updates: 150, factor: (t: number) => 1 / (1 + t / 100) };
    expect(difference('sgd-hypergradient', options, next)).toBeLessThan(1e-12);
  });

  it('raises its rate while gradients agree and lowers it when they oppose each other', () => {
    const theta = Float64Array.of(0, 0);
    const full = { ...defaults(optimizerTable.get('sgd-hypergradient')), hyperLr: 1e-3 };
    const trial = createTrial(optimizerTable.get('sgd-hypergradient'), full, theta);
    trial.advance([1, 2]);
    expect(trial.step.rate[0]).toBe(0.01);
    trial.advance([1, 2]);
    expect(trial.step.rate[0]).toBeCloseTo(0.015, 15);
    trial.advance([-2, -4]);
    expect(trial.step.rate[0]).toBeCloseTo(0.005, 15);
  });
});

describe('exact curvature where a surface is not smooth', () => {
  const first = (...given: Parameters<typeof on>): number[] => {
    const run = on(...given);
    run.advance();
    return [...run.theta];
  };

  it('Newton steps from beside the tip of Ackley’s cone by its radial curvature', () => {
    // By hand: along the radius the slope is 2√2 and the curvature 2π²e − 0.4, but for terms of the size of the radius.
    const step = (2 * Math.SQRT2) / (2 * Math.PI ** 2 * Math.E - 0.4);
    const [x, y] = first('ackley', [1e-6, 2e-6], 'newton');
    expect(x).toBeCloseTo(-step / Math.sqrt(5), 5);
    expect(y).toBeCloseTo(2 * x, 8);
  });

  it('Newton leaves alone what has no curvature: nothing moves in the valley with a crease', () => {
    expect(first('valley', [-1.8, 1.3], 'newton')).toEqual([-1.8, 1.3]);
  });

  it('Sophia takes steps of the learning rate where there is no curvature', () => {
    const [x, y] = first('valley', [-1.8, 1.3], 'sophia', { lr: 0.01, weightDecay: 0 });
    expect(x).toBeCloseTo(-1.79, 12);
    expect(y).toBeCloseTo(1.29, 12);
  });
});
