/** A training on images as a program for Keras 3, which starts from the same weights and sees the same batches. */
import type { Experiment } from '../../experiment/index.ts';
import { KERAS_HELPERS } from './array-helpers.ts';
import { differenceLines } from './conventions.ts';
import { helpersIn } from './helpers.ts';
import { BACKEND, CLIP_NORM, RULE } from './keras-rules.ts';
import { kerasRun } from './keras-run.ts';
import { indented, oneLine } from './lines.ts';
import { nameOf } from './names.ts';
import { requirePossible } from './network-limits.ts';
import { pythonNumber as n } from './python.ts';
import { trainingHead } from './python-program.ts';
import { READ } from './python-source.ts';
import { networkRuleProgram } from './rules.ts';
import { stageOf } from './stages.ts';

function runLines(experiment: Experiment, index: number): readonly string[] {
  const { runs, rules, steps } = experiment;
  const run = runs[index];
  const program = () => networkRuleProgram(run.optimizer, rules);
  const { source, before, ahead, native } = kerasRun(index, run, program, steps, false);
  const every = Number(stageOf(run, 'accumulate')?.every ?? 1);
  const noise = stageOf(run, 'noise');
  const clip = stageOf(run, 'clip');
  const gathered =
    every > 1
      ? [
          'loss, grads = 0.0, [ops.zeros(v.shape) for v in model.trainable_variables]',
          `for part in range(${every}):`,
          `    one, slopes = batch_slope(model, (t - 1) * ${every} + part)`,
          `    loss, grads = loss + one / ${every}, [g + slope / ${every} for g, slope in zip(grads, slopes)]`,
        ]
      : ['loss, grads = batch_slope(model, t - 1)'];
  const bound = n(Number(clip?.value));
  return [
    ...(native ? [] : differenceLines(experiment, index, 'keras').map((line) => `# ${line}`)),
    ...(source.length > 0 ? [...source, '', ''] : []),
    `def run${index}():`,
    `    """${oneLine(nameOf(run))}"""`,
    ...indented(
      [
        'model = make_model()',
        ...before,
        'for t in range(1, STEPS + 1):',
        ...indented(
          [
            ...gathered,
            ...(noise
              ? [`grads = [g + ${n(Number(noise.sigma))} * keras.random.normal(g.shape) for g in grads]`]
              : []),
            ...(clip?.norm != null ? [`grads = clip_norm(grads, ${n(Number(clip.norm))})`] : []),
            ...(clip?.value != null ? [`grads = [ops.clip(g, -${bound}, ${bound}) for g in grads]`] : []),
            ...ahead,
            'optimizer.apply(grads, model.trainable_variables)',
            `print(json.dumps({"run": ${index}, "step": t, "trainLoss": loss}))`,
            'if not math.isfinite(loss):',
            '    break',
          ],
          '    ',
        ),
        'return model',
      ],
      '    ',
    ),
  ];
}

const NETWORK = `
def make_model():
    """A model with the first weights: of each layer W (inputs x units, row after row) and b, one after the other."""
    layers, weights, at = [keras.Input((784,))], [], 0
    for k, (inputs, units) in enumerate(LAYERS):
        last = k + 1 == len(LAYERS)
        layers.append(keras.layers.Dense(units, activation=None if last else "relu"))
        if DROPOUT > 0 and not last:
            layers.append(keras.layers.Dropout(DROPOUT))
        weights.append(WEIGHTS[at:at + inputs * units].reshape(inputs, units))
        weights.append(WEIGHTS[at + inputs * units:at + (inputs + 1) * units])
        at += (inputs + 1) * units
    model = keras.Sequential(layers)
    for variable, value in zip(model.trainable_variables, weights):
        variable.assign(value)
    return model


cross_entropy = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


def batch_slope(model, number):
    """Loss and gradients of a batch, by what computes for Keras."""
    rows = BATCHES[number]
    rows = rows[rows >= 0]
    x, labels, variables = TRAIN[rows], TRAIN_LABELS[rows], model.trainable_variables
    if BACKEND == "tensorflow":
        with tf.GradientTape() as tape:
            loss = cross_entropy(labels, model(x, training=True))
        grads = tape.gradient(loss, [v.value for v in variables])
    elif BACKEND == "jax":
        def compute(weights):
            others = [v.value for v in model.non_trainable_variables]
            outputs, others = model.stateless_call(weights, others, x, training=True)
            return cross_entropy(labels, outputs), others
        (loss, others), grads = jax.value_and_grad(compute, has_aux=True)([v.value for v in variables])
        for variable, value in zip(model.non_trainable_variables, others):
            variable.assign(value)
    else:
        loss = cross_entropy(torch.as_tensor(labels), model(torch.as_tensor(x), training=True))
        grads = torch.autograd.grad(loss, [v.value for v in variables])
    return float(loss), list(grads)


def record(run, model):
    """Loss and accuracy on all test images."""
    outputs = model(TEST, training=False)
    loss = float(cross_entropy(TEST_LABELS, outputs))
    accuracy = float(np.mean(ops.convert_to_numpy(outputs).argmax(1) == TEST_LABELS))
    line = {"run": run, "loss": loss if math.isfinite(loss) else None, "accuracy": accuracy}
    print(json.dumps(line, separators=(",", ":")))
`;

/**
 * The program of a training.
 *
 * @throws RangeError with the reason where a run cannot be repeated.
 */
export function kerasTraining(experiment: Experiment): string {
  const { runs } = experiment;
  requirePossible(runs, 'Keras', ['lbfgs']);
  const programs = runs.map((_, index) => runLines(experiment, index).join('\n'));
  const rules = helpersIn(programs.join('\n'), { clip_norm: CLIP_NORM, Rule: RULE });
  const helpers = helpersIn([...programs, ...rules].join('\n'), KERAS_HELPERS);
  const head = trainingHead(
    experiment,
    'Keras 3',
    'KERAS_BACKEND names\nwhat computes. Checked with Keras 3.15.1 over TensorFlow and over JAX.',
    ['import keras', 'from keras import ops'],
    [BACKEND, ''],
  );
  const calls = `(TRAIN, TRAIN_LABELS), (TEST, TEST_LABELS) = read("train"), read("test")
ends = [${runs.map((_, index) => `run${index}()`).join(', ')}]
for run, model in enumerate(ends):
    record(run, model)`;
  return `${[head, ...helpers, READ, NETWORK, ...rules, ...programs, calls].map((part) => part.trim()).join('\n\n\n')}\n`;
}
