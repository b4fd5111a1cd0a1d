/** `embed=1`: only the experiment, in whatever room a frame gives it. Nothing in here scrolls, so nothing holds a reader's scroll. */
import { lazy, type ReactNode, Suspense, useEffect, useRef } from 'react';
import type { Minimum } from '../core/types.ts';
import { isSingle, useDocument, usePlayground } from '../document/context.ts';
import type { Part } from '../experiment/index.ts';
import { isNetwork } from '../experiment/index.ts';
import { useTraining } from '../network/views/context.ts';
import { useLayers } from '../network/views/layers.ts';
import type { Signal } from '../signal.ts';
import { useLossField } from '../surface/views/landscape/use-loss-field.ts';
import { useStrings } from '../ui/context.ts';
import { frameLoop } from '../ui/frame-loop.ts';
import { Icon } from '../ui/icon.tsx';
import { useRoom } from '../ui/layout/use-room.ts';
import { type Arrangement, type Asked, arrange, naturalHeight, roomForInspector } from './arrangement.ts';
import { EmbeddedPlane } from './embedded-plane.tsx';
import { FullPage } from './full-page.tsx';
import { Advices } from './problems/advice.tsx';
import { Notices, Problems } from './problems/notices.tsx';
import { Legend } from './runs/legend.tsx';
import { StudyView } from './study-place.tsx';
import { Sampled } from './timeline/sampled.tsx';
import { Timeline } from './timeline/timeline.tsx';

// Only the frames that train one need it.
const EmbeddedNetwork = lazy(() =>
  import('./embedded-network.tsx').then(({ EmbeddedNetwork }) => ({ default: EmbeddedNetwork })),
);

// Only the frames with a lesson need it.
const LessonFrame = lazy(() => import('./lesson-frame.tsx'));

/** What a lesson takes of a frame, in CSS pixels: a column where there is room for one, else a line. */
const lessonColumn = (width: number): number => (width < 680 ? 0 : Math.min(400, Math.round(width * 0.4)));
const LESSON_HEIGHT = 360;

/** @param height Is told the height that shows everything. */
export function Embedded({ height }: { height: Signal<number> }): ReactNode {
  const network = usePlayground(({ experiment }) => isNetwork(experiment));
  const hide = usePlayground((state) => state.experiment.hide);
  const study = usePlayground(({ experiment }) => experiment.view === 'study');
  const app = useRef<HTMLDivElement>(null);
  const top = useRef<HTMLDivElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  const asked = useAsked();
  const room = useRoom(app, top, bar);
  const lesson = usePlayground((state) => state.experiment.lesson);
  const column = lesson === null ? 0 : lessonColumn(room.width);
  const aside = room.height < LESSON_HEIGHT ? 0 : column;
  const needed = Math.max(naturalHeight(room.width - column, asked), column && 480);
  const natural = room.width > 0 ? room.words + needed : 0;
  useEffect(() => height.set(natural), [height, natural]);

  return (
    <div ref={app} className={`app embed ${network ? 'network' : 'plane'}`}>
      <div ref={top} className="words">
        <Problems />
        <Notices />
        <Advices />
        <EmbeddedWords />
        {lesson !== null && aside === 0 && (
          <Suspense>
            <LessonFrame id={lesson} line />
          </Suspense>
        )}
      </div>
      {room.width > 0 && (
        <div className="body">
          {lesson !== null && aside > 0 && (
            <div className="lesson-column" style={{ width: aside }}>
              <Suspense>
                <LessonFrame id={lesson} line={false} />
              </Suspense>
            </div>
          )}
          <EmbeddedExperiment
            width={room.width - aside}
            height={room.height}
            arrangement={arrange(room.width - aside, room.height, asked)}
          />
        </div>
      )}
      <div ref={bar} className="embed-bar">
        <Sampled />
        {!hide.includes('timeline') && !study && <Timeline />}
        <FullPage />
      </div>
    </div>
  );
}

/** What the link says about the experiment. */
export function EmbeddedWords(): ReactNode {
  const title = usePlayground((state) => state.experiment.title);
  const note = usePlayground((state) => state.experiment.note);
  if (!title && !note) return null;
  return (
    <div className="caption">
      {title && <h2>{title}</h2>}
      {note && <p>{note}</p>}
    </div>
  );
}

/** The parts in so much room, CSS pixels. */
export function EmbeddedExperiment(props: {
  arrangement: Arrangement;
  width: number;
  height: number;
}): ReactNode {
  const network = usePlayground(({ experiment }) => isNetwork(experiment));
  const study = usePlayground(({ experiment }) => experiment.view === 'study');
  const asked = useAsked();
  const { arrangement, height } = props;
  if (study) return network ? <StudyOf minima={null} /> : <StudyOfSurface />;
  if (network) return <Network {...props} />;
  return <EmbeddedPlane arrangement={arrangement} inspector={roomForInspector(arrangement, height, asked)} />;
}

/** Which parts the link asks for. */
export function useAsked(): Asked {
  const split = usePlayground((state) => state.experiment.view === 'split');
  const study = usePlayground((state) => state.experiment.view === 'study');
  // Hiding one of them must not take away the names by which it can be shown again.
  const cards = usePlayground((state) => state.displays.length);
  const hide = usePlayground((state) => state.experiment.hide);
  const network = usePlayground(({ experiment }) => isNetwork(experiment));
  const stability = usePlayground(({ experiment }) => experiment.rates === 'stability');
  const single = usePlayground(isSingle);
  const layers = useLayers();
  const shown = (part: Part): boolean => !hide.includes(part);
  return {
    split,
    study,
    cards,
    surface: shown('surface'),
    plots:
      (shown('rates') ? (network ? (stability ? 2 : layers.length) : single ? 1 : stability ? 3 : 2) : 0) +
      (shown('loss') ? (network ? 2 : 1) : 0),
    inspector: shown('inspector'),
  };
}

/** The study of the link, in a frame to be read. */
function StudyOf({ minima }: { minima: readonly Minimum[] | null }): ReactNode {
  const names = usePlayground((state) => !state.experiment.hide.includes('runs'));
  return (
    <main className="embed-main as-study">
      {names && <Legend />}
      <StudyView minima={minima} edits={false} />
    </main>
  );
}

const StudyOfSurface = (): ReactNode => <StudyOf minima={useLossField().objective.minima} />;

/** A network in a frame is set up when it is first played: until then this says what it would be. */
function Network(props: { arrangement: Arrangement; width: number; height: number }): ReactNode {
  const { playground } = useDocument();
  const strings = useStrings();
  const layers = useLayers();
  const names = usePlayground((state) => !state.experiment.hide.includes('runs'));
  const idle = useTraining((state) => state.network === null);
  const waiting = usePlayground((state) => state.failure === null) && idle;
  // Words are all there is to see: the page is as ready as one with a picture.
  useEffect(() => {
    if (waiting) frameLoop.ask(() => undefined);
  }, [waiting]);
  if (waiting) {
    return (
      <main className="embed-main as-invitation">
        {names && <Legend />}
        <button type="button" onClick={() => playground.play()}>
          <Icon name="play" />
          {strings.network.train}
        </button>
        <p className="hint">
          {[784, ...layers.map(({ units }) => units)].join(' → ')}
          <br />
          {strings.embed.invitation}
        </p>
      </main>
    );
  }
  return (
    <Suspense fallback={<main className="embed-main" />}>
      <EmbeddedNetwork {...props} />
    </Suspense>
  );
}
