/** Draws a map of trials. Pure drawing: everything that it shows is given. */
import type { ContourMultiPolygon } from 'd3';
import type { Size } from '../../../ui/canvas-layer.tsx';
import { haloText } from '../../../ui/map/map-axes.ts';
import { marker, type Palette } from '../../../ui/palette.ts';
import type { MapCells, MapGrid } from './cells.ts';
import { letterOf, type MapColours, statusMask } from './image.ts';
import { type MapScale, ticksOf } from './scale.ts';

/** Where the cells stand, in CSS pixels. */
export interface MapPlace {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Room for numbers left of the cells and below them, in CSS pixels at the usual size of labels. */
const GUTTER = 34;
const FOOT = 17;
const EDGE = 4;

const isEven = ({ axis }: MapScale): boolean => axis.scale === 'linear' && axis.at === null;

/** How wide the plane of a map is for its height; null where its axes measure different things. */
function shapeOf({ across, up }: MapGrid): number | null {
  if (across.axis.id !== 'start.x' || up.axis.id !== 'start.y' || !isEven(across) || !isEven(up)) return null;
  const span = ({ values }: MapScale): number => values[values.length - 1] - values[0];
  const shape = span(across) / span(up);
  // Angles are true, unless one side would be a strip.
  return Number.isFinite(shape) && shape > 0 ? Math.max(0.4, Math.min(2.5, shape)) : null;
}

export function placeOf({ width, height }: Size, grid: MapGrid, { scale }: Palette): MapPlace {
  const [left, top] = [GUTTER * scale, EDGE];
  const room = [width - left - EDGE, height - top - FOOT * scale];
  const shape = shapeOf(grid);
  if (shape === null) return { left, top, width: Math.max(1, room[0]), height: Math.max(1, room[1]) };
  const across = Math.max(1, Math.min(room[0], room[1] * shape));
  return { left, top, width: across, height: Math.max(1, across / shape) };
}

/** Pixels of a point, given in values of the axes. */
export function pixelOf(
  { left, top, width, height }: MapPlace,
  { across, up }: MapGrid,
  [a, b]: readonly [number, number],
): [number, number] {
  return [
    left + (across.at(a) / across.values.length) * width,
    top + (1 - up.at(b) / up.values.length) * height,
  ];
}

/** The cell under a pixel; null beside the map. */
export function cellUnder(place: MapPlace, grid: MapGrid, px: number, py: number): number | null {
  const columns = grid.across.values.length;
  const rows = grid.up.values.length;
  const column = Math.floor(((px - place.left) / place.width) * columns);
  const row = Math.floor((1 - (py - place.top) / place.height) * rows);
  return column < 0 || row < 0 || column >= columns || row >= rows ? null : row * columns + column;
}

/** The values of the axes in the middle of a cell. */
export function valuesOf({ across, up }: MapGrid, cell: number): readonly [number, number] {
  const columns = across.values.length;
  return [across.values[cell % columns], up.values[Math.floor(cell / columns)]];
}

function canvasOf(width: number, height: number): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width));
  canvas.height = Math.max(1, Math.round(height));
  return canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
}

export function canvasOfImage(image: ImageData): HTMLCanvasElement {
  const context = canvasOf(image.width, image.height);
  context.putImageData(image, 0, 0);
  return context.canvas;
}

/** Lines over the cells with a status: upwards where runs diverged, dotted where they ended above their start. */
function hatch(
  context: CanvasRenderingContext2D,
  cells: MapCells,
  status: 2 | 3,
  place: MapPlace,
  { muted, scale }: Palette,
): void {
  if (!cells.status.includes(status)) return;
  const ratio = context.getTransform().a;
  const { width, height } = place;
  const lines = canvasOf(width * ratio, height * ratio);
  lines.scale(ratio, ratio);
  lines.strokeStyle = muted;
  lines.fillStyle = muted;
  lines.lineWidth = 0.8;
  const apart = (status === 2 ? 5 : 6) * scale;
  lines.beginPath();
  if (status === 2) {
    for (let at = -height; at < width; at += apart) {
      lines.moveTo(at, height);
      lines.lineTo(at + height, 0);
    }
    lines.stroke();
  } else {
    for (let j = 0; j * apart < height + apart; j++)
      for (let x = j % 2 === 0 ? 0 : apart / 2; x < width + apart; x += apart) {
        lines.moveTo(x, j * apart);
        lines.arc(x, j * apart, 0.9, 0, 2 * Math.PI);
      }
    lines.fill();
  }
  lines.globalCompositeOperation = 'destination-in';
  lines.imageSmoothingEnabled = false;
  lines.drawImage(canvasOfImage(statusMask(cells, status)), 0, 0, width, height);
  context.drawImage(lines.canvas, place.left, place.top, width, height);
}

