/** The surface with the trajectories of some runs, and the point they start from. */

import { lazy, type ReactNode, Suspense, useCallback, useMemo, useRef } from 'react';
import { useDocument, usePlayground } from '../../../document/context.ts';
import { isDimmed } from '../../../document/highlight.ts';
import {
  createTrailCache,
  drawHeads,
  drawMinima,
  drawPaths,
  drawTravelled,
  type SceneRun,
} from '../../../document/trajectories/scene.ts';
import { createSignal, partOf } from '../../../signal.ts';
import { CanvasLayer, type Picture } from '../../../ui/canvas-layer.tsx';
import { useStrings, useUi } from '../../../ui/context.ts';
import { short } from '../../../ui/format.ts';
import { drawnFirst } from '../../../ui/frame-loop.ts';
import { drawColourBar } from '../../../ui/map/colour-bar.ts';
import { fieldPicture, fieldRefined } from '../../../ui/map/field-cache.ts';
import { drawMapAxes } from '../../../ui/map/map-axes.ts';
import { fit, roundToPixel, toPixels, toPlane, type Viewport, wholeOf } from '../../../ui/map/viewport.ts';
import { replayedRow } from '../../record/replayed.ts';
import { useSurface } from '../context.ts';
import { StartHandle } from '../start-handle.tsx';
import type { drawArrows } from './arrows.ts';
import type { LandscapeProps } from './props.ts';

const Curve = lazy(() => import('../curve/curve.tsx').then((it) => ({ default: it.CurveView })));

/** Draws the latest update of a run: it comes after the first picture. */
const arrows = createSignal<typeof drawArrows | null>(null);
void drawnFirst
  .then(() => import('./arrows.ts'))
  .then(
    (it) => arrows.set(it.drawArrows),
    () => undefined,
  );

/** Of a function of x alone its curve. */
export function Landscape(props: LandscapeProps): ReactNode {
  if (props.lossField.objective.dimensions !== 1) return <Plane {...props} />;
  return (
    <Suspense fallback={<div className="stage landscape" />}>
      <Curve {...props} />
    </Suspense>
  );
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: the picture places the handle that moves what it draws
function Plane(props: LandscapeProps): ReactNode {
  const { lossField, runs, label, hint = false, levels: heard } = props;
  const { window: part } = useDocument();
  const { playground, surface } = useSurface();
  const { palette, paper } = useUi();
  const strings = useStrings();
  const asks = usePlayground((state) => hint && !state.startMoved);
  const handle = useRef<HTMLButtonElement>(null);
  const view = useRef<Viewport | null>(null);
  const { store, playhead, atRest } = playground;
  const { records, replayed, inspection } = surface;

  const picture = useMemo<Picture>(() => {
    const trailAt = createTrailCache();
    const start = partOf(store, (state) => state.experiment.start);
    const displays = partOf(store, (state) => state.displays);
    const highlighted = partOf(store, (state) => state.highlighted);
    const playing = partOf(store, (state) => state.playing);
    const future = partOf(store, (state) => state.experiment.future);
    let last: Viewport | null = null;

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
      stillSignals: [records, part, start, displays, highlighted, atRest, future, fieldRefined],
      movingSignals: [playhead, playing, replayed, inspection, arrows],
      still(context, { width, height, pixels }) {
        const next = fit(part.value ?? wholeOf(lossField.domain), width, height);
        // The same view keeps the same object, by which projections are remembered.
        if (!last || JSON.stringify(last) !== JSON.stringify(next)) last = next;
        view.current = last;
        const { canvas, levels, coarse } = fieldPicture(
          lossField,
          last,
          palette,
          pixels,
          paper !== undefined,
        );
        context.drawImage(canvas, 0, 0, width, height);
        drawMapAxes(context, last, palette);
        if (heard === undefined) drawColourBar(context, levels, last, palette, strings.plots.loss);
        else heard?.set(levels);
        drawMinima(context, lossField.objective.minima, last, palette);
        if (future.value) drawPaths(context, shown(), last, palette, trailAt, !atRest.value);
        const [x, y] = toPixels(last, ...start.value);
        if (!handle.current) return;
        handle.current.style.translate = `${x}px ${y}px`;
        handle.current.style.visibility = 'visible';
        const computing = runs.some((run) => (records.value[run]?.status ?? 'computing') === 'computing');
        handle.current.parentElement?.setAttribute('aria-busy', String(coarse || computing));
        const roomy = width >= 180 && height >= 120;
        handle.current.dataset.hint = !roomy ? 'none' : x > width / 2 ? 'left' : 'right';
      },
      moving(context) {
        if (!last) return;
        if (!atRest.value) {
          drawTravelled(context, shown(), last, palette, trailAt, playhead.value, playing.value);
        }
        // Of the run that is inspected, while it stands still.
        const seen = inspection.value;
        const display = seen && runs.includes(seen.run) ? displays.value[seen.run] : undefined;
        if (display && !display.hidden && !playing.value && seen?.step === playhead.value && seen.step > 0) {
          arrows.value?.(context, seen, last, palette, palette.lines[display.slot]);
        }
        drawHeads(context, shown(), last, palette, playhead.value);
      },
    };
  }, [
    lossField,
    runs,
    palette,
    strings,
    part,
    paper,
    store,
    playhead,
    records,
    atRest,
    replayed,
    inspection,
    heard,
  ]);

  const moveTo = useCallback(
    (x: number, y: number) => {
      const { scaleX, scaleY } = view.current ?? { scaleX: 100, scaleY: 100 };
      playground.edit({ start: [roundToPixel(x, scaleX), roundToPixel(y, scaleY)] });
      playground.noteStartMoved();
    },
    [playground],
  );

  // Panning and zooming are not wanted before there is something to look at: their code comes after the first picture.
  const attach = useCallback(
    (canvas: HTMLCanvasElement) => {
      let detach = (): void => undefined;
      let gone = false;
      void import('../../../ui/map/gestures.ts').then(({ attachGestures }) => {
        if (!gone)
          detach = attachGestures(canvas, { window: part, whole: () => wholeOf(lossField.domain) }, moveTo);
      });
      return () => {
        gone = true;
        detach();
      };
    },
    [part, lossField, moveTo],
  );

  return (
    <CanvasLayer picture={picture} label={label} className="landscape" onMount={attach}>
      <StartHandle
        handle={handle}
        place={() => view.current && toPixels(view.current, ...store.getState().experiment.start)}
        drag={(px, py) => view.current && moveTo(...toPlane(view.current, px, py))}
        move={(right, up) => {
          if (!view.current) return;
          const [x, y] = store.getState().experiment.start;
          moveTo(x + right / view.current.scaleX, y + up / view.current.scaleY);
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

/** One sentence for those who do not see the picture. */
export function landscapeLabel(
  text: (surface: string, runs: string, start: string) => string,
  surface: string,
  names: readonly string[],
  [x, y]: readonly [number, number],
): string {
  return text(surface, names.join(', '), `(${short(x)}, ${short(y)})`);
}
