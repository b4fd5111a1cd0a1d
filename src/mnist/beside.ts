/**
 * Evaluations that go on beside the steps, one after another, in slices between two steps.
 *
 * What is kept of a training must not lose those that are still to be made: a checkpoint that is due meanwhile waits
 * here, with the evaluation of its own weights, until all before that have been made.
 */
import type { NetworkEvaluation } from '../frames/network.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Assessment } from './evaluate.ts';

export interface Beside {
  /** Evaluations that are not finished. */
  readonly count: number;
  /** Another one; `checkpoint` has the weights that it evaluates. */
  add(assessment: Assessment, checkpoint: Checkpoint | null): void;
  /** Some slices of the first, as many as are over soon, or the report of what it has found. */
  slice(): Promise<void>;
  /** Frees what they hold on the backend. */
  dispose(): void;
}

export interface BesideOptions {
  /** Does a slice, on a new backend again when the graphics context was lost in it. */
  advance(assessment: Assessment): Promise<NetworkEvaluation | null>;
  /** Hears what was found. */
  found(evaluation: NetworkEvaluation): Promise<void>;
  /** Hears of a checkpoint that need not wait any more. */
  held(checkpoint: Checkpoint): void;
  /** Milliseconds. */
  now(): number;
}

/** How long steps may be kept waiting at a time, in milliseconds: longer where others wait too. */
const MOST = 50;
const MOST_BEHIND = 80;

export function createBeside({ advance, found, held, now }: BesideOptions): Beside {
  const queue: { readonly assessment: Assessment; readonly checkpoint: Checkpoint | null }[] = [];
  /** What the first has found, to be told in a turn of its own. */
  let ready: NetworkEvaluation | null = null;
  const tellHeld = (): void => {
    const checkpoint = queue[0]?.checkpoint;
    if (checkpoint) held(checkpoint);
  };
  return {
    get count() {
      return queue.length;
    },
    add(assessment, checkpoint) {
      queue.push({ assessment, checkpoint });
      if (queue.length === 1) tellHeld();
    },
    async slice() {
      if (queue.length === 0) return;
      if (ready) {
        const evaluation = ready;
        ready = null;
        queue.shift();
        await found(evaluation);
        tellHeld();
        return;
      }
      const [{ assessment }] = queue;
      const most = queue.length > 1 ? MOST_BEHIND : MOST;
      const begun = now();
      let longest = 0;
      let at = begun;
      do {
        ready = await advance(assessment);
        if (ready) return;
        longest = Math.max(longest, now() - at);
        at = now();
      } while (at - begun + longest <= most);
    },
    dispose() {
      for (const { assessment } of queue) assessment.dispose();
    },
  };
}
