/** What is asked of the job that measures the stability of a run, and what it answers. */
import type { Computation } from '../../experiment/types.ts';

export interface StabilityCommand {
  readonly computation: Computation;
  /** Which of its runs. */
  readonly run: number;
  /** The steps that are wanted, ascending: those that are kept of the run. */
  readonly steps: Int32Array;
}

/** The columns of `STABILITY_COLUMNS`, with a number for each of the steps. */
export interface StabilityEvent {
  readonly type: 'stability';
  readonly columns: Float64Array;
}
