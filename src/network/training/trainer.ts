/**
 * The job that trains the networks of one experiment: gets the images, opens an engine, and makes steps while it is told to.
 * What is to be done when is decided by its tasks.
 */
import { networkArguments } from '../../core/network.ts';
import { scheduleTable } from '../../core/tables.ts';
import type { Job, JobHost, JobState } from '../../runtime/job.ts';
import { type Dataset, PIXELS } from '../data/images.ts';
import { loadDataset } from '../data/source.ts';
import { taught } from '../data/taught.ts';
import type { NetworkEngine } from '../engines/engine.ts';
import { closeEngine, openEngine } from '../engines/open.ts';
import { NOTHING_WATCHED } from '../history/record.ts';
import type { NetworkCommand, NetworkEvent, Phase } from '../messages.ts';
import { createPlaneWork } from '../plane/plane-work.ts';
import { buffersOfEvent } from '../transfer.ts';
import { type Checkpoint, fits } from './checkpoint.ts';
import { createColumns } from './columns.ts';
import { SharedStepper } from './cores/cores.ts';
import type { Threads } from './cores/helper.ts';
import { type Stepper, type StepperOptions, singleStepper } from './cores/stepper.ts';
import { testOrder } from './evaluate.ts';
import { createEvaluationScheduler } from './evaluation-scheduler.ts';
import { failureOf } from './failure.ts';
import { checkMemory, memoryOf, mostMemory } from './memory.ts';
import { sampleOf } from './predict.ts';
import { createRecovery, quietly } from './recovery.ts';
import { createCheckpointer, createReporter } from './reports.ts';
import { runDue, type Task } from './scheduler.ts';
import { type Controls, createTasks, type Progress, showPlane } from './tasks.ts';
import { createTraining, type Training } from './training.ts';
import { trialOf } from './trial.ts';

/** How long steps are made before messages are let in, in milliseconds. */
const TURN_MS = 30;

/** What a trainer takes from its surroundings, where these are not the browser's own. */
export interface TrainerSurroundings {
  readonly fetch?: typeof fetch;
  readonly caches?: CacheStorage | null;
  /** Other threads that may make steps; none unless it is given. */
  readonly threads?: Threads | undefined;
}

type Train = Extract<NetworkCommand, { type: 'train' }>;

/** What a trainer's parts share. */
interface Session {
  readonly request: Train;
  readonly surroundings: TrainerSurroundings;
  readonly host: JobHost<NetworkEvent>;
  readonly controls: Controls;
  readonly signal: AbortSignal;
  /** Lets messages in; throws when one of them was the end. */
  turn(): Promise<void>;
  emit(event: NetworkEvent): void;
  progress(phase: Phase, fraction: number, bytes?: { arrived: number; total: number }): void;
  /** What frees what is held on the engine. */
  onRelease(release: () => void): void;
}

/** The networks with their images, once they are built. */
interface Built {
  readonly dataset: Dataset;
  readonly training: Training;
  readonly engine: NetworkEngine;
  /** Opens the engine again, or another one when the graphics context was lost too often. */
  open(): Promise<NetworkEngine>;
  /** What the training goes on from; null from the initial weights. */
  readonly resumed: Checkpoint | null;
}

async function build(session: Session): Promise<Built> {
  const { request, surroundings, signal, turn, progress } = session;
  const { computation, files, engine: choice, addresses, resumeFrom } = request;
  const { runs, rules, seed } = computation;
  const args = networkArguments(computation.surface.args);
  checkMemory({ runs, args, rules }, mostMemory(request.deviceMemory));
  const loaded = await loadDataset({
    data: args.data,
    files,
    assetBase: addresses?.base,
    ...surroundings,
    signal,
    yieldToEventLoop: turn,
    progress,
  });
  const dataset = taught(loaded, args, seed);
  await turn();
  progress('compiling', 0);
  const given = { runs, args, seed, rules, dataset };
  const open = () => openEngine(choice, { wasm: addresses?.wasm, trial: trialOf(given, session.host.now) });
  const engine = await open();
  await turn();
  const training = createTraining({ ...given, engine, now: session.host.now });
  const resumed =
    resumeFrom && fits(resumeFrom, training.theta.length, training.layout.length) ? resumeFrom : null;
  if (resumed) training.restore(resumed);
  return { dataset, training, engine, open, resumed };
}