/** The cells in their colours, hatched where they failed, with a frame and numbers round them. */
export function drawCells(
  context: CanvasRenderingContext2D,
  cells: MapCells,
  image: HTMLCanvasElement,
  place: MapPlace,
  names: readonly [across: string, up: string],
  palette: Palette,
): void {
  const { left, top, width, height } = place;
  context.save();
  context.imageSmoothingEnabled = image.width > width * context.getTransform().a;
  context.drawImage(image, left, top, width, height);
  context.restore();
  hatch(context, cells, 2, place, palette);
  hatch(context, cells, 3, place, palette);
  context.strokeStyle = palette.muted;
  context.lineWidth = 1;
  context.setLineDash([]);
  context.strokeRect(
    Math.round(left) - 0.5,
    Math.round(top) - 0.5,
    Math.round(width) + 1,
    Math.round(height) + 1,
  );
  drawNumbers(context, cells.grid, place, names, palette);
}

function drawNumbers(
  context: CanvasRenderingContext2D,
  { across, up }: MapGrid,
  { left, top, width, height }: MapPlace,
  names: readonly [across: string, up: string],
  palette: Palette,
): void {
  const { scale } = palette;
  const bottom = top + height;
  context.font = palette.font;
  context.fillStyle = palette.muted;
  context.strokeStyle = palette.muted;
  context.beginPath();
  context.textBaseline = 'alphabetic';
  const base = bottom + FOOT * scale - 3;
  for (const { value, text } of ticksOf(across, width, scale)) {
    const x = left + (across.at(value) / across.values.length) * width;
    const half = context.measureText(text).width / 2;
    context.moveTo(Math.round(x) + 0.5, bottom + 1);
    context.lineTo(Math.round(x) + 0.5, bottom + 4);
    context.textAlign = 'center';
    context.fillText(text, Math.max(left + half - 4, Math.min(left + width - half + 2, x)), base);
  }
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  // Numbers one below the other need less room than side by side.
  for (const { value, text } of ticksOf(up, height * 1.25, scale)) {
    const y = top + (1 - up.at(value) / up.values.length) * height;
    if (names[1] && y < top + 20 * scale) continue;
    context.moveTo(left - 1, Math.round(y) + 0.5);
    context.lineTo(left - 4, Math.round(y) + 0.5);
    context.fillText(text, left - 6, Math.max(top + 6, Math.min(bottom - 6, y)), GUTTER * scale - 7);
  }
  context.stroke();
  context.font = `italic ${palette.font}`;
  context.fillStyle = palette.ink;
  context.fillText(names[1], left - 6, top + 8 * scale, GUTTER * scale - 7);
  context.textBaseline = 'alphabetic';
  context.fillText(names[0], left - 6, base, GUTTER * scale - 7);
}

