/** What runs show at the playhead where its step is not among the rows that are kept of them. */
import {
  type Column,
  column,
  isKept,
  type Row,
  type RunFrames,
  rowOfStep,
  stepOfRow,
} from '../surface/record/record.ts';

/** The answer to a question for one step. */
export interface Replayed {
  readonly step: number;
  /** By run. */
  readonly rows: ReadonlyMap<number, Row>;
  /** The frames that were shown then: of others it says nothing. */
  readonly frames: readonly (RunFrames | null)[];
}

/** A value and the step that it belongs to. */
export interface StepValue {
  readonly step: number;
  readonly value: number;
}

/** What run `run` with `frames` shows at `step`, if that was computed. */
export function replayedRow(
  replayed: Replayed | null,
  run: number,
  frames: RunFrames,
  step: number,
): Row | undefined {
  if (replayed?.step !== step || replayed.frames[run] !== frames) return undefined;
  return replayed.rows.get(run);
}

/** A column of a run at `step`: what is kept or was computed of that step, else what is kept of the latest one before. */
export function valueAt(
  replayed: Replayed | null,
  run: number,
  frames: RunFrames,
  name: Column,
  step: number,
): StepValue {
  const row = rowOfStep(frames, step);
  const kept = column(frames, name)[row];
  if (isKept(frames, step)) return { step, value: kept };
  const found = replayedRow(replayed, run, frames, step);
  return found ? { step, value: found[name] } : { step: stepOfRow(frames, row), value: kept };
}
