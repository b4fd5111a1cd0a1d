/**
 * A canvas that knows its size and when to draw.
 *
 * Two layers: `still` is drawn when size, theme or data change and kept as a picture; `moving` is drawn over it whenever
 * the playhead moves. React only mounts the element.
 */
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import type { Readable } from '../signal.ts';
import { type CanvasSize, followSize } from './canvas-size.ts';
import { useUi } from './context.ts';
import { frameLoop } from './frame-loop.ts';

/** CSS pixels. */
export type Size = Pick<CanvasSize, 'width' | 'height'>;

export interface Picture {
  still(context: CanvasRenderingContext2D, size: CanvasSize): void;
  moving?(context: CanvasRenderingContext2D, size: Size): void;
  /** Redraw everything when one of these changes. */
  readonly stillSignals: readonly Readable<unknown>[];
  /** Redraw the moving layer when one of these changes. */
  readonly movingSignals?: readonly Readable<unknown>[];
}

// Canvases in the processor's memory: without a fast graphics card the other kind is ten times slower for long thin
// lines, and with one the copy of some hundred thousand pixels is not felt.
const context2d = (canvas: HTMLCanvasElement): CanvasRenderingContext2D =>
  canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;

/** Draws both layers at once, `ratio` device pixels to a CSS pixel: printing waits for no frame. */
function drawOnce(canvas: HTMLCanvasElement, picture: Picture, ratio: number): void {
  const { clientWidth: width, clientHeight: height } = canvas;
  if (width < 1 || height < 1) return;
  const size: CanvasSize = {
    width,
    height,
    pixels: [Math.round(width * ratio), Math.round(height * ratio)],
  };
  [canvas.width, canvas.height] = size.pixels;
  const context = context2d(canvas);
  context.setTransform(size.pixels[0] / width, 0, 0, size.pixels[1] / height, 0, 0);
  picture.still(context, size);
  picture.moving?.(context, size);
}

/**
 * @param picture What to draw; a new object redraws, so make it with `useMemo`.
 * @param label Text equivalent of the picture.
 */
export function CanvasLayer(props: {
  picture: Picture;
  label: string;
  className?: string;
  children?: ReactNode;
  onMount?: (canvas: HTMLCanvasElement) => (() => void) | undefined;
}): ReactNode {
  const ref = useRef<HTMLCanvasElement>(null);
  const { picture, onMount } = props;
  const { paper } = useUi();

  useLayoutEffect(() => {
    if (paper !== undefined) drawOnce(ref.current as HTMLCanvasElement, picture, paper);
  }, [picture, paper]);

  // Before the browser paints: with passive effects the first paint would show an empty canvas.
  useLayoutEffect(() => {
    if (paper !== undefined) return;
    const canvas = ref.current as HTMLCanvasElement;
    const visible = context2d(canvas);
    const kept = document.createElement('canvas');
    const still = context2d(kept);
    let size: CanvasSize = { width: 0, height: 0, pixels: [0, 0] };
    /** What stands in `kept` is no longer true. */
    let stale = true;
    /** Something of the still layer has changed since the last picture. */
    let changed = true;

    const scaled = (context: CanvasRenderingContext2D): void => {
      const { width, height, pixels } = size;
      context.setTransform(pixels[0] / width, 0, 0, pixels[1] / height, 0, 0);
    };
    const drawStill = (context: CanvasRenderingContext2D): void => {
      scaled(context);
      context.clearRect(0, 0, size.width, size.height);
      picture.still(context, size);
    };

    const draw = (): void => {
      const { width, height, pixels } = size;
      if (width < 1 || height < 1) return;
      if (canvas.width !== pixels[0] || canvas.height !== pixels[1]) {
        [canvas.width, canvas.height] = pixels;
        changed = true;
      }
      if (changed) {
        // While everything changes, as under a dragging finger, keeping a copy would cost more than it saves.
        changed = false;
        stale = true;
        drawStill(visible);
      } else {
        if (stale) {
          stale = false;
          if (kept.width !== pixels[0] || kept.height !== pixels[1]) [kept.width, kept.height] = pixels;
          drawStill(still);
        }
        visible.setTransform(1, 0, 0, 1, 0, 0);
        visible.clearRect(0, 0, pixels[0], pixels[1]);
        visible.drawImage(kept, 0, 0);
        scaled(visible);
      }
      picture.moving?.(visible, size);
    };
    const redrawMoving = (): void => {
      // It is drawn when its size is told: no picture is finished before.
      if (size.width > 0) frameLoop.ask(draw);
    };
    const redraw = (): void => {
      changed = true;
      redrawMoving();
    };

    const stops = [
      followSize(canvas, (next) => {
        size = next;
        changed = true;
        // Sizes are told between layout and paint: drawn at once, no paint shows the canvas empty or stretched.
        frameLoop.now(draw);
      }),
      ...picture.stillSignals.map((signal) => signal.subscribe(redraw)),
      ...(picture.movingSignals ?? []).map((signal) => signal.subscribe(redrawMoving)),
    ];
    return () => {
      frameLoop.forget(draw);
      for (const stop of stops) stop();
    };
  }, [picture, paper]);

  useEffect(() => {
    if (paper === undefined) return onMount?.(ref.current as HTMLCanvasElement);
  }, [onMount, paper]);

  return (
    <div className={`stage ${props.className ?? ''}`}>
      <canvas ref={ref} role="img" aria-label={props.label} />
      {props.children}
    </div>
  );
}
