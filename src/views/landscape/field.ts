/**
 * The surface as a muted heat map with contours.
 *
 * Colour stands for the logarithm of the height above the lowest known minimum; where there is none (a saddle), for the
 * height itself, compressed at both ends. The mapping is fixed by the surface's domain, so that colours do not jump
 * when the view is moved.
 */
import { contours } from 'd3';
import type { Domain, Objective } from '../../core/types.ts';
import { mixer } from '../colour.ts';
import type { Palette } from '../palette.ts';
import type { Viewport } from './viewport.ts';

/** Maps a loss to 0 (low) … 1 (high); values outside the domain's range go beyond and are clamped when coloured. */
export type Tone = (loss: number) => number;

const SAMPLES = 72;
/** Contours between the lowest and the highest tone. */
export const LEVELS = 16;

/** The mapping of a surface, from a coarse sample of its domain. */
export function toneOf(objective: Objective, domain: Domain): Tone {
  const values: number[] = [];
  const point = new Float64Array(2);
  for (let i = 0; i < SAMPLES; i++) {
    for (let j = 0; j < SAMPLES; j++) {
      point[0] = domain.x[0] + ((i + 0.5) / SAMPLES) * (domain.x[1] - domain.x[0]);
      point[1] = domain.y[0] + ((j + 0.5) / SAMPLES) * (domain.y[1] - domain.y[0]);
      const loss = objective.loss(point);
      if (Number.isFinite(loss)) values.push(loss);
    }
  }
  values.sort((a, b) => a - b);
  if (values.length === 0) return () => 0.5;
  const quantile = (q: number): number => values[Math.min(values.length - 1, Math.floor(q * values.length))];

  if (objective.minima.length > 0) {
    const lowest = Math.min(values[0], ...objective.minima.map(({ loss }) => loss));
    // A hundredth of the typical height is where the logarithm turns into a line: the bottom of a bowl stays a bottom.
    const knee = (quantile(0.5) - lowest) / 100 || 1e-9;
    const map = (loss: number) => Math.log(Math.max(0, loss - lowest) + knee);
    const low = map(lowest);
    const span = map(quantile(0.985)) - low || 1;
    // Half of the picture lies above the middle tone. Without this a high plain with one deep hole has no tones left.
    const bend = Math.max(1, Math.min(8, Math.log(0.55) / Math.log((map(quantile(0.5)) - low) / span)));
    return (loss) => ((map(loss) - low) / span) ** bend;
  }
  const middle = quantile(0.5);
  const spread = (quantile(0.8) - quantile(0.2)) / 2 || 1;
  const map = (loss: number) => Math.asinh((loss - middle) / spread);
  const low = map(values[0]);
  const high = map(values[values.length - 1]);
  return (loss) => (map(loss) - low) / (high - low || 1);
}

/** Tones on a grid over the view, row by row from the top left; NaN where the surface has no value. */
export function sampleField(
  objective: Objective,
  tone: Tone,
  view: Viewport,
  columns: number,
  rows: number,
): Float64Array {
  const grid = new Float64Array(columns * rows);
  const point = new Float64Array(2);
  for (let j = 0; j < rows; j++) {
    point[1] = view.top - ((j + 0.5) / rows) * (view.height / view.scale);
    for (let i = 0; i < columns; i++) {
      point[0] = view.left + ((i + 0.5) / columns) * (view.width / view.scale);
      grid[j * columns + i] = tone(objective.loss(point));
    }
  }
  return grid;
}

/** 256 steps of the palette's ramp, as bytes. */
export function ramp(palette: Palette): Uint8ClampedArray {
  const [low, middle, high] = palette.field;
  const lower = mixer(low, middle);
  const upper = mixer(middle, high);
  const bytes = new Uint8ClampedArray(256 * 4);
  for (let k = 0; k < 256; k++) {
    const u = k / 255;
    bytes.set([...(u < 0.5 ? lower(u * 2) : upper(u * 2 - 1)), 255], k * 4);
  }
  return bytes;
}

/** Draws heat map and contours into a canvas of the view's size. `detail`: CSS pixels a sample. */
export function drawField(
  context: CanvasRenderingContext2D,
  objective: Objective,
  tone: Tone,
  view: Viewport,
  palette: Palette,
  detail: number,
): void {
  const columns = Math.max(2, Math.ceil(view.width / detail));
  const rows = Math.max(2, Math.ceil(view.height / detail));
  const grid = sampleField(objective, tone, view, columns, rows);

  const colours = ramp(palette);
  const image = new ImageData(columns, rows);
  for (let k = 0; k < grid.length; k++) {
    const u = grid[k];
    if (Number.isNaN(u)) continue;
    const index = Math.round(Math.max(0, Math.min(1, u)) * 255) * 4;
    image.data.set(colours.subarray(index, index + 4), k * 4);
  }
  const small = document.createElement('canvas');
  small.width = columns;
  small.height = rows;
  small.getContext('2d', { willReadFrequently: true })?.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  context.drawImage(small, 0, 0, view.width, view.height);

  const thresholds = Array.from({ length: LEVELS }, (_, k) => (k + 0.5) / LEVELS);
  const lines = contours().size([columns, rows]).thresholds(thresholds)(Array.from(grid));
  context.beginPath();
  const sx = view.width / columns;
  const sy = view.height / rows;
  for (const { coordinates } of lines) {
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
  }
  context.strokeStyle = palette.contour;
  context.lineWidth = 0.75;
  context.stroke();
}
