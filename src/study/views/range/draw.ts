/** Draws range tests: the loss of each run against its growing rate. Pure drawing. */
import type { Size } from '../../../ui/canvas-layer.tsx';
import { DASHES, marker, type Palette } from '../../../ui/palette.ts';
import { type Area, type Axis, linearAxis, logAxis } from '../../../ui/plot/axis.ts';
import { strokeSeries } from '../../../ui/plot/series.ts';
import type { RangeTest } from '../../range-test.ts';
import { type Across, acrossOf } from '../glance/draw.ts';

export interface RangeCurve extends RangeTest {
  readonly run: number;
  readonly key: number;
  readonly slot: number;
  /** The losses above the lowest minimum that is known. */
  readonly ys: Float64Array;
}

export interface RangeScene {
  readonly curves: readonly RangeCurve[];
  readonly from: number;
  readonly to: number;
  /** Whether losses are above a minimum that is known, and so have logarithms. */
  readonly log: boolean;
}

export interface RangeGeometry {
  readonly area: Area;
  readonly across: Across;
  readonly up: Axis | null;
}

export function rangeGeometry({ width, height }: Size, scene: RangeScene, palette: Palette): RangeGeometry {
  const { scale } = palette;
  const area = { left: 44 * scale, right: width - 10, top: 20 * scale, bottom: height - 20 * scale };
  const ends = scene.from < scene.to ? ([scene.from, scene.to] as const) : ([scene.to, scene.from] as const);
  const across = acrossOf(ends, 'log', area, scale);
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { ys } of scene.curves) {
    for (const y of ys) {
      if (!Number.isFinite(y) || (scene.log && y <= 0)) continue;
      low = Math.min(low, y);
      high = Math.max(high, y);
    }
  }
  const up = low > high ? null : scene.log ? logAxis([low, high], area) : linearAxis([low, high], area);
  return { area, across, up };
}

export function drawRange(
  context: CanvasRenderingContext2D,
  size: Size,
  scene: RangeScene,
  texts: { readonly loss: string; readonly rate: string },
  palette: Palette,
): void {
  const { area, across, up } = rangeGeometry(size, scene, palette);
  context.font = palette.font;
  context.fillStyle = palette.muted;
  context.textBaseline = 'alphabetic';
  context.textAlign = 'left';
  context.fillText(texts.loss, area.left, 12 * palette.scale);
  if (!up) return;
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  context.strokeStyle = palette.hairline;
  context.lineWidth = 1;
  context.beginPath();
  for (const { value, text } of up.ticks) {
    const y = Math.round(up.at(value)) + 0.5;
    if (y < area.top - 1 || y > area.bottom + 1) continue;
    context.moveTo(area.left, y);
    context.lineTo(area.right, y);
    context.fillText(text, area.left - 6, y, area.left - 8);
  }
  context.stroke();
  context.textBaseline = 'alphabetic';
  context.textAlign = 'center';
  for (const { value, text } of across.ticks) context.fillText(text, across.at(value), size.height - 3);
  context.textAlign = 'left';
  context.font = `italic ${palette.font}`;
  context.fillText(texts.rate, 4, size.height - 3);
  context.font = palette.font;
  for (const curve of scene.curves) drawCurve(context, curve, scene, { area, across, up }, palette);
}

/** A curve with its least loss, a tick at a tenth of that rate, and the limit of stability where it is known. */
function drawCurve(
  context: CanvasRenderingContext2D,
  curve: RangeCurve,
  scene: RangeScene,
  { area, across, up }: RangeGeometry & { readonly up: Axis },
  palette: Palette,
): void {
  const colour = palette.lines[curve.slot];
  const { rates, ys, least, limit } = curve;
  const within = (rate: number): boolean =>
    rate >= Math.min(scene.from, scene.to) && rate <= Math.max(scene.from, scene.to);
  context.strokeStyle = colour;
  if (limit !== null && within(limit)) {
    const x = Math.round(across.at(limit)) + 0.5;
    context.lineWidth = 1;
    context.setLineDash([4, 4]);
    context.beginPath();
    context.moveTo(x, area.top);
    context.lineTo(x, area.bottom);
    context.stroke();
    context.setLineDash([]);
  }
  context.lineWidth = palette.stroke * 0.85;
  context.lineJoin = 'round';
  context.setLineDash([...DASHES[curve.slot]]);
  const shown = { slot: curve.slot, values: ys, length: ys.length, diverged: false, dimmed: false };
  context.save();
  context.beginPath();
  context.rect(area.left - 2, area.top - 4, area.right - area.left + 6, area.bottom - area.top + 8);
  context.clip();
  strokeSeries(context, { ...shown, stepOf: (row) => row }, (row) => across.at(rates[row]), up.at, scene.log);
  context.restore();
  context.setLineDash([]);
  if (least < 0) return;
  const y = Math.min(area.bottom, up.at(ys[least]));
  marker(context, curve.slot, across.at(rates[least]), y, 4, colour, palette.ground);
  const tenth = rates[least] / 10;
  if (!within(tenth)) return;
  const x = across.at(tenth);
  context.fillStyle = colour;
  context.beginPath();
  context.moveTo(x, area.bottom - 1);
  context.lineTo(x - 5, area.bottom + 8);
  context.lineTo(x + 5, area.bottom + 8);
  context.closePath();
  context.fill();
}
