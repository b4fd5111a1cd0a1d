/**
 * The 3-D picture in an element: one canvas of WebGL, one of marks over it, drawn when something changed.
 *
 * Not a component: it is told of surface and colours, and listens to the playground's signals by itself.
 */
import { isDimmed } from '../../../document/highlight.ts';
import type { SceneRun } from '../../../document/trajectories/scene.ts';
import { partOf } from '../../../signal.ts';
import { type CanvasSize, followSize } from '../../../ui/canvas-size.ts';
import { frameLoop } from '../../../ui/frame-loop.ts';
import type { LossField } from '../../../ui/map/loss-field.ts';
import type { Palette } from '../../../ui/palette.ts';
import { slices } from '../../../ui/time-slices.ts';
import { replayedRow } from '../../record/replayed.ts';
import type { SurfaceContext } from '../context.ts';
import type { OrbitCamera } from './camera.ts';
import { tween } from './camera-tween.ts';
import { attachGestures } from './gestures.ts';
import { drawAxes, drawMinima, drawRing, drawRuns, type Spot, spotOf } from './marks.ts';
import { rayThrough, type View, viewOf } from './orbit.ts';
import { drawsForPaper } from './paper.tsx';
import { rayHit } from './ray.ts';
import {
  CELLS,
  cellsAtOnce,
  clampToDomain,
  HEIGHT,
  halfSize,
  type Relief,
  reliefOf,
  reliefWork,
  toPlane,
  toWorld,
} from './relief.ts';
import { createReliefScene, type Moment } from './scene.ts';

export interface Viewer {
  show(lossField: LossField): void;
  paint(palette: Palette): void;
  /** The point of the plane under a pixel; beside the relief the nearest point of the domain. */
  planeAt(px: number, py: number): [x: number, y: number] | null;
  /** Where a point of the plane is seen; null before the first picture. */
  spotAt(x: number, y: number): Spot | null;
  /** CSS pixels of a unit of x and of y, in the middle of the picture. */
  unit(): readonly [x: number, y: number];
  dispose(): void;
}

export interface ViewerOptions {
  readonly slice: SurfaceContext;
  readonly camera: OrbitCamera;
  /** Hears where the start is seen after every picture. */
  placeStart(spot: Spot): void;
  /** The context was taken away: nothing is drawn any more. */
  lost(): void;
  /** There is one to be had again: for another viewer, this one is done. */
  restored(): void;
}

/** What is shown of the runs, and what changes it. */
function createMoments({ playground, surface }: SurfaceContext) {
  const { store, playhead, atRest } = playground;
  const { records, replayed } = surface;
  const start = partOf(store, (state) => state.experiment.start);
  const displays = partOf(store, (state) => state.displays);
  const highlighted = partOf(store, (state) => state.highlighted);
  const playing = partOf(store, (state) => state.playing);
  const future = partOf(store, (state) => state.experiment.future);

  const shown = (): SceneRun[] =>
    displays.value.flatMap((display, index) => {
      const found = records.value[index];
      if (!found || display.hidden) return [];
      const dimmed = isDimmed(display.key, highlighted.value, displays.value.length);
      const row = replayedRow(replayed.value, index, found, playhead.value);
      return [{ slot: display.slot, record: found, dimmed, replayed: row }];
    });
  return {
    start,
    signals: [start, displays, highlighted, playing, future, playhead, records, atRest, replayed],
    now: (): Moment => ({
      runs: shown(),
      step: playhead.value,
      playing: playing.value,
      atRest: atRest.value,
      future: future.value,
    }),
  };
}

/** The canvas above the relief: axes, minima and the heads of the runs. */
function createMarksCanvas() {
  const canvas = document.createElement('canvas');
  const marks = canvas.getContext('2d') as CanvasRenderingContext2D;
  return {
    canvas,
    draw(
      { width, height, pixels }: CanvasSize,
      moment: Moment,
      now: View,
      of: Relief,
      palette: Palette,
      { objective }: LossField,
    ): void {
      if (canvas.width !== pixels[0] || canvas.height !== pixels[1]) [canvas.width, canvas.height] = pixels;
      marks.setTransform(pixels[0] / width, 0, 0, pixels[1] / height, 0, 0);
      marks.clearRect(0, 0, width, height);
      drawAxes(marks, of, now, palette);
      drawMinima(marks, objective.minima, of, now, palette);
      drawRuns(marks, moment, of, now, palette);
    },
  };
}

/** The point of the plane under a pixel; beside the relief the nearest point of the domain. */
function pointUnder(relief: Relief, view: View, px: number, py: number): [x: number, y: number] {
  const ray = rayThrough(view, px, py);
  const hit = rayHit(relief, view.eye, ray);
  if (hit) return hit;
  // Beside the relief: where the ray crosses half the height, or far away when it never does.
  const down = (view.eye[1] - HEIGHT / 2) / Math.max(1e-3, -ray[1]);
  const far = Math.min(down, view.distance + 3);
  const floor = toPlane(relief, [view.eye[0] + far * ray[0], 0, view.eye[2] + far * ray[2]]);
  return clampToDomain(relief, ...floor);
}

/** The point of the relief under a pixel, in the coordinates of the scene; null beside it. */
function reliefUnder(relief: Relief, view: View, px: number, py: number): [x: number, z: number] | null {
  const hit = rayHit(relief, view.eye, rayThrough(view, px, py));
  if (!hit) return null;
  const [x, , z] = toWorld(relief, ...hit);
  return [x, z];
}

