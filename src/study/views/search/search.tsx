/**
 * A search over several settings at once: lines over parallel axes, the best so far, what explains the differences, and a table.
 * A click on a trial adds it as a run.
 */
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useDocument, usePlayground } from '../../../document/context.ts';
import { runNames } from '../../../document/names.ts';
import { type Experiment, isNetwork } from '../../../experiment/index.ts';
import type { Measure } from '../../../experiment/studies.ts';
import { createSignal } from '../../../signal.ts';
import { useStrings } from '../../../ui/context.ts';
import { drawOnChange } from '../../../ui/frame-loop.ts';
import { useInView } from '../../../ui/layout/use-in-view.ts';
import { Marker } from '../../../ui/marker.tsx';
import { keyOf } from '../../controller/key.ts';
import type { StudyRecord } from '../../controller/record.ts';
import { axisName } from '../axes.ts';
import { Glance } from '../glance/glance.tsx';
import { LongStudy, updatesOf } from '../long-study.tsx';
import type { StudyViewProps } from '../picture.ts';
import { useRecall, useSignal, useStudy } from '../use-study.ts';
import { useStudyWords } from '../words.ts';
import { SearchEditor } from './editor.tsx';
import { ImportanceBars } from './importance-bars.tsx';
import { drawnTrials, type ParallelScene } from './parallel.ts';
import { ParallelPlot } from './parallel-plot.tsx';
import { Picked, usePicking } from './picked.tsx';
import { BestSoFar } from './so-far.tsx';
import { SearchTable } from './table.tsx';
import {
  goodness,
  isWithin,
  type Ranges,
  type SearchData,
  type SearchTrial,
  searchData,
  searchedRuns,
  searchOfLink,
} from './trials.ts';
import './search.css';

/** Searches of at most so many updates are made unasked: some seconds on one core, in a worker. */
const UNASKED = 40_000_000;

/** Under other plots there is no room for it: then it is shown over its first axis, as any other study. */
export function Search(props: StudyViewProps): ReactNode {
  return props.large ? <LargeSearch {...props} /> : <Glance {...props} />;
}

function LargeSearch({ minima, pools, edits }: StudyViewProps): ReactNode {
  const words = useStudyWords();
  const box = useRef<HTMLElement>(null);
  const seen = useInView(box);
  const network = usePlayground(({ experiment }) => isNetwork(experiment));
  const updates = usePlayground(({ experiment }) => updatesOf(searchOfLink(experiment)));
  const unasked = !network && updates <= UNASKED;
  const key = usePlayground(({ experiment }) =>
    unasked ? null : keyOf(searchOfLink(experiment) ?? experiment),
  );
  /** The search that was asked for: another one waits. */
  const [asked, ask] = useState<string | null>(null);
  const wanted = unasked || asked === key;
  const controller = useStudy(pools, searchOfLink, seen && wanted);
  useRecall(controller, searchOfLink, seen && !wanted ? key : null, ask);
  const failure = useSignal(controller.failure);
  const data = useData(controller.record, minima);
  return (
    <section ref={box} className="search-study" aria-label={words.search.title}>
      {edits && <SearchEditor />}
      {!unasked && (
        <LongStudy
          controller={controller}
          wanted={wanted}
          network={network}
          updates={updates}
          select={searchOfLink}
          ask={(wish) => ask(wish ? key : null)}
        />
      )}
      {failure && (
        <p className="hint" role="status">
          {words.failed(failure)}
        </p>
      )}
      {data && <Pictures data={data} minima={minima} edits={edits} />}
    </section>
  );
}

/** What is shown of the study, as often as pictures are drawn while it grows; before there is any of it, its empty axes. */
function useData(
  record: ReturnType<typeof useStudy>['record'],
  minima: StudyViewProps['minima'],
): (SearchData & { readonly experiment: Experiment }) | null {
  const { playground } = useDocument();
  const [shown, show] = useState<StudyRecord | null>(record.value);
  useEffect(() => drawOnChange(() => show(record.value), [record]), [record]);
  return useMemo(() => {
    const study = searchOfLink(playground.store.getState().experiment);
    const empty = study && { experiment: study, runs: [], done: 0, total: 0, complete: false };
    const known = shown ?? empty;
    return known && { ...searchData(known, minima), experiment: known.experiment };
  }, [shown, minima, playground]);
}

/** What runs and axes are called, and the colours of runs. */
function useNames(experiment: Experiment): {
  readonly runs: readonly string[];
  readonly slots: readonly number[];
  readonly axes: readonly { readonly term: string; readonly symbol: string }[];
} {
  const words = useStudyWords();
  const strings = useStrings();
  const lang = usePlayground((state) => state.lang);
  const now = usePlayground((state) => state.experiment);
  const displays = usePlayground((state) => state.displays);
  return useMemo(() => {
    const places = searchedRuns(now);
    const of = { ...now, axes: experiment.axes };
    return {
      runs: runNames(
        places.map((i) => now.runs[i]),
        lang,
        strings,
      ),
      slots: experiment.runs.map((_, i) => displays[places[i]]?.slot ?? i),
      axes: experiment.axes.map(({ id }) => axisName(of, id, lang, words)),
    };
  }, [now, experiment, displays, lang, strings, words]);
}

