/**
 * The surface as a relief: heights on a grid over the domain, and the way between the plane and the world.
 *
 * World axes are those of WebGL: x to the right, y up, z towards the viewer, so the plane's y runs along −z. The
 * longer side of the domain is two world units long, and the other in proportion, but not less than `NARROWEST` of it.
 */
import type { Domain } from '../../../core/types.ts';
import { affordable } from '../../../ui/map/cost.ts';
import { toneOfGrid } from '../../../ui/map/field.ts';
import type { LossField } from '../../../ui/map/loss-field.ts';
import { type Level, levelAt, levelsOf, type Tone } from '../../../ui/map/tone.ts';
import { finished, type Work } from '../../../ui/time-slices.ts';

export type Vector3 = readonly [x: number, y: number, z: number];

export interface Relief {
  readonly domain: Domain;
  /** World units a unit of the plane, along x and along y: the same, unless the domain is long and narrow. */
  readonly scale: readonly [x: number, y: number];
  /** The middle of the domain: the world's origin. */
  readonly centre: readonly [x: number, y: number];
  /** Vertices along x and along y. */
  readonly columns: number;
  readonly rows: number;
  /** The tone of each vertex as the heat map has it, row by row from the domain's lowest x and y; NaN: no value. */
  readonly tones: Float32Array;
  /** Heights in world units, in the same order. */
  readonly heights: Float32Array;
  /** Contours, as the heat map has them. */
  readonly levels: readonly Level[];
}

/** Cells along the longer side. */
export const CELLS = 128;
/** World height of tone 1, against a side of 2. */
export const HEIGHT = 0.56;
/** The heat map is white above tone 1; peaks go on a little, so that walls keep their shape. */
const HIGHEST = 1.12;

/** The height that a tone is shown at. */
export const heightOf = (tone: number): number => HEIGHT * Math.max(-0.02, Math.min(HIGHEST, tone));

/** The least a side is of the longer one. */
const NARROWEST = 0.3;

/** The sides of the relief against the longer one, and the vertices along them, with `cells` squares along the longer one. */
function gridOf(domain: Domain, cells: number) {
  const width = domain.x[1] - domain.x[0];
  const depth = domain.y[1] - domain.y[0];
  const longer = Math.max(width, depth);
  const sides = [width, depth].map((side) => Math.max(NARROWEST, side / longer));
  const [columns, rows] = sides.map((side) => Math.max(2, Math.round(cells * side) + 1));
  return { width, depth, sides, columns, rows };
}

/** Cells along the longer side that can be had at once: `CELLS`, or fewer of a surface that is costly to compute. */
export function cellsAtOnce({ objective, domain }: LossField): number {
  const { columns, rows } = gridOf(domain, CELLS);
  const wanted = columns * rows;
  const share = affordable(objective, domain, wanted) / wanted;
  return share < 1 ? Math.max(8, Math.floor(CELLS * Math.sqrt(share))) : CELLS;
}

/**
 * Samples a surface on a grid with `cells` squares along the longer side of `domain`, the part of the plane that is shown.
 * Can stop after each row.
 *
 * @param given Otherwise the tones follow the losses in the domain.
 */
export function* reliefWork({ objective, domain }: LossField, cells = CELLS, given?: Tone): Work<Relief> {
  const { width, depth, sides, columns, rows } = gridOf(domain, cells);
  const losses = new Float64Array(columns * rows);
  const point = new Float64Array(2);
  for (let j = 0; j < rows; j++) {
    yield;
    point[1] = domain.y[0] + (j / (rows - 1)) * depth;
    for (let i = 0; i < columns; i++) {
      point[0] = domain.x[0] + (i / (columns - 1)) * width;
      losses[j * columns + i] = objective.loss(point);
    }
  }
  const tone = given ?? toneOfGrid(objective, losses, columns, domain);
  const tones = Float32Array.from(losses, tone.at);
  return {
    domain,
    scale: [(2 * sides[0]) / width, (2 * sides[1]) / depth],
    centre: [(domain.x[0] + domain.x[1]) / 2, (domain.y[0] + domain.y[1]) / 2],
    columns,
    rows,
    tones,
    heights: tones.map(heightOf),
    levels: levelsOf(tone),
  };
}

