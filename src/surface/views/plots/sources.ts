/** The curves of two-dimensional runs: one column of their records, for some of the runs. */

import { type Column, column, isLost, type RunRecord, rowOfStep, stepOfRow } from '../../../core/record.ts';
import { isDimmed } from '../../../document/highlight.ts';
import type { PlotSource, RunSeries } from '../../../document/plot.tsx';
import { partOf } from '../../../signal.ts';
import { limitsOf } from '../../../ui/plot/limits.ts';
import { replayedRow } from '../../record/replayed.ts';
import type { SurfaceContext } from '../context.ts';

/** How a column is shown: as it is, or as the height above a floor. */
export interface Quantity {
  readonly column: Column;
  readonly scale: 'log' | 'linear';
  /** Subtracted from every value, such as the loss at the minimum. */
  readonly floor: number;
}

/** Columns above their floor are computed once a recording. */
function createValues(quantity: Quantity): (record: RunRecord) => Float64Array {
  const known = new WeakMap<RunRecord, Float64Array>();
  return (record) => {
    const values = column(record, quantity.column);
    if (quantity.floor === 0) return values;
    const found = known.get(record) ?? values.map((value) => value - quantity.floor);
    known.set(record, found);
    return found;
  };
}

/** Extents that several cards share are computed once a recording. */
const extents = new WeakMap<object, Map<string, readonly [number, number] | null>>();

function remembered(
  owner: object,
  key: string,
  compute: () => readonly [number, number] | null,
): readonly [number, number] | null {
  const known = extents.get(owner) ?? new Map<string, readonly [number, number] | null>();
  extents.set(owner, known);
  const found = known.get(key);
  if (found !== undefined) return found;
  const fresh = compute();
  known.set(key, fresh);
  return fresh;
}

/**
 * @param runs The runs to draw.
 * @param shared The runs whose common extent is the scale: cards side by side share one.
 * @param together Further columns on the same scale (the two coordinates' rates).
 */
export function runSource(
  slice: SurfaceContext,
  quantity: Quantity,
  runs: readonly number[],
  shared: readonly number[] = runs,
  together: readonly Column[] = [quantity.column],
): PlotSource {
  const { store } = slice.playground;
  const { records, replayed } = slice.surface;
  const displays = partOf(store, (state) => state.displays);
  const highlighted = partOf(store, (state) => state.highlighted);
  const valuesOf = new Map(together.map((name) => [name, createValues({ ...quantity, column: name })]));
  valuesOf.set(quantity.column, valuesOf.get(quantity.column) ?? createValues(quantity));

  const seriesOf = (index: number, name: Column): RunSeries[] => {
    const display = displays.value[index];
    const found = records.value[index];
    const values = valuesOf.get(name);
    if (!display || !found || display.hidden || !values) return [];
    return [
      {
        key: display.key,
        slot: display.slot,
        values: values(found),
        length: found.rows,
        stepOf: (row) => stepOfRow(found, row),
        // A column of updates has nothing in row 0.
        rowOf: (step) => Math.max(quantity.column === 'loss' ? 0 : 1, rowOfStep(found, step)),
        replayedAt(step) {
          const value = replayedRow(replayed.value, index, found, step)?.[name];
          return value === undefined ? undefined : value - quantity.floor;
        },
        diverged: isLost(found),
        dimmed: isDimmed(display.key, highlighted.value, runs.length),
      },
    ];
  };

  return {
    answers: replayed,
    signals: [records, displays, highlighted, partOf(store, (state) => state.experiment.steps)],
    data() {
      return {
        series: runs.flatMap((index) => seriesOf(index, quantity.column)),
        steps: store.getState().experiment.steps,
        scale: quantity.scale,
        extent: remembered(
          records.value,
          [shared, together, quantity.scale, quantity.floor, displays.value.map(({ hidden }) => hidden)].join(
            '|',
          ),
          () => {
            const all = shared.flatMap((index) => together.flatMap((name) => seriesOf(index, name)));
            return limitsOf(all, quantity.scale === 'log', quantity.column === 'loss');
          },
        ),
      };
    },
  };
}
