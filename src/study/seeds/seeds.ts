/** Which studies repeat runs with several seeds, with which, and whether that changes anything. */
import { createObjective } from '../../core/objective.ts';
import type { StageSpec } from '../../core/types.ts';
import { type Experiment, isNetwork } from '../../experiment/index.ts';
import { defaultStudy } from '../../experiment/studies.ts';
import { experimentOf, protocolOf, trialsByNumber } from '../study.ts';

/** Whether a study varies nothing but the seed. */
export const isOverSeeds = ({ study, axes }: Experiment): boolean =>
  (study?.id ?? 'grid') === 'grid' && axes.length === 1 && axes[0].id === 'seed';

/** The study that repeats all runs with so many seeds, from that of the experiment on. */
export const overSeeds = ({ seed }: Experiment, n: number): Pick<Experiment, 'study' | 'axes'> => ({
  study: defaultStudy(),
  axes: [{ id: 'seed', from: seed, to: seed + n - 1, n, scale: 'linear', at: null }],
});

/** The trials of such a study by their numbers, those with a seed that another one has left out. */
export function placesOf(experiment: Experiment): readonly number[] {
  const numbered = trialsByNumber(experiment, 0);
  if (!numbered) return [];
  const found = new Map<number, number>();
  for (let place = 0; place < numbered.count; place++) {
    const { seed } = experimentOf(experiment, numbered.job(place));
    if (!found.has(seed)) found.set(seed, place);
  }
  return [...found.values()];
}

/** Whether another seed gives other numbers: a sampled surface, noise on a gradient, a network. */
export function isChancy(experiment: Experiment): boolean {
  if (isNetwork(experiment)) return true;
  const noisy = ({ id, args }: StageSpec): boolean => id === 'noise' && args.sigma !== 0;
  const { surface, formula, seed, runs } = experiment;
  if (runs.some(({ stages }) => stages.some(noisy))) return true;
  return createObjective(surface, formula, seed).sample !== undefined;
}

/** Whether more of what is measured is better. */
export const isMoreBetter = (experiment: Experiment): boolean => protocolOf(experiment).better(1, 0);
