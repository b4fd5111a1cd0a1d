/** What the pictures of a study over seeds show, from the courses as far as they are. Pure. */
import { isDimmed } from '../../../document/highlight.ts';
import type { RunDisplay } from '../../../document/state.ts';
import type { Measure } from '../../../experiment/studies.ts';
import type { FollowRecord } from '../../controller/follow.ts';
import { type Band, bandOf } from '../../seeds/bands.ts';
import type { Course } from '../../seeds/messages.ts';
import { type Estimate, estimate, type Ranking, rankingOf } from '../../seeds/ranking.ts';
import { isMoreBetter } from '../../seeds/seeds.ts';
import { protocolOf } from '../../study.ts';
import type { ChartCurve, ChartData } from '../chart/draw.ts';

/** One run with all its seeds. */
export interface Repeated {
  readonly run: number;
  readonly key: number;
  readonly slot: number;
  readonly dimmed: boolean;
  /** What the study measures, a number a seed, above the floor. */
  readonly values: readonly number[];
  readonly estimate: Estimate;
  readonly diverged: number;
  readonly worse: number;
  readonly ranks: Ranking['ranks'][number];
}

export interface SeedsData {
  readonly loss: SeedsChart;
  /** By coordinate, or layer. */
  readonly rates: readonly SeedsChart[];
  readonly runs: readonly Repeated[];
  /** Places in `runs` that cannot be told apart. */
  readonly ties: Ranking['ties'];
  /** Whether values are compared by their ratio. */
  readonly log: boolean;
  readonly measure: Measure;
  /** Whether losses are shown above a minimum that is not 0. */
  readonly above: boolean;
  /** The fewest seeds that a run has, and how many there will be. */
  readonly n: number;
  readonly seeds: number;
}

export interface SeedsCurve extends ChartCurve {
  /** How many seeds have a value, by row. */
  readonly n: Int32Array;
}
export interface SeedsChart extends ChartData {
  readonly curves: readonly SeedsCurve[];
}

/** What depends on the courses alone: worked out once, however often runs are pointed at meanwhile. */
interface Summed {
  readonly steps: Int32Array;
  readonly loss: readonly Band[];
  /** By channel and run. */
  readonly rates: readonly (readonly Band[])[];
}
const known = new WeakMap<FollowRecord, Summed>();

/** What losses are shown above: the least that the surface has with that seed. */
const floorOf = ({ least }: Course): number => least ?? 0;

function sum({ runs }: FollowRecord): Summed {
  const all = runs.flat();
  const longest = all.reduce<Int32Array>(
    (steps, course) => (course.steps.length > steps.length ? course.steps : steps),
    new Int32Array(0),
  );
  const channels = Math.max(0, ...all.map(({ rates }) => rates.length));
  const of = (pick: (course: Course) => ArrayLike<number>): readonly Band[] =>
    runs.map((courses) => bandOf(courses.map(pick)));
  return {
    steps: longest,
    loss: of((course) => course.loss.map((value) => value - floorOf(course))),
    rates: Array.from({ length: channels }, (_, channel) => of(({ rates }) => rates[channel] ?? [])),
  };
}

function summed(record: FollowRecord): Summed {
  const found = known.get(record) ?? sum(record);
  known.set(record, found);
  return found;
}

/** The least and the greatest of what is shown; of a logarithmic axis only what is above 0. */
function extentOf(bands: readonly Band[], log: boolean): readonly [number, number] | null {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const band of bands) {
    for (const values of [band.mean, band.low, band.high]) {
      for (const value of values) {
        if (!Number.isFinite(value) || (log && value <= 0)) continue;
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
  }
  return low > high ? null : [low, high];
}

const isPositive = (bands: readonly Band[]): boolean =>
  bands.every(({ mean, low }) => mean.every((value) => !(value < 0)) && low.every((value) => !(value < 0)));

export function seedsOf(
  record: FollowRecord,
  displays: readonly RunDisplay[],
  highlighted: number | null,
): SeedsData {
  const { experiment, seeds } = record;
  const { steps, loss, rates } = summed(record);
  const shown = displays.filter(({ hidden }) => !hidden).length;
  const visible = record.runs.flatMap((courses, run) => {
    const display = displays[run];
    if (!display || display.hidden || courses.length === 0) return [];
    const { key, slot } = display;
    return [{ ...{ run, key, slot, courses }, dimmed: isDimmed(key, highlighted, shown) }];
  });
  const chartOf = (bands: readonly Band[]): SeedsChart => {
    const own = visible.map(({ run }) => bands[run]);
    const log = isPositive(own);
    return {
      curves: visible.map(({ run, key, slot, dimmed }) => {
        const { mean, low, high, n } = bands[run];
        return { ...{ run, key, slot, dimmed, xs: steps, ys: mean, n }, band: { low, high } };
      }),
      ends: [0, Math.max(1, experiment.steps)],
      ...{ across: 'linear', up: log ? 'log' : 'linear', extent: extentOf(own, log) },
    };
  };
  const { measure } = protocolOf(experiment);
  // Steps, accuracies and mean logarithms are what they are.
  const isLoss = measure === 'final' || measure === 'best';
  const valuesOf = (courses: readonly Course[]): readonly number[] =>
    courses.flatMap((course) => {
      const { value } = course.outcome;
      return value === null ? [] : [isLoss ? value - floorOf(course) : value];
    });
  const all = visible.map(({ courses }) => valuesOf(courses));
  const log =
    measure !== 'area' && measure !== 'accuracy' && all.every((values) => values.every((v) => v > 0));
  const estimates = all.map((values) => estimate(values, log));
  const { ranks, ties } = rankingOf(estimates, isMoreBetter(experiment));
  const counted = (courses: readonly Course[], status: string): number =>
    courses.filter(({ outcome }) => outcome.status === status).length;
  return {
    loss: chartOf(loss),
    rates: rates.map(chartOf),
    runs: visible.map(({ courses, ...look }, i) => ({
      ...look,
      ...{ values: all[i], estimate: estimates[i], ranks: ranks[i] },
      ...{ diverged: counted(courses, 'diverged'), worse: counted(courses, 'worse') },
    })),
    ...{ ties, log, seeds, measure },
    above: record.runs.flat().some((course) => floorOf(course) !== 0),
    n: Math.min(...visible.map(({ courses }) => courses.length), seeds),
  };
}
