/** A trainer on a thread of a test's own, with its commands as methods. */
import type { NetworkArguments } from '../../../core/network.ts';
import type { Arguments, RunSpec } from '../../../core/types.ts';
import { createJobThread } from '../../../runtime/job-thread.ts';
import type { NamedFile } from '../../data/idx.ts';
import type { PlaneKind } from '../../history/plane.ts';
import { NOTHING_WATCHED, type Watched } from '../../history/record.ts';
import type {
  DroppedFile,
  EngineChoice,
  NetworkCommand,
  NetworkEvent,
  SiteAddresses,
} from '../../messages.ts';
import type { Checkpoint, TrajectorySnapshot } from '../checkpoint.ts';
import { createTrainer, type TrainerSurroundings } from '../trainer.ts';

export type TrainerEvent = NetworkEvent;

export interface TrainerOptions extends TrainerSurroundings {
  readonly runs: readonly RunSpec[];
  readonly args: NetworkArguments;
  readonly steps: number;
  readonly seed: number;
  readonly rules?: readonly string[];
  readonly files: readonly NamedFile[];
  readonly engine: EngineChoice;
  readonly resumeFrom?: Checkpoint;
  readonly snapshots?: readonly TrajectorySnapshot[];
  readonly addresses?: SiteAddresses;
  now(): number;
  yieldToEventLoop(): Promise<void>;
}

export interface Trainer {
  resume(): void;
  pause(): void;
  step(count?: number): void;
  watch(watched: Watched): void;
  plane(kind: PlaneKind | null): void;
  predict(image: Float32Array): void;
  dispose(): void;
}

/** A trainer that loads at once and is paused. */
export function openTrainer(options: TrainerOptions, emit: (event: TrainerEvent) => void): Trainer {
  const {
    fetch,
    caches,
    threads,
    runs,
    args,
    steps,
    seed,
    rules = [],
    files,
    now,
    yieldToEventLoop,
  } = options;
  const surroundings = { ...(fetch && { fetch }), ...(caches !== undefined && { caches }), threads };
  const thread = createJobThread({
    jobs: { network: { create: (host) => createTrainer(host, surroundings) } },
    post(message) {
      if (message.type === 'event') emit(message.event as NetworkEvent);
      if (message.type === 'failed') throw new Error(message.message);
    },
    now,
    yieldToEventLoop,
  });
  const { engine, resumeFrom, snapshots, addresses } = options;
  const train: NetworkCommand = {
    type: 'train',
    computation: {
      surface: { id: 'mnist', args: args as unknown as Arguments },
      ...{ runs, steps, seed, rules, formula: null, start: [0, 0] },
    },
    files: files as unknown as readonly DroppedFile[],
    engine,
    playing: false,
    watched: NOTHING_WATCHED,
    plane: null,
    ...(resumeFrom && { resumeFrom }),
    ...(snapshots && { snapshots }),
    ...(addresses && { addresses }),
  };
  thread.receive({ type: 'begin', generation: 1, job: 'network', command: train });
  const send = (command: NetworkCommand): void => thread.receive({ type: 'command', generation: 1, command });
  return {
    resume: () => send({ type: 'resume' }),
    pause: () => send({ type: 'pause' }),
    step: (count = 1) => send({ type: 'step', count }),
    watch: (watched) => send({ type: 'watch', watched }),
    plane: (kind) => send({ type: 'plane', kind }),
    predict: (image) => send({ type: 'predict', image }),
    // Another follows: the engine stays open.
    dispose: () =>
      thread.receive({ type: 'begin', generation: 2, job: 'network', command: { type: 'pause' } }),
  };
}
