/** Where, among two settings, gradient descent stops being stable: the theoretical limit beside what came of the trials. Pure. */
import { type ContourMultiPolygon, contours } from 'd3';
import { createObjective } from '../../../core/objective.ts';
import { sharpness } from '../../../core/stability.ts';
import { stabilityLimit } from '../../../core/stability-limit.ts';
import type { Experiment } from '../../../experiment/index.ts';
import { experimentOfTrial } from '../../settings.ts';
import type { MapGrid } from './cells.ts';

/** How many samples a side of the map has, the first and the last on its edges. The logarithm of the rate is linear between them, and so exact. */
export const LIMIT_SAMPLES = 40;

/**
 * How far a run is beyond the limit at two settings: the logarithm of the rate times the curvature at the lowest minimum over what that
 * may be. NaN where there is no such limit.
 */
function beyondLimit(experiment: Experiment, run: number, at: Readonly<Record<string, number>>): number {
  const { surface, formula, seed, runs } = experimentOfTrial(experiment, experiment.runs[run], at, 0);
  const objective = createObjective(surface, formula, seed);
  const limit = stabilityLimit(runs[0].optimizer);
  const lowest = objective.minima.reduce<(typeof objective.minima)[number] | null>(
    (least, minimum) => (least && least.loss <= minimum.loss ? least : minimum),
    null,
  );
  if (limit === null || !lowest) return Number.NaN;
  const hessian = new Float64Array(4);
  objective.hessian(Float64Array.of(lowest.x, lowest.y), hessian);
  const { lr, weightDecay = 0 } = runs[0].optimizer.args as Record<string, number>;
  return Math.log((lr * (sharpness(hessian) + weightDecay)) / limit);
}

/**
 * The line of the limit, in cells of a map; null where it has none. Only of gradient descent, with whatever momentum, at a constant
 * rate: the rates of other rules depend on the way that they have come, and a clipped step is no longer proportional to the gradient.
 */
export function limitOf(experiment: Experiment, run: number, grid: MapGrid): ContourMultiPolygon | null {
  const found = known.get(grid);
  if (found) return found.line;
  const line = traceLimit(experiment, run, grid);
  known.set(grid, { line });
  return line;
}

/** Each map has one run, and its limit is found once. */
const known = new WeakMap<MapGrid, { readonly line: ContourMultiPolygon | null }>();

function traceLimit(experiment: Experiment, run: number, grid: MapGrid): ContourMultiPolygon | null {
  const { optimizer, schedules, stages } = experiment.runs[run];
  if (optimizer.id !== 'sgd' || schedules.length > 0 || stages.some(({ id }) => id === 'clip')) return null;
  const { across, up } = grid;
  const ids = [across.axis.id, up.axis.id];
  const samples: number[] = [];
  for (let j = 0; j < LIMIT_SAMPLES; j++)
    for (let i = 0; i < LIMIT_SAMPLES; i++) {
      const a = across.valueAt((i / (LIMIT_SAMPLES - 1)) * across.values.length);
      const b = up.valueAt((1 - j / (LIMIT_SAMPLES - 1)) * up.values.length);
      const beyond = beyondLimit(experiment, run, { [ids[0]]: a, [ids[1]]: b });
      if (Number.isNaN(beyond)) return null;
      samples.push(Math.max(-30, Math.min(30, beyond)));
    }
  if (samples.every((value) => value < 0) || samples.every((value) => value > 0)) return null;
  return contours().size([LIMIT_SAMPLES, LIMIT_SAMPLES]).contour(samples, 0);
}
