import { describe, expect, it } from 'vitest';
import { defaults, optimizerTable } from '../tables.ts';
import { createTrial } from './contract/trial.ts';
import { along, difference, last, length, mean, product, type Seen, valley, walk } from './testing/follow.ts';

const start = [0.9, -0.4, 1.3, 0.2, -0.7, 0.5, 1.1, -0.1];
/** Two layers: a matrix of 2 × 3 and a vector of 2. */
const shapes = [[2, 3], [2]];
const layers = [
  [0, 6],
  [6, 8],
];
const layerOf = (i: number) => layers.find(([from, to]) => i >= from && i < to) as number[];
const corrected = (values: readonly number[], beta: number) =>
  mean(values, beta) / (1 - beta ** values.length);
const squares = (values: readonly number[]) => values.map((value) => value * value);

describe('lamb', () => {
  const beta1 = 0.8;
  const beta2 = 0.95;
  const eps = 1e-4;
  const weightDecay = 0.1;
  const args = { lr: 0.02, beta1, beta2, eps, weightDecay };
  const updateOf = ({ g, x }: Seen, i: number) =>
    corrected(along(g, i), beta1) / (Math.sqrt(corrected(squares(along(g, i)), beta2)) + eps) +
    weightDecay * last(x)[i];

  it('does what its paper says, layer by layer', () => {
    const next = (seen: Seen) => {
      const point = last(seen.x);
      const r = point.map((_, i) => updateOf(seen, i));
      return point.map((value, i) => {
        const [from, to] = layerOf(i);
        const ratio = length(point.slice(from, to)) / length(r.slice(from, to));
        return value - last(seen.lr) * ratio * r[i];
      });
    };
    expect(difference('lamb', { args, start, shapes, updates: 100 }, next)).toBeLessThan(1e-12);
  });

  it('moves every layer by the learning rate times the length of its weights', () => {
    walk('lamb', { args, start, shapes }, ({ x }, now) => {
      for (const [from, to] of layers) {
        const before = last(x).slice(from, to);
        const moved = before.map((value, i) => now[from + i] - value);
        expect(length(moved) / length(before)).toBeCloseTo(0.02, 12);
      }
    });
  });

  it('takes the ratio for 1 where a layer is zero', () => {
    walk('lamb', { args, start: [0, 0], updates: 1 }, (seen, now) => {
      now.forEach((value, i) => {
        expect(value).toBeCloseTo(-0.02 * updateOf(seen, i), 14);
      });
    });
  });
});

describe('lars', () => {
  const args = { lr: 0.7, momentum: 0.8, trust: 0.02, weightDecay: 0.1 };
  const local = ({ g, x, lr }: Seen, k: number, i: number) => {
    const [from, to] = layerOf(i);
    const w = length(x[k].slice(from, to));
    return (lr[k] * 0.02 * w) / (length(g[k].slice(from, to)) + 0.1 * w);
  };

  it('does what its paper says, layer by layer', () => {
    const next = (seen: Seen) =>
      last(seen.x).map((value, i) => {
        const steps = seen.g.map(
          (g, k) => 0.8 ** (seen.t - 1 - k) * local(seen, k, i) * (g[i] + 0.1 * seen.x[k][i]),
        );
        return value - steps.reduce((a, b) => a + b, 0);
      });
    expect(difference('lars', { args, start, shapes, updates: 100 }, next)).toBeLessThan(1e-12);
  });

  it('moves by trust times the length of the weights, however large the gradient is', () => {
    for (const factor of [1e-6, 1, 1e6]) {
      const scaled = {
        loss: valley.loss,
        gradient: (x: readonly number[]) => valley.gradient(x).map((v) => factor * v),
      };
      const plain = { lr: 1, momentum: 0, trust: 0.01 };
      walk('lars', { args: plain, landscape: scaled, start, updates: 3 }, ({ x }, now) => {
        const moved = last(x).map((value, i) => now[i] - value);
        expect(length(moved) / length(last(x))).toBeCloseTo(0.01, 14);
      });
    }
  });
});

