/** Where the parts stand. On narrow screens everything but landscape and transport is in tabs. */
import { type ReactNode, useState, useSyncExternalStore } from 'react';
import type { Part } from '../experiment/index.ts';
import { usePlayground, useStrings, useView } from '../views/context.ts';
import { Icon } from '../views/icon.tsx';
import { Inspector } from '../views/inspector/inspector.tsx';
import { useGround } from '../views/landscape/objective.ts';
import { WHOLE } from '../views/landscape/viewport.ts';
import { NetworkCurves, NetworkRates, NetworkSplit } from '../views/network/network.tsx';
import { NetworkBar } from '../views/network/network-bar.tsx';
import type { RateKind } from '../views/plot/quantities.ts';
import { RunsPanel } from '../views/runs/runs-panel.tsx';
import { LossPlot, OverlayLandscape, RatePlots } from '../views/split/overlay.tsx';
import { Split } from '../views/split/split.tsx';
import { StartFields, SurfaceSettings } from '../views/surface/surface-bar.tsx';

const narrow = matchMedia('(max-width: 860px)');

const useNarrow = (): boolean =>
  useSyncExternalStore(
    (changed) => {
      narrow.addEventListener('change', changed);
      return () => narrow.removeEventListener('change', changed);
    },
    () => narrow.matches,
  );

/** What the link hides, and in an embed the panels that edit. */
function useShown(): (part: Part) => boolean {
  const hide = usePlayground((state) => state.experiment.hide);
  const embed = usePlayground((state) => state.experiment.embed);
  return (part) => !hide.includes(part) && !(embed && part === 'runs');
}

function SidePanel(): ReactNode {
  const small = useNarrow();
  const network = usePlayground((state) => state.experiment.surface.id === 'mnist');
  return (
    <aside className="side">
      {small && !network && (
        <div className="panel">
          <StartFields />
        </div>
      )}
      <SurfaceSettings />
      <RunsPanel />
    </aside>
  );
}

export function PlaneLayout(): ReactNode {
  const ground = useGround();
  const strings = useStrings();
  const view = usePlayground((state) => state.experiment.view);
  const shown = useShown();
  const small = useNarrow();
  const [rates, setRates] = useState<RateKind>('effective');
  const split = view === 'split';

  if (small) {
    return (
      <main className="narrow">
        {shown('surface') && (
          <div className="landscape-frame">
            <OverlayLandscape ground={ground} />
            <CameraButtons />
          </div>
        )}
        <Tabs
          tabs={[
            ...(shown('rates')
              ? [
                  {
                    id: 'rates',
                    title: strings.tabs.rates,
                    body: (
                      <div className="stack">
                        <RateSwitch rates={rates} onChange={setRates} />
                        <RatePlots rates={rates} />
                      </div>
                    ),
                  },
                ]
              : []),
            ...(shown('loss')
              ? [{ id: 'loss', title: strings.tabs.loss, body: <LossPlot ground={ground} /> }]
              : []),
            ...(shown('runs') ? [{ id: 'runs', title: strings.tabs.runs, body: <SidePanel /> }] : []),
            ...(shown('inspector')
              ? [{ id: 'inspector', title: strings.tabs.step, body: <Inspector /> }]
              : []),
          ]}
        />
      </main>
    );
  }

  return (
    <main className={`wide ${split ? 'as-split' : 'as-overlay'}`}>
      {shown('runs') && <SidePanel />}
      {split ? (
        <section className="centre" aria-label={strings.views.split}>
          <div className="bar">
            {shown('rates') && <RateSwitch rates={rates} onChange={setRates} />}
            <CameraButtons />
          </div>
          <Split ground={ground} rates={rates} />
        </section>
      ) : (
        <>
          {shown('surface') && (
            <section className="centre landscape-frame" aria-label={strings.views.overlay}>
              <OverlayLandscape ground={ground} />
              <CameraButtons />
            </section>
          )}
          <section className="measures">
            {shown('rates') && (
              <>
                <div className="bar">
                  <h2>{strings.plots.rates}</h2>
                  <RateSwitch rates={rates} onChange={setRates} />
                </div>
                <RatePlots rates={rates} />
              </>
            )}
            {shown('loss') && <LossPlot ground={ground} />}
            {shown('inspector') && <Inspector />}
          </section>
        </>
      )}
    </main>
  );
}

