/** What React shows of a training. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { NOTHING_WATCHED, type Watched } from '../history/record.ts';
import type { EngineChoice, EngineName, NetworkEvent, Phase, SampleImages } from '../messages.ts';
import type { Persistence } from './archive.ts';

/** What the newest weights make of a drawn digit: probabilities `[runs × 10]`, NaN for runs that diverged. */
export interface Prediction {
  readonly step: number;
  readonly probabilities: Float32Array;
}

export interface NetworkStatus {
  readonly state: 'loading' | 'ready' | 'training' | 'paused' | 'finished' | 'failed';
  readonly phase: Phase | null;
  /** 0 … 1 of the phase. */
  readonly fraction: number;
  /** Of files that come over the network; null when none do. */
  readonly bytes: { readonly arrived: number; readonly total: number } | null;
  readonly engine: EngineName | null;
  readonly reason: Extract<NetworkEvent, { type: 'network' }>['reason'];
  /** WebGL drawn by the processor. */
  readonly software: boolean;
  /** On how many of the processor's cores it is computed. */
  readonly cores: number;
  readonly trainImages: number;
  readonly testImages: number;
  readonly files: readonly string[];
  /** The test images whose readings are recorded; null before they are loaded. */
  readonly sample: SampleImages | null;
}

export interface TrainingState {
  readonly network: NetworkStatus | null;
  /** The step that a training of this experiment had reached in an earlier visit, from which it can go on. */
  readonly checkpointed: number | null;
  /** The steps that runs had made before their settings were changed, which a return brings back; null for none. */
  readonly setAside: number | null;
  /** What a person chose to compute networks with, in this visit. */
  readonly engine: EngineChoice;
  /** What of trainings outlives the page; null before that is known. */
  readonly persistence: Persistence | null;
  /** What is looked at more closely in the first layer of the networks. */
  readonly watched: Watched;
}

export type TrainingStore = StoreApi<TrainingState>;

export const createTrainingStore = (engine: EngineChoice): TrainingStore =>
  createStore<TrainingState>(() => ({
    network: null,
    checkpointed: null,
    setAside: null,
    engine,
    persistence: null,
    watched: NOTHING_WATCHED,
  }));

/** A network that is being set up from these files. */
export const loading = (files: readonly string[]): NetworkStatus => ({
  state: 'loading',
  phase: 'loading',
  fraction: 0,
  bytes: null,
  engine: null,
  reason: null,
  software: false,
  cores: 1,
  trainImages: 0,
  testImages: 0,
  files,
  sample: null,
});

/** Changes what is shown of the network, if there is one. */
export function patchNetwork(store: TrainingStore, change: Partial<NetworkStatus>): void {
  const { network } = store.getState();
  if (network) store.setState({ network: { ...network, ...change } });
}
