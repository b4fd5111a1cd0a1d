/** An experiment in the plane as a program for JAX and optax. */
import { createObjective } from '../../core/objective.ts';
import { type Experiment, isNetwork } from '../../experiment/index.ts';
import { JAX_HELPERS } from './array-helpers.ts';
import { differenceLines } from './conventions.ts';
import { indented, oneLine } from './lines.ts';
import { nameOf } from './names.ts';
import { CLIP_NORM, FROM_FORMULA, IN_FLOAT64 } from './optax-rules.ts';
import { optaxRun } from './optax-run.ts';
import { pythonProgram } from './python-program.ts';
import { ROUNDED } from './python-source.ts';
import { type GradientWords, gradientLines, type PythonSurface, pythonSurface } from './python-surface.ts';
import { ruleProgram } from './rules.ts';

const ASKED: Readonly<Record<string, string>> = {
  value: `@jax.jit
def value(x):
    """The noise-free loss."""
    return f(x.reshape(-1))`,
  gradient: `@jax.jit
def gradient(x):
    return jax.grad(lambda at: f(at.reshape(-1)))(x)`,
  hessian: `@jax.jit
def hessian(x):
    return jax.hessian(f)(x.reshape(-1))`,
  sampled_gradient: `@jax.jit
def sampled_gradient(theta, drawn):
    return jax.grad(sampled_loss)(theta, drawn)`,
};

const WORDS: GradientWords = {
  target: 'g',
  zeros: 'jnp.zeros_like(theta)',
  asked: (drawn) => (drawn === null ? 'gradient(theta)' : `sampled_gradient(theta, jnp.asarray(${drawn}))`),
  // Clipping is a part of the optimizer.
  clipNorm: () => '',
  clipValue: () => '',
};

function runLines(experiment: Experiment, index: number, objective: PythonSurface): readonly string[] {
  const { runs, rules, start, steps, seed, surface, formula } = experiment;
  const run = runs[index];
  const program = () => ruleProgram(run.optimizer, rules, createObjective(surface, formula, seed), start);
  const { source, before, step, after, native } = optaxRun(index, run, program, steps, true);
  const differences = native ? [] : differenceLines(experiment, index, 'optax');
  return [
    ...differences.map((line) => `# ${line}`),
    ...(source.length > 0 ? [...source, '', ''] : []),
    `def run${index}():`,
    `    """${oneLine(nameOf(run))}"""`,
    ...indented(
      [
        'theta = tensor(START)',
        ...before,
        't = 0',
        'while t < STEPS and is_finite(theta):',
        ...indented(
          [
            't += 1',
            ...gradientLines(run, experiment, objective, WORDS).filter((line) => line !== ''),
            ...step,
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
export function optaxProgram(experiment: Experiment): string {
  if (isNetwork(experiment)) throw new RangeError('This is the program of experiments in the plane.');
  const surface = pythonSurface(experiment, {
    mean: 'jnp.mean',
    rows: (array, positions) => `${array}[${positions}]`,
  });
  return pythonProgram(experiment, {
    library: 'JAX and optax',
    about: `pip install optax. Computed in float64, as Adascope does; prints a line of JSON for each run. Checked with JAX 0.10.2 and
optax 0.2.8.`,
    imports: [
      'import json',
      'import math',
      '',
      'import jax',
      'import jax.numpy as jnp',
      'import numpy as np',
      'import optax',
    ],
    settings: ['jax.config.update("jax_enable_x64", True)'],
    helpers: JAX_HELPERS,
    surface: surface.lines,
    asked: ASKED,
    rules: { clip_norm: CLIP_NORM, from_formula: FROM_FORMULA, in_float64: IN_FLOAT64 },
    rounded: ROUNDED,
    runs: experiment.runs.map((_, index) => runLines(experiment, index, surface).join('\n')),
    finite: 'bool(jnp.isfinite(theta).all())',
    list: 'theta.tolist()',
  });
}
