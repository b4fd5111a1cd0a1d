import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { optimizerTable } from '../tables.ts';
import type { Arguments } from '../types.ts';
import { argumentsOf } from './contract/inputs.ts';
import { along, difference, last, mean, type Seen, walk } from './testing/follow.ts';

type Numbers = Record<string, number>;

/** One coordinate of a rule, from its whole history: the point after update t. */
type Transcription = (
  g: readonly number[],
  x: readonly number[],
  lr: readonly number[],
  args: Numbers,
) => number;

const corrected = (values: readonly number[], beta: number) =>
  mean(values, beta) / (1 - beta ** values.length);
const squares = (values: readonly number[]) => values.map((value) => value * value);
const prefix = <T>(values: readonly T[], count: number) => values.slice(0, count);

/** Gradients with the penalty ½λx² in them. */
const penalised = (g: readonly number[], x: readonly number[], { weightDecay }: Numbers) =>
  g.map((value, k) => value + weightDecay * x[k]);

const adabelief: Transcription = (g, x, lr, { beta1, beta2, eps, weightDecay }) => {
  const t = g.length;
  const surprises = g.map((value, k) => (value - mean(prefix(g, k + 1), beta1)) ** 2 + eps / (1 - beta2));
  const root = Math.sqrt(corrected(surprises, beta2)) + eps;
  return last(x) * (1 - lr[t - 1] * weightDecay) - (lr[t - 1] * corrected(g, beta1)) / root;
};

const yogi: Transcription = (gradients, x, lr, args) => {
  const { beta1, beta2, eps, initialAccumulator } = args;
  const g = penalised(gradients, x, args);
  const v = squares(g).reduce(
    (old, square) => old + (old > square ? -1 : old < square ? 1 : 0) * (1 - beta2) * square,
    initialAccumulator,
  );
  const t = g.length;
  const m = (String(args.as) === 'optax' ? beta1 ** t * initialAccumulator : 0) + mean(g, beta1);
  return last(x) - (last(lr) * (m / (1 - beta1 ** t))) / (Math.sqrt(v / (1 - beta2 ** t)) + eps);
};

const lion: Transcription = (g, x, lr, { beta1, beta2, weightDecay }) => {
  const momentum = mean(prefix(g, g.length - 1), beta2);
  const c = beta1 * momentum + (1 - beta1) * last(g);
  return last(x) - last(lr) * (Math.sign(c) + weightDecay * last(x));
};

const adan: Transcription = (g, x, lr, { beta1, beta2, beta3, eps, weightDecay }) => {
  const changes = g.map((value, k) => (k === 0 ? 0 : value - g[k - 1]));
  const ahead = g.map((value, k) => (value + beta2 * changes[k]) ** 2);
  const root = Math.sqrt(corrected(ahead, beta3)) + eps;
  const step = (last(lr) / root) * (corrected(g, beta1) + beta2 * corrected(changes, beta2));
  return (last(x) - step) / (1 + last(lr) * weightDecay);
};

const adopt: Transcription = (gradients, x, lr, args) => {
  const { beta1, beta2, eps, clip } = args;
  const g = penalised(gradients, x, args);
  const second = squares(g);
  // v₁ = g₁² carries the weight that the mean of the rest leaves.
  const v = (k: number) => beta2 ** (k - 1) * second[0] + mean(second.slice(1, k), beta2);
  const normalised = g.slice(1).map((value, k) => {
    const ratio = value / Math.max(Math.sqrt(v(k + 1)), eps);
    const bound = (k + 1) ** (1 / 4);
    return clip === 1 && Math.abs(ratio) > bound ? Math.sign(ratio) * bound : ratio;
  });
  return last(x) - last(lr) * mean(normalised, beta1);
};

