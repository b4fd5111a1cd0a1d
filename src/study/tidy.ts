/** Settings of a trial with few digits, as a person would choose them, where that costs nothing. */
import { createObjective } from '../core/objective.ts';
import { isNetwork } from '../experiment/slice.ts';
import type { Experiment } from '../experiment/types.ts';
import type { StudiedAxis } from './axis-values.ts';
import { axesOfRun, type Settings } from './settings.ts';
import { compute, protocolOf } from './study.ts';

/** With so many digits settings are the trial's own, to far below what a picture shows. */
const MOST_DIGITS = 6;
/** How much worse than the trial, above the lowest minimum, still counts as its value: less than the digits that are shown. */
const SLACK = 0.005;
/** The most updates that may be spent on looking: some milliseconds. */
const MOST_UPDATES = 10_000;

/** How far a value of a grid may be moved: half of the way to its neighbours. */
const halfStep = (axis: StudiedAxis, value: number, grid: boolean): number => {
  if (!grid || axis.n < 2) return Number.POSITIVE_INFINITY;
  const parts = 2 * (axis.n - 1);
  return axis.scale === 'log'
    ? value * ((axis.to / axis.from) ** (1 / parts) - 1)
    : Math.abs(axis.to - axis.from) / parts;
};

/**
 * The settings of a trial, rounded to the fewest digits with which its run comes out as well as the trial did: each candidate is
 * computed. Values of a grid stay nearer to themselves than to their neighbours; whole numbers and lists are left alone.
 *
 * Settings are returned as they are for networks and long runs, where looking would take too long, and where no rounding is as good.
 *
 * @param run Which run of the study.
 * @param value What came of the trial; null: nothing, and nothing is rounded.
 * @param share How many other trials are looked at in the same moment, this one counted.
 */
export function tidied(
  experiment: Experiment,
  run: number,
  at: Settings,
  value: number | null,
  share = 1,
): Settings {
  const { seeds, better } = protocolOf(experiment);
  const { steps, surface, formula, seed, study } = experiment;
  if (value === null || isNetwork(experiment) || steps * seeds * share > MOST_UPDATES) return at;
  const { minima } = createObjective(surface, formula, seed);
  const floor = minima.length > 0 ? Math.min(...minima.map(({ loss }) => loss)) : 0;
  const slack = SLACK * Math.abs(value - floor);
  const grid = (study?.id ?? 'grid') === 'grid';
  const axes = axesOfRun(experiment, experiment.runs[run]).filter(({ id }) => id in at);
  for (let digits = 1; digits <= MOST_DIGITS; digits++) {
    const rounded = axes.map((axis): readonly [string, number] => {
      const own = at[axis.id];
      if (axis.integer || axis.at) return [axis.id, own];
      const [low, high] = axis.from < axis.to ? [axis.from, axis.to] : [axis.to, axis.from];
      return [axis.id, Math.max(low, Math.min(high, Number(own.toPrecision(digits))))];
    });
    if (
      rounded.some(([, next], i) => Math.abs(next - at[axes[i].id]) > halfStep(axes[i], at[axes[i].id], grid))
    )
      continue;
    const candidate = Object.fromEntries(rounded);
    const jobs = Array.from({ length: seeds }, (_, repetition) => ({
      ...{ run, trial: 0, at: candidate, repetition, steps },
    }));
    const outcomes = compute(experiment, jobs);
    if (outcomes.some(({ status }) => status !== 'finished')) continue;
    const mean = outcomes.reduce((sum, outcome) => sum + (outcome.value ?? Number.NaN), 0) / seeds;
    if (better(mean, value) || Math.abs(mean - value) <= slack) return candidate;
  }
  return at;
}
