/** What tuning costs: the expected best value of k trials, for every run. */
import { type PointerEvent, type ReactNode, useEffect, useMemo, useRef } from 'react';
import { useDocument } from '../../../document/context.ts';
import { createSignal } from '../../../signal.ts';
import { CanvasLayer, type Picture, type Size } from '../../../ui/canvas-layer.tsx';
import { useUi } from '../../../ui/context.ts';
import { short } from '../../../ui/format.ts';
import { createReadout, type ReadoutRow } from '../../../ui/plot/readout.ts';
import { useStudyWords } from '../words.ts';
import type { SensitivityCurve } from './curves.ts';
import { acrossOf, areaOf, drawExpected, drawHairline, drawsOf, upOfExpected } from './draw.ts';
import type { GlanceSource } from './source.ts';

const REACH = 24;

/** The expected best of k trials; of a run that was tried less often, of all of its. */
export const expectedAfter = ({ expected }: SensitivityCurve, k: number): number =>
  expected[Math.min(k, expected.length) - 1] ?? Number.NaN;

export function ExpectedPlot({
  source,
  names,
}: {
  source: GlanceSource;
  names: readonly string[];
}): ReactNode {
  const { playground } = useDocument();
  const { palette } = useUi();
  const words = useStudyWords();
  const box = useRef<HTMLDivElement>(null);
  const pointed = useMemo(() => createSignal<{ readonly px: number; readonly py: number } | null>(null), []);
  const readout = useMemo(createReadout, []);
  useEffect(() => () => readout.dispose(), [readout]);

  const { picture, nearest } = useMemo(() => {
    let size: Size = { width: 0, height: 0 };
    const texts = { title: words.expected, across: 'k' };
    const draws = (px: number): number => {
      const data = source.data();
      if (!data) return 1;
      const most = drawsOf(data);
      const across = acrossOf([1, most], 'log', areaOf(size, palette, 0), palette.scale);
      return Math.max(1, Math.min(most, Math.round(across.valueAt(px))));
    };
    const picture: Picture = {
      stillSignals: source.signals,
      movingSignals: [pointed],
      still(context, now) {
        size = now;
        const data = source.data();
        if (data) drawExpected(context, size, data, texts, palette);
      },
      moving(context) {
        const data = source.data();
        const at = pointed.value;
        const canvas = box.current?.querySelector('canvas');
        if (!data || !at || !canvas) {
          readout.hide();
          return;
        }
        const k = draws(at.px);
        const area = areaOf(size, palette, 0);
        const x = acrossOf([1, drawsOf(data)], 'log', area, palette.scale).at(k);
        drawHairline(context, x, area, palette);
        const rows = data.curves.map(
          (curve): ReadoutRow => ({
            ...{ slot: curve.slot, name: names[curve.run] ?? '', dimmed: curve.dimmed },
            value: short(expectedAfter(curve, k)),
          }),
        );
        const { left, top } = canvas.getBoundingClientRect();
        readout.show(words.trials(k), rows, [left + x, top + at.py], palette);
      },
    };
    /** The run whose curve passes nearest to a point. */
    const nearest = ({ px, py }: { px: number; py: number }): number | null => {
      const data = source.data();
      const up = data && upOfExpected(data, areaOf(size, palette, 0));
      if (!data || !up) return null;
      const k = draws(px);
      const near = data.curves
        .map((curve) => ({ key: curve.key, distance: Math.abs(up.at(expectedAfter(curve, k)) - py) }))
        .filter(({ distance }) => distance <= REACH)
        .sort((a, b) => a.distance - b.distance);
      return near[0]?.key ?? null;
    };
    return { picture, nearest };
  }, [source, names, words, palette, pointed, readout]);

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
      className="plot expected-best"
      onPointerDown={move}
      onPointerMove={move}
      onPointerLeave={() => {
        pointed.set(null);
        playground.highlight(null);
      }}
    >
      <CanvasLayer picture={picture} label={words.expectedLabel(names.join(', '))} />
    </div>
  );
}
