/** Small multiples: a card a run, all on the same surface, the same scales and the same playhead. */
import { type CSSProperties, type ReactNode, useMemo } from 'react';
import type { Column } from '../../../core/record.ts';
import { isSingle, useDocument, usePlayground, useRunIndices } from '../../../document/context.ts';
import { Diverged } from '../../../document/diverged.tsx';
import { runNames, surfaceEntry } from '../../../document/names.ts';
import { Plot } from '../../../document/plot.tsx';
import type { Strings } from '../../../i18n/index.ts';
import { createSignal, type Signal } from '../../../signal.ts';
import { CardGrid, type CardRow } from '../../../ui/card-grid.tsx';
import { useStrings } from '../../../ui/context.ts';
import { ColourKey } from '../../../ui/map/colour-key.tsx';
import type { LossField } from '../../../ui/map/loss-field.ts';
import type { Level } from '../../../ui/map/tone.ts';
import { Marker } from '../../../ui/marker.tsx';
import type { PlotStyle } from '../../../ui/plot/draw.ts';
import { useSurface } from '../context.ts';
import { Landscape, landscapeLabel } from '../landscape/landscape.tsx';
import { lossQuantity, type RateKind, rateQuantity } from '../plots/quantities.ts';
import { runSource } from '../plots/sources.ts';
import { Stability } from '../stability/lazy.tsx';
import type { StabilityKind } from '../stability/props.ts';
import { Readout } from './readout.tsx';

type PlotKind = StabilityKind | 'loss';

/** The plots of a card, from top to bottom. */
const plotsOf = (hide: readonly string[], rates: RateKind, single: boolean): readonly PlotKind[] => [
  ...(rates === 'stability' && !hide.includes('rates') ? (['preconditioned'] as const) : []),
  ...(hide.includes('rates') || (single && rates === 'stability') ? [] : (['x'] as const)),
  ...(hide.includes('rates') || single ? [] : (['y'] as const)),
  ...(hide.includes('loss') ? [] : (['loss'] as const)),
];

/** What stands over a row of plots. */
const titleOf = (strings: Strings, kind: PlotKind, rates: RateKind, lossField: LossField): string => {
  if (kind === 'loss') {
    const gap = lossField.objective.minima.some(({ loss }) => loss !== 0);
    return strings.plots[gap ? 'lossGap' : 'loss'];
  }
  const [x, y] =
    rates === 'effective' ? (['rateX', 'rateY'] as const) : (['realizedX', 'realizedY'] as const);
  return strings.plots[kind === 'x' ? x : y];
};

export function Split({ lossField, rates }: { lossField: LossField; rates: RateKind }): ReactNode {
  const strings = useStrings();
  const runs = usePlayground((state) => state.experiment.runs);
  const displays = usePlayground((state) => state.displays);
  const lang = usePlayground((state) => state.lang);
  const hide = usePlayground((state) => state.experiment.hide);
  const embed = usePlayground((state) => state.experiment.embed);
  const names = runNames(runs, lang, strings);
  const shown = displays.flatMap((display, index) => (display.hidden ? [] : [index]));
  const all = useRunIndices();
  const single = usePlayground(isSingle);
  const levels = useMemo(() => createSignal<readonly Level[]>([]), []);
  const map = !hide.includes('surface');
  const rows: CardRow[] = [
    ...(map ? [{ size: 'map' } as const] : []),
    ...plotsOf(hide, rates, single).map((kind) => ({
      size: kind === 'loss' ? ('last' as const) : ('plot' as const),
      heading:
        kind !== 'loss' && rates === 'stability' ? (
          <Stability part="heading" kind={kind} />
        ) : (
          <>
            <span>{titleOf(strings, kind, rates, lossField)}</span>
            {kind !== 'loss' && <small>{strings.plots.unit(kind, rates === 'realized')}</small>}
          </>
        ),
    })),
  ];
  return (
    <CardGrid
      count={shown.length}
      embed={embed}
      rows={rows}
      top={map && !single && <ColourKey levels={levels} />}
    >
      {(place, alone) =>
        shown.map((index, card) => (
          <Card
            key={displays[index].key}
            place={place(card)}
            first={card === 0}
            levels={alone ? undefined : card === 0 ? levels : null}
            lossField={lossField}
            index={index}
            all={all}
            name={names[index]}
            rates={rates}
            hide={hide}
          />
        ))
      }
    </CardGrid>
  );
}

