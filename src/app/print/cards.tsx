/** Split view on paper: a figure a run, in rows that no page break cuts. */
import type { ReactNode } from 'react';
import { isSingle, usePlayground } from '../../document/context.ts';
import { runNames } from '../../document/names.ts';
import { useRuns } from '../../document/use-runs.ts';
import { isNetwork } from '../../experiment/index.ts';
import { useLayers } from '../../network/views/layers.ts';
import { NetworkCard } from '../../network/views/network.tsx';
import type { RateKind } from '../../surface/views/plots/quantities.ts';
import { Card } from '../../surface/views/split/split.tsx';
import { useStrings } from '../../ui/context.ts';
import type { LossField } from '../../ui/map/loss-field.ts';
import { cardSizes, rowsOf } from './rows.ts';

export function PlaneCards({ lossField, rates }: { lossField: LossField; rates: RateKind }): ReactNode {
  const strings = useStrings();
  const lang = usePlayground((state) => state.lang);
  const runs = usePlayground((state) => state.experiment.runs);
  const hide = usePlayground((state) => state.experiment.hide);
  const { all } = useRuns();
  const names = runNames(runs, lang, strings);
  return (
    <Rows
      card={(index, key) => (
        <Card
          key={key}
          first={false}
          lossField={lossField}
          index={index}
          all={all}
          name={names[index]}
          rates={rates}
          hide={hide}
        />
      )}
    />
  );
}

export function NetworkSheetCards({ rates }: { rates: RateKind }): ReactNode {
  const { all, names } = useRuns();
  return (
    <Rows
      card={(index, key) => (
        <NetworkCard
          key={key}
          index={index}
          name={names[index]}
          all={all}
          rates={rates}
          across="steps"
          picks={false}
        />
      )}
    />
  );
}

/** How many line plots a card has. */
export function usePlotsOfCard(): number {
  const network = usePlayground(({ experiment }) => isNetwork(experiment));
  const hide = usePlayground((state) => state.experiment.hide);
  const stability = usePlayground(({ experiment }) => experiment.rates === 'stability');
  const single = usePlayground(isSingle);
  const layers = useLayers();
  const rates = hide.includes('rates') ? 0 : network ? layers.length : single ? 1 : stability ? 3 : 2;
  const losses = hide.includes('loss') ? 0 : network ? 2 : 1;
  return rates + losses;
}

function Rows({ card }: { card: (index: number, key: number) => ReactNode }): ReactNode {
  const displays = usePlayground((state) => state.displays);
  const shown = displays.flatMap(({ hidden }, index) => (hidden ? [] : [index]));
  return rowsOf(shown).map((row) => (
    <div key={displays[row[0]].key} className="sheet-row" style={cardSizes(shown.length)}>
      {row.map((index) => card(index, displays[index].key))}
    </div>
  ));
}