function Pictures(props: {
  data: SearchData & { readonly experiment: Experiment };
  minima: StudyViewProps['minima'];
  edits: boolean;
}): ReactNode {
  const { data, minima, edits } = props;
  const words = useStudyWords();
  const { playground } = useDocument();
  const names = useNames(data.experiment);
  const measure = (data.experiment.study?.args.measure ?? 'final') as Measure;
  const gap = measure === 'final' && minima?.some(({ loss }) => loss !== 0);
  const valueName = gap ? words.measures.gap : words.measures[measure];
  const [chosen, choose] = useState<number | 'all'>(0);
  const one = chosen !== 'all' && chosen < data.runs.length ? chosen : data.runs.length === 1 ? 0 : null;
  const several = one === null;
  const runs = useMemo(() => (one === null ? data.runs : [data.runs[one]]), [data, one]);
  const [ranges, setRanges] = useState<Ranges>([]);
  const axesKey = data.axes.map(({ id }) => id).join();
  const [rangesOf, setRangesOf] = useState(axesKey);
  if (rangesOf !== axesKey) {
    setRangesOf(axesKey);
    setRanges([]);
  }
  const pointed = useMemo(() => createSignal<SearchTrial | null>(null), []);
  const picking = usePicking(data.experiment, names.runs, data.floor);
  const all = useMemo(() => runs.flatMap(({ trials }) => trials), [runs]);
  const within = useMemo(() => all.filter((trial) => isWithin(trial, ranges)), [all, ranges]);
  const best = useMemo(() => bestOf(within, data), [within, data]);
  const axisNames = names.axes.map(({ term, symbol }) => (symbol ? `${term} ${symbol}` : term));
  const symbols = useMemo(() => names.axes.map(({ term, symbol }) => symbol || term), [names.axes]);
  const scene = useMemo(
    (): ParallelScene => ({
      ...{ data, ranges, best },
      trials: drawnTrials(all, data),
      texts: { names: symbols, terms: names.axes.map(({ term }) => term), value: valueName },
      slots: several ? names.slots : null,
    }),
    [data, ranges, best, all, several, names, symbols, valueName],
  );
  return (
    <>
      <RunTabs data={data} names={names} chosen={one ?? 'all'} choose={choose} />
      <Picked
        best={best}
        symbols={symbols}
        axes={data.axes}
        runName={best && several ? names.runs[best.run] : null}
        slot={best ? names.slots[best.run] : 0}
        picking={edits ? picking : null}
      />
      <ParallelPlot
        scene={scene}
        symbols={symbols}
        runNames={names.runs}
        label={words.search.parallel(valueName, axisNames.join(', '), within.length)}
        pointed={pointed}
        onRanges={setRanges}
        onPick={edits ? picking.add : undefined}
      />
      <p className="search-hint hint">
        {ranges.some(Boolean) ? (
          <>
            <span role="status">{words.search.within(within.length, all.length)}</span>
            <button type="button" className="quiet" onClick={() => setRanges([])}>
              {words.search.showAll}
            </button>
          </>
        ) : (
          edits && <span>{words.search.how}</span>
        )}
        {scene.trials.length < all.length && (
          <span>{words.search.drawn(scene.trials.length, all.length)}</span>
        )}
      </p>
      <div className="search-plots">
        <BestSoFar data={data} runs={runs} slots={names.slots} names={names.runs} />
        <ImportanceBars
          data={data}
          runs={runs}
          slots={names.slots}
          names={names.runs}
          axisNames={names.axes.map(({ term, symbol }) => `${symbol} ${term}`.trim())}
        />
      </div>
      {!playground.store.getState().experiment.embed && (
        <SearchTable
          data={data}
          trials={within}
          slots={names.slots}
          names={names.runs}
          axisNames={symbols}
          axisTerms={axisNames}
          valueName={valueName}
          several={several}
          point={(trial) => pointed.set(trial)}
          onAdd={edits ? picking.add : undefined}
          onUse={edits ? picking.use : undefined}
        />
      )}
    </>
  );
}

/** The best of some trials; null where none has a value. */
function bestOf(trials: readonly SearchTrial[], data: SearchData): SearchTrial | null {
  let best: SearchTrial | null = null;
  for (const trial of trials) {
    if (Number.isNaN(trial.value)) continue;
    if (!best || goodness(trial, data) > goodness(best, data)) best = trial;
  }
  return best;
}

/** Whose trials are shown: a legend that chooses. */
function RunTabs(props: {
  data: SearchData;
  names: ReturnType<typeof useNames>;
  chosen: number | 'all';
  choose(run: number | 'all'): void;
}): ReactNode {
  const { data, names, chosen, choose } = props;
  const { search } = useStudyWords();
  if (data.runs.length < 2) return null;
  const tab = (value: number | 'all', content: ReactNode): ReactNode => (
    <label key={value}>
      <input type="radio" name="search-run" checked={chosen === value} onChange={() => choose(value)} />
      <span>{content}</span>
    </label>
  );
  return (
    <fieldset className="segmented small search-runs">
      <legend className="visually-hidden">{search.runs}</legend>
      {data.runs.map(({ run }) =>
        tab(
          run,
          <>
            <Marker slot={names.slots[run]} /> {names.runs[run]}
          </>,
        ),
      )}
      {tab('all', search.all)}
    </fieldset>
  );
}
