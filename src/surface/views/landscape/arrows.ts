/** The latest update of a run on the map: where its gradient pointed, where the rule went along, and the step that came of it. */
import { haloText } from '../../../ui/map/map-axes.ts';
import { toPixels, type Viewport } from '../../../ui/map/viewport.ts';
import type { Palette } from '../../../ui/palette.ts';
import type { Inspection } from '../../messages.ts';

/** Gradient and direction say a way, not a length: they are all as long as this, in CSS pixels. */
const LENGTH = 44;
/** A step shorter than this is seen by its head alone. */
const SHORTEST = 6;

/** From where, and in which way a vector points in the picture; null where it has none. */
function wayOf(view: Viewport, [x, y]: readonly number[]): readonly [number, number] | null {
  const [px, py] = [x * view.scaleX, -y * view.scaleY];
  const length = Math.hypot(px, py);
  return length > 0 && Number.isFinite(length) ? [px / length, py / length] : null;
}

/** @param colour That of the run. */
export function drawArrows(
  context: CanvasRenderingContext2D,
  { before, theta, gradient, direction }: Inspection,
  view: Viewport,
  palette: Palette,
  colour: string,
): void {
  const [x, y] = toPixels(view, before[0], before[1]);
  if (x < 0 || y < 0 || x > view.width || y > view.height) return;
  const [endX, endY] = toPixels(view, theta[0], theta[1]);
  const down = wayOf(
    view,
    gradient.map((value) => -value),
  );
  const along = wayOf(
    view,
    direction.map((value) => -value),
  );
  const small = view.width < 260;
  context.save();
  context.font = palette.font;
  context.textBaseline = 'middle';
  const labels: { at: readonly [number, number]; way: readonly [number, number]; text: string }[] = [];
  const draw = (way: readonly [number, number], text: string, dash: readonly number[]): void => {
    const at = [x + LENGTH * way[0], y + LENGTH * way[1]] as const;
    arrow(context, [x, y], at, palette.ink, palette, dash);
    labels.push({ at, way, text });
  };
  if (Number.isFinite(endX + endY) && Math.hypot(endX - x, endY - y) >= SHORTEST) {
    arrow(context, [x, y], [endX, endY], colour, palette, []);
  }
  // Where they coincide one arrow says both.
  const same = down && along && down[0] * along[0] + down[1] * along[1] > 0.999;
  if (down) draw(down, same ? '−∇f, −d' : '−∇f', []);
  if (along && !same) draw(along, '−d', [3, 3]);
  if (!small) {
    for (const { at, way, text } of labels) {
      context.textAlign = way[0] < -0.3 ? 'right' : way[0] > 0.3 ? 'left' : 'center';
      haloText(context, text, at[0] + 7 * way[0], at[1] + 11 * way[1], palette);
    }
  }
  context.restore();
}

function arrow(
  context: CanvasRenderingContext2D,
  [ax, ay]: readonly [number, number],
  [bx, by]: readonly [number, number],
  colour: string,
  palette: Palette,
  dash: readonly number[],
): void {
  const length = Math.hypot(bx - ax, by - ay);
  const [ux, uy] = [(bx - ax) / length, (by - ay) / length];
  const head = Math.min(8, length * 0.7);
  for (const [style, width] of [
    [palette.ground, palette.stroke + 2.5],
    [colour, palette.stroke * 0.8],
  ] as const) {
    context.strokeStyle = style;
    context.fillStyle = style;
    context.lineWidth = width;
    context.lineJoin = 'round';
    context.setLineDash(style === colour ? [...dash] : []);
    context.beginPath();
    context.moveTo(ax, ay);
    context.lineTo(bx - ux * head * 0.8, by - uy * head * 0.8);
    context.stroke();
    context.setLineDash([]);
    context.beginPath();
    context.moveTo(bx, by);
    context.lineTo(bx - head * ux + head * 0.45 * uy, by - head * uy - head * 0.45 * ux);
    context.lineTo(bx - head * ux - head * 0.45 * uy, by - head * uy + head * 0.45 * ux);
    context.closePath();
    if (style === colour) context.fill();
    else context.stroke();
  }
}
