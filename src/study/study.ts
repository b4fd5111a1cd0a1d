/**
 * A study: an experiment made once for every trial, of which one number each is kept (contract, section 7).
 *
 * `conduct` decides what is tried and in which order, and leaves the computing to whoever drives it: at once (`study`), or in
 * workers. Its records do not depend on how that is done.
 */
import type { Measure } from '../experiment/studies.ts';
import { defaultStudy } from '../experiment/studies.ts';
import type { Experiment, ExperimentRun } from '../experiment/types.ts';
import type { StudiedAxis } from './axis-values.ts';
import { isRace, problemsOf, tunedAxes } from './race/problems.ts';
import { costOf, expectedOver } from './race/standings.ts';
import { grid } from './samplers/grid.ts';
import { halving } from './samplers/halving.ts';
import { quasi } from './samplers/quasi.ts';
import { race } from './samplers/race.ts';
import { random } from './samplers/random.ts';
import type { Proposal, Sampler } from './samplers/sampler.ts';
import { tpe, withFixed } from './samplers/tpe.ts';
import { axesOfRun, experimentOfTrial, type Settings } from './settings.ts';
import { type StudySummary, statusOf, summaryOf, type Tried } from './summary.ts';
import type { Outcome } from './trial.ts';
import { type RunningTrials, startTrials } from './trials.ts';

/** One trial of one run, with one seed. Plain JSON. */
export interface Trial extends Outcome {
  /** Counted from 0, as is `trial`. */
  readonly run: number;
  readonly trial: number;
  /** The values of the axes that the run has. */
  readonly at: Settings;
  readonly seed: number;
  /** With `race` only: the surface, as a link says it, and the loss that was to be reached. */
  readonly surface?: string;
  readonly to?: number;
  /** With `halving` only: how many updates the trial was given before it was left, or all. */
  readonly steps?: number;
}

/** What the trials of a run say together: comes after them. Plain JSON. */
export interface Summary {
  readonly run: number;
  readonly summary: StudySummary;
}

/** A trial that is to be computed: its `experiment` has one run. */
export interface Job {
  readonly run: number;
  readonly trial: number;
  readonly at: Settings;
  /** Counted from 0. */
  readonly repetition: number;
  readonly steps: number;
  /** With `race` only: on which of its problems, counted from 0. */
  readonly problem?: number;
}

/** What a study measures, and how often it repeats. */
export interface Protocol {
  readonly measure: Measure;
  readonly to: number;
  readonly seeds: number;
  readonly draw: number;
  /** Whether one value is better than another: the less, but for accuracies. */
  better(a: number, b: number): boolean;
}

/** What a race measures; each of its problems has a target of its own. */
const RACE: Omit<Protocol, 'draw'> = {
  measure: 'steps',
  to: Number.NaN,
  seeds: 1,
  better: (a, b) => a < b,
};

export function protocolOf(experiment: Experiment): Protocol {
  const { id, args } = experiment.study ?? defaultStudy();
  if (id === 'race') return { ...RACE, draw: Number(args.draw) };
  const measure = args.measure as Measure;
  return {
    measure,
    to: Number(args.to),
    seeds: Number(args.seeds),
    draw: Number(args.draw),
    better: measure === 'accuracy' ? (a, b) => a > b : (a, b) => a < b,
  };
}

/** What a run is varied over; in a race the rate, where a link names nothing else. */
const axesOf = (experiment: Experiment, run: ExperimentRun): readonly StudiedAxis[] =>
  axesOfRun(isRace(experiment) ? { ...experiment, axes: tunedAxes(experiment) } : experiment, run);

/** How many trials a run has on each problem of a race. */
export const trialsEach = (experiment: Experiment, run: number): number =>
  axesOf(experiment, experiment.runs[run]).length === 0 ? 1 : Number(experiment.study?.args.trials);

/** How the trials of one run are chosen. A run that has none of the axes is tried once. */
function samplerOf(experiment: Experiment, run: ExperimentRun): Sampler {
  const { study, steps } = experiment;
  const axes = axesOf(experiment, run);
  const { id, args } = study ?? defaultStudy();
  const trials = Number(args.trials);
  const draw = Number(args.draw);
  if (id === 'race') return race(problemsOf(experiment), axes, steps, trials, draw);
  if (axes.length === 0) return grid(axes, steps);
  switch (id) {
    case 'random':
      return random(axes, steps, trials, draw);
    case 'quasi':
      return quasi(axes, steps, trials, draw);
    case 'tpe':
      return withFixed(axes, (varied) => tpe(varied, steps, { trials, startup: Number(args.startup), draw }));
    case 'halving':
      return halving(axes, steps, { trials, factor: Number(args.factor), draw });
    default:
      return grid(axes, steps);
  }
}