/** Copies what was drawn to a canvas for paper, with the ring of the start. */
function copyTo(
  paper: HTMLCanvasElement,
  canvases: readonly HTMLCanvasElement[],
  start: Spot | null,
  ratio: number,
  palette: Palette,
): void {
  const context = paper.getContext('2d') as CanvasRenderingContext2D;
  for (const canvas of canvases) context.drawImage(canvas, 0, 0, paper.width, paper.height);
  if (start) drawRing(context, start.px * ratio, start.py * ratio, 8 * ratio, palette);
}

/** Hears of a context that is taken away or given back, until the returned function is called. */
function watchContext(canvas: HTMLCanvasElement, free: () => void, options: ViewerOptions): () => void {
  const lost = (event: Event): void => {
    // Only then does the browser give it back.
    event.preventDefault();
    // Now, because what belonged to the old context cannot be freed in the new one without complaints.
    free();
    options.lost();
  };
  canvas.addEventListener('webglcontextlost', lost);
  canvas.addEventListener('webglcontextrestored', options.restored);
  return () => {
    canvas.removeEventListener('webglcontextlost', lost);
    canvas.removeEventListener('webglcontextrestored', options.restored);
  };
}

/**
 * Builds the picture, or returns null where there is no WebGL.
 *
 * @param host Has the size of the picture and takes the gestures.
 * @param place Within it: where the canvases are put.
 */
export function createViewer(host: HTMLElement, place: HTMLElement, options: ViewerOptions): Viewer | null {
  const { slice, camera, placeStart } = options;
  const { orbit } = camera;
  // A context that was given back is gone for its canvas: every viewer has canvases of its own.
  const canvas = document.createElement('canvas');
  const scene = createReliefScene(canvas);
  if (!scene) return null;
  const above = createMarksCanvas();
  place.append(canvas, above.canvas);

  const moments = createMoments(slice);
  let lossField: LossField | null = null;
  let relief: Relief | null = null;
  let palette: Palette | null = null;
  let view: View | null = null;
  let size: CanvasSize = { width: 0, height: 0, pixels: [0, 0] };

  /** @param ratio As of `ReliefScene.draw`. */
  const draw = (ratio?: number): void => {
    const { width, height } = size;
    if (!lossField || !relief || !palette || width < 1 || height < 1) return;
    view = viewOf(orbit.value, halfSize(relief), width, height);
    const moment = moments.now();
    scene.draw(view, orbit.value, moment, ratio);
    above.draw(size, moment, view, relief, palette, lossField);
    placeStart(spotOf(relief, view, ...moments.start.value));
    host.dataset.ready = 'true';
  };
  const shownAgain = (): void => draw();
  const ask = (): void => frameLoop.ask(shownAgain);

  /** Stops the work on a finer relief. */
  let stopRefining = (): void => undefined;
  const lay = (next: Relief): void => {
    relief = next;
    scene.show(next);
    ask();
  };

  const unfollow = followSize(host, (next) => {
    size = next;
    frameLoop.now(shownAgain);
  });
  const stops = [...moments.signals, orbit].map((signal) => signal.subscribe(ask));
  const detach = attachGestures(host, camera, {
    view: () => view,
    surfaceAt: (px, py) => (relief && view ? reliefUnder(relief, view, px, py) : null),
    tween: (to) => tween(orbit, to),
  });

  const undraw = drawsForPaper(host, ({ canvas: paper, palette: printPalette, ratio }) => {
    const screen = { size, palette };
    const { clientWidth: width, clientHeight: height } = paper;
    if (!palette || !relief || width < 1 || height < 1) return;
    size = { width, height, pixels: [Math.round(width * ratio), Math.round(height * ratio)] };
    palette = printPalette;
    scene.paint(printPalette);
    draw(ratio);
    [paper.width, paper.height] = size.pixels;
    // In the same turn: afterwards what WebGL has drawn is no longer there.
    const at = view && spotOf(relief, view, ...moments.start.value);
    copyTo(paper, [canvas, above.canvas], at, ratio, printPalette);
    ({ size, palette } = screen);
    if (palette) scene.paint(palette);
    draw();
  });

  const unwatch = watchContext(canvas, scene.free, options);

  return {
    show(next) {
      lossField = next;
      stopRefining();
      const cells = cellsAtOnce(next);
      lay(reliefOf(next, cells));
      if (cells < CELLS) stopRefining = slices.add(reliefWork(next), lay);
    },
    paint(next) {
      palette = next;
      scene.paint(next);
      ask();
    },
    planeAt: (px, py) => (relief && view ? pointUnder(relief, view, px, py) : null),
    spotAt: (x, y) => (relief && view ? spotOf(relief, view, x, y) : null),
    unit() {
      if (!relief || !view) return [100, 100];
      const pixels = view.focal / view.distance;
      return [pixels * relief.scale[0], pixels * relief.scale[1]];
    },
    dispose() {
      stopRefining();
      unwatch();
      for (const stop of stops) stop();
      detach();
      undraw();
      unfollow();
      frameLoop.forget(shownAgain);
      scene.dispose();
      canvas.remove();
      above.canvas.remove();
    },
  };
}
