/**
 * Every message between the page and the worker: two discriminated unions.
 *
 * Each carries the generation of the experiment it belongs to; whoever receives a message of an older generation drops
 * it. Arrays are transferred, never copied.
 */
import type { Computation } from '../experiment/types.ts';
import type { Trouble } from '../network/diagnostic.ts';
import type { WasmAddresses } from '../network/engines/tfjs/backend.ts';
import { type PlaneFrame, type PlaneKind, planeBuffers } from '../network/history/plane.ts';
import { buffersOf, type LayerInfo, type NetworkChunk, type Watched } from '../network/history/record.ts';
import type { Visit } from '../network/plane/trajectory.ts';
import { type Checkpoint, checkpointBuffers } from '../network/training/checkpoint.ts';
import type { Row, RunFrames } from '../surface/record/record.ts';

export type { Trouble } from '../network/diagnostic.ts';
export type { Visit } from '../network/plane/trajectory.ts';
export { checkpointOfRun, mergedCheckpoint, mergedVisits, visitsOfRun } from '../network/training/by-run.ts';
export type { Checkpoint } from '../network/training/checkpoint.ts';

/** A file a person dropped on the page. */
export interface DroppedFile {
  readonly name: string;
  readonly bytes: ArrayBuffer;
}

/** Which tfjs backend to use; `auto` takes WebGL with float32, else wasm, else cpu. */
export type BackendChoice = 'auto' | 'webgl' | 'wasm' | 'cpu';

/** Test images `[n × 784]`, 0 … 255, and what they are. */
export interface SampleImages {
  readonly pixels: Uint8Array;
  readonly labels: Uint8Array;
}

/** Where files of the page are. Absolute: a worker that was made from a blob has no address of its own. */
export interface Addresses {
  /** The folder that the page is in, where `data/` may be. */
  readonly base: string;
  readonly wasm: WasmAddresses;
}

export type ToWorker =
  /** Compute every run of a two-dimensional experiment, replacing what is in progress. */
  | { readonly type: 'compute'; readonly generation: number; readonly computation: Computation }
  /** Compute one step of one run again, with the rule's inner state. */
  | { readonly type: 'inspect'; readonly generation: number; readonly run: number; readonly step: number }
  /** Compute what some runs show at a step that is not among the rows that are kept of them. */
  | {
      readonly type: 'replay';
      readonly generation: number;
      readonly runs: readonly number[];
      readonly step: number;
    }
  /** Load the data, build the networks and stand ready; trains when `playing`. */
  | {
      readonly type: 'train';
      readonly generation: number;
      readonly computation: Computation;
      readonly files: readonly DroppedFile[];
      readonly backend: BackendChoice;
      readonly playing: boolean;
      readonly addresses?: Addresses;
      /** Goes on from here; without it from the initial weights. */
      readonly resumeFrom?: Checkpoint;
      /** The weights that the runs had before that at some steps. */
      readonly visits?: readonly Visit[];
    }
  | { readonly type: 'pause'; readonly generation: number }
  | { readonly type: 'resume'; readonly generation: number }
  /** Make one step of training and pause. */
  | { readonly type: 'step'; readonly generation: number }
  /** Look at the networks' visited weights on a plane, from now on, also of networks to come; null: on none. */
  | { readonly type: 'plane'; readonly generation: number; readonly kind: PlaneKind | null }
  /** Look closer at parts of the first layer: in this training and in those that follow. */
  | { readonly type: 'watch'; readonly generation: number; readonly watched: Watched }
  /** Have an image `[784]` of values 0 … 1 read by the newest weights of every run. A newer one replaces it. */
  | { readonly type: 'predict'; readonly generation: number; readonly image: Float32Array }
  /** Say `pong`: a thread that lives does so between two slices of its work. */
  | { readonly type: 'ping'; readonly generation: number }
  /** Stop whatever is in progress and free what it holds. */
  | { readonly type: 'cancel'; readonly generation: number };

/** One step of one run with everything the rule knew. */
export interface Inspection {
  readonly run: number;
  readonly step: number;
  /** The point before the update. */
  readonly before: readonly number[];
  readonly theta: readonly number[];
  readonly loss: number;
  readonly lr: number;
  readonly gradient: readonly number[];
  readonly rate: readonly number[];
  readonly direction: readonly number[];
  readonly realized: readonly number[];
  /** The rule's memory after the update, by name. */
  readonly memory: Readonly<Record<string, readonly number[]>>;
  readonly scalars: Readonly<Record<string, number>>;
}

