/** Outcomes of many trials as columns of numbers: small, and handed from thread to thread without a copy. */
import type { Outcome, TrialStatus } from './trial.ts';

/** By the places of trials. What an outcome has as null is NaN, in whole numbers −1. */
export interface OutcomeColumns {
  readonly value: Float64Array;
  readonly final: Float64Array;
  readonly best: Float64Array;
  readonly bestStep: Int32Array;
  readonly reached: Int32Array;
  readonly minimum: Int16Array;
  /** 0 where there is no outcome yet, else the place in `STATUSES`. */
  readonly status: Uint8Array;
}

/** What the numbers in the column `status` mean; 0 is none. */
const STATUSES: readonly (TrialStatus | null)[] = [null, 'finished', 'diverged', 'worse'];

/** Columns for so many trials, none of which has an outcome yet. */
export const createColumns = (length: number): OutcomeColumns => ({
  value: new Float64Array(length).fill(Number.NaN),
  final: new Float64Array(length).fill(Number.NaN),
  best: new Float64Array(length).fill(Number.NaN),
  bestStep: new Int32Array(length).fill(-1),
  reached: new Int32Array(length).fill(-1),
  minimum: new Int16Array(length).fill(-1),
  status: new Uint8Array(length),
});

export function writeOutcome(columns: OutcomeColumns, place: number, outcome: Outcome): void {
  columns.value[place] = outcome.value ?? Number.NaN;
  columns.final[place] = outcome.final ?? Number.NaN;
  columns.best[place] = outcome.best ?? Number.NaN;
  columns.bestStep[place] = outcome.bestStep ?? -1;
  columns.reached[place] = outcome.reached ?? -1;
  columns.minimum[place] = outcome.minimum ?? -1;
  columns.status[place] = STATUSES.indexOf(outcome.status);
}

const numberOf = (value: number): number | null => (Number.isNaN(value) ? null : value);
const countOf = (value: number): number | null => (value < 0 ? null : value);

/** The outcome at a place; null where there is none yet. */
export function outcomeAt(columns: OutcomeColumns, place: number): Outcome | null {
  const status = STATUSES[columns.status[place]];
  if (!status) return null;
  return {
    value: numberOf(columns.value[place]),
    final: numberOf(columns.final[place]),
    best: numberOf(columns.best[place]),
    bestStep: countOf(columns.bestStep[place]),
    reached: countOf(columns.reached[place]),
    minimum: countOf(columns.minimum[place]),
    status,
  };
}

/** Copies the outcome at one place of some columns to a place of others. */
export function copyOutcome(from: OutcomeColumns, at: number, to: OutcomeColumns, place: number): void {
  to.value[place] = from.value[at];
  to.final[place] = from.final[at];
  to.best[place] = from.best[at];
  to.bestStep[place] = from.bestStep[at];
  to.reached[place] = from.reached[at];
  to.minimum[place] = from.minimum[at];
  to.status[place] = from.status[at];
}

/** What changes hands with columns that are sent to another thread. */
export const buffersOf = (columns: OutcomeColumns): readonly ArrayBuffer[] =>
  Object.values(columns).map(({ buffer }) => buffer as ArrayBuffer);
