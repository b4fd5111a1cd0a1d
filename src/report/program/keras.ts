/** An experiment in the plane as a program for Keras 3, whatever computes for it. */
import { createObjective } from '../../core/objective.ts';
import { type Experiment, isNetwork } from '../../experiment/index.ts';
import { KERAS_HELPERS } from './array-helpers.ts';
import { differenceLines } from './conventions.ts';
import { BACKEND, CLIP_NORM, RULE } from './keras-rules.ts';
import { kerasRun } from './keras-run.ts';
import { indented, oneLine } from './lines.ts';
import { nameOf } from './names.ts';
import { pythonProgram } from './python-program.ts';
import { ROUNDED } from './python-source.ts';
import { type GradientWords, gradientLines, type PythonSurface, pythonSurface } from './python-surface.ts';
import { ruleProgram } from './rules.ts';

const ASKED: Readonly<Record<string, string>> = {
  value: `def value(x):
    """The noise-free loss."""
    return f(ops.reshape(tensor(x), (-1,)))`,
  gradient: `def gradient(x, loss=f):
    """By what computes for Keras."""
    x = tensor(x)
    if BACKEND == "tensorflow":
        with tf.GradientTape() as tape:
            tape.watch(x)
            result = loss(ops.reshape(x, (-1,)))
        return tape.gradient(result, x, unconnected_gradients="zero")
    if BACKEND == "jax":
        return jax.grad(lambda at: loss(ops.reshape(at, (-1,))))(x)
    at = x.detach().clone().requires_grad_()
    return torch.autograd.grad(loss(at.reshape(-1)), at)[0]`,
  hessian: `def hessian(x):
    x = ops.reshape(tensor(x), (-1,))
    if BACKEND == "tensorflow":
        with tf.GradientTape(persistent=True) as tape:
            tape.watch(x)
            slope = gradient(x)
        return tape.jacobian(slope, x, unconnected_gradients="zero", experimental_use_pfor=False)
    if BACKEND == "jax":
        return jax.hessian(f)(x)
    return torch.autograd.functional.hessian(f, x.detach())`,
};

const WORDS: GradientWords = {
  target: 'g',
  zeros: 'ops.zeros(2)',
  asked: (drawn) =>
    drawn === null
      ? 'gradient(theta)'
      : `gradient(theta, lambda at, drawn=${drawn}: sampled_loss(at, drawn))`,
  clipNorm: (bound) => `[g] = clip_norm([g], ${bound})`,
  clipValue: (bound) => `g = ops.clip(g, -${bound}, ${bound})`,
};

function runLines(experiment: Experiment, index: number, objective: PythonSurface): readonly string[] {
  const { runs, rules, start, steps, seed, surface, formula } = experiment;
  const run = runs[index];
  const program = () => ruleProgram(run.optimizer, rules, createObjective(surface, formula, seed), start);
  const { source, before, ahead, after, native } = kerasRun(index, run, program, steps, true);
  const differences = native ? [] : differenceLines(experiment, index, 'keras');
  return [
    ...differences.map((line) => `# ${line}`),
    ...(source.length > 0 ? [...source, '', ''] : []),
    `def run${index}():`,
    `    """${oneLine(nameOf(run))}"""`,
    ...indented(
      [
        'theta = keras.Variable(tensor(START))',
        ...before,
        't = 0',
        'while t < STEPS and is_finite(theta):',
        ...indented(
          [
            't += 1',
            ...gradientLines(run, experiment, objective, WORDS),
            ...ahead,
            'optimizer.apply([g], [theta])',
            ...(after.length > 0 ? ['if is_finite(theta):', ...indented(after, '    ')] : []),
          ],
          '    ',
        ),
        `record(${index}, theta, t)`,
      ],
      '    ',
    ),
  ];
}

/**
 * The program of an experiment in the plane.
 *
 * @throws RangeError for networks, which have a program of their own.
 */
export function kerasProgram(experiment: Experiment): string {
  if (isNetwork(experiment)) throw new RangeError('This is the program of experiments in the plane.');
  const surface = pythonSurface(experiment, {
    mean: 'ops.mean',
    rows: (array, positions) => `ops.take(${array}, ${positions}, axis=0)`,
  });
  return pythonProgram(experiment, {
    library: 'Keras 3',
    about: `pip install keras and tensorflow, jax or torch, one of which KERAS_BACKEND names. Computed in float64, as Adascope does; prints a
line of JSON for each run. Checked with Keras 3.15.1 over TensorFlow and over JAX.`,
    imports: [
      'import json',
      'import math',
      '',
      'import keras',
      'import numpy as np',
      'from keras import ops',
    ],
    settings: [
      'keras.config.set_floatx("float64")',
      BACKEND.replace('    import jax', '    import jax\n    jax.config.update("jax_enable_x64", True)'),
      '',
    ],
    helpers: KERAS_HELPERS,
    surface: surface.lines,
    asked: ASKED,
    rules: { clip_norm: CLIP_NORM, Rule: RULE },
    rounded: ROUNDED.replace('np.asarray(v, dtype=np.float64)', 'ops.convert_to_numpy(v)'),
    runs: experiment.runs.map((_, index) => runLines(experiment, index, surface).join('\n')),
    finite: 'bool(ops.all(ops.isfinite(theta)))',
    list: 'ops.convert_to_numpy(theta).tolist()',
  });
}
