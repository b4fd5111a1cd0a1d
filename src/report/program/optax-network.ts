/** A training on images as a program for JAX and optax, which starts from the same weights and sees the same batches. */
import { networkArguments } from '../../core/network.ts';
import type { Experiment } from '../../experiment/index.ts';
import { JAX_HELPERS } from './array-helpers.ts';
import { differenceLines } from './conventions.ts';
import { helpersIn } from './helpers.ts';
import { indented, oneLine } from './lines.ts';
import { nameOf } from './names.ts';
import { requirePossible } from './network-limits.ts';
import { CLIP_NORM, FROM_FORMULA } from './optax-rules.ts';
import { optaxRun } from './optax-run.ts';
import { pythonNumber as n } from './python.ts';
import { trainingHead } from './python-program.ts';
import { READ } from './python-source.ts';
import { networkRuleProgram } from './rules.ts';
import { stageOf } from './stages.ts';

function runLines(experiment: Experiment, index: number): readonly string[] {
  const { runs, rules, steps } = experiment;
  const run = runs[index];
  const { source, before, step, native } = optaxRun(
    index,
    run,
    () => networkRuleProgram(run.optimizer, rules),
    steps,
    false,
  );
  const every = Number(stageOf(run, 'accumulate')?.every ?? 1);
  const noise = stageOf(run, 'noise');
  const gathered =
    every > 1
      ? [
          'loss, g = 0.0, jnp.zeros_like(theta)',
          `for part in range(${every}):`,
          `    one, slope = batch_slope(theta, (t - 1) * ${every} + part)`,
          `    loss, g = loss + one / ${every}, g + slope / ${every}`,
        ]
      : ['loss, g = batch_slope(theta, t - 1)'];
  return [
    ...(native ? [] : differenceLines(experiment, index, 'optax').map((line) => `# ${line}`)),
    ...(source.length > 0 ? [...source, '', ''] : []),
    `def run${index}():`,
    `    """${oneLine(nameOf(run))}"""`,
    ...indented(
      [
        'theta = jnp.asarray(WEIGHTS)',
        ...before,
        'for t in range(1, STEPS + 1):',
        ...indented(
          [
            ...gathered,
            ...(noise
              ? [
                  `g += ${n(Number(noise.sigma))} * jax.random.normal(jax.random.fold_in(jax.random.key(1), t), g.shape)`,
                ]
              : []),
            ...step,
            `print(json.dumps({"run": ${index}, "step": t, "trainLoss": float(loss)}))`,
            'if not jnp.isfinite(theta).all():',
            '    break',
          ],
          '    ',
        ),
        'return theta',
      ],
      '    ',
    ),
  ];
}

/** jax.nn.gelu approximates x·Φ(x) unless it is told not to. */
const ACTIVATIONS = {
  relu: 'jax.nn.relu',
  tanh: 'jnp.tanh',
  gelu: 'lambda x: jax.nn.gelu(x, approximate=False)',
} as const;

const NETWORK = `
def network(theta, x, key=None):
    """The outputs of the layers in theta, each W (inputs x units, row after row) and b."""
    at = 0
    for k, (inputs, units) in enumerate(LAYERS):
        w = theta[at:at + inputs * units].reshape(inputs, units)
        b = theta[at + inputs * units:at + (inputs + 1) * units]
        at += (inputs + 1) * units
        x = x @ w + b
        if k + 1 < len(LAYERS):
            x = ACTIVATION(x)
            if key is not None and DROPOUT > 0:
                stays = jax.random.bernoulli(jax.random.fold_in(key, k), 1 - DROPOUT, x.shape)
                x = jnp.where(stays, x / (1 - DROPOUT), 0)
    return x


def cross_entropy(theta, x, labels, key=None):
    return optax.softmax_cross_entropy_with_integer_labels(network(theta, x, key), labels).mean()


value_and_slope = jax.jit(jax.value_and_grad(cross_entropy))


def batch_slope(theta, number):
    """Loss and gradient of a batch."""
    rows = BATCHES[number]
    rows = rows[rows >= 0]
    return value_and_slope(theta, TRAIN[rows], TRAIN_LABELS[rows], jax.random.fold_in(jax.random.key(0), number))


def record(run, theta):
    """Loss and accuracy on all test images."""
    loss = float(cross_entropy(theta, TEST, TEST_LABELS))
    accuracy = float(np.mean(np.asarray(network(theta, TEST)).argmax(1) == TEST_LABELS))
    line = {"run": run, "loss": loss if math.isfinite(loss) else None, "accuracy": accuracy}
    print(json.dumps(line, separators=(",", ":")))
`;

/**
 * The program of a training.
 *
 * @throws RangeError with the reason where a run cannot be repeated.
 */
export function optaxTraining(experiment: Experiment): string {
  const { runs } = experiment;
  requirePossible(runs, 'optax', ['lbfgs']);
  const programs = runs.map((_, index) => runLines(experiment, index).join('\n'));
  const rules = helpersIn(programs.join('\n'), { clip_norm: CLIP_NORM, from_formula: FROM_FORMULA });
  const helpers = helpersIn([...programs, ...rules].join('\n'), JAX_HELPERS);
  const { activation = 'relu' } = networkArguments(experiment.surface.args);
  const head = trainingHead(
    experiment,
    'JAX and optax',
    'Checked with JAX 0.10.2 and optax 0.2.8.',
    ['import jax', 'import jax.numpy as jnp', 'import optax'],
    [
      '# Graphics cards would multiply in a coarser format.',
      'jax.config.update("jax_default_matmul_precision", "float32")',
      `ACTIVATION = ${ACTIVATIONS[activation]}`,
    ],
  );
  const calls = `(TRAIN, TRAIN_LABELS), (TEST, TEST_LABELS) = read("train"), read("test")
ends = [${runs.map((_, index) => `run${index}()`).join(', ')}]
for run, theta in enumerate(ends):
    record(run, theta)`;
  return `${[head, ...helpers, READ, NETWORK, ...rules, ...programs, calls].map((part) => part.trim()).join('\n\n\n')}\n`;
}
