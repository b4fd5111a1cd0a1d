/** A study at a glance: how much a setting matters to each run, and what it costs to find a good one. */
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { useDocument, usePlayground } from '../../../document/context.ts';
import { useRuns } from '../../../document/use-runs.ts';
import type { ExperimentRun } from '../../../experiment/index.ts';
import { useInView } from '../../../ui/layout/use-in-view.ts';
import { keyOf } from '../../controller/key.ts';
import { isChancy, overSeeds } from '../../seeds/seeds.ts';
import { isShared } from '../../settings.ts';
import { axesFor, axisName, offeredAxes, shownAxis, studyOfLink, studyOfShown } from '../axes.ts';
import { LongStudy, updatesOf } from '../long-study.tsx';
import type { StudyViewProps } from '../picture.ts';
import { RangeFold } from '../range/fold.tsx';
import { nameOf, useTitle } from '../titles.ts';
import { useRecall, useSignal, useStudy } from '../use-study.ts';
import { useStudyWords } from '../words.ts';
import { ExpectedPlot } from './expected.tsx';
import { SensitivityPlot } from './sensitivity.tsx';
import { withBest } from './setting.ts';
import { createSource, type GlanceSource } from './source.ts';
import { TrialsTable } from './table.tsx';
import './glance.css';

/** Studies of at most so many updates are made unasked: some seconds on one core, in a worker. */
const UNASKED = 40_000_000;

export function Glance({ minima, records, pools, large, edits }: StudyViewProps): ReactNode {
  const { playground } = useDocument();
  const words = useStudyWords();
  const { names } = useRuns();
  const box = useRef<HTMLElement>(null);
  const seen = useInView(box);
  const select = large ? studyOfLink : studyOfShown;
  const updates = usePlayground(({ experiment }) => updatesOf(select(experiment)));
  /** The study that was asked for: another one waits. */
  const [asked, ask] = useState<string | null>(null);
  const [tabled, setTabled] = useState(false);
  const unasked = minima !== null && updates <= UNASKED;
  const key = usePlayground(({ experiment }) => (unasked ? null : keyOf(select(experiment) ?? experiment)));
  const wanted = unasked || asked === key;
  const controller = useStudy(pools, select, seen && wanted);
  useRecall(controller, select, seen && !wanted ? key : null, ask);
  const source = useMemo(
    () => createSource(playground, controller, records, minima),
    [playground, controller, records, minima],
  );
  const failure = useSignal(controller.failure);
  const title = useTitle(minima);
  const axis = useAxisName();
  if (!axis) return null;
  return (
    <section
      ref={box}
      className={`panel glance ${large ? 'large' : ''}`}
      aria-label={`${title} ${words.against} ${axis.term}`}
    >
      <header>
        <h2>
          <span>{title}</span> {words.against} {edits ? <AxisChoice /> : nameOf(axis)}
        </h2>
        {edits && <BestForAll source={source} />}
      </header>
      {!unasked && (
        <LongStudy
          controller={controller}
          wanted={wanted}
          network={minima === null}
          updates={updates}
          select={select}
          ask={(wish) => ask(wish ? key : null)}
        />
      )}
      {failure && (
        <p className="hint" role="status">
          {words.failed(failure)}
        </p>
      )}
      <div className="glance-plots">
        <SensitivityPlot source={source} title={title} axis={axis} names={names} edits={edits} />
        <ExpectedPlot source={source} names={names} />
      </div>
      <footer>
        <ul className="glance-key" aria-hidden="true">
          <li className="now">{words.keyNow}</li>
          <li className="best">{words.keyBest}</li>
          <li className="diverged">{words.keyDiverged}</li>
          <li className="worse">{words.keyWorse}</li>
        </ul>
        {edits && <p className="hint">{words.hint}</p>}
        {edits && <Repeat />}
      </footer>
      {edits && (
        <details onToggle={(event) => setTabled(event.currentTarget.open)}>
          <summary>{words.table}</summary>
          {tabled && <TrialsTable source={source} names={names} />}
        </details>
      )}
      {edits && large && minima && <RangeFold minima={minima} />}
    </section>
  );
}

