/** The loss over a plane of weights as a loss field that landscapes can draw. */
import type { Objective } from '../../core/types.ts';
import type { LossField } from '../../ui/map/loss-field.ts';
import type { PlaneDomain, PlaneField } from '../history/plane.ts';

/** Catmull–Rom: through b at 0 and c at 1. */
const between = (a: number, b: number, c: number, d: number, t: number): number =>
  b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));

/**
 * The function between the places of a grid: exact at them, smooth between them, and beyond them as at the edge.
 *
 * Interpolated is the logarithm, so that next to a wall the loss never falls below 0.
 */
export function interpolated({ size, loss }: PlaneField, { x, y }: PlaneDomain): Objective {
  const finite = loss.filter(Number.isFinite);
  const highest = finite.reduce((a, b) => Math.max(a, b), 1e-12);
  const logs = loss.map((value) => Math.log(Math.max(1e-12, Number.isFinite(value) ? value : highest)));
  const at = (i: number, j: number): number => {
    const column = Math.max(0, Math.min(size - 1, i));
    const row = Math.max(0, Math.min(size - 1, j));
    return logs[row * size + column];
  };
  const inside = (place: number): number => Math.max(0, Math.min(size - 1, place));
  const lowest = logs.reduce((best, value, k) => (value < logs[best] ? k : best), 0);
  const along = ([from, to]: readonly [number, number], i: number): number =>
    from + (i / (size - 1)) * (to - from);
  return {
    loss(theta) {
      const u = inside(((theta[0] - x[0]) / (x[1] - x[0])) * (size - 1));
      const v = inside(((theta[1] - y[0]) / (y[1] - y[0])) * (size - 1));
      const i = Math.min(size - 2, Math.floor(u));
      const j = Math.min(size - 2, Math.floor(v));
      const row = (r: number): number => between(at(i - 1, r), at(i, r), at(i + 1, r), at(i + 2, r), u - i);
      return Math.exp(between(row(j - 1), row(j), row(j + 1), row(j + 2), v - j));
    },
    gradient: (_, out) => out.fill(Number.NaN),
    minima: [
      {
        x: along(x, lowest % size),
        y: along(y, Math.floor(lowest / size)),
        loss: Math.exp(logs[lowest]),
      },
    ],
  };
}

/** What a landscape needs to draw it. */
export function planeLossField(field: PlaneField, domain: PlaneDomain): LossField {
  return { objective: interpolated(field, domain), domain };
}
