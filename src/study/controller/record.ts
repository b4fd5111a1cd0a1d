/** What is known of a study while it is computed: typed arrays that fill up, outside of React. */
import type { Experiment } from '../../experiment/types.ts';
import type { StudiedAxis } from '../axis-values.ts';
import { createColumns, type OutcomeColumns, outcomeAt } from '../outcomes.ts';
import type { Settings } from '../settings.ts';
import { axesOfRun } from '../settings.ts';
import { protocolOf, trialsByNumber, trialsOf } from '../study.ts';
import { type StudySummary, statusOf, summaryOf, type Tried } from '../summary.ts';
import type { TrialStatus } from '../trial.ts';

/** The trials of one run. */
export interface RunTrials {
  readonly run: number;
  /** The axes that the run has; the last of a grid changes fastest. */
  readonly axes: readonly StudiedAxis[];
  /** How many trials, and how many repetitions of each with other seeds. */
  readonly trials: number;
  readonly seeds: number;
  /** The settings of a trial; null where they are not known yet. */
  at(trial: number): Settings | null;
  /** How many updates a trial was given, where trials are given different numbers of them; absent where all have the same. */
  readonly steps?: (trial: number) => number | null;
  /** By trial × seeds + repetition. Filled while the study is computed. */
  readonly outcomes: OutcomeColumns;
  /** How many outcomes have been taken over: what is made of them is made anew when it has changed. */
  taken: number;
}

/** A study as far as it is. A new object whenever something has been added; the arrays stay the same. */
export interface StudyRecord {
  /** What was studied: its runs may have been given other values of the axes since. */
  readonly experiment: Experiment;
  readonly runs: readonly RunTrials[];
  /** Trials that have been made, and all that will be; one that is made again with more updates counts each time. */
  readonly done: number;
  readonly total: number;
  readonly complete: boolean;
}

/** What is known of a trial that depends on others: its settings, and how many updates it was given the last time. */
export interface LearnedTrial {
  readonly at: Settings;
  readonly steps: number;
}

/** A run's trials before any is computed. `learned`: those that depend on others, which are filled in. */
export function createRunTrials(
  experiment: Experiment,
  run: number,
  learned: readonly (LearnedTrial | undefined)[],
): RunTrials {
  const { seeds } = protocolOf(experiment);
  const count = trialsOf(experiment)[run];
  const numbered = trialsByNumber(experiment, run);
  return {
    run,
    axes: axesOfRun(experiment, experiment.runs[run]),
    trials: count / seeds,
    seeds,
    at: (trial) => (numbered ? numbered.job(trial * seeds).at : (learned[trial]?.at ?? null)),
    ...(experiment.study?.id === 'halving' && { steps: (trial: number) => learned[trial]?.steps ?? null }),
    outcomes: createColumns(count),
    taken: 0,
  };
}

/** The trials of a run that have all their outcomes: each with the mean over its repetitions. */
export function triedOf({ trials, seeds, at, outcomes }: RunTrials): readonly Tried[] {
  const found: Tried[] = [];
  for (let trial = 0; trial < trials; trial++) {
    let sum = 0;
    const statuses: TrialStatus[] = [];
    for (let k = 0; k < seeds; k++) {
      const outcome = outcomeAt(outcomes, trial * seeds + k);
      if (!outcome) break;
      statuses.push(outcome.status);
      sum += outcome.value ?? Number.NaN;
    }
    const settings = statuses.length === seeds ? at(trial) : null;
    if (!settings) continue;
    const value = Number.isNaN(sum) ? null : sum / seeds;
    found.push({ trial, at: settings, value, status: statusOf(statuses) });
  }
  return found;
}

/** What the trials of a run that are there say together. */
export const summaryOfRun = (experiment: Experiment, trials: RunTrials): StudySummary =>
  summaryOf(triedOf(trials), protocolOf(experiment).better);