/** The relief at once, as `reliefWork` makes it. */
export const reliefOf = (lossField: LossField, cells = CELLS, given?: Tone): Relief =>
  finished(reliefWork(lossField, cells, given));

/** Half the width and half the depth of the relief in world units. */
export const halfSize = ({ domain, scale }: Relief): readonly [x: number, z: number] => [
  ((domain.x[1] - domain.x[0]) * scale[0]) / 2,
  ((domain.y[1] - domain.y[0]) * scale[1]) / 2,
];

export const isInside = ({ domain }: Relief, x: number, y: number): boolean =>
  x >= domain.x[0] && x <= domain.x[1] && y >= domain.y[0] && y <= domain.y[1];

/** The nearest point of the domain. */
export const clampToDomain = ({ domain }: Relief, x: number, y: number): [x: number, y: number] => [
  Math.max(domain.x[0], Math.min(domain.x[1], x)),
  Math.max(domain.y[0], Math.min(domain.y[1], y)),
];

/**
 * The world height above a point of the plane, on the triangles as they are drawn (`trianglesOf`), so that what is
 * draped lies on them exactly. NaN outside the domain and where the surface has no value.
 */
export function heightAt(relief: Relief, x: number, y: number): number {
  if (!isInside(relief, x, y)) return Number.NaN;
  const { domain, columns, rows, heights } = relief;
  const u = ((x - domain.x[0]) / (domain.x[1] - domain.x[0])) * (columns - 1);
  const v = ((y - domain.y[0]) / (domain.y[1] - domain.y[0])) * (rows - 1);
  const i = Math.min(columns - 2, Math.floor(u));
  const j = Math.min(rows - 2, Math.floor(v));
  const fu = u - i;
  const fv = v - j;
  const at = j * columns + i;
  const corner = heights[at];
  const opposite = heights[at + columns + 1];
  const third = fu >= fv ? heights[at + 1] : heights[at + columns];
  return fu >= fv
    ? corner + fu * (third - corner) + fv * (opposite - third)
    : corner + fv * (third - corner) + fu * (opposite - third);
}

/** The point of the relief above a point of the plane; its height is NaN where `heightAt` is. */
export const toWorld = (relief: Relief, x: number, y: number): Vector3 => [
  (x - relief.centre[0]) * relief.scale[0],
  heightAt(relief, x, y),
  (relief.centre[1] - y) * relief.scale[1],
];

/** The point of the plane below a point of the world. */
export const toPlane = ({ centre, scale }: Relief, [x, , z]: Vector3): [x: number, y: number] => [
  centre[0] + x / scale[0],
  centre[1] - z / scale[1],
];

/** The place of each vertex among the contours: whole numbers on them, every fourth on a heavy one. */
export const contourPlaces = ({ tones, levels }: Relief): Float32Array =>
  tones.map((tone) => (levels.length > 0 ? levelAt(levels, tone || 0) : 0.5));

/** Indices of the triangles, two a cell, facing up; those with a corner that has no value are left out. */
export function trianglesOf({ columns, rows, heights }: Relief): Uint32Array {
  const indices = new Uint32Array((columns - 1) * (rows - 1) * 6);
  let length = 0;
  for (let j = 0; j < rows - 1; j++) {
    for (let i = 0; i < columns - 1; i++) {
      const corner = j * columns + i;
      const opposite = corner + columns + 1;
      if (Number.isNaN(heights[corner] + heights[opposite])) continue;
      if (!Number.isNaN(heights[corner + 1])) {
        indices.set([corner, corner + 1, opposite], length);
        length += 3;
      }
      if (!Number.isNaN(heights[corner + columns])) {
        indices.set([corner, opposite, corner + columns], length);
        length += 3;
      }
    }
  }
  return indices.subarray(0, length);
}