function useAxisName(): ReturnType<typeof axisName> | null {
  const words = useStudyWords();
  const lang = usePlayground((state) => state.lang);
  const experiment = usePlayground((state) => state.experiment);
  const { surface, runs, axes } = experiment;
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the experiment only these parts are read
  return useMemo(() => {
    const axis = shownAxis(experiment);
    return axis && axisName(experiment, axis.id, lang, words);
  }, [surface.id, runs, axes, lang, words]);
}

/** Which setting is varied: written into the link, unless it is the rate. */
function AxisChoice(): ReactNode {
  const { playground } = useDocument();
  const words = useStudyWords();
  const lang = usePlayground((state) => state.lang);
  const experiment = usePlayground((state) => state.experiment);
  const shown = shownAxis(experiment);
  const text = (id: string): string => nameOf(axisName(experiment, id, lang, words));
  return (
    <select
      aria-label={words.axis}
      value={shown?.id}
      onChange={(event) => playground.edit({ axes: axesFor(experiment, event.target.value) })}
    >
      {offeredAxes(experiment).map((id) => (
        <option key={id} value={id}>
          {text(id)}
        </option>
      ))}
    </select>
  );
}

/** Where something is a matter of chance: the runs as they are, with several seeds. */
function Repeat(): ReactNode {
  const { playground } = useDocument();
  const { seeds: words } = useStudyWords();
  const chancy = usePlayground(({ experiment }) => isChancy(experiment));
  if (!chancy) return null;
  return (
    <button
      type="button"
      className="quiet"
      title={words.repeatHint}
      onClick={() => {
        const { experiment } = playground.store.getState();
        playground.edit({ view: 'study', ...overSeeds(experiment, 10) }, 'go');
      }}
    >
      {words.repeat}
    </button>
  );
}

/** All runs at the best of their trials, and back. */
function BestForAll({ source }: { source: GlanceSource }): ReactNode {
  const { playground } = useDocument();
  const words = useStudyWords();
  const runs = usePlayground((state) => state.experiment.runs);
  const shared = usePlayground(({ experiment }) => {
    const axis = shownAxis(experiment);
    return axis !== null && isShared(experiment, axis.id);
  });
  const [given, setGiven] = useState<{
    readonly before: readonly ExperimentRun[];
    readonly after: readonly ExperimentRun[];
  } | null>(null);
  const [said, say] = useState('');
  const take = (): void => {
    const data = source.data();
    const { experiment } = playground.store.getState();
    const study = studyOfShown(experiment);
    const next = data && study && withBest(experiment, study, data);
    if (!next) return;
    const changed = next.runs.filter((run, i) => JSON.stringify(run) !== JSON.stringify(experiment.runs[i]));
    if (changed.length === 0) {
      say(words.same);
      return;
    }
    // An entry of its own in the history: the browser's Back undoes it as well.
    playground.edit({ runs: next.runs }, 'go');
    setGiven({ before: experiment.runs, after: next.runs });
    say(words.given(changed.length, Math.max(...data.curves.map(({ trials }) => trials)), data.total));
  };
  const back = (): void => {
    if (!given) return;
    playground.edit({ runs: given.before });
    setGiven(null);
    say(words.takenBack);
  };
  const current = given?.after === runs;
  return (
    <div className="give-best">
      <span role="status" className="hint">
        {current || !given ? said : ''}
      </span>
      {current && (
        <button type="button" className="quiet" onClick={back}>
          {words.takeBack}
        </button>
      )}
      {!shared && !current && (
        <button type="button" title={words.giveBestHint} onClick={take}>
          {words.giveBest}
        </button>
      )}
    </div>
  );
}
