/** An experiment in the plane as a program for PyTorch, which repeats it to about twelve digits. */
import { parseExpression } from '../../core/formula/parse.ts';
import { createObjective } from '../../core/objective.ts';
import {
  dimensionsOf,
  type Experiment,
  type ExperimentRun,
  formatExperiment,
  isNetwork,
} from '../../experiment/index.ts';
import { helpersIn, TORCH_HELPERS } from './helpers.ts';
import { simplify, write } from './language.ts';
import { indented, oneLine } from './lines.ts';
import { nameOf } from './names.ts';
import { arrays, asNumber, pythonNumber as n } from './python.ts';
import { leastSquaresData, PERMUTATION, STREAM } from './python-source.ts';
import { ownRule, RULE } from './pytorch-rule.ts';
import { nativeRule } from './pytorch-rules.ts';
import { type ScheduleLines, scheduleLines } from './pytorch-schedules.ts';
import { ruleProgram } from './rules.ts';
import { FORMATS, stageOf } from './stages.ts';
import { formulaOf, isLeastSquares, REDDI } from './surfaces.ts';

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

/** f, and the function whose gradient update t takes where that is another. */
function surfaceLines(experiment: Experiment): {
  readonly lines: readonly string[];
  readonly samples: boolean;
} {
  const { surface, formula, seed } = experiment;
  const args = surface.args as Record<string, number>;
  const known = { ...args, pi: Math.PI, e: Math.E };
  const written = (text: string): string =>
    asNumber(write(simplify(parseExpression(text), known), arrays, new Set()));
  const text = formulaOf(surface, formula);
  const plane = ['x, y = theta[0], theta[1]'];
  const define = (head: string, doc: string, expression: string): readonly string[] => [
    '',
    '',
    `def ${head}:`,
    `    """${doc}"""`,
    ...indented(
      [
        ...plane,
        `return ${expression} + 0*x`.replace(/ \+ 0\*x$/, /\b[xy]\b/.test(expression) ? '' : ' + 0*x'),
      ],
      '    ',
    ),
  ];
  if (text !== null) return { lines: define('f(theta)', 'The loss.', written(text)), samples: false };
  if (isLeastSquares(surface.id)) {
    const mean = [
      '',
      '',
      'FEATURES, TARGETS = tensor(FEATURES), tensor(TARGETS)',
      '',
      '',
      'def f(theta):',
      '    """The loss over all samples."""',
      '    return torch.mean((FEATURES @ theta - TARGETS) ** 2) / 2',
      '',
      '',
      'def sampled(theta, draw):',
      '    """The loss over the samples of one gradient."""',
      '    chosen = batch(draw)',
      '    return torch.mean((FEATURES[chosen] @ theta - TARGETS[chosen]) ** 2) / 2',
    ];
    const data = leastSquaresData(surface.id, args, seed).trimEnd().split('\n');
    return { lines: [...data, ...mean], samples: true };
  }
  return {
    lines: [
      ...define('f(theta)', 'The mean loss.', written(REDDI.mean)),
      ...define('sampled(theta, draw)', 'The loss of one draw.', written(REDDI.sampled)),
    ],
    samples: true,
  };
}

/** From the point to the gradient that the optimizer is given. */
function gradientLines(
  run: ExperimentRun,
  samples: boolean,
  { seed, ...experiment }: Experiment,
): readonly string[] {
  const noise = stageOf(run, 'noise');
  const precision = stageOf(run, 'precision');
  const every = Number(stageOf(run, 'accumulate')?.every ?? 1);
  const clip = stageOf(run, 'clip');
  const draw = every > 1 ? `${every} * (t - 1) + part` : 't - 1';
  const asked = samples ? `gradient(theta, lambda at: sampled(at, ${draw}))` : 'gradient(theta)';
  const narrow = precision && FORMATS[String(precision.format)].map(n).join(', ');
  const scale = n(Number(precision?.scale ?? 1));
  const noisy = (target: string): readonly string[] => [
    ...(noise
      ? [
          `chance = normals(stream(${seed}, 1, ${draw}))`,
          `${target} += ${n(Number(noise.sigma))} * tensor([next(chance), ${dimensionsOf(experiment) === 1 ? '0' : 'next(chance)'}])`,
        ]
      : []),
    ...(precision
      ? [
          `${target} = rounded(${target}${scale === '1' ? '' : ` * ${scale}`}, ${narrow})${scale === '1' ? '' : ` / ${scale}`}`,
        ]
      : []),
  ];
  const taken =
    every > 1
      ? [
          'theta.grad = torch.zeros_like(theta)',
          `for part in range(${every}):`,
          ...indented([`micro = ${asked}`, ...noisy('micro'), `theta.grad += micro / ${every}`], '    '),
        ]
      : [`theta.grad = ${asked}`, ...noisy('theta.grad')];
  return [
    ...taken,
    ...(clip?.norm != null ? [`torch.nn.utils.clip_grad_norm_([theta], ${n(Number(clip.norm))})`] : []),
    ...(clip?.value != null ? [`torch.nn.utils.clip_grad_value_([theta], ${n(Number(clip.value))})`] : []),
  ];
}

