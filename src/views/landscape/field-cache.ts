/** The picture of a surface, shared by all landscapes that show the same part of it at the same size. */
import type { CanvasSize } from '../canvas-size.ts';
import type { Palette } from '../palette.ts';
import { drawField } from './field.ts';
import type { Ground } from './objective.ts';
import type { Level } from './tone.ts';
import type { Viewport } from './viewport.ts';

export interface FieldPicture {
  readonly canvas: HTMLCanvasElement;
  /** Its contours. */
  readonly levels: readonly Level[];
}

interface Kept extends FieldPicture {
  readonly key: string;
  readonly palette: Palette;
}

const kept = new WeakMap<Ground, Kept[]>();
/** Overlay and split differ in size; a resize leaves one more behind for a moment. */
const MOST = 3;

/** The field of a view, with as many pixels as the canvas it is for. */
export function fieldPicture(
  ground: Ground,
  view: Viewport,
  palette: Palette,
  [across, down]: CanvasSize['pixels'],
): FieldPicture {
  const key = [...Object.values(view), across, down].join();
  const list = kept.get(ground) ?? [];
  const found = list.find((entry) => entry.key === key && entry.palette === palette);
  if (found) return found;

  const canvas = document.createElement('canvas');
  canvas.width = across;
  canvas.height = down;
  const context = canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
  context.setTransform(across / view.width, 0, 0, down / view.height, 0, 0);
  const levels = drawField(context, ground.objective, view, palette, view.width > 400 ? 3 : 2);
  const fresh = { key, palette, canvas, levels };
  kept.set(ground, [fresh, ...list].slice(0, MOST));
  return fresh;
}
