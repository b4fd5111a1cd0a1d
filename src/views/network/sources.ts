/** The curves of networks in training: losses, accuracies, and the quantiles of each layer's effective rates. */
import { type Growing, indexAt, type NetworkHistory } from '../../frames/history.ts';
import type { Playground } from '../../store/playground.ts';
import { partOf, type Readable } from '../../store/signal.ts';
import type { PlotSource, RunSeries } from '../plot/plot.tsx';
import { extentOf } from '../plot/series.ts';

/** Ticks when the recorded training grows, or when another begins. */
export function growth({ history }: Playground): Readable<number> {
  return {
    get value() {
      return history.value?.last ?? -1;
    },
    subscribe(listener) {
      let stop = history.value?.subscribe(listener);
      const stopHistory = history.subscribe(() => {
        stop?.();
        stop = history.value?.subscribe(listener);
        listener();
      });
      return () => {
        stop?.();
        stopHistory();
      };
    },
  };
}

interface Common {
  readonly playground: Playground;
  readonly runs: readonly number[];
}

/** Makes series of columns that are recorded at the steps in `at`. */
function maker({ playground, runs }: Common) {
  const { store } = playground;
  return (index: number, column: Growing, at: Growing | null, pale = false): RunSeries[] => {
    const { lines, highlighted } = store.getState();
    const line = lines[index];
    if (!line || line.hidden) return [];
    return [
      {
        key: line.key,
        slot: line.slot,
        values: column.values,
        length: column.length,
        stepOf: (row) => (at ? at.values[row] : row + 1),
        rowOf: (step) => Math.max(0, at ? indexAt(at, step) : Math.min(column.length, step) - 1),
        diverged: (playground.history.value?.runs[index]?.divergedAt ?? 0) > 0,
        dimmed: runs.length > 1 && highlighted !== null && highlighted !== line.key,
        pale,
      },
    ];
  };
}

const signalsOf = (playground: Playground): Readable<unknown>[] => [
  growth(playground),
  partOf(playground.store, (state) => state.lines),
  partOf(playground.store, (state) => state.highlighted),
  partOf(playground.store, (state) => state.experiment.steps),
];

const known = (history: NetworkHistory | null, index: number) => history?.runs[index];

/** Training loss (pale) behind validation loss, on one logarithmic scale for all runs. */
export function lossSource(
  playground: Playground,
  runs: readonly number[],
  all: readonly number[],
): PlotSource {
  const make = maker({ playground, runs });
  const of = (index: number): RunSeries[] => {
    const history = playground.history.value;
    const run = known(history, index);
    if (!history || !run) return [];
    return [...make(index, run.trainLoss, null, true), ...make(index, run.loss, history.evaluatedAt)];
  };
  return {
    signals: signalsOf(playground),
    data: () => ({
      series: runs.flatMap(of),
      steps: playground.store.getState().experiment.steps,
      scale: 'log',
      extent: extentOf(all.flatMap(of), true),
    }),
  };
}

export function accuracySource(playground: Playground, runs: readonly number[]): PlotSource {
  const make = maker({ playground, runs });
  return {
    signals: signalsOf(playground),
    data: () => {
      const history = playground.history.value;
      return {
        series: runs.flatMap((index) => {
          const run = known(history, index);
          return run && history ? make(index, run.accuracy, history.evaluatedAt) : [];
        }),
        steps: playground.store.getState().experiment.steps,
        scale: 'linear',
        extent: history && history.evaluatedAt.length > 0 ? [0, 1] : null,
      };
    },
  };
}

/** The fan of one layer's effective rates; `all` runs and layers share the scale. */
export function fanSource(
  playground: Playground,
  layer: number,
  runs: readonly number[],
  all: readonly number[],
): PlotSource {
  const make = maker({ playground, runs });
  const quantile = (index: number, of: number, q: number): RunSeries[] => {
    const history = playground.history.value;
    const column = known(history, index)?.rates[of]?.[q];
    return history && column ? make(index, column, history.measuredAt) : [];
  };
  return {
    signals: signalsOf(playground),
    data: () => {
      const layers = playground.history.value?.layers.length ?? 0;
      const bands =
        runs.length > 1
          ? []
          : runs.flatMap((index) =>
              (
                [
                  [0, 4, 0.16],
                  [1, 3, 0.24],
                ] as const
              ).flatMap(([low, high, alpha]) => {
                const [from] = quantile(index, layer, low);
                const [to] = quantile(index, layer, high);
                return from && to ? [{ low: from, high: to, alpha }] : [];
              }),
            );
      return {
        series: runs.flatMap((index) => quantile(index, layer, 2)),
        bands,
        steps: playground.store.getState().experiment.steps,
        scale: 'log',
        extent: extentOf(
          all.flatMap((index) =>
            Array.from({ length: layers }, (_, of) => [
              ...quantile(index, of, 0),
              ...quantile(index, of, 4),
            ]).flat(),
          ),
          true,
        ),
      };
    },
  };
}
