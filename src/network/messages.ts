/** Everything that is said between the page and the job that trains networks. */
import type { Computation } from '../experiment/types.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { EngineChoice, EngineName, EngineReason } from './engines/engine.ts';
import type { PlaneFrame, PlaneKind } from './history/plane.ts';
import type { LayerInfo, NetworkChunk, Watched } from './history/record.ts';
import type { Checkpoint, TrajectorySnapshot } from './training/checkpoint.ts';

/** A file a person dropped on the page. */
export interface DroppedFile {
  readonly name: string;
  readonly bytes: ArrayBuffer;
}

export type { EngineChoice, EngineName };

/** Test images `[n × 784]`, 0 … 255, and what they are. */
export interface SampleImages {
  readonly pixels: Uint8Array;
  readonly labels: Uint8Array;
}

/** Where the wasm binaries are: the one with SIMD and the one without. */
export interface WasmAddresses {
  readonly simd: string;
  readonly plain: string;
}

/** Where files of the page are. Absolute: a worker that was made from a blob has no address of its own. */
export interface SiteAddresses {
  /** The folder that the page is in, where `data/` may be. */
  readonly base: string;
  readonly wasm: WasmAddresses;
}

export type NetworkCommand =
  /** Load the data, build the networks and stand ready; trains when `playing`. What the job begins with. */
  | {
      readonly type: 'train';
      readonly computation: Computation;
      readonly files: readonly DroppedFile[];
      readonly engine: EngineChoice;
      readonly playing: boolean;
      readonly addresses?: SiteAddresses;
      /** Memory of the device in GB, where the browser tells it. */
      readonly deviceMemory?: number;
      /** Goes on from here; without it from the initial weights. */
      readonly resumeFrom?: Checkpoint;
      /** The weights that the runs had before that at some steps. */
      readonly snapshots?: readonly TrajectorySnapshot[];
      readonly watched: Watched;
      readonly plane: PlaneKind | null;
    }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  /** Make one step of training, or `count`, and pause. */
  | { readonly type: 'step'; readonly count?: number }
  /** Look at the networks' visited weights on a plane, from now on; null: on none. */
  | { readonly type: 'plane'; readonly kind: PlaneKind | null }
  /** Look closer at parts of the first layer, from now on. What the networks do not have is left out. */
  | { readonly type: 'watch'; readonly watched: Watched }
  /** Have an image `[784]` of values 0 … 1 read by the newest weights of every run. A newer one replaces it. */
  | { readonly type: 'predict'; readonly image: Float32Array };

/** What the job is busy with while no steps arrive. */
export type Phase = 'drawing' | 'loading' | 'compiling' | 'evaluating';

export type NetworkEvent =
  | {
      readonly type: 'progress';
      readonly phase: Phase;
      /** 0 … 1. */
      readonly fraction: number;
      /** Of files that come over the network: how many bytes have arrived, of how many. */
      readonly bytes?: { readonly arrived: number; readonly total: number };
    }
  /** The networks stand ready. Comes again when the graphics context was lost and training goes on elsewhere. */
  | {
      readonly type: 'network';
      readonly engine: EngineName;
      /** Why this one, by the key of its words; null: there is nothing to say. */
      readonly reason: EngineReason;
      /** WebGL drawn by the processor. */
      readonly software: boolean;
      readonly layers: readonly LayerInfo[];
      readonly trainImages: number;
      readonly testImages: number;
      /** The test images whose readings are recorded. */
      readonly sample: SampleImages;
    }
  /** On how many of the processor's cores steps are made from now on: on one until this is said. */
  | { readonly type: 'cores'; readonly cores: number }
  /** What the newest weights make of an image: probabilities `[runs × 10]`, NaN for runs that diverged. */
  | { readonly type: 'predicted'; readonly step: number; readonly probabilities: Float32Array }
  | { readonly type: 'trained'; readonly chunk: NetworkChunk }
  /** Weights that are kept for the plane; of earlier ones those at steps that are no multiple of `stride` are given up. */
  | { readonly type: 'snapshot'; readonly snapshot: TrajectorySnapshot; readonly stride: number }
  /** The plane that is looked at, whenever something of it is new. */
  | { readonly type: 'plane'; readonly frame: PlaneFrame }
  /** What training can go on from. Every step up to it has been reported. */
  | { readonly type: 'checkpoint'; readonly checkpoint: Checkpoint }
  /** The last step was made, or every run diverged. */
  | { readonly type: 'finished' }
  | ({ readonly type: 'failed' } & NetworkFailure);

/** What ended a training. */
export interface NetworkFailure {
  readonly code: 'error' | 'bad-file' | 'no-data' | 'lost' | 'too-large' | 'no-worker';
  /** In English. */
  readonly message: string;
  /** The same as data, for what is foreseen: a page words it in its own language. */
  readonly diagnostic?: Diagnostic;
}
