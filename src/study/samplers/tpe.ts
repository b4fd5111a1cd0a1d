/**
 * The tree-structured Parzen estimator (Bergstra, Bardenet, Bengio & Kégl 2011): the settings of the best tenth of the trials, at
 * most 25, have one density and those of all others another; of 24 draws from the first, the one for which their ratio is
 * greatest is tried next. Defaults and densities are those of Optuna 3, axis by axis.
 */
import { exp, log } from '../../core/elementary/index.ts';
import { random as randomStream } from '../../core/random.ts';
import { type StudiedAxis, valueAt } from '../axis-values.ts';
import type { Settings } from '../settings.ts';
import { categorical, type Density, parzen } from './parzen.ts';
import { drawn } from './random.ts';
import type { Sampler } from './sampler.ts';

const PURPOSE = 0x79e;
const CANDIDATES = 24;
const MOST_GOOD = 25;

/** How many of `count` trials are the good ones. */
const goodOf = (count: number): number => Math.min(Math.ceil(count / 10), MOST_GOOD);

/** An axis as the densities see it: an interval, of the logarithm where the scale is that, or a number of choices. */
interface Space {
  density(observed: readonly number[]): Density;
  /** From a value of the axis to a coordinate, and back. */
  coordinate(value: number): number;
  value(coordinate: number): number;
}

function spaceOf(axis: StudiedAxis): Space {
  const { at, scale, integer } = axis;
  if (at) {
    return {
      density: (observed) => categorical(observed, at.length),
      coordinate: (value) => at.indexOf(value),
      value: (choice) => at[choice],
    };
  }
  const least = Math.min(axis.from, axis.to);
  const greatest = Math.max(axis.from, axis.to);
  // A whole number stands for all that are rounded to it.
  const half = integer ? 0.5 : 0;
  const to = scale === 'log' ? log : (value: number) => value;
  const from = scale === 'log' ? exp : (value: number) => value;
  const low = to(scale === 'log' ? Math.max(least - half, least / 2) : least - half);
  const high = to(greatest + half);
  return {
    density: (observed) => parzen(observed, low, high),
    coordinate: to,
    value(coordinate) {
      const value = from(coordinate);
      return Math.min(greatest, Math.max(least, integer ? Math.round(value) : value));
    },
  };
}

export function tpe(
  axes: readonly StudiedAxis[],
  steps: number,
  { trials, startup, draw }: { readonly trials: number; readonly startup: number; readonly draw: number },
): Sampler {
  const spaces = axes.map(spaceOf);
  const made: { readonly at: Settings; readonly cost: number; readonly trial: number }[] = [];
  let proposed: readonly Settings[] = [];

  function suggested(trial: number): Settings {
    const ranked = [...made].sort((a, b) => a.cost - b.cost || a.trial - b.trial);
    const count = goodOf(made.length);
    const inOrder = (group: typeof made): typeof made => group.sort((a, b) => a.trial - b.trial);
    const good = inOrder(ranked.slice(0, count));
    const others = inOrder(ranked.slice(count));
    return Object.fromEntries(
      axes.map((axis, i) => {
        const space = spaces[i];
        const densityOf = (group: typeof made): Density =>
          space.density(group.map(({ at }) => space.coordinate(at[axis.id])));
        const [l, g] = [densityOf(good), densityOf(others)];
        const chance = randomStream(draw, PURPOSE, trial, axis.index);
        let chosen = 0;
        let most = Number.NEGATIVE_INFINITY;
        for (let c = 0; c < CANDIDATES; c++) {
          const x = l.sample(chance);
          const gain = l.log(x) - g.log(x);
          if (c > 0 && gain <= most) continue;
          chosen = x;
          most = gain;
        }
        return [axis.id, space.value(chosen)];
      }),
    );
  }

  return {
    trials,
    propose() {
      const first = made.length;
      const count = first === 0 ? Math.min(startup, trials) : Math.min(1, trials - first);
      proposed = Array.from({ length: count }, (_, i) =>
        first === 0 ? drawn(axes, draw, i) : suggested(first + i),
      );
      return proposed.map((at, i) => ({ trial: first + i, at, steps }));
    },
    learn(results) {
      for (const [i, { trial, cost }] of results.entries()) made.push({ at: proposed[i], cost, trial });
    },
  };
}

/** The value of an axis whose ends are the same: nothing is to be estimated. */
const isFixed = (axis: StudiedAxis): boolean => (axis.at ? axis.at.length === 1 : axis.from === axis.to);

/** Leaves out of the estimate what cannot vary, and puts its value into every trial. */
export function withFixed(
  axes: readonly StudiedAxis[],
  make: (varied: readonly StudiedAxis[]) => Sampler,
): Sampler {
  const fixed = Object.fromEntries(axes.filter(isFixed).map((axis) => [axis.id, valueAt(axis, 0)]));
  const sampler = make(axes.filter((axis) => !isFixed(axis)));
  return {
    ...sampler,
    propose: () =>
      sampler.propose().map((proposal) => ({
        ...proposal,
        at: Object.fromEntries(axes.map(({ id }) => [id, fixed[id] ?? proposal.at[id]])),
      })),
  };
}
