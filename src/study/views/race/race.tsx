/**
 * A race: how many problems each run solves within a factor of the best, and how many trials that takes. Below the pictures the
 * standings, and problem by problem what each run needed.
 */
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { useDocument, usePlayground } from '../../../document/context.ts';
import { useRuns } from '../../../document/use-runs.ts';
import { partOf } from '../../../signal.ts';
import { short } from '../../../ui/format.ts';
import { useInView } from '../../../ui/layout/use-in-view.ts';
import { Marker } from '../../../ui/marker.tsx';
import { keyOf } from '../../controller/key.ts';
import { Chart, type ChartSource } from '../chart/chart.tsx';
import type { ChartCurve } from '../chart/draw.ts';
import { LongStudy, updatesOf } from '../long-study.tsx';
import type { StudyViewProps } from '../picture.ts';
import { useSignal, useStudy } from '../use-study.ts';
import { useStudyWords } from '../words.ts';
import { RaceChoices } from './choices.tsx';
import { ProblemsTable } from './problems.tsx';
import { type RaceSource, useRaceData } from './race-data.ts';
import { type RaceData, raceOf } from './source.ts';
import { raceOfLink } from './study.ts';
import '../glance/glance.css';
import './race.css';

/** Races of at most so many updates are made unasked: a second or two on one core, in a worker. */
const UNASKED = 40_000_000;
/** After how many trials it is said what is expected. */
const AFTER = [1, 5, 20];

const percent = (share: number): string => (Number.isNaN(share) ? '–' : `${Math.round(100 * share)} %`);
/** A number of updates: infinite where it was not reached. */
const updates = (cost: number): string => (Number.isFinite(cost) ? short(cost) : '–');

export function Race({ pools, edits }: StudyViewProps): ReactNode {
  const { playground } = useDocument();
  const { race: words, failed } = useStudyWords();
  const { names } = useRuns();
  const box = useRef<HTMLElement>(null);
  const seen = useInView(box);
  const cost = usePlayground(({ experiment }) => updatesOf(raceOfLink(experiment)));
  const key = usePlayground(({ experiment }) => keyOf(raceOfLink(experiment)));
  const [asked, ask] = useState<string | null>(null);
  const unasked = cost <= UNASKED;
  const wanted = unasked || asked === key;
  const controller = useStudy(pools, raceOfLink, seen && wanted);
  const failure = useSignal(controller.failure);
  const [tabled, setTabled] = useState(false);
  const { source, profile, tuning } = useMemo(() => {
    const { record } = controller;
    const signals = [
      record,
      partOf(playground.store, (state) => state.displays),
      partOf(playground.store, (state) => state.highlighted),
    ] as const;
    let known: readonly unknown[] = [];
    let data: RaceData | null = null;
    const source = {
      signals,
      data() {
        const now = signals.map(({ value }) => value);
        if (now.some((value, i) => value !== known[i])) {
          known = now;
          const [study, displays, highlighted] = signals;
          data = study.value && raceOf(study.value, displays.value, highlighted.value);
        }
        return data;
      },
    };
    const part = (of: 'profile' | 'tuning'): ChartSource => ({
      signals,
      data: () => source.data()?.[of] ?? null,
    });
    return { source, profile: part('profile'), tuning: part('tuning') };
  }, [playground, controller]);
  const texts = useMemo(
    () => ({
      factor: (x: number) => words.within(short(x)),
      trials: (x: number) => words.afterTrials(Math.floor(x + 1e-9)),
      share: (curve: ChartCurve, row: number) => percent(curve.ys[Math.max(0, row)]),
    }),
    [words],
  );
  return (
    <section ref={box} className="panel glance large race" aria-label={words.title}>
      <header>
        <h2>{words.title}</h2>
        {edits && <RaceChoices />}
      </header>
      {!unasked && (
        <LongStudy
          controller={controller}
          wanted={wanted}
          network={false}
          updates={cost}
          select={raceOfLink}
          ask={(wish) => ask(wish ? key : null)}
        />
      )}
      {failure && (
        <p className="hint" role="status">
          {failed(failure)}
        </p>
      )}
      <div className="glance-plots">
        <Chart
          source={profile}
          names={names}
          title={words.profile}
          across="τ"
          label={words.profileLabel(names.join(', '))}
          className="race-profile"
          head={texts.factor}
          value={texts.share}
        />
        <Chart
          source={tuning}
          names={names}
          title={words.tuning}
          across="k"
          label={words.tuningLabel(names.join(', '))}
          className="race-tuning"
          head={texts.trials}
          value={texts.share}
        />
      </div>
      <Standings source={source} names={names} />
      <details onToggle={(event) => setTabled(event.currentTarget.open)}>
        <summary>{words.problems}</summary>
        {tabled && <ProblemsTable source={source} names={names} />}
      </details>
    </section>
  );
}

/** What the race comes to, a row a run, in the order of the list of runs: no run is declared first by a hair. */
function Standings({ source, names }: { source: RaceSource; names: readonly string[] }): ReactNode {
  const { playground } = useDocument();
  const { race: words, share } = useStudyWords();
  const data = useRaceData(source);
  if (!data) return null;
  const { problems, done, total } = data;
  const racers = data.racers.filter(({ run }) => run < names.length);
  const most = Math.max(0, ...racers.map(({ solved }) => solved));
  const soonest = Math.min(...racers.map(({ median }) => median));
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: where it is wider than its place, the keyboard scrolls it */}
      <div className="trials-table" tabIndex={0}>
        <table>
          <caption className="visually-hidden">{words.standings}</caption>
          <thead>
            <tr>
              <th scope="col">{words.run}</th>
              <th scope="col" title={words.solvedHint}>
                {words.solved}
              </th>
              <th scope="col" title={words.winsHint}>
                {words.wins}
              </th>
              <th scope="col" title={words.medianHint}>
                {words.median}
              </th>
              {AFTER.map((k) => (
                <th key={k} scope="col" title={words.expectedHint}>
                  {words.expected(k)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {racers.map(({ run, key, slot, solved, wins, median, expected }) => (
              <tr
                key={key}
                onPointerEnter={() => playground.highlight(key)}
                onPointerLeave={() => playground.highlight(null)}
              >
                <th scope="row">
                  <Marker slot={slot} /> {names[run]}
                </th>
                <td className={solved === most ? 'best' : ''}>{percent(solved / problems.length)}</td>
                <td>{wins}</td>
                <td className={median === soonest && Number.isFinite(median) ? 'best' : ''}>
                  {updates(median)}
                </td>
                {AFTER.map((k) => (
                  <td key={k}>{short(expected[Math.min(k, expected.length) - 1] ?? Number.NaN)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="hint race-says">
        {words.says(problems.length)} {done < total && share(done, total)}
      </p>
    </>
  );
}
