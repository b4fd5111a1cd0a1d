/** In which order trials are computed, and in which pieces: coarse first, so that a first picture shows the whole. */
import { isNetwork } from '../../experiment/slice.ts';
import type { Experiment } from '../../experiment/types.ts';
import { gridValues } from '../axis-values.ts';
import type { StudyPart } from '../messages.ts';
import { MOST_TOGETHER } from '../network/groups.ts';
import { isRace } from '../race/problems.ts';
import { protocolOf, trialsByNumber, trialsEach } from '../study.ts';

/** The first picture has at most about so many values on each axis of a grid. */
const COARSE = 16;
/** A map is followed while something is dragged up to this level: 64 values on each axis. */
const LIVE_LEVEL = 2;

/** That of a race has so many trials on each problem. */
const RACE_COARSE = 4;

/** Fewer updates than this are not worth a message; more would keep a piece from being cancelled in time. */
const LEAST_UPDATES = 20_000;
const MOST_UPDATES = 200_000;

/** How often a whole number can be halved. */
const halvings = (value: number): number => (value === 0 ? 30 : Math.min(30, Math.log2(value & -value)));

/** At which level, 0 the coarsest, each of so many values on an axis is first tried. */
function levelsOfAxis(length: number): Uint8Array {
  const top = Math.max(0, Math.ceil(Math.log2(length / COARSE)));
  return Uint8Array.from({ length }, (_, i) => Math.max(0, top - halvings(i)));
}

/**
 * The trials of a grid, in levels that refine each other.
 *
 * @param lengths How many values each axis has; the last changes fastest.
 */
export function gridLevels(lengths: readonly number[]): readonly Int32Array[] {
  const ofAxis = lengths.map(levelsOfAxis);
  const trials = lengths.reduce((product, length) => product * length, 1);
  const levelOf = new Uint8Array(trials);
  const counts: number[] = [];
  for (let trial = 0; trial < trials; trial++) {
    let level = 0;
    let rest = trial;
    for (let axis = lengths.length - 1; axis >= 0; axis--) {
      level = Math.max(level, ofAxis[axis][rest % lengths[axis]]);
      rest = Math.floor(rest / lengths[axis]);
    }
    levelOf[trial] = level;
    counts[level] = (counts[level] ?? 0) + 1;
  }
  const levels = Array.from(counts, (count = 0) => new Int32Array(count));
  const filled = levels.map(() => 0);
  for (let trial = 0; trial < trials; trial++) levels[levelOf[trial]][filled[levelOf[trial]]++] = trial;
  return levels.filter(({ length }) => length > 0);
}

/** Draws in their own order refine each other: the first few, then four times as many, and so on. */
export function drawnLevels(trials: number): readonly Int32Array[] {
  const levels: Int32Array[] = [];
  for (let from = 0, to = COARSE; from < trials; from = to, to *= 4)
    levels.push(Int32Array.from({ length: Math.min(to, trials) - from }, (_, i) => from + i));
  return levels;
}

/** Of a race a few draws on every problem, then four times as many. The first picture is of all problems. */
export function raceLevels(trials: number, each: number): readonly Int32Array[] {
  const levels: Int32Array[] = [];
  const all = Int32Array.from({ length: trials }, (_, trial) => trial);
  for (let from = 0, to = RACE_COARSE; from < each; from = to, to *= 4)
    levels.push(all.filter((trial) => trial % each >= from && trial % each < to));
  return levels;
}

/** Trials that are computed together. */
export interface Piece {
  /** 0 the coarsest. */
  readonly level: number;
  /** Whether a newer study waits for it, if not for long. */
  readonly live: boolean;
  readonly parts: readonly StudyPart[];
}

/** Networks in a piece: as many as are trained side by side, unless workers would then have unequal shares. */
const networksOf = (trials: number, workers: number): number =>
  Math.ceil(trials / (workers * Math.ceil(trials / (MOST_TOGETHER * workers))));

/** The places of each run's trials by level; an empty list for a run whose trials depend on each other. */
function createLevels(experiment: Experiment): (run: number) => readonly Int32Array[] {
  const { seeds } = protocolOf(experiment);
  /** Runs with the same axes have the same levels: found once, as they may be of a million trials. */
  const known = new Map<string, readonly Int32Array[]>();
  const once = (key: string, find: () => readonly Int32Array[]): readonly Int32Array[] => {
    const found = known.get(key) ?? repeated(find(), seeds);
    known.set(key, found);
    return found;
  };
  return (run) => {
    const numbered = trialsByNumber(experiment, run);
    if (!numbered) return [];
    const { axes, count } = numbered;
    if (isRace(experiment)) {
      const each = trialsEach(experiment, run);
      return once(`race ${each}`, () => raceLevels(count, each));
    }
    const isGrid = (experiment.study?.id ?? 'grid') === 'grid' || axes.length === 0;
    if (!isGrid) return once(`${count}`, () => drawnLevels(count / seeds));
    const lengths = axes.map((axis) => gridValues(axis).length);
    return once(`grid ${lengths}`, () => gridLevels(lengths));
  };
}

/** The places of trials that are repeated. */
const repeated = (levels: readonly Int32Array[], seeds: number): readonly Int32Array[] =>
  seeds === 1
    ? levels
    : levels.map((trials) =>
        Int32Array.from(
          { length: trials.length * seeds },
          (_, i) => trials[Math.floor(i / seeds)] * seeds + (i % seeds),
        ),
      );

/**
 * What is to be computed of an experiment's numbered trials, in order: level after level, of each the runs one after another.
 *
 * @param runs Which runs.
 * @param workers How many will share it: a level is split so that all have something to do.
 */
export function piecesOf(experiment: Experiment, runs: readonly number[], workers: number): readonly Piece[] {
  const ofRuns = runs.map(createLevels(experiment));
  const pieces: Piece[] = [];
  const last = experiment.axes.length > 1 && !isNetwork(experiment) ? LIVE_LEVEL : 0;
  const deepest = Math.max(0, ...ofRuns.map(({ length }) => length));
  for (let level = 0; level < deepest; level++) {
    const ofLevel = ofRuns.map((levels) => levels[level] ?? new Int32Array());
    const trials = ofLevel.reduce((sum, { length }) => sum + length, 0);
    const share = Math.ceil((trials * experiment.steps) / workers);
    const updates = Math.max(LEAST_UPDATES, Math.min(MOST_UPDATES, share));
    const most = isNetwork(experiment)
      ? networksOf(trials, workers)
      : Math.max(1, Math.floor(updates / experiment.steps));
    let parts: StudyPart[] = [];
    let room = most;
    const close = (): void => {
      if (parts.length > 0) pieces.push({ level, live: level <= last, parts });
      parts = [];
      room = most;
    };
    for (const [i, places] of ofLevel.entries()) {
      for (let from = 0; from < places.length; ) {
        const part = places.slice(from, from + room);
        parts.push({ run: runs[i], places: part });
        from += part.length;
        room -= part.length;
        if (room === 0) close();
      }
    }
    close();
  }
  return pieces;
}
