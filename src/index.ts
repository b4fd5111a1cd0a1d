/**
 * Adascope without a page: links, and the numbers behind them, for programs and notebooks.
 *
 *     import { parseExperiment, trace } from 'adascope';
 *     const { experiment, problems } = parseExperiment('surface=beale&run=adam,lr:0.05&steps=200');
 *     for (const { step, theta, loss } of trace(experiment)) console.log(step, theta, loss);
 */

export type { FormulaError, FormulaErrorCode } from './core/formula/index.ts';
export { stages } from './core/gradient/index.ts';
export { mnist } from './core/network.ts';
export { optimizers } from './core/optimizers/index.ts';
export { schedules } from './core/schedules/index.ts';
export { surfaces } from './core/surfaces/index.ts';
export type {
  Argument,
  Arguments,
  Domain,
  Minimum,
  Objective,
  Optimizer,
  Parameter,
  Repair,
  Row,
  RunSpec,
  Scale,
  Schedule,
  Stage,
  StageSpec,
  Step,
  Surface,
  Vector,
} from './core/types.ts';
export { checkExperiment } from './experiment/check.ts';
export { formatExperiment } from './experiment/format.ts';
export { type Parsed, parseExperiment } from './experiment/parse.ts';
export type {
  Axis,
  Bounds,
  Experiment,
  ExperimentRun,
  Language,
  Part,
  PlaneWindow,
  Problem,
  RateKind,
  Rule,
  Theme,
  View,
} from './experiment/types.ts';
export { lessons } from './lesson/lessons/index.ts';
export type { Chapter, Claim, Lesson, LessonStep, Words } from './lesson/types.ts';
export { type Summary, study, type Trial } from './study/study.ts';
export type { BestTrial, StudySummary } from './study/summary.ts';
export type { Outcome, TrialStatus } from './study/trial.ts';
export { type Frame, type TraceOptions, trace } from './surface/trace.ts';
