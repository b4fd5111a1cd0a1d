/** Crosses on maps and plots. */
import type { Palette } from './palette.ts';

/** A diagonal cross in the colour that is set: what ended here ended badly. */
export function crossOut(context: CanvasRenderingContext2D, x: number, y: number, reach: number): void {
  context.beginPath();
  context.moveTo(x - reach, y - reach);
  context.lineTo(x + reach, y + reach);
  context.moveTo(x + reach, y - reach);
  context.lineTo(x - reach, y + reach);
  context.lineWidth = 1.5;
  context.stroke();
}

/** An upright cross at each minimum, with a halo. */
export function drawMinimumCrosses(
  context: CanvasRenderingContext2D,
  places: readonly (readonly [x: number, y: number])[],
  palette: Palette,
): void {
  for (const [width, colour] of [
    [4, palette.ground],
    [1.5, palette.ink],
  ] as const) {
    context.beginPath();
    for (const [x, y] of places) {
      context.moveTo(x - 5, y);
      context.lineTo(x + 5, y);
      context.moveTo(x, y - 5);
      context.lineTo(x, y + 5);
    }
    context.lineWidth = width;
    context.lineCap = 'round';
    context.strokeStyle = colour;
    context.stroke();
  }
}
