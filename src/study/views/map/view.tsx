/** Studies of two axes: a map a run. */
import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useDocument, usePlayground } from '../../../document/context.ts';
import { useRuns } from '../../../document/use-runs.ts';
import { createSignal } from '../../../signal.ts';
import { drawOnChange } from '../../../ui/frame-loop.ts';
import { useInView } from '../../../ui/layout/use-in-view.ts';
import { keyOf } from '../../controller/key.ts';
import { axesOfRun } from '../../settings.ts';
import { type AxisName, axisName, offeredAxes } from '../axes.ts';
import { LongStudy, updatesOf } from '../long-study.tsx';
import type { StudyViewProps } from '../picture.ts';
import { nameOf, useTitle } from '../titles.ts';
import { useSignal, useStudy } from '../use-study.ts';
import { useStudyWords } from '../words.ts';
import { MapCard, type Pointed } from './card.tsx';
import { axisOfMap, isBasins, secondsOf, studyOfMap } from './choice.ts';
import { BasinKey, HeatKey } from './key.tsx';
import { limitOf } from './limit.ts';
import { createMapSource, type MapData, type MapSource } from './source.ts';
import { MapTable } from './table.tsx';
import '../glance/glance.css';
import './map.css';

/** Studies that take at most so long on one core are made unasked, in seconds. */
const UNASKED = 30;

export function MapView({ minima, pools, large, edits }: StudyViewProps): ReactNode {
  const { playground } = useDocument();
  const words = useStudyWords();
  const { names } = useRuns();
  const box = useRef<HTMLElement>(null);
  const seen = useInView(box);
  const basins = usePlayground(({ experiment }) => isBasins(experiment));
  const unasked = usePlayground(({ experiment }) => {
    const study = minima && studyOfMap(experiment);
    return study !== null && secondsOf(study) <= UNASKED;
  });
  const updates = usePlayground(({ experiment }) => updatesOf(studyOfMap(experiment)));
  const key = usePlayground(({ experiment }) =>
    unasked ? null : keyOf(studyOfMap(experiment) ?? experiment),
  );
  const [asked, ask] = useState<string | null>(null);
  const wanted = unasked || asked === key;
  const controller = useStudy(pools, studyOfMap, seen && wanted);
  const source = useMemo(
    () => createMapSource(playground, controller, minima, pools.timers),
    [playground, controller, minima, pools],
  );
  useEffect(() => source.dispose, [source]);
  const failure = useSignal(controller.failure);
  const measure = useTitle(minima);
  const axes = useAxes();
  const { having, lacking } = useHaving();
  if (!axes) return null;
  const title = basins ? words.maps.basins : measure;
  return (
    <section
      ref={box}
      className={`panel glance study-map ${large ? 'large' : ''}`}
      aria-label={
        basins ? title : `${title} ${words.maps.over} ${axes[0].term} ${words.maps.and} ${axes[1].term}`
      }
    >
      <header>
        <h2>
          <span>{title}</span>{' '}
          {!basins && (
            <>
              {words.maps.over} {edits ? <AxisChoice which={0} /> : nameOf(axes[0])} {words.maps.and}{' '}
              {edits ? <AxisChoice which={1} /> : nameOf(axes[1])}
            </>
          )}
        </h2>
      </header>
      {!unasked && (
        <LongStudy
          controller={controller}
          wanted={wanted}
          network={minima === null}
          updates={updates}
          select={studyOfMap}
          ask={(wish) => ask(wish ? key : null)}
        />
      )}
      {failure && (
        <p className="hint" role="status">
          {words.failed(failure)}
        </p>
      )}
      <Maps
        {...{ source, basins, axes, names, edits, having }}
        minima={minima}
        lacking={lacking}
        measure={measure}
      />
    </section>
  );
}

/** The shown runs that have both axes, and those that lack one. */
function useHaving(): { having: readonly number[]; lacking: readonly number[] } {
  const text = usePlayground(({ experiment, displays }) => {
    const shown = [...experiment.runs.keys()].filter((run) => !displays[run]?.hidden);
    const has = (run: number): boolean => axesOfRun(experiment, experiment.runs[run]).length === 2;
    return JSON.stringify([shown.filter(has), shown.filter((run) => !has(run))]);
  });
  return useMemo(() => {
    const [having, lacking] = JSON.parse(text) as [number[], number[]];
    return { having, lacking };
  }, [text]);
}

/** What the axes that go across and up are called. */
function useAxes(): readonly [AxisName, AxisName] | null {
  const words = useStudyWords();
  const lang = usePlayground((state) => state.lang);
  const experiment = usePlayground((state) => state.experiment);
  const { surface, runs, axes } = experiment;
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the experiment only these parts are read
  return useMemo(() => {
    if (axes.length !== 2) return null;
    const ids = axes[1].id === 'start.x' ? [axes[1].id, axes[0].id] : [axes[0].id, axes[1].id];
    const name = (id: string): AxisName => axisName(experiment, id, lang, words);
    return [name(ids[0]), name(ids[1])] as const;
  }, [surface.id, runs, axes, lang, words]);
}

