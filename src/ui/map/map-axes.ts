/** Ticks with numbers along the left and the lower edge of a map. */
import { ticks } from 'd3';
import type { Palette } from '../palette.ts';
import { tickTexts } from '../plot/axis.ts';
import { shownIn, toPixels, type Viewport } from './viewport.ts';

export interface MapTick {
  /** Pixels from the left, or from the top. */
  readonly at: number;
  readonly text: string;
}

/** Room a number takes along its axis, in CSS pixels at the usual size of labels. */
const APART = 76;
/** Nearer to a corner than this the numbers of both axes would meet. */
const CORNER = { x: 34, y: 26 };

/** The ticks of a view: `x` along the lower edge, `y` along the left one. `scale`: of labels, over their usual size. */
function mapTicks(view: Viewport, scale = 1): { x: readonly MapTick[]; y: readonly MapTick[] } {
  const [x0, x1, y0, y1] = shownIn(view);
  const { width, height } = view;
  const chosen = (low: number, high: number, count: number): readonly { value: number; text: string }[] => {
    const values = ticks(low, high, count);
    return tickTexts(values).map((text, i) => ({ value: values[i], text }));
  };
  // In small maps those in the middle are left.
  const count = (size: number): number => Math.max(4, Math.floor(size / (APART * scale)));
  return {
    x: chosen(x0, x1, count(width))
      .map(({ value, text }) => ({ at: toPixels(view, value, 0)[0], text }))
      .filter(({ at }) => at > CORNER.x * scale && at < width - 20 * scale),
    y: chosen(y0, y1, count(height))
      .map(({ value, text }) => ({ at: toPixels(view, 0, value)[1], text }))
      .filter(({ at }) => at > 12 * scale && at < height - CORNER.y * scale),
  };
}

/** Text with a halo of the ground, so that it can be read on every tone. */
export function haloText(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  palette: Palette,
): void {
  context.lineJoin = 'round';
  context.lineWidth = 3.5 * palette.scale;
  context.strokeStyle = palette.ground;
  context.globalAlpha = 0.8;
  context.strokeText(text, x, y);
  context.globalAlpha = 1;
  context.fillStyle = palette.ink;
  context.fillText(text, x, y);
}

const TICK = 5;

export function drawMapAxes(context: CanvasRenderingContext2D, view: Viewport, palette: Palette): void {
  const { x, y } = mapTicks(view, palette.scale);
  const { height } = view;
  context.setLineDash([]);
  context.lineCap = 'butt';
  context.beginPath();
  for (const { at } of x) {
    context.moveTo(Math.round(at) + 0.5, height);
    context.lineTo(Math.round(at) + 0.5, height - TICK);
  }
  for (const { at } of y) {
    context.moveTo(0, Math.round(at) + 0.5);
    context.lineTo(TICK, Math.round(at) + 0.5);
  }
  context.lineWidth = 1;
  context.strokeStyle = palette.ink;
  context.stroke();

  context.font = palette.font;
  context.textBaseline = 'alphabetic';
  context.textAlign = 'center';
  for (const { at, text } of x) haloText(context, text, at, height - TICK - 4, palette);
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  for (const { at, text } of y) haloText(context, text, TICK + 3, at, palette);
}
