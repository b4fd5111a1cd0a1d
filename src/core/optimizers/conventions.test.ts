/**
 * `as:keras` and `as:optax` beside transcriptions of those libraries' update rules, one number at a time.
 *
 * Keras: keras/src/optimizers/*.py of Keras 3. Optax: optax/_src/transform.py and alias.py. Written for this
 * test from their documentation and code; what they share with our rules is only the mathematics.
 */
import { describe, expect, it } from 'vitest';
import { defaults, optimizerTable } from '../tables.ts';
import type { Argument } from '../types.ts';
import { createTrial } from './contract/trial.ts';
import { optimizers } from './index.ts';

const STEPS = 80;
const gradientAt = (t: number): number => (Math.sin(0.7 * t) + 0.4) * 10 ** Math.cos(0.2 * t);
/** A schedule, because libraries differ in whether the rate is inside the buffer. */
const factorAt = (t: number): number => 1 / (1 + 0.05 * t);

type Hyper = Record<string, number>;
/** Gives the change of x; called with t = 1, 2, … and its own memory. */
type Library = (h: Hyper) => (x: number, g: number, lr: number, t: number) => number;

/** Keras shrinks the variable before any optimizer's own step; `step` sees the same gradient all the same. */
const keras =
  (rule: (h: Hyper) => (g: number, lr: number, t: number) => number): Library =>
  (h) => {
    const step = rule(h);
    return (x, g, lr, t) => -x * h.weightDecay * lr + step(g, lr, t);
  };

/** optax.chain(optax.add_decayed_weights(weightDecay), rule). */
const optax =
  (rule: (h: Hyper) => (g: number, lr: number, t: number) => number): Library =>
  (h) => {
    const step = rule(h);
    return (x, g, lr, t) => step(g + h.weightDecay * x, lr, t);
  };

const trace = (decay: number, nesterov: boolean) => {
  let sum = 0;
  return (g: number) => {
    sum = g + decay * sum;
    return nesterov ? g + decay * sum : sum;
  };
};

