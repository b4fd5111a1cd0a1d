/** Networks on paper: a picture of the rates a run, the rates of every layer, loss and accuracy; of all runs, or a card a run. */

import type { ReactNode } from 'react';
import { usePlayground } from '../../document/context.ts';
import { useRuns } from '../../document/use-runs.ts';
import { indexAt } from '../../network/history/history.ts';
import type { NetworkContext } from '../../network/views/context.ts';
import { NetworkCurves, NetworkRates } from '../../network/views/network.tsx';
import { PixelRates } from '../../network/views/pixels.tsx';
import type { StepValue } from '../../surface/record/replayed.ts';
import { Marker } from '../../ui/marker.tsx';
import { NetworkSheetCards } from './cards.tsx';

export function NetworkFigures({ cards }: { cards: boolean }): ReactNode {
  const hide = usePlayground((state) => state.experiment.hide);
  const rates = usePlayground((state) => state.experiment.rates);
  const displays = usePlayground((state) => state.displays);
  const { all, names } = useRuns();
  if (cards) return <NetworkSheetCards rates={rates} />;
  return (
    <>
      {!hide.includes('surface') && (
        <div className="sheet-pictures">
          {all.map((index) =>
            displays[index].hidden ? null : (
              <figure key={displays[index].key}>
                <figcaption>
                  <Marker slot={displays[index].slot} /> {names[index]}
                </figcaption>
                <PixelRates index={index} name={names[index]} picks={false} />
              </figure>
            ),
          )}
        </div>
      )}
      <div className="sheet-plots">
        {!hide.includes('rates') && <NetworkRates rates={rates} />}
        {!hide.includes('loss') && <NetworkCurves across="steps" />}
      </div>
    </>
  );
}

/** The latest validation loss of a run up to the playhead, and its step; null where there is none. */
export function validationLoss({ playground, training }: NetworkContext, index: number): StepValue | null {
  const run = training.history.value?.runs[index];
  const row = run ? indexAt(run.evaluatedAt, playground.playhead.value) : -1;
  if (!run || row < 0) return null;
  return { value: run.loss.values[row], step: run.evaluatedAt.values[row] };
}
