/** What the playground is about: the state that React shows, and the shapes in it. */
import type { Experiment, Language, Problem, Theme } from '../experiment/index.ts';
import type { Persistence } from '../network/controller/archive.ts';
import type { Diagnostic } from '../network/diagnostic.ts';
import type { Watched } from '../network/history/record.ts';
import type { EngineChoice, EngineName, NetworkEvent, Phase, SampleImages } from '../network/messages.ts';
import type { Notice } from '../runtime/transport.ts';

export type { Diagnostic } from '../network/diagnostic.ts';
export type { DroppedFile, EngineChoice, SampleImages } from '../network/messages.ts';
export type { Inspection } from '../surface/messages.ts';

/** What the newest weights make of a drawn digit: probabilities `[runs × 10]`, NaN for runs that diverged. */
export interface Prediction {
  readonly step: number;
  readonly probabilities: Float32Array;
}

/** How a run is shown. Follows from the runs of the experiment, but for `key`, which stays with a run when they are reordered. */
export interface RunDisplay {
  readonly key: number;
  /** Which of the colours, markers and dashes. */
  readonly slot: number;
  readonly hidden: boolean;
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
  readonly trainImages: number;
  readonly testImages: number;
  readonly files: readonly string[];
  /** The test images whose readings are recorded; null before they are loaded. */
  readonly sample: SampleImages | null;
}

export interface PlaygroundState {
  readonly experiment: Experiment;
  /** One for each run, in the same order. */
  readonly displays: readonly RunDisplay[];
  /** Repairs of the link, until dismissed. */
  readonly problems: readonly Problem[];
  readonly playing: boolean;
  /** The run that the pointer is at, by key. */
  readonly highlighted: number | null;
  /** Whether the person has moved a start before, as far as the browser remembers. */
  readonly startMoved: boolean;
  /** The run whose step is inspected, by key. */
  readonly selected: number;
  /** How each run ended, as far as it is known. */
  readonly statuses: readonly ('finished' | 'diverged' | 'undefined' | 'waiting')[];
  readonly notice: Notice | null;
  /** `message` is in English; `diagnostic` says the same as data, to be worded in the page's language. */
  readonly failure: { code: string; message: string; diagnostic?: Diagnostic } | null;
  readonly network: NetworkStatus | null;
  /** The step that a training of this experiment had reached in an earlier visit, from which it can go on. */
  readonly checkpointed: number | null;
  /** The surface that the runs' rates were for, where they were taken along to another one; null otherwise. */
  readonly ratesOf: string | null;
  /** The steps that runs had made before their settings were changed, which a return brings back; null for none. */
  readonly setAside: number | null;
  /** What a person chose to compute networks with, in this visit. */
  readonly engine: EngineChoice;
  /** What of trainings outlives the page; null before that is known. */
  readonly persistence: Persistence | null;
  /** What is looked at more closely in the first layer of the networks. */
  readonly watched: Watched;
  readonly lang: Language;
  readonly theme: Theme;
}

/** How a change is written to the link: adjusting replaces the entry, going elsewhere adds one. */
export type Change = 'adjust' | 'go';

export { isNetwork } from '../experiment/index.ts';
