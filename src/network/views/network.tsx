/** Networks in training: the same page as the test functions, with fans for rates and a picture for the landscape. */

import { type CSSProperties, type ReactNode, useMemo } from 'react';
import { usePlayground } from '../../document/context.ts';
import { isDimmed } from '../../document/highlight.ts';
import { Plot, type PlotSource } from '../../document/plot.tsx';
import { useRuns } from '../../document/use-runs.ts';
import type { RateKind } from '../../experiment/index.ts';
import type { Strings } from '../../i18n/index.ts';
import { CardGrid, type CardRow } from '../../ui/card-grid.tsx';
import { useStrings, useUi } from '../../ui/context.ts';
import { Marker } from '../../ui/marker.tsx';
import type { PlotStyle } from '../../ui/plot/draw.ts';
import { useNetwork } from './context.ts';
import { FollowedWeights } from './followed.tsx';
import { countsAt, drawHistograms, HISTOGRAM } from './histogram.ts';
import { type LayerShape, tiling, useLayers } from './layers.ts';
import { PixelRates } from './pixels.tsx';
import { NetworkReadout } from './readout.tsx';
import { type AcrossKind, accuracySource, fanSource, lossSource } from './sources.ts';
import { NetworkStability } from './stability/lazy.tsx';

function Curves(props: {
  source: PlotSource;
  /** Absent where a heading says it. */
  title?: string;
  label: string;
  last?: boolean;
  dashed?: boolean;
  margin?: number;
}): ReactNode {
  const { title = '', last = false, dashed = false, margin = 8 } = props;
  const style = useMemo<PlotStyle>(
    () => ({ title, stepLabels: last, dashed, margin }),
    [title, last, dashed, margin],
  );
  return <Plot source={props.source} style={style} label={props.label} />;
}

/** How the curves are shown: which rate, and over what. */
export interface CurveOptions {
  readonly rates: RateKind;
  readonly across: AcrossKind;
}

/** A card a run: picture of the rates, a fan a layer, loss and accuracy; below them the weights that are followed. */
export function NetworkSplit(props: CurveOptions): ReactNode {
  const { all } = useRuns();
  return (
    <>
      {props.rates === 'stability' && (
        <div className="network-curves">
          <NetworkStability />
        </div>
      )}
      <NetworkCards {...props} />
      <FollowedWeights all={all} {...props} />
    </>
  );
}

/** Only the cards. `picks`: whether a click on a picture follows the weight there. */
export function NetworkCards(props: CurveOptions & { picks?: boolean }): ReactNode {
  const displays = usePlayground((state) => state.displays);
  const embed = usePlayground((state) => state.experiment.embed);
  const { all, names } = useRuns();
  const strings = useStrings();
  const hide = usePlayground((state) => state.experiment.hide);
  const layers = useLayers();
  const shown = all.filter((index) => !displays[index].hidden);
  const titled = (title: string, size: CardRow['size'] = 'plot'): CardRow => ({
    size,
    heading: <span>{title}</span>,
  });
  const rows: CardRow[] = [
    ...(hide.includes('surface') ? [] : [{ size: 'map' } as const]),
    ...(hide.includes('rates')
      ? []
      : layers.map((shape, layer) => titled(fanTitle(strings, props.rates, layer, shape)))),
    ...(hide.includes('loss')
      ? []
      : [titled(strings.network.lossTitle), titled(strings.network.accuracyTitle, 'last')]),
  ];
  return (
    <CardGrid className="network" count={shown.length} embed={embed} rows={rows}>
      {(place) =>
        shown.map((index, card) => (
          <NetworkCard
            key={displays[index].key}
            place={place(card)}
            index={index}
            name={names[index]}
            all={all}
            {...props}
          />
        ))
      }
    </CardGrid>
  );
}

