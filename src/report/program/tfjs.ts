/** An experiment in the plane as a module for TensorFlow.js, in Node or a browser. */
import { createObjective } from '../../core/objective.ts';
import { dimensionsOf, type Experiment, formatExperiment, isNetwork } from '../../experiment/index.ts';
import { differenceLines } from './conventions.ts';
import { type Helpers, helpersIn } from './helpers.ts';
import { javascriptNumber as n } from './javascript.ts';
import { planeFunctions, sampledFunctions } from './javascript-graph.ts';
import { ARRAYS, CHANCE, leastSquaresSource, NUMBERS } from './javascript-source.ts';
import { indented, oneLine } from './lines.ts';
import { nameOf } from './names.ts';
import { ruleProgram } from './rules.ts';
import { FORMATS, stageOf } from './stages.ts';
import { isLeastSquares, REDDI } from './surfaces.ts';
import { nativeOptimizer, planeRule } from './tfjs-rules.ts';
import { rateLines } from './tfjs-schedules.ts';

/** Each gives a function from point, gradient, number of the update and rate to the next point. */
const STEPS: Helpers = {
  trained: `/** The optimizers of tf.train move a variable, in float32. */
function trained(optimizer) {
  const point = tf.variable(tf.tensor1d(START));
  return (theta, g, t, lr) => {
    if (optimizer.setLearningRate) optimizer.setLearningRate(lr);
    else optimizer.learningRate = lr;
    const gradient = tf.tensor1d(g);
    optimizer.applyGradients({ [point.name]: gradient });
    gradient.dispose();
    return [...point.dataSync()];
  };
}`,
  coordinatewise: `/** A rule of one coordinate for each of them, in float64. */
function coordinatewise(rule, memory) {
  return (theta, g, t, lr) =>
    theta.map((x, i) => {
      const [moved, kept] = rule(x, g[i], t, lr, memory[i]);
      memory[i] = kept;
      return moved;
    });
}`,
  together: `/** A rule of all coordinates, in float64. */
function together(rule, memory) {
  return (theta, g, t, lr) => {
    const [moved, kept] = rule(theta, g, t, lr, memory);
    memory = kept;
    return moved;
  };
}`,
  inColumns: `/** A rule to which vectors are matrices of one column. */
function inColumns(rule, memory) {
  const column = (v) => v.map((one) => [one]);
  const step = together(rule, memory);
  return (theta, g, t, lr) => step(column(theta), column(g), t, lr).flat();
}`,
};

const surfaceSource = ({ surface, formula, seed }: Experiment) => {
  if (isLeastSquares(surface.id))
    return {
      parts: [leastSquaresSource(surface.id, surface.args as Record<string, number>, seed)],
      samples: true,
    };
  const functions = planeFunctions(surface, formula);
  const samples = functions === null;
  const all = functions ?? sampledFunctions(REDDI.mean, REDDI.sampled, surface.args);
  return { parts: all.map((lines) => lines.join('\n')), samples };
};

/** From the point to the gradient `g` that the rule is given. */
function gradientLines(experiment: Experiment, index: number, samples: boolean): readonly string[] {
  const run = experiment.runs[index];
  const noise = stageOf(run, 'noise');
  const precision = stageOf(run, 'precision');
  const clip = stageOf(run, 'clip');
  const every = Number(stageOf(run, 'accumulate')?.every ?? 1);
  const draw = every > 1 ? `${every} * (t - 1) + part` : 't - 1';
  const flat = dimensionsOf(experiment) === 1;
  const scale = n(Number(precision?.scale ?? 1));
  const noisy = (g: string): readonly string[] => [
    ...(noise
      ? [
          `const chance = normals(stream(${experiment.seed}, 1, ${draw}));`,
          `${g} = ${g}.map((v) => v + ${n(Number(noise.sigma))} * chance());`,
        ]
      : []),
    ...(precision
      ? [
          `${g} = ${g}.map((v) => rounded(v * ${scale}, ${FORMATS[String(precision.format)].map(n).join(', ')}) / ${scale});`,
        ]
      : []),
    ...(flat && noise ? [`${g}[1] = 0; // y is no coordinate`] : []),
  ];
  const asked = samples ? `sampled(theta, ${draw})` : 'gradient(theta)';
  const taken =
    every > 1
      ? [
          'let g = [0, 0];',
          `for (let part = 0; part < ${every}; part++) {`,
          ...indented(
            [`let micro = ${asked};`, ...noisy('micro'), `g = g.map((v, i) => v + micro[i] / ${every});`],
            '  ',
          ),
          '}',
        ]
      : [`let g = ${asked};`, ...noisy('g')];
  return [
    ...taken,
    ...(clip?.norm != null ? [`g = clipNorm(g, ${n(Number(clip.norm))});`] : []),
    ...(clip?.value != null ? [`g = clipValue(g, ${n(Number(clip.value))});`] : []),
  ];
}

