/** `embed=1`: only the experiment, in whatever room a frame gives it. Nothing in here scrolls, so nothing holds a reader's scroll. */
import { lazy, type ReactNode, type RefObject, Suspense, useEffect, useRef, useState } from 'react';
import type { Part } from '../experiment/index.ts';
import type { Signal } from '../store/signal.ts';
import { addressOf } from '../store/site.ts';
import { usePlayground, useStrings, useView } from '../views/context.ts';
import { frameLoop } from '../views/frame-loop.ts';
import { Icon } from '../views/icon.tsx';
import { type Ground, useGround } from '../views/landscape/objective.ts';
import { runNames } from '../views/names.ts';
import type { RateKind } from '../views/plot/quantities.ts';
import { Notices, Problems } from '../views/problems/problems.tsx';
import { Marker } from '../views/runs/marker.tsx';
import { LossPlot, OverlayLandscape, RatePlots } from '../views/split/overlay.tsx';
import { Split } from '../views/split/split.tsx';
import { ThreeView } from '../views/three/three.tsx';
import { Timeline } from '../views/timeline/timeline.tsx';
import { type Arrangement, type Asked, arrange, naturalHeight, roomForInspector } from './arrangement.ts';
import { CameraButtons, RateSwitch, Tabs } from './parts.tsx';

// What most frames do not show is fetched by those that do.
const Inspector = lazy(() =>
  import('../views/inspector/inspector.tsx').then(({ Inspector }) => ({ default: Inspector })),
);
const NetworkLayout = lazy(() =>
  import('./layouts.tsx').then(({ NetworkLayout }) => ({ default: NetworkLayout })),
);

/** A training has more to show than fits into a glance. */
const NETWORK_HEIGHT = 720;

/** @param height Is told the height that shows everything. */
export function Embedded({ height }: { height: Signal<number> }): ReactNode {
  const title = usePlayground((state) => state.experiment.title);
  const note = usePlayground((state) => state.experiment.note);
  const network = usePlayground((state) => state.experiment.surface.id === 'mnist');
  const hide = usePlayground((state) => state.experiment.hide);
  const app = useRef<HTMLDivElement>(null);
  const top = useRef<HTMLDivElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  const asked = useAsked();
  const room = useRoom(app, top, bar);
  const natural =
    room.width > 0 ? room.words + (network ? NETWORK_HEIGHT : naturalHeight(room.width, asked)) : 0;
  useEffect(() => height.set(natural), [height, natural]);

  return (
    <div ref={app} className={`app embed ${network ? 'network' : 'plane'}`}>
      <div ref={top} className="words">
        <Problems />
        <Notices />
        {(title || note) && (
          <div className="caption">
            {title && <h2>{title}</h2>}
            {note && <p>{note}</p>}
          </div>
        )}
      </div>
      {network ? (
        <Network />
      ) : (
        room.width > 0 && (
          <Plane
            arrangement={arrange(room.width, room.height, asked)}
            inspector={roomForInspector(arrange(room.width, room.height, asked), room.height, asked)}
          />
        )
      )}
      <div ref={bar} className="embed-bar">
        {!hide.includes('timeline') && <Timeline />}
        <FullPage />
      </div>
    </div>
  );
}

/** Which parts the link asks for. */
function useAsked(): Asked {
  const split = usePlayground((state) => state.experiment.view === 'split');
  const cards = usePlayground((state) => state.lines.filter(({ hidden }) => !hidden).length);
  const hide = usePlayground((state) => state.experiment.hide);
  const shown = (part: Part): boolean => !hide.includes(part);
  return {
    split,
    cards,
    surface: shown('surface'),
    plots: (shown('rates') ? 2 : 0) + (shown('loss') ? 1 : 0),
    inspector: shown('inspector'),
  };
}

interface Room {
  readonly width: number;
  /** Of the parts. */
  readonly height: number;
  /** The height of what stands above and below them. */
  readonly words: number;
}

function useRoom(...[app, top, bar]: readonly RefObject<HTMLDivElement | null>[]): Room {
  const [room, setRoom] = useState<Room>({ width: 0, height: 0, words: 0 });
  useEffect(() => {
    const observer = new ResizeObserver(() => {
      const words = (top.current?.offsetHeight ?? 0) + (bar.current?.offsetHeight ?? 0);
      const width = app.current?.clientWidth ?? 0;
      const height = (app.current?.clientHeight ?? 0) - words;
      setRoom((now) =>
        now.width === width && now.height === height && now.words === words ? now : { width, height, words },
      );
    });
    for (const { current } of [app, top, bar]) if (current) observer.observe(current);
    return () => observer.disconnect();
  }, [app, top, bar]);
  return room;
}

