/**
 * The picture of a surface, shared by all landscapes that show the same part of it at the same size. Of a surface that is
 * costly to compute a coarse picture comes first, and the fine one when it is done, between other pictures.
 */
import { createSignal, type Readable } from '../../store/signal.ts';
import type { CanvasSize } from '../canvas-size.ts';
import type { Palette } from '../palette.ts';
import { finished, slices, type Work } from '../slices.ts';
import { affordable } from './cost.ts';
import { drawField, gridOf } from './field.ts';
import type { Ground } from './objective.ts';
import type { Level } from './tone.ts';
import { domainOf, shownIn, type Viewport } from './viewport.ts';

export interface FieldPicture {
  readonly canvas: HTMLCanvasElement;
  /** Its contours. */
  readonly levels: readonly Level[];
  /** A finer one is on its way. */
  readonly coarse: boolean;
}

interface Kept {
  readonly key: string;
  readonly palette: Palette;
  picture: FieldPicture;
  /** Stops the work on a finer picture; null where there is none to come. */
  stop: (() => void) | null;
}

const kept = new WeakMap<Ground, Kept[]>();
/** Overlay and split differ in size; a resize leaves one more behind for a moment. */
const MOST = 3;

const refined = createSignal(0);
/** Changes whenever a coarse picture has been replaced by a fine one. */
export const fieldRefined: Readable<number> = refined;

/** The ground that is shown: work on another one is of no more use. */
let shown: Ground | null = null;

function abandon(ground: Ground): void {
  const list = kept.get(ground) ?? [];
  for (const { stop } of list) stop?.();
  kept.set(
    ground,
    list.filter(({ stop }) => stop === null),
  );
}

function* paint(
  ground: Ground,
  view: Viewport,
  palette: Palette,
  [across, down]: CanvasSize['pixels'],
  detail: number,
  coarse = false,
): Work<FieldPicture> {
  const canvas = document.createElement('canvas');
  canvas.width = across;
  canvas.height = down;
  const context = canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
  context.setTransform(across / view.width, 0, 0, down / view.height, 0, 0);
  const levels = yield* drawField(context, ground.objective, view, palette, detail);
  return { canvas, levels, coarse };
}

/**
 * The field of a view, with as many pixels as the canvas it is for.
 *
 * @param whole It is not looked at again, as on paper: fine at once, whatever it costs.
 */
export function fieldPicture(
  ground: Ground,
  view: Viewport,
  palette: Palette,
  pixels: CanvasSize['pixels'],
  whole = false,
): FieldPicture {
  if (!whole && ground !== shown) {
    if (shown) abandon(shown);
    shown = ground;
  }
  const key = [...Object.values(view), ...pixels].join();
  const list = kept.get(ground) ?? [];
  const found = list.find((entry) => entry.key === key && entry.palette === palette);
  if (found && !(whole && found.stop)) return found.picture;

  const detail = view.width > 400 ? 3 : 2;
  const [columns, rows] = gridOf(view, detail);
  const wanted = columns * rows;
  const few = whole ? wanted : affordable(ground.objective, domainOf(shownIn(view)), wanted);
  const first = detail * Math.sqrt(wanted / few);
  const fresh: Kept = {
    key,
    palette,
    picture: finished(paint(ground, view, palette, pixels, first, few < wanted)),
    stop: null,
  };
  if (few < wanted) {
    fresh.stop = slices.add(paint(ground, view, palette, pixels, detail), (picture) => {
      fresh.picture = picture;
      fresh.stop = null;
      refined.set(refined.value + 1);
    });
  }

  const others = list.filter((entry) => entry !== found);
  for (const gone of [...others.slice(MOST - 1), ...(found ? [found] : [])]) gone.stop?.();
  kept.set(ground, [fresh, ...others].slice(0, MOST));
  return fresh.picture;
}
