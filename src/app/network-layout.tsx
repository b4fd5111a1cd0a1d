/** Where the parts of a training stand. On narrow screens everything is in tabs. */
import { type ReactNode, useState } from 'react';
import { useDocument, usePlayground } from '../document/context.ts';
import { Digits } from '../network/views/digits.tsx';
import { type CurveOptions, NetworkCurves, NetworkRates, NetworkSplit } from '../network/views/network.tsx';
import { NetworkBar } from '../network/views/network-bar.tsx';
import { WeightPlane } from '../network/views/plane.tsx';
import { Results } from '../network/views/results.tsx';
import type { AcrossKind } from '../network/views/sources.ts';
import { CurveChoices, PartChoice, type TrainingPart } from '../network/views/training-bar.tsx';
import { useStrings } from '../ui/context.ts';
import { NARROW, useMedia } from '../ui/layout/use-media.ts';
import { SidePanel, useShown } from './layouts.tsx';
import { RateMeaning, Tabs } from './parts.tsx';
import { Legend } from './runs/legend.tsx';
import { StudyView } from './study-place.tsx';

export function NetworkLayout(): ReactNode {
  const strings = useStrings();
  const view = usePlayground((state) => state.experiment.view);
  const shown = useShown();
  const small = useMedia(NARROW);
  const [part, setPart] = useState<TrainingPart>('rates');
  const { playground } = useDocument();
  const rates = usePlayground((state) => state.experiment.rates);
  const [across, setAcross] = useState<AcrossKind>('steps');
  const curves: CurveOptions = { rates, across };
  const choices = (
    <CurveChoices
      {...curves}
      units={small || view === 'split'}
      onChange={(chosen) => {
        setAcross(chosen.across);
        if (chosen.rates !== rates) playground.edit({ rates: chosen.rates });
      }}
    />
  );
  const words = strings.network.parts;
  if (small) {
    return (
      <main className="narrow">
        <NetworkBar />
        <Tabs
          key={view === 'study' ? 'study' : 'all'}
          tabs={[
            ...(view === 'study'
              ? [
                  {
                    id: 'study',
                    title: strings.views.study,
                    body: (
                      <div className="stack">
                        <Legend />
                        <StudyView minima={null} edits />
                      </div>
                    ),
                  },
                ]
              : []),
            ...(shown('rates')
              ? [
                  {
                    id: 'pictures',
                    title: strings.tabs.cards,
                    body: (
                      <>
                        {choices}
                        <NetworkSplit {...curves} />
                      </>
                    ),
                  },
                  {
                    id: 'rates',
                    title: strings.tabs.rates,
                    body: (
                      <div className="stack">
                        <Legend />
                        <RateMeaning />
                        <NetworkRates rates={curves.rates} />
                      </div>
                    ),
                  },
                ]
              : []),
            ...(shown('loss')
              ? [
                  {
                    id: 'loss',
                    title: strings.tabs.loss,
                    body: (
                      <>
                        <Legend />
                        <NetworkCurves across={curves.across} />
                      </>
                    ),
                  },
                ]
              : []),
            ...(shown('surface') ? [{ id: 'plane', title: words.plane, body: <WeightPlane /> }] : []),
            { id: 'digits', title: words.digits, body: <Digits /> },
            { id: 'results', title: words.results, body: <Results /> },
            ...(shown('runs') ? [{ id: 'runs', title: strings.tabs.runs, body: <SidePanel /> }] : []),
          ]}
        />
      </main>
    );
  }
  const split = view === 'split';
  if (view === 'study') {
    return (
      <main className="wide as-split">
        {shown('runs') && <SidePanel />}
        <section className="centre" aria-label={strings.views.study}>
          <StudyView minima={null} edits />
        </section>
      </main>
    );
  }
  return (
    <main className={`wide ${split || part !== 'rates' ? 'as-split' : 'as-overlay'}`}>
      {shown('runs') && <SidePanel />}
      <section className="centre">
        <NetworkBar />
        <div className="training-bar">
          <PartChoice parts={LAB_PARTS} value={part} onChange={setPart} />
          {part === 'rates' && choices}
        </div>
        {part === 'digits' && <Digits />}
        {part === 'results' && (
          <>
            <Results />
            {shown('loss') && <NetworkCurves across={curves.across} />}
          </>
        )}
        {part === 'rates' &&
          (split ? (
            <NetworkSplit {...curves} />
          ) : (
            <>
              {shown('surface') && <WeightPlane />}
              {shown('loss') && <NetworkCurves across={curves.across} />}
            </>
          ))}
      </section>
      {!split && part === 'rates' && shown('rates') && (
        <section className="measures">
          <h2>{rates === 'stability' ? strings.plots.stability : strings.plots.rates}</h2>
          <RateMeaning />
          <NetworkRates rates={curves.rates} />
        </section>
      )}
    </main>
  );
}

const LAB_PARTS = ['rates', 'digits', 'results'] as const;
