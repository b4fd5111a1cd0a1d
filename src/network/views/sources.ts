/** The curves of networks in training: losses, accuracies, and the quantiles of each layer's effective rates. */

import { isDimmed } from '../../document/highlight.ts';
import type { PlotSource, RunSeries } from '../../document/plot.tsx';
import type { RateKind } from '../../experiment/index.ts';
import { partOf, type Readable } from '../../signal.ts';
import type { Across } from '../../ui/plot/draw.ts';
import { limitsOf } from '../../ui/plot/limits.ts';
import type { TrainingController } from '../controller/controller.ts';
import { type Growing, indexAt, type NetworkHistory } from '../history/history.ts';
import type { FollowedWeight } from '../history/record.ts';
import { sameWeight } from '../history/run-history.ts';
import type { NetworkContext } from './context.ts';

/** Ticks when the recorded training grows, or when another begins. */
export function growth({ history }: Pick<TrainingController, 'history'>): Readable<number> {
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

/** What lies across the curves of a training: steps, or the seconds spent on them. */
export type AcrossKind = 'steps' | 'time';

/** Seconds across; null while there are none. */
export function secondsAcross(history: NetworkHistory | null): Across | null {
  if (!history || history.time.length === 0) return null;
  const { time } = history;
  const total = time.values[time.length - 1];
  return {
    at: (step) => (step <= 0 ? 0 : time.values[Math.min(step, time.length) - 1]),
    stepAt: (seconds) => indexAt(time, seconds) + 1,
    total,
    text: `${total.toPrecision(3)} s`,
  };
}

interface Common {
  readonly slice: NetworkContext;
  readonly runs: readonly number[];
}

/** Makes series of columns that are recorded at the steps in `at`. */
function maker({ slice, runs }: Common) {
  const { store } = slice.playground;
  return (index: number, column: Growing, at: Growing | null, pale = false): RunSeries[] => {
    const { displays, highlighted } = store.getState();
    const display = displays[index];
    if (!display || display.hidden) return [];
    return [
      {
        key: display.key,
        slot: display.slot,
        values: column.values,
        length: column.length,
        stepOf: (row) => (at ? at.values[row] : row + 1),
        rowOf: (step) => Math.max(0, at ? indexAt(at, step) : Math.min(column.length, step) - 1),
        diverged: (slice.training.history.value?.runs[index]?.divergedAt ?? 0) > 0,
        dimmed: isDimmed(display.key, highlighted, runs.length),
        pale,
      },
    ];
  };
}

const signalsOf = (slice: NetworkContext): Readable<unknown>[] => [
  growth(slice.training),
  partOf(slice.playground.store, (state) => state.displays),
  partOf(slice.playground.store, (state) => state.highlighted),
  partOf(slice.playground.store, (state) => state.experiment.steps),
];

type Extent = readonly [number, number] | null;

/** Of each record the extents that were found at its latest step. */
const extents = new WeakMap<NetworkHistory, { at: string; found: Map<string, Extent> }>();

/** An extent that several cards share is found once for each report. */
function shared({ playground, training }: NetworkContext, key: string, compute: () => Extent): Extent {
  const history = training.history.value;
  if (!history) return null;
  const recorded = history.runs.map(
    ({ last, measuredAt, evaluatedAt }) => `${last} ${measuredAt.length} ${evaluatedAt.length}`,
  );
  const at = `${recorded} ${playground.store.getState().displays.map(({ hidden }) => hidden)}`;
  let kept = extents.get(history);
  if (kept?.at !== at) {
    kept = { at, found: new Map() };
    extents.set(history, kept);
  }
  const { found } = kept;
  const extent = found.get(key);
  if (extent !== undefined) return extent;
  const fresh = compute();
  found.set(key, fresh);
  return fresh;
}

const known = (history: NetworkHistory | null, index: number) => history?.runs[index];

/** Training loss (pale) behind validation loss, on one logarithmic scale for all runs. */
export function lossSource(
  slice: NetworkContext,
  runs: readonly number[],
  all: readonly number[],
  across: AcrossKind = 'steps',
): PlotSource {
  const make = maker({ slice, runs });
  const of = (index: number): RunSeries[] => {
    const run = known(slice.training.history.value, index);
    if (!run) return [];
    return [...make(index, run.trainLoss, null, true), ...make(index, run.loss, run.evaluatedAt)];
  };
  return {
    signals: signalsOf(slice),
    data: () => ({
      series: runs.flatMap(of),
      steps: slice.playground.store.getState().experiment.steps,
      scale: 'log',
      extent: shared(slice, `loss ${all}`, () => limitsOf(all.flatMap(of), true, true)),
      across: across === 'time' ? secondsAcross(slice.training.history.value) : null,
    }),
  };
}

/** Accuracy on each step's batch (pale) behind that on the validation images. */
export function accuracySource(
  slice: NetworkContext,
  runs: readonly number[],
  across: AcrossKind = 'steps',
): PlotSource {
  const make = maker({ slice, runs });
  return {
    signals: signalsOf(slice),
    data: () => {
      const history = slice.training.history.value;
      return {
        series: runs.flatMap((index) => {
          const run = known(history, index);
          if (!run) return [];
          return [
            ...make(index, run.trainAccuracy, null, true),
            ...make(index, run.accuracy, run.evaluatedAt),
          ];
        }),
        steps: slice.playground.store.getState().experiment.steps,
        scale: 'linear',
        extent: history?.runs.some(({ evaluatedAt }) => evaluatedAt.length > 0) ? [0, 1] : null,
        across: across === 'time' ? secondsAcross(history) : null,
      };
    },
  };
}

/**
 * The fan of one layer's rates; `all` runs and layers share the scale. Realized rates take both signs: their axis is linear
 * and reaches as far as the middle halves do, since a weight that momentum moves without a gradient has no bound.
 */
export function fanSource(
  slice: NetworkContext,
  kind: RateKind,
  layer: number,
  runs: readonly number[],
  all: readonly number[],
): PlotSource {
  const make = maker({ slice, runs });
  const effective = kind !== 'realized';
  const quantile = (index: number, of: number, q: number): RunSeries[] => {
    const run = known(slice.training.history.value, index);
    const column = (effective ? run?.rates : run?.realized)?.[of]?.[q];
    return run && column ? make(index, column, run.measuredAt) : [];
  };
  const [lowest, highest] = effective ? [0, 4] : [1, 3];
  const ends = (layers: number): RunSeries[] =>
    all.flatMap((index) =>
      Array.from({ length: layers }, (_, of) => [
        ...quantile(index, of, lowest),
        ...quantile(index, of, highest),
      ]).flat(),
    );
  return {
    signals: signalsOf(slice),
    data: () => {
      const layers = slice.training.history.value?.layers.length ?? 0;
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
        steps: slice.playground.store.getState().experiment.steps,
        scale: effective ? 'log' : 'linear',
        extent: shared(slice, `${kind} ${all}`, () =>
          effective ? limitsOf(ends(layers), true) : middleOf(ends(layers), 0.05),
        ),
      };
    },
  };
}

