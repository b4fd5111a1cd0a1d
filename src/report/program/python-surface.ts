/** Surfaces as Python over the arrays of a library, and how the gradient that a rule is given comes about. */
import { parseExpression } from '../../core/formula/parse.ts';
import { dimensionsOf, type Experiment, type ExperimentRun } from '../../experiment/index.ts';
import { simplify, write } from './language.ts';
import { indented } from './lines.ts';
import { arrays, asNumber, pythonNumber as n } from './python.ts';
import { leastSquaresData } from './python-source.ts';
import { FORMATS, stageOf } from './stages.ts';
import { formulaOf, isLeastSquares, REDDI } from './surfaces.ts';

export interface PythonSurface {
  /** `f(theta)`, the noise-free loss, and where gradients are of samples `sampled_loss(theta, drawn)`. */
  readonly lines: readonly string[];
  /** What `drawn` is in draw `t`, from 0; null where gradients are those of `f`. */
  readonly drawn: ((t: string) => string) | null;
}

/** @param library `mean` of an array, and the `rows` of one at a list of positions. */
export function pythonSurface(
  { surface, formula, seed }: Experiment,
  { mean, rows }: { readonly mean: string; rows(array: string, positions: string): string },
): PythonSurface {
  const args = surface.args as Record<string, number>;
  const known = { ...args, pi: Math.PI, e: Math.E };
  const written = (text: string): string =>
    asNumber(write(simplify(parseExpression(text), known), arrays, new Set()));
  const define = (head: string, doc: string, text: string): readonly string[] => {
    const expression = written(text);
    const whole = /\b[xy]\b/.test(expression) ? expression : `${expression} + 0*x`;
    const body = [`"""${doc}"""`, 'x, y = theta[0], theta[1]', `return ${whole}`];
    return ['', '', `def ${head}:`, ...indented(body, '    ')];
  };
  const text = formulaOf(surface, formula);
  if (text !== null) return { lines: define('f(theta)', 'The loss.', text), drawn: null };
  if (!isLeastSquares(surface.id))
    return {
      lines: [
        ...define('f(theta)', 'The mean loss.', REDDI.mean),
        ...define('sampled_loss(theta, draw)', 'The loss of one draw.', REDDI.sampled),
      ],
      drawn: (t) => t,
    };
  const residual = (features: string, targets: string): string =>
    `return ${mean}((${features}[:, 0] * theta[0] + ${features}[:, 1] * theta[1] - ${targets}) ** 2) / 2`;
  return {
    lines: [
      ...leastSquaresData(surface.id, args, seed).trimEnd().split('\n'),
      '',
      '',
      'FEATURES, TARGETS = tensor(FEATURES), tensor(TARGETS)',
      '',
      '',
      'def f(theta):',
      ...indented(['"""The loss over all samples."""', residual('FEATURES', 'TARGETS')], '    '),
      '',
      '',
      'def sampled_loss(theta, chosen):',
      ...indented(
        [
          '"""The loss over the samples of one gradient."""',
          `features, targets = ${rows('FEATURES', 'chosen')}, ${rows('TARGETS', 'chosen')}`,
          residual('features', 'targets'),
        ],
        '    ',
      ),
    ],
    drawn: (t) => `batch(${t})`,
  };
}

/** How a library writes what its gradients go through. */
export interface GradientWords {
  /** Where the gradient is put. */
  readonly target: string;
  /** A gradient of zeros. */
  readonly zeros: string;
  /** The gradient at `theta`, of all or of what was drawn. */
  asked(drawn: string | null): string;
  clipNorm(bound: string): string;
  clipValue(bound: string): string;
}

/** From the point to the gradient that the optimizer is given. */
export function gradientLines(
  run: ExperimentRun,
  experiment: Experiment,
  { drawn }: PythonSurface,
  { target, zeros, asked, clipNorm, clipValue }: GradientWords,
): readonly string[] {
  const noise = stageOf(run, 'noise');
  const precision = stageOf(run, 'precision');
  const every = Number(stageOf(run, 'accumulate')?.every ?? 1);
  const clip = stageOf(run, 'clip');
  const draw = every > 1 ? `${every} * (t - 1) + part` : 't - 1';
  const narrow = precision && FORMATS[String(precision.format)].map(n).join(', ');
  const scale = n(Number(precision?.scale ?? 1));
  const noisy = (to: string): readonly string[] => [
    ...(noise
      ? [
          `chance = normals(stream(${experiment.seed}, 1, ${draw}))`,
          `${to} += ${n(Number(noise.sigma))} * tensor([next(chance), ${dimensionsOf(experiment) === 1 ? '0' : 'next(chance)'}])`,
        ]
      : []),
    ...(precision
      ? [
          `${to} = rounded(${to}${scale === '1' ? '' : ` * ${scale}`}, ${narrow})${scale === '1' ? '' : ` / ${scale}`}`,
        ]
      : []),
  ];
  const one = asked(drawn?.(draw) ?? null);
  const taken =
    every > 1
      ? [
          `${target} = ${zeros}`,
          `for part in range(${every}):`,
          ...indented([`micro = ${one}`, ...noisy('micro'), `${target} += micro / ${every}`], '    '),
        ]
      : [`${target} = ${one}`, ...noisy(target)];
  return [
    ...taken,
    ...(clip?.norm != null ? [clipNorm(n(Number(clip.norm)))] : []),
    ...(clip?.value != null ? [clipValue(n(Number(clip.value)))] : []),
  ];
}