/** One run as a function that prints its record, with the function of its rule. */
function runLines(experiment: Experiment, index: number, samples: boolean): string {
  const { runs, rules, start, steps, seed, surface, formula } = experiment;
  const run = runs[index];
  const native = nativeOptimizer(run.optimizer);
  const objective = createObjective(surface, formula, seed);
  const own = native
    ? null
    : planeRule(index, ruleProgram(run.optimizer, rules, objective, start), run.optimizer, rules);
  const { before, after, rate } = rateLines(run.schedules, Number(run.optimizer.args.lr), steps, {
    loss: 'value(theta)',
    norm: 'Math.hypot(...g)',
  });
  const differences = native ? [] : differenceLines(experiment, index, 'tfjs');
  return [
    ...differences.map((line) => `// ${line}`),
    ...(own ? [...own.source, ''] : []),
    `/** ${oneLine(nameOf(run)).replaceAll('*/', '*')} */`,
    `function run${index}() {`,
    ...indented(
      [
        'let theta = [...START];',
        `const step = ${native ? `trained(${native})` : own?.make};`,
        ...before,
        'let t = 0;',
        'while (t < STEPS && isFiniteAt(theta)) {',
        ...indented(
          [
            't++;',
            ...gradientLines(experiment, index, samples),
            `theta = step(theta, g, t, ${rate});`,
            ...(after.length > 0 ? ['if (isFiniteAt(theta)) {', ...indented(after, '  '), '}'] : []),
          ],
          '  ',
        ),
        '}',
        `record(${index}, theta, t);`,
      ],
      '  ',
    ),
    '}',
  ].join('\n');
}

const record = (coordinates: string): string => `
const isFiniteAt = (theta) => theta.every(Number.isFinite) && Number.isFinite(value(theta));

/** The line of a run: where it ended, with null for what is not finite. */
function record(run, theta, t) {
  const line = { run, theta: ${coordinates}, loss: value(theta) };
  console.log(JSON.stringify(isFiniteAt(theta) ? line : { ...line, status: 'diverged', step: t }));
}`;

/**
 * The program of an experiment in the plane: a module that imports `@tensorflow/tfjs`.
 *
 * @throws RangeError for networks, which have a program of their own.
 */
export function tfjsProgram(experiment: Experiment): string {
  if (isNetwork(experiment)) throw new RangeError('This is the program of experiments in the plane.');
  const { runs, steps, start } = experiment;
  const { parts, samples } = surfaceSource(experiment);
  const programs = runs.map((_, index) => runLines(experiment, index, samples));
  const last = record(dimensionsOf(experiment) === 1 ? 'theta.slice(0, 1)' : 'theta');
  const body = programs.join('\n');
  const surface = parts.filter(
    (part) => !/^function hessian/m.test(part) || /\bhessianAt\(/.test(body) || parts.length === 1,
  );
  const made = helpersIn(body, STEPS);
  const arrays = helpersIn(body, ARRAYS);
  const text = [...surface, ...made, ...arrays, body].join('\n');
  const chance = helpersIn(text, CHANCE);
  const numbers = helpersIn(text, NUMBERS);
  const head = `// ${oneLine(experiment.title ?? 'An experiment of Adascope')}, with TensorFlow.js.
//
//     ?${oneLine(formatExperiment(experiment))}
//
// npm install @tensorflow/tfjs && node experiment.mjs
//
// Prints a line of JSON for each run. The optimizers of tf.train compute in float32, as all tensors do: such runs agree with
// Adascope to about five digits, and diverge where float32 ends. All else, the loss, its gradient and rules that tf.train
// lacks, is plain JavaScript in float64.
import * as tf from '@tensorflow/tfjs';

const STEPS = ${steps};
${dimensionsOf(experiment) === 1 ? '// A function of x alone: y has no gradient and stands still.\n' : ''}const START = [${start.map(n).join(', ')}];`;
  const ready = /\btrained\(/.test(body) ? ['await tf.ready();'] : [];
  const calls = [...ready, ...runs.map((_, index) => `run${index}();`)].join('\n');
  return `${[head, ...numbers, ...chance, ...surface, last, ...arrays, ...made, ...programs, calls].map((part) => part.trim()).join('\n\n')}\n`;
}
