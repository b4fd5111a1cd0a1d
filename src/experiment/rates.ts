/**
 * Learning rates that suit a surface: what a run is added with, written into the link like any other number.
 *
 * On the surfaces that have them, the chosen rates of the default runs. Otherwise rates are tried, the same ones in the same
 * order whatever the machine: powers of ten, then finer around the best. A rate is good when the run stays in the picture,
 * ends below where it began, and is low on the way: the mean of log10 of the loss above the lowest that any of them found.
 */
import { log10 } from '../core/elementary/index.ts';
import { createObjective } from '../core/objective.ts';
import { createRun } from '../core/run.ts';
import { defaults, optimizerTable, surfaceTable } from '../core/tables.ts';
import type { Arguments, Domain, RunSpec, StageSpec, SurfaceObjective, Vector } from '../core/types.ts';
import { sameArgument } from './argument.ts';
import { defaultRuns, defaultStart, defaultSurface } from './defaults/index.ts';
import { NETWORK_RATES } from './defaults/network-rates.ts';
import { isNetwork } from './slice.ts';
import type { Experiment } from './types.ts';

/** How far a rate is followed, in updates: as long as an experiment is unless a link says otherwise. */
const STEPS = 500;
/** Updates between two places at which a search can be interrupted. */
const SLICE = 50;
/** Decades of mean loss by which a rate with a reason of its own may be worse than the best that was found. */
const TOLERANCE = 0.3;
const POWERS = [-9, -8, -7, -6, -5, -4, -3, -2, -1, 0, 1];

type Rule = 'sgd' | 'momentum' | 'adagrad' | 'rmsprop' | 'adam';

/** Rules whose rates mean the same as that of one of the five default runs. */
const ALIKE: Readonly<Record<string, Rule>> = {
  sgd: 'sgd',
  momentum: 'momentum',
  nesterov: 'momentum',
  asgd: 'sgd',
  adagrad: 'adagrad',
  rmsprop: 'rmsprop',
  adam: 'adam',
  amsgrad: 'adam',
  adamw: 'adam',
  adamax: 'adam',
  nadam: 'adam',
  radam: 'adam',
  adabelief: 'adam',
  yogi: 'adam',
  adopt: 'adam',
  ademamix: 'adam',
  qhadam: 'adam',
};
/** What is changed beside the rate where no rate alone brings a run lower: in this order, from the rule's own. */
const VARIANTS: Readonly<Record<string, readonly Arguments[]>> = {
  // Its rate learns with a rate of its own, which has the scale of 1/gradient².
  'sgd-hypergradient': [{}, { hyperLr: 1e-9 }, { hyperLr: 1e-12 }, { hyperLr: 1e-15 }],
  // Pure Newton steps go to maxima and saddles too, and nowhere without curvature.
  newton: [{}, { saddleFree: 1 }, { saddleFree: 1, damping: 1 }],
};
const FIVE: readonly Rule[] = ['sgd', 'momentum', 'adagrad', 'rmsprop', 'adam'];

/** A rule as menus offer it: an optimizer, or gradient descent with one of the two momentums. */
export type RuleName = string;

/** The optimizer that a menu's entry stands for, with its default arguments. @throws RangeError where there is none. */
export function ruleNamed(name: RuleName): StageSpec {
  const momentum = name === 'momentum' || name === 'nesterov';
  const row = optimizerTable.get(momentum ? 'sgd' : name);
  const more: Arguments = momentum ? { momentum: 0.9, nesterov: name === 'nesterov' ? 1 : 0 } : {};
  return { id: row.id, args: { ...defaults(row), ...more } };
}

/** The menu's entry that an optimizer is. */
export function nameOfRule({ id, args }: StageSpec): RuleName {
  if (id !== 'sgd') return id;
  if (args.nesterov === 1) return 'nesterov';
  return typeof args.momentum === 'number' && args.momentum > 0 ? 'momentum' : 'sgd';
}

/** Whether a rate means the same to both, so that one may be kept for the other. */
export function ratesAlike(a: StageSpec, b: StageSpec): boolean {
  const [one, other] = [nameOfRule(a), nameOfRule(b)];
  return one === other || (ALIKE[one] !== undefined && ALIKE[one] === ALIKE[other]);
}

/** What a rate depends on. */
export type RateContext = Pick<Experiment, 'surface' | 'formula' | 'rules' | 'start' | 'seed'>;

/** The rate chosen for the default run that is like this rule on this kind of surface; null where there is none. */
function chosenRate(surface: string, optimizer: StageSpec): number | null {
  const like = ALIKE[nameOfRule(optimizer)];
  const lr = like && defaultRuns(surface)[FIVE.indexOf(like)].optimizer.args.lr;
  return typeof lr === 'number' ? lr : null;
}

const sameArguments = (a: Arguments, b: Arguments, but: readonly string[] = []): boolean =>
  Object.keys(a).every((key) => but.includes(key) || sameArgument(a[key], b[key] ?? null));

/** Whether the chosen rates are for just this: the surface and its start as they are by default. */
const isUsual = ({ surface, start }: RateContext): boolean =>
  surface.id !== 'custom' &&
  sameArguments(surface.args, defaultSurface(surface.id).args) &&
  start.every((value, i) => value === defaultStart(surface.id)[i]);

/** What of an optimizer's arguments suits a surface and start: its rate, and now and then what it needs beside. */
export type Suited = Arguments & { readonly lr: number };

/** A rate that was tried. */
interface Trial {
  readonly args: Suited;
  /** The loss after each update. */
  readonly losses: Float64Array;
  /** It stayed in the picture and ended below where it began. */
  readonly good: boolean;
}

