/** From which side a surface is looked at first: the one from which its low ground is seen best. */
import type { LossField } from '../../../ui/map/loss-field.ts';
import { finished, type Work } from '../../../ui/time-slices.ts';
import { FRONT, type Orbit, viewOf } from './orbit.ts';
import { isHidden } from './ray.ts';
import { halfSize, reliefWork, toWorld, type Vector3 } from './relief.ts';

/** Squares along the longer side of the relief that is looked at. */
const CELLS = 60;
/** Every so many cells the ground is looked at. */
const EVERY = 4;
/** Tones below this are where trajectories go. */
const LOW = 0.6;
const SIDES = 24;
/** How much more must be seen for the picture to be turned half round from the usual side. */
const CUSTOM = 0.12;

type Points = readonly (readonly [x: number, y: number])[];

/**
 * The first view of a loss field. Can stop after each row of the relief, and after each side that was tried.
 *
 * @param points Points of the plane that should be seen, beside the low ground: the start, minima.
 */
export function* defaultViewWork(lossField: LossField, points: Points): Work<Orbit> {
  const relief = yield* reliefWork(lossField, CELLS);
  const half = halfSize(relief);
  const known = (point: Vector3): boolean => !Number.isNaN(point[1]);
  const marks = points.map(([x, y]) => toWorld(relief, x, y)).filter(known);
  const low: Vector3[] = [];
  for (let j = 0; j < relief.rows; j += EVERY) {
    for (let i = 0; i < relief.columns; i += EVERY) {
      if (!(relief.tones[j * relief.columns + i] < LOW)) continue;
      const { domain, columns, rows } = relief;
      const x = domain.x[0] + (i / (columns - 1)) * (domain.x[1] - domain.x[0]);
      const y = domain.y[0] + (j / (rows - 1)) * (domain.y[1] - domain.y[0]);
      low.push(toWorld(relief, x, y));
    }
  }
  let best = FRONT;
  let most = Number.NEGATIVE_INFINITY;
  for (let side = 0; side < SIDES; side++) {
    yield;
    const turn = (side * 2 * Math.PI) / SIDES;
    const azimuth = Math.atan2(Math.sin(FRONT.azimuth + turn), Math.cos(FRONT.azimuth + turn));
    const orbit = { ...FRONT, azimuth };
    const { eye } = viewOf(orbit, half, 1, 1);
    const seen = (list: readonly Vector3[]): number =>
      list.length === 0 ? 1 : list.filter((point) => !isHidden(relief, point, eye)).length / list.length;
    const score = seen(low) + seen(marks) + (CUSTOM * Math.cos(turn)) / 2;
    if (score > most) [best, most] = [orbit, score];
  }
  return best;
}

/** The first view at once, as `defaultViewWork` finds it. */
export const defaultViewOf = (lossField: LossField, points: Points): Orbit =>
  finished(defaultViewWork(lossField, points));