/** What the worker is busy with while no steps arrive. */
export type Phase = 'computing' | 'drawing' | 'loading' | 'compiling' | 'evaluating';

export type FromWorker =
  /** The worker runs: the handshake. */
  | { readonly type: 'hello'; readonly generation: 0 }
  /** The answer to `ping`. */
  | { readonly type: 'pong'; readonly generation: number }
  /** Some runs, in any order, finished or as far as they are. */
  | {
      readonly type: 'computed';
      readonly generation: number;
      readonly runs: readonly { readonly run: number; readonly frames: RunFrames }[];
      /** Whether these were the last. */
      readonly complete: boolean;
    }
  | { readonly type: 'inspected'; readonly generation: number; readonly inspection: Inspection }
  | {
      readonly type: 'replayed';
      readonly generation: number;
      readonly step: number;
      readonly rows: readonly { readonly run: number; readonly row: Row }[];
    }
  | {
      readonly type: 'progress';
      readonly generation: number;
      readonly phase: Phase;
      /** 0 … 1. */
      readonly fraction: number;
      /** Of files that come over the network: how many bytes have arrived, of how many. */
      readonly bytes?: { readonly arrived: number; readonly total: number };
    }
  /** The networks stand ready. */
  | {
      readonly type: 'network';
      readonly generation: number;
      readonly backend: string;
      /** Why not a faster one, in words for a person, by i18n key; null when it is the first choice. */
      readonly reason: 'no-webgl' | 'no-float32' | 'no-wasm' | 'chosen' | 'lost' | null;
      /** WebGL drawn by the processor. */
      readonly software: boolean;
      readonly layers: readonly LayerInfo[];
      readonly trainImages: number;
      readonly testImages: number;
      /** Steps an epoch. */
      readonly perEpoch: number;
      /** The test images whose readings are recorded. */
      readonly sample: SampleImages;
    }
  /** What the newest weights make of an image: probabilities `[runs × 10]`, NaN for runs that diverged. */
  | {
      readonly type: 'predicted';
      readonly generation: number;
      readonly step: number;
      readonly probabilities: Float32Array;
    }
  | { readonly type: 'trained'; readonly generation: number; readonly chunk: NetworkChunk }
  /** Weights at a step; of earlier ones those at steps that are no multiple of `stride` are given up. */
  | {
      readonly type: 'visit';
      readonly generation: number;
      readonly visit: Visit;
      readonly stride: number;
    }
  /** The plane that is looked at, whenever something of it is new. */
  | { readonly type: 'plane'; readonly generation: number; readonly frame: PlaneFrame }
  /** What training can go on from; every step up to it has been reported. */
  | { readonly type: 'checkpoint'; readonly generation: number; readonly checkpoint: Checkpoint }
  /** Training stopped by itself: the last step was made, or every run diverged. */
  | { readonly type: 'finished'; readonly generation: number }
  | {
      readonly type: 'failed';
      readonly generation: number;
      /** What went wrong, by i18n key where there is one, else `error`. */
      readonly code: 'error' | 'bad-file' | 'no-data' | 'lost' | 'too-large' | 'no-worker';
      /** In English. */
      readonly message: string;
      /** The same as data, for what is foreseen: to be worded in the page's language. */
      readonly trouble?: Trouble;
    };

/** The arrays of a message that change hands. */
export function transferables(message: ToWorker | FromWorker): ArrayBuffer[] {
  switch (message.type) {
    case 'computed':
      return message.runs.map(({ frames }) => frames.buffer.buffer as ArrayBuffer);
    case 'trained':
      return buffersOf(message.chunk);
    case 'visit':
      return message.visit.theta.flatMap((weights) => (weights ? [weights.buffer as ArrayBuffer] : []));
    case 'plane':
      return 'frame' in message ? planeBuffers(message.frame) : [];
    case 'checkpoint':
      return checkpointBuffers(message.checkpoint);
    case 'train':
      return message.files.map((file) => file.bytes);
    default:
      return [];
  }
}
