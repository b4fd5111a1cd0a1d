/**
 * A line plot over steps: pointing brings the nearest run forward and reads all of them, clicking and dragging seek. With the
 * focus on it, it reads the runs at the playhead, which the arrow keys move.
 */
import { type PointerEvent, type ReactNode, useEffect, useMemo, useRef } from 'react';
import { createSignal, partOf, type Readable } from '../signal.ts';
import { CanvasLayer, type Picture, type Size } from '../ui/canvas-layer.tsx';
import { useStrings, useUi } from '../ui/context.ts';
import { short } from '../ui/format.ts';
import type { Palette } from '../ui/palette.ts';
import type { Area, Axis } from '../ui/plot/axis.ts';
import {
  areaOf,
  axisOf,
  drawCursor,
  drawCurves,
  drawFrame,
  drawPlayhead,
  type PlotData,
  type PlotStyle,
  stepOf,
  upTo,
  xOf,
} from '../ui/plot/draw.ts';
import { createReadout, type ReadoutRow } from '../ui/plot/readout.ts';
import type { PlotPoint, Series } from '../ui/plot/series.ts';
import { useDocument, usePlayground } from './context.ts';
import { runNames } from './names.ts';

/** A curve that knows which run it is of. */
export interface RunSeries extends Series {
  readonly key: number;
  rowOf(step: number): number;
  /** Its value at the playhead, where that is not among `values` and was computed. */
  replayedAt?(step: number): number | undefined;
  /** What is read beside its value at a step. */
  note?(step: number): string;
}

/** The value of a curve at a step, or the latest one before it that is known. */
function pointAt(series: RunSeries, step: number): PlotPoint {
  const value = series.replayedAt?.(step);
  if (value !== undefined) return { step, value };
  const row = series.rowOf(step);
  return { step: series.stepOf(row), value: series.values[row] };
}

export interface PlotSource {
  /** The curves now. */
  data(): Omit<PlotData, 'series'> & { readonly series: readonly RunSeries[] };
  /** Draws behind the curves what is about their vertical axis, such as a limit. */
  drawBehind?(context: CanvasRenderingContext2D, area: Area, axis: Axis, palette: Palette): void;
  /** Draws beside the curves what belongs to the playhead, on their vertical axis. */
  drawMargin?(context: CanvasRenderingContext2D, area: Area, axis: Axis): void;
  /** What changes what they show at the playhead. */
  readonly answers?: Readable<unknown>;
  /** What changes them. */
  readonly signals: readonly Readable<unknown>[];
}

/** Where the canvas is: on narrow screens a plot has room round it. */
const boundsOf = (plot: Element): DOMRect => (plot.querySelector('canvas') ?? plot).getBoundingClientRect();

/** How near the pointer must be to a curve to point at it, in CSS pixels. */
const REACH = 24;

/** Where the curves stand. */
function placeOf(data: PlotData, size: Size, style: PlotStyle, palette: Palette) {
  const area = areaOf(size, style, palette);
  return { area, axis: axisOf(data, area) };
}

/** What is read: a step that is pointed at, or the playhead while the plot has the focus. */
type Cursor = { readonly step: number; readonly y: number } | 'playhead' | null;

/**
 * @param source The curves; a new object draws anew, so make it with `useMemo`.
 * @param label Text equivalent.
 */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: the picture, what is pointed at and what is read out show the same curves at the same moment
