/** A line plot over steps: pointing brings the nearest run forward, clicking and dragging seek. */
import { type PointerEvent, type ReactNode, useMemo, useRef } from 'react';
import type { Readable } from '../../store/signal.ts';
import { useView } from '../context.ts';
import { type Picture, type Size, Stage } from '../stage.tsx';
import type { Area, Axis } from './axis.ts';
import {
  areaOf,
  axisOf,
  drawPlayhead,
  drawPlot,
  type PlotData,
  type PlotStyle,
  stepOf,
  xOf,
} from './draw.ts';
import type { Series } from './series.ts';

/** A curve that knows which run it is of. */
export interface RunSeries extends Series {
  readonly key: number;
  rowOf(step: number): number;
}

export interface PlotSource {
  /** The curves now. */
  data(): PlotData & { readonly series: readonly RunSeries[] };
  /** Draws beside the curves what belongs to the playhead, on their vertical axis. */
  beside?(context: CanvasRenderingContext2D, area: Area, axis: Axis): void;
  /** What changes them. */
  readonly signals: readonly Readable<unknown>[];
}

/** Where the canvas is: on narrow screens a plot has room round it. */
const boundsOf = (plot: Element): DOMRect => (plot.querySelector('canvas') ?? plot).getBoundingClientRect();

/** How near the pointer must be to a curve to point at it, in CSS pixels. */
const REACH = 24;

/**
 * @param source The curves; a new object draws anew, so make it with `useMemo`.
 * @param label Text equivalent.
 */
export function Plot(props: {
  source: PlotSource;
  style: PlotStyle;
  label: string;
  className?: string;
}): ReactNode {
  const { source, style, label } = props;
  const { playground, palette } = useView();
  const box = useRef<HTMLDivElement>(null);

  const { picture, nearest } = useMemo(() => {
    let data = source.data();
    let size: Size = { width: 0, height: 0 };
    const picture: Picture = {
      stillSignals: source.signals,
      movingSignals: [playground.playhead],
      still(context, now) {
        size = now;
        data = source.data();
        drawPlot(context, size, data, style, palette);
      },
      moving(context) {
        drawPlayhead(context, size, data, style, palette, playground.playhead.value, (series, step) =>
          (series as RunSeries).rowOf(step),
        );
        if (!source.beside) return;
        const area = areaOf(size, style, palette);
        const axis = axisOf(data, area);
        if (axis) source.beside(context, area, axis);
      },
    };
    /** The run whose curve passes nearest to a point of the canvas. */
    const nearest = (px: number, py: number): number | null => {
      const area = areaOf(size, style, palette);
      const axis = axisOf(data, area);
      if (!axis) return null;
      const step = stepOf(data, px, area);
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
    return { picture, nearest };
  }, [source, style, palette, playground]);

  const seek = (event: PointerEvent<HTMLDivElement>): void => {
    const bounds = boundsOf(event.currentTarget);
    const area = areaOf({ width: bounds.width, height: bounds.height }, style, palette);
    playground.seek(stepOf(source.data(), event.clientX - bounds.left, area));
  };

  return (
    <div
      ref={box}
      className={`plot ${props.className ?? ''}`}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        seek(event);
      }}
      onPointerMove={(event) => {
        const bounds = boundsOf(event.currentTarget);
        if (event.buttons & 1) seek(event);
        else if (event.pointerType === 'mouse') {
          playground.highlight(nearest(event.clientX - bounds.left, event.clientY - bounds.top));
        }
      }}
      onPointerLeave={() => playground.highlight(null)}
    >
      <Stage picture={picture} label={label} />
    </div>
  );
}
