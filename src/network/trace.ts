/**
 * Training without a browser: the records of `trace` for `surface=mnist`.
 *
 *     for await (const record of traceNetwork({ runs, args, steps, seed, rules, dataDirectory, …files }, every)) …
 *
 * Runs come one after another, each a record at step 0, at every `every`-th step, and at its last. `data:digits` needs
 * no files; `mnist` and `fashion` need a directory with the four IDX files under any of their usual names, `.gz` or not.
 * The numbers do not depend on `every`.
 *
 * `loss` and `accuracy` are those of all test images after the update. They are costly, so they are null but at steps
 * where the page evaluates too (`evaluation-schedule.ts`: 0, 10, 25, every 50th, later every 100th and 250th, ends of epochs, the last),
 * and at every record when `every` is 50 or more. `trainLoss` and `trainAccuracy` are those of the step's batch before
 * the update; `lr` and `rate` are those the update used. All four are null at step 0.
 *
 * With `stability` the records of steps at which `loss` is not null, step 0 apart, also have the curvature at the weights where the
 * gradient was taken (`curvature/stability.ts`).
 */
import type { NetworkArguments } from '../core/network.ts';
import type { RunSpec } from '../core/types.ts';
import { createStabilityMeter, type NetworkStability } from './curvature/stability.ts';
import { drawDigits } from './data/digits.ts';
import { filesIn } from './data/folder.ts';
import { datasetOf } from './data/idx.ts';
import type { Dataset } from './data/images.ts';
import { taught } from './data/taught.ts';
import { DataError, diagnosticOf } from './diagnostic.ts';
import type { EngineName, NetworkEngine } from './engines/engine.ts';
import { openEngine } from './engines/open.ts';
import { QUANTILES } from './history/record.ts';
import { evaluate, testOrder } from './training/evaluate.ts';
import { evaluationAt } from './training/evaluation-schedule.ts';
import { createTraining, type Training } from './training/training.ts';

export interface NetworkTraceOptions {
  readonly runs: readonly RunSpec[];
  readonly args: NetworkArguments;
  readonly steps: number;
  readonly seed: number;
  /** The texts of custom rules. */
  readonly rules?: readonly string[];
  /** Where the IDX files are; of no use for `data:digits`. */
  readonly dataDirectory?: string | undefined;
  /** The paths of the files in a folder and its folders, from there on; rejects when there is no such folder. */
  listFiles(directory: string): Promise<readonly string[]>;
  /** Reads a file whole; rejects when there is none. */
  readFile(path: string): Promise<Uint8Array>;
  /** `simd` unless said otherwise. */
  readonly engine?: EngineName;
  /** Whether records say how near the run is to its limit of stability. Default false. */
  readonly stability?: boolean;
}

/** One line of the trace. A number that is not finite is null. */
export interface NetworkRecord extends Partial<NetworkStability> {
  readonly run: number;
  readonly step: number;
  readonly loss: number | null;
  /** Fraction of the test images that are read correctly. */
  readonly accuracy: number | null;
  readonly trainLoss: number | null;
  readonly trainAccuracy: number | null;
  readonly lr: number | null;
  /**
   * Quantiles of the effective rate at 5, 25, 50, 75 and 95 %, by layer: `layer0` is the first. Of the weights that have
   * had a gradient other than 0; `untouched` is the fraction of those that have not, by layer.
   */
  readonly rate: Readonly<Record<string, readonly (number | null)[]>> | null;
  readonly untouched: readonly (number | null)[] | null;
  readonly status?: 'diverged';
}

/**
 * The records of all runs.
 *
 * @throws DataError when the images cannot be had or read.
 */
export async function* traceNetwork(
  options: NetworkTraceOptions,
  every = 1,
): AsyncGenerator<NetworkRecord, void, undefined> {
  const { dataset, engine } = await openTraining(options);
  for (const [run, spec] of options.runs.entries()) {
    yield* traceRun(run, spec, { ...options, dataset, engine }, every);
  }
}

/** The images and the engine that trainings in Node take. @throws DataError when the images cannot be had or read. */
export async function openTraining(
  options: Pick<NetworkTraceOptions, 'args' | 'dataDirectory' | 'listFiles' | 'readFile' | 'engine'>,
): Promise<{ readonly dataset: Dataset; readonly engine: NetworkEngine }> {
  const dataset = await loadImages(options);
  return { dataset, engine: await engineNamed(options.engine ?? 'simd') };
}

/** A network where it is evaluated. */
interface EvaluatedStep {
  readonly step: number;
  readonly loss: number;
  readonly accuracy: number;
  /** Where that is asked for, and there was an update: the median effective rate of each layer. */
  readonly rates?: readonly number[];
}

/** What several runs of the same network come to, at the steps at which they are evaluated. */
export interface TrainingCourse {
  readonly evaluated: readonly EvaluatedStep[];
  readonly diverged: boolean;
}

/**
 * Trains several runs side by side, and evaluates them where `traceNetwork` does: with the engine `simd` the numbers are those
 * that each of them has alone.
 */