function Plane(props: { arrangement: Arrangement; inspector: boolean }): ReactNode {
  const { arrangement } = props;
  const ground = useGround();
  const strings = useStrings();
  const hide = usePlayground((state) => state.experiment.hide);
  const [rates, setRates] = useState<RateKind>('effective');
  const shown = (part: Part): boolean => !hide.includes(part);
  const kind = shown('rates') && <RateSwitch rates={rates} onChange={setRates} />;
  const legend = shown('runs') && <Legend />;

  switch (arrangement) {
    case 'split':
      return (
        <main className="embed-main as-split" aria-label={strings.views.split}>
          <Split ground={ground} rates={rates} />
        </main>
      );
    case 'beside':
    case 'stacked':
      return (
        <main className={`embed-main as-${arrangement}`}>
          <div className="embed-head">
            {legend}
            {arrangement === 'beside' && kind}
          </div>
          {shown('surface') && <Surface ground={ground} />}
          <div className="plots">
            {shown('rates') && <RatePlots rates={rates} />}
            {shown('loss') && <LossPlot ground={ground} />}
            {props.inspector && (
              <Suspense>
                <Inspector />
              </Suspense>
            )}
          </div>
        </main>
      );
    case 'tabs':
      return (
        <main className="embed-main as-tabs">
          <Tabs
            tabs={[
              ...(shown('surface')
                ? [
                    {
                      id: 'surface',
                      title: strings.embed.surface,
                      body: (
                        <>
                          <div className="embed-head">{legend}</div>
                          <Surface ground={ground} />
                        </>
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
                        <>
                          <div className="embed-head">
                            {legend}
                            {kind}
                          </div>
                          <div className="plots side-by-side">
                            <RatePlots rates={rates} />
                          </div>
                        </>
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
                          <div className="embed-head">{legend}</div>
                          <LossPlot ground={ground} />
                        </>
                      ),
                    },
                  ]
                : []),
              ...(shown('inspector')
                ? [
                    {
                      id: 'step',
                      title: strings.tabs.step,
                      body: (
                        <Suspense>
                          <Inspector />
                        </Suspense>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        </main>
      );
    default:
      return arrangement satisfies never;
  }
}

function Surface({ ground }: { ground: Ground }): ReactNode {
  const view = usePlayground((state) => state.experiment.view);
  const map = (
    <>
      <OverlayLandscape ground={ground} />
      <CameraButtons />
    </>
  );
  return (
    <div className="landscape-frame">{view === '3d' ? <ThreeView ground={ground} instead={map} /> : map}</div>
  );
}

/** Which line is whose; pointing brings a run forward, a click hides it. */
function Legend(): ReactNode {
  const { playground } = useView();
  const strings = useStrings();
  const lang = usePlayground((state) => state.lang);
  const runs = usePlayground((state) => state.experiment.runs);
  const lines = usePlayground((state) => state.lines);
  const statuses = usePlayground((state) => state.statuses);
  const names = runNames(runs, lang, strings);
  return (
    <ul className="legend" aria-label={strings.runs.title}>
      {lines.map(({ key, slot, hidden }, index) => (
        <li key={key}>
          <button
            type="button"
            className={hidden ? 'hidden-run' : ''}
            aria-pressed={!hidden}
            title={hidden ? strings.runs.show : strings.runs.hide}
            onClick={() => playground.setLine(index, { hidden: !hidden })}
            onPointerEnter={() => playground.highlight(key)}
            onPointerLeave={() => playground.highlight(null)}
          >
            <Marker slot={slot} />
            <span className="name">{names[index]}</span>
            {statuses[index] === 'diverged' && <span className="status">{strings.runs.divergedShort}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** A network in a frame is set up when it is first played: until then this says so. */
function Network(): ReactNode {
  const { playground } = useView();
  const strings = useStrings();
  const waiting = usePlayground((state) => state.network === null && state.failure === null);
  // Words are all there is to see: the page is as ready as one with a picture.
  useEffect(() => {
    if (waiting) frameLoop.ask(() => undefined);
  }, [waiting]);
  if (waiting) {
    return (
      <main className="embed-main as-invitation">
        <button type="button" onClick={() => playground.play()}>
          <Icon name="play" />
          {strings.network.train}
        </button>
        <p className="hint">{strings.embed.invitation}</p>
      </main>
    );
  }
  return (
    <Suspense fallback={<main className="embed-main" />}>
      <NetworkLayout />
    </Suspense>
  );
}

/** The same state on a page of its own. Where frames may not open pages, the address is shown instead, to be copied. */
function FullPage(): ReactNode {
  const { playground } = useView();
  const strings = useStrings();
  const [blocked, setBlocked] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (blocked) field.current?.focus();
  }, [blocked]);

  const address = (): string => addressOf(playground.linkWith({ embed: false, hide: [] }));
  if (blocked) {
    return (
      <label className="full-page">
        <span className="visually-hidden">{strings.embed.blocked}</span>
        <input
          ref={field}
          readOnly
          className="address"
          title={strings.embed.blocked}
          value={blocked}
          onFocus={(event) => event.target.select()}
          onBlur={() => setBlocked('')}
        />
      </label>
    );
  }
  return (
    <a
      className="full-page"
      href="./"
      target="_blank"
      rel="noopener"
      title={strings.embed.open}
      aria-label={strings.embed.open}
      onPointerEnter={(event) => event.currentTarget.setAttribute('href', address())}
      onFocus={(event) => event.currentTarget.setAttribute('href', address())}
      onClick={(event) => {
        event.preventDefault();
        const opened = window.open(address(), '_blank');
        if (opened) opened.opener = null;
        else setBlocked(address());
      }}
    >
      <span className="name">{strings.app.name}</span>
      <Icon name="open" />
    </a>
  );
}
