/**
 * Every message between the page and the worker: two discriminated unions.
 *
 * Each carries the generation of the experiment it belongs to; whoever receives a message of an older generation drops
 * it. Arrays are transferred, never copied.
 */
import type { Computation } from '../experiment/types.ts';
import { buffersOf, type LayerInfo, type NetworkChunk } from '../frames/network.ts';
import type { RunFrames } from '../frames/run.ts';
import type { WasmAddresses } from '../mnist/backend.ts';

/** A file a person dropped on the page. */
export interface DroppedFile {
  readonly name: string;
  readonly bytes: ArrayBuffer;
}

/** Which tfjs backend to use; `auto` takes WebGL with float32, else wasm, else cpu. */
export type BackendChoice = 'auto' | 'webgl' | 'wasm' | 'cpu';

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
  /** Load the data, build the networks and stand ready; trains when `playing`. */
  | {
      readonly type: 'train';
      readonly generation: number;
      readonly computation: Computation;
      readonly files: readonly DroppedFile[];
      readonly backend: BackendChoice;
      readonly playing: boolean;
      readonly addresses?: Addresses;
    }
  | { readonly type: 'pause'; readonly generation: number }
  | { readonly type: 'resume'; readonly generation: number }
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
  /** Some finished runs, in any order. */
  | {
      readonly type: 'computed';
      readonly generation: number;
      readonly runs: readonly { readonly run: number; readonly frames: RunFrames }[];
      /** Whether these were the last. */
      readonly complete: boolean;
    }
  | { readonly type: 'inspected'; readonly generation: number; readonly inspection: Inspection }
  | {
      readonly type: 'progress';
      readonly generation: number;
      readonly phase: Phase;
      /** 0 … 1. */
      readonly fraction: number;
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
    }
  | { readonly type: 'trained'; readonly generation: number; readonly chunk: NetworkChunk }
  /** Training stopped by itself: the last step was made, or every run diverged. */
  | { readonly type: 'finished'; readonly generation: number }
  | {
      readonly type: 'failed';
      readonly generation: number;
      /** What went wrong, by i18n key where there is one, else `error`. */
      readonly code: 'error' | 'bad-file' | 'no-data' | 'lost' | 'no-worker';
      readonly message: string;
    };

/** The arrays of a message that change hands. */
export function transferables(message: ToWorker | FromWorker): ArrayBuffer[] {
  switch (message.type) {
    case 'computed':
      return message.runs.map(({ frames }) => frames.buffer.buffer as ArrayBuffer);
    case 'trained':
      return buffersOf(message.chunk);
    case 'train':
      return message.files.map((file) => file.bytes);
    default:
      return [];
  }
}
