/** Everything that is said between the page and the jobs that follow runs over several seeds. */
import type { Experiment } from '../../experiment/types.ts';
import type { Outcome } from '../trial.ts';

/** What a job begins with, and all that it is told. */
export interface FollowCommand {
  readonly type: 'follow';
  /** With its study and axes. */
  readonly experiment: Experiment;
  /** Which runs, and of each which of its trials by their numbers (`trialsByNumber`). */
  readonly runs: readonly number[];
  readonly places: readonly number[];
  /** The steps at which the runs are looked at, ascending, the start first. Networks are looked at where they are evaluated. */
  readonly steps: Int32Array;
  /** The address of the page’s folder, where images of networks may be. */
  readonly assets: string;
}

/** How one run went with one seed. */
export interface Course {
  readonly run: number;
  readonly place: number;
  readonly outcome: Outcome;
  /** The least loss that the surface has with this seed; null where none is known, and for networks. */
  readonly least: number | null;
  /** The steps of its rows; it may end early. */
  readonly steps: Int32Array;
  /** By row; NaN where it is not finite. */
  readonly loss: Float64Array;
  /** By coordinate, or the median of each layer, and by row; NaN at the start, where there was no update. */
  readonly rates: readonly Float64Array[];
}

export type FollowEvent =
  /** How much of the work is done, 0 … 1. Only said of runs that take long. */
  | { readonly type: 'progress'; readonly fraction: number }
  | { readonly type: 'course'; readonly course: Course };