/** Newton–Schulz on one singular value. */
const quintic = (value: number, times: number): number =>
  times === 0 ? value : quintic(3.4445 * value - 4.775 * value ** 3 + 2.0315 * value ** 5, times - 1);

describe('muon', () => {
  /** The direction of a first update with this gradient. */
  const directionOf = (gradient: readonly number[], shape: number[] | null, args = {}) => {
    const rule = optimizerTable.get('muon');
    const theta = new Float64Array(gradient.length);
    const trial = createTrial(rule, { ...defaults(rule), ...args }, theta, shape ? { shapes: [shape] } : {});
    trial.advance(gradient);
    return { direction: [...trial.step.direction], rate: trial.step.rate[0], theta: [...theta] };
  };

  /** U diag(σ) Vᵀ with rotations U (2 × 2) and V (3 × 3, its first two columns). */
  const built = (singular: readonly [number, number]) => {
    const [c, s] = [Math.cos(0.7), Math.sin(0.7)];
    const u = [
      [c, -s],
      [s, c],
    ];
    const [a, b] = [Math.cos(1.1), Math.sin(1.1)];
    const v = [
      [a, -b * c],
      [b, a * c],
      [0, s],
    ];
    return [0, 1].flatMap((i) =>
      [0, 1, 2].map((j) => u[i][0] * singular[0] * v[j][0] + u[i][1] * singular[1] * v[j][1]),
    );
  };
  const swapped = (m: readonly number[]) => [m[0], m[3], m[1], m[4], m[2], m[5]];

  it('keeps the singular vectors of the momentum and sends its singular values through the quintic', () => {
    const singular = [3, 0.5] as const;
    // The first momentum is (1 − μ)g, and Nesterov's form (1 + μ)(1 − μ)g.
    const scale = 0.05 * 1.95;
    const whole = length(singular.map((value) => scale * value)) + 1e-7;
    const expected = built([
      quintic((scale * singular[0]) / whole, 5),
      quintic((scale * singular[1]) / whole, 5),
    ]);
    directionOf(built(singular), [2, 3]).direction.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i], 13);
    });
    directionOf(swapped(built(singular)), [3, 2]).direction.forEach((value, i) => {
      expect(value).toBeCloseTo(swapped(expected)[i], 13);
    });
  });

  it('has singular values near 1, whatever those of the gradient are', () => {
    for (const small of [1, 0.3, 0.1, 0.03]) {
      const { direction } = directionOf(built([1, small]), [2, 3]);
      const rows = [direction.slice(0, 3), direction.slice(3)];
      const [p, q, r] = [
        length(rows[0]) ** 2,
        length(rows[1]) ** 2,
        rows[0].reduce((sum, value, i) => sum + value * rows[1][i], 0),
      ];
      const spread = Math.hypot((p - q) / 2, r);
      for (const value of [Math.sqrt((p + q) / 2 + spread), Math.sqrt((p + q) / 2 - spread)]) {
        expect(value).toBeGreaterThan(0.65);
        expect(value).toBeLessThan(1.25);
      }
    }
  });

  it('scales the rate by the root of outputs over inputs where that is above 1', () => {
    expect(directionOf(built([1, 0.5]), [2, 3]).rate).toBeCloseTo(0.02 * Math.sqrt(1.5), 15);
    expect(directionOf(built([1, 0.5]), [3, 2]).rate).toBeCloseTo(0.02, 15);
  });

  it('is momentum of constant length in the plane', () => {
    const args = { lr: 0.03, momentum: 0.9, nesterov: 0 };
    const next = ({ g, x, lr }: Seen) => {
      const m = [mean(along(g, 0), 0.9), mean(along(g, 1), 0.9)];
      const size = quintic(length(m) / (length(m) + 1e-7), 5) / length(m);
      return last(x).map((value, i) => value - last(lr) * size * m[i]);
    };
    expect(difference('muon', { args, updates: 150 }, next)).toBeLessThan(1e-12);
  });

  it('gives vectors the step of Adam, at their own rate', () => {
    const args = { lr: 0.02, auxLr: 0.01, auxBeta1: 0.8, auxBeta2: 0.9, auxEps: 1e-6 };
    const next = ({ g, x, lr }: Seen) =>
      last(x).map((value, i) => {
        const history = along(g, i);
        const root = Math.sqrt(corrected(squares(history), 0.9)) + 1e-6;
        return value - (0.5 * last(lr) * corrected(history, 0.8)) / root;
      });
    const options = { args, shapes: [[2]], factor: (t: number) => 1 / t };
    expect(difference('muon', options, next)).toBeLessThan(1e-12);
  });
});