const ademamix: Transcription = (g, x, lr, args) => {
  const { beta1, beta2, beta3, alpha, eps, alphaWarmup, beta3Warmup, weightDecay } = args;
  const t = g.length;
  const halfLife = (beta: number) => Math.log(0.5) / Math.log(beta + 1e-8) - 1;
  const beta3At = (k: number) => {
    if (k >= beta3Warmup) return beta3;
    const part = k / beta3Warmup;
    return Math.exp(Math.log(0.5) / ((1 - part) * halfLife(beta1) + part * halfLife(beta3) + 1));
  };
  const slow = g.reduce((s, value, k) => beta3At(k + 1) * s + (1 - beta3At(k + 1)) * value, 0);
  const mixed = corrected(g, beta1) + alpha * Math.min(1, alphaWarmup > 0 ? t / alphaWarmup : 1) * slow;
  const root = Math.sqrt(corrected(squares(g), beta2)) + eps;
  return last(x) - last(lr) * (mixed / root + weightDecay * last(x));
};

const qhadam: Transcription = (gradients, x, lr, args) => {
  const { beta1, beta2, nu1, nu2, eps } = args;
  const g = penalised(gradients, x, args);
  const first = (1 - nu1) * last(g) + nu1 * corrected(g, beta1);
  const second = (1 - nu2) * last(g) ** 2 + nu2 * corrected(squares(g), beta2);
  return last(x) - (last(lr) * first) / (Math.sqrt(second) + eps);
};

/** The weights of the average after t updates. */
const weights = (lr: readonly number[], { r, weightLrPower }: Numbers) =>
  lr.map((_, k) => (k + 1) ** r * Math.max(...prefix(lr, k + 1)) ** weightLrPower);

/** (1 − β)z + βx̄ from the points z₁ … z_t. */
const between = (z: readonly number[], w: readonly number[], beta: number) => {
  const average = z.reduce((sum, value, k) => sum + w[k] * value, 0) / w.reduce((a, b) => a + b, 0);
  return (1 - beta) * last(z) + beta * average;
};

const scheduleFreeSgd: Transcription = (gradients, x, lr, args) => {
  const g = penalised(gradients, x, args);
  const z = g.map((_, k) => prefix(g, k + 1).reduce((at, value, j) => at - lr[j] * value, x[0]));
  return between(z, weights(lr, args), args.momentum);
};

const scheduleFreeAdamw: Transcription = (g, x, lr, args) => {
  const { beta1, beta2, eps, weightDecay } = args;
  let at = x[0];
  const z = g.map((value, k) => {
    const root = Math.sqrt(corrected(squares(prefix(g, k + 1)), beta2)) + eps;
    at -= lr[k] * (value / root + weightDecay * x[k]);
    return at;
  });
  return between(z, weights(lr, args), beta1);
};

// AdaBelief divides by the difference of two sums that may cancel; with a large ε and a long mean they do
// not.
const transcriptions: [id: string, rule: Transcription, fixed: Arguments][] = [
  ['adabelief', adabelief, { eps: 1e-6, beta1: 0.8 }],
  ['yogi', yogi, {}],
  ['yogi', yogi, { as: 'optax' }],
  ['lion', lion, {}],
  ['adan', adan, {}],
  ['adopt', adopt, {}],
  ['ademamix', ademamix, {}],
  ['qhadam', qhadam, {}],
  ['schedule-free-sgd', scheduleFreeSgd, { lr: 0.003 }],
  ['schedule-free-adamw', scheduleFreeAdamw, {}],
];