/** By what was trained, whether several threads were faster. */
const tried = new Map<string, boolean>();

/** Threads hold what they move once more: not more than half of what may be used is shared. */
const SHARED_MEMORY = 2;

/** What makes the steps: other threads too, where there are any, several runs, and an engine with the same bits on each. */
function createStepper(
  { request, surroundings: { threads }, emit }: Session,
  options: StepperOptions,
  { train }: Dataset,
  engine: NetworkEngine,
): Stepper {
  const { runs, rules, seed, steps, surface } = request.computation;
  const args = networkArguments(surface.args);
  const needed = SHARED_MEMORY * memoryOf({ runs, args, rules });
  const alone = !threads || threads.most < 2 || runs.length < 2 || needed > mostMemory(request.deviceMemory);
  if (alone || engine.name !== 'simd') return singleStepper(options);
  return new SharedStepper({
    ...options,
    ...{ runs, args, seed, rules, steps, threads, tried },
    images: train,
    changed: (cores) => emit({ type: 'cores', cores }),
  });
}

/**
 * Puts what is built to work: the tasks by which it is trained.
 *
 * Long because it only connects parts: each is made of those before it.
 */
async function setUp(session: Session): Promise<readonly Task[]> {
  const { request, host, controls, signal, turn, emit, progress: reportProgress } = session;
  const { now } = host;
  const { dataset, training, resumed, ...opened } = await build(session);
  let { engine } = opened;
  const { steps, seed, runs } = request.computation;
  const sample = sampleOf(dataset.test, testOrder(dataset.test));
  const progress: Progress = {
    spent: resumed ? 1000 * resumed.seconds : 0,
    stepped: false,
    evaluationDue: false,
    finished: false,
  };
  const announce = (): void => {
    const { name, reason, software } = engine;
    const layers = training.layout.layers.map(({ inputs, units }) => ({ inputs, units }));
    const { trainImages } = training;
    const testImages = dataset.test.count;
    emit({ type: 'network', engine: name, reason, software, layers, trainImages, testImages, sample });
  };
  const release = (): void => {
    evaluations.dispose();
    plane.dispose();
    stepper.dispose();
  };
  session.onRelease(release);
  const guarded = createRecovery({
    lost: () => engine.lost(),
    aborted: () => signal.aborted,
    release,
    async reopen() {
      reportProgress('compiling', 0);
      engine = await opened.open();
      await turn();
      training.use(engine);
    },
    warmUp() {
      training.warmUp();
      announce();
    },
  });
  const columns = createColumns();
  const stepper = createStepper(session, { training, columns, guarded, now }, dataset, engine);
  const spent = (): number => progress.spent;
  const plane = createPlaneWork({
    training,
    images: dataset.train,
    seed,
    now,
    ...(resumed && request.snapshots && { snapshots: request.snapshots }),
    // A copy: it is handed over.
    recorded: ({ step, theta }, stride) =>
      emit({
        type: 'snapshot',
        snapshot: { step, theta: theta.map((weights) => weights?.slice() ?? null) },
        stride,
      }),
  });
  const reporter = createReporter({
    ...{ training, columns, guarded, now, spent, gather: () => stepper.gather() },
    sample: Float32Array.from(sample.pixels, (value) => value / 255),
    watched: () => controls.watched,
    emit(event) {
      emit(event);
      if (event.type === 'trained' && event.chunk.count > 0) showPlane({ plane, emit });
    },
  });
  const evaluations = createEvaluationScheduler({
    ...{ training, now, guarded, turn },
    images: dataset.test,
    driven: runs.some(({ schedules }) =>
      schedules.some(({ id }) => scheduleTable.get(id).driven !== undefined),
    ),
    evaluated: resumed?.evaluated ?? -1,
    progress: (fraction) => reportProgress('evaluating', fraction),
    found: reporter.report,
  });
  const checkpointer = createCheckpointer({
    ...{ training, reporter, spent, emit, now },
    evaluations: () => evaluations,
  });
  plane.want(controls.plane);
  controls.wantPlane = plane.want;
  if (resumed) {
    // What was evaluated before the checkpoint is not evaluated again.
    await guarded(() => undefined);
    evaluations.resume(resumed.pending ?? []);
  } else {
    await evaluations.first();
  }
  checkpointer.restart();
  return createTasks({
    ...{ training, steps, controls, progress, columns, stepper, reporter, checkpointer, evaluations, plane },
    ...{ guarded, emit, now },
  });
}

