/** What the document asks of the kinds of experiments there are, without knowing any of them. */
import type { StoreApi } from 'zustand/vanilla';
import type { Experiment } from '../experiment/index.ts';
import type { Readable, Signal } from '../signal.ts';
import type { Clock } from './playhead.ts';
import type { Change, PlaygroundState, RunDisplay } from './state.ts';

/** What a slice is given of the document. */
export interface SliceHost {
  readonly store: StoreApi<PlaygroundState>;
  readonly playhead: Signal<number>;
  readonly clock: Clock;
  /** In a frame of another page. */
  readonly framed: boolean;
  /** Takes over another experiment, and what the page remembers of its runs. */
  adopt(experiment: Experiment, displays: readonly RunDisplay[]): void;
  /** The playhead has come to rest elsewhere: the link is to say so. */
  writeLink(): void;
}

/** The page's side of one kind of experiment, as far as the document uses it. */
export interface Slice {
  /**
   * Has the experiment of the document computed.
   *
   * @param atOnce what can be computed before the next picture is in it; of other runs nothing old is shown until they are
   */
  compute(atOnce: boolean): void;
  /** The experiment has become one of another kind: there is nothing to show. */
  leave(): void;
  play(): void;
  pause(): void;
  /** Moves the playhead as near to a step as there is something to show. */
  seek(step: number): void;
  /** Back to the beginning. */
  reset(): void;
  forward(): void;
  /** Whether it goes on playing when the experiment becomes one, also of this kind, that computes other numbers. */
  playsOn(before: Experiment, next: Experiment, how: Change): boolean;
  /** Fits what is recorded to the runs of the next experiment, and returns how each of them ended. */
  fit(next: Experiment): PlaygroundState['statuses'];
  /** Runs have come, gone or moved: `from` says where each stood before (−1: nowhere). */
  rearrange(from: readonly number[]): void;
  /** Shows the step that a link says, where that can be shown without further ado. */
  showStep(step: number): void;
  /** The step for the link of an experiment. */
  linkStep(): number;
  /** Another run is selected. */
  select(): void;
  /** The loss of a run at the playhead; null where there is none of just that step. */
  lossAt(run: number): number | null;
  /** The last step of a run that has ended; null before that is known. */
  endOf(run: number): number | null;
  /** What changes when more is known of the runs. */
  readonly recorded: readonly Readable<unknown>[];
  /** Writes at once what is not kept yet. */
  flush(): void;
  dispose(): void;
}

/** The kinds of experiments of a page. */
export interface Slices {
  readonly all: readonly Slice[];
  of(experiment: Experiment): Slice;
}
