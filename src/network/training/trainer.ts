/**
 * Trains the networks of one experiment over time: gets the images, opens a backend, and makes steps while it is told
 * to, in slices between which messages are let in. A plain object: time and turns are given to it.
 */
import type { NetworkArguments } from '../../core/network.ts';
import { scheduleTable } from '../../core/tables.ts';
import type { RunSpec } from '../../core/types.ts';
import type { Arrived } from '../data/download.ts';
import type { NamedFile } from '../data/idx.ts';
import { PIXELS } from '../data/images.ts';
import { loadDataset } from '../data/source.ts';
import {
  type Backend,
  type BackendChoice,
  closeBackend,
  openBackend,
  type WasmAddresses,
} from '../engines/tfjs/backend.ts';
import type { PlaneFrame, PlaneKind } from '../history/plane.ts';
import {
  type LayerInfo,
  type NetworkChunk,
  type NetworkEvaluation,
  NOTHING_WATCHED,
  type Watched,
} from '../history/record.ts';
import { createPlaneWork } from '../plane/plane-work.ts';
import type { Visit } from '../plane/trajectory.ts';
import { type Checkpoint, checkpointOf, fits } from './checkpoint.ts';
import { createColumns } from './columns.ts';
import { testOrder } from './evaluate.ts';
import { evaluationAt } from './evaluation-schedule.ts';
import { createEvaluationScheduler } from './evaluation-scheduler.ts';
import { failureOf, type TrainingFailure } from './failure.ts';
import { checkMemory, mostMemory } from './memory.ts';
import { reading, type Sample, sampleOf } from './predict.ts';
import { createTraining, type Training } from './training.ts';

export interface TrainerOptions {
  readonly runs: readonly RunSpec[];
  readonly args: NetworkArguments;
  readonly steps: number;
  readonly seed: number;
  /** The texts of custom rules. */
  readonly rules?: readonly string[];
  /** Files a person dropped. */
  readonly files: readonly NamedFile[];
  readonly backend: BackendChoice;
  /** Goes on from here; a checkpoint of another experiment is passed over. */
  readonly resumeFrom?: Checkpoint;
  /** The weights that the runs had before that at some steps, as they were told. */
  readonly visits?: readonly Visit[];
  /** The address of the site's folder that has `data/` in it. */
  readonly assetBase?: string;
  /** Where the wasm backend's binaries are, when this thread can't resolve their addresses itself. */
  readonly wasm?: WasmAddresses;
  readonly fetch?: typeof fetch;
  readonly caches?: CacheStorage | null;
  /** Memory of the device in GB, where the browser tells it. */
  readonly deviceMemory?: number | undefined;
  /** Milliseconds. */
  now(): number;
  /** Resolves after the messages that wait have been received. */
  breathe(): Promise<void>;
}

export type TrainerEvent =
  | {
      readonly type: 'progress';
      readonly phase: 'drawing' | 'loading' | 'compiling' | 'evaluating';
      /** 0 … 1. */
      readonly fraction: number;
      /** Of files that come over the network. */
      readonly bytes?: Arrived;
    }
  /** The networks stand ready. Comes again when the graphics context was lost and training goes on elsewhere. */
  | {
      readonly type: 'network';
      readonly backend: Backend['name'];
      readonly reason: Backend['reason'];
      /** WebGL drawn by the processor. */
      readonly software: boolean;
      readonly layers: readonly LayerInfo[];
      readonly trainImages: number;
      readonly testImages: number;
      /** Steps an epoch. */
      readonly perEpoch: number;
      /** The test images whose readings are recorded. */
      readonly sample: Sample;
    }
  /** What the newest weights make of an image: probabilities `[runs × 10]`, NaN for runs that diverged. */
  | { readonly type: 'predicted'; readonly step: number; readonly probabilities: Float32Array }
  | { readonly type: 'trained'; readonly chunk: NetworkChunk }
  /** Weights that are kept for the plane; of earlier ones those at steps that are no multiple of `stride` are given up. */
  | { readonly type: 'visit'; readonly visit: Visit; readonly stride: number }
  /** The plane that is looked at, whenever something of it is new. */
  | { readonly type: 'plane'; readonly frame: PlaneFrame }
  /** What training can go on from. Every step up to it has been reported. */
  | { readonly type: 'checkpoint'; readonly checkpoint: Checkpoint }
  /** The last step was made, or every run diverged. */
  | { readonly type: 'finished' }
  | ({ readonly type: 'failed' } & TrainingFailure);

