/** What runs show at the playhead where its step is not among the rows that are kept of them. */
import {
  type Column,
  column,
  isKept,
  type Row,
  type RunRecord,
  rowOfStep,
  stepOfRow,
} from '../../core/record.ts';

/** The answer to a question for one step. */
export interface Replayed {
  readonly step: number;
  /** By run. */
  readonly rows: ReadonlyMap<number, Row>;
  /** The records that were shown then: of others it says nothing. */
  readonly records: readonly (RunRecord | null)[];
}

/** A value and the step that it belongs to. */
export interface StepValue {
  readonly step: number;
  readonly value: number;
}

/** What run `run` with `record` shows at `step`, if that was computed. */
export function replayedRow(
  replayed: Replayed | null,
  run: number,
  record: RunRecord,
  step: number,
): Row | undefined {
  if (replayed?.step !== step || replayed.records[run] !== record) return undefined;
  return replayed.rows.get(run);
}

/** A column of a run at `step`: what is kept or was computed of that step, else what is kept of the latest one before. */
export function valueAt(
  replayed: Replayed | null,
  run: number,
  record: RunRecord,
  name: Column,
  step: number,
): StepValue {
  const row = rowOfStep(record, step);
  const kept = column(record, name)[row];
  if (isKept(record, step)) return { step, value: kept };
  const found = replayedRow(replayed, run, record, step);
  return found ? { step, value: found[name] } : { step: stepOfRow(record, row), value: kept };
}
