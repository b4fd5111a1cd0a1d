/** Draws trials as lines over parallel axes (Inselberg 1985), the last of which is what came of them. Pure drawing. */
import { interpolateViridis } from 'd3';
import type { Axis } from '../../../experiment/index.ts';
import type { Size } from '../../../ui/canvas-layer.tsx';
import { short } from '../../../ui/format.ts';
import type { Palette } from '../../../ui/palette.ts';
import { type Area, linearAxis, logAxis } from '../../../ui/plot/axis.ts';
import { acrossOf } from '../glance/draw.ts';
import { goodness, isWithin, type Ranges, type SearchData, type SearchTrial } from './trials.ts';

/** Room around the axes, in CSS pixels: for their names above, numbers below and left, handles at both ends. */
export const INSETS = { left: 44, right: 50, top: 52, bottom: 18 } as const;
/** The width of the bar that is the key to the colours. */
const BAR = 6;
/** More lines than this only cover each other. */
const MOST_LINES = 2000;
/** How near a line must be to be pointed at, in CSS pixels. */
const REACH = 14;

/** Texts over the axes. */
export interface AxisTexts {
  /** Symbols where they have any; then `terms` say what they mean. */
  readonly names: readonly string[];
  readonly terms: readonly string[];
  readonly value: string;
}

export interface Geometry {
  readonly area: Area;
  /** The place of each axis across, that of the values last. */
  readonly xs: readonly number[];
  yAt(place: number): number;
  placeAt(py: number): number;
}

export function geometryOf({ width, height }: Size, axes: number): Geometry {
  const area = {
    left: INSETS.left,
    right: width - INSETS.right,
    top: INSETS.top,
    bottom: height - INSETS.bottom,
  };
  const span = area.bottom - area.top || 1;
  return {
    area,
    xs: Array.from({ length: axes + 1 }, (_, i) => area.left + (i / axes) * (area.right - area.left)),
    yAt: (place) => area.bottom - place * span,
    placeAt: (py) => Math.max(0, Math.min(1, (area.bottom - py) / span)),
  };
}

/** Whether what is drawn lies on a dark ground. */
function isDark(palette: Palette): boolean {
  const [r, g, b] = [1, 3, 5].map((i) => Number.parseInt(palette.ground.slice(i, i + 2), 16));
  return r + g + b < 384;
}

/** The colour of a trial that is so good, 0 … 1: viridis (Smith & van der Walt 2015), the best where it stands out most. */
export const colourOf = (good: number, palette: Palette): string =>
  interpolateViridis(isDark(palette) ? 0.12 + 0.86 * good : 0.94 * (1 - good));

/** The trials that are drawn, the best last, over all others: all, or the best and an even sample of the others. */
export function drawnTrials(
  trials: readonly SearchTrial[],
  data: Pick<SearchData, 'upwards'>,
): readonly SearchTrial[] {
  const sorted = trials
    .filter(({ height }) => !Number.isNaN(height))
    .sort((a, b) => goodness(a, data) - goodness(b, data));
  if (sorted.length <= MOST_LINES) return sorted;
  const stride = sorted.length / MOST_LINES;
  return Array.from(
    { length: MOST_LINES },
    (_, i) => sorted[sorted.length - 1 - Math.floor((MOST_LINES - 1 - i) * stride)],
  );
}

/** The points of a trial's line: it leaves out axes that its run lacks. */
const pointsOf = (
  { places, height }: SearchTrial,
  { xs, yAt }: Geometry,
): readonly (readonly [number, number])[] =>
  [...places, height].flatMap((place, i) => (Number.isNaN(place) ? [] : [[xs[i], yAt(place)] as const]));

function trace(context: CanvasRenderingContext2D, trial: SearchTrial, geometry: Geometry): void {
  context.beginPath();
  for (const [x, y] of pointsOf(trial, geometry)) context.lineTo(x, y);
}

export interface ParallelScene {
  readonly data: SearchData;
  /** Those that are shown, in the order in which they are drawn. */
  readonly trials: readonly SearchTrial[];
  readonly ranges: Ranges;
  readonly texts: AxisTexts;
  /** The best of those in the ranges. */
  readonly best: SearchTrial | null;
  /** The colour of each run, where several are shown; else trials have the colours of their values. */
  readonly slots: readonly number[] | null;
}

