/** Everything that is said between the page and the job that computes two-dimensional runs. */

import type { Row, RunRecord } from '../core/record.ts';
import type { Computation } from '../experiment/types.ts';

export type SurfaceCommand =
  | {
      /** Compute every run: what the job begins with. */
      readonly type: 'compute';
      readonly computation: Computation;
      /** Runs that are done sooner than this, in milliseconds, are reported all at once: pictures change whole. */
      readonly together: number;
    }
  /** Compute one step of one run again, with the rule's inner state. */
  | { readonly type: 'inspect'; readonly run: number; readonly step: number }
  /** Compute what some runs show at a step that is not among the rows that are kept of them. */
  | { readonly type: 'replay'; readonly runs: readonly number[]; readonly step: number };

export type SurfaceEvent =
  /** Some runs, in any order, finished or as far as they are. */
  | {
      readonly type: 'computed';
      readonly runs: readonly RunResult[];
      /** Whether these were the last. */
      readonly complete: boolean;
    }
  /** How much of the work is done, 0 … 1. */
  | { readonly type: 'progress'; readonly fraction: number }
  | { readonly type: 'inspected'; readonly inspection: Inspection }
  | {
      readonly type: 'replayed';
      readonly step: number;
      /** Without the runs that have not come so far. */
      readonly rows: readonly { readonly run: number; readonly row: Row }[];
    };

/** A run's place in the experiment, and its record. */
export interface RunResult {
  readonly run: number;
  readonly record: RunRecord;
}

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
