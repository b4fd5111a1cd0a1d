/** A training on images as a program for PyTorch, which starts from the same weights and sees the same batches. */
import { networkArguments } from '../../core/network.ts';
import type { Experiment } from '../../experiment/index.ts';
import { TORCH_HELPERS } from './array-helpers.ts';
import { helpersIn } from './helpers.ts';
import { indented, oneLine } from './lines.ts';
import { nameOf } from './names.ts';
import { requirePossible } from './network-limits.ts';
import { pythonNumber as n } from './python.ts';
import { trainingHead } from './python-program.ts';
import { READ } from './python-source.ts';
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

/** PyTorch’s gelu is x·Φ(x), as ours, unless it is told to approximate. */
const ACTIVATIONS = { relu: 'torch.relu', tanh: 'torch.tanh', gelu: 'torch.nn.functional.gelu' } as const;

const NETWORK = `
def network(theta, x, training=False):
    """The outputs of the layers in theta, each W (inputs x units, row after row) and b."""
    at = 0
    for k, (inputs, units) in enumerate(LAYERS):
        w = theta[at:at + inputs * units].view(inputs, units)
        b = theta[at + inputs * units:at + (inputs + 1) * units]
        at += (inputs + 1) * units
        x = x @ w + b
        if k + 1 < len(LAYERS):
            x = torch.nn.functional.dropout(ACTIVATION(x), DROPOUT, training)
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
  const { runs } = experiment;
  requirePossible(runs, 'PyTorch');
  const programs = runs.map((_, index) => runLines(experiment, index).join('\n'));
  const body = programs.join('\n');
  const rule = /\bRule\(/.test(body) ? [RULE] : [];
  const helpers = helpersIn([body, ...rule].join('\n'), TORCH_HELPERS);
  const { activation = 'relu' } = networkArguments(experiment.surface.args);
  const settings = [`ACTIVATION = ${ACTIVATIONS[activation]}`];
  const head = trainingHead(experiment, 'PyTorch', '', ['import torch'], settings);
  const calls = `TRAIN, TRAIN_LABELS = map(torch.from_numpy, read("train"))
TEST, TEST_LABELS = map(torch.from_numpy, read("test"))
ends = [${runs.map((_, index) => `run${index}()`).join(', ')}]
for run, theta in enumerate(ends):
    record(run, theta)`;
  return `${[head, ...helpers, READ, NETWORK, ...rule, ...programs, calls].map((part) => part.trim()).join('\n\n\n')}\n`;
}
