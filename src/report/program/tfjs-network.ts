/** A training on images as a module for TensorFlow.js, which starts from the same weights and sees the same batches. */
import { networkArguments } from '../../core/network.ts';
import { type Experiment, formatExperiment } from '../../experiment/index.ts';
import { differenceLines } from './conventions.ts';
import { type Helpers, helpersIn } from './helpers.ts';
import { javascriptNumber as n } from './javascript.ts';
import { indented, oneLine } from './lines.ts';
import { nameOf } from './names.ts';
import { layersOf, requirePossible, trainingDifferences } from './network-limits.ts';
import { networkRuleProgram } from './rules.ts';
import { stageOf } from './stages.ts';
import { nativeOptimizer, tensorRule } from './tfjs-rules.ts';
import { rateLines } from './tfjs-schedules.ts';

/** What programs define where they call it. Functions of tensors dispose of what they replace. */
const PARTS: Helpers = {
  mod: `const mod = (a, b) =>
  typeof a === 'number' && typeof b === 'number' ? a - b * Math.floor(a / b) : tf.sub(a, tf.mul(b, tf.floor(tf.div(a, b))));`,
  sigmoid: 'const sigmoid = (v) => (typeof v === "number" ? 1 / (1 + Math.exp(-v)) : tf.sigmoid(v));',
  cbrt: 'const cbrt = (v) => tf.mul(tf.sign(v), tf.pow(tf.abs(v), 1 / 3));',
  log2: 'const log2 = (v) => tf.div(tf.log(v), Math.LN2);',
  log10: 'const log10 = (v) => tf.div(tf.log(v), Math.LN10);',
  total: 'const total = (v) => tf.sum(v).dataSync()[0];',
  dot: 'const dot = (a, b) => total(tf.mul(a, b));',
  clipNorm: `/** Scaled so that the norm is at most about \`bound\`, as torch.nn.utils.clip_grad_norm_ does. */
function clipNorm(g, bound) {
  const factor = Math.min(1, bound / (tf.tidy(() => tf.norm(g).dataSync()[0]) + 1e-6));
  return changed(g, (v) => tf.mul(v, factor));
}`,
  changed: `/** Another tensor in the place of this one. */
function changed(tensor, f) {
  const result = tf.tidy(() => f(tensor));
  tensor.dispose();
  return result;
}`,
  trained: `/** The optimizers of tf.train move a variable. */
function trained(optimizer) {
  const weights = tf.variable(tf.tensor1d(WEIGHTS));
  return (theta, g, t, lr) => {
    if (optimizer.setLearningRate) optimizer.setLearningRate(lr);
    else optimizer.learningRate = lr;
    optimizer.applyGradients({ [weights.name]: g });
    return weights;
  };
}`,
  tensorwise: `/** A rule for all weights at once. */
function tensorwise(rule, memory) {
  return (theta, g, t, lr) => {
    const [moved, kept] = tf.tidy(() => {
      const [x, after] = rule(theta, g, t, lr, memory);
      return [x.clone(), after.map((one) => (one instanceof tf.Tensor ? one.clone() : one))];
    });
    tf.dispose([theta, memory]);
    memory = kept;
    return moved;
  };
}`,
};

