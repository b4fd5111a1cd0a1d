/** Small multiples: a card a run, all on the same surface, the same scales and the same playhead. */
import { type ReactNode, useMemo } from 'react';
import type { Column } from '../../surface/record/record.ts';
import { usePlayground, useRunIndices, useStrings, useView } from '../context.ts';
import { Landscape, landscapeLabel } from '../landscape/landscape.tsx';
import type { Ground } from '../landscape/objective.ts';
import { runNames, surfaceEntry } from '../names.ts';
import type { PlotStyle } from '../plot/draw.ts';
import { Plot } from '../plot/plot.tsx';
import { lossQuantity, type RateKind, rateQuantity } from '../plot/quantities.ts';
import { runSource } from '../plot/sources.ts';
import { Diverged } from '../runs/diverged.tsx';
import { Marker } from '../runs/marker.tsx';
import { Readout } from './readout.tsx';

export function Split({ ground, rates }: { ground: Ground; rates: RateKind }): ReactNode {
  const strings = useStrings();
  const runs = usePlayground((state) => state.experiment.runs);
  const lines = usePlayground((state) => state.lines);
  const lang = usePlayground((state) => state.lang);
  const hide = usePlayground((state) => state.experiment.hide);
  const names = runNames(runs, lang, strings);
  const shown = lines.flatMap((line, index) => (line.hidden ? [] : [index]));
  const all = useRunIndices();
  return (
    <div className={`split ${shown.length === 1 ? 'alone' : ''}`}>
      {shown.map((index) => (
        <Card
          key={lines[index].key}
          first={index === shown[0]}
          ground={ground}
          index={index}
          all={all}
          name={names[index]}
          rates={rates}
          hide={hide}
        />
      ))}
    </div>
  );
}

/** A run on its own: its path, its two rates and its loss. */
export function Card(props: {
  /** The first of the cards: what is said once is said there. */
  first: boolean;
  ground: Ground;
  index: number;
  all: readonly number[];
  name: string;
  rates: RateKind;
  hide: readonly string[];
}): ReactNode {
  const { first, ground, index, all, name, rates, hide } = props;
  const { playground } = useView();
  const strings = useStrings();
  const lang = usePlayground((state) => state.lang);
  const line = usePlayground((state) => state.lines[index]);
  const start = usePlayground((state) => state.experiment.start);
  const surface = usePlayground((state) => state.experiment.surface.id);
  const highlighted = usePlayground((state) => state.highlighted === line.key);
  const own = useMemo(() => [index], [index]);

  return (
    <article
      className={`card ${highlighted ? 'highlighted' : ''}`}
      onPointerEnter={() => playground.highlight(line.key)}
      onPointerLeave={() => playground.highlight(null)}
    >
      <header>
        <Marker slot={line.slot} />
        <h3>{name}</h3>
        <Diverged index={index} />
        <Readout index={index} />
      </header>
      {!hide.includes('surface') && (
        <Landscape
          ground={ground}
          runs={own}
          hint={first}
          label={landscapeLabel(strings.landscape.label, surfaceEntry(lang, surface).name, [name], start)}
        />
      )}
      {!hide.includes('rates') && (
        <>
          <CardPlot kind="x" rates={rates} index={index} all={all} name={name} ground={ground} />
          <CardPlot kind="y" rates={rates} index={index} all={all} name={name} ground={ground} />
        </>
      )}
      {!hide.includes('loss') && (
        <CardPlot kind="loss" rates={rates} index={index} all={all} name={name} ground={ground} />
      )}
    </article>
  );
}

function CardPlot(props: {
  kind: 'x' | 'y' | 'loss';
  rates: RateKind;
  index: number;
  all: readonly number[];
  name: string;
  ground: Ground;
}): ReactNode {
  const { kind, rates, index, all, name, ground } = props;
  const { playground } = useView();
  const strings = useStrings();
  const source = useMemo(() => {
    if (kind === 'loss') return runSource(playground, lossQuantity(ground), [index], all);
    // Both coordinates stand on one scale, so that they can be compared too.
    const columns: readonly Column[] = rates === 'effective' ? ['rx', 'ry'] : ['zx', 'zy'];
    return runSource(playground, rateQuantity(rates, kind), [index], all, columns);
  }, [kind, rates, index, all, playground, ground]);
  const style = useMemo<PlotStyle>(
    () => ({
      title:
        kind === 'loss'
          ? ground.objective.minima.some(({ loss }) => loss !== 0)
            ? strings.plots.lossGap
            : strings.plots.loss
          : rates === 'effective'
            ? strings.plots[kind === 'x' ? 'rateX' : 'rateY']
            : strings.plots[kind === 'x' ? 'realizedX' : 'realizedY'],
      stepLabels: kind === 'loss',
      dashed: false,
    }),
    [kind, rates, strings, ground],
  );
  const label = kind === 'loss' ? strings.plots.lossLabel(name) : strings.plots.rateLabel(kind, name);
  return <Plot source={source} style={style} label={label} />;
}