/** The picture and half of it again on every side, with the start in it. */
function roomAround({ x, y }: Domain, start: readonly [number, number]): (theta: Vector) => boolean {
  const span = ([min, max]: readonly [number, number], at: number): readonly [number, number] => {
    const room = (max - min) / 2;
    return [Math.min(min, at) - room, Math.max(max, at) + room];
  };
  const [left, right] = span(x, start[0]);
  const [bottom, top] = span(y, start[1]);
  return ([u, v]) => u >= left && u <= right && v >= bottom && v <= top;
}

/** Follows one rate; undefined where it leaves what can be computed. */
function* follow(
  args: Suited,
  spec: RunSpec,
  context: RateContext,
  objective: SurfaceObjective,
  inside: (theta: Vector) => boolean,
): Generator<void, Trial | undefined> {
  const optimizer = { ...spec.optimizer, args: { ...spec.optimizer.args, ...args } };
  const run = createRun({ ...spec, optimizer }, objective, [...context.start], context.seed, context.rules);
  const first = run.loss;
  const losses = new Float64Array(STEPS);
  let good = true;
  for (let i = 0; i < STEPS; i++) {
    if (!run.advance()) return undefined;
    losses[i] = run.loss;
    good &&= inside(run.theta);
    if (i % SLICE === SLICE - 1) yield;
  }
  return { args, losses, good: good && losses[STEPS - 1] < first };
}

/** Mean log10 of the loss above `floor`; what is closer than `least` counts as solved. */
function area({ losses }: Trial, floor: number, least: number): number {
  let sum = 0;
  for (const loss of losses) sum += log10(Math.max(least, loss - floor));
  return sum / losses.length;
}

/** The best of the trials that are good, or that at least come lower; `reasons` are rates to prefer where they are about as good. */
function best(
  trials: readonly Trial[],
  first: number,
  minimum: number,
  reasons: readonly number[],
): Trial | undefined {
  const good = trials.filter((trial) => trial.good);
  const lower = trials.filter(({ losses }) => losses[STEPS - 1] < first);
  const candidates = good.length > 0 ? good : lower;
  const floor = candidates.reduce((low, { losses }) => losses.reduce((a, b) => Math.min(a, b), low), minimum);
  const least = 1e-10 * (first - floor) || Number.MIN_VALUE;
  const scored = candidates.map((trial) => ({ trial, score: area(trial, floor, least) }));
  const score = Math.min(...scored.map(({ score }) => score));
  const reason = reasons
    .map((lr) => scored.find((it) => it.trial.args.lr === lr))
    .find((it) => it && it.score <= score + TOLERANCE);
  return (reason ?? scored.find((it) => it.score === score))?.trial;
}

/** Tries the rates for one variant of a run. */
function* searchVariant(
  context: RateContext,
  run: RunSpec,
  variant: Arguments,
  reasons: readonly number[],
): Generator<void, Suited | undefined> {
  const objective = createObjective(context.surface, context.formula, context.seed);
  const first = objective.loss(Float64Array.from(context.start));
  const inside = roomAround(surfaceTable.get(context.surface.id).domain, context.start);
  const minimum = Math.min(Number.POSITIVE_INFINITY, ...objective.minima.map(({ loss }) => loss));
  const trials: Trial[] = [];
  const attempt = function* (rates: readonly number[]): Generator<void, void> {
    for (const lr of rates) {
      if (trials.some((trial) => trial.args.lr === lr)) continue;
      const trial = yield* follow({ ...variant, lr }, run, context, objective, inside);
      if (trial) trials.push(trial);
    }
  };
  yield* attempt([...reasons, ...POWERS.map((power) => Number(`1e${power}`))]);
  const coarse = best(trials, first, minimum, []);
  if (!coarse) return undefined;
  yield* attempt([0.2, 0.5, 2, 5].map((factor) => Number((coarse.args.lr * factor).toPrecision(1))));
  return best(trials, first, minimum, reasons)?.args;
}

/**
 * Looks for a rate that suits the run in this context, and returns it with what it needs beside; yields now and then, so that a
 * page can draw meanwhile. Null where the rule has no rate, or where every rate that was tried makes it worse.
 */
export function* searchRate(context: RateContext, run: RunSpec): Generator<void, Suited | null> {
  const { optimizer } = run;
  const own = optimizer.args.lr;
  if (typeof own !== 'number') return null;
  const name = nameOfRule(optimizer);
  const chosen = chosenRate(context.surface.id, optimizer);
  if (isNetwork(context)) {
    const lr = chosen ?? NETWORK_RATES[name];
    return lr === undefined ? null : { lr };
  }
  const usual = ruleNamed(name).args;
  const plain =
    sameArguments(optimizer.args, usual, ['lr']) && run.schedules.length + run.stages.length === 0;
  const one = FIVE.some((rule) => rule === name);
  if (chosen !== null && one && plain && isUsual(context)) return { lr: chosen };

  // The mean of many gradients is tried by one of them: it has the same scale, and costs less.
  const tried = { ...run, stages: run.stages.filter(({ id }) => id !== 'accumulate') };
  const reasons = [chosen, Number(usual.lr)].filter((lr) => lr !== null);
  for (const variant of VARIANTS[name] ?? [{}]) {
    const found = yield* searchVariant(context, tried, variant, reasons);
    if (found) return found;
  }
  return null;
}

/** The run with what suits it; the same run where that is nothing. */
export const withRate = <R extends RunSpec>(run: R, suited: Arguments | null): R =>
  suited === null || Object.keys(suited).every((key) => sameArgument(suited[key], run.optimizer.args[key]))
    ? run
    : { ...run, optimizer: { ...run.optimizer, args: { ...run.optimizer.args, ...suited } } };
