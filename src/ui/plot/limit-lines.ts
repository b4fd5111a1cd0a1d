/** The limits of stability of the runs of a plot: dashed lines with their values, and the zones above them. */
import { typed } from '../format.ts';
import { haloText } from '../map/map-axes.ts';
import { marker, type Palette } from '../palette.ts';
import type { Area, Axis } from './axis.ts';

/** A limit with the runs that have it. */
export interface Limit {
  readonly value: number;
  readonly slots: readonly number[];
  /** None of its runs is pointed at while another is. */
  readonly dimmed: boolean;
}

/** How dark one zone is; zones of several limits lie over each other. */
const ZONE = 0.06;
/** From marker to marker on a line, CSS pixels. */
const MARKER = 12;

/**
 * Draws limits over the whole width, with their values where the axis has its numbers. The markers of its runs stand on a line of
 * a plot of several; that of one run has `label` over it.
 */
export function drawLimits(
  context: CanvasRenderingContext2D,
  limits: readonly Limit[],
  area: Area,
  axis: Axis,
  palette: Palette,
  label: string | null,
): void {
  const { left, right, top, bottom } = area;
  context.save();
  context.fillStyle = palette.ink;
  for (const { value, dimmed } of limits) {
    const y = Math.max(top, Math.min(bottom, axis.at(value)));
    context.globalAlpha = dimmed ? ZONE / 3 : ZONE;
    context.fillRect(left, top, right - left, y - top);
  }
  context.font = palette.font;
  let free = Number.POSITIVE_INFINITY;
  for (const { value, slots, dimmed } of limits) {
    const at = axis.at(value);
    if (at < top - 1 || at > bottom + 1) continue;
    const y = Math.round(at) + 0.5;
    context.globalAlpha = dimmed ? 0.3 : 0.8;
    context.strokeStyle = palette.ink;
    context.lineWidth = 1;
    context.setLineDash([6, 4]);
    context.beginPath();
    context.moveTo(left, y);
    context.lineTo(right, y);
    context.stroke();
    context.setLineDash([]);
    const text = Math.min(y, free);
    free = text - 13 * palette.scale;
    drawValue(context, typed(value), text, area, axis, palette);
    if (label !== null) {
      context.textAlign = 'right';
      context.textBaseline = 'alphabetic';
      haloText(
        context,
        label,
        right - 4,
        y - top < 14 * palette.scale ? y + 12 * palette.scale : y - 4,
        palette,
      );
      continue;
    }
    context.globalAlpha = dimmed ? 0.3 : 1;
    slots.forEach((slot, k) => {
      const x = right - MARKER / 2 - (slots.length - 1 - k) * MARKER;
      marker(context, slot, x, y, 3, palette.lines[slot], palette.ground);
    });
  }
  context.restore();
}

/** A value in the place of the axis' own numbers, which it covers where they are near. */
function drawValue(
  context: CanvasRenderingContext2D,
  text: string,
  y: number,
  { left }: Area,
  axis: Axis,
  palette: Palette,
): void {
  const height = 14 * palette.scale;
  const cover = (at: number): void => context.fillRect(0, at - height / 2, left - 1, height);
  context.globalAlpha = 1;
  context.fillStyle = palette.ground;
  cover(y);
  for (const tick of axis.ticks) {
    const at = axis.at(tick.value);
    if (Math.abs(at - y) < height) cover(at);
  }
  context.fillStyle = palette.ink;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  context.fillText(text, left - 6, y, left - 8);
}