describe('weight decay of muon', () => {
  const args = { lr: 0.02, weightDecay: 0.1, auxLr: 0.003 };

  it('shrinks vectors by their own rate, matrices by Muon’s, as the author’s two groups do', () => {
    const still = { loss: () => 0, gradient: (x: readonly number[]) => x.map(() => 0) };
    const options = { args, start, shapes, landscape: still, factor: (t: number) => 1 / t };
    const next = ({ x, t }: Seen) =>
      last(x).map((value, i) => value * (1 - ((i < 6 ? 0.02 : 0.003) / t) * 0.1));
    expect(difference('muon', options, next)).toBeLessThan(1e-14);
  });
});

describe('adafactor', () => {
  const rms = (values: readonly number[]) => length(values) / Math.sqrt(values.length);
  /** The running mean of torch.optim.Adafactor over all updates: v_t = v_{t−1} + tᵗᵃᵘ(s_t − v_{t−1}). */
  const estimate = (squared: readonly number[], tau: number) =>
    squared.reduce((v, value, k) => v * (1 - (k + 1) ** tau) + (k + 1) ** tau * value, 0);
  const args = { lr: 0.3, beta2Decay: -0.6, eps1: 1e-3, eps2: 0.05, d: 0.8, weightDecay: 0.1 };

  /** The next point, written from the paper’s algorithms 4 and 5 and PyTorch’s documentation, one block after another. */
  const next = ({ g, x, lr, t }: Seen): number[] => {
    const point = last(x);
    const eta = last(lr);
    const v = point.map((_, i) => estimate(squares(along(g, i)), args.beta2Decay));
    const rowMean = (row: number, part: readonly number[]) => mean3(part.slice(3 * row, 3 * row + 3));
    const mean3 = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    const matrix = v.slice(0, 6);
    const all = Math.max(mean3(matrix), args.eps1);
    const factored = matrix.map((_, i) => {
      const column = mean3([matrix[i % 3], matrix[3 + (i % 3)]]);
      return (rowMean(Math.floor(i / 3), matrix) * column) / all;
    });
    const moved = [factored, v.slice(6)].flatMap((variance, block) => {
      const [from, to] = layers[block];
      const u = variance.map((value, i) => last(g)[from + i] / Math.sqrt(Math.max(value, args.eps1 ** 2)));
      const alpha = Math.max(args.eps2, rms(point.slice(from, to))) * Math.min(eta, 1 / Math.sqrt(t));
      return u.map((value) => (alpha * value) / Math.max(1, rms(u) / args.d));
    });
    return point.map((value, i) => value * (1 - eta * args.weightDecay) - moved[i]);
  };

  it('does what its paper and PyTorch say, layer by layer', () => {
    expect(difference('adafactor', { args, start, shapes, updates: 100 }, next)).toBeLessThan(1e-12);
    const falling = { args, start, shapes, updates: 100, factor: (t: number) => 1 / t };
    expect(difference('adafactor', falling, next)).toBeLessThan(1e-12);
  });

  it('moves the plane as one vector by at most a fraction of its size', () => {
    walk('adafactor', { args: { lr: 0.02 }, start: [0.8, 1.2] }, ({ x, t }, now) => {
      const before = last(x);
      const moved = now.map((value, i) => value - before[i]);
      expect(rms(moved)).toBeLessThanOrEqual(rms(before) * Math.min(0.02, 1 / Math.sqrt(t)) * (1 + 1e-12));
    });
  });

  it('takes the machine’s epsilon of the parameters’ precision where ε₁ is not given', () => {
    const rule = optimizerTable.get('adafactor');
    for (const theta of [Float64Array.of(1, 1), Float32Array.of(1, 1)]) {
      const { step, advance } = createTrial(rule, defaults(rule), theta);
      advance([0, 0]);
      const epsilon = theta instanceof Float64Array ? 2.220446049250313e-16 : 1.1920928955078125e-7;
      expect(step.rate[0] * epsilon).toBeCloseTo(0.01, 8);
    }
  });
});

