/** The rules that keras.optimizers has, with our arguments under its names, and the others as a subclass made from their formulas. */
import type { StageSpec } from '../../core/types.ts';
import { arrays, pythonNumber as n } from './python.ts';
import { type PythonRule, pythonRule } from './python-rule.ts';
import type { RuleProgram } from './rules.ts';

type Values = Readonly<Record<string, number>>;
type Call = readonly [name: string, ...args: string[]] | null;

const flag = (value: number): string => (value === 1 ? 'True' : 'False');
const betas = ({ beta1, beta2 }: Values): readonly string[] => [`beta_1=${n(beta1)}`, `beta_2=${n(beta2)}`];
const epsilon = ({ eps }: Values): string => `epsilon=${n(eps)}`;
/** Always decoupled: the variable shrinks before the rule's own step. */
const decay = ({ weightDecay }: Values): readonly string[] =>
  weightDecay === 0 ? [] : [`weight_decay=${n(weightDecay)}`];

const sgd = (args: Values): Call => [
  'SGD',
  ...(args.momentum === 0 ? [] : [`momentum=${n(args.momentum)}`, `nesterov=${flag(args.nesterov)}`]),
  ...decay(args),
];
const adadelta = (args: Values): Call => ['Adadelta', `rho=${n(args.rho)}`, epsilon(args), ...decay(args)];

/** Rules under the convention of Keras. */
const AS_KERAS: Readonly<Record<string, (args: Values) => Call>> = {
  sgd,
  adadelta,
  adagrad: (args) =>
    args.lrDecay === 0
      ? ['Adagrad', `initial_accumulator_value=${n(args.initialAccumulator)}`, epsilon(args), ...decay(args)]
      : null,
  rmsprop: (args) => [
    'RMSprop',
    `rho=${n(args.alpha)}`,
    `momentum=${n(args.momentum)}`,
    epsilon(args),
    `centered=${flag(args.centered)}`,
    ...decay(args),
  ],
  adam: (args) =>
    args.biasCorrection === 1 ? ['Adam', ...betas(args), epsilon(args), ...decay(args)] : null,
  adamax: (args) => ['Adamax', ...betas(args), epsilon(args), ...decay(args)],
  nadam: (args) =>
    args.momentumDecay === 1 ? ['Nadam', ...betas(args), epsilon(args), ...decay(args)] : null,
};

/** Rules that are the same in both, or that have one convention only. */
const SAME: Readonly<Record<string, (args: Values, steady: boolean) => Call>> = {
  // The velocity of Keras has the rate in it, which is another rule when the rate changes.
  sgd: (args, steady) => {
    const plain = args.momentum === 0 || (args.dampening === 0 && steady);
    return args.weightDecay === 0 && plain ? sgd(args) : null;
  },
  adadelta: (args) => (args.weightDecay === 0 ? adadelta(args) : null),
  lion: (args) => (args.beta1 > 0 && args.beta2 > 0 ? ['Lion', ...betas(args), ...decay(args)] : null),
  lamb: (args) =>
    args.weightDecay === 0 && args.biasCorrection === 1 ? ['Lamb', ...betas(args), epsilon(args)] : null,
};

/** The optimizer of Keras that does what the rule does at the rate `rate`, the text of a number or schedule; null where there is none. */
export function kerasRule({ id, args }: StageSpec, rate: string, steady: boolean): string | null {
  const values = args as Values;
  const as = String(args.as ?? 'pytorch');
  const other = id === 'adadelta' && as === 'tfjs';
  const call = as === 'keras' ? AS_KERAS[id]?.(values) : other ? null : SAME[id]?.(values, steady);
  if (!call) return null;
  const [name, ...rest] = call;
  return `keras.optimizers.${name}(${[`learning_rate=${rate}`, ...rest].join(', ')})`;
}

/** A rule that Keras lacks: its function, and the call that makes its optimizer. */
export const ownKerasRule = (index: number, program: RuleProgram, rate: string): PythonRule =>
  pythonRule(index, program, {
    dialect: arrays,
    curvature: 'ops.diagonal(hessian(x))',
    start: 'tensor(WEIGHTS)',
    full: (value) => `ops.full((len(WEIGHTS),), ${value})`,
    make: (memory) => `Rule(${rate}, rule${index}, ${memory})`,
  });

export const RULE = `
class Rule(keras.optimizers.Optimizer):
    """A rule that Keras lacks: all variables are one vector, moved by a function that is given its memory. For eager loops."""

    def __init__(self, learning_rate, rule, memory):
        super().__init__(learning_rate=learning_rate)
        self.rule, self.memory = rule, memory

    def apply(self, grads, trainable_variables=None):
        if not self.built:
            self.build(trainable_variables)
        flat = lambda tensors: ops.concatenate([ops.reshape(one, (-1,)) for one in tensors])
        t, lr = tensor(self.iterations) + 1, tensor(self.learning_rate)
        x, self.memory = self.rule(flat(trainable_variables), flat(grads), t, lr, *self.memory)
        x, at = ops.reshape(x, (-1,)), 0
        for variable in trainable_variables:
            size = math.prod(variable.shape)
            variable.assign(ops.reshape(x[at:at + size], variable.shape))
            at += size
        self.iterations.assign_add(1)
`;

export const CLIP_NORM = `
def clip_norm(grads, bound):
    """As torch.nn.utils.clip_grad_norm_, which divides by the norm + 1e-6; global_clipnorm of Keras by the norm itself."""
    norm = math.sqrt(sum(float(ops.sum(g * g)) for g in grads))
    return [g * min(1.0, bound / (norm + 1e-6)) for g in grads]
`;

/** What computes for Keras, and differentiates. */
export const BACKEND = `BACKEND = keras.backend.backend()
if BACKEND == "tensorflow":
    import tensorflow as tf
elif BACKEND == "jax":
    import jax
else:
    import torch`;
