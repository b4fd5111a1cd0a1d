/** How near trainings are to their limits of stability: two plots of all runs in place of the rates of their layers. */
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { usePlayground } from '../../../document/context.ts';
import { isDimmed } from '../../../document/highlight.ts';
import { Plot, type PlotSource, type RunSeries } from '../../../document/plot.tsx';
import { useRuns } from '../../../document/use-runs.ts';
import { type StabilityStrings, stabilityWords } from '../../../i18n/stability.ts';
import { partOf } from '../../../signal.ts';
import { short } from '../../../ui/format.ts';
import { drawOnChange } from '../../../ui/frame-loop.ts';
import type { PlotStyle } from '../../../ui/plot/draw.ts';
import { drawLimits, type Limit } from '../../../ui/plot/limit-lines.ts';
import { limitsOf, rowAt } from '../../../ui/plot/limits.ts';
import type { NetworkStabilityController } from '../../controller/stability.ts';
import { type NetworkContext, useNetwork } from '../context.ts';

type Quantity = 'preconditioned' | 'sharpness';

/** Room above the highest limit, as a factor: the zone is seen. */
const ABOVE = 4;

function sourceOf(
  { playground }: NetworkContext,
  { measured }: NetworkStabilityController,
  words: StabilityStrings,
  quantity: Quantity,
): PlotSource {
  const { store } = playground;
  const displays = partOf(store, (state) => state.displays);
  const highlighted = partOf(store, (state) => state.highlighted);
  const error = `${quantity}Error` as const;

  const series = (): RunSeries[] =>
    displays.value.flatMap(({ key, slot, hidden }, run) => {
      const events = measured.value[run] ?? [];
      if (hidden || events.length === 0) return [];
      const one = {
        ...{ key, slot, length: events.length, diverged: false },
        values: events.map(({ found }) => found[quantity] ?? Number.NaN),
        stepOf: (row: number) => events[row].step,
        dimmed: isDimmed(key, highlighted.value, displays.value.length),
      };
      const rowOf = (step: number): number => rowAt(one, step);
      return [
        {
          ...one,
          rowOf,
          note: (step) => words.error(short(events[rowOf(step)].found[error] ?? Number.NaN, 2)),
        },
      ];
    });
  function limits(): readonly Limit[] {
    if (quantity === 'sharpness') return [];
    const groups = new Map<number, { slots: number[]; dimmed: boolean }>();
    displays.value.forEach(({ key, slot, hidden }, run) => {
      const limit = measured.value[run]?.[0]?.found.limit ?? null;
      if (hidden || limit === null) return;
      const group = groups.get(limit) ?? { slots: [], dimmed: true };
      group.slots.push(slot);
      group.dimmed &&= isDimmed(key, highlighted.value, displays.value.length);
      groups.set(limit, group);
    });
    return [...groups].sort(([a], [b]) => a - b).map(([value, group]) => ({ value, ...group }));
  }
  return {
    signals: [measured, displays, highlighted, partOf(store, (state) => state.experiment.steps)],
    data() {
      const all = series();
      const found = limitsOf(all, true);
      const highest = Math.max(...limits().map(({ value }) => value * ABOVE));
      const lowest = Math.min(...limits().map(({ value }) => value / 2));
      const extent: readonly [number, number] | null =
        limits().length === 0
          ? found
          : [Math.min(found?.[0] ?? lowest, lowest), Math.max(found?.[1] ?? highest, highest)];
      return { series: all, steps: store.getState().experiment.steps, scale: 'log', extent };
    },
    drawBehind: (context, area, axis, palette) => drawLimits(context, limits(), area, axis, palette, null),
  };
}

export function NetworkStability({ controller }: { controller: NetworkStabilityController }): ReactNode {
  const slice = useNetwork();
  const words = stabilityWords[usePlayground((state) => state.lang)];
  const { names } = useRuns();
  const displays = usePlayground((state) => state.displays);
  const [unknown, setUnknown] = useState<readonly number[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => controller.watch(), [controller]);
  useEffect(() => {
    const { measured, failure } = controller;
    return drawOnChange(() => {
      setUnknown(measured.value.flatMap((events, run) => (events[0]?.found.limit === null ? [run] : [])));
      setFailure(failure.value);
    }, [measured, failure]);
  }, [controller]);
  const [largest, sharpness] = useMemo(
    () => (['preconditioned', 'sharpness'] as const).map((name) => sourceOf(slice, controller, words, name)),
    [slice, controller, words],
  );
  const [first, last] = useMemo<readonly PlotStyle[]>(
    () => [
      { title: words.titles.preconditioned, stepLabels: false, dashed: true },
      { title: words.sharpnessTitle, stepLabels: true, dashed: true },
    ],
    [words],
  );
  const all = names.join(', ');
  const without = unknown.filter((run) => displays[run] && !displays[run].hidden).map((run) => names[run]);
  return (
    <>
      <Plot source={largest} style={first} label={words.label(words.titles.preconditioned, all)} />
      <Plot source={sharpness} style={last} label={words.label(words.sharpnessTitle, all)} />
      <p className="hint">
        {failure === null ? words.background : words.failed(failure)}
        {without.length > 0 && ` ${words.unknown(without.join(', '))}`}
      </p>
    </>
  );
}