const LIBRARIES: Record<string, Record<string, Library>> = {
  keras: {
    sgd: keras(({ momentum, nesterov }) => {
      let velocity = 0;
      return (g, lr) => {
        if (momentum === 0) return -lr * g;
        velocity = velocity * momentum - g * lr;
        return nesterov ? velocity * momentum - g * lr : velocity;
      };
    }),
    adagrad: keras(({ initialAccumulator, eps }) => {
      let accumulator = initialAccumulator;
      return (g, lr) => {
        accumulator += g ** 2;
        return (-lr * g) / Math.sqrt(accumulator + eps);
      };
    }),
    adadelta: keras(({ rho, eps }) => {
      let [grads, deltas] = [0, 0];
      const rms = (x: number) => Math.sqrt(x + eps);
      return (g, lr) => {
        grads = rho * grads + (1 - rho) * g ** 2;
        const delta = -(rms(deltas) * g) / rms(grads);
        deltas = rho * deltas + (1 - rho) * delta ** 2;
        return lr * delta;
      };
    }),
    rmsprop: keras(({ alpha, momentum, eps, centered }) => {
      let [velocity, average, moment] = [0, 0, 0];
      return (g, lr) => {
        velocity = alpha * velocity + (1 - alpha) * g ** 2;
        average = alpha * average + (1 - alpha) * g;
        const denominator = velocity - (centered ? average ** 2 : 0) + eps;
        const increment = (lr * g) / Math.sqrt(denominator);
        moment = momentum * moment + increment;
        return momentum > 0 ? -moment : -increment;
      };
    }),
    adam: keras(({ beta1, beta2, eps }) => {
      let [m, v] = [0, 0];
      return (g, lr, t) => {
        const alpha = (lr * Math.sqrt(1 - beta2 ** t)) / (1 - beta1 ** t);
        m += (g - m) * (1 - beta1);
        v += (g ** 2 - v) * (1 - beta2);
        return -(m * alpha) / (Math.sqrt(v) + eps);
      };
    }),
    adamax: keras(({ beta1, beta2, eps }) => {
      let [m, u] = [0, 0];
      return (g, lr, t) => {
        m += (g - m) * (1 - beta1);
        u = Math.max(beta2 * u, Math.abs(g));
        return -(lr * m) / ((1 - beta1 ** t) * (u + eps));
      };
    }),
    nadam: keras(({ beta1, beta2, eps }) => {
      let [m, v, product] = [0, 0, 1];
      const u = (t: number) => beta1 * (1 - 0.5 * 0.96 ** t);
      return (g, lr, t) => {
        product *= u(t);
        m += (g - m) * (1 - beta1);
        v += (g ** 2 - v) * (1 - beta2);
        const mHat = (u(t + 1) * m) / (1 - product * u(t + 1)) + ((1 - u(t)) * g) / (1 - product);
        return -(mHat * lr) / (Math.sqrt(v / (1 - beta2 ** t)) + eps);
      };
    }),
  },
  optax: {
    sgd: optax(({ momentum, nesterov }) => {
      const accumulate = trace(momentum, nesterov === 1);
      return (g, lr) => -lr * accumulate(g);
    }),
    adagrad: optax(({ initialAccumulator, eps }) => {
      let squares = initialAccumulator;
      return (g, lr) => {
        squares += g * g;
        return -lr * (squares > 0 ? g / Math.sqrt(squares + eps) : 0);
      };
    }),
    adadelta: optax(({ rho, eps }) => {
      let [eg, ex] = [0, 0];
      return (g, lr) => {
        eg = (1 - rho) * g * g + rho * eg;
        const update = (Math.sqrt(ex + eps) / Math.sqrt(eg + eps)) * g;
        ex = (1 - rho) * update * update + rho * ex;
        return -lr * update;
      };
    }),
    rmsprop: optax(({ alpha, momentum, eps, centered }) => {
      let [mu, nu] = [0, 0];
      const accumulate = trace(momentum, false);
      return (g, lr) => {
        mu = (1 - alpha) * g + alpha * mu;
        nu = (1 - alpha) * g * g + alpha * nu;
        // scale_by_rms or scale_by_stddev, then the rate, then the trace.
        return accumulate((-lr * g) / Math.sqrt(nu - (centered ? mu * mu : 0) + eps));
      };
    }),
    adam: optax(({ beta1, beta2, eps }) => {
      let [mu, nu] = [0, 0];
      return (g, lr, t) => {
        mu = (1 - beta1) * g + beta1 * mu;
        nu = (1 - beta2) * g * g + beta2 * nu;
        return (-lr * (mu / (1 - beta1 ** t))) / (Math.sqrt(nu / (1 - beta2 ** t)) + eps);
      };
    }),
    adamax: optax(({ beta1, beta2, eps }) => {
      let [mu, nu] = [0, 0];
      return (g, lr, t) => {
        mu = (1 - beta1) * g + beta1 * mu;
        nu = Math.max(Math.abs(g) + eps, beta2 * nu);
        return -lr * (mu / (1 - beta1 ** t) / nu);
      };
    }),
    nadam: optax(({ beta1, beta2, eps }) => {
      let [mu, nu] = [0, 0];
      return (g, lr, t) => {
        mu = (1 - beta1) * g + beta1 * mu;
        nu = (1 - beta2) * g * g + beta2 * nu;
        const ahead = (beta1 * mu) / (1 - beta1 ** (t + 1)) + ((1 - beta1) * g) / (1 - beta1 ** t);
        return (-lr * ahead) / (Math.sqrt(nu / (1 - beta2 ** t)) + eps);
      };
    }),
  },
};

const SETTINGS: Record<string, Hyper[]> = {
  sgd: [{}, { momentum: 0.9 }, { momentum: 0.9, nesterov: 1, weightDecay: 0.1 }],
  adagrad: [{}, { initialAccumulator: 0, eps: 0.01 }, { eps: 0.1, weightDecay: 0.1 }],
  adadelta: [{}, { lr: 0.5, rho: 0.8, eps: 0.01, weightDecay: 0.1 }],
  rmsprop: [
    {},
    { momentum: 0.9, eps: 0.01 },
    { centered: 1, eps: 0.01 },
    { centered: 1, momentum: 0.5, eps: 0.1, weightDecay: 0.1 },
  ],
  adam: [{}, { beta1: 0.7, beta2: 0.9, eps: 0.1, weightDecay: 0.1 }],
  adamax: [{}, { beta1: 0.7, beta2: 0.9, eps: 0.1, weightDecay: 0.1 }],
  nadam: [{}, { beta1: 0.7, beta2: 0.9, eps: 0.1, weightDecay: 0.1 }],
};