export function drawParallel(
  context: CanvasRenderingContext2D,
  size: Size,
  scene: ParallelScene,
  palette: Palette,
): void {
  const { data, trials, ranges, best, slots } = scene;
  const geometry = geometryOf(size, data.axes.length);
  const within = trials.filter((trial) => isWithin(trial, ranges));
  const alpha = Math.max(0.12, Math.min(0.85, 14 / Math.sqrt(within.length + 1)));
  context.lineJoin = 'round';
  const line = (trial: SearchTrial, faded: boolean): void => {
    const good = goodness(trial, data);
    const failed = trial.status !== 'finished';
    context.strokeStyle = faded || failed ? palette.muted : lineColour(trial, slots, good, palette);
    context.globalAlpha = faded ? 0.07 : failed ? alpha * 0.35 : alpha + (1 - alpha) * good ** 4;
    context.lineWidth = faded || failed ? 1 : 1 + 0.7 * good ** 2;
    context.setLineDash(failed ? [3, 3] : []);
    trace(context, trial, geometry);
    context.stroke();
  };
  if (within.length < trials.length)
    for (const trial of trials) if (!isWithin(trial, ranges)) line(trial, true);
  for (const trial of within) line(trial, false);
  context.setLineDash([]);
  context.globalAlpha = 1;
  if (best)
    emphasize(context, best, geometry, lineColour(best, slots, goodness(best, data), palette), palette);
  drawAxes(context, scene, geometry, palette);
}

const lineColour = (
  { run }: SearchTrial,
  slots: readonly number[] | null,
  good: number,
  palette: Palette,
): string => (slots ? palette.lines[slots[run]] : colourOf(good, palette));

/** A line that stands out of all others, with a dot on each axis. */
export function emphasize(
  context: CanvasRenderingContext2D,
  trial: SearchTrial,
  geometry: Geometry,
  colour: string,
  palette: Palette,
): void {
  context.lineJoin = 'round';
  trace(context, trial, geometry);
  context.strokeStyle = palette.ground;
  context.lineWidth = palette.stroke * 1.4 + 4;
  context.stroke();
  context.strokeStyle = colour;
  context.lineWidth = palette.stroke * 1.4;
  context.stroke();
  for (const [x, y] of pointsOf(trial, geometry)) {
    context.beginPath();
    context.arc(x, y, 4, 0, 2 * Math.PI);
    context.fillStyle = colour;
    context.fill();
    context.lineWidth = 1.5;
    context.strokeStyle = palette.ground;
    context.stroke();
  }
}

function drawAxes(
  context: CanvasRenderingContext2D,
  { data, ranges, texts, slots }: ParallelScene,
  geometry: Geometry,
  palette: Palette,
): void {
  const { xs, area } = geometry;
  context.font = palette.font;
  for (const [i, x] of xs.entries()) {
    const last = i === xs.length - 1;
    const at = Math.round(x) + 0.5;
    if (last && !slots) drawKey(context, data, geometry, palette);
    context.strokeStyle = palette.ink;
    context.lineWidth = 1;
    context.globalAlpha = 0.55;
    context.beginPath();
    context.moveTo(at, area.top);
    context.lineTo(at, area.bottom);
    context.stroke();
    context.globalAlpha = 1;
    const range = ranges[i];
    if (range) {
      context.fillStyle = palette.ink;
      context.globalAlpha = 0.12;
      const [low, high] = range.map(geometry.yAt);
      context.fillRect(x - 7, high, 14, low - high);
      context.globalAlpha = 1;
    }
    drawTicks(
      context,
      last ? valueTicks(data, geometry) : axisTicks(data.axes[i], geometry),
      x,
      last,
      palette,
    );
    drawName(context, texts, i, geometry, palette);
  }
}

/** What stands over an axis: its symbol, and what that means where there is room. Those at the edges are written inwards. */
function drawName(
  context: CanvasRenderingContext2D,
  { names, terms, value }: AxisTexts,
  i: number,
  { xs, area }: Geometry,
  palette: Palette,
): void {
  const last = i === xs.length - 1;
  const room = (xs[1] - xs[0]) * (i === 0 || last ? 0.75 : 1) - 10;
  context.textBaseline = 'alphabetic';
  context.textAlign = i === 0 ? 'left' : last ? 'right' : 'center';
  const x = i === 0 ? area.left - 8 : last ? area.right + INSETS.right - 2 : xs[i];
  const font = context.font;
  context.fillStyle = palette.ink;
  context.font = `600 ${font}`;
  const name = last ? value : names[i];
  context.fillText(name, x, 15 * palette.scale, room);
  context.font = font;
  context.fillStyle = palette.muted;
  const term = last ? '' : terms[i];
  if (term !== name && context.measureText(term).width <= room) context.fillText(term, x, 31 * palette.scale);
}