/** One run as a function that prints its record. */
function runLines(experiment: Experiment, index: number, samples: boolean): readonly string[] {
  const { runs, rules, start, steps, seed, surface, formula } = experiment;
  const run = runs[index];
  const lr = Number(run.optimizer.args.lr);
  const objective = createObjective(surface, formula, seed);
  const native = nativeRule(run.optimizer);
  const own =
    native && !native.when ? null : ownRule(index, ruleProgram(run.optimizer, rules, objective, start), lr);
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
    ...(own ? ['', '', ...own.source] : []),
    '',
    '',
    `def run${index}():`,
    `    """${oneLine(nameOf(run))}"""`,
    ...indented(
      [
        'theta = tensor(START).requires_grad_()',
        ...optimizer,
        ...schedules.before,
        't = 0',
        'while t < STEPS and is_finite(theta):',
        ...indented(
          [
            't += 1',
            ...gradientLines(run, samples, experiment),
            ...schedules.ahead,
            `optimizer.step(${native?.closure ? 'lambda: value(theta)' : ''})`,
            ...(schedules.after.length > 0
              ? ['if is_finite(theta):', ...indented(schedules.after, '    ')]
              : []),
          ],
          '    ',
        ),
        `record(${index}, theta, t)`,
      ],
      '    ',
    ),
  ];
}

const record = (coordinates: string): string => `
def is_finite(theta):
    return bool(torch.isfinite(theta).all()) and math.isfinite(value(theta))


def record(run, theta, t):
    """The line of a run: where it ended, with null for what is not finite."""
    finite = lambda v: v if math.isfinite(v) else None
    line = {"run": run, "theta": [finite(v) for v in ${coordinates}], "loss": finite(value(theta).item())}
    if not is_finite(theta):
        line.update(status="diverged", step=t)
    print(json.dumps(line, separators=(",", ":")), flush=True)
`;

/**
 * The program of an experiment in the plane.
 *
 * @throws RangeError for networks, which have a program of their own.
 */
export function pytorchProgram(experiment: Experiment): string {
  if (isNetwork(experiment)) throw new RangeError('This is the program of experiments in the plane.');
  const { runs, steps, start } = experiment;
  const { lines, samples } = surfaceLines(experiment);
  const programs = runs.map((_, index) => runLines(experiment, index, samples).join('\n'));
  const body = [...lines, ...programs].join('\n');
  const last = record(dimensionsOf(experiment) === 1 ? 'theta[:1].tolist()' : 'theta.tolist()');
  const text = `${body}\n${last}`;
  const asked = helpersIn(`${text} gradient(`, ASKED);
  const own = [
    ...(/\bstream\(|\bpermutation\(/.test(body) ? [STREAM] : []),
    ...(/\bpermutation\(/.test(body) ? [PERMUTATION] : []),
    ...(/\brounded\(/.test(body) ? [ROUNDED] : []),
  ];
  const rule = /\bRule\(/.test(body) ? [RULE] : [];
  const helpers = helpersIn(['tensor(', text, ...asked, ...own, ...rule].join('\n'), TORCH_HELPERS);
  const head = `"""${oneLine(experiment.title ?? 'An experiment of Adascope')}, with PyTorch.

    ?${oneLine(formatExperiment(experiment))}

Computed in float64, as Adascope does; prints a line of JSON for each run.
"""
import json
import math

import torch

torch.set_default_dtype(torch.float64)
STEPS = ${steps}
${dimensionsOf(experiment) === 1 ? '# A function of x alone: y has no gradient and stands still.\n' : ''}START = [${start.map(n).join(', ')}]`;
  const calls = runs.map((_, index) => `run${index}()`).join('\n');
  const parts = [head, ...helpers, ...own, lines.join('\n'), ...asked, last, ...rule, ...programs, calls];
  return `${parts.map((part) => part.trim()).join('\n\n\n')}\n`;
}
