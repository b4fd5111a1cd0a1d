/** The maps that are shown, and what is edited, as one thing to draw. */
import type { Minimum } from '../../../core/types.ts';
import type { Playground } from '../../../document/playground.ts';
import type { RunDisplay } from '../../../document/state.ts';
import type { Experiment } from '../../../experiment/index.ts';
import { createSignal, partOf, type Readable } from '../../../signal.ts';
import type { StudyController, StudyPools } from '../../controller/controller.ts';
import type { RunTrials, StudyRecord } from '../../controller/record.ts';
import type { OutcomeColumns } from '../../outcomes.ts';
import { scaleOf as measureScaleOf } from '../glance/curves.ts';
import { cellsOf, type MapCells } from './cells.ts';

export interface RunMap {
  readonly run: number;
  readonly key: number;
  readonly slot: number;
  /** Brought up to date when it is read: the maps are drawn in pictures of their own where one after another takes long. */
  readonly cells: MapCells;
}

export interface MapData {
  /** What was studied. */
  readonly studied: Experiment;
  readonly maps: readonly RunMap[];
  /** The least and the most steps until `to` of all maps; the most are those of the experiment. */
  readonly steps: readonly [few: number, many: number];
  /** How values are shown: above the floor, between these. */
  readonly scale: 'log' | 'linear';
  readonly floor: number;
  readonly range: readonly [best: number, worst: number] | null;
  readonly done: number;
  readonly total: number;
  readonly complete: boolean;
}

export interface MapSource {
  /** null before anything has been computed. */
  data(): MapData | null;
  readonly signals: readonly Readable<unknown>[];
  dispose(): void;
}

/** How often a study in progress is looked through, in milliseconds: maps have up to a million cells. */
const PACE_MS = 150;

/** The record of a study as it begins, when it is whole, and now and then between. */
function paced(
  record: Readable<StudyRecord | null>,
  { now, later }: StudyPools['timers'],
): Readable<StudyRecord | null> & {
  dispose(): void;
} {
  const shown = createSignal(record.value);
  let last = Number.NEGATIVE_INFINITY;
  let cancel: (() => void) | null = null;
  const show = (): void => {
    cancel?.();
    cancel = null;
    last = now();
    shown.set(record.value);
  };
  const stop = record.subscribe(() => {
    const { value } = record;
    const other = value?.experiment !== shown.value?.experiment;
    const left = last + PACE_MS - now();
    if (other || !value || value.complete || left <= 0) show();
    else cancel ??= later(left, show);
  });
  return {
    subscribe: shown.subscribe,
    get value() {
      return shown.value;
    },
    dispose() {
      stop();
      cancel?.();
    },
  };
}

/** Values that are enough to tell how they are distributed. */
const SAMPLE = 4096;
/** On a logarithmic scale a loss of so much of the worst has arrived: what is less is not told apart. */
const ARRIVED = 1e-16;

/** The largest of 1, 2, 5 × 10ⁿ that is not above a value, so that a range stays the same while cells are added. */
function roundBelow(value: number): number {
  if (!(value > 0)) return 0;
  const power = 10 ** Math.floor(Math.log10(value));
  const digit = [5, 2, 1].find((each) => each * power <= value) ?? 1;
  return digit * power;
}
const roundAbove = (value: number): number => 1 / roundBelow(1 / value);

/** Calls `look` for some of the outcomes that are known of all runs, evenly spread over them. */
function sample(runs: readonly RunTrials[], look: (outcomes: OutcomeColumns, place: number) => void): void {
  const all = runs.reduce((sum, { taken }) => sum + taken, 0);
  const stride = Math.max(1, Math.floor(all / SAMPLE));
  for (const { outcomes } of runs) {
    const { status } = outcomes;
    let met = 0;
    for (let place = 0; place < status.length; place++)
      if (status[place] !== 0 && met++ % stride === 0) look(outcomes, place);
  }
}

/** Between which values colours are spread: what is better than nearly all others is not told apart from them. */
function rangeOf(
  runs: readonly RunTrials[],
  scale: 'log' | 'linear',
  floor: number,
  better: (a: number, b: number) => boolean,
): MapData['range'] {
  const found: number[] = [];
  sample(runs, ({ status, value }, place) => {
    if (status[place] === 1 && !Number.isNaN(value[place])) found.push(value[place] - floor);
  });
  if (found.length === 0) return null;
  found.sort((a, b) => (better(a, b) ? -1 : better(b, a) ? 1 : 0));
  const worst = found[found.length - 1];
  const best = found[Math.floor(0.02 * (found.length - 1))];
  if (scale === 'linear' || !(worst > 0)) return [best, worst];
  return [roundBelow(Math.max(ARRIVED * worst, best)), roundAbove(worst)];
}

function fewest(runs: readonly RunTrials[]): number {
  const found: number[] = [];
  sample(runs, ({ minimum, reached }, place) => {
    if (minimum[place] >= 0 && reached[place] >= 0) found.push(reached[place]);
  });
  found.sort((a, b) => a - b);
  // Starts that lie in a minimum do not decide the tones of all others.
  return found.length === 0 ? 0 : roundBelow(found[Math.floor(0.02 * (found.length - 1))]);
}

function dataOf(
  record: StudyRecord,
  now: Experiment,
  lines: readonly RunDisplay[],
  minima: readonly Minimum[] | null,
): MapData {
  const { experiment, done, total, complete } = record;
  const shown = record.runs.filter(
    ({ run, axes }) => axes.length === 2 && lines[run] && !lines[run].hidden && now.runs[run],
  );
  const maps = shown.map(
    (trials): RunMap => ({
      run: trials.run,
      key: lines[trials.run].key,
      slot: lines[trials.run].slot,
      get cells() {
        return cellsOf(experiment, trials);
      },
    }),
  );
  const { scale, floor } = measureScaleOf(experiment, minima);
  const accuracy = experiment.study?.args.measure === 'accuracy';
  const range = rangeOf(shown, scale, floor, accuracy ? (a, b) => a > b : (a, b) => a < b);
  return {
    ...{ studied: experiment, maps, scale, floor, range, done, total, complete },
    steps: [fewest(shown), experiment.steps],
  };
}

export function createMapSource(
  { store }: Playground,
  { record }: StudyController,
  minima: readonly Minimum[] | null,
  timers: StudyPools['timers'],
): MapSource {
  const shown = paced(record, timers);
  const signals = [
    shown,
    partOf(store, (state) => state.experiment),
    partOf(store, (state) => state.displays),
  ] as const;
  let known: readonly unknown[] = [];
  let data: MapData | null = null;
  return {
    signals,
    dispose: shown.dispose,
    data() {
      const [study, experiment, lines] = signals;
      const now = signals.map(({ value }) => value);
      if (now.some((value, i) => value !== known[i])) {
        known = now;
        data = study.value && dataOf(study.value, experiment.value, lines.value, minima);
      }
      return data;
    },
  };
}