/** What is shown of a weight that is followed. */
export type FollowedQuantity = 'rate' | 'realized' | 'value';

/** One quantity of a followed weight, of all runs, from the step on from which it is followed. */
export function followedSource(
  slice: NetworkContext,
  weight: FollowedWeight,
  quantity: FollowedQuantity,
  runs: readonly number[],
): PlotSource {
  const { store } = slice.playground;
  const { history } = slice.training;
  return {
    signals: signalsOf(slice),
    data: () => {
      const { displays, highlighted, experiment } = store.getState();
      const training = history.value;
      const series = runs.flatMap((index): RunSeries[] => {
        const display = displays[index];
        const record = training?.runs[index]?.followed.find((known) => sameWeight(known, weight));
        const column = record?.[quantity];
        if (!display || display.hidden || !record || !column) return [];
        return [
          {
            key: display.key,
            slot: display.slot,
            values: column.values,
            length: column.length,
            stepOf: (row) => record.from + row + 1,
            rowOf: (step) => Math.max(0, Math.min(column.length, step - record.from) - 1),
            diverged: (training?.runs[index]?.divergedAt ?? 0) > 0,
            dimmed: isDimmed(display.key, highlighted, runs.length),
          },
        ];
      });
      return {
        series,
        steps: experiment.steps,
        scale: quantity === 'rate' ? 'log' : 'linear',
        extent: quantity === 'realized' ? middleOf(series, 0.1) : null,
      };
    },
  };
}

/** Realized rates are without bound where the gradient is nearly 0: the scale is that of all but the outermost `share`s. */
function middleOf(series: readonly RunSeries[], share: number): readonly [number, number] | null {
  const values = series
    .flatMap(({ values, length }) => Array.from({ length }, (_, row) => values[row]))
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  if (values.length === 0) return null;
  const at = (place: number): number => values[Math.round(place * (values.length - 1))];
  return [Math.min(0, at(share)), Math.max(0, at(1 - share))];
}
