/** An experiment in the plane as a program for PyTorch, which repeats it to about twelve digits. */
import { createObjective } from '../../core/objective.ts';
import { type Experiment, isNetwork } from '../../experiment/index.ts';
import { TORCH_HELPERS } from './array-helpers.ts';
import { indented, oneLine } from './lines.ts';
import { nameOf } from './names.ts';
import { type PythonParts, pythonProgram } from './python-program.ts';
import { type GradientWords, gradientLines, type PythonSurface, pythonSurface } from './python-surface.ts';
import { ownRule, RULE } from './pytorch-rule.ts';
import { nativeRule } from './pytorch-rules.ts';
import { type ScheduleLines, scheduleLines } from './pytorch-schedules.ts';
import { ruleProgram } from './rules.ts';

/** The functions of the objective that rules and loops ask for. */
const ASKED: Readonly<Record<string, string>> = {
  value: `def value(x):
    """The noise-free loss."""
    with torch.no_grad():
        return f(x.reshape(-1))`,
  gradient: `def gradient(x, loss=f):
    with torch.enable_grad():
        at = x.detach().clone().requires_grad_()
        return torch.autograd.grad(loss(at.reshape(-1)), at)[0]`,
  hessian: `def hessian(x):
    with torch.enable_grad():
        return torch.autograd.functional.hessian(f, x.detach().reshape(-1))`,
};

const ROUNDED = `
def rounded(v, digits, smallest, largest):
    """To the nearest number of a narrow format, ties to even. (Tensor.half() rounds twice, by way of float32.)"""
    exponent = torch.clamp(torch.frexp(v)[1] - 1, min=smallest)
    unit = torch.ldexp(tensor(1.0), exponent - digits + 1)
    near = torch.round(v / unit) * unit
    return torch.where(torch.abs(near) > largest, torch.sign(v) * float("inf"), near)
`;

const WORDS: GradientWords = {
  target: 'theta.grad',
  zeros: 'torch.zeros_like(theta)',
  asked: (drawn) =>
    drawn === null
      ? 'gradient(theta)'
      : `gradient(theta, lambda at, drawn=${drawn}: sampled_loss(at, drawn))`,
  clipNorm: (bound) => `torch.nn.utils.clip_grad_norm_([theta], ${bound})`,
  clipValue: (bound) => `torch.nn.utils.clip_grad_value_([theta], ${bound})`,
};

/** What a run does besides making its updates. */
interface Loop {
  /** A further condition of going on, with `and` before it. */
  readonly condition: string;
  /** What it does at the end. */
  end(index: number): string;
}

const ALONE: Loop = { condition: '', end: (index) => `record(${index}, theta, t)` };

/** One run as a function. */
function runLines(
  experiment: Experiment,
  index: number,
  objective: PythonSurface,
  loop: Loop,
): readonly string[] {
  const { runs, rules, start, steps, seed, surface, formula } = experiment;
  const run = runs[index];
  const lr = Number(run.optimizer.args.lr);
  const native = nativeRule(run.optimizer);
  const program = () => ruleProgram(run.optimizer, rules, createObjective(surface, formula, seed), start);
  const own = native && !native.when ? null : ownRule(index, program(), lr);
  const schedules: ScheduleLines = scheduleLines(run.schedules, lr, steps, 'value(theta).item()');
  const made = native && !native.when ? native.make : (own?.make ?? '');
  const optimizer = native?.when
    ? [
        `if ${native.when}:`,
        `    optimizer = ${native.make}`,
        `else:  # ${native.why}`,
        `    optimizer = ${made}`,
      ]
    : [`optimizer = ${made}`];
  return [
    ...(own ? [...own.source, '', ''] : []),
    `def run${index}():`,
    `    """${oneLine(nameOf(run))}"""`,
    ...indented(
      [
        'theta = tensor(START).requires_grad_()',
        ...optimizer,
        ...schedules.before,
        't = 0',
        `while t < STEPS and is_finite(theta)${loop.condition}:`,
        ...indented(
          [
            't += 1',
            ...gradientLines(run, experiment, objective, WORDS),
            ...schedules.ahead,
            `optimizer.step(${native?.closure ? 'lambda: value(theta)' : ''})`,
            ...(schedules.after.length > 0
              ? ['if is_finite(theta):', ...indented(schedules.after, '    ')]
              : []),
          ],
          '    ',
        ),
        loop.end(index),
      ],
      '    ',
    ),
  ];
}

const surfaceOf = (experiment: Experiment): PythonSurface =>
  pythonSurface(experiment, { mean: 'torch.mean', rows: (array, positions) => `${array}[${positions}]` });

/** The runs of an experiment in the plane, each with the rule that it has of its own. */
export function pytorchRuns(experiment: Experiment, loop: Loop = ALONE): readonly string[] {
  const surface = surfaceOf(experiment);
  return experiment.runs.map((_, index) => runLines(experiment, index, surface, loop).join('\n'));
}

/**
 * The program of an experiment in the plane; `more` takes the place of what is usual.
 *
 * @throws RangeError for networks, which have a program of their own.
 */
export function pytorchProgram(experiment: Experiment, more: Partial<PythonParts> = {}): string {
  if (isNetwork(experiment)) throw new RangeError('This is the program of experiments in the plane.');
  return pythonProgram(experiment, {
    library: 'PyTorch',
    about: 'Computed in float64, as Adascope does; prints a line of JSON for each run.',
    imports: ['import json', 'import math', '', 'import torch'],
    settings: ['torch.set_default_dtype(torch.float64)'],
    helpers: TORCH_HELPERS,
    surface: surfaceOf(experiment).lines,
    asked: ASKED,
    rules: { Rule: RULE },
    rounded: ROUNDED,
    runs: more.runs ?? pytorchRuns(experiment),
    finite: 'bool(torch.isfinite(theta).all())',
    list: 'theta.tolist()',
    ...more,
  });
}
