/**
 * All runs with several seeds: mean and band of loss and effective rates over the steps, and what the runs come to, with the ranks
 * that so many seeds allow to claim.
 */
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useDocument, usePlayground } from '../../../document/context.ts';
import { surfaceEntry } from '../../../document/names.ts';
import { useRuns } from '../../../document/use-runs.ts';
import { type Experiment, isNetwork } from '../../../experiment/index.ts';
import { partOf } from '../../../signal.ts';
import { short } from '../../../ui/format.ts';
import { drawOnChange } from '../../../ui/frame-loop.ts';
import { useInView } from '../../../ui/layout/use-in-view.ts';
import { createFollowController, type FollowController } from '../../controller/follow.ts';
import { keyOf } from '../../controller/key.ts';
import { isChancy, overSeeds } from '../../seeds/seeds.ts';
import { Chart, type ChartSource } from '../chart/chart.tsx';
import type { ChartCurve } from '../chart/draw.ts';
import { LongStudy, updatesOf } from '../long-study.tsx';
import type { StudyViewProps } from '../picture.ts';
import { useFollower, useSignal } from '../use-study.ts';
import { useStudyWords } from '../words.ts';
import { Results } from './results.tsx';
import { type SeedsCurve, type SeedsData, seedsOf } from './source.ts';
import { BandsTable } from './table.tsx';
import '../glance/glance.css';
import './seeds.css';

/** So many updates are made unasked: the reference loop makes them, in a worker. */
const UNASKED = 10_000_000;
const OFFERED = [5, 10, 20, 50, 100];

/** Where the plane is looked at decides nothing of it. */
const studyOf = (experiment: Experiment): Experiment => ({ ...experiment, window: null });

const bandText = ({ ys, band, n }: SeedsCurve, row: number): string =>
  row < 0 || !Number.isFinite(ys[row])
    ? '–'
    : `${short(ys[row])} (${short(band?.low[row] ?? Number.NaN)} … ${short(band?.high[row] ?? Number.NaN)}) n ${n[row]}`;

/** What is known of the seeds, for tables, and for each picture. */
function useCharts(controller: FollowController): {
  readonly shown: SeedsData | null;
  readonly charts: { readonly loss: ChartSource; readonly rates: readonly ChartSource[] };
} {
  const { playground } = useDocument();
  const { signals, data } = useMemo(() => {
    const signals = [
      controller.record,
      partOf(playground.store, (state) => state.displays),
      partOf(playground.store, (state) => state.highlighted),
    ] as const;
    let known: readonly unknown[] = [];
    let found: SeedsData | null = null;
    return {
      signals,
      data(): SeedsData | null {
        const now = signals.map(({ value }) => value);
        if (now.some((value, i) => value !== known[i])) {
          known = now;
          const [record, displays, highlighted] = signals;
          found = record.value && seedsOf(record.value, displays.value, highlighted.value);
        }
        return found;
      },
    };
  }, [playground, controller]);
  const [shown, setShown] = useState<SeedsData | null>(null);
  useEffect(() => drawOnChange(() => setShown(data()), signals), [data, signals]);
  const channels = shown?.rates.length ?? 2;
  const charts = useMemo((): { loss: ChartSource; rates: readonly ChartSource[] } => {
    const part = (pick: (data: SeedsData) => ReturnType<ChartSource['data']>): ChartSource => ({
      signals,
      data() {
        const now = data();
        return now && pick(now);
      },
    });
    return {
      loss: part(({ loss }) => loss),
      rates: Array.from({ length: channels }, (_, i) => part(({ rates }) => rates[i] ?? null)),
    };
  }, [signals, data, channels]);
  return { shown, charts };
}

export function Seeds({ pools, edits }: StudyViewProps): ReactNode {
  const { seeds: words, failed } = useStudyWords();
  const { names } = useRuns();
  const box = useRef<HTMLElement>(null);
  const seen = useInView(box);
  const network = usePlayground(({ experiment }) => isNetwork(experiment));
  const chancy = usePlayground(({ experiment }) => isChancy(experiment));
  const updates = usePlayground(({ experiment }) => updatesOf(studyOf(experiment)));
  const key = usePlayground(({ experiment }) => keyOf(studyOf(experiment)));
  const [asked, ask] = useState<string | null>(null);
  const unasked = !network && updates <= UNASKED;
  const wanted = unasked || asked === key;
  const controller = useFollower(pools, studyOf, seen && wanted, createFollowController);
  const lang = usePlayground((state) => state.lang);
  const failure = useSignal(controller.failure);
  const [tabled, setTabled] = useState(false);
  const { shown, charts } = useCharts(controller);
  const texts = useMemo(
    () => ({
      step: (x: number) => words.step(Math.floor(x)),
      band: (curve: ChartCurve, row: number) => bandText(curve as SeedsCurve, row),
    }),
    [words],
  );
  const lossTitle = network ? words.validation : shown?.above ? words.gap : words.loss;
  const rateTitle = (i: number): string => (network ? words.layerRate(i + 1) : words.rate('xy'[i]));
  return (
    <section ref={box} className="panel glance large seeds" aria-label={words.title}>
      <header>
        <h2>{edits ? <Count /> : words.title}</h2>
      </header>
      {!chancy && (
        <p className="seeds-same">
          {words.nothing(['regression', 'sparse'].map((id) => surfaceEntry(lang, id).name))}
        </p>
      )}
      {!unasked && (
        <LongStudy
          {...{ controller, wanted, network, updates }}
          select={studyOf}
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
          source={charts.loss}
          names={names}
          title={words.bandOf(lossTitle)}
          across="t"
          label={words.label(lossTitle, names.join(', '))}
          className="seeds-loss"
          head={texts.step}
          value={texts.band}
        />
        <div className="seeds-rates">
          {charts.rates.map((source, i) => (
            <Chart
              // biome-ignore lint/suspicious/noArrayIndexKey: a coordinate or layer is nothing but its place
              key={i}
              source={source}
              names={names}
              title={rateTitle(i)}
              across="t"
              label={words.label(rateTitle(i), names.join(', '))}
              className="seeds-rate"
              head={texts.step}
              value={texts.band}
            />
          ))}
        </div>
      </div>
      {shown && <Results data={shown} names={names} chancy={chancy} />}
      <details onToggle={(event) => setTabled(event.currentTarget.open)}>
        <summary>{words.table}</summary>
        {tabled && shown && (
          <BandsTable
            charts={[
              { title: lossTitle, chart: shown.loss },
              ...shown.rates.map((chart, i) => ({ title: rateTitle(i), chart })),
            ]}
            names={names}
          />
        )}
      </details>
    </section>
  );
}

/** How many seeds: written into the link. */
function Count(): ReactNode {
  const { playground } = useDocument();
  const { seeds: words } = useStudyWords();
  const n = usePlayground(
    ({ experiment }) => (experiment.axes[0]?.n ?? 1) * Number(experiment.study?.args.seeds ?? 1),
  );
  return (
    <>
      <select
        aria-label={words.count}
        value={n}
        onChange={(event) => {
          const { experiment } = playground.store.getState();
          const { study, axes } = overSeeds(experiment, Number(event.target.value));
          const { measure, to } = experiment.study?.args ?? {};
          const kept = measure === undefined || to === undefined ? {} : { measure, to };
          playground.edit({ study: study && { ...study, args: { ...study.args, ...kept } }, axes });
        }}
      >
        {[...new Set([...OFFERED, n])]
          .sort((a, b) => a - b)
          .map((count) => (
            <option key={count}>{count}</option>
          ))}
      </select>
      <span>{words.seeds}</span>
    </>
  );
}
