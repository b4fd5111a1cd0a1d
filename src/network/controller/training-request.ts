/** A training as it is asked of a worker: what another worker would go on from, and when one has been silent for too long. */
import type { Failure } from '../../runtime/failure.ts';
import type { FailureReason } from '../../runtime/job.ts';
import type { Health, Request, RequestChannel } from '../../runtime/request.ts';
import { lastStep, type NetworkChunk } from '../history/record.ts';
import type { NetworkCommand, NetworkEvent, Phase } from '../messages.ts';
import type { TrajectorySnapshot } from '../training/checkpoint.ts';

export type Train = Extract<NetworkCommand, { type: 'train' }>;

/**
 * How long a worker may be silent in what it is busy with, in milliseconds, before it is asked whether it lives. Downloads report
 * many times a second; compiling shaders and the first steps can hold the thread for long.
 */
const SILENT_TRAIN_MS = 90_000;
const SILENT_PHASE_MS: Readonly<Record<Phase, number>> = {
  loading: 8000,
  drawing: 15_000,
  compiling: SILENT_TRAIN_MS,
  evaluating: SILENT_TRAIN_MS,
};
/** While steps are reported they come four times a second, or as fast as this machine makes them: ten times that is silence. */
const SILENT_STEPS_MS = 15_000;
const SLOWER = 10;

const NOT_LOADED = 'The code that trains networks could not be loaded; the network may be away.';

export class TrainingRequest implements Request {
  readonly job = 'network';
  readonly patience = SILENT_PHASE_MS.loading;
  readonly #channel: RequestChannel;
  readonly #emit: (event: NetworkEvent) => void;
  /** What a worker would be told now; null when nothing is left that one would have to do. */
  #train: Train | null;
  #snapshots: readonly TrajectorySnapshot[];
  /** Whether the networks stand: what they need has been fetched. */
  #stands = false;
  #finished = false;
  #begun = false;
  /** The furthest step that was reported, and the longest that a report of steps took. */
  #furthest: number;
  #slowest = 0;

  constructor(channel: RequestChannel, train: Train, emit: (event: NetworkEvent) => void) {
    this.#channel = channel;
    this.#train = train;
    this.#emit = emit;
    this.#snapshots = train.snapshots ?? [];
    this.#furthest = train.resumeFrom?.step ?? 0;
  }

  /** The weights that the runs had at some steps: what a plane is laid through. */
  get snapshots(): readonly TrajectorySnapshot[] {
    return this.#snapshots;
  }

  get preparing(): boolean {
    return this.#train !== null && !this.#stands;
  }

  get complete(): boolean {
    return this.#finished;
  }

  begin(): { readonly command: NetworkCommand; readonly transfer: readonly ArrayBuffer[] } | null {
    if (!this.#train) return null;
    const { resumeFrom } = this.#train;
    const again = this.#begun;
    this.#begun = true;
    this.#stands = false;
    // Files are copied for the worker: they may be wanted again after a crash.
    const files = this.#train.files.map((file) => ({ ...file, bytes: file.bytes.slice(0) }));
    const snapshots = this.#snapshots.filter(({ step }) => !resumeFrom || step <= resumeFrom.step);
    const command = { ...this.#train, files, ...(again && resumeFrom && { snapshots }) };
    return { command, transfer: files.map(({ bytes }) => bytes) };
  }

  pause(): void {
    this.#change({ playing: false });
    this.#channel.idle();
    this.#send({ type: 'pause' });
  }

  resume(): void {
    this.#change({ playing: true });
    this.#expectAnswers();
    this.#send({ type: 'resume' });
  }

  /** Makes one step and pauses. */
  step(): void {
    this.#change({ playing: false });
    this.#expectAnswers();
    this.#send({ type: 'step' });
  }

  /** Sends what changes nothing of how the training goes on, but for what is looked at meanwhile. */
  look(command: Extract<NetworkCommand, { type: 'plane' | 'watch' | 'predict' }>): void {
    if (command.type === 'plane') this.#change({ plane: command.kind });
    if (command.type === 'watch') this.#change({ watched: command.watched });
    this.#send(command);
  }

  receive(given: unknown, waited: number): Health {
    const event = given as NetworkEvent;
    if (event.type === 'snapshot') {
      // Steps after a checkpoint are made twice.
      const { snapshot, stride } = event;
      const before = this.#snapshots.filter(({ step }) => step < snapshot.step && step % stride === 0);
      this.#snapshots = [...before, snapshot];
      return {};
    }
    const health = this.#healthAfter(event, waited);
    this.#emit(event);
    return health;
  }

  failed(failure: Failure, reason: FailureReason): void {
    // Another worker is not to begin with what has stopped others.
    if (reason === 'worker-stopped' || reason === 'stalled') this.#train = null;
    const message = reason === 'not-loaded' ? NOT_LOADED : failure.message;
    const diagnostic =
      reason === 'not-loaded'
        ? ({ code: 'no-trainer', parameters: {}, message } as const)
        : failure.diagnostic;
    this.#emit({ type: 'failed', code: failure.code, message, ...(diagnostic && { diagnostic }) });
  }

  #healthAfter(event: Exclude<NetworkEvent, { type: 'snapshot' }>, waited: number): Health {
    switch (event.type) {
      case 'progress':
        return { patience: SILENT_PHASE_MS[event.phase] };
      case 'network':
        this.#stands = true;
        return { patience: this.#train?.playing ? SILENT_TRAIN_MS : null };
      case 'trained':
        return this.#healthOfSteps(event.chunk, waited);
      case 'checkpoint':
        this.#change({ resumeFrom: event.checkpoint });
        return {};
      case 'finished':
        // A worker that takes over from here stands where this one stood, for what is still asked of the networks.
        this.#train = this.#train?.resumeFrom ? { ...this.#train, playing: false } : null;
        this.#finished = true;
        return { patience: null };
      case 'failed':
        return { patience: null };
      default:
        return {};
    }
  }

  #healthOfSteps(chunk: NetworkChunk, waited: number): Health {
    // Only what was not reported before is progress: a step that kills every worker is not tried for ever.
    const progress = lastStep(chunk) > this.#furthest;
    if (progress) this.#furthest = lastStep(chunk);
    if (chunk.count > 0) this.#slowest = Math.max(this.#slowest, waited);
    if (!this.#train?.playing) return { patience: null, progress };
    // The first steps compile programs, and with none between two reports other work is going on.
    const steady = chunk.count > 0 && lastStep(chunk) > 1;
    return {
      patience: steady ? Math.max(SILENT_STEPS_MS, SLOWER * this.#slowest) : SILENT_TRAIN_MS,
      progress,
    };
  }

  #change(change: Partial<Train>): void {
    if (this.#train) this.#train = { ...this.#train, ...change };
  }

  #send(command: NetworkCommand): void {
    this.#channel.send(command);
  }

  #expectAnswers(): void {
    this.#channel.expect(this.#stands ? SILENT_TRAIN_MS : SILENT_PHASE_MS.loading);
  }
}