/** A run on its own: its path, its two rates and its loss. */
export function Card(props: {
  /** The first of the cards: what is said once is said there. */
  first: boolean;
  lossField: LossField;
  index: number;
  all: readonly number[];
  name: string;
  rates: RateKind;
  hide: readonly string[];
  /** Is told the contours of the map, where cards share a key to them; null: another card tells it. */
  levels?: Signal<readonly Level[]> | null | undefined;
  /** Where it stands in a grid of cards, whose headings say what its plots show; without it they say it themselves. */
  place?: CSSProperties;
}): ReactNode {
  const { first, lossField, index, all, name, rates, hide, levels, place } = props;
  const { playground } = useDocument();
  const single = usePlayground(isSingle);
  const strings = useStrings();
  const lang = usePlayground((state) => state.lang);
  const display = usePlayground((state) => state.displays[index]);
  const start = usePlayground((state) => state.experiment.start);
  const surface = usePlayground((state) => state.experiment.surface.id);
  const highlighted = usePlayground((state) => state.highlighted === display.key);
  const own = useMemo(() => [index], [index]);

  return (
    <article
      className={`card ${highlighted ? 'highlighted' : ''}`}
      style={place}
      onPointerEnter={() => playground.highlight(display.key)}
      onPointerLeave={() => playground.highlight(null)}
    >
      <header>
        <Marker slot={display.slot} />
        <h3>{name}</h3>
        <Diverged index={index} />
        <Readout index={index} />
      </header>
      {!hide.includes('surface') && (
        <Landscape
          lossField={lossField}
          runs={own}
          hint={first}
          {...(levels !== undefined && { levels })}
          label={landscapeLabel(strings.landscape.label, surfaceEntry(lang, surface).name, [name], start)}
        />
      )}
      {plotsOf(hide, rates, single).map((kind) => {
        const common = { index, all, titled: !place };
        if (kind === 'preconditioned' || (kind !== 'loss' && rates === 'stability')) {
          return <Stability key={kind} part="plot" kind={kind} {...common} />;
        }
        return (
          <CardPlot key={kind} kind={kind} rates={rates} name={name} lossField={lossField} {...common} />
        );
      })}
    </article>
  );
}

interface CardPlotProps {
  kind: 'x' | 'y' | 'loss';
  titled: boolean;
  rates: RateKind;
  index: number;
  all: readonly number[];
  name: string;
  lossField: LossField;
}

function CardPlot(props: CardPlotProps): ReactNode {
  const { kind, titled, rates, index, all, name, lossField } = props;
  const slice = useSurface();
  const strings = useStrings();
  const source = useMemo(() => {
    if (kind === 'loss') return runSource(slice, lossQuantity(lossField), [index], all);
    // Both coordinates stand on one scale, so that they can be compared too.
    const columns: readonly Column[] = rates === 'effective' ? ['rx', 'ry'] : ['zx', 'zy'];
    return runSource(slice, rateQuantity(rates, kind), [index], all, columns);
  }, [kind, rates, index, all, slice, lossField]);
  const title = titled ? titleOf(strings, kind, rates, lossField) : '';
  const style = useMemo<PlotStyle>(
    () => ({ title, stepLabels: kind === 'loss', dashed: false }),
    [title, kind],
  );
  const label = kind === 'loss' ? strings.plots.lossLabel(name) : strings.plots.rateLabel(kind, name);
  return <Plot source={source} style={style} label={label} />;
}
