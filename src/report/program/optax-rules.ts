/** The rules that optax has, with our arguments under its names, and the others as transformations made from their formulas. */
import type { StageSpec } from '../../core/types.ts';
import { callsIn, type Dialect } from './language.ts';
import { arrays, asNumber, pythonNumber as n } from './python.ts';
import { type PythonRule, pythonRule } from './python-rule.ts';
import type { RuleProgram } from './rules.ts';

type Values = Readonly<Record<string, number>>;
const betas = ({ beta1, beta2 }: Values): string => `b1=${n(beta1)}, b2=${n(beta2)}`;
const moments = (args: Values): string => `${betas(args)}, eps=${n(args.eps)}`;
const flag = (value: number): string => (value === 1 ? 'True' : 'False');

/** Decoupled decay, as a part of a chain. */
const decayed = ({ weightDecay }: Values): readonly string[] =>
  weightDecay === 0 ? [] : [`optax.add_decayed_weights(${n(weightDecay)})`];
/** Parts of a chain that ends with the rate. */
const scaled = (parts: readonly string[], lr: string): string =>
  `optax.chain(${[...parts, `optax.scale_by_learning_rate(${lr})`].join(', ')})`;

/** A rule of optax at a rate, the text of a number or a schedule; null where these arguments are another rule. */
type Make = (args: Values, lr: string) => string | null;

/** Rules whose decay is added to the gradient, before all else. */
const COUPLED: Readonly<Record<string, Make>> = {
  sgd: ({ momentum, dampening, nesterov }, lr) => {
    if (momentum === 0) return `optax.sgd(${lr})`;
    return dampening === 0 ? `optax.sgd(${lr}, momentum=${n(momentum)}, nesterov=${flag(nesterov)})` : null;
  },
  adam: (args, lr) => (args.biasCorrection === 1 ? `optax.adam(${lr}, ${moments(args)})` : null),
  adadelta: ({ rho, eps }, lr) => `optax.adadelta(${lr}, rho=${n(rho)}, eps=${n(eps)})`,
  // optax.rmsprop has the rate inside the momentum, which is another rule when the rate changes.
  rmsprop: ({ alpha, eps, centered, momentum }, lr) => {
    const mean = `decay=${n(alpha)}, eps=${n(eps)}, eps_in_sqrt=False`;
    if (momentum === 0) return `optax.rmsprop(${lr}, ${mean}, centered=${flag(centered)})`;
    const rule = centered === 1 ? 'scale_by_stddev' : 'scale_by_rms';
    return scaled([`optax.${rule}(${mean})`, `optax.trace(decay=${n(momentum)})`], lr);
  },
  adamax: (args, lr) => `optax.adamax(${lr}, ${moments(args)})`,
};

/** Rules under the convention of optax, where it is another than PyTorch's. */
const AS_OPTAX: Readonly<Record<string, Make>> = {
  adagrad: ({ initialAccumulator, eps, lrDecay }, lr) =>
    lrDecay === 0
      ? `optax.adagrad(${lr}, initial_accumulator_value=${n(initialAccumulator)}, eps=${n(eps)})`
      : null,
  rmsprop: ({ alpha, eps, centered, momentum }, lr) =>
    `optax.rmsprop(${lr}, decay=${n(alpha)}, eps=${n(eps)}, centered=${flag(centered)}${momentum === 0 ? '' : `, momentum=${n(momentum)}`})`,
  nadam: (args, lr) => `optax.nadam(${lr}, ${moments(args)})`,
  yogi: (args, lr) =>
    scaled(
      [`optax.scale_by_yogi(${moments(args)}, initial_accumulator_value=${n(args.initialAccumulator)})`],
      lr,
    ),
};