export function NetworkLayout(): ReactNode {
  const strings = useStrings();
  const view = usePlayground((state) => state.experiment.view);
  const shown = useShown();
  const small = useNarrow();
  if (small) {
    return (
      <main className="narrow">
        <NetworkBar />
        {shown('loss') && <NetworkCurves />}
        <Tabs
          tabs={[
            ...(shown('rates')
              ? [
                  { id: 'pictures', title: strings.tabs.cards, body: <NetworkSplit /> },
                  {
                    id: 'rates',
                    title: strings.tabs.rates,
                    body: (
                      <div className="stack">
                        <NetworkRates />
                      </div>
                    ),
                  },
                ]
              : []),
            ...(shown('runs') ? [{ id: 'runs', title: strings.tabs.runs, body: <SidePanel /> }] : []),
          ]}
        />
      </main>
    );
  }
  return (
    <main className={`wide ${view === 'split' ? 'as-split' : 'as-overlay'}`}>
      {shown('runs') && <SidePanel />}
      <section className="centre">
        <NetworkBar />
        {view === 'split' ? <NetworkSplit /> : shown('loss') && <NetworkCurves />}
      </section>
      {view !== 'split' && shown('rates') && (
        <section className="measures">
          <h2>{strings.plots.rates}</h2>
          <NetworkRates />
        </section>
      )}
    </main>
  );
}

function RateSwitch(props: { rates: RateKind; onChange(kind: RateKind): void }): ReactNode {
  const strings = useStrings();
  return (
    <fieldset className="segmented small">
      <legend className="visually-hidden">{strings.plots.rateKind}</legend>
      {(['effective', 'realized'] as const).map((kind) => (
        <label key={kind} title={strings.plots[kind === 'effective' ? 'effectiveHint' : 'realizedHint']}>
          <input
            type="radio"
            name="rates"
            checked={props.rates === kind}
            onChange={() => props.onChange(kind)}
          />
          <span>{strings.plots[kind]}</span>
        </label>
      ))}
    </fieldset>
  );
}

function CameraButtons(): ReactNode {
  const { camera } = useView();
  const strings = useStrings();
  const whole = useSyncExternalStore(camera.subscribe, () => camera.value === WHOLE);
  const zoom = (factor: number) => (): void =>
    camera.set({ ...camera.value, zoom: Math.max(0.2, Math.min(400, camera.value.zoom * factor)) });
  const words = strings.landscape;
  return (
    <div className="camera">
      <button
        type="button"
        className="icon"
        aria-label={words.zoomIn}
        title={words.zoomIn}
        onClick={zoom(1.5)}
      >
        <Icon name="plus" />
      </button>
      <button
        type="button"
        className="icon"
        aria-label={words.zoomOut}
        title={words.zoomOut}
        onClick={zoom(1 / 1.5)}
      >
        <Icon name="minus" />
      </button>
      <button
        type="button"
        className="icon"
        disabled={whole}
        aria-label={words.resetView}
        title={words.resetView}
        onClick={() => camera.set(WHOLE)}
      >
        <Icon name="whole" />
      </button>
    </div>
  );
}

function Tabs({ tabs }: { tabs: readonly { id: string; title: string; body: ReactNode }[] }): ReactNode {
  const [chosen, choose] = useState(tabs[0]?.id);
  const shown = tabs.find(({ id }) => id === chosen) ?? tabs[0];
  if (!shown) return null;
  return (
    <div className="tabs">
      <div role="tablist">
        {tabs.map(({ id, title }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`tab-${id}`}
            aria-selected={id === shown.id}
            aria-controls="tab-body"
            tabIndex={id === shown.id ? 0 : -1}
            onClick={() => choose(id)}
            onKeyDown={(event) => {
              const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
              if (!step) return;
              event.preventDefault();
              event.stopPropagation();
              const at = tabs.findIndex((tab) => tab.id === shown.id);
              const next = tabs[(at + step + tabs.length) % tabs.length];
              choose(next.id);
              document.getElementById(`tab-${next.id}`)?.focus();
            }}
          >
            {title}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="tab-body" aria-labelledby={`tab-${shown.id}`}>
        {shown.body}
      </div>
    </div>
  );
}
