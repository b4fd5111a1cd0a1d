/** Draws a landscape: field, minima, trails, heads. Pure drawing: everything it shows is given. */

import { isJump, isLost, type Row, type RunRecord, rowOfStep } from '../../core/record.ts';
import type { Minimum } from '../../core/types.ts';
import { crossOut, drawMinimumCrosses } from '../../ui/crosses.ts';
import { toPixels, type Viewport } from '../../ui/map/viewport.ts';
import { DASHES, marker, overSolid, type Palette } from '../../ui/palette.ts';
import { dotIterates, headOf, pointsUpTo, strokeTrail, type Trail, trailOf } from './trails.ts';

export interface SceneRun {
  readonly slot: number;
  readonly record: RunRecord;
  /** Not the one that is pointed at while another is. */
  readonly dimmed: boolean;
  /** What it shows at the playhead, where that is not in its record and was computed. */
  readonly replayed?: Row | undefined;
}

/** Back to front: dimmed runs, then solid lines, then dashed ones. */
export const stacked = (runs: readonly SceneRun[]): readonly SceneRun[] =>
  [...runs].sort((a, b) => Number(b.dimmed) - Number(a.dimmed) || overSolid(a, b));

/** A path alone needs no dashes to be told from others. */
export const dashOf = (slot: number, runs: readonly SceneRun[]): readonly number[] =>
  runs.length > 1 ? DASHES[slot] : [];

/** How much of a path is drawn at full strength behind the head while it plays. */
export const RECENT_STEPS = 90;

/** The projections of runs, kept until record or view change. */
export function createTrailCache(): (record: RunRecord, view: Viewport) => Trail {
  let known = new WeakMap<RunRecord, { view: Viewport; trail: Trail }>();
  let latest: Viewport | null = null;
  return (record, view) => {
    if (latest !== view) {
      latest = view;
      known = new WeakMap();
    }
    const found = known.get(record);
    if (found) return found.trail;
    const trail = trailOf(record, view);
    known.set(record, { view, trail });
    return trail;
  };
}

export function drawMinima(
  context: CanvasRenderingContext2D,
  minima: readonly Minimum[],
  view: Viewport,
  palette: Palette,
): void {
  const places = minima.map(({ x, y }) => toPixels(view, x, y));
  drawMinimumCrosses(context, places, palette);
}

/**
 * The whole paths: at full strength before anything is played (`faint` false), else as a hint of what is to come.
 */
export function drawPaths(
  context: CanvasRenderingContext2D,
  runs: readonly SceneRun[],
  view: Viewport,
  palette: Palette,
  trailAt: (record: RunRecord, view: Viewport) => Trail,
  faint: boolean,
): void {
  const order = stacked(runs);
  // All halos lie under all lines: a halo parts lines from the ground, not from each other.
  if (!faint) {
    for (const { record, dimmed } of order) {
      const trail = trailAt(record, view);
      halo(context, trail, trail.length, palette, dimmed ? 0.25 : 1);
    }
  }
  for (const { slot, record, dimmed } of order) {
    const trail = trailAt(record, view);
    const alpha = (faint ? 0.3 : 1) * (dimmed ? 0.25 : 1);
    strokeTrail(context, trail, 0, trail.length, {
      colour: palette.lines[slot],
      width: faint ? palette.stroke * 0.75 : palette.stroke,
      alpha,
      dash: dashOf(slot, runs),
    });
    dotIterates(context, trail, 0, trail.length, palette.lines[slot], alpha);
    const end = trail.length - 1;
    if (!faint && end > 0) {
      context.globalAlpha = alpha;
      marker(
        context,
        slot,
        trail.px[end],
        trail.py[end],
        palette.stroke + 1.5,
        palette.lines[slot],
        palette.ground,
      );
      context.globalAlpha = 1;
    }
  }
}

/** How much of a halo is the ground's colour; the rest is what lies under it. */
export const HALO = 0.9;

function halo(
  context: CanvasRenderingContext2D,
  trail: Trail,
  to: number,
  palette: Palette,
  alpha: number,
  from = 0,
): void {
  strokeTrail(context, trail, from, to, {
    colour: palette.ground,
    width: palette.stroke + 3,
    alpha: HALO * alpha,
    dash: [],
    coarse: 4,
  });
}

/** The paths up to `step`: while playing, what is older fades. */
export function drawTravelled(
  context: CanvasRenderingContext2D,
  runs: readonly SceneRun[],
  view: Viewport,
  palette: Palette,
  trailAt: (record: RunRecord, view: Viewport) => Trail,
  step: number,
  playing: boolean,
): void {
  const pieces = stacked(runs).map((run) => {
    const trail = trailAt(run.record, view);
    const now = pointsUpTo(trail, rowOfStep(run.record, step));
    const recent = playing ? pointsUpTo(trail, rowOfStep(run.record, step - RECENT_STEPS)) - 1 : 0;
    return { ...run, trail, now, from: Math.max(0, recent), alpha: run.dimmed ? 0.25 : 1 };
  });
  for (const { trail, now, from, alpha } of pieces) halo(context, trail, now, palette, alpha, from);
  for (const { slot, record, trail, now, from, alpha, replayed } of pieces) {
    const pen = { colour: palette.lines[slot], width: palette.stroke, dash: dashOf(slot, runs) };
    if (from > 0) strokeTrail(context, trail, 0, from + 1, { ...pen, alpha: 0.5 * alpha });
    // Up to the head, unless the way there is one that is not drawn.
    const reached = isJump(record, rowOfStep(record, step) + 1) ? undefined : replayed;
    strokeTrail(context, trail, from, now, { ...pen, alpha }, headOf(record, view, step, reached));
    dotIterates(context, trail, from, now, palette.lines[slot], alpha);
  }
}

/** The heads, one marker a run; a diverged run is crossed out where it was last seen. */
export function drawHeads(
  context: CanvasRenderingContext2D,
  runs: readonly SceneRun[],
  view: Viewport,
  palette: Palette,
  step: number,
): void {
  for (const { slot, record, dimmed, replayed } of stacked(runs)) {
    const [x, y] = headOf(record, view, step, replayed);
    // A head that left the view waits at the edge, so that it is not lost.
    const px = Math.max(7, Math.min(view.width - 7, x));
    const py = Math.max(7, Math.min(view.height - 7, y));
    context.globalAlpha = dimmed ? 0.35 : px === x && py === y ? 1 : 0.55;
    marker(context, slot, px, py, palette.stroke + 3, palette.lines[slot], palette.ground);
    if (isLost(record) && step >= record.last) {
      context.strokeStyle = palette.ink;
      crossOut(context, px, py, 8);
    }
    context.globalAlpha = 1;
  }
}
