/** A function of one variable with the points of some runs on it, and the start that is dragged along it. */
import { type ReactNode, useCallback, useMemo, useRef } from 'react';
import { useDocument, usePlayground } from '../../../document/context.ts';
import { isDimmed } from '../../../document/highlight.ts';
import type { SceneRun } from '../../../document/trajectories/scene.ts';
import { partOf, type Signal } from '../../../signal.ts';
import { CanvasLayer, type Picture } from '../../../ui/canvas-layer.tsx';
import { useStrings, useUi } from '../../../ui/context.ts';
import { attachGestures } from '../../../ui/map/gestures.ts';
import { drawMapAxes } from '../../../ui/map/map-axes.ts';
import type { PlaneWindow } from '../../../ui/map/plane.ts';
import { roundToPixel, toPixels, toPlane, type Viewport, wholeOf } from '../../../ui/map/viewport.ts';
import { replayedRow } from '../../record/replayed.ts';
import { useSurface } from '../context.ts';
import type { LandscapeProps } from '../landscape/props.ts';
import { StartHandle } from '../start-handle.tsx';
import { type Curve, curveOf, heightsOf, viewOf } from './curve-view.ts';
import { drawCurve, drawPoints, drawSteps, drawTrack, stepsAt } from './draw.ts';

/** As a window is written for one variable, whose heights follow from its values. */
const written = ([x0, x1]: PlaneWindow): PlaneWindow => [x0, x1, 0, 1];

/** The window of x as a part of a plane that has the shape of the picture: gestures then move and scale x alone. */
function planar([x0, x1]: PlaneWindow, { width, height }: { width: number; height: number }): PlaneWindow {
  const half = ((x1 - x0) * height) / Math.max(1, width) / 2;
  return [x0, x1, -half, half];
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: the picture places the handle that moves what it draws
export function CurveView(props: LandscapeProps): ReactNode {
  const { lossField, runs, label, hint = false } = props;
  const { window: part } = useDocument();
  const { playground, surface } = useSurface();
  const { palette, paper } = useUi();
  const strings = useStrings();
  const asks = usePlayground((state) => hint && !state.startMoved);
  const handle = useRef<HTMLButtonElement>(null);
  const view = useRef<Viewport | null>(null);
  const { store, playhead, atRest } = playground;
  const { records, replayed } = surface;
  const { objective, domain } = lossField;
  const heightAt = useCallback((x: number) => objective.loss(Float64Array.of(x, 0)), [objective]);

  const picture = useMemo<Picture>(() => {
    const start = partOf(store, (state) => state.experiment.start);
    const displays = partOf(store, (state) => state.displays);
    const highlighted = partOf(store, (state) => state.highlighted);
    const future = partOf(store, (state) => state.experiment.future);
    let curve: { key: string; found: Curve } | null = null;
    const slope = (x: number): number => {
      const out = new Float64Array(2);
      objective.gradient?.(Float64Array.of(x, 0), out);
      return out[0];
    };
    const shown = (): SceneRun[] =>
      runs.flatMap((index) => {
        const display = displays.value[index];
        const found = records.value[index];
        if (!found || !display || display.hidden) return [];
        const dimmed = isDimmed(display.key, highlighted.value, runs.length);
        const row = replayedRow(replayed.value, index, found, playhead.value);
        return [{ slot: display.slot, record: found, dimmed, replayed: row }];
      });

    return {
      stillSignals: [records, part, start, displays, highlighted, atRest, future],
      movingSignals: [playhead, replayed],
      still(context, { width, height }) {
        const window = part.value ?? wholeOf(domain);
        const key = `${window[0]} ${window[1]} ${width}`;
        if (curve?.key !== key) curve = { key, found: curveOf(objective, window, width) };
        const last = viewOf(window, heightsOf(curve.found, heightAt(start.value[0])), width, height);
        view.current = last;
        context.fillStyle = palette.ground;
        context.fillRect(0, 0, width, height);
        drawMapAxes(context, last, palette);
        drawCurve(context, curve.found, last, palette);
        if (future.value) {
          drawTrack(context, shown(), last, palette, Number.POSITIVE_INFINITY, atRest.value ? 1 : 0.25);
        }
        if (!handle.current) return;
        const [x, y] = toPixels(last, start.value[0], heightAt(start.value[0]));
        handle.current.style.translate = `${x}px ${Number.isFinite(y) ? y : height / 2}px`;
        handle.current.style.visibility = 'visible';
        const computing = runs.some((run) => (records.value[run]?.status ?? 'computing') === 'computing');
        handle.current.parentElement?.setAttribute('aria-busy', String(computing));
        handle.current.dataset.hint = width < 180 || height < 120 ? 'none' : x > width / 2 ? 'left' : 'right';
      },
      moving(context) {
        const last = view.current;
        if (!last) return;
        const all = shown();
        if (!atRest.value) drawTrack(context, all, last, palette, playhead.value, 1);
        drawSteps(context, stepsAt(all, playhead.value, slope, future.value), last, palette);
        drawPoints(context, all, last, palette, playhead.value);
      },
    };
  }, [objective, domain, runs, palette, part, store, playhead, records, atRest, replayed, heightAt]);

  const moveTo = useCallback(
    (x: number) => {
      playground.edit({ start: [roundToPixel(x, view.current?.scaleX ?? 100), 0] });
      playground.noteStartMoved();
    },
    [playground],
  );

  const attach = useCallback(
    (canvas: HTMLCanvasElement) => {
      const shape = () => ({ width: canvas.clientWidth, height: canvas.clientHeight });
      let made: PlaneWindow | null = null;
      const window: Signal<PlaneWindow | null> = {
        get value() {
          const now = part.value;
          // What a gesture has made itself stays the same object to it.
          if (made && now && made[0] === now[0] && made[1] === now[1]) return made;
          return now && planar(now, shape());
        },
        set(next) {
          made = next;
          part.set(next && written(next));
        },
        subscribe: part.subscribe,
      };
      return attachGestures(canvas, { window, whole: () => planar(wholeOf(domain), shape()) }, moveTo);
    },
    [part, domain, moveTo],
  );

  const place = (): readonly [number, number] | null => {
    if (!view.current) return null;
    const [x] = store.getState().experiment.start;
    return toPixels(view.current, x, heightAt(x));
  };
  return (
    <CanvasLayer
      picture={picture}
      label={label}
      className="landscape"
      {...(paper === undefined && { onMount: attach })}
    >
      <StartHandle
        handle={handle}
        place={place}
        drag={(px, py) => view.current && moveTo(toPlane(view.current, px, py)[0])}
        move={(right) => {
          if (view.current) moveTo(store.getState().experiment.start[0] + right / view.current.scaleX);
        }}
      >
        {asks && (
          <span className="drag-me" aria-hidden="true">
            {strings.start.dragMe}
          </span>
        )}
      </StartHandle>
    </CanvasLayer>
  );
}
