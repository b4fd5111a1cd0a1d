/** Recording a run into columns, in pieces, with checkpoints from which any step can be computed again. */

import type { RunRecord } from '../../core/record.ts';
import type { RunState } from '../../core/run.ts';
import type { Rows } from './rows.ts';
import type { RowSource } from './sources.ts';

export interface Recorder {
  /** The number of steps made. */
  step(): number;
  /**
   * Goes on for at most so many units of work: a unit is one update, or one of the gradients that are accumulated for it.
   * Returns whether the recording is complete.
   */
  advance(units: number): boolean;
  /** The finished recording. Call once, when `advance` returned true. */
  finish(): RunRecord;
  /** A copy of what is recorded so far. */
  snapshot(): RunRecord;
  /** The nearest kept state at or before `step`. */
  checkpoint(step: number): RunState;
}

/** Records the run that `source` makes, which stands at its start, for `steps` updates into `rows`. */
export function createRecorder(source: RowSource, steps: number, rows: Rows): Recorder {
  const record = (status: RunRecord['status']): RunRecord => rows.record(source.step, status);
  const ended = (): boolean => source.diverged || source.step >= steps;
  rows.add(source.chunk, ended());

  return {
    step: () => source.step,
    advance(units) {
      for (let left = units; left > 0 && !ended(); ) {
        left -= source.advance(left, steps);
        rows.add(source.chunk, ended());
      }
      return ended();
    },
    finish: () => record(source.end),
    snapshot: () => record('computing'),
    checkpoint: (step) => source.checkpoint(step),
  };
}