export async function trainTogether(
  options: Pick<NetworkTraceOptions, 'runs' | 'args' | 'steps' | 'seed' | 'rules'> & {
    readonly dataset: Dataset;
    readonly engine: NetworkEngine;
    /** Awaited after every step and between parts of evaluations: may let others in. */
    pause?(step: number): Promise<void>;
    /** Whether effective rates are measured too. */
    readonly rates?: boolean;
  },
): Promise<readonly TrainingCourse[]> {
  const { runs, steps, args, seed, pause = () => Promise.resolve() } = options;
  const dataset = taught(options.dataset, args, seed);
  const training = createTraining({ ...options, dataset });
  const order = testOrder(dataset.test);
  const courses = runs.map(() => ({
    evaluated: [] as EvaluatedStep[],
    diverged: false,
  }));
  const measure = async (): Promise<void> => {
    const { test, loss } = await evaluate(training, dataset.test, order, 'all', () => pause(training.step));
    if (training.step > 0) training.observe(loss);
    const rates = options.rates && training.step > 0 ? medianRates(training) : null;
    for (const [i, course] of courses.entries()) {
      const diverged = training.divergedAt[i] > 0;
      if (test && !diverged) {
        course.evaluated.push({
          step: training.step,
          loss: test.loss[i],
          accuracy: test.accuracy[i],
          ...(rates && { rates: rates[i] }),
        });
      }
    }
  };
  await measure();
  while (training.step < steps && training.divergedAt.includes(0)) {
    training.advance();
    if (evaluationAt(training.step, training.perEpoch, steps) !== 'none') await measure();
    await pause(training.step);
  }
  for (const [i, course] of courses.entries()) course.diverged = training.divergedAt[i] > 0;
  return courses;
}

/** By run and layer. */
function medianRates(training: Training): readonly (readonly number[])[] {
  const { effective } = training.rates();
  const layers = training.layout.layers.length;
  const median = QUANTILES.indexOf(0.5);
  return training.theta.map((_, run) =>
    training.layout.layers.map((_, layer) => effective[(run * layers + layer) * QUANTILES.length + median]),
  );
}

/** That engine and no other: numbers that are asked for of one are not those of another. */
async function engineNamed(name: EngineName): Promise<NetworkEngine> {
  const engine = await openEngine(name);
  if (engine.name !== name) throw new Error(`The engine ${name} does not work here: ${engine.name} would.`);
  return engine;
}

async function* traceRun(
  run: number,
  spec: RunSpec,
  options: Omit<NetworkTraceOptions, 'engine'> & { dataset: Dataset; engine: NetworkEngine },
  every: number,
): AsyncGenerator<NetworkRecord, void, undefined> {
  const { steps, args, seed } = options;
  const dataset = taught(options.dataset, args, seed);
  const training = createTraining({ ...options, dataset, runs: [spec] });
  const meter = options.stability ? createStabilityMeter(spec, dataset.train, args, training.layout) : null;
  /** The weights that the latest update left. */
  const before = meter ? new Float32Array(training.layout.length) : null;
  const order = testOrder(dataset.test);
  const measure = (kind: 'sample' | 'all') =>
    evaluate(training, dataset.test, order, kind, () => Promise.resolve());

  const start = await measure('all');
  yield { ...recordOf(run, training, start.test), ...meter?.unmeasured };
  while (training.step < steps && training.divergedAt[0] === 0) {
    before?.set(training.theta[0]);
    training.advance();
    const { step } = training;
    const diverged = training.divergedAt[0] > 0;
    const planned = evaluationAt(step, training.perEpoch, steps);
    const recorded = step % every === 0 || step === steps || diverged;
    // What drives a schedule is the sample's loss, at the steps planned, whatever is recorded.
    const wanted = recorded && (planned !== 'none' || every >= 50);
    const found = wanted ? await measure('all') : planned !== 'none' ? await measure('sample') : null;
    if (found && planned !== 'none') training.observe(found.loss);
    if (!recorded) continue;
    const record = recordOf(run, training, wanted && found ? found.test : null);
    if (!meter || !before) yield record;
    else if (!wanted) yield { ...record, ...meter.unmeasured };
    else yield { ...record, ...meter.measure(before, training.updaters[0].rate, training.touched[0]) };
  }
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

function recordOf(
  run: number,
  training: Training,
  test: { readonly loss: Float64Array; readonly accuracy: Float64Array } | null,
): NetworkRecord {
  const { step } = training;
  const rates = step > 0 ? training.rates() : null;
  const size = QUANTILES.length;
  const quantiles = training.layout.layers.map((_, l) => [
    `layer${l}`,
    Array.from(rates?.effective.subarray(l * size, (l + 1) * size) ?? [], finite),
  ]);
  return {
    run,
    step,
    loss: test && finite(test.loss[0]),
    accuracy: test && finite(test.accuracy[0]),
    trainLoss: rates && finite(training.trainLoss[0]),
    trainAccuracy: rates && finite(training.trainAccuracy[0]),
    lr: rates && finite(training.lr[0]),
    rate: rates && Object.fromEntries(quantiles),
    untouched: rates && Array.from(rates.untouched, finite),
    ...(training.divergedAt[0] > 0 && { status: 'diverged' as const }),
  };
}

/** The images of a training in Node. @throws DataError when they cannot be had or read. */
export async function loadImages({
  args,
  dataDirectory,
  listFiles,
  readFile,
}: Pick<NetworkTraceOptions, 'args' | 'dataDirectory' | 'listFiles' | 'readFile'>): Promise<Dataset> {
  if (args.data === 'digits') {
    return drawDigits({ yieldToEventLoop: () => Promise.resolve(), progress: () => undefined });
  }
  if (dataDirectory === undefined) {
    throw new DataError('no-data', diagnosticOf('no-directory', { data: args.data }));
  }
  return datasetOf(await filesIn(dataDirectory, args.data, { listFiles, readFile }));
}