interface Tick {
  readonly y: number;
  readonly text: string;
}

function drawTicks(
  context: CanvasRenderingContext2D,
  ticks: readonly Tick[],
  x: number,
  right: boolean,
  palette: Palette,
): void {
  context.textBaseline = 'middle';
  context.textAlign = right ? 'left' : 'right';
  context.lineJoin = 'round';
  const side = right ? 1 : -1;
  for (const { y, text } of ticks) {
    context.strokeStyle = palette.ink;
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(x, Math.round(y) + 0.5);
    context.lineTo(x + 3 * side, Math.round(y) + 0.5);
    context.stroke();
    // Lines run under the numbers: these have a halo.
    const from = x + (right ? BAR + 3 : -6);
    context.strokeStyle = palette.ground;
    context.lineWidth = 4;
    context.strokeText(text, from, y);
    context.fillStyle = palette.muted;
    context.fillText(text, from, y);
  }
}

/** Round values of a setting, as far apart as their texts need. */
function axisTicks(axis: Axis, { area, yAt }: Geometry): readonly Tick[] {
  if (axis.at) {
    const most = Math.max(1, Math.floor((area.bottom - area.top) / 18));
    const stride = Math.ceil(axis.at.length / most);
    return axis.at.flatMap((value, i) =>
      i % stride ? [] : { y: yAt((i + 0.5) / (axis.at as readonly number[]).length), text: short(value) },
    );
  }
  // An axis is a horizontal one that stands up; its texts need less room then.
  const upright = { left: 0, right: (area.bottom - area.top) * 1.3, top: 0, bottom: 0 };
  const { at, ticks } = acrossOf([axis.from, axis.to], axis.scale, upright, 1);
  return ticks
    .map(({ value, text }) => ({ y: yAt(at(value) / upright.right), text }))
    .filter(({ y }) => y >= area.top - 1 && y <= area.bottom + 1);
}

function valueTicks({ extent, scale }: SearchData, { area, yAt }: Geometry): readonly Tick[] {
  if (!extent || extent[0] === extent[1]) return [];
  const [low, high] = extent;
  const spread = scale === 'log' ? Math.log10 : (value: number) => value;
  const within = { left: 0, right: 0, top: area.top, bottom: area.bottom };
  return (scale === 'log' ? logAxis(extent, within) : linearAxis(extent, within)).ticks
    .filter(({ value }) => value >= low && value <= high)
    .map(({ value, text }) => ({
      y: yAt((spread(value) - spread(low)) / (spread(high) - spread(low))),
      text,
    }));
}

/** The colours along the values. */
function drawKey(
  context: CanvasRenderingContext2D,
  { upwards }: SearchData,
  { xs, area, yAt }: Geometry,
  palette: Palette,
): void {
  const gradient = context.createLinearGradient(0, yAt(0), 0, yAt(1));
  for (let k = 0; k <= 16; k++)
    gradient.addColorStop(k / 16, colourOf(upwards ? k / 16 : 1 - k / 16, palette));
  context.fillStyle = gradient;
  context.fillRect(xs[xs.length - 1], area.top, BAR, area.bottom - area.top);
}

/** How far a point is from the line of a trial. */
function distanceTo(trial: SearchTrial, geometry: Geometry, px: number, py: number): number {
  const points = pointsOf(trial, geometry);
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i + 1 < points.length; i++) {
    const [[x0, y0], [x1, y1]] = [points[i], points[i + 1]];
    const [dx, dy] = [x1 - x0, y1 - y0];
    const along = Math.max(0, Math.min(1, ((px - x0) * dx + (py - y0) * dy) / (dx * dx + dy * dy)));
    least = Math.min(least, Math.hypot(x0 + along * dx - px, y0 + along * dy - py));
  }
  return least;
}

/** The trial whose line is nearest to a point, of those in the ranges; of equally near ones the best. */
export function trialAt(
  { trials, ranges }: Pick<ParallelScene, 'trials' | 'ranges'>,
  geometry: Geometry,
  px: number,
  py: number,
): SearchTrial | null {
  let found: SearchTrial | null = null;
  let least = REACH;
  for (const trial of trials) {
    if (!isWithin(trial, ranges)) continue;
    const distance = distanceTo(trial, geometry, px, py);
    if (distance > least + 0.5) continue;
    least = Math.min(least, distance);
    found = trial;
  }
  return found;
}
