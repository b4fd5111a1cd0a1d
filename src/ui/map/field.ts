/** The surface as a heat map with contours: every fourth is heavier and has a round loss. */
import { type ContourMultiPolygon, contours } from 'd3';
import { mixer } from '../colour.ts';
import type { Palette } from '../palette.ts';
import { finished, type Work } from '../time-slices.ts';
import type { Domain, Minimum, PlaneFunction } from './plane.ts';
import { type Level, levelsOf, type Tone, toneOf } from './tone.ts';
import { domainOf, shownIn, type Viewport } from './viewport.ts';

/** Losses on a grid over the view, row by row from the top left, each in the middle of its cell. Can stop after each row. */
function* sampling(
  objective: PlaneFunction,
  view: Viewport,
  columns: number,
  rows: number,
): Work<Float64Array> {
  const grid = new Float64Array(columns * rows);
  const point = new Float64Array(2);
  for (let j = 0; j < rows; j++) {
    yield;
    point[1] = view.top - ((j + 0.5) / rows) * (view.height / view.scaleY);
    for (let i = 0; i < columns; i++) {
      point[0] = view.left + ((i + 0.5) / columns) * (view.width / view.scaleX);
      grid[j * columns + i] = objective.loss(point);
    }
  }
  return grid;
}

/** The losses on a grid over the view at once: `columns × rows`, row by row from the top left, in the middle of cells. */
export const sampleField = (
  objective: PlaneFunction,
  view: Viewport,
  columns: number,
  rows: number,
): Float64Array => finished(sampling(objective, view, columns, rows));

/** The minima that lie in a part of the plane. */
const minimaIn = (minima: readonly Minimum[], { x: [x0, x1], y: [y0, y1] }: Domain): readonly Minimum[] =>
  minima.filter(({ x, y }) => x >= x0 && x <= x1 && y >= y0 && y <= y1);

/** Losses that are enough to tell how they are distributed. */
const SAMPLE = 4096;

/** Every so many values of a grid that `SAMPLE` are left; the stride shares no factor with the row, so no column is favoured. */
function thinned(grid: Float64Array, columns: number): Float64Array {
  let stride = Math.max(1, Math.floor(grid.length / SAMPLE));
  while (stride > 1 && columns % stride === 0) stride--;
  return Float64Array.from({ length: Math.ceil(grid.length / stride) }, (_, k) => grid[k * stride]);
}

/** The tones of a grid of losses over a part of the plane. */
export const toneOfGrid = (
  objective: PlaneFunction,
  grid: Float64Array,
  columns: number,
  shown: Domain,
): Tone => toneOf(objective, thinned(grid, columns), minimaIn(objective.minima, shown));

/** 256 steps of the palette's ramp, as bytes. */
export function ramp({ field: [low, middle, high] }: Pick<Palette, 'field'>): Uint8ClampedArray {
  const lower = mixer(low, middle);
  const upper = mixer(middle, high);
  const bytes = new Uint8ClampedArray(256 * 4);
  for (let k = 0; k < 256; k++) {
    const u = k / 255;
    bytes.set([...(u < 0.5 ? lower(u * 2) : upper(u * 2 - 1)), 255], k * 4);
  }
  return bytes;
}

/** Samples along and across a view of so many CSS pixels a sample. */
export const gridOf = (view: Viewport, detail: number): readonly [columns: number, rows: number] => [
  Math.max(2, Math.ceil(view.width / detail)),
  Math.max(2, Math.ceil(view.height / detail)),
];

/**
 * Draws heat map and contours into a canvas of the view's size, and returns the contours. Nothing is drawn before
 * everything is known; until then it can stop after each row of the grid and each contour.
 *
 * @param detail CSS pixels a sample.
 */
