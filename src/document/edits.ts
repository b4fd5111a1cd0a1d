/** What changes of an experiment bring with them. Pure. */
import type { RunSpec } from '../core/types.ts';
import {
  computation,
  DEFAULT_FORMULA,
  DEFAULT_RULE,
  defaultRuns,
  defaultStart,
  defaultSurface,
  type Experiment,
  type ExperimentRun,
  mostSteps,
} from '../experiment/index.ts';
import type { RunDisplay } from './state.ts';

/** Whether two experiments compute the same. */
export const sameNumbers = (a: Experiment, b: Experiment): boolean =>
  JSON.stringify(computation(a)) === JSON.stringify(computation(b));

/** `key`, if a run that is shown has it: a run that is gone or hidden brings nothing forward, and dims no other. */
export const visibleIn = (displays: readonly RunDisplay[], key: number | null): number | null =>
  displays.some((display) => display.key === key && !display.hidden) ? key : null;

/** `key`, if a run still has it, else that of the last run. */
export const selectedIn = (displays: readonly RunDisplay[], key: number): number =>
  displays.some((display) => display.key === key) ? key : displays[displays.length - 1].key;

/** A formula and rules of one's own begin with ones that work; another surface has no formula. */
export function withTexts(experiment: Experiment): Experiment {
  const { surface, formula, rules, runs } = experiment;
  const wanted = runs.map(({ optimizer: { id, args } }) => (id === 'custom' ? Number(args.rule) : 0));
  const missing = Math.max(0, ...wanted) - rules.length;
  return {
    ...experiment,
    formula: surface.id === 'custom' ? (formula ?? DEFAULT_FORMULA) : null,
    rules: missing > 0 ? [...rules, ...Array<string>(missing).fill(DEFAULT_RULE)] : rules,
  };
}

/** What a run computes, without how it is shown. */
const computed = ({ optimizer, schedules, stages }: ExperimentRun): RunSpec => ({
  optimizer,
  schedules,
  stages,
});

/** The runs of an experiment that moves to another surface: its own, unless they are the default ones of the old. */
export function runsFor(surface: string, experiment: Experiment): readonly ExperimentRun[] {
  const { runs } = experiment;
  const usual = defaultRuns(experiment.surface.id);
  const untouched = JSON.stringify(runs.map(computed)) === JSON.stringify(usual.map(computed));
  return untouched ? defaultRuns(surface).map((run, i) => ({ ...runs[i], ...computed(run) })) : runs;
}

/** The experiment on another surface, with these runs. What was said of the old one is not true of the new. */
export const onSurface = (
  experiment: Experiment,
  id: string,
  runs: readonly ExperimentRun[],
): Experiment => ({
  ...experiment,
  surface: defaultSurface(id),
  start: defaultStart(id),
  steps: Math.min(experiment.steps, mostSteps(id)),
  t: 0,
  runs,
  window: null,
  title: null,
  note: null,
});