/** The experiment that a job computes: what `trace` makes of it is the trial, to the last bit. */
export const experimentOf = (
  experiment: Experiment,
  { run, at, repetition, steps, problem }: Job,
): Experiment => ({
  ...experimentOfTrial(
    problem === undefined ? experiment : { ...experiment, ...problemsOf(experiment)[problem].setting },
    experiment.runs[run],
    at,
    repetition,
  ),
  steps,
});

/** The loss that a job is to reach. */
const targetOf = (experiment: Experiment, { problem }: Job): number =>
  problem === undefined ? protocolOf(experiment).to : problemsOf(experiment)[problem].to;

/** Which of the problems of a race a trial is on; null where the study is none. */
function problemOf(experiment: Experiment, run: number, trial: number): { problem?: number } {
  if (!isRace(experiment)) return {};
  return { problem: Math.floor(trial / trialsEach(experiment, run)) };
}

/** How many trials each run of an experiment will have, repetitions counted. */
export const trialsOf = (experiment: Experiment): readonly number[] =>
  experiment.runs.map((run) => samplerOf(experiment, run).trials * protocolOf(experiment).seeds);

/** The trials of a run that are the same whatever comes of others: of grids and draws, not of searches that learn. */
export interface NumberedTrials {
  readonly axes: readonly StudiedAxis[];
  /** How many there are, repetitions counted. */
  readonly count: number;
  /** The trial at a place: trial × seeds + repetition. */
  job(place: number): Job;
}

/** The trials of a run by their numbers; null where they depend on each other. */
export function trialsByNumber(experiment: Experiment, run: number): NumberedTrials | null {
  const { trials, at } = samplerOf(experiment, experiment.runs[run]);
  if (!at) return null;
  const { seeds } = protocolOf(experiment);
  const { steps } = experiment;
  return {
    axes: axesOf(experiment, experiment.runs[run]),
    count: trials * seeds,
    job(place) {
      const trial = Math.floor(place / seeds);
      const problem = problemOf(experiment, run, trial);
      return { run, trial, at: at(trial), repetition: place % seeds, steps, ...problem };
    },
  };
}

/** How many times a run of an experiment will be made: a trial that is made again with more updates counts each time. */
export function jobsOfRun(experiment: Experiment, run: number): number {
  const { trials, proposals = trials } = samplerOf(experiment, experiment.runs[run]);
  return proposals * protocolOf(experiment).seeds;
}

/** Asks for jobs to be computed; the answer is their outcomes, in order. */
export interface Request {
  readonly jobs: readonly Job[];
}

const jobsOf = (experiment: Experiment, run: number, proposals: readonly Proposal[]): readonly Job[] =>
  proposals.flatMap(({ trial, at, steps }) => {
    const problem = problemOf(experiment, run, trial);
    const { seeds } = protocolOf(experiment);
    return Array.from({ length: seeds }, (_, repetition) => ({
      run,
      trial,
      at,
      repetition,
      steps,
      ...problem,
    }));
  });

/** What the record of a trial says of its problem. */
const raceOf = (experiment: Experiment, { problem }: Job): Pick<Trial, 'surface' | 'to'> => {
  if (problem === undefined) return {};
  const { text, to } = problemsOf(experiment)[problem];
  return { surface: text, to };
};

/** The mean of the repetitions; null where one of them has no value. */
function triedOf(proposal: Proposal, outcomes: readonly Outcome[]): Tried {
  const { trial, at } = proposal;
  const sum = outcomes.reduce((total, { value }) => total + (value ?? Number.NaN), 0);
  return {
    trial,
    at,
    value: Number.isNaN(sum) ? null : sum / outcomes.length,
    status: statusOf(outcomes.map(({ status }) => status)),
  };
}