export interface Trainer {
  resume(): void;
  /** Stops after the step in progress, and reports what is not yet reported. */
  pause(): void;
  /** Makes one step (or `count`) and pauses. */
  step(count?: number): void;
  /** Looks closer at parts of the first layer, from now on. What the networks do not have is left out. */
  watch(watched: Watched): void;
  /** Looks at the visited weights on a plane, from now on; null: on none. */
  plane(kind: PlaneKind | null): void;
  /** Answers with what the newest weights make of an image `[784]` of values 0 … 1, as soon as they can be asked. */
  predict(image: Float32Array): void;
  /**
   * Stops for good: no event follows. The backend stays open for the next training, unless `release` says that none is
   * expected: then its WebGL context, of which a page has few, is given back.
   */
  dispose(options?: { readonly release: boolean }): void;
}

/** How long steps are made before messages are let in, in milliseconds. */
const SLICE = 30;
/** How often steps are reported, in milliseconds. */
const REPORT = 250;
/**
 * How often a checkpoint is made, in milliseconds; also at every pause. Who leaves the page loses no more than what was trained
 * since the latest.
 */
const CHECKPOINT = 300;
/** Where they take long, reports and checkpoints are this many times as far apart as one takes. */
const APART = 4;
const CHECKPOINTS_APART = 10;
/** The most time that a plane takes of a training in progress, by the time that the steps take. */
const PLANE_SHARE = 0.2;