function runLines(experiment: Experiment, index: number): string {
  const { runs, rules, steps } = experiment;
  const run = runs[index];
  const native = nativeOptimizer(run.optimizer);
  const own = native ? null : tensorRule(index, networkRuleProgram(run.optimizer, rules));
  // Schedules that are driven by the loss or the gradient are refused.
  const rates = rateLines(run.schedules, Number(run.optimizer.args.lr), steps, { loss: '', norm: '' });
  const every = Number(stageOf(run, 'accumulate')?.every ?? 1);
  const noise = stageOf(run, 'noise');
  const clip = stageOf(run, 'clip');
  const differences = native ? [] : differenceLines(experiment, index, 'tfjs');
  const bound = n(Number(clip?.value));
  return [
    ...differences.map((line) => `// ${line}`),
    ...(own ? [...own.source, ''] : []),
    `/** ${oneLine(nameOf(run)).replaceAll('*/', '*')} */`,
    `function run${index}() {`,
    ...indented(
      [
        'let theta = tf.tensor1d(WEIGHTS);',
        `const step = ${native ? `trained(${native})` : own?.make};`,
        ...rates.before,
        'for (let t = 1; t <= STEPS; t++) {',
        ...indented(
          [
            ...(every > 1
              ? [
                  'let [g, trainLoss] = [tf.zeros([WEIGHTS.length]), 0];',
                  `for (let part = 0; part < ${every}; part++) {`,
                  `  const { value, grad } = slope(theta, (t - 1) * ${every} + part);`,
                  `  g = changed(g, (sum) => tf.add(sum, tf.div(grad, ${every})));`,
                  `  trainLoss += value.dataSync()[0] / ${every};`,
                  '  tf.dispose([value, grad]);',
                  '}',
                ]
              : [
                  'const { value, grad } = slope(theta, t - 1);',
                  'let g = grad;',
                  'const trainLoss = value.dataSync()[0];',
                  'value.dispose();',
                ]),
            ...(noise
              ? [`g = changed(g, (v) => tf.add(v, tf.randomNormal(v.shape, 0, ${n(Number(noise.sigma))})));`]
              : []),
            ...(clip?.norm != null ? [`g = clipNorm(g, ${n(Number(clip.norm))});`] : []),
            ...(clip?.value != null
              ? [`g = changed(g, (v) => tf.clipByValue(v, -${bound}, ${bound}));`]
              : []),
            `theta = step(theta, g, t, ${rates.rate});`,
            'g.dispose();',
            `console.log(JSON.stringify({ run: ${index}, step: t, trainLoss }));`,
            'if (!Number.isFinite(trainLoss)) break;',
          ],
          '  ',
        ),
        '}',
        'return theta;',
      ],
      '  ',
    ),
    '}',
  ].join('\n');
}

/** tfjs has no exact Gaussian error linear unit. */
const ACTIVATIONS = {
  relu: 'tf.relu',
  tanh: 'tf.tanh',
  gelu: '(x) => tf.mul(tf.mul(0.5, x), tf.add(1, tf.erf(tf.mul(Math.SQRT1_2, x))))',
} as const;

const DATA = `
/** The bytes of a file beside this one, or of the folder with the images; null where there is none. */
async function bytesOf(name, folder = HERE) {
  if (!NODE) {
    const response = await fetch(new URL(name, folder));
    return response.ok ? response.arrayBuffer() : null;
  }
  const { readFile } = await import('node:fs/promises');
  try {
    const bytes = await readFile(new URL(name, folder));
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  } catch {
    return null;
  }
}

/** The numbers of a file of numpy. */
async function numbersOf(name, Type) {
  const buffer = await bytesOf(name);
  if (buffer === null) throw new Error('There is no ' + name + ' beside this program.');
  return new Type(buffer.slice(10 + new DataView(buffer).getUint16(8, true)));
}

/** The images (0 to 1) or labels of an IDX file by any of its usual names, gzipped or not. */
async function read(which, kind) {
  const [sides, set] = [kind === 'images' ? 3 : 1, which === 'train' ? 'train' : 't10k'];
  for (const separator of ['-', '.']) {
    const name = set + '-' + kind + separator + 'idx' + sides + '-ubyte';
    let buffer = await bytesOf(name, FOLDER);
    const packed = buffer === null ? await bytesOf(name + '.gz', FOLDER) : null;
    if (packed) buffer = await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
    if (buffer === null) continue;
    if (kind === 'labels') return Int32Array.from(new Uint8Array(buffer, 8));
    const pixels = Float32Array.from(new Uint8Array(buffer, 16), (pixel) => pixel / 255);
    return tf.tensor2d(pixels, [pixels.length / 784, 784]);
  }
  throw new Error('There is no ' + set + '-' + kind + '-idx' + sides + '-ubyte in ' + FOLDER + ': node experiment.mjs FOLDER');
}

/** The outputs of the layers in theta, each W (inputs × units, row after row) and b. */
function network(theta, x, training = false) {
  let at = 0;
  LAYERS.forEach(([inputs, units], k) => {
    const w = tf.reshape(tf.slice(theta, at, inputs * units), [inputs, units]);
    x = tf.add(tf.matMul(x, w), tf.slice(theta, at + inputs * units, units));
    at += (inputs + 1) * units;
    if (k + 1 < LAYERS.length) x = activation(x);
    if (k + 1 < LAYERS.length && training && DROPOUT > 0) x = tf.dropout(x, DROPOUT);
  });
  return x;
}

const crossEntropy = (outputs, labels) => tf.losses.softmaxCrossEntropy(tf.oneHot(tf.tensor1d(labels, 'int32'), 10), outputs);

/** Loss and gradient of a batch; −1 stands where a batch is shorter. */
function slope(theta, number) {
  const rows = BATCHES.subarray(number * BATCH, (number + 1) * BATCH).filter((row) => row >= 0);
  return tf.tidy(() => {
    const x = tf.gather(TRAIN, tf.tensor1d(rows, 'int32'));
    const labels = rows.map((row) => TRAIN_LABELS[row]);
    return tf.valueAndGrad((weights) => crossEntropy(network(weights, x, true), labels))(theta);
  });
}

/** Loss and accuracy on all test images. */
function record(run, theta) {
  const [loss, accuracy] = tf.tidy(() => {
    const outputs = network(theta, TEST);
    const hits = tf.equal(tf.argMax(outputs, 1), tf.tensor1d(TEST_LABELS, 'int32'));
    return [crossEntropy(outputs, TEST_LABELS).dataSync()[0], tf.sum(hits).dataSync()[0] / TEST_LABELS.length];
  });
  console.log(JSON.stringify({ run, loss, accuracy }));
}`;