export function Plot(props: {
  source: PlotSource;
  style: PlotStyle;
  label: string;
  className?: string;
}): ReactNode {
  const { source, style, label } = props;
  const { playground } = useDocument();
  const { palette } = useUi();
  const strings = useStrings();
  const names = useNames();
  const box = useRef<HTMLDivElement>(null);
  const spoken = useRef<HTMLParagraphElement>(null);
  const cursor = useMemo(() => createSignal<Cursor>(null), []);
  const readout = useMemo(createReadout, []);
  useEffect(() => () => readout.dispose(), [readout]);

  const { picture, nearest, stepAt } = useMemo(() => {
    const { playhead, store } = playground;
    const future = partOf(store, (state) => state.experiment.future);
    let data: ReturnType<PlotSource['data']> = source.data();
    let size: Size = { width: 0, height: 0 };
    const placed = () => placeOf(data, size, style, palette);
    /** What is not hidden: with the future everything, else up to the playhead. */
    const known = (step: number): number => (future.value ? step : Math.min(step, playhead.value));

    /** The runs at a step, as far as they had a value by then. */
    const rowsAt = (step: number): ReadoutRow[] => {
      const seen = new Set<number>();
      return data.series.flatMap((series) => {
        if (series.pale || seen.has(series.key) || series.length === 0) return [];
        seen.add(series.key);
        const point = pointAt(series, step);
        if (point.step > step && !future.value) return [];
        const { slot, dimmed } = series;
        // A run that has ended has no value any more.
        const ended = series.diverged && step > series.stepOf(series.length - 1);
        const text = ended ? short(Number.NaN) : short(point.value, 4) + (series.note?.(point.step) ?? '');
        const value = ended || point.step === step ? text : strings.plots.valueAt(text, point.step);
        return [{ slot, name: names.get(series.key) ?? '', value, dimmed }];
      });
    };
    const read = (context: CanvasRenderingContext2D): void => {
      const now = cursor.value;
      const step = now === 'playhead' ? playhead.value : now && known(now.step);
      const rows = step === null ? [] : rowsAt(step);
      if (step === null || rows.length === 0 || !box.current) {
        readout.hide();
        if (spoken.current?.textContent) spoken.current.textContent = '';
        return;
      }
      if (now !== 'playhead') drawCursor(context, size, data, style, palette, step);
      const { left, top, height } = boundsOf(box.current);
      const x = left + xOf(data, step, areaOf(size, style, palette));
      readout.show(
        strings.plots.atStep(step),
        rows,
        [x, now === 'playhead' ? top + height / 2 : top + (now?.y ?? 0)],
        palette,
      );
      if (now === 'playhead' && spoken.current) {
        const said = rows.map(({ name, value }) => `${name} ${value}`).join(', ');
        spoken.current.textContent = `${strings.plots.atStep(step)}: ${said}`;
      }
    };
    const picture: Picture = {
      stillSignals: [...source.signals, future],
      movingSignals: [playhead, cursor, ...(source.answers ? [source.answers] : [])],
      still(context, now) {
        size = now;
        data = source.data();
        drawFrame(context, size, data, style, palette);
        const { area, axis } = placed();
        if (axis) source.drawBehind?.(context, area, axis, palette);
        if (future.value) drawCurves(context, size, data, style, palette);
      },
      moving(context) {
        const { area, axis } = placed();
        if (!future.value && axis)
          drawCurves(context, size, upTo(data, playhead.value), style, palette, axis);
        drawPlayhead(
          context,
          size,
          data,
          style,
          palette,
          playhead.value,
          (series, step) => pointAt(series as RunSeries, step),
          future.value,
        );
        read(context);
        if (source.drawMargin && axis) source.drawMargin(context, area, axis);
      },
    };
    const stepAt = (px: number): number => stepOf(data, px, areaOf(size, style, palette));
    /** The run whose curve passes nearest to a point of the canvas. */
    const nearest = (px: number, py: number): number | null => {
      const { area, axis } = placed();
      if (!axis) return null;
      const step = known(stepOf(data, px, area));
      let best: number | null = null;
      let reach = REACH;
      for (const series of data.series) {
        const row = series.rowOf(step);
        const dx = xOf(data, series.stepOf(row), area) - px;
        const distance = Math.hypot(axis.at(series.values[row]) - py, Math.abs(dx) > REACH ? dx : 0);
        if (distance < reach) {
          reach = distance;
          best = series.key;
        }
      }
      return best;
    };
    return { picture, nearest, stepAt };
  }, [source, style, palette, playground, strings, names, cursor, readout]);

  const point = (event: PointerEvent<HTMLDivElement>): { px: number; py: number } => {
    const bounds = boundsOf(event.currentTarget);
    const [px, py] = [event.clientX - bounds.left, event.clientY - bounds.top];
    cursor.set({ step: stepAt(px), y: py });
    return { px, py };
  };
  const leave = (): void => {
    playground.highlight(null);
    cursor.set(box.current?.matches(':focus-visible') ? 'playhead' : null);
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of a picture and what is read from it, not of form controls
    <div
      ref={box}
      role="group"
      aria-label={strings.plots.readable(label)}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: with the focus it reads its values
      tabIndex={0}
      className={`plot ${props.className ?? ''}`}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        playground.seek(stepAt(point(event).px));
      }}
      onPointerMove={(event) => {
        if (event.buttons & 1) playground.seek(stepAt(point(event).px));
        else if (event.pointerType === 'mouse') {
          const { px, py } = point(event);
          playground.highlight(nearest(px, py));
        }
      }}
      // A finger that is lifted was in the way of what it pointed at: the values stay until something else is touched.
      onPointerLeave={(event) => event.pointerType === 'mouse' && leave()}
      onFocus={(event) => event.currentTarget.matches(':focus-visible') && cursor.set('playhead')}
      onBlur={() => cursor.set(null)}
      onKeyDown={(event) => event.key === 'Escape' && cursor.set(null)}
    >
      <CanvasLayer picture={picture} label={label} />
      <p ref={spoken} className="visually-hidden" aria-live="polite" />
    </div>
  );
}

/** What each run is called, by its key. */
function useNames(): ReadonlyMap<number, string> {
  const strings = useStrings();
  const lang = usePlayground((state) => state.lang);
  const runs = usePlayground((state) => state.experiment.runs);
  const displays = usePlayground((state) => state.displays);
  return useMemo(() => {
    const names = runNames(runs, lang, strings);
    return new Map(displays.map(({ key }, index) => [key, names[index]]));
  }, [runs, lang, strings, displays]);
}