/** A trainer, loading at once and paused. Everything it has to say, errors too, goes through `emit`. */
export function createTrainer(options: TrainerOptions, emit: (event: TrainerEvent) => void): Trainer {
  const { args, steps, now, breathe } = options;
  const abort = new AbortController();
  const { signal } = abort;
  /** How many steps may be made. */
  let allowed = 0;
  let wake = (): void => undefined;
  let watched: Watched = NOTHING_WATCHED;
  /** Whether what is watched has changed since the latest report. */
  let rewatched = false;
  let planeKind: PlaneKind | null = null;
  let planeWanted = (_kind: PlaneKind | null): void => undefined;
  /** The image that waits to be read. */
  let asked: Float32Array | null = null;
  /** Frees what is held on the backend. */
  let release = (): void => undefined;
  const allow = (count: number): void => {
    allowed = count;
    wake();
  };
  const tell = (event: TrainerEvent): void => {
    if (!signal.aborted) emit(event);
  };
  const progress = (
    phase: 'drawing' | 'loading' | 'compiling' | 'evaluating',
    fraction: number,
    bytes?: Arrived,
  ): void => tell({ type: 'progress', phase, fraction, ...(bytes && { bytes }) });
  /** Lets messages in; throws when one of them was the end. */
  const turn = async (): Promise<void> => {
    await breathe();
    signal.throwIfAborted();
  };

  async function main(): Promise<void> {
    const { files, assetBase, fetch, caches, wasm } = options;
    checkMemory(options, mostMemory(options.deviceMemory));
    const dataset = await loadDataset({
      data: args.data,
      files,
      assetBase,
      fetch,
      caches,
      signal,
      breathe: turn,
      progress,
    });
    await turn();
    progress('compiling', 0);
    let backend = await openBackend(options.backend, wasm);
    await turn();
    const training = createTraining({ ...options, dataset, backend });
    const { resumeFrom } = options;
    const resumed =
      resumeFrom !== undefined && fits(resumeFrom, training.theta.length, training.layout.length);
    if (resumed) training.restore(resumeFrom);
    let cold = true;
    const order = testOrder(dataset.test);
    const sample = sampleOf(dataset.test, order);
    const sampleImages = Float32Array.from(sample.pixels, (value) => value / 255);

    /** Does some work; on a new backend again when the graphics context was lost in it. */
    async function guarded<T>(work: () => T | Promise<T>): Promise<T> {
      for (;;) {
        try {
          if (cold) {
            training.warmUp();
            cold = false;
            announce();
          }
          return await work();
        } catch (error) {
          if (signal.aborted || !backend.lost()) throw error;
          quietly(release);
          progress('compiling', 0);
          backend = await openBackend(options.backend, wasm);
          await turn();
          training.use(backend);
          cold = true;
        }
      }
    }

    const announce = (): void =>
      tell({
        type: 'network',
        backend: backend.name,
        reason: backend.reason,
        software: backend.software,
        layers: training.layout.layers.map(({ inputs, units }) => ({ inputs, units })),
        trainImages: training.trainImages,
        testImages: dataset.test.count,
        perEpoch: training.perEpoch,
        sample,
      });
    const answer = async (): Promise<void> => {
      const image = asked;
      if (!image) return;
      asked = null;
      const probabilities = await guarded(() => training.predict(image));
      tell({ type: 'predicted', step: training.step, probabilities });
    };
    const columns = createColumns();
    let milliseconds = resumed ? 1000 * resumeFrom.seconds : 0;
    let reported = now();
    let reportTime = 0;
    const report = async (evaluation: NetworkEvaluation | null, again = false): Promise<void> => {
      const { count } = columns;
      const wanted = again && training.step > 0;
      if (count === 0 && evaluation === null && !wanted) return;
      const begun = now();
      const probabilities = await guarded(() => training.predict(sampleImages));
      const { unit } = within(watched, training);
      const rates = count > 0 || wanted ? training.rates(unit) : null;
      reported = now();
      reportTime = reported - begun;
      tell({
        type: 'trained',
        chunk: {
          from: training.step - count + 1,
          count,
          ...columns.take(),
          rates,
          sample: reading(probabilities),
          evaluation,
          seconds: milliseconds / 1000,
          divergedAt: [...training.divergedAt],
        },
      });
      if (count > 0) showPlane();
    };
    let keptAt = now();
    let keepTime = 0;
    let kept = training.step;
    /** Every step up to here has been reported by now. */
    const keep = async (): Promise<void> => {
      if (kept === training.step) return;
      await report(null);
      const begun = now();
      kept = training.step;
      const { evaluated, pending } = evaluations;
      const checkpoint = checkpointOf(training, milliseconds / 1000, evaluated, pending);
      tell({ type: 'checkpoint', checkpoint });
      keptAt = now();
      keepTime = keptAt - begun;
    };
    const plane = createPlaneWork({
      training,
      images: dataset.train,
      seed: options.seed,
      now,
      ...(resumed && options.visits && { visits: options.visits }),
      visited: ({ step, theta }, stride) =>
        tell({
          type: 'visit',
          // A copy: it is handed over.
          visit: { step, theta: theta.map((weights) => weights?.slice() ?? null) },
          stride,
        }),
    });
    planeWanted = plane.want;
    release = (): void => {
      evaluations.dispose();
      plane.dispose();
    };
    plane.want(planeKind);
    const showPlane = (): void => {
      const frame = plane.frame();
      if (frame) tell({ type: 'plane', frame });
    };
    /** Some work on the plane, if there is any. `resting`: no steps are waiting for it. */
    const planeSlice = async (resting: boolean): Promise<boolean> => {
      if (!plane.pending(resting)) return false;
      if (await guarded(() => plane.slice(resting))) showPlane();
      await turn();
      return true;
    };
    /** Whether it is time for a checkpoint. */
    const keepIsDue = (): boolean =>
      now() - keptAt >= Math.max(CHECKPOINT, CHECKPOINTS_APART * keepTime, APART * reportTime);
    const evaluations = createEvaluationScheduler({
      training,
      images: dataset.test,
      driven: options.runs.some(({ schedules }) =>
        schedules.some(({ id }) => scheduleTable.get(id).driven !== undefined),
      ),
      evaluated: resumed ? (resumeFrom.evaluated ?? -1) : -1,
      now,
      guarded,
      turn,
      progress: (fraction) => progress('evaluating', fraction),
      found: report,
    });
    let planeTime = 0;
    let evaluatedLast = false;
    const alive = (): boolean => training.step < steps && training.divergedAt.includes(0);

    if (resumed) {
      // What was evaluated before the checkpoint is not evaluated again.
      await guarded(() => undefined);
      evaluations.resume(resumeFrom.pending ?? []);
    } else {
      await evaluations.first();
    }
    keptAt = now();
    while (alive()) {
      if (rewatched) {
        // A report follows the same weights all through: what was made is reported before others are followed.
        rewatched = false;
        await report(null, true);
        columns.follow(within(watched, training).weights);
      }
      await answer();
      if (allowed <= 0) {
        await report(null);
        // Who pauses may leave the page: what is kept does not wait for an evaluation, which is kept when it is there.
        await keep();
        // What is shown at the step where one pauses is what the networks are there.
        evaluations.rest();
        if (evaluations.count > 0) {
          await evaluations.slice();
          if (evaluations.count === 0) kept = -1;
          await turn();
          continue;
        }
        // Messages came in while the sample was read.
        if (rewatched || asked || allowed > 0 || (await planeSlice(true))) continue;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        signal.throwIfAborted();
        continue;
      }
      const started = now();
      let due: ReturnType<typeof evaluationAt>;
      do {
        await guarded(() => training.advance());
        allowed--;
        plane.visit();
        columns.push(training, (milliseconds + now() - started) / 1000);
        due = evaluationAt(training.step, training.perEpoch, steps);
      } while (alive() && allowed > 0 && due === 'none' && training.step > 1 && now() - started < SLICE);
      milliseconds += now() - started;
      const reports = reported;
      if (due !== 'none') {
        await evaluations.afterStep(steps, !alive(), milliseconds);
      } else if (keepIsDue()) {
        await keep();
      } else if (training.step === 1 || now() - reported >= Math.max(REPORT, APART * reportTime)) {
        await report(null);
      }
      await turn();
      // One thing between two steps: together they would keep them waiting for too long. Who pauses waits for none.
      if (reported !== reports || allowed <= 0) continue;
      const planeMay = planeTime < PLANE_SHARE * milliseconds;
      if (evaluations.count > 0 && !(planeMay && evaluatedLast && plane.pending(false))) {
        evaluatedLast = true;
        await evaluations.slice();
      } else {
        evaluatedLast = false;
        const begun = now();
        if (planeMay && (await planeSlice(false))) planeTime += now() - begun;
      }
    }
    await evaluations.finish();
    await report(null);
    await keep();
    tell({ type: 'finished' });
    // Trained to the end, the networks can still be looked at.
    for (;;) {
      if (rewatched) {
        rewatched = false;
        await report(null, true);
      }
      await answer();
      if (rewatched || asked || (await planeSlice(true))) continue;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
      signal.throwIfAborted();
    }
  }

  main().catch((error: unknown) => {
    tell({ type: 'failed', ...failureOf(error) });
    quietly(release);
  });

  return {
    resume: () => allow(Number.POSITIVE_INFINITY),
    pause: () => allow(0),
    step: (count = 1) => allow(count),
    watch(wanted) {
      watched = wanted;
      rewatched = true;
      wake();
    },
    plane(kind) {
      planeKind = kind;
      planeWanted(kind);
      wake();
    },
    predict(image) {
      if (image.length !== PIXELS) return;
      asked = image;
      wake();
    },
    dispose(how) {
      abort.abort();
      wake();
      if (how?.release) void closeBackend();
    },
  };
}

/** Frees what lies on a backend that may have gone already, with all that it held. */
function quietly(release: () => void): void {
  try {
    release();
  } catch {
    // Nothing is left to be freed.
  }
}

/** What is watched as far as these networks have it. */
function within({ unit, weights }: Watched, { layout }: Training): Watched {
  const { units } = layout.layers[0];
  return {
    unit: unit !== null && unit < units ? unit : null,
    weights: weights.filter((weight) => weight.unit < units && weight.pixel < PIXELS),
  };
}
