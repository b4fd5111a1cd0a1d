/** The learning rate of a run over its steps, beside the settings of its schedules: as they say, or as it came of the run. */
import { type ReactNode, useMemo, useSyncExternalStore } from 'react';
import { column, stepOfRow } from '../../core/record.ts';
import { useDocument, usePlayground } from '../../document/context.ts';
import { Plot, type PlotSource, type RunSeries } from '../../document/plot.tsx';
import { type ExperimentRun, isNetwork } from '../../experiment/index.ts';
import { scheduleCurveWords } from '../../i18n/schedule-curve.ts';
import { useNetwork } from '../../network/views/context.ts';
import { growth } from '../../network/views/sources.ts';
import { partOf } from '../../signal.ts';
import { useSurface } from '../../surface/views/context.ts';
import { short } from '../../ui/format.ts';
import type { PlotStyle } from '../../ui/plot/draw.ts';
import { isDriven, rateOf, type ScheduleRates, scheduledRates, summaryOf } from './schedule-rates.ts';

/** The rates that a run has used so far. */
function useMadeRates(index: number): ScheduleRates | null {
  const { surface } = useSurface();
  const { training } = useNetwork();
  const network = usePlayground(({ experiment }) => isNetwork(experiment));
  const grown = useMemo(() => growth(training), [training]);
  const signal = network ? grown : surface.records;
  // What has come of the run: a number of rows, or another record.
  const seen = useSyncExternalStore(
    (listener) => signal.subscribe(listener),
    () => (network ? grown.value : (surface.records.value[index] ?? null)),
  );
  return useMemo(() => {
    if (network) {
      const lr = training.history.value?.runs[index]?.lr;
      if (!lr || lr.length === 0) return null;
      return {
        steps: Int32Array.from({ length: lr.length }, (_, k) => k + 1),
        rates: lr.values,
        length: lr.length,
      };
    }
    const record = typeof seen === 'number' ? null : seen;
    if (!record || record.rows < 2) return null;
    return {
      steps: Int32Array.from({ length: record.rows - 1 }, (_, k) => stepOfRow(record, k + 1)),
      rates: column(record, 'lr').subarray(1),
      length: record.rows - 1,
    };
  }, [network, training, index, seen]);
}

/** The latest of ascending steps that is not after one. */
function rowOf({ steps, length }: ScheduleRates, step: number): number {
  let [low, high] = [0, length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (steps[middle] <= step) low = middle;
    else high = middle - 1;
  }
  return low;
}

const STYLE = { stepLabels: true, dashed: false } as const;

export default function ScheduleCurve({ run, index }: { run: ExperimentRun; index: number }): ReactNode {
  const { playground } = useDocument();
  const words = scheduleCurveWords[usePlayground((state) => state.lang)];
  const steps = usePlayground((state) => state.experiment.steps);
  const made = useMadeRates(index);
  const { schedules, optimizer } = run;
  const driven = isDriven(schedules);
  const lr = Number(optimizer.args.lr ?? 1);
  const planned = useMemo(
    () => (driven ? null : scheduledRates(schedules, lr, steps)),
    [driven, schedules, lr, steps],
  );
  const rates = planned ?? made;

  const source = useMemo<PlotSource>(() => {
    const { store } = playground;
    const displays = partOf(store, (state) => state.displays);
    const exact = driven ? null : rateOf(schedules, lr);
    return {
      signals: [displays],
      data() {
        const display = displays.value[index];
        if (!rates || !display) return { series: [], steps, scale: 'linear', extent: null };
        const series: RunSeries = {
          ...{ key: display.key, slot: display.slot, values: rates.rates, length: rates.length },
          stepOf: (row) => rates.steps[row],
          rowOf: (step) => rowOf(rates, step),
          ...(exact && { replayedAt: exact }),
          diverged: false,
          dimmed: false,
        };
        return { series: [series], steps, scale: 'linear', extent: [0, summaryOf(rates)?.peak || 1] };
      },
    };
  }, [playground, index, rates, driven, schedules, lr, steps]);
  const style = useMemo<PlotStyle>(() => ({ ...STYLE, title: words.title }), [words]);
  const found = rates && summaryOf(rates);
  const label = found
    ? words.label(short(found.start), short(found.peak), found.peakStep, short(found.end))
    : words.waiting;
  return (
    <>
      <Plot className="schedule-curve" source={source} style={style} label={label} />
      {driven && <p className="hint">{rates ? words.happened : words.waiting}</p>}
    </>
  );
}
