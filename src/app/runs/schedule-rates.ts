/** The learning rates that the schedules of a run give, step by step. */
import { createScheduleChain } from '../../core/schedule-chain.ts';
import { scheduleTable } from '../../core/tables.ts';
import type { StageSpec } from '../../core/types.ts';

/** Rates of some updates, counted from 1, ascending. */
export interface ScheduleRates {
  readonly steps: ArrayLike<number>;
  readonly rates: ArrayLike<number>;
  readonly length: number;
}

/** Of so many updates at most a curve is made. */
const MOST = 2000;

/** Whether rates follow from what comes of the run, so that only the run itself can tell them. */
export const isDriven = (schedules: readonly StageSpec[]): boolean =>
  schedules.some(({ id }) => scheduleTable.get(id).driven !== undefined);

/** The rate of update `t` of a run with the rate `lr`, of schedules that depend on the step alone. */
export function rateOf(schedules: readonly StageSpec[], lr: number): (t: number) => number {
  const chain = createScheduleChain(schedules);
  return (t) => chain.rate(Math.max(1, t), lr);
}

/** All rates of a run of so many updates; of a long run those of evenly spaced ones, the first and the last with them. */
export function scheduledRates(schedules: readonly StageSpec[], lr: number, steps: number): ScheduleRates {
  const at = rateOf(schedules, lr);
  const length = Math.min(steps, MOST);
  const taken = Int32Array.from({ length }, (_, k) =>
    length === 1 ? 1 : Math.round(1 + (k / (length - 1)) * (steps - 1)),
  );
  return { steps: taken, rates: Float64Array.from(taken, at), length };
}

/** What can be said of a curve in a sentence; null where it has no values. */
export function summaryOf({ steps, rates, length }: ScheduleRates): {
  readonly start: number;
  readonly peak: number;
  readonly peakStep: number;
  readonly end: number;
} | null {
  let best = -1;
  for (let k = 0; k < length; k++) if (Number.isFinite(rates[k]) && !(rates[k] <= rates[best])) best = k;
  if (best < 0) return null;
  return { start: rates[0], peak: rates[best], peakStep: steps[best], end: rates[length - 1] };
}
