/** The trainings of an experiment, measured for a report. */
import { readFile } from 'node:fs/promises';
import { exp, log } from '../core/elementary/index.ts';
import { networkArguments } from '../core/network.ts';
import { MAX_SEED } from '../experiment/defaults/v1.ts';
import { computation, type Experiment } from '../experiment/index.ts';
import { createStabilityMeter } from '../network/curvature/stability.ts';
import type { Dataset, ImageSet } from '../network/data/images.ts';
import type { NetworkEngine } from '../network/engines/engine.ts';
import { QUANTILES } from '../network/history/record.ts';
import { openTraining } from '../network/trace.ts';
import { evaluate, testOrder } from '../network/training/evaluate.ts';
import { evaluationAt } from '../network/training/evaluation-schedule.ts';
import { createTraining, type Training } from '../network/training/training.ts';
import { CRITERIA, limitationOf } from '../report/document/limitation.ts';
import type { Course, Measured } from '../report/document/measured.ts';
import { listFiles } from './files.ts';

/** Losses on the test images whose first evaluations are noted. */
const TOLERANCES: readonly number[] = [1, 0.5, 0.3, 0.1];
/** Rate × curvature is measured at so many evaluations at the end: each takes some seconds. */
const MEASURED = 5;
const MEDIAN = QUANTILES.indexOf(0.5);

/** What is known of a run at one evaluation. */
interface Point {
  readonly step: number;
  readonly loss: number;
  readonly accuracy: number;
  readonly lr: number;
  /** The median effective rate of each layer. */
  readonly rates: readonly number[];
  readonly stability: number;
}

/** The fraction of some images that each run reads correctly. */
function accuraciesOn(training: Training, images: ImageSet, count: number): readonly number[] {
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  const evaluation = training.evaluate(images, order);
  while (!evaluation.advance());
  const found = Array.from(evaluation.correct, (correct) => correct / count);
  evaluation.dispose();
  return found;
}

/** The steps at which a training is evaluated. */
const plannedSteps = (steps: number, perEpoch: number): readonly number[] =>
  Array.from({ length: steps + 1 }, (_, step) => step).filter(
    (step) => step === 0 || evaluationAt(step, perEpoch, steps) !== 'none',
  );

const meanRate = (rates: readonly number[]): number => {
  const some = rates.filter((rate) => rate > 0 && Number.isFinite(rate));
  return exp(some.reduce((sum, rate) => sum + log(rate), 0) / some.length);
};

function courseOf(
  points: readonly Point[],
  seed: number,
  divergedAt: number,
  accuracy: Course['accuracy'],
): Course {
  const losses = points.map(({ loss }) => loss);
  const rates = points.map((point) => point.rates);
  const diverged = divergedAt > 0;
  const best = points.reduce((a, b) => (b.loss < a.loss ? b : a), points[0]);
  return {
    seed,
    status: diverged ? 'diverged' : 'finished',
    ended: diverged ? divergedAt : points[points.length - 1].step,
    first: losses[0],
    final: diverged ? null : losses[losses.length - 1],
    best: best.loss,
    bestStep: best.step,
    reached: TOLERANCES.map((tolerance) => points.find(({ loss }) => loss <= tolerance)?.step ?? null),
    accuracy: diverged ? null : accuracy,
    curve: {
      steps: points.map(({ step }) => step),
      points: [],
      losses,
      accuracies: points.map((point) => point.accuracy),
      rates,
    },
    limitation: limitationOf({
      losses,
      rates: rates.map(meanRate),
      lr: points.map(({ lr }) => lr),
      stability: points.map(({ stability }) => stability),
      end: diverged ? 'diverged' : 'finished',
      noisy: true,
      minimum: 0,
      gradient: Number.NaN,
    }),
  };
}

/** All runs with one seed, side by side: with the engine `simd` the numbers are those of `trace`. */
async function train(
  experiment: Experiment,
  dataset: Dataset,
  engine: NetworkEngine,
  curvature: boolean,
): Promise<readonly Course[]> {
  const { runs, surface, steps, seed, rules } = computation(experiment);
  const args = networkArguments(surface.args);
  const training = createTraining({ runs, args, seed, rules, dataset, engine });
  const order = testOrder(dataset.test);
  const planned = plannedSteps(steps, training.perEpoch);
  const end = Math.max(1, Math.min(planned.length - 4, Math.floor(planned.length * (1 - CRITERIA.end))));
  const measured = new Set(curvature ? planned.slice(end).slice(-MEASURED) : []);
  const meters = runs.map((run) => createStabilityMeter(run, dataset.train, args, training.layout));
  const points: Point[][] = runs.map(() => []);
  const layers = training.layout.layers.length;
  const look = async (before: readonly Float32Array[] | null) => {
    const found = await evaluate(training, dataset.test, order, 'all', () => Promise.resolve());
    const { step, divergedAt, updaters, touched } = training;
    if (step > 0) training.observe(found.loss);
    const effective = step > 0 ? training.rates().effective : null;
    for (const [k, of] of points.entries()) {
      if (divergedAt[k] > 0 || !found.test) continue;
      const near = before && meters[k].measure(before[k], updaters[k].rate, touched[k]);
      of.push({
        step,
        loss: found.test.loss[k],
        accuracy: found.test.accuracy[k],
        lr: step > 0 ? training.lr[k] : Number.NaN,
        rates: Array.from(
          { length: layers },
          (_, layer) => effective?.[(k * layers + layer) * QUANTILES.length + MEDIAN] ?? Number.NaN,
        ),
        stability: near?.limit ? (near.preconditioned ?? Number.NaN) / near.limit : Number.NaN,
      });
    }
    return found;
  };
  let last = await look(null);
  while (training.step < steps && training.divergedAt.includes(0)) {
    const next = training.step + 1;
    const before = measured.has(next) ? training.theta.map((theta) => theta.slice()) : null;
    training.advance();
    if (evaluationAt(next, training.perEpoch, steps) !== 'none') last = await look(before);
  }
  const among = args.images ? Math.min(args.images, dataset.train.count) : dataset.train.count;
  const onTrain = accuraciesOn(training, dataset.train, among);
  return points.map((of, k) =>
    courseOf(of, seed, training.divergedAt[k], {
      train: onTrain[k],
      validation: last.accuracy[k],
      test: last.test?.accuracy[k] ?? Number.NaN,
    }),
  );
}

/**
 * Trains with the seeds `seed`, `seed` + 1, …
 *
 * @param said Told which of the seeds is trained with.
 * @throws DataError when the images cannot be had or read.
 */
export async function measureNetworks(
  experiment: Experiment,
  seeds: number,
  data: string | null,
  said: (seed: number) => void,
): Promise<Measured> {
  const { dataset, engine } = await openTraining({
    args: networkArguments(experiment.surface.args),
    dataDirectory: data ?? undefined,
    listFiles,
    readFile: (path) => readFile(path),
  });
  const courses: Course[][] = experiment.runs.map(() => []);
  for (let k = 0; k < seeds; k++) {
    const seed = (experiment.seed + k) % (MAX_SEED + 1);
    said(seed);
    const trained = await train({ ...experiment, seed }, dataset, engine, k === 0);
    for (const [i, course] of trained.entries()) courses[i].push(course);
  }
  return {
    courses,
    tolerances: TOLERANCES,
    minimum: 0,
    chance: true,
    images: { train: dataset.train.count, test: dataset.test.count },
  };
}
