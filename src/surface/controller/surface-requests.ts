/** What is asked of the job that computes two-dimensional runs, and what is heard of it. */
import type { Computation } from '../../experiment/types.ts';
import type { Failure } from '../../runtime/failure.ts';
import type { Health, Request, RequestChannel } from '../../runtime/request.ts';
import type { Inspection, RunResult, SurfaceCommand, SurfaceEvent } from '../messages.ts';

/** How long a worker may be silent that computes: turns are reported many times a second. */
const SILENT_MS = 8000;
/** Runs that are done within a tenth of a second are shown all at once. */
const TOGETHER_MS = 100;
/** How long the first picture may wait for runs that are computed before it, in milliseconds. */
const FIRST_PICTURE_MS = 20;
/**
 * What a frame computes on its own thread is handed to a worker after so many turns, about a quarter of a second of computing.
 * Not after a time: a busy machine would then start twenty workers for twenty small frames.
 */
const MOST_TURNS_HERE = 30;
/**
 * Experiments of at most this many updates need no worker in a frame: most take a few milliseconds. Those that turn out to take
 * longer get one.
 */
const SMALL = 60_000;

/** Rules that work out the second derivatives of a typed formula, which takes long, before they make a step. */
const SECOND_ORDER = ['newton', 'sophia'];
/** Formulas of so many characters are differentiated twice in some milliseconds. */
const SHORT_FORMULA = 200;

/** Whether an experiment has no single piece of work that takes longer than a picture may wait. */
export const isDivisible = ({ surface, formula, runs }: Computation): boolean =>
  surface.id !== 'custom' ||
  (formula?.length ?? 0) <= SHORT_FORMULA ||
  !runs.some(({ optimizer }) => SECOND_ORDER.includes(optimizer.id));

export interface SurfaceRequestsOptions {
  readonly channel: RequestChannel;
  /** Whether this page is one frame of perhaps many: what is small is computed without a worker. */
  readonly framed: boolean;
  /** `complete`: these were the last. */
  computed(runs: readonly RunResult[], complete: boolean): void;
  /** Which part of the work is done, 0 … 1. */
  progressed(fraction: number): void;
  inspected(inspection: Inspection): void;
  replayed(found: Omit<Extract<SurfaceEvent, { type: 'replayed' }>, 'type'>): void;
  failed(failure: Failure): void;
}

export interface SurfaceRequests {
  /** Computes an experiment. `atOnce`: what is finished in the time that the next picture may wait is there on return. */
  compute(computation: Computation, atOnce: boolean): void;
  /** Asks for one step of one run with the rule's inner state. */
  inspect(run: number, step: number): void;
  /** Asks for what some runs show at a step that is not kept of them. */
  replay(runs: readonly number[], step: number): void;
}

export function createSurfaceRequests(options: SurfaceRequestsOptions): SurfaceRequests {
  const { channel, framed } = options;
  /** Whether something that was begun here took so long that this thread is not asked again. */
  let slow = false;

  function requestOf(computation: Computation, atOnce: boolean): Request {
    let complete = false;
    let begun = 0;
    return {
      job: 'surface',
      patience: SILENT_MS,
      preparing: false,
      get complete() {
        return complete;
      },
      begin() {
        if (begun++ > 0 && framed) slow = true;
        const together = atOnce && begun === 1 ? 0 : TOGETHER_MS;
        return { command: { type: 'compute', computation, together } satisfies SurfaceCommand };
      },
      receive(given): Health {
        const event = given as SurfaceEvent;
        switch (event.type) {
          case 'computed':
            complete = event.complete;
            if (complete) options.progressed(1);
            options.computed(event.runs, complete);
            return { patience: complete ? null : SILENT_MS, progress: true };
          case 'progress':
            options.progressed(event.fraction);
            return { patience: SILENT_MS };
          case 'inspected':
            options.inspected(event.inspection);
            return {};
          case 'replayed':
            options.replayed(event);
            return {};
          default:
            return event satisfies never;
        }
      },
      failed: (failure) => options.failed(failure),
    };
  }

  return {
    compute(computation, atOnce) {
      const divisible = isDivisible(computation);
      const small = framed && !slow && computation.runs.length * computation.steps <= SMALL;
      channel.begin(requestOf(computation, atOnce && divisible), {
        atOnce: atOnce && divisible ? FIRST_PICTURE_MS : 0,
        turns: small && divisible ? MOST_TURNS_HERE : 0,
      });
    },
    inspect: (run, step) => channel.send({ type: 'inspect', run, step } satisfies SurfaceCommand),
    replay: (runs, step) => channel.send({ type: 'replay', runs, step } satisfies SurfaceCommand),
  };
}
