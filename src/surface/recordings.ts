/** The runs of a two-dimensional experiment, computed in slices of time, and any step of them computed again. */
import { createObjective } from '../core/objective.ts';
import { MAX_ROWS, type Row } from '../core/record.ts';
import { createRun, type Run } from '../core/run.ts';
import { surfaceTable } from '../core/tables.ts';
import type { Computation } from '../experiment/types.ts';
import type { Inspection, RunResult } from './messages.ts';
import { createRecorder, type Recorder } from './record/recorder.ts';
import { createRows, type Rows } from './record/rows.ts';
import { type RowSource, referenceSource } from './record/sources.ts';
import { squareOf } from './record/square.ts';
import { inSlices } from './time-slices.ts';

let thinning: typeof import('./record/thinned-rows.ts') | null = null;

/** Loads what is needed for runs of so many steps; null where it is there. */
export function loadingFor(steps: number): Promise<void> | null {
  if (steps < MAX_ROWS || thinning) return null;
  return import('./record/thinned-rows.ts').then((loaded) => {
    thinning = loaded;
  });
}

/** Machine code is loaded when it can be of use, and does without where it cannot be loaded. */
let machine: typeof import('./record/machine.ts') | 'loading' | null = null;

function loadMachine(): void {
  if (machine !== null) return;
  machine = 'loading';
  import('./record/machine.ts').then(
    (loaded) => {
      machine = loaded;
    },
    () => {
      // The reference loop gives the same numbers.
    },
  );
}

export interface Recordings {
  /** Goes on until the time `until`; says whether all runs are done. */
  advance(until: number): boolean;
  /** The runs that were done since this was asked last. */
  finished(): RunResult[];
  /** The others, as far as they are. */
  soFar(): RunResult[];
  /** 0 … 1 of the work in steps. */
  fraction(): number;
  /** The recording of a run; undefined before it has begun. */
  recorder(run: number): Recorder | undefined;
  /** Whether a run is at its end. */
  isDone(run: number): boolean;
  /** The run itself, at its start. */
  runOf(run: number): Run;
}

/**
 * All runs of an experiment. They take turns, a slice each, so that all of them are seen to advance; those that need less than a
 * slice are done one after the other.
 *
 * What `loadingFor` their steps returned has to be done.
 *
 * @param now Milliseconds.
 */
export function createRecordings(computation: Computation, now: () => number): Recordings {
  const { surface, formula, rules, start, seed, runs, steps } = computation;
  // One objective for all: a typed formula is compiled once.
  const objective = createObjective(surface, formula, seed);
  loadMachine();
  const rowsOf = (): Rows =>
    thinning?.rowsFor(steps, squareOf(surfaceTable.get(surface.id).domain)) ?? createRows(steps + 1);
  const runOf = (index: number): Run => createRun(runs[index], objective, start, seed, rules);
  const sourceOf = (index: number): RowSource => {
    const run = runOf(index);
    const spec = { surface, formula, rules, start, run: runs[index] };
    const loaded = machine === 'loading' ? null : machine;
    return loaded?.sourceFor(spec, run, steps) ?? referenceSource(run, steps);
  };
  const recorders: (Recorder | undefined)[] = runs.map(() => undefined);
  const slices: ((until: number) => boolean)[] = [];
  const done = runs.map(() => false);
  const turns = runs.map((_, index) => index);
  let unreported: number[] = [];

  return {
    advance(until) {
      while (turns.length > 0) {
        const [index] = turns;
        if (!recorders[index]) {
          const recorder = createRecorder(sourceOf(index), steps, rowsOf());
          recorders[index] = recorder;
          slices[index] = inSlices(recorder, now);
        }
        turns.shift();
        if (slices[index](until)) {
          done[index] = true;
          unreported.push(index);
        } else turns.push(index);
        if (now() >= until) break;
      }
      return turns.length === 0;
    },
    finished() {
      const fresh = unreported.map((run) => ({ run, record: (recorders[run] as Recorder).finish() }));
      unreported = [];
      return fresh;
    },
    soFar: () =>
      recorders.flatMap((recorder, run) =>
        recorder && !done[run] ? [{ run, record: recorder.snapshot() }] : [],
      ),
    fraction: () =>
      runs.reduce((sum, _, k) => sum + (done[k] ? steps : (recorders[k]?.step() ?? 0)), 0) /
      (runs.length * steps),
    recorder: (run) => recorders[run],
    isDone: (run) => done[run] ?? false,
    runOf,
  };
}

