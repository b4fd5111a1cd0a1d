/** Several trials on surfaces at once: by machine code where it can make them, one after another where it cannot. */
import { createBatch, type KernelBatch, kernelKey } from '../core/kernel/kernel.ts';
import { createObjective } from '../core/objective.ts';
import type { Minimum } from '../core/types.ts';
import { computation } from '../experiment/computation.ts';
import type { Measure } from '../experiment/studies.ts';
import type { Computation, Experiment } from '../experiment/types.ts';
import { type Outcome, outcomeOf, type RunningTrial, startTrial, windowOf } from './trial.ts';

/** Trials in progress. */
export interface RunningTrials {
  /** Makes some updates, so few that they take a few milliseconds; false when there are none left. */
  advance(): boolean;
  /** What came of them, in the order of the experiments. */
  outcomes(): readonly Outcome[];
}

/** Updates of one run, and of all that are made together, between two looks at the clock. */
const STRETCH = 500;
const STRETCH_TOGETHER = 16_384;

interface Group {
  advance(): boolean;
  readonly members: readonly number[];
  outcome(member: number): Outcome;
}

/** An experiment, its place among those that are begun, and the loss that it is to reach. */
interface Member {
  readonly at: number;
  readonly experiment: Experiment;
  readonly to: number;
}

/** The minima of surfaces, of which most trials share one. */
function createMinima(): (computed: Computation) => readonly Minimum[] {
  let latest: Computation | null = null;
  let minima: readonly Minimum[] = [];
  return (computed) => {
    const { surface, formula, seed } = computed;
    if (latest?.surface !== surface || latest.formula !== formula || latest.seed !== seed)
      ({ minima } = createObjective(surface, formula, seed));
    latest = computed;
    return minima;
  };
}

/** The trials of experiments that machine code makes together; null where it cannot. */
function together(members: readonly Member[], measure: Measure, most: number): Group | null {
  const computations = members.map(({ experiment }) => computation(experiment));
  const minimaOf = createMinima();
  const batch: KernelBatch | null = createBatch(
    computations.map(({ surface, formula, rules, start, runs }) => ({
      surface,
      formula,
      rules,
      start,
      run: runs[0],
    })),
    { to: members.map(({ to }) => to), area: measure === 'area' },
  );
  if (!batch) return null;
  const [{ steps }] = computations;
  const stretch = Math.max(1, Math.floor(STRETCH_TOGETHER / members.length));
  return {
    members: members.map(({ at }) => at),
    advance() {
      batch.advance(Math.min(stretch, steps - batch.steps));
      return batch.steps < steps && batch.alive;
    },
    outcome(member) {
      const { experiment } = members[member];
      const { first, loss, best, bestStep, reached, area, diverged, x, y } = batch.standing(member);
      const minima = minimaOf(computations[member]);
      return outcomeOf(
        { first, final: loss, best, bestStep, reached, area, diverged, x, y },
        { measure, most, steps, minima, window: windowOf(experiment) },
      );
    },
  };
}

/** A trial that the reference loop makes. */
function alone({ at, experiment, to }: Member, measure: Measure, most: number): Group {
  let trial: RunningTrial | undefined;
  return {
    members: [at],
    advance() {
      trial ??= startTrial(experiment, measure, to, most);
      return trial.advance(STRETCH);
    },
    outcome: () => (trial as RunningTrial).outcome(),
  };
}

/** What `kernelKey` says of an experiment's first run. Trials that differ in their start alone follow each other: asked once. */
function createKeys(): (experiment: Experiment) => string | null {
  let latest: Experiment | null = null;
  let key: string | null = null;
  return (experiment) => {
    const { surface, formula, rules, runs } = experiment;
    const same =
      latest?.surface === surface &&
      latest.formula === formula &&
      latest.rules === rules &&
      latest.runs[0] === runs[0];
    if (!same) key = kernelKey({ surface, formula, rules, run: runs[0] });
    latest = experiment;
    return key;
  };
}

/** Experiments that machine code can make together: those with the same key and number of updates. */
function groupsOf(members: readonly Member[], measure: Measure, most: number): Group[] {
  const groups = new Map<string, Member[]>();
  const others: Group[] = [];
  const keyOf = createKeys();
  for (const member of members) {
    const { experiment } = member;
    const key = keyOf(experiment);
    if (key === null) {
      others.push(alone(member, measure, most));
      continue;
    }
    const whole = `${experiment.steps}|${key}`;
    const group = groups.get(whole) ?? [];
    groups.set(whole, group);
    group.push(member);
  }
  const compiled = [...groups.values()].flatMap(
    (members) => together(members, measure, most) ?? members.map((member) => alone(member, measure, most)),
  );
  return [...compiled, ...others];
}

/**
 * Begins the first run of each experiment on a surface; what the parameters are, `startTrial` says, but that `to` may be one number
 * for each. Outcomes are the same to
 * the last bit, whoever makes the runs, and whichever are made together.
 *
 * @throws RangeError for `mnist` and for ids that are in no table.
 */
export function startTrials(
  experiments: readonly Experiment[],
  measure: Measure,
  to: number | readonly number[],
  most: number,
): RunningTrials {
  const members = experiments.map((experiment, at) => ({
    ...{ at, experiment },
    to: typeof to === 'number' ? to : to[at],
  }));
  const groups = groupsOf(members, measure, most);
  let current = 0;
  return {
    advance() {
      if (current < groups.length && !groups[current].advance()) current++;
      return current < groups.length;
    },
    outcomes() {
      const outcomes: Outcome[] = [];
      for (const group of groups)
        for (const [member, at] of group.members.entries()) outcomes[at] = group.outcome(member);
      return outcomes;
    },
  };
}
