/** Where a library's own optimizer is another than the run's rule, in words and in numbers, as comments. */
import { createObjective } from '../../core/objective.ts';
import { createRun } from '../../core/run.ts';
import { optimizerTable } from '../../core/tables.ts';
import { dimensionsOf, type Experiment, isNetwork } from '../../experiment/index.ts';

type Library = 'keras' | 'optax' | 'tfjs';

/** What a library calls a rule that it has in another form, and what is different. */
const DIFFERENCES: Readonly<
  Record<Library, Readonly<Record<string, readonly [name: string, words: string]>>>
> = {
  tfjs: {
    adagrad: [
      'tf.train.adagrad',
      'divides by √(G + 1e-7), not by √G + ε, and starts G at 0.1 unless it is told otherwise',
    ],
    adadelta: [
      'tf.train.adadelta',
      'divides by the mean square of the update before, so that its first step is much longer',
    ],
    rmsprop: [
      'tf.train.rmsprop',
      'has ε inside the root, −ε of the centred one, and the rate inside the momentum',
    ],
    adamax: ['tf.train.adamax', 'adds ε to u when it divides, not to |g| before the maximum'],
    adam: ['tf.train.adam', 'has ε outside the bias correction, and no weight decay'],
    sgd: ['tf.train.momentum', 'has neither dampening nor weight decay'],
  },
  optax: {
    adagrad: [
      'optax.adagrad',
      'divides by √(G + ε), not by √G + ε, and starts G at 0.1 unless it is told otherwise',
    ],
    rmsprop: [
      'optax.rmsprop',
      'has ε inside the root unless eps_in_sqrt=False, and the rate inside the momentum',
    ],
    sgd: ['optax.sgd', 'has no dampening'],
    amsgrad: [
      'optax.amsgrad',
      'takes the maximum of corrected means of g², and does not correct the maximum',
    ],
    radam: ['optax.radam', 'corrects v before ε is added to its root'],
    rprop: ['optax.rprop', 'makes the step that the update before has found'],
    adan: ['optax.adan', 'counts with 1 − β, and adds ε under the root too'],
    yogi: [
      'optax.yogi',
      'starts m at the initial accumulator too, so that its first updates move where the gradient is 0',
    ],
    lars: ['optax.lars', 'has the norm of the decayed gradient below the fraction'],
    nadam: ['optax.nadam', 'has no schedule of momentum (momentumDecay)'],
  },
  keras: {
    sgd: [
      'keras.optimizers.SGD',
      'has the rate inside the velocity, which matters when the rate changes, and no dampening',
    ],
    adagrad: [
      'keras.optimizers.Adagrad',
      'divides by √(G + ε), not by √G + ε, and starts G at 0.1 unless it is told otherwise',
    ],
    adadelta: ['keras.optimizers.Adadelta', 'has decoupled weight decay'],
    rmsprop: ['keras.optimizers.RMSprop', 'has ε inside the root, and the rate inside the momentum'],
    adam: [
      'keras.optimizers.Adam',
      'has “epsilon hat”: ε is added before the bias correction, and is 1e-7 unless it is told otherwise',
    ],
    adamax: ['keras.optimizers.Adamax', 'adds ε to u when it divides, not to |g| before the maximum'],
    amsgrad: [
      'keras.optimizers.Adam(amsgrad=True)',
      'has “epsilon hat”: ε is added before the bias correction, and is 1e-7 unless it is told otherwise',
    ],
    adamw: [
      'keras.optimizers.AdamW',
      'has “epsilon hat”: ε is added before the bias correction, and is 1e-7 unless it is told otherwise; its decay is 0.004',
    ],
    lamb: ['keras.optimizers.Lamb', 'has weight decay beside the ratio, not in it'],
    adafactor: ['keras.optimizers.Adafactor', 'adds ε₁ to g² instead of bounding its mean from below'],
    nadam: [
      'keras.optimizers.Nadam',
      'has a fixed schedule of momentum, that of momentumDecay 1, and ε 1e-7',
    ],
  },
};

/** Runs are followed for so many updates to say where the library's own rule would end. */
const MOST = 10_000;

/** Where a run ends under a convention: its loss, null where it diverges. */
function lossOf(experiment: Experiment, index: number, as: string, steps: number): number | null {
  const { surface, formula, seed, start, rules, runs } = experiment;
  const { optimizer, ...rest } = runs[index];
  const spec = { ...rest, optimizer: { ...optimizer, args: { ...optimizer.args, as } } };
  const run = createRun(spec, createObjective(surface, formula, seed), start, seed, rules);
  while (!run.diverged && run.step < steps) run.advance();
  return run.diverged ? null : run.loss;
}

const said = (loss: number | null): string =>
  loss === null ? 'diverges' : `ends at a loss of ${loss.toPrecision(4)}`;

/**
 * Sentences about the library's own optimizer where a run is not it: what it does otherwise and, in the plane, what would come of it
 * with the same arguments. None where the library has no such rule.
 */
export function differenceLines(experiment: Experiment, index: number, library: Library): readonly string[] {
  const { optimizer } = experiment.runs[index];
  const known = DIFFERENCES[library][optimizer.id];
  if (!known) return [];
  const [name, words] = known;
  const lines = [`Not ${name}, which ${words}.`];
  const { conventions } = optimizerTable.get(optimizer.id);
  const as = String(optimizer.args.as ?? 'pytorch');
  if (!conventions?.[library] || as === library || isNetwork(experiment) || dimensionsOf(experiment) === 1)
    return lines;
  const steps = Math.min(experiment.steps, MOST);
  const [ours, theirs] = [as, library].map((convention) => lossOf(experiment, index, convention, steps));
  const [here, there] = [said(ours), said(theirs)];
  if (here === there)
    return [...lines, `With the same arguments it ${there} after ${steps} updates as this run does.`];
  return [...lines, `With the same arguments it ${there} after ${steps} updates; this run ${here}.`];
}