/** The letters of the minima that lie in the map. */
export function drawMinima(
  context: CanvasRenderingContext2D,
  minima: readonly { readonly x: number; readonly y: number }[],
  grid: MapGrid,
  place: MapPlace,
  colours: MapColours,
  palette: Palette,
): void {
  const r = 8 * palette.scale;
  context.font = `600 ${palette.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const [i, { x, y }] of minima.entries()) {
    const [px, py] = pixelOf(place, grid, [x, y]);
    if (!inside(place, px, py)) continue;
    context.beginPath();
    context.arc(px, py, r, 0, 2 * Math.PI);
    context.fillStyle = palette.ground;
    context.fill();
    context.lineWidth = 2;
    context.strokeStyle = colours.basins[i % colours.basins.length];
    context.stroke();
    context.fillStyle = palette.ink;
    context.fillText(letterOf(i), px, py + 0.5);
  }
}

const inside = ({ left, top, width, height }: MapPlace, px: number, py: number): boolean =>
  px >= left && px <= left + width && py >= top && py <= top + height;

/** A line over a map, in cells of a grid of its own, with what it is called where it begins. */
export function drawLimit(
  context: CanvasRenderingContext2D,
  line: ContourMultiPolygon,
  samples: number,
  text: string,
  place: MapPlace,
  palette: Palette,
): void {
  const { left, top, width, height } = place;
  context.save();
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
  context.beginPath();
  let highest: readonly [number, number] | null = null;
  for (const ring of line.coordinates.flat()) {
    let drawing = false;
    for (const [x, y] of ring) {
      // The tracer puts samples in the middle of cells, and closes its rings half a cell beyond the outermost.
      const [a, b] = [(x - 0.5) / (samples - 1), (y - 0.5) / (samples - 1)];
      const border = Math.min(a, b) < -1e-6 || Math.max(a, b) > 1 + 1e-6;
      const [px, py] = [left + a * width, top + b * height];
      if (drawing) context.lineTo(px, py);
      else context.moveTo(px, py);
      drawing = !border;
      if (!border && (!highest || py < highest[1])) highest = [px, py];
    }
  }
  for (const [lineWidth, colour, dash] of [
    [4, palette.ground, []],
    [1.6, palette.ink, [6, 4]],
  ] as const) {
    context.lineWidth = lineWidth;
    context.strokeStyle = colour;
    context.setLineDash([...dash]);
    context.stroke();
  }
  context.setLineDash([]);
  if (highest && width > 150) {
    context.font = palette.font;
    context.textBaseline = 'middle';
    const room = left + width - highest[0] > context.measureText(text).width + 14;
    context.textAlign = room ? 'left' : 'right';
    haloText(context, text, highest[0] + (room ? 8 : -8), Math.max(highest[1], top + 12) + 4, palette);
  }
  context.restore();
}

/** What a run is set to. */
export function drawNow(
  context: CanvasRenderingContext2D,
  slot: number,
  place: MapPlace,
  [px, py]: readonly [number, number],
  palette: Palette,
): void {
  if (!inside(place, px, py)) return;
  marker(context, slot, px, py, 4.6, palette.lines[slot], palette.ground);
}

/** A ring round the best cell. */
export function drawBest(
  context: CanvasRenderingContext2D,
  [px, py]: readonly [number, number],
  palette: Palette,
): void {
  for (const [width, colour] of [
    [4.5, palette.ground],
    [1.8, palette.ink],
  ] as const) {
    context.beginPath();
    context.arc(px, py, 5.5, 0, 2 * Math.PI);
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.stroke();
  }
}

/** The way of a run that starts at a cell, in values of the axes. */
export function drawPath(
  context: CanvasRenderingContext2D,
  points: Float64Array,
  grid: MapGrid,
  place: MapPlace,
  palette: Palette,
): void {
  const { left, top, width, height } = place;
  context.save();
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
  context.beginPath();
  for (let i = 0; i < points.length; i += 2) {
    const [px, py] = pixelOf(place, grid, [points[i], points[i + 1]]);
    if (!Number.isFinite(px + py)) break;
    // What leaves the map goes on as far as matters.
    const [x, y] = [Math.max(-1e4, Math.min(1e4, px)), Math.max(-1e4, Math.min(1e4, py))];
    if (i === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
  context.lineJoin = 'round';
  context.setLineDash([]);
  for (const [lineWidth, colour] of [
    [palette.stroke + 2.5, palette.ground],
    [palette.stroke * 0.8, palette.ink],
  ] as const) {
    context.lineWidth = lineWidth;
    context.strokeStyle = colour;
    context.stroke();
  }
  context.restore();
}

/** The cell that is pointed at, or that the keyboard is at. */
export function drawCursor(
  context: CanvasRenderingContext2D,
  cell: number,
  { across, up }: MapGrid,
  { left, top, width, height }: MapPlace,
  palette: Palette,
): void {
  const columns = across.values.length;
  const [w, h] = [width / columns, height / up.values.length];
  // Cells are often smaller than what can be seen.
  const [a, b] = [Math.max(7, w), Math.max(7, h)];
  const x = left + ((cell % columns) + 0.5) * w - a / 2;
  const y = top + height - (Math.floor(cell / columns) + 0.5) * h - b / 2;
  context.setLineDash([]);
  for (const [lineWidth, colour] of [
    [4, palette.ground],
    [1.5, palette.ink],
  ] as const) {
    context.lineWidth = lineWidth;
    context.strokeStyle = colour;
    context.strokeRect(x, y, a, b);
  }
}
