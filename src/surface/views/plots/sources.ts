/** The curves of two-dimensional runs: one column of their frames, for some of the runs. */

import { isDimmed } from '../../../document/highlight.ts';
import type { PlotSource, RunSeries } from '../../../document/plot.tsx';
import { partOf } from '../../../signal.ts';
import type { Playground } from '../../../store/playground.ts';
import { replayedRow } from '../../../store/replayed.ts';
import { limitsOf } from '../../../ui/plot/limits.ts';
import { type Column, column, isLost, type RunFrames, rowOfStep, stepOfRow } from '../../record/record.ts';

/** How a column is shown: as it is, or as the height above a floor. */
export interface Quantity {
  readonly column: Column;
  readonly scale: 'log' | 'linear';
  /** Subtracted from every value, such as the loss at the minimum. */
  readonly floor: number;
}

/** Columns above their floor are computed once a recording. */
function createValues(quantity: Quantity): (frames: RunFrames) => Float64Array {
  const known = new WeakMap<RunFrames, Float64Array>();
  return (frames) => {
    const values = column(frames, quantity.column);
    if (quantity.floor === 0) return values;
    const found = known.get(frames) ?? values.map((value) => value - quantity.floor);
    known.set(frames, found);
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
  playground: Playground,
  quantity: Quantity,
  runs: readonly number[],
  shared: readonly number[] = runs,
  together: readonly Column[] = [quantity.column],
): PlotSource {
  const { store, frames, replayed } = playground;
  const lines = partOf(store, (state) => state.lines);
  const highlighted = partOf(store, (state) => state.highlighted);
  const valuesOf = new Map(together.map((name) => [name, createValues({ ...quantity, column: name })]));
  valuesOf.set(quantity.column, valuesOf.get(quantity.column) ?? createValues(quantity));

  const seriesOf = (index: number, name: Column): RunSeries[] => {
    const line = lines.value[index];
    const found = frames.value[index];
    const values = valuesOf.get(name);
    if (!line || !found || line.hidden || !values) return [];
    return [
      {
        key: line.key,
        slot: line.slot,
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
        dimmed: isDimmed(line.key, highlighted.value, runs.length),
      },
    ];
  };

  return {
    signals: [frames, lines, highlighted, partOf(store, (state) => state.experiment.steps)],
    data() {
      return {
        series: runs.flatMap((index) => seriesOf(index, quantity.column)),
        steps: store.getState().experiment.steps,
        scale: quantity.scale,
        extent: remembered(
          frames.value,
          [shared, together, quantity.scale, quantity.floor, lines.value.map(({ hidden }) => hidden)].join(
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