describe.each(transcriptions)('%s', (id, transcription, fixed) => {
  const rule = optimizerTable.get(id);
  const settings = argumentsOf(rule, 'pytorch', { lr: 0.02, eps: 1e-6, ...fixed });
  const start = fc.tuple(
    fc.double({ min: -1, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  );

  it('does what its paper says at any setting, also under a schedule', () => {
    fc.assert(
      fc.property(settings, start, (args, from) => {
        const next = ({ g, x, lr }: Seen) =>
          [0, 1].map((i) => transcription(along(g, i), along(x, i), lr, args as Numbers));
        const factor = (t: number) => Math.min(1, t / 5) / (1 + t / 40);
        expect(difference(id, { args, start: from, factor }, next)).toBeLessThan(1e-12);
      }),
      { numRuns: 25 },
    );
  });

  it('does what its paper says for 200 updates with its own defaults', () => {
    const args = { lr: 0.02, ...fixed };
    const full = Object.fromEntries(rule.parameters.map((one) => [one.key, one.default]));
    const next = ({ g, x, lr }: Seen) =>
      [0, 1].map((i) => transcription(along(g, i), along(x, i), lr, { ...full, ...args } as Numbers));
    expect(difference(id, { args, updates: 200 }, next)).toBeLessThan(1e-12);
  });
});

/** A landscape whose gradient is the same everywhere. */
const slope = (gradient: readonly number[]) => ({
  loss: (x: readonly number[]) => x.reduce((sum, value, i) => sum + gradient[i] * value, 0),
  gradient: () => [...gradient],
});

const steps = (id: string, options: Parameters<typeof walk>[1]): number[][] => {
  const found: number[][] = [];
  walk(id, options, ({ x }, now) => {
    found.push(now.map((value, i) => value - last(x)[i]));
  });
  return found;
};

it('Lion moves every coordinate by exactly the learning rate', () => {
  // Powers of two, so that the differences are exact too.
  for (const step of steps('lion', { args: { lr: 2 ** -7 }, start: [-0.75, 1.125] }))
    expect(step.map(Math.abs)).toEqual([2 ** -7, 2 ** -7]);
});

it('AdaBelief takes longer and longer steps while the gradient stays the same', () => {
  const options = { landscape: slope([0.3, -2]), args: { lr: 0.001 }, updates: 100 };
  const belief = steps('adabelief', options);
  const adam = steps('adam', options);
  expect(Math.abs(belief[99][0])).toBeGreaterThan(3 * Math.abs(belief[0][0]));
  expect(Math.abs(adam[99][0])).toBeCloseTo(Math.abs(adam[0][0]), 12);
});

it('Yogi lets go of a large gradient slowly: v sinks by at most (1 − β₂)g², while Adam’s halves and halves', () => {
  const jump = { loss: () => 0, gradient: (x: readonly number[]) => [x[0] === 0 ? 100 : 1e-3, 0] };
  const options = { landscape: jump, start: [0, 0], args: { lr: 0.01, beta2: 0.9, eps: 1e-8 }, updates: 60 };
  const yogis = steps('yogi', options);
  const adams = steps('adam', options);
  // The first moments are gone after 60 updates, so the steps are g/√v.
  expect(Math.abs(yogis[59][0])).toBeLessThan(Math.abs(adams[59][0]) / 10);
});

it('ADOPT does not move at first, and divides by a v that does not know the gradient yet', () => {
  const [first, second] = steps('adopt', { args: { lr: 0.1, clip: 0 }, start: [-0.8, 1.1] });
  expect(first.map(Math.abs)).toEqual([0, 0]);
  const seen: Seen[] = [];
  walk('adopt', { args: { lr: 0.1, clip: 0 }, start: [-0.8, 1.1], updates: 2 }, (now) => seen.push(now));
  const [g1, g2] = last(seen).g;
  second.forEach((moved, i) => {
    expect(moved).toBeCloseTo((-0.1 * 0.1 * g2[i]) / Math.abs(g1[i]), 14);
  });
});

it('Adan on a constant gradient is Adam with the first moment of a constant', () => {
  for (const step of steps('adan', { landscape: slope([0.3, -2]), args: { lr: 0.01 } })) {
    expect(step[0]).toBeCloseTo(-0.01, 9);
    expect(step[1]).toBeCloseTo(0.01, 9);
  }
});

it('AdEMAMix without its slow mean, and QHAdam with both ν at 1, are Adam', () => {
  const shared = { lr: 0.01, beta1: 0.9, beta2: 0.99 };
  const adam = steps('adam', { args: shared });
  expect(steps('ademamix', { args: { ...shared, alpha: 0 } })).toEqual(adam);
  steps('qhadam', { args: { ...shared, nu1: 1, nu2: 1 } }).forEach((step, t) => {
    step.forEach((moved, i) => {
      expect(moved).toBeCloseTo(adam[t][i], 14);
    });
  });
});
