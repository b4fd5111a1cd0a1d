/** What the pictures of a race show, from its trials as far as they are. Pure. */
import { isDimmed } from '../../../document/highlight.ts';
import type { RunDisplay } from '../../../document/state.ts';
import type { Experiment } from '../../../experiment/index.ts';
import type { StudyRecord } from '../../controller/record.ts';
import { type Problem, problemsOf } from '../../race/problems.ts';
import { type Entry, type Standing, standingsOf } from '../../race/standings.ts';
import { trialsEach } from '../../study.ts';
import type { ChartCurve, ChartData } from '../chart/draw.ts';

/** One run of the race and how it is shown. */
export interface Racer extends Standing {
  readonly run: number;
  readonly key: number;
  readonly slot: number;
  readonly dimmed: boolean;
  readonly each: number;
}

export interface RaceData {
  readonly problems: readonly Problem[];
  readonly racers: readonly Racer[];
  readonly profile: ChartData;
  readonly tuning: ChartData;
  readonly done: number;
  readonly total: number;
}

/** Status 1 of the columns is `finished`; −1 in `reached` is none. */
function entryOf(record: StudyRecord, run: number): Entry {
  const { status, reached } = record.runs[run].outcomes;
  const costs = Float64Array.from(status, (each, trial) => {
    if (each === 0) return Number.NaN;
    return each === 1 && reached[trial] >= 0 ? reached[trial] : Number.POSITIVE_INFINITY;
  });
  return { costs, each: trialsEach(record.experiment, run) };
}

/** Where profiles end: beyond it nothing is solved any more; at least ten times the best. */
function endOf(standings: readonly Standing[]): number {
  const last = Math.max(10, ...standings.flatMap(({ ratios }) => ratios.at(-1) ?? 1));
  return last * 1.05;
}

/** A profile as stairs: how many of its ratios have been passed, over all problems. */
function stairsOf({ ratios }: Standing, problems: number): Pick<ChartCurve, 'xs' | 'ys' | 'stairs'> {
  const first = ratios.findIndex((ratio) => ratio > 1);
  const wins = first < 0 ? ratios.length : first;
  const later = ratios.subarray(wins);
  return {
    xs: [1, ...later],
    ys: [wins / problems, ...Array.from(later, (_, i) => (wins + i + 1) / problems)],
    stairs: true,
  };
}

/** The standings of a study are worked out once, however often runs are pointed at meanwhile. */
const known = new WeakMap<StudyRecord, readonly Standing[]>();

/** Standings of more trials take longer than a picture may: they are worked out at the start and at the end alone. */
const MANY = 100_000;
const early = new WeakMap<Experiment, readonly Standing[]>();

function standingsIn(record: StudyRecord, problems: number): readonly Standing[] {
  const { experiment, total, complete } = record;
  const found =
    known.get(record) ??
    (total > MANY && !complete ? early.get(experiment) : undefined) ??
    standingsOf(
      record.runs.map((_, run) => entryOf(record, run)),
      problems,
      experiment.steps,
    );
  known.set(record, found);
  if (total > MANY) early.set(experiment, found);
  return found;
}

export function raceOf(
  record: StudyRecord,
  displays: readonly RunDisplay[],
  highlighted: number | null,
): RaceData {
  const { experiment, done, total } = record;
  const problems = problemsOf(experiment);
  const standings = standingsIn(record, problems.length);
  const shown = displays.filter(({ hidden }) => !hidden).length;
  const racers = standings.flatMap((standing, run): Racer[] => {
    const display = displays[run];
    if (!display || display.hidden) return [];
    const { key, slot } = display;
    return [
      {
        ...standing,
        ...{ run, key, slot },
        dimmed: isDimmed(key, highlighted, shown),
        each: trialsEach(experiment, run),
      },
    ];
  });
  const look = ({ run, key, slot, dimmed }: Racer): Pick<ChartCurve, 'run' | 'key' | 'slot' | 'dimmed'> => ({
    ...{ run, key, slot, dimmed },
  });
  const most = Math.max(2, ...racers.map(({ solvedAfter }) => solvedAfter.length));
  const draws = Array.from({ length: most }, (_, k) => k + 1);
  return {
    ...{ problems, racers, done, total },
    profile: {
      curves: racers.map((racer) => ({ ...look(racer), ...stairsOf(racer, problems.length) })),
      ends: [1, endOf(standings)],
      ...{ across: 'log', up: 'linear', extent: [0, 1] },
    },
    tuning: {
      curves: racers.map((racer) => ({
        ...look(racer),
        xs: draws,
        // One that has nothing to tune is as good after one trial as after many.
        ys: draws.map((k) => racer.solvedAfter[Math.min(k, racer.solvedAfter.length) - 1]),
      })),
      ends: [1, most],
      ...{ across: 'log', up: 'linear', extent: [0, 1] },
    },
  };
}
