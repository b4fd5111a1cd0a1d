/** How a layer's effective rates are distributed at the playhead: beside the fan, on its vertical axis. */

import type { Palette } from '../../ui/palette.ts';
import type { Area, Axis } from '../../ui/plot/axis.ts';
import { binEdge, RATE_BINS } from '../history/record.ts';
import type { NetworkContext } from './context.ts';

/** Room that the histogram takes right of the curves. */
export const HISTOGRAM = 44;
/** Between the curves and the histogram, and right of it. */
const GAP = 8;

/** The counts of one layer of one run, or null before the first measurement. */
export function countsAt(slice: NetworkContext, run: number, layer: number): Uint32Array | null {
  const measured = slice.training.history.value?.runs[run]?.measurementAt(slice.playground.playhead.value);
  return measured?.histogram.subarray(layer * RATE_BINS.COUNT, (layer + 1) * RATE_BINS.COUNT) ?? null;
}

/**
 * Draws the histograms of some runs, outlines where there are several. Each is as wide as the room at its fullest bin: shapes
 * compare, not counts, which are the same for all runs but for untouched weights.
 */
export function drawHistograms(
  context: CanvasRenderingContext2D,
  area: Area,
  axis: Axis,
  runs: readonly { readonly counts: Uint32Array; readonly slot: number; readonly dimmed: boolean }[],
  palette: Palette,
): void {
  const left = area.right + GAP;
  context.save();
  context.beginPath();
  context.rect(left, area.top - 4, HISTOGRAM, area.bottom - area.top + 8);
  context.clip();
  for (const { counts, slot, dimmed } of runs) {
    const most = counts.reduce((a, b) => Math.max(a, b), 0);
    if (most === 0) continue;
    const first = counts.findIndex((n) => n > 0);
    const last = counts.findLastIndex((n) => n > 0);
    context.beginPath();
    context.moveTo(left, axis.at(binEdge(first)));
    for (let bin = first; bin <= last; bin++) {
      const x = left + (counts[bin] / most) * (HISTOGRAM - 2);
      context.lineTo(x, axis.at(binEdge(bin)));
      context.lineTo(x, axis.at(binEdge(bin + 1)));
    }
    context.lineTo(left, axis.at(binEdge(last + 1)));
    const alone = runs.length === 1;
    context.globalAlpha = dimmed ? 0.2 : alone ? 0.4 : 1;
    if (alone) {
      context.fillStyle = palette.lines[slot];
      context.fill();
    } else {
      context.strokeStyle = palette.lines[slot];
      context.lineWidth = palette.stroke * 0.6;
      context.stroke();
    }
  }
  context.restore();
  context.globalAlpha = 1;
  context.strokeStyle = palette.hairline;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(left - 0.5, area.top);
  context.lineTo(left - 0.5, area.bottom);
  context.stroke();
}
