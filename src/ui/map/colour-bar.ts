/** The key to the tones of a map: the ramp, with the round losses at which the heavy contours run. */

import type { Size } from '../canvas-layer.tsx';
import type { Palette } from '../palette.ts';
import { ramp } from './field.ts';
import { haloText } from './map-axes.ts';
import type { Level } from './tone.ts';
import type { Viewport } from './viewport.ts';

const WIDTH = 10;
/** From the edges of the map, in CSS pixels at the usual size of labels: below it stand the numbers of the axis. */
const RIGHT = 14;
const BOTTOM = 34;

/** Smaller maps have no room for it. */
const hasColourBar = ({ width, height }: Pick<Viewport, 'width' | 'height'>): boolean =>
  width >= 320 && height >= 260;

export function drawColourBar(
  context: CanvasRenderingContext2D,
  levels: readonly Level[],
  view: Viewport,
  palette: Palette,
  title: string,
): void {
  if (!hasColourBar(view) || levels.length === 0) return;
  const { scale } = palette;
  const height = Math.round(Math.min(180 * scale, view.height * 0.34));
  const left = Math.round(view.width - RIGHT - WIDTH * scale);
  const bottom = Math.round(view.height - BOTTOM * scale);
  const top = bottom - height;
  const width = Math.round(WIDTH * scale);

  context.fillStyle = filled(context.createLinearGradient(0, bottom, 0, top), palette);
  context.fillRect(left, top, width, height);
  context.setLineDash([]);
  context.lineWidth = 1;
  context.strokeStyle = palette.ground;
  context.strokeRect(left - 1.5, top - 1.5, width + 3, height + 3);
  context.strokeStyle = palette.ink;
  context.strokeRect(left - 0.5, top - 0.5, width + 1, height + 1);

  context.font = palette.font;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (const { tone, text } of levels) {
    if (text === null || tone < 0 || tone > 1) continue;
    const y = Math.round(bottom - tone * height) + 0.5;
    context.beginPath();
    context.moveTo(left - 4, y);
    context.lineTo(left + width, y);
    context.lineWidth = 1;
    context.strokeStyle = palette.ink;
    context.stroke();
    haloText(context, text, left - 7, y, palette);
  }
  context.textBaseline = 'alphabetic';
  haloText(context, title, left + width, top - 7, palette);
}

/** The ramp from low to high along a gradient. */
function filled(gradient: CanvasGradient, palette: Palette): CanvasGradient {
  const bytes = ramp(palette);
  for (let k = 0; k <= 16; k++) {
    const at = Math.round((k / 16) * 255) * 4;
    gradient.addColorStop(k / 16, `rgb(${bytes[at]} ${bytes[at + 1]} ${bytes[at + 2]})`);
  }
  return gradient;
}

/** The same lying down, over the whole canvas, with its numbers in it. */
export function drawColourLine(
  context: CanvasRenderingContext2D,
  levels: readonly Level[],
  { width, height }: Size,
  palette: Palette,
): void {
  if (levels.length === 0) return;
  context.fillStyle = filled(context.createLinearGradient(0, 0, width, 0), palette);
  context.fillRect(0, 0, width, height);
  context.lineWidth = 1;
  context.strokeStyle = palette.ink;
  context.strokeRect(0.5, 0.5, width - 1, height - 1);
  context.font = palette.font;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  let free = 0;
  for (const { tone, text } of levels) {
    const x = Math.round(tone * width) + 0.5;
    if (text === null || x < free || x + 5 + context.measureText(text).width > width - 2) continue;
    context.beginPath();
    context.moveTo(x, 0);
    context.lineTo(x, height);
    context.strokeStyle = palette.ink;
    context.lineWidth = 1;
    context.stroke();
    haloText(context, text, x + 4, height / 2 + 0.5, palette);
    free = x + 8 + context.measureText(text).width;
  }
}