/** Only the pictures of the rates, in so much room: as large as they can be. */
export function NetworkPictures({ width, height }: { width: number; height: number }): ReactNode {
  const displays = usePlayground((state) => state.displays);
  const { all, names } = useRuns();
  const shown = all.filter((index) => !displays[index].hidden);
  const { columns, row } = tiling(shown.length, width, height);
  return (
    <div
      className="pictures"
      style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`, gridAutoRows: `${row}px` }}
    >
      {shown.map((index) => (
        <article key={displays[index].key} className="card">
          <header>
            <Marker slot={displays[index].slot} />
            <h3>{names[index]}</h3>
            <NetworkReadout index={index} />
          </header>
          <PixelRates index={index} name={names[index]} picks={false} />
        </article>
      ))}
    </div>
  );
}

/**
 * A run on its own: the picture of its rates, a fan a layer, its loss and accuracy.
 *
 * @param place Where it stands in a grid of cards, whose headings say what its plots show; without it they say it themselves.
 */
export function NetworkCard(
  props: CurveOptions & {
    index: number;
    name: string;
    all: readonly number[];
    picks?: boolean;
    place?: CSSProperties;
  },
): ReactNode {
  const { index, name, all, rates, across, place, picks = true } = props;
  const slice = useNetwork();
  const { playground } = slice;
  const strings = useStrings();
  const hide = usePlayground((state) => state.experiment.hide);
  const display = usePlayground((state) => state.displays[index]);
  const status = usePlayground((state) => state.statuses[index]);
  const layers = useLayers();
  const loss = useMemo(() => lossSource(slice, [index], all, across), [index, all, across, slice]);
  const accuracy = useMemo(() => accuracySource(slice, [index], across), [index, across, slice]);
  return (
    <article
      className="card"
      style={place}
      onPointerEnter={() => playground.highlight(display.key)}
      onPointerLeave={() => playground.highlight(null)}
    >
      <header>
        <Marker slot={display.slot} />
        <h3>{name}</h3>
        {status === 'diverged' && <span className="status">{strings.runs.divergedShort}</span>}
        <NetworkReadout index={index} />
      </header>
      {!hide.includes('surface') && <PixelRates index={index} name={name} picks={picks} />}
      {!hide.includes('rates') &&
        layers.map((shape, layer) => (
          <Fan
            // biome-ignore lint/suspicious/noArrayIndexKey: a layer is its place in the network
            key={layer}
            kind={rates}
            layer={layer}
            {...(!place && { shape })}
            runs={[index]}
            all={all}
            name={name}
          />
        ))}
      {!hide.includes('loss') && (
        <>
          <Curves
            source={loss}
            title={place ? '' : strings.network.lossTitle}
            label={strings.plots.lossLabel(name)}
            margin={MARGIN}
          />
          <Curves
            source={accuracy}
            title={place ? '' : strings.network.accuracyTitle}
            label={strings.network.accuracy}
            margin={MARGIN}
            last
          />
        </>
      )}
    </article>
  );
}

/** The margin of the plots of a card: as wide as the histograms, so that steps stand under steps. */
const MARGIN = HISTOGRAM + 12;

const fanTitle = (strings: Strings, kind: RateKind, layer: number, { inputs, units }: LayerShape): string =>
  strings.network[kind === 'realized' ? 'layerRealized' : 'layer'](layer + 1, inputs, units);

function Fan(props: {
  kind: RateKind;
  layer: number;
  /** Of the layer, for a title; absent where a heading says it. */
  shape?: LayerShape;
  runs: readonly number[];
  all: readonly number[];
  name: string;
}): ReactNode {
  const { kind, layer, shape, all, name } = props;
  const slice = useNetwork();
  const { palette } = useUi();
  const strings = useStrings();
  const key = props.runs.join();
  const source = useMemo<PlotSource>(() => {
    const runs = key.split(',').map(Number);
    const fan = fanSource(slice, kind, layer, runs, all);
    if (kind === 'realized') return fan;
    return {
      ...fan,
      drawMargin(context, area, axis) {
        const { displays, highlighted } = slice.playground.store.getState();
        const shown = runs.flatMap((run) => {
          const counts = countsAt(slice, run, layer);
          const display = displays[run];
          if (!counts || !display || display.hidden) return [];
          const dimmed = isDimmed(display.key, highlighted, runs.length);
          return [{ counts, slot: display.slot, dimmed }];
        });
        drawHistograms(context, area, axis, shown, palette);
      },
    };
  }, [slice, palette, kind, layer, key, all]);
  return (
    <Curves
      source={source}
      title={shape ? fanTitle(strings, kind, layer, shape) : ''}
      margin={MARGIN}
      label={strings.network.layerLabel(layer + 1, name)}
      dashed={props.runs.length > 1}
    />
  );
}

/** All runs in one loss and one accuracy plot. */
export function NetworkCurves({ across }: Pick<CurveOptions, 'across'>): ReactNode {
  const slice = useNetwork();
  const strings = useStrings();
  const { all, names } = useRuns();
  const loss = useMemo(() => lossSource(slice, all, all, across), [all, across, slice]);
  const accuracy = useMemo(() => accuracySource(slice, all, across), [all, across, slice]);
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
export function NetworkRates({ rates }: Pick<CurveOptions, 'rates'>): ReactNode {
  const { all, names } = useRuns();
  const layers = useLayers();
  if (rates === 'stability') return <NetworkStability />;
  return layers.map((shape, layer) => (
    <Fan
      // biome-ignore lint/suspicious/noArrayIndexKey: a layer is its place in the network
      key={layer}
      kind={rates}
      layer={layer}
      shape={shape}
      runs={all}
      all={all}
      name={names.join(', ')}
    />
  ));
}
