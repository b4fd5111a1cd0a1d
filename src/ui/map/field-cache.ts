/**
 * The picture of a surface, shared by all landscapes that show the same part of it at the same size. Where the fine picture
 * would take too long here a coarse one comes first, and the fine one when it is done, between other pictures.
 */
import { createSignal, type Readable } from '../../signal.ts';
import type { CanvasSize } from '../canvas-size.ts';
import type { Palette } from '../palette.ts';
import { advance, finished, slices, timed, type Work } from '../time-slices.ts';
import { affordable } from './cost.ts';
import { drawField, gridOf } from './field.ts';
import type { LossField } from './loss-field.ts';
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
  /** Pixels of the canvas. */
  readonly size: string;
  readonly palette: Palette;
  picture: FieldPicture;
  /** Stops the work on a finer picture; null where there is none to come. */
  stop: (() => void) | null;
}

const kept = new WeakMap<LossField, Kept[]>();
/** Overlay and split differ in size; a resize leaves one more behind for a moment. */
const MOST = 3;

/** Milliseconds that a picture may take at once. */
const AT_ONCE_MS = 12;
/** The most samples of a coarse picture: their tones and contours take some milliseconds. */
const COARSE = 10_000;

const clock = (): number => performance.now();
/** Milliseconds a sample that the latest fine picture of a loss field took. */
const paces = new WeakMap<LossField, number>();

const refined = createSignal(0);
/** Changes whenever a coarse picture has been replaced by a fine one, or will not be: then it is to be asked for again. */
export const fieldRefined: Readable<number> = refined;

/** The loss field that is shown: work on another one is of no more use. */
let shown: LossField | null = null;

/** How often work on a picture is given up for another before it is let finish: two canvases may want theirs in turn. */
const PATIENCE = 3;
/** How often it was, by what is pictured. */
const givenUp = new WeakMap<LossField, Map<string, number>>();

/** Gives up the work on a picture, if there is any, and says whether. A canvas that shows its coarse one asks anew. */
function giveUp(lossField: LossField, { key, stop }: Kept): boolean {
  if (!stop) return false;
  const counts = givenUp.get(lossField) ?? new Map<string, number>();
  givenUp.set(lossField, counts);
  const count = counts.get(key) ?? 0;
  if (count >= PATIENCE) return false;
  counts.set(key, count + 1);
  stop();
  refined.set(refined.value + 1);
  return true;
}

function abandon(lossField: LossField): void {
  const list = kept.get(lossField) ?? [];
  kept.set(
    lossField,
    list.filter((entry) => !giveUp(lossField, entry)),
  );
}

function* paint(
  lossField: LossField,
  view: Viewport,
  palette: Palette,
  [across, down]: CanvasSize['pixels'],
  detail: number,
  coarse: boolean,
): Work<FieldPicture> {
  const canvas = document.createElement('canvas');
  canvas.width = across;
  canvas.height = down;
  const context = canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
  context.setTransform(across / view.width, 0, 0, down / view.height, 0, 0);
  const levels = yield* drawField(context, lossField.objective, view, palette, detail);
  return { canvas, levels, coarse };
}

/**
 * The field of a view, with as many pixels as the canvas it is for.
 *
 * @param whole It is not looked at again, as on paper: fine at once, whatever it costs.
 */
export function fieldPicture(
  lossField: LossField,
  view: Viewport,
  palette: Palette,
  pixels: CanvasSize['pixels'],
  whole = false,
): FieldPicture {
  if (!whole && lossField !== shown) {
    if (shown) abandon(shown);
    shown = lossField;
  }
  const size = pixels.join();
  const key = [...Object.values(view), size].join();
  const list = kept.get(lossField) ?? [];
  const found = list.find((entry) => entry.key === key && entry.palette === palette);
  if (found && !(whole && found.stop)) return found.picture;
  found?.stop?.();
  // Of a canvas that shows something else by now no finer picture is wanted.
  const others = list.filter(
    (entry) => entry !== found && !(entry.size === size && giveUp(lossField, entry)),
  );
  for (const entry of others.slice(MOST - 1)) giveUp(lossField, entry);

  const detail = view.width > 400 ? 3 : 2;
  const [columns, rows] = gridOf(view, detail);
  const wanted = columns * rows;
  const fine = timed(paint(lossField, view, palette, pixels, detail, false), clock, (spent) =>
    paces.set(lossField, spent / wanted),
  );
  const fresh = { key, size, palette, stop: null } as Kept;
  if (whole) {
    fresh.picture = finished(fine);
  } else {
    const few = affordable(lossField.objective, domainOf(shownIn(view)), wanted);
    const hurries = few < wanted || (paces.get(lossField) ?? 0) * wanted > AT_ONCE_MS;
    const done = hurries ? null : advance(fine, clock() + AT_ONCE_MS, clock);
    const first = detail * Math.sqrt(wanted / Math.min(few, COARSE, wanted / 3));
    fresh.picture = done?.result ?? finished(paint(lossField, view, palette, pixels, first, true));
    if (!done) {
      fresh.stop = slices.add(fine, (picture) => {
        fresh.picture = picture;
        fresh.stop = null;
        refined.set(refined.value + 1);
      });
    }
  }
  kept.set(lossField, [fresh, ...others].slice(0, MOST));
  return fresh.picture;
}