describe('shampoo', () => {
  const eps = 1e-3;

  it('is Adagrad with the full matrix in the plane', () => {
    // The square root of a 2 × 2 matrix H is (H + √det H · I) / √(tr H + 2√det H).
    const next = ({ g, x, lr }: Seen) => {
      const sum = (f: (g: readonly number[]) => number) => g.reduce((total, one) => total + f(one), 0);
      const a = eps + sum(([p]) => p * p);
      const b = sum(([p, q]) => p * q);
      const d = eps + sum(([, q]) => q * q);
      const root = Math.sqrt(a * d - b * b);
      const scale = Math.sqrt(a + d + 2 * root);
      const [ra, rb, rd] = [(a + root) / scale, b / scale, (d + root) / scale];
      const det = ra * rd - rb * rb;
      const [p, q] = last(g);
      const step = [(rd * p - rb * q) / det, (ra * q - rb * p) / det];
      return last(x).map((value, i) => value - last(lr) * step[i]);
    };
    const options = { args: { lr: 0.3, eps }, updates: 100 };
    expect(difference('shampoo', options, next)).toBeLessThan(1e-11);
  });

  it('takes no notice of how the axes are turned', () => {
    const bowl = (angle: number) => {
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      const turned = (x: readonly number[]) => [c * x[0] + s * x[1], c * x[1] - s * x[0]];
      return {
        loss: (x: readonly number[]) => 0.5 * turned(x)[0] ** 2 + 25 * turned(x)[1] ** 2,
        gradient: (x: readonly number[]) => {
          const [u, v] = turned(x);
          return [c * u - s * 50 * v, s * u + c * 50 * v];
        },
        at: ([u, v]: readonly number[]) => [c * u - s * v, s * u + c * v],
      };
    };
    const losses = (id: string, angle: number) => {
      const landscape = bowl(angle);
      const found: number[] = [];
      walk(id, { args: { lr: 0.5 }, landscape, start: landscape.at([2, 1]), updates: 60 }, (_, now) => {
        found.push(landscape.loss(now));
      });
      return found;
    };
    const straight = losses('shampoo', 0);
    losses('shampoo', 0.6).forEach((loss, t) => {
      expect(loss).toBeCloseTo(straight[t], 9);
    });
    // The diagonal form does: turned, it has to take the narrow valley for round.
    expect(last(losses('adagrad', 0.6))).toBeGreaterThan(10 * last(losses('adagrad', 0)));
  });

  const trialOf = (args: object, theta: Float64Array, shape: number[]) => {
    const rule = optimizerTable.get('shampoo');
    return createTrial(rule, { ...defaults(rule), eps, ...args }, theta, { shapes: [shape] });
  };
  /** Matrices as rows, the slow and plain way. */
  type Rows = number[][];
  const times = (a: Rows, b: Rows): Rows =>
    a.map((row) => b[0].map((_, j) => row.reduce((sum, value, k) => sum + value * b[k][j], 0)));
  const flipped = (a: Rows): Rows => a[0].map((_, j) => a.map((row) => row[j]));
  const rowsOf = (values: ArrayLike<number>, n: number): Rows =>
    Array.from({ length: values.length / n }, (_, i) => Array.from(values).slice(i * n, (i + 1) * n));
  const wave = (t: number): Rows =>
    [0, 1].map((i) => [0, 1, 2].map((j) => Math.sin(1 + 2.1 * t + 1.3 * i + 0.7 * j * j)));

  it('multiplies a matrix from both sides by the inverse fourth roots of its factors', () => {
    const { step, advance } = trialOf({}, new Float64Array(6), [2, 3]);
    for (let t = 1; t <= 10; t++) advance(wave(t).flat());
    const history = Array.from({ length: 10 }, (_, t) => wave(t + 1));
    const factor = (n: number, of: (g: Rows) => Rows) =>
      Array.from({ length: n }, (_, i) =>
        Array.from({ length: n }, (_, j) => history.reduce((s, g) => s + of(g)[i][j], i === j ? eps : 0)),
      );
    const left = factor(2, (g) => times(g, flipped(g)));
    const right = factor(3, (g) => times(flipped(g), g));
    const found = rowsOf(step.direction, 3);
    // L^(1/4) D R^(1/4) would be G: multiply the roots that are used back, four times each.
    const rootL = rowsOf(step.extra.roots.subarray(0, 4), 2);
    const rootR = rowsOf(step.extra.roots.subarray(4), 3);
    const fourth = (root: Rows) => times(times(root, root), times(root, root));
    for (const [root, whole] of [
      [rootL, left],
      [rootR, right],
    ]) {
      times(fourth(root), whole).forEach((row, i) => {
        row.forEach((value, j) => {
          expect(value).toBeCloseTo(i === j ? 1 : 0, 9);
        });
      });
    }
    times(times(rootL, wave(10)), rootR).forEach((row, i) => {
      row.forEach((value, j) => {
        expect(found[i][j]).toBeCloseTo(value, 12);
      });
    });
  });

  it('keeps only the diagonal of a side that is too long', () => {
    const { step, advance } = trialOf({ maxSize: 2 }, new Float64Array(6), [2, 3]);
    for (let t = 1; t <= 5; t++) advance(wave(t).flat());
    expect(step.extra.factors).toHaveLength(4 + 3);
    const columns = [0, 1, 2].map((j) => {
      const squared = Array.from({ length: 5 }, (_, t) => wave(t + 1)[0][j] ** 2 + wave(t + 1)[1][j] ** 2);
      return squared.reduce((a, b) => a + b, eps);
    });
    columns.forEach((value, j) => {
      expect(step.extra.factors[4 + j]).toBeCloseTo(value, 13);
      expect(step.extra.roots[4 + j]).toBeCloseTo(value ** -0.25, 13);
    });
  });

  it('takes the roots anew at every interval only, and follows momentum', () => {
    const { step, advance } = trialOf({ interval: 3, momentum: 0.5 }, new Float64Array(6), [2, 3]);
    let roots: number[] = [];
    for (let t = 1; t <= 9; t++) {
      advance(wave(t).flat());
      const now = [...step.extra.roots];
      if (t % 3 === 1) expect(now).not.toEqual(roots);
      else expect(now).toEqual(roots);
      roots = now;
    }
    // The factors gather gradients, whatever the momentum is.
    const squared = Array.from({ length: 9 }, (_, t) => product(wave(t + 1)[0], wave(t + 1)[0]));
    expect(step.extra.factors[0]).toBeCloseTo(
      squared.reduce((a, b) => a + b, eps),
      12,
    );
    const momentum = wave(9)
      .flat()
      .map((_, i) =>
        Array.from({ length: 9 }, (_, k) => 0.5 ** (8 - k) * wave(k + 1).flat()[i]).reduce(
          (a, b) => a + b,
          0,
        ),
      );
    const expected = times(
      times(rowsOf(roots.slice(0, 4), 2), rowsOf(momentum, 3)),
      rowsOf(roots.slice(4), 3),
    );
    expected.flat().forEach((value, i) => {
      expect(step.direction[i]).toBeCloseTo(value, 12);
    });
  });
});

it('refuses shapes that do not fit the parameters', () => {
  for (const id of ['lamb', 'muon', 'shampoo']) {
    const rule = optimizerTable.get(id);
    const begin = () =>
      createTrial(rule, defaults(rule), new Float64Array(5), { shapes: [[2, 3]] }).advance(
        new Float64Array(5),
      );
    expect(begin).toThrow(RangeError);
  }
});