/** Rules whose decay is decoupled, or that have none. */
const DECOUPLED: Readonly<Record<string, Make>> = {
  adamw: (args, lr) =>
    args.biasCorrection === 1
      ? `optax.adamw(${lr}, ${moments(args)}, weight_decay=${n(args.weightDecay)})`
      : null,
  lion: (args, lr) => `optax.lion(${lr}, ${betas(args)}, weight_decay=${n(args.weightDecay)})`,
  adabelief: (args, lr) => {
    const rule = `${moments(args)}, eps_root=${n(args.eps)}`;
    if (args.weightDecay === 0) return `optax.adabelief(${lr}, ${rule})`;
    return scaled([`optax.scale_by_belief(${rule})`, ...decayed(args)], lr);
  },
  lamb: (args, lr) =>
    args.biasCorrection === 1
      ? `optax.lamb(${lr}, ${moments(args)}, weight_decay=${n(args.weightDecay)})`
      : null,
  // With decay optax has the norm of the decayed gradient below the fraction.
  lars: ({ trust, momentum, weightDecay }, lr) =>
    weightDecay === 0 ? `optax.lars(${lr}, trust_coefficient=${n(trust)}, momentum=${n(momentum)})` : null,
};

/** The transformation of optax that does what the rule does at the rate `lr`; null where there is none. */
export function optaxRule({ id, args }: StageSpec, lr: string): string | null {
  const values = args as Values;
  const as = String(args.as ?? 'pytorch');
  if (DECOUPLED[id]) return DECOUPLED[id](values, lr);
  const table = as === 'optax' && AS_OPTAX[id] ? AS_OPTAX : COUPLED;
  // Of other conventions some have the same formula as PyTorch.
  const same =
    as === 'pytorch' || as === 'optax' || (id === 'sgd' && as === 'tfjs') || (id === 'adam' && as === 'tfjs');
  const made = same ? table[id]?.(values, lr) : null;
  if (!made) return null;
  return values.weightDecay === 0 ? made : `optax.chain(${decayed(values).join('')}, ${made})`;
}

/** Functions that look at numbers, and so cannot be compiled. */
const EAGER: ReadonlySet<string> = new Set([
  ...['first', 'bracket', 'append', 'last', 'fold', 'matpow', 'matabs', 'pinv'],
]);

export const isTraceable = ({ statements, memory }: RuleProgram): boolean =>
  memory.every(({ initial }) => initial !== null) &&
  !statements.some(({ value }) => callsIn(value).some((name) => EAGER.has(name)));

/** In what is compiled all conditions choose between values that are both computed. */
const traced: Dialect = {
  ...arrays,
  conditional: (condition, yes, no) => ({
    text: `where(${[condition, yes, no].map(asNumber).join(', ')})`,
    level: 6,
    uniform: [condition, yes, no].every(({ uniform }) => uniform),
  }),
};

/** A rule that optax lacks: its function, and the call that makes a transformation of it. */
export const ownOptaxRule = (index: number, program: RuleProgram, lr: string): PythonRule =>
  pythonRule(index, program, {
    dialect: isTraceable(program) ? traced : arrays,
    curvature: 'jnp.diagonal(hessian(x))',
    start: 'theta',
    full: (value) => `jnp.full_like(theta, ${value})`,
    make: (memory) => `from_formula(${lr}, rule${index}, ${memory})`,
  });

export const FROM_FORMULA = `
def from_formula(learning_rate, rule, memory):
    """A rule that optax lacks, as a transformation: what it adds is where the rule moves to, less where it was."""
    def init(params):
        return jnp.zeros([], int), memory

    def update(g, state, params):
        t, kept = state
        lr = learning_rate(t) if callable(learning_rate) else learning_rate
        x, kept = rule(params, g, tensor(t + 1), tensor(lr), *kept)
        return x.reshape(params.shape) - params, (t + 1, kept)

    return optax.GradientTransformation(init, update)
`;

export const CLIP_NORM = `
def clip_norm(bound):
    """As torch.nn.utils.clip_grad_norm_, which divides by the norm + 1e-6; optax.clip_by_global_norm by the norm itself."""
    return optax.stateless(lambda g, params: g * jnp.minimum(1.0, bound / (jnp.linalg.norm(g) + 1e-6)))
`;

export const IN_FLOAT64 = `
def in_float64(schedule):
    """A schedule of optax, which computes in float32 where it counts in whole numbers of 32 bits."""
    return lambda count: schedule(tensor(count))
`;
