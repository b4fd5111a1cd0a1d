/** A band round a curve. Pure drawing. */
import type { Palette } from '../../../ui/palette.ts';

/** Edges further away than this are beyond every picture, in CSS pixels. */
const FAR = 1e4;

/** @param band Its edges over ascending places; where one is not finite, there is none. */
export function drawBand(
  context: CanvasRenderingContext2D,
  band: {
    readonly xs: ArrayLike<number>;
    readonly low: ArrayLike<number>;
    readonly high: ArrayLike<number>;
    readonly slot: number;
    readonly dimmed: boolean;
  },
  xAt: (value: number) => number,
  yAt: (value: number) => number,
  palette: Palette,
): void {
  const { xs, low, high, slot, dimmed } = band;
  const y = (value: number): number => Math.max(-FAR, Math.min(FAR, yAt(value)));
  const known = (row: number): boolean => Number.isFinite(low[row]) && Number.isFinite(high[row]);
  context.globalAlpha = dimmed ? 0.05 : 0.16;
  context.fillStyle = palette.lines[slot];
  for (let from = 0; from < xs.length; from++) {
    if (!known(from)) continue;
    let to = from;
    while (to + 1 < xs.length && known(to + 1)) to++;
    context.beginPath();
    for (let row = from; row <= to; row++) context.lineTo(xAt(xs[row]), y(high[row]));
    for (let row = to; row >= from; row--) context.lineTo(xAt(xs[row]), y(low[row]));
    context.closePath();
    context.fill();
    from = to;
  }
  context.globalAlpha = 1;
}