/** Takes a command into what is asked for. */
function control(controls: Controls, command: NetworkCommand): void {
  if (command.type === 'resume' || command.type === 'pause' || command.type === 'step') controls.orders++;
  switch (command.type) {
    case 'train':
      controls.allowed = command.playing ? Number.POSITIVE_INFINITY : 0;
      controls.watched = command.watched;
      controls.rewatched = command.watched.unit !== null || command.watched.weights.length > 0;
      controls.plane = command.plane;
      return;
    case 'resume':
      controls.allowed = Number.POSITIVE_INFINITY;
      return;
    case 'pause':
      controls.allowed = 0;
      return;
    case 'step':
      controls.allowed = command.count ?? 1;
      return;
    case 'watch':
      controls.watched = command.watched;
      controls.rewatched = true;
      return;
    case 'plane':
      controls.plane = command.kind;
      controls.wantPlane(command.kind);
      return;
    case 'predict':
      if (command.image.length === PIXELS) controls.image = command.image;
      return;
    default:
      command satisfies never;
  }
}

/** A trainer that waits for its `train`. Everything it has to say, errors too, is emitted. */
export function createTrainer(
  host: JobHost<NetworkEvent>,
  surroundings: TrainerSurroundings = {},
): Job<NetworkCommand> {
  const abort = new AbortController();
  const { signal } = abort;
  const controls: Controls = {
    allowed: 0,
    orders: 0,
    watched: NOTHING_WATCHED,
    rewatched: false,
    plane: null,
    wantPlane: () => undefined,
    image: null,
  };
  let request: Train | null = null;
  let tasks: readonly Task[] | null = null;
  let release = (): void => undefined;
  let busy = false;

  const emit = (event: NetworkEvent): void => {
    if (!signal.aborted) host.emit(event, buffersOfEvent(event));
  };
  const sessionOf = (given: Train): Session => ({
    ...{ request: given, surroundings, host, controls, signal, emit },
    async turn() {
      await host.yieldToEventLoop();
      signal.throwIfAborted();
    },
    progress: (phase, fraction, bytes) =>
      emit({ type: 'progress', phase, fraction, ...(bytes && { bytes }) }),
    onRelease(given) {
      release = given;
    },
  });

  return {
    turn: TURN_MS,
    start(command) {
      control(controls, command);
      if (command.type === 'train') request = command;
    },
    async advance(budget): Promise<JobState> {
      if (!request) return 'waiting';
      busy = true;
      try {
        tasks ??= await setUp(sessionOf(request));
        return (await runDue(tasks, budget)) ? 'more' : 'waiting';
      } catch (error) {
        emit({ type: 'failed', ...failureOf(error) });
        quietly(release);
        request = null;
        return 'done';
      } finally {
        busy = false;
        if (signal.aborted) quietly(release);
      }
    },
    receive: (command) => control(controls, command),
    dispose(next) {
      abort.abort();
      if (!busy) quietly(release);
      // The engine stays open for the next training: its programs are compiled.
      if (!next) void closeEngine();
    },
  };
}