export function* drawField(
  context: CanvasRenderingContext2D,
  objective: PlaneFunction,
  view: Viewport,
  palette: Palette,
  detail: number,
): Work<readonly Level[]> {
  const [columns, rows] = gridOf(view, detail);
  const { tones, levels, lines } = yield* traced(objective, view, columns, rows);
  const image = yield* imageOf(tones, columns, rows, palette);
  drawTones(context, image, view);
  yield;
  drawContours(context, lines, columns, rows, levels, false, view, palette);
  yield;
  drawContours(context, lines, columns, rows, levels, true, view, palette);
  return levels;
}

/** What a field is made of, before anything is drawn. */
export interface Traced {
  /** Row by row from the top left. */
  readonly tones: readonly number[];
  readonly levels: readonly Level[];
  /** A contour a level, in cells of the grid. */
  readonly lines: readonly ContourMultiPolygon[];
}

/** Tones and contours on a grid over the view. No piece of it is more than a row of the grid, or a contour. */
export function* traced(
  objective: PlaneFunction,
  view: Viewport,
  columns: number,
  rows: number,
): Work<Traced> {
  const losses = yield* sampling(objective, view, columns, rows);
  const tone = toneOfGrid(objective, losses, columns, domainOf(shownIn(view)));
  const tones: number[] = new Array(losses.length);
  for (let k = 0; k < losses.length; k++) {
    if (k % columns === 0) yield;
    // A pole is no further than a wall: contours are interpolated between finite numbers.
    tones[k] = Math.min(4, tone.at(losses[k]));
  }
  const levels = levelsOf(tone);
  const lines = yield* contoursOf(tones, columns, rows, levels);
  return { tones, levels, lines };
}

/** The contour of each level, in cells of the grid. */
function* contoursOf(
  tones: number[],
  columns: number,
  rows: number,
  levels: readonly Level[],
): Work<readonly ContourMultiPolygon[]> {
  const tracer = contours().size([columns, rows]);
  const lines: ContourMultiPolygon[] = [];
  for (const { tone } of levels) {
    yield;
    lines.push(tracer.contour(tones, tone));
  }
  return lines;
}

/** The heat map, a pixel a sample. */
function* imageOf(
  tones: readonly number[],
  columns: number,
  rows: number,
  palette: Palette,
): Work<ImageData> {
  const colours = ramp(palette);
  const image = new ImageData(columns, rows);
  for (let k = 0; k < tones.length; k++) {
    if (k % columns === 0) yield;
    const u = tones[k];
    if (Number.isNaN(u)) continue;
    const index = Math.round(Math.max(0, Math.min(1, u)) * 255) * 4;
    image.data.set(colours.subarray(index, index + 4), k * 4);
  }
  return image;
}

function drawTones(context: CanvasRenderingContext2D, image: ImageData, view: Viewport): void {
  const small = document.createElement('canvas');
  small.width = image.width;
  small.height = image.height;
  small.getContext('2d', { willReadFrequently: true })?.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  context.drawImage(small, 0, 0, view.width, view.height);
}

/** Draws the heavy contours, or the light ones. */
function drawContours(
  context: CanvasRenderingContext2D,
  lines: readonly ContourMultiPolygon[],
  columns: number,
  rows: number,
  levels: readonly Level[],
  heavy: boolean,
  view: Viewport,
  palette: Palette,
): void {
  const sx = view.width / columns;
  const sy = view.height / rows;
  context.beginPath();
  lines.forEach(({ coordinates }, i) => {
    if ((levels[i].text !== null) !== heavy) return;
    for (const polygon of coordinates) {
      for (const ring of polygon) {
        let drawing = false;
        for (const [x, y] of ring) {
          // Rings run along the border where the surface continues: those parts are no contour.
          const border = x <= 0.01 || y <= 0.01 || x >= columns - 0.01 || y >= rows - 0.01;
          if (drawing) context.lineTo(x * sx, y * sy);
          else context.moveTo(x * sx, y * sy);
          drawing = !border;
        }
      }
    }
  });
  context.strokeStyle = heavy ? palette.contourHeavy : palette.contour;
  context.lineWidth = heavy ? 1 : 0.75;
  context.stroke();
}
