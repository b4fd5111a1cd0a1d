/** Experiments that have every rule, schedule, stage and surface of the catalogue. */
import fc from 'fast-check';
import { optimizers } from '../../../core/optimizers/index.ts';
import { schedules } from '../../../core/schedules/index.ts';
import { surfaces } from '../../../core/surfaces/index.ts';
import { optimizerTable, scheduleTable, stageTable, surfaceTable } from '../../../core/tables.ts';
import { defaultStart, type Experiment } from '../../../experiment/index.ts';
import { experiments } from '../../../experiment/testing/arbitraries.ts';
import { experimentOf, isTame, tamed } from './compare.ts';

const RULE = encodeURIComponent('m = 0.9*m + max(g, -abs(g)*2); x = if(t < 20, x - lr*m, x - lr*sign(m)/t)');
const FORMULA = encodeURIComponent('log(1 + x^2) + sigmoid(y) + cosh(y)/4 + cbrt(2 + x^2)*min(x, y)^2');

/** Every rule on smooth, curved and noisy surfaces. */
export const everyRule = (
  places: readonly string[] = ['rosenbrock', 'quadratic', 'himmelblau', 'regression'],
): readonly Experiment[] =>
  places.flatMap((place) =>
    optimizers.map(({ id }) =>
      experimentOf(`surface=${place}&run=${id}&steps=150${id === 'custom' ? `&rule=${RULE}` : ''}`),
    ),
  );

/** Every rule that has one, under the conventions of the libraries. */
export const everyConvention = (
  ends: readonly string[] = ['', '~cosine,steps:100', ',weightDecay:0.1'],
): readonly Experiment[] =>
  optimizers.flatMap(({ id, conventions }) =>
    Object.keys(conventions ?? {}).flatMap((as) =>
      ends.map((more) => experimentOf(`surface=himmelblau&run=${id},as:${as}${more}&steps=150`)),
    ),
  );

/** Every schedule, alone, with a warm-up and after one. */
export const everySchedule = (): readonly Experiment[] =>
  schedules.flatMap(({ id }) =>
    (id === 'warmup'
      ? ['~warmup,steps:30']
      : [`~${id}`, `~${id}~warmup,steps:30`, `~${id}~warmup,steps:30,wait:1`]
    ).map((chain) =>
      experimentOf(`surface=beale&run=adam,lr:0.02${chain}&run=lion,lr:0.01${chain}&steps=200`),
    ),
  );

/** Every gradient stage on every surface. */
export const everySurface = (): readonly Experiment[] => {
  const stages = [
    'noise',
    'precision',
    'precision,format:bf16,scale:64',
    'accumulate',
    'clip',
    'clip,norm:3,value:0.5',
  ];
  return surfaces.map(({ id }) =>
    experimentOf(
      `surface=${id}${id === 'custom' ? `&f=${FORMULA}` : ''}${stages.map((stage) => `&run=sgd,momentum:0.5,lr:0.001~${stage}`).join('')}&run=rmsprop~noise~accumulate,every:3~clip&steps=60`,
    ),
  );
};

/** Functions of one variable. */
export const oneVariable = (): readonly Experiment[] =>
  ['', '~noise', '~accumulate,every:2~clip'].map((stages) =>
    experimentOf(
      `surface=custom&f=${encodeURIComponent('x^4 - 3*x^2 + x')}&start=2${optimizers
        .map(({ id }) => id)
        .filter((rule) => rule !== 'custom')
        .slice(0, 11)
        .map((rule) => `&run=${rule}${stages}`)
        .join('')}&run=muon${stages}&steps=100`,
    ),
  );

/** Experiments at random, with numbers that somebody might take. */
export const anyExperiments = (count: number): readonly Experiment[] =>
  fc
    .sample(experiments(), count)
    .filter(({ surface }) => surface.id !== 'mnist')
    .map((experiment) => ({
      ...experiment,
      surface: tamed(surfaceTable.get(experiment.surface.id), experiment.surface),
      start: experiment.start.every(isTame) ? experiment.start : defaultStart(experiment.surface.id),
      steps: Math.min(experiment.steps, 40),
      runs: experiment.runs.slice(0, 3).map((run) => ({
        ...run,
        optimizer: tamed(optimizerTable.get(run.optimizer.id), run.optimizer),
        schedules: run.schedules.map((spec) => tamed(scheduleTable.get(spec.id), spec)),
        stages: run.stages
          .map((spec) => tamed(stageTable.get(spec.id), spec))
          .filter(({ id, args }) => id !== 'accumulate' || Number(args.every) < 20),
      })),
    }));