/** The defaults of the libraries' constructors; optax asks for a rate. */
const DEFAULTS: Record<string, Record<string, Hyper>> = {
  keras: {
    sgd: { lr: 0.01, momentum: 0, nesterov: 0 },
    adagrad: { lr: 0.001, initialAccumulator: 0.1, eps: 1e-7 },
    adadelta: { lr: 0.001, rho: 0.95, eps: 1e-7 },
    rmsprop: { lr: 0.001, alpha: 0.9, momentum: 0, eps: 1e-7, centered: 0 },
    adam: { lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-7 },
    adamax: { lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-7 },
    nadam: { lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-7 },
  },
  optax: {
    sgd: { momentum: 0, nesterov: 0 },
    adagrad: { initialAccumulator: 0.1, eps: 1e-7 },
    adadelta: { rho: 0.9, eps: 1e-6 },
    rmsprop: { alpha: 0.9, momentum: 0, eps: 1e-8, centered: 0 },
    adam: { beta1: 0.9, beta2: 0.999, eps: 1e-8 },
    adamax: { beta1: 0.9, beta2: 0.999, eps: 1e-8 },
    nadam: { beta1: 0.9, beta2: 0.999, eps: 1e-8 },
  },
};

describe.each(Object.keys(LIBRARIES))('as:%s', (as) => {
  const cases = Object.entries(SETTINGS).flatMap(([id, all]) => all.map((given) => ({ id, given })));

  it.each(cases)('$id goes where the library goes with $given', ({ id, given }) => {
    const rule = optimizerTable.get(id);
    const args: Record<string, Argument> = { ...defaults(rule, as), ...given };
    const trial = createTrial(rule, args, Float64Array.of(1.5));
    const library = LIBRARIES[as][id](args as Hyper);
    let x = 1.5;
    for (let t = 1; t <= STEPS; t++) {
      const lr = Number(args.lr) * factorAt(t);
      x += library(x, gradientAt(t), lr, t);
      trial.advance([gradientAt(t)], lr);
      expect(Math.abs(trial.step.theta[0] - x) / Math.max(1, Math.abs(x))).toBeLessThan(1e-11);
    }
  });

  it.each(Object.keys(SETTINGS))('%s has the library’s defaults', (id) => {
    expect(defaults(optimizerTable.get(id), as)).toMatchObject({ ...DEFAULTS[as][id], weightDecay: 0, as });
  });
});

it('every rule cites the libraries whose conventions it follows', () => {
  const cited = { keras: 'keras.optimizers.', optax: 'optax.', tfjs: 'tf.train.' };
  for (const { id, conventions, source } of optimizers) {
    for (const as of Object.keys(conventions ?? {}))
      expect(source, id).toContain(cited[as as keyof typeof cited]);
  }
});

describe('a rule without a convention’s argument', () => {
  const sgd = optimizerTable.get('sgd');

  it('loses dampening, which only PyTorch has', () => {
    const args = { ...defaults(sgd, 'keras'), momentum: 0.9, dampening: 0.5 };
    expect(sgd.check?.(args)).toEqual([{ key: 'dampening', used: 0, allowed: '0 unless as is pytorch' }]);
  });

  it('keeps Nesterov’s momentum once the dampening is gone', () => {
    const args = { ...defaults(sgd, 'tfjs'), momentum: 0.9, dampening: 0.5, nesterov: 1 };
    expect(sgd.check?.(args).map(({ key }) => key)).toEqual(['dampening']);
    expect(sgd.check?.({ ...args, as: 'pytorch' }).map(({ key }) => key)).toEqual(['nesterov']);
  });
});
