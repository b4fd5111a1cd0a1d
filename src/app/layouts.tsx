/** Where the parts stand. On narrow screens everything but landscape and transport is in tabs. */
import type { ReactNode } from 'react';
import { usePlayground } from '../document/context.ts';
import type { Part } from '../experiment/index.ts';
import { isNetwork } from '../experiment/index.ts';
import { Inspector } from '../surface/views/inspector/inspector.tsx';
import { useLossField } from '../surface/views/landscape/use-loss-field.ts';
import { Outcomes } from '../surface/views/outcomes/outcomes.tsx';
import { LossPlot, OverlayLandscape, RatePlots } from '../surface/views/split/overlay.tsx';
import { Split } from '../surface/views/split/split.tsx';
import { Stability } from '../surface/views/stability/lazy.tsx';
import { ThreeView } from '../surface/views/three/three.tsx';
import { useStrings } from '../ui/context.ts';
import { NARROW, useMedia } from '../ui/layout/use-media.ts';
import { ViewSwitch } from './header.tsx';
import { CameraButtons, RateMeaning, RateSwitch, Tabs } from './parts.tsx';
import { Legend } from './runs/legend.tsx';
import { RunsPanel } from './runs/runs-panel.tsx';
import { StudyPlace, StudyView } from './study-place.tsx';
import { StartFields, SurfaceSettings } from './surface-bar.tsx';

/** What the link hides, and in an embed the panels that edit. */
export function useShown(): (part: Part) => boolean {
  const hide = usePlayground((state) => state.experiment.hide);
  const embed = usePlayground((state) => state.experiment.embed);
  return (part) => !hide.includes(part) && !(embed && part === 'runs');
}

export function SidePanel(): ReactNode {
  const strings = useStrings();
  const small = useMedia(NARROW);
  const network = usePlayground(({ experiment }) => isNetwork(experiment));
  return (
    <aside className="side">
      {!small && <p className="tagline">{strings.app.tagline}</p>}
      {small && !network && (
        <div className="panel narrow-tools">
          <StartFields />
          <ViewSwitch views={['overlay', '3d']} />
        </div>
      )}
      <SurfaceSettings />
      <RunsPanel />
    </aside>
  );
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: the arrangements share the elements that they place
export function PlaneLayout(): ReactNode {
  const lossField = useLossField();
  const strings = useStrings();
  const view = usePlayground((state) => state.experiment.view);
  const shown = useShown();
  const small = useMedia(NARROW);
  const rates = usePlayground((state) => state.experiment.rates);
  const embed = usePlayground((state) => state.experiment.embed);
  const table = shown('loss') && !embed;
  const future = usePlayground((state) => state.experiment.future);
  // How runs end is given away by what other rates lead to.
  const glance = table && future;
  const split = view === 'split';
  const map = (
    <>
      <OverlayLandscape lossField={lossField} />
      <CameraButtons />
    </>
  );

  if (small) {
    return (
      <main className="narrow">
        {shown('surface') && (
          <div className="landscape-frame">
            {view === '3d' ? <ThreeView lossField={lossField} instead={map} /> : map}
          </div>
        )}
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
                        <StudyView minima={lossField.objective.minima} edits={!embed} />
                      </div>
                    ),
                  },
                ]
              : []),
            ...(shown('rates')
              ? [
                  {
                    id: 'rates',
                    title: strings.tabs.rates,
                    body: (
                      <div className="stack">
                        <Legend />
                        <RateSwitch />
                        <RateMeaning />
                        <RatePlots rates={rates} />
                        {rates === 'stability' && <Stability part="numbers" />}
                      </div>
                    ),
                  },
                ]
              : []),
            ...(shown('rates')
              ? [
                  {
                    id: 'cards',
                    title: strings.tabs.cards,
                    body: <Split lossField={lossField} rates={rates} />,
                  },
                ]
              : []),
            ...(shown('loss')
              ? [
                  {
                    id: 'loss',
                    title: strings.tabs.loss,
                    body: (
                      <div className="stack">
                        <Legend />
                        <LossPlot lossField={lossField} />
                        {glance && <StudyPlace minima={lossField.objective.minima} folded />}
                      </div>
                    ),
                  },
                ]
              : []),
            ...(shown('runs') ? [{ id: 'runs', title: strings.tabs.runs, body: <SidePanel /> }] : []),
            ...(shown('inspector')
              ? [{ id: 'inspector', title: strings.tabs.step, body: <Inspector /> }]
              : []),
            ...(table
              ? [
                  {
                    id: 'results',
                    title: strings.outcomes.title,
                    body: <Outcomes minima={lossField.objective.minima} />,
                  },
                ]
              : []),
          ]}
        />
      </main>
    );
  }

  return (
    <main className={`wide ${split ? 'as-split' : 'as-overlay'}`}>
      {shown('runs') && <SidePanel />}
      {view === 'study' ? (
        <>
          <section className="centre" aria-label={strings.views.study}>
            <StudyView minima={lossField.objective.minima} edits={!embed} />
          </section>
          <section className="measures">
            {shown('surface') && <div className="landscape-frame">{map}</div>}
            {shown('loss') && <LossPlot lossField={lossField} />}
            {table && <Outcomes minima={lossField.objective.minima} />}
          </section>
        </>
      ) : split ? (
        <section className="centre" aria-label={strings.views.split}>
          <div className="bar">
            {shown('rates') && (
              <>
                <RateSwitch />
                <RateMeaning />
              </>
            )}
            <CameraButtons />
          </div>
          <Split lossField={lossField} rates={rates} />
          {rates === 'stability' && shown('rates') && <Stability part="numbers" />}
          {glance && <StudyPlace minima={lossField.objective.minima} />}
          {table && <Outcomes minima={lossField.objective.minima} />}
        </section>
      ) : (
        <>
          {shown('surface') && (
            <section className="centre landscape-frame" aria-label={strings.views[view]}>
              {view === '3d' ? <ThreeView lossField={lossField} instead={map} /> : map}
            </section>
          )}
          <section className="measures">
            {shown('rates') && (
              <>
                <div className="bar">
                  <h2>{rates === 'stability' ? strings.plots.stability : strings.plots.rates}</h2>
                  <RateSwitch />
                </div>
                <RateMeaning />
                <RatePlots rates={rates} />
                {rates === 'stability' && <Stability part="numbers" />}
              </>
            )}
            {shown('loss') && <LossPlot lossField={lossField} />}
            {glance && <StudyPlace minima={lossField.objective.minima} />}
            {shown('inspector') && <Inspector />}
            {table && <Outcomes minima={lossField.objective.minima} />}
          </section>
        </>
      )}
    </main>
  );
}