/**
 * The program of a training: it lies beside `weights.npy`, the first weights, and `batches.npy`, the positions of the images of
 * every batch (−1 where a batch is shorter), and is given the folder with the IDX files.
 *
 * @throws RangeError with the reason where a run cannot be repeated.
 */
export function tfjsTraining(experiment: Experiment): string {
  const { runs, steps, surface } = experiment;
  requirePossible(runs, 'TensorFlow.js', ['lbfgs']);
  const args = networkArguments(surface.args);
  const programs = runs.map((_, index) => runLines(experiment, index));
  const layers = layersOf(args).map((layer) => `[${layer.join(', ')}]`);
  const head = `// ${oneLine(experiment.title ?? 'A training of Adascope')}, with TensorFlow.js.
//
//     ?${oneLine(formatExperiment(experiment))}
//
// npm install @tensorflow/tfjs && node experiment.mjs [FOLDER]
//
// FOLDER has the IDX files; the folder of this program unless it is given, and always in a browser. Prints the loss of every
// batch before its update, and at the end a line of JSON for each run: loss and accuracy on the test images. Computed in float32.
import * as tf from '@tensorflow/tfjs';

const NODE = typeof process === 'object' && Boolean(process.versions?.node);
const HERE = new URL('.', import.meta.url);
const FOLDER = NODE && process.argv[2] ? (await import('node:url')).pathToFileURL(process.argv[2] + '/') : HERE;
const [STEPS, BATCH, DROPOUT] = [${steps}, ${args.batch}, ${n(args.dropout)}];
const activation = ${ACTIVATIONS[args.activation ?? 'relu']};
const LAYERS = [${layers.join(', ')}];
${trainingDifferences(args, runs, 'TensorFlow.js')
  .map((line) => `// ${line}`)
  .join('\n')}`;
  const calls = `await tf.ready();
const [WEIGHTS, BATCHES] = [await numbersOf('weights.npy', Float32Array), await numbersOf('batches.npy', Int32Array)];
const [TRAIN, TRAIN_LABELS] = [await read('train', 'images'), await read('train', 'labels')];
const [TEST, TEST_LABELS] = [await read('test', 'images'), await read('test', 'labels')];
[${runs.map((_, index) => `run${index}`).join(', ')}].map((train) => train()).forEach((theta, run) => record(run, theta));`;
  const parts = helpersIn(programs.join('\n'), PARTS);
  return `${[head, DATA, ...parts, ...programs, calls].map((part) => part.trim()).join('\n\n')}\n`;
}
