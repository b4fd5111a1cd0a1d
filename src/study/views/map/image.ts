/** The colours of cells, a pixel each. Pure but for the making of images. */
import { mixer } from '../../../ui/colour.ts';
import { ramp } from '../../../ui/map/field.ts';
import type { MapCells } from './cells.ts';

/** Colours of maps, which the style sheet decides. */
export interface MapColours {
  /** One a minimum; a ninth repeats the first, and has another letter. */
  readonly basins: readonly string[];
  /** Ended near no minimum that is known. */
  readonly elsewhere: string;
  /** Ended above its start. */
  readonly worse: string;
  /** Of a measure: the best, the middle, the worst. */
  readonly heat: readonly [best: string, middle: string, worst: string];
  /** What shades fade into. */
  readonly ground: string;
}

/** How many colours minima have. */
export const BASINS = 8;

export function readColours(element: Element): MapColours {
  const style = getComputedStyle(element);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return {
    basins: Array.from({ length: BASINS }, (_, i) => read(`--basin-${i}`)),
    elsewhere: read('--basin-elsewhere'),
    worse: read('--basin-worse'),
    heat: [read('--heat-best'), read('--heat-middle'), read('--heat-worst')],
    ground: read('--ground'),
  };
}

/** What a minimum is called. */
export const letterOf = (minimum: number): string =>
  String.fromCharCode(65 + (minimum % 26)) + (minimum >= 26 ? String(Math.floor(minimum / 26)) : '');

/** How much of its colour a start keeps that takes longest. */
const PALEST = 0.3;
const SHADES = 64;

/** The shades of a colour, from few steps to many. */
function shadesOf(colour: string, ground: string): readonly (readonly [number, number, number])[] {
  const mixed = mixer(colour, ground);
  return Array.from({ length: SHADES }, (_, i) => mixed((1 - PALEST) * (i / (SHADES - 1))));
}

/** The shade of a number of steps between few and many: evenly in ratios. Of whole numbers it is looked up. */
function createShades([few, many]: readonly [number, number]): (steps: number) => number {
  const scale = (SHADES - 1) / Math.log((many + 1) / (few + 1));
  const compute = (steps: number): number =>
    Math.max(0, Math.min(SHADES - 1, Math.round(Math.log((steps + 1) / (few + 1)) * scale) || 0));
  const table = Uint8Array.from({ length: Math.min(many, 10_000) + 1 }, (_, steps) => compute(steps));
  return (steps) => table[steps] ?? (Number.isNaN(steps) ? SHADES - 1 : compute(steps));
}

/** Bytes of a pixel as one number, in the order of the machine: those of images are little-endian everywhere browsers run. */
const packed = ([r, g, b]: readonly [number, number, number]): number =>
  ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;

/** Paints the cells of a map from the top left; what has no colour stays clear. */
function paint(cells: MapCells, colourOf: (cell: number) => number): ImageData {
  const { columns, rows, shown } = cells;
  const image = new ImageData(columns, rows);
  const pixels = new Uint32Array(image.data.buffer);
  for (let row = 0; row < rows; row++) {
    const to = (rows - 1 - row) * columns;
    for (let column = 0; column < columns; column++) {
      const cell = row * columns + column;
      if (shown[cell] >= 0) pixels[to + column] = colourOf(cell);
    }
  }
  return image;
}

/** Cells by the minimum that they reach, paler the more steps it takes. Those that diverged stay clear. */
export function basinImage(
  cells: MapCells,
  colours: MapColours,
  range: readonly [number, number],
): ImageData {
  const { status, minimum, reached } = cells;
  const tables = colours.basins.map((colour) =>
    Uint32Array.from(shadesOf(colour, colours.ground), (shade) => packed(shade)),
  );
  const elsewhere = packed(mixer(colours.elsewhere, colours.elsewhere)(0));
  const shadeOf = createShades(range);
  return paint(cells, (cell) => {
    if (status[cell] === 2) return 0;
    if (minimum[cell] < 0) return elsewhere;
    return tables[minimum[cell] % tables.length][shadeOf(reached[cell])];
  });
}

/** Cells by the measure. Those that diverged, or ended above their start, stay clear. */
export function heatImage(
  cells: MapCells,
  colours: MapColours,
  [from, to]: readonly [number, number],
  shareOf: (value: number) => number,
): ImageData {
  const bytes = ramp({ field: colours.heat });
  const table = Uint32Array.from({ length: 256 }, (_, k) =>
    packed([bytes[4 * k], bytes[4 * k + 1], bytes[4 * k + 2]]),
  );
  const [low, high] = [shareOf(from), shareOf(to)];
  return paint(cells, (cell) => {
    if (cells.status[cell] !== 1 || Number.isNaN(cells.value[cell])) return 0;
    const share = high > low ? (shareOf(cells.value[cell]) - low) / (high - low) : 0.5;
    return table[Math.round(255 * Math.max(0, Math.min(1, share)))];
  });
}

/** Opaque where the status of a cell is this one. */
export const statusMask = (cells: MapCells, status: number): ImageData =>
  paint(cells, (cell) => (cells.status[cell] === status ? 0xff000000 : 0));
