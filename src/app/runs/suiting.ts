/** Finding rates that suit the surface while the page stays at hand. */

import type { Playground } from '../../document/playground.ts';
import {
  type Experiment,
  type ExperimentRun,
  type RateContext,
  ratesAlike,
  ruleNamed,
  searchRate,
  withRate,
} from '../../experiment/index.ts';

/** Milliseconds of searching before the page may do something else. */
const SLICE = 12;

/** The run with a rate that suits the ground. What it finds does not depend on how fast it is found. */
async function suited<R extends ExperimentRun>(context: RateContext, run: R): Promise<R> {
  const search = searchRate(context, run);
  let until = performance.now() + SLICE;
  for (;;) {
    const step = search.next();
    if (step.done) return withRate(run, step.value);
    if (performance.now() < until) continue;
    await new Promise((resolve) => setTimeout(resolve));
    until = performance.now() + SLICE;
  }
}

/** Whether what was searched on is still what is looked at. */
const isStill = (playground: Playground, context: RateContext): boolean => {
  const { experiment } = playground.store.getState();
  return (['surface', 'formula', 'start', 'seed'] as const).every((key) => experiment[key] === context[key]);
};

/** Adds a run of a rule, as the menu names it, with a rate that suits the surface. */
export async function addSuited(playground: Playground, rule: string): Promise<void> {
  const { experiment } = playground.store.getState();
  const run: ExperimentRun = {
    optimizer: ruleNamed(rule),
    schedules: [],
    stages: [],
    label: null,
    hidden: false,
    colour: null,
  };
  const found = await suited(experiment, run);
  if (isStill(playground, experiment)) playground.addRun(found);
}

/**
 * The run with another rule, given with its arguments. Between rules whose rates mean the same the rate stays; for others a
 * rate that suits the surface takes its place.
 */
export async function exchanged(
  experiment: Experiment,
  run: ExperimentRun,
  optimizer: ExperimentRun['optimizer'],
): Promise<ExperimentRun> {
  const next = { ...run, optimizer };
  return ratesAlike(run.optimizer, optimizer) ? next : await suited(experiment, next);
}

/** All runs with rates that suit the surface, or null when something else is looked at by then. */
export async function allSuited(playground: Playground): Promise<readonly ExperimentRun[] | null> {
  const { experiment } = playground.store.getState();
  const runs: ExperimentRun[] = [];
  for (const run of experiment.runs) runs.push(await suited(experiment, run));
  const still = isStill(playground, experiment);
  return still && playground.store.getState().experiment.runs === experiment.runs ? runs : null;
}
