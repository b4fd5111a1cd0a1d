/** The curves of stability: rate × curvature of some runs over their steps, with the limits of their rules. */
import { isLost, rowOfStep, stepOfRow } from '../../../core/record.ts';
import { isDimmed } from '../../../document/highlight.ts';
import type { PlotSource, RunSeries } from '../../../document/plot.tsx';
import type { StabilityStrings } from '../../../i18n/stability.ts';
import { partOf } from '../../../signal.ts';
import { short } from '../../../ui/format.ts';
import { drawLimits, type Limit } from '../../../ui/plot/limit-lines.ts';
import { limitsOf } from '../../../ui/plot/limits.ts';
import type { StabilityController } from '../../controller/stability.ts';
import { type StabilityColumn, stabilityColumn } from '../../record/stability.ts';
import type { SurfaceContext } from '../context.ts';

/** What stands on one scale, in all plots and cards. */
const TOGETHER = ['preconditioned', 'x', 'y'] as const;
/** Room above the highest limit, and below the lowest, as factors: the zone is seen, and whether curves stay below. */
const ABOVE = 4;
const BELOW = 2;

/**
 * @param runs The runs to draw.
 * @param shared The runs whose common extent is the scale.
 */
export function stabilitySource(
  slice: SurfaceContext,
  controller: StabilityController,
  words: StabilityStrings,
  name: StabilityColumn,
  runs: readonly number[],
  shared: readonly number[] = runs,
): PlotSource {
  const { store } = slice.playground;
  const displays = partOf(store, (state) => state.displays);
  const highlighted = partOf(store, (state) => state.highlighted);
  const found = (index: number) => controller.stability.value[index] ?? null;

  const seriesOf = (index: number, column: StabilityColumn): RunSeries[] => {
    const display = displays.value[index];
    const measured = found(index);
    if (!display || !measured || display.hidden) return [];
    const { record } = measured;
    const sharpness = stabilityColumn(measured, 'sharpness');
    return [
      {
        key: display.key,
        slot: display.slot,
        values: stabilityColumn(measured, column),
        length: record.rows,
        stepOf: (row) => stepOfRow(record, row),
        rowOf: (step) => Math.max(1, rowOfStep(record, step)),
        note: (step) => words.sharpness(short(sharpness[Math.max(1, rowOfStep(record, step))])),
        diverged: isLost(record),
        dimmed: isDimmed(display.key, highlighted.value, runs.length),
      },
    ];
  };

  /** The limits of the runs that are shown, from low to high. */
  const limits = (of: readonly number[]): readonly Limit[] => {
    const groups = new Map<number, { slots: number[]; dimmed: boolean }>();
    for (const index of of) {
      const display = displays.value[index];
      const value = found(index)?.limit ?? null;
      if (!display || display.hidden || value === null) continue;
      const group = groups.get(value) ?? { slots: [], dimmed: true };
      group.slots.push(display.slot);
      group.dimmed &&= isDimmed(display.key, highlighted.value, runs.length);
      groups.set(value, group);
    }
    return [...groups].sort(([a], [b]) => a - b).map(([value, group]) => ({ value, ...group }));
  };

  return {
    signals: [controller.stability, displays, highlighted, partOf(store, (state) => state.experiment.steps)],
    data() {
      const all = shared.flatMap((index) => TOGETHER.flatMap((column) => seriesOf(index, column)));
      const extent = limitsOf(all, true);
      const values = limits(shared).map(({ value }) => value);
      const lowest = Math.min(...values) / BELOW;
      const highest = Math.max(...values) * ABOVE;
      return {
        series: runs.flatMap((index) => seriesOf(index, name)),
        steps: store.getState().experiment.steps,
        scale: 'log',
        extent:
          values.length === 0
            ? extent
            : [Math.min(extent?.[0] ?? lowest, lowest), Math.max(extent?.[1] ?? highest, highest)],
      };
    },
    drawBehind(context, area, axis, palette) {
      const one = runs.length === 1 ? words.limit : null;
      drawLimits(context, limits(runs), area, axis, palette, one);
    },
  };
}
