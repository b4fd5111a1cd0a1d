/** Hyper-parameters that many optimizers share, so that their ranges and sliders agree. */
import type { Optimizer, Parameter } from '../types.ts';

/** The learning rate η: above 0. */
export const lr = (value: number): Parameter => ({
  key: 'lr',
  kind: 'number',
  default: value,
  above: 0,
  slider: { min: 1e-5, max: 10, scale: 'log' },
  symbol: '\\eta',
});

/** Weight decay λ: not below 0. */
export const weightDecay = (value: number): Parameter => ({
  key: 'weightDecay',
  kind: 'number',
  default: value,
  min: 0,
  slider: { min: 0, max: 0.5, scale: 'linear' },
  symbol: '\\lambda',
});

/** The constant ε that keeps a division finite: not below 0. */
export const eps = (value: number): Parameter => ({
  key: 'eps',
  kind: 'number',
  default: value,
  min: 0,
  slider: { min: 1e-12, max: 1, scale: 'log' },
  symbol: '\\varepsilon',
});

/** The decay rate of a running mean: in [0, 1). */
export const decayRate = (key: string, value: number, symbol: string): Parameter => ({
  key,
  kind: 'number',
  default: value,
  min: 0,
  below: 1,
  slider: { min: 0, max: 0.9999, scale: 'complement' },
  symbol,
});

/** Momentum μ, the decay of a sum of gradients: not below 0, and 1 or more is a ball without friction. */
export const momentum = (value: number): Parameter => ({
  key: 'momentum',
  kind: 'number',
  default: value,
  min: 0,
  slider: { min: 0, max: 0.999, scale: 'complement' },
  symbol: '\\mu',
});

/** A number not below 0. */
export const nonNegative = (
  key: string,
  value: number,
  symbol: string,
  slider: NonNullable<Parameter['slider']>,
): Parameter => ({ key, kind: 'number', default: value, min: 0, slider, symbol });

/** Whether running means that start at 0 are divided by 1 − βᵗ. Off shows what that is for. */
export const biasCorrection: Parameter = {
  key: 'biasCorrection',
  kind: 'flag',
  default: 1,
  symbol: '\\text{bias correction}',
};

/** The two decay rates of the Adam family. */
export const betas = (beta1 = 0.9, beta2 = 0.999): [Parameter, Parameter] => [
  decayRate('beta1', beta1, '\\beta_1'),
  decayRate('beta2', beta2, '\\beta_2'),
];

/** Whose formula and defaults to follow: `pytorch`, or one of the libraries named. */
export const convention = (...others: readonly string[]): Parameter => ({
  key: 'as',
  kind: 'choice',
  default: 'pytorch',
  choices: ['pytorch', ...others],
  symbol: '\\text{as}',
});

/**
 * The factor of decoupled decay in rows that follow Keras: there `weight_decay` of every optimizer shrinks
 * the parameters by ηλ before the step (BaseOptimizer._apply_weight_decay). Elsewhere λθ is added to the
 * gradient.
 */
export const decayAsKeras: NonNullable<Optimizer['decay']> = (args, lr) =>
  String(args.as) === 'keras' ? lr * args.weightDecay : 0;
