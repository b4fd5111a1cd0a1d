/** The picture of a surface, shared by all landscapes that show the same part of it at the same size. */
import type { Palette } from '../palette.ts';
import { drawField } from './field.ts';
import type { Ground } from './objective.ts';
import type { Viewport } from './viewport.ts';

interface Kept {
  readonly key: string;
  readonly palette: Palette;
  readonly canvas: HTMLCanvasElement;
}

const kept = new WeakMap<Ground, Kept[]>();
/** Overlay and split differ in size; a resize leaves one more behind for a moment. */
const MOST = 3;

/** The field as a canvas of `view.width × view.height` CSS pixels at the screen's resolution. */
export function fieldCanvas(ground: Ground, view: Viewport, palette: Palette): HTMLCanvasElement {
  const ratio = Math.min(3, devicePixelRatio || 1);
  const key = [view.left, view.top, view.scale, view.width, view.height, ratio].join();
  const list = kept.get(ground) ?? [];
  const found = list.find((entry) => entry.key === key && entry.palette === palette);
  if (found) return found.canvas;

  const canvas = document.createElement('canvas');
  canvas.width = Math.round(view.width * ratio);
  canvas.height = Math.round(view.height * ratio);
  const context = canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  drawField(context, ground.objective, ground.tone, view, palette, view.width > 400 ? 3 : 2);
  kept.set(ground, [{ key, palette, canvas }, ...list].slice(0, MOST));
  return canvas;
}
