/** All runs on one landscape, with their rates and losses beside it. */

import { type ReactNode, useMemo } from 'react';
import type { Column } from '../../../core/record.ts';
import { isSingle, usePlayground, useRunIndices } from '../../../document/context.ts';
import { runNames, surfaceEntry } from '../../../document/names.ts';
import { Plot } from '../../../document/plot.tsx';
import { useRuns } from '../../../document/use-runs.ts';
import { useStrings } from '../../../ui/context.ts';
import type { LossField } from '../../../ui/map/loss-field.ts';
import type { PlotStyle } from '../../../ui/plot/draw.ts';
import { useSurface } from '../context.ts';
import { Landscape, landscapeLabel } from '../landscape/landscape.tsx';
import { lossQuantity, type RateKind, rateQuantity } from '../plots/quantities.ts';
import { runSource } from '../plots/sources.ts';
import { Stability } from '../stability/lazy.tsx';

export function OverlayLandscape({ lossField }: { lossField: LossField }): ReactNode {
  const strings = useStrings();
  const lang = usePlayground((state) => state.lang);
  const runs = usePlayground((state) => state.experiment.runs);
  const start = usePlayground((state) => state.experiment.start);
  const surface = usePlayground((state) => state.experiment.surface.id);
  const all = useRunIndices();
  return (
    <Landscape
      lossField={lossField}
      runs={all}
      hint
      label={landscapeLabel(
        strings.landscape.label,
        surfaceEntry(lang, surface).name,
        runNames(runs, lang, strings),
        start,
      )}
    />
  );
}

/** The two coordinates' rates of all runs, on one scale; or how near they are to their limits. */
export function RatePlots({ rates }: { rates: RateKind }): ReactNode {
  const single = usePlayground(isSingle);
  if (rates === 'stability') return <Stability part="plots" />;
  return (
    <>
      <RatePlot coordinate="x" rates={rates} />
      {!single && <RatePlot coordinate="y" rates={rates} />}
    </>
  );
}

function RatePlot({ coordinate, rates }: { coordinate: 'x' | 'y'; rates: RateKind }): ReactNode {
  const slice = useSurface();
  const strings = useStrings();
  const { all, names } = useRuns();
  const single = usePlayground(isSingle);
  const source = useMemo(() => {
    const columns: readonly Column[] = rates === 'effective' ? ['rx', 'ry'] : ['zx', 'zy'];
    return runSource(slice, rateQuantity(rates, coordinate), all, all, columns);
  }, [slice, rates, coordinate, all]);
  const style = useMemo<PlotStyle>(
    () => ({
      title:
        rates === 'effective'
          ? strings.plots[coordinate === 'x' ? 'rateX' : 'rateY']
          : strings.plots[coordinate === 'x' ? 'realizedX' : 'realizedY'],
      stepLabels: single || coordinate === 'y',
      dashed: true,
    }),
    [rates, coordinate, single, strings],
  );
  return <Plot source={source} style={style} label={strings.plots.rateLabel(coordinate, names.join(', '))} />;
}

export function LossPlot({ lossField }: { lossField: LossField }): ReactNode {
  const slice = useSurface();
  const strings = useStrings();
  const { all, names } = useRuns();
  const source = useMemo(() => runSource(slice, lossQuantity(lossField), all), [slice, lossField, all]);
  const style = useMemo<PlotStyle>(
    () => ({
      title: lossField.objective.minima.some(({ loss }) => loss !== 0)
        ? strings.plots.lossGap
        : strings.plots.loss,
      stepLabels: true,
      dashed: true,
    }),
    [lossField, strings],
  );
  return <Plot source={source} style={style} label={strings.plots.lossLabel(names.join(', '))} />;
}
