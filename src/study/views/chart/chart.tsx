/** Curves of all runs over an axis: pointing reads the values there and brings the nearest run forward. */
import { type PointerEvent, type ReactNode, useEffect, useMemo, useRef } from 'react';
import { useDocument } from '../../../document/context.ts';
import { createSignal, type Readable } from '../../../signal.ts';
import { CanvasLayer, type Picture, type Size } from '../../../ui/canvas-layer.tsx';
import { useUi } from '../../../ui/context.ts';
import { createReadout, type ReadoutRow } from '../../../ui/plot/readout.ts';
import { drawHairline, type PictureTexts } from '../glance/draw.ts';
import { type ChartCurve, type ChartData, drawChart, geometryOf, rowUnder } from './draw.ts';

/** How near the pointer must be to a curve to point at it, in CSS pixels. */
const REACH = 24;

export interface ChartSource {
  /** null before there is anything to show. */
  data(): ChartData | null;
  /** What changes it. */
  readonly signals: readonly Readable<unknown>[];
}

/**
 * @param label Text equivalent of the picture.
 * @param head What is pointed at, from its place on the axis. The same function until it says something else.
 * @param value What a curve has in a row. The same function as well.
 */
export function Chart(props: {
  source: ChartSource;
  names: readonly string[];
  title: string;
  across: string;
  label: string;
  className: string;
  head(x: number): string;
  value(curve: ChartCurve, row: number): string;
}): ReactNode {
  const { source, names, title, across: name, label, className, head, value } = props;
  const { playground } = useDocument();
  const { palette } = useUi();
  const box = useRef<HTMLDivElement>(null);
  const pointed = useMemo(() => createSignal<{ readonly px: number; readonly py: number } | null>(null), []);
  const readout = useMemo(createReadout, []);
  useEffect(() => () => readout.dispose(), [readout]);

  const { picture, nearest } = useMemo(() => {
    let size: Size = { width: 0, height: 0 };
    const texts: PictureTexts = { title, across: name };
    const picture: Picture = {
      stillSignals: source.signals,
      movingSignals: [pointed],
      still(context, now) {
        size = now;
        const data = source.data();
        if (data) drawChart(context, size, data, texts, palette);
      },
      moving(context) {
        const data = source.data();
        const at = pointed.value;
        const canvas = box.current?.querySelector('canvas');
        if (!data || !at || !canvas) {
          readout.hide();
          return;
        }
        const { area, across } = geometryOf(size, data, palette);
        const x = across.valueAt(at.px);
        const px = across.at(x);
        drawHairline(context, px, area, palette);
        const rows = data.curves.map(
          (curve): ReadoutRow => ({
            ...{ slot: curve.slot, name: names[curve.run] ?? '', dimmed: curve.dimmed },
            value: value(curve, rowUnder(curve, x)),
          }),
        );
        const { left, top } = canvas.getBoundingClientRect();
        readout.show(head(x), rows, [left + px, top + at.py], palette);
      },
    };
    /** The run whose curve passes nearest to a point. */
    const nearest = ({ px, py }: { px: number; py: number }): number | null => {
      const data = source.data();
      if (!data) return null;
      const { across, up } = geometryOf(size, data, palette);
      if (!up) return null;
      let found: { key: number; distance: number } | null = null;
      for (const curve of data.curves) {
        const distance = Math.abs(up.at(curve.ys[rowUnder(curve, across.valueAt(px))]) - py);
        if (distance <= REACH && (!found || distance < found.distance)) found = { key: curve.key, distance };
      }
      return found?.key ?? null;
    };
    return { picture, nearest };
  }, [source, names, title, name, head, value, palette, pointed, readout]);

  const move = (event: PointerEvent<HTMLDivElement>): void => {
    const canvas = event.currentTarget.querySelector('canvas') ?? event.currentTarget;
    const { left, top } = canvas.getBoundingClientRect();
    const at = { px: event.clientX - left, py: event.clientY - top };
    pointed.set(at);
    playground.highlight(nearest(at));
  };

  return (
    <div
      ref={box}
      className={`plot ${className}`}
      onPointerDown={move}
      onPointerMove={move}
      onPointerLeave={() => {
        pointed.set(null);
        playground.highlight(null);
      }}
    >
      <CanvasLayer picture={picture} label={label} />
    </div>
  );
}
