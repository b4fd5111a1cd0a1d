/** Between the plane and the pixels of a landscape. Both axes have the same scale, so that angles are true. */
import type { Domain } from '../../core/types.ts';

/** Zoom and pan: `zoom` 1 shows the surface's whole domain; the centre is null until it was moved. */
export interface Camera {
  readonly zoom: number;
  readonly centre: readonly [x: number, y: number] | null;
}

export const WHOLE: Camera = { zoom: 1, centre: null };

/** A fitted view: `px = (x − left)·scale`, `py = (top − y)·scale`. The y axis of a canvas points down. */
export interface Viewport {
  readonly left: number;
  readonly top: number;
  /** Pixels a unit. */
  readonly scale: number;
  readonly width: number;
  readonly height: number;
}

/** Room round the domain, so that what lies on its edge is seen whole. */
const MARGIN = 0.94;

/** Fits the domain into `width` × `height`; the longer side shows more of the plane rather than stretching it. */
export function fit(domain: Domain, camera: Camera, width: number, height: number): Viewport {
  const [x0, x1] = domain.x;
  const [y0, y1] = domain.y;
  const scale = Math.min(width / (x1 - x0), height / (y1 - y0)) * MARGIN * camera.zoom;
  const [cx, cy] = camera.centre ?? [(x0 + x1) / 2, (y0 + y1) / 2];
  return { left: cx - width / 2 / scale, top: cy + height / 2 / scale, scale, width, height };
}

export const toPixels = (view: Viewport, x: number, y: number): [number, number] => [
  (x - view.left) * view.scale,
  (view.top - y) * view.scale,
];

export const toPlane = (view: Viewport, px: number, py: number): [number, number] => [
  view.left + px / view.scale,
  view.top - py / view.scale,
];