export interface Inspector {
  /**
   * Computes one step of a run again, with the rule's inner state, from the nearest checkpoint or from where the last
   * question led. Null when it is not there by the time `until`: ask again, and it goes on. `later`: the recording has not come
   * that far.
   */
  inspect(run: number, step: number, now: () => number, until: number): Inspection | 'later' | null;
}

export function createInspector(computation: Computation, recordings: Recordings): Inspector {
  /** A run on its way to a step, or there; `made`: whether its latest update has been made here. */
  interface Replay {
    readonly index: number;
    readonly run: Run;
    readonly before: Float64Array;
    made: boolean;
  }
  let replay: Replay | null = null;

  /** Where to go on from: what was asked last where that is not beyond the step, else the nearest checkpoint. */
  function begin(index: number, step: number): Replay {
    const checkpoint = recordings.recorder(index)?.checkpoint(Math.max(0, step - 1));
    const kept = replay?.index === index ? replay : null;
    if (kept && step > 0 && kept.run.step >= (checkpoint?.updater.t ?? 0)) {
      if (kept.run.step < step || (kept.run.step === step && kept.made)) return kept;
    }
    const run = step > 0 && kept ? kept.run : recordings.runOf(index);
    if (step > 0 && checkpoint) run.restore(checkpoint);
    replay = { index, run, before: Float64Array.from(run.theta), made: false };
    return replay;
  }

  return {
    inspect(index, step, now, until) {
      const recorder = recordings.recorder(index);
      if (computation.runs[index] && !recordings.isDone(index) && step > (recorder?.step() ?? -1)) {
        return 'later';
      }
      const replaying = begin(index, step);
      const { run, before } = replaying;
      const there = inSlices(
        {
          advance(units) {
            for (let left = units; left > 0; left--) {
              // A run that has diverged stays at the update that did it.
              if (run.step >= step || run.diverged) return true;
              const { batches } = run.updater;
              if (batches > 1) {
                const wanted = run.gather(0);
                const missing = run.gather(left);
                left -= wanted - missing;
                if (missing > 0) return false;
              }
              before.set(run.theta);
              run.advance();
              replaying.made = true;
            }
            return run.step >= step || run.diverged;
          },
        },
        now,
      );
      return there(until) ? inspectionOf(index, run, before) : null;
    },
  };
}

/** What a run shows after the update that was inspected. */
export function rowOf({ step, theta, loss, lr, gradient, rate, realized }: Inspection): Row {
  const made = (value: number): number => (step > 0 ? value : Number.NaN);
  return {
    x: theta[0],
    y: theta[1],
    loss,
    lr: made(lr),
    gx: made(gradient[0]),
    gy: made(gradient[1]),
    rx: made(rate[0]),
    ry: made(rate[1]),
    zx: made(realized[0]),
    zy: made(realized[1]),
  };
}

function inspectionOf(index: number, run: Run, before: Float64Array): Inspection {
  const { updater } = run;
  const numbers = (vector: ArrayLike<number>) => Array.from(vector);
  return {
    run: index,
    step: run.step,
    before: numbers(before),
    theta: numbers(run.theta),
    loss: run.loss,
    lr: updater.lr,
    gradient: numbers(updater.gradient),
    rate: numbers(updater.rate),
    direction: numbers(updater.direction),
    realized: numbers(updater.realized),
    memory: Object.fromEntries(Object.entries(updater.memory).map(([name, v]) => [name, numbers(v)])),
    scalars: { ...updater.scalars },
  };
}