/** Which setting goes across, or up: written into the link. Choosing that of the other axis changes both places. */
function AxisChoice({ which }: { which: 0 | 1 }): ReactNode {
  const { playground } = useDocument();
  const words = useStudyWords();
  const lang = usePlayground((state) => state.lang);
  const experiment = usePlayground((state) => state.experiment);
  const { axes } = experiment;
  const choose = (id: string): void => {
    const other = axes[1 - which];
    const chosen = other.id === id ? other : axisOfMap(experiment, id, Math.min(128, axes[which].n));
    const left = other.id === id ? axes[which] : other;
    playground.edit({ axes: which === 0 ? [chosen, left] : [left, chosen] });
  };
  return (
    <select
      aria-label={which === 0 ? words.maps.across : words.maps.up}
      value={axes[which]?.id}
      onChange={(event) => choose(event.target.value)}
    >
      {offeredAxes(experiment).map((id) => (
        <option key={id} value={id}>
          {nameOf(axisName(experiment, id, lang, words))}
        </option>
      ))}
    </select>
  );
}

/** What the words beside the maps need: a new value twenty times while a study is computed. */
function useData(source: MapSource): MapData | null {
  const [data, setData] = useState<MapData | null>(null);
  useEffect(() => {
    let key: unknown[] = [];
    return drawOnChange(() => {
      const next = source.data();
      const share = next && Math.floor((20 * next.done) / next.total);
      const now = next ? [next.studied, share, next.complete, ...next.maps.map(({ run }) => run)] : [];
      if (now.length === key.length && now.every((value, i) => value === key[i])) return;
      key = now;
      setData(next);
    }, source.signals);
  }, [source]);
  return data;
}

function Maps(props: {
  source: MapSource;
  basins: boolean;
  axes: readonly [AxisName, AxisName];
  names: readonly string[];
  minima: StudyViewProps['minima'];
  edits: boolean;
  having: readonly number[];
  lacking: readonly number[];
  measure: string;
}): ReactNode {
  const { source, basins, axes, names, minima, edits, having, lacking, measure } = props;
  const { maps } = useStudyWords();
  const words = useStudyWords();
  const grid = useRef<HTMLDivElement>(null);
  const columns = useColumns(grid, having.length);
  const pointed = useMemo(() => createSignal<Pointed | null>(null), []);
  const [tabled, setTabled] = useState(false);
  const [said, say] = useState('');
  const data = useData(source);
  const limited =
    data !== null &&
    !basins &&
    minima !== null &&
    data.maps.some(({ run, cells }) => limitOf(data.studied, run, cells.grid) !== null);
  return (
    <>
      <div ref={grid} className="maps" style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
        {having.map((run) => (
          <MapCard key={run} {...{ source, run, basins, axes, names, minima, pointed, edits, say }} />
        ))}
      </div>
      {having.length === 0 && <p className="hint">{maps.none}</p>}
      {having.length > 0 && lacking.length > 0 && (
        <p className="hint">{maps.lacking(lacking.map((run) => names[run]).join(', '))}</p>
      )}
      <footer>
        {data &&
          (basins ? (
            <BasinKey data={data} minima={minima ?? []} />
          ) : (
            <HeatKey data={data} title={measure} limited={limited} />
          ))}
        {edits && (
          <p className="hint">
            <span role="status">{said}</span> {said ? '' : basins ? maps.hint : maps.hintSettings}
          </p>
        )}
      </footer>
      {edits && (
        <details onToggle={(event) => setTabled(event.currentTarget.open)}>
          <summary>{words.table}</summary>
          {tabled && data && <MapTable {...{ data, basins, axes, names }} minima={minima ?? []} />}
        </details>
      )}
    </>
  );
}

/** A narrower map cannot be read. CSS pixels. */
const LEAST = 150;
const GAP = 12;
/** What stands over a map. */
const CAPTION = 24;

/** How many maps stand side by side: where there is a room to be filled, so many that they are as large as can be. */
function useColumns(grid: RefObject<HTMLElement | null>, count: number): number {
  const [columns, setColumns] = useState(1);
  useLayoutEffect(() => {
    const element = grid.current;
    if (!element) return;
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = element;
      const most = Math.max(1, Math.min(count, Math.floor((width + GAP) / (LEAST + GAP))));
      const rows = (columns: number): number => Math.ceil(count / columns);
      const choices = Array.from({ length: most }, (_, i) => i + 1);
      const sizeWith = (columns: number): number =>
        Math.min(
          (width - (columns - 1) * GAP) / columns,
          (height - (rows(columns) - 1) * GAP) / rows(columns) - CAPTION,
        );
      const filling = getComputedStyle(element).flexGrow === '1';
      const best = filling
        ? choices.reduce((best, each) => (sizeWith(each) > sizeWith(best) ? each : best), 1)
        : Math.ceil(count / rows(most));
      setColumns(best);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [grid, count]);
  return columns;
}
