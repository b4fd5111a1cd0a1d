/**
 * What a race is run over: problems, each a surface and a start, with the loss that counts as solved. Every run gets the same draws
 * of its settings on each of them.
 */
import { createObjective } from '../../core/objective.ts';
import { random } from '../../core/random.ts';
import { defaults, surfaceTable } from '../../core/tables.ts';
import type { Arguments, StageSpec } from '../../core/types.ts';
import { startOf, surfaceRow } from '../../experiment/defaults/index.ts';
import { writeStage } from '../../experiment/stage.ts';
import { defaultStudy, RACE_SURFACES } from '../../experiment/studies.ts';
import type { Axis, Experiment } from '../../experiment/types.ts';

/** One problem. */
export interface Problem {
  readonly surface: StageSpec;
  /** The surface as a link says it. */
  readonly text: string;
  readonly start: readonly [x: number, y: number];
  /** The loss that solves it: f* + tol·(f₀ − f*). */
  readonly to: number;
  /** What it replaces of an experiment. */
  readonly setting: Pick<Experiment, 'surface' | 'formula' | 'start' | 'window'>;
}

/** Tells the draws of starts from those of settings. */
const PURPOSE = 0x57a7;

/** Six decades of rates: what is tuned where a link names no axis. */
const RATES: Axis = { id: 'lr', from: 1e-5, to: 10, n: 31, scale: 'log', at: null };

export const isRace = ({ study }: Experiment): boolean => study?.id === 'race';

/** The settings that a race tunes. */
export const tunedAxes = ({ axes }: Experiment): readonly Axis[] => (axes.length > 0 ? axes : [RATES]);

/** The surfaces of a race: the experiment's own with its arguments, all others with their defaults. */
function surfacesOf({ surface, study }: Experiment): readonly StageSpec[] {
  const named = String(study?.args.surfaces ?? 'all').split('/');
  const chosen = named.includes('all') ? RACE_SURFACES : RACE_SURFACES.filter((id) => named.includes(id));
  return chosen.map((id) =>
    id === surface.id ? surface : { id, args: defaults(surfaceTable.get(id)) as Arguments },
  );
}

/**
 * The k-th start on a surface: the surface's own, then draws that are even over its window. Where a draw is a minimum already, or has no
 * loss, the next counts.
 */
function startAt(surface: StageSpec, k: number, draw: number, solvable: (x: number, y: number) => boolean) {
  if (k === 0) return startOf(surface.id, 2);
  const { x, y } = surfaceTable.get(surface.id).domain;
  const stream = random(draw, PURPOSE, RACE_SURFACES.indexOf(surface.id), k);
  for (;;) {
    const at = [x, y].map(([low, high]) => low + (high - low) * stream.uniform()) as [number, number];
    if (solvable(...at)) return at;
  }
}

function create(experiment: Experiment): readonly Problem[] {
  const { starts, tol, draw } = (experiment.study ?? defaultStudy()).args;
  return surfacesOf(experiment).flatMap((surface) => {
    const objective = createObjective(surface, null, experiment.seed);
    const least = Math.min(...objective.minima.map(({ loss }) => loss));
    const lossAt = (x: number, y: number): number => objective.loss(Float64Array.of(x, y));
    const solvable = (x: number, y: number): boolean => Number.isFinite(lossAt(x, y)) && lossAt(x, y) > least;
    const row = surfaceRow(surface.id);
    const text = row ? writeStage(row, surface) : surface.id;
    return Array.from({ length: Number(starts) }, (_, k): Problem => {
      const start = startAt(surface, k, Number(draw), solvable);
      const to = least + Number(tol) * (lossAt(start[0], start[1]) - least);
      return { surface, text, start, to, setting: { surface, formula: null, start, window: null } };
    });
  });
}

const known = new WeakMap<Experiment, readonly Problem[]>();

/** The problems of a race, surface after surface. The same experiment has the same. */
export function problemsOf(experiment: Experiment): readonly Problem[] {
  const found = known.get(experiment) ?? create(experiment);
  known.set(experiment, found);
  return found;
}