/** What the summary of a run says of a race: over all problems, and of each. */
function raceSummary(
  experiment: Experiment,
  run: number,
  costs: readonly number[],
): Pick<StudySummary, 'expectedBest' | 'solved' | 'costs'> {
  const each = trialsEach(experiment, run);
  const problems = problemsOf(experiment).length;
  const least = Array.from({ length: problems }, (_, p) =>
    Math.min(...costs.slice(p * each, (p + 1) * each)),
  );
  return {
    expectedBest: expectedOver({ costs, each }, problems, experiment.steps),
    solved: least.filter(Number.isFinite).length,
    costs: least.map((cost) => (Number.isFinite(cost) ? cost : null)),
  };
}

/** The trials of one run, and then their summary. */
export function* conductRun(
  experiment: Experiment,
  run: number,
): Generator<Request | Trial | Summary, void, readonly Outcome[]> {
  const { seeds, better } = protocolOf(experiment);
  const sign = better(1, 0) ? -1 : 1;
  const sampler = samplerOf(experiment, experiment.runs[run]);
  /** By number; of a trial that is proposed again, the latest counts. */
  /** By trial, in a race. */
  const costs: number[] = [];
  const records = new Map<number, { readonly tried: Tried; readonly trials: readonly Trial[] }>();
  for (let batch = sampler.propose(); batch.length > 0; batch = sampler.propose()) {
    const jobs = jobsOf(experiment, run, batch);
    const outcomes = yield { jobs };
    const learned: { trial: number; cost: number }[] = [];
    for (const [i, proposal] of batch.entries()) {
      const of = outcomes.slice(i * seeds, (i + 1) * seeds);
      const tried = triedOf(proposal, of);
      const { trial, at, steps } = proposal;
      const trials = of.map((outcome, repetition) => ({
        run,
        trial,
        ...raceOf(experiment, jobs[i * seeds + repetition]),
        at,
        seed: experimentOf(experiment, jobs[i * seeds + repetition]).seed,
        ...outcome,
        ...(sampler.again && { steps }),
      }));
      costs[trial] = costOf(of[0]);
      records.set(trial, { tried, trials: sampler.again ? trials : [] });
      learned.push({ trial, cost: tried.value === null ? Number.POSITIVE_INFINITY : sign * tried.value });
      if (!sampler.again) yield* trials;
    }
    sampler.learn(learned);
  }
  const all = [...records.values()].sort((a, b) => a.tried.trial - b.tried.trial);
  for (const { trials } of all) yield* trials;
  yield {
    run,
    summary: {
      ...summaryOf(
        all.map(({ tried }) => tried),
        better,
      ),
      ...(isRace(experiment) && raceSummary(experiment, run, costs)),
    },
  };
}

/** The whole study, run after run: yields records, and requests, whose answers are passed to `next`. */
export function* conduct(
  experiment: Experiment,
): Generator<Request | Trial | Summary, void, readonly Outcome[]> {
  for (const run of experiment.runs.keys()) yield* conductRun(experiment, run);
}

/** How many trials are begun at once. */
export const TOGETHER = 256;

/** Begins jobs on a surface, at most `TOGETHER` of them. @throws RangeError for `mnist`. */
export const begin = (experiment: Experiment, jobs: readonly Job[]): RunningTrials => {
  const experiments = jobs.map((job) => experimentOf(experiment, job));
  const to = jobs.map((job) => targetOf(experiment, job));
  return startTrials(experiments, protocolOf(experiment).measure, to, experiment.steps);
};

/** Computes jobs on a surface. @throws RangeError for `mnist`. */
export function compute(experiment: Experiment, jobs: readonly Job[]): readonly Outcome[] {
  const outcomes: Outcome[] = [];
  for (let from = 0; from < jobs.length; from += TOGETHER) {
    const trials = begin(experiment, jobs.slice(from, from + TOGETHER));
    while (trials.advance());
    outcomes.push(...trials.outcomes());
  }
  return outcomes;
}

/**
 * The records of a study on a surface: of each run its trials and then their summary, computed as they are asked for.
 *
 * An experiment without a study is its own only trial.
 *
 * @throws RangeError for `mnist`, whose networks take a while: the command `study` trains them.
 */
export function* study(experiment: Experiment): Generator<Trial | Summary, void> {
  const conducted = conduct(experiment);
  let next = conducted.next();
  while (!next.done) {
    const { value } = next;
    if ('jobs' in value) {
      next = conducted.next(compute(experiment, value.jobs));
    } else {
      yield value;
      next = conducted.next([]);
    }
  }
}
