/** Networks in training: the same page as the test functions, with fans for rates and a picture for the landscape. */
import { type ReactNode, useMemo } from 'react';
import { networkArguments } from '../../core/network.ts';
import { usePlayground, useRunIndices, useStrings, useView } from '../context.ts';
import { runNames } from '../names.ts';
import type { PlotStyle } from '../plot/draw.ts';
import { Plot, type PlotSource } from '../plot/plot.tsx';
import { Marker } from '../runs/marker.tsx';
import { PixelRates } from './pixels.tsx';
import { NetworkReadout } from './readout.tsx';
import { accuracySource, fanSource, lossSource } from './sources.ts';

interface LayerShape {
  readonly inputs: number;
  readonly units: number;
}

/** The layers that the link asks for: known before the networks stand. */
function useLayers(): readonly LayerShape[] {
  const args = usePlayground((state) => state.experiment.surface.args);
  return useMemo(() => {
    const widths = [784, ...networkArguments(args).hidden, 10];
    return widths.slice(1).map((units, i) => ({ inputs: widths[i], units }));
  }, [args]);
}

function useRuns(): { all: readonly number[]; names: readonly string[] } {
  const strings = useStrings();
  const lang = usePlayground((state) => state.lang);
  const runs = usePlayground((state) => state.experiment.runs);
  const all = useRunIndices();
  return { all, names: runNames(runs, lang, strings) };
}

function Curves(props: {
  source: PlotSource;
  title: string;
  label: string;
  last?: boolean;
  dashed?: boolean;
}): ReactNode {
  const { title, last = false, dashed = false } = props;
  const style = useMemo<PlotStyle>(() => ({ title, stepLabels: last, dashed }), [title, last, dashed]);
  return <Plot source={props.source} style={style} label={props.label} />;
}

/** A card a run: picture of the rates, a fan a layer, loss and accuracy. */
export function NetworkSplit(): ReactNode {
  const lines = usePlayground((state) => state.lines);
  const { all, names } = useRuns();
  const shown = all.filter((index) => !lines[index].hidden);
  return (
    <div className="split network">
      {shown.map((index) => (
        <NetworkCard key={lines[index].key} index={index} name={names[index]} all={all} />
      ))}
    </div>
  );
}

function NetworkCard(props: { index: number; name: string; all: readonly number[] }): ReactNode {
  const { index, name, all } = props;
  const { playground } = useView();
  const strings = useStrings();
  const hide = usePlayground((state) => state.experiment.hide);
  const line = usePlayground((state) => state.lines[index]);
  const status = usePlayground((state) => state.statuses[index]);
  const layers = useLayers();
  const loss = useMemo(() => lossSource(playground, [index], all), [playground, index, all]);
  const accuracy = useMemo(() => accuracySource(playground, [index]), [playground, index]);
  return (
    <article
      className="card"
      onPointerEnter={() => playground.highlight(line.key)}
      onPointerLeave={() => playground.highlight(null)}
    >
      <header>
        <Marker slot={line.slot} />
        <h3>{name}</h3>
        {status === 'diverged' && <span className="status">{strings.runs.divergedShort}</span>}
        <NetworkReadout index={index} />
      </header>
      {!hide.includes('surface') && <PixelRates index={index} name={name} />}
      {!hide.includes('rates') &&
        layers.map((shape, layer) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a layer is its place in the network
          <Fan key={layer} layer={layer} shape={shape} runs={[index]} all={all} name={name} />
        ))}
      {!hide.includes('loss') && (
        <>
          <Curves source={loss} title={strings.network.lossTitle} label={strings.plots.lossLabel(name)} />
          <Curves
            source={accuracy}
            title={strings.network.accuracyTitle}
            label={strings.network.accuracy}
            last
          />
        </>
      )}
    </article>
  );
}

function Fan(props: {
  layer: number;
  shape: LayerShape;
  runs: readonly number[];
  all: readonly number[];
  name: string;
}): ReactNode {
  const { layer, shape, all, name } = props;
  const { playground } = useView();
  const strings = useStrings();
  const key = props.runs.join();
  const source = useMemo(
    () => fanSource(playground, layer, key.split(',').map(Number), all),
    [playground, layer, key, all],
  );
  return (
    <Curves
      source={source}
      title={strings.network.layer(layer + 1, shape.inputs, shape.units)}
      label={strings.network.layerLabel(layer + 1, name)}
      dashed={props.runs.length > 1}
    />
  );
}

/** All runs in one loss and one accuracy plot. */
export function NetworkCurves(): ReactNode {
  const { playground } = useView();
  const strings = useStrings();
  const { all, names } = useRuns();
  const loss = useMemo(() => lossSource(playground, all, all), [playground, all]);
  const accuracy = useMemo(() => accuracySource(playground, all), [playground, all]);
  return (
    <div className="network-curves">
      <Curves
        source={loss}
        title={strings.network.lossTitle}
        label={strings.plots.lossLabel(names.join(', '))}
        dashed
      />
      <Curves
        source={accuracy}
        title={strings.network.accuracyTitle}
        label={strings.network.accuracy}
        dashed
        last
      />
    </div>
  );
}

/** The median rate of every layer, for all runs. */
export function NetworkRates(): ReactNode {
  const { all, names } = useRuns();
  const layers = useLayers();
  return layers.map((shape, layer) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a layer is its place in the network
    <Fan key={layer} layer={layer} shape={shape} runs={all} all={all} name={names.join(', ')} />
  ));
}
