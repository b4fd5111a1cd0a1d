/** Everything that is said between the page and the jobs that compute trials. */
import type { Experiment } from '../experiment/types.ts';
import type { OutcomeColumns } from './outcomes.ts';
import type { Job } from './study.ts';

/** Trials of one run: by their numbers where a number says what is tried, else as they are. */
export type StudyPart =
  | {
      readonly run: number;
      /** Counted from 0: trial × seeds + repetition. */
      readonly places: Int32Array;
    }
  | { readonly jobs: readonly Job[] };

/** What a job begins with, and all that it is told. */
export interface StudyCommand {
  readonly type: 'try';
  /** With its study and axes. */
  readonly experiment: Experiment;
  readonly parts: readonly StudyPart[];
  /** The address of the page’s folder, where images of networks may be. */
  readonly assets: string;
}

export type StudyEvent =
  /** How much of the work is done, 0 … 1. Only said of trials that take long. */
  | { readonly type: 'progress'; readonly fraction: number }
  /** Of all trials, in the order in which they were asked for. */
  | { readonly type: 'outcomes'; readonly columns: OutcomeColumns };
