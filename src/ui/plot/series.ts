/** Long columns as short lines: no more points than pixels can show. */
import { createSimplifier } from '../simplify.ts';

/** A value of a curve and the step that it belongs to. */
export interface PlotPoint {
  readonly step: number;
  readonly value: number;
}

/** One curve: values by row, and the step of each row. */
export interface Series {
  readonly slot: number;
  readonly values: ArrayLike<number>;
  readonly length: number;
  stepOf(row: number): number;
  /** Where the curve ends early: its last finite value is marked with a cross. */
  readonly diverged: boolean;
  readonly dimmed: boolean;
  /** Drawn thinner and paler than the others of its colour, such as a training loss behind a validation loss. */
  readonly pale?: boolean;
}

/** How far, in CSS pixels, a drawn line may be from the true one. */
const TOLERANCE = 0.3;

/** Points a stroke: one long path takes ten times longer to rasterise than many short ones. */
const PIECE = 150;

/**
 * Strokes a column, at most four points a pixel (first, lowest, highest, last): what the eye would see of all of them.
 * Breaks at values that are not finite, or not positive when `positive`. Dashes run on from piece to piece.
 */
export function strokeSeries(
  context: CanvasRenderingContext2D,
  series: Series,
  xAt: (step: number) => number,
  yAt: (value: number) => number,
  positive: boolean,
): void {
  const { values, length, stepOf } = series;
  const dashed = context.getLineDash().length > 0;
  let points = 0;
  let atX = 0;
  let atY = 0;
  let walked = 0;

  const stroke = (): void => {
    if (points > 1) context.stroke();
    points = 0;
  };
  const move = (x: number, y: number): void => {
    stroke();
    context.lineDashOffset = walked;
    context.beginPath();
    context.moveTo(x, y);
    points = 1;
    atX = x;
    atY = y;
  };
  const line = (x: number, y: number): void => {
    context.lineTo(x, y);
    if (dashed) walked += Math.hypot(x - atX, y - atY);
    atX = x;
    atY = y;
    if (++points >= PIECE) move(x, y);
  };
  let begun = false;
  const simplifier = createSimplifier(TOLERANCE, (x, y) => {
    if (begun) line(x, y);
    else move(x, y);
    begun = true;
  });

  let drawing = false;
  let column = Number.NaN;
  let low = 0;
  let high = 0;
  let last = 0;
  const flush = (): void => {
    if (!drawing || (low === last && high === last)) return;
    simplifier.add(column, low, 0);
    simplifier.add(column, high, 0);
    simplifier.add(column, last, 0);
  };
  const finish = (): void => {
    flush();
    simplifier.end();
    begun = false;
  };
  for (let row = 0; row < length; row++) {
    const value = values[row];
    if (!Number.isFinite(value) || (positive && value <= 0)) {
      finish();
      drawing = false;
      column = Number.NaN;
      continue;
    }
    const y = Math.max(-1e4, Math.min(1e4, yAt(value)));
    const x = Math.round(xAt(stepOf(row)));
    if (x === column) {
      if (y < low) low = y;
      if (y > high) high = y;
      last = y;
      continue;
    }
    flush();
    simplifier.add(x, y, 0);
    drawing = true;
    column = x;
    low = y;
    high = y;
    last = y;
  }
  finish();
  stroke();
}
