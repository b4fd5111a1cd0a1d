/** A training on images as a program for PyTorch, which starts from the same weights and sees the same batches. */
import { networkArguments } from '../../core/network.ts';
import { type Experiment, formatExperiment } from '../../experiment/index.ts';
import { helpersIn, TORCH_HELPERS } from './helpers.ts';
import { indented, oneLine } from './lines.ts';
import { nameOf } from './names.ts';
import { layersOf, requirePossible, trainingDifferences } from './network-limits.ts';
import { pythonNumber as n } from './python.ts';
import { ownRule, RULE } from './pytorch-rule.ts';
import { nativeRule } from './pytorch-rules.ts';
import { scheduleLines } from './pytorch-schedules.ts';
import { networkRuleProgram } from './rules.ts';
import { stageOf } from './stages.ts';

function runLines(experiment: Experiment, index: number): readonly string[] {
  const { runs, rules, steps } = experiment;
  const run = runs[index];
  const lr = Number(run.optimizer.args.lr);
  const { optimizer } = run;
  const spec =
    optimizer.id === 'lbfgs' ? { ...optimizer, args: { ...optimizer.args, lineSearch: 0 } } : optimizer;
  const native = nativeRule(spec);
  const own = native && !native.when ? null : ownRule(index, networkRuleProgram(spec, rules), lr);
  const schedules = scheduleLines(run.schedules, lr, steps, 'loss.item()');
  const every = Number(stageOf(run, 'accumulate')?.every ?? 1);
  const noise = stageOf(run, 'noise');
  const clip = stageOf(run, 'clip');
  const made = native?.when
    ? [
        `if ${native.when}:`,
        `    optimizer = ${native.make}`,
        `else:  # ${native.why}`,
        `    optimizer = ${own?.make}`,
      ]
    : [`optimizer = ${native?.make ?? own?.make}`];
  return [
    ...(own ? [...own.source, '', ''] : []),
    `def run${index}():`,
    `    """${oneLine(nameOf(run))}"""`,
    ...indented(
      [
        'theta = torch.tensor(WEIGHTS).requires_grad_()',
        ...made,
        ...schedules.before,
        'for t in range(1, STEPS + 1):',
        ...indented(
          [
            'theta.grad, train = None, 0.0',
            `for part in range(${every}):`,
            `    loss = batch_loss(theta, (t - 1) * ${every} + part)`,
            ...(every > 1 ? [`    loss = loss / ${every}`] : []),
            '    loss.backward()',
            '    train += loss.item()',
            ...(noise ? [`theta.grad += ${n(Number(noise.sigma))} * torch.randn_like(theta)`] : []),
            ...(clip?.norm != null
              ? [`torch.nn.utils.clip_grad_norm_([theta], ${n(Number(clip.norm))})`]
              : []),
            ...(clip?.value != null
              ? [`torch.nn.utils.clip_grad_value_([theta], ${n(Number(clip.value))})`]
              : []),
            ...schedules.ahead,
            `optimizer.step(${native?.closure ? 'lambda: loss' : ''})`,
            ...schedules.after,
            `print(json.dumps({"run": ${index}, "step": t, "trainLoss": train}))`,
            'if not torch.isfinite(theta).all():',
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

const DATA = `
def read(which, kind):
    """The images (0 to 1) or labels of an IDX file by any of its usual names, gzipped or not."""
    number, name = (3 if kind == "images" else 1), ("train" if which == "train" else "t10k")
    for path in (f"{name}-{kind}-idx{number}-ubyte", f"{name}-{kind}.idx{number}-ubyte"):
        for ending, opened in (("", open), (".gz", gzip.open)):
            if os.path.exists(os.path.join(DATA, path + ending)):
                with opened(os.path.join(DATA, path + ending), "rb") as file:
                    values = np.frombuffer(file.read(), np.uint8)
                if kind == "labels":
                    return torch.from_numpy(values[8:].astype(np.int64))
                return torch.from_numpy(values[16:].reshape(-1, 784).astype(np.float32) / 255)
    sys.exit(f"There is no {name}-{kind}-idx{number}-ubyte in {DATA}: python3 experiment.py FOLDER")


def network(theta, x, training=False):
    """The outputs of the layers in theta, each W (inputs x units, row after row) and b."""
    at = 0
    for k, (inputs, units) in enumerate(LAYERS):
        w = theta[at:at + inputs * units].view(inputs, units)
        b = theta[at + inputs * units:at + (inputs + 1) * units]
        at += (inputs + 1) * units
        x = x @ w + b
        if k + 1 < len(LAYERS):
            x = torch.nn.functional.dropout(torch.relu(x), DROPOUT, training)
    return x


def batch_loss(theta, number):
    rows = BATCHES[number]
    rows = torch.from_numpy(rows[rows >= 0].astype(np.int64))
    return torch.nn.functional.cross_entropy(network(theta, TRAIN[rows], True), TRAIN_LABELS[rows])


def record(run, theta):
    """Loss and accuracy on all test images."""
    with torch.no_grad():
        outputs = network(theta, TEST)
        loss = torch.nn.functional.cross_entropy(outputs.double(), TEST_LABELS).item()
        accuracy = (outputs.argmax(1) == TEST_LABELS).double().mean().item()
    line = {"run": run, "loss": loss if math.isfinite(loss) else None, "accuracy": accuracy}
    print(json.dumps(line, separators=(",", ":")))
`;

/**
 * The program of a training: it lies beside \`weights.npy\`, the first weights, and \`batches.npy\`, the positions of the images of
 * every batch (−1 where a batch is shorter), and is given the folder with the IDX files.
 *
 * @throws RangeError with the reason where a run cannot be repeated.
 */
export function pytorchTraining(experiment: Experiment): string {
  const { runs, steps, surface } = experiment;
  requirePossible(runs, 'PyTorch');
  const args = networkArguments(surface.args);
  const layers = layersOf(args).map(([inputs, units]) => `(${inputs}, ${units})`);
  const programs = runs.map((_, index) => runLines(experiment, index).join('\n'));
  const body = programs.join('\n');
  const rule = /\bRule\(/.test(body) ? [RULE] : [];
  const helpers = helpersIn([body, ...rule].join('\n'), TORCH_HELPERS);
  const head = `"""${oneLine(experiment.title ?? 'A training of Adascope')}, with PyTorch.

    ?${oneLine(formatExperiment(experiment))}

    python3 experiment.py [FOLDER]

FOLDER has the IDX files; the folder of this program unless it is given. Prints the loss of every batch before its update, and
at the end a line of JSON for each run: loss and accuracy on the test images. Computed in float32.
"""
import gzip
import json
import math
import os
import sys

import numpy as np
import torch

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = sys.argv[1] if len(sys.argv) > 1 else HERE
WEIGHTS = np.load(os.path.join(HERE, "weights.npy"))
BATCHES = np.load(os.path.join(HERE, "batches.npy"))
STEPS, DROPOUT = ${steps}, ${n(args.dropout)}
LAYERS = [${layers.join(', ')}]
${trainingDifferences(args, runs, 'PyTorch')
  .map((line) => `# ${line}`)
  .join('\n')}`;
  const calls = `TRAIN, TRAIN_LABELS = read("train", "images"), read("train", "labels")
TEST, TEST_LABELS = read("test", "images"), read("test", "labels")
ends = [${runs.map((_, index) => `run${index}()`).join(', ')}]
for run, theta in enumerate(ends):
    record(run, theta)`;
  return `${[head, ...helpers, DATA, ...rule, ...programs, calls].map((part) => part.trim()).join('\n\n\n')}\n`;
}
