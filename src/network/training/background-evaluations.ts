/** Evaluations that go on beside the steps, one after another, in slices between two steps. */
import type { NetworkEvaluation } from '../history/record.ts';
import type { PendingEvaluation } from './checkpoint.ts';
import type { EvaluationJob } from './evaluate.ts';

export interface BackgroundEvaluations {
  /** Evaluations that are not finished, or not reported. */
  readonly count: number;
  /** What would be lost with this thread. */
  readonly pending: readonly PendingEvaluation[];
  add(job: EvaluationJob): void;
  /** Gives up the evaluation of a step, if it is still to be made. */
  drop(step: number): void;
  /** Some slices of the first, as many as are over soon, or the report of what it has found. */
  slice(): Promise<void>;
  /** Frees what they hold on the engine. */
  dispose(): void;
}

export interface BackgroundEvaluationsOptions {
  /** Does a slice, on a new engine again when the graphics context was lost in it. */
  advance(job: EvaluationJob): Promise<NetworkEvaluation | null>;
  /** Hears what was found. */
  found(evaluation: NetworkEvaluation): Promise<void>;
  /** Milliseconds. */
  now(): number;
}

/** How long steps may be kept waiting at a time, in milliseconds: longer where others wait too. */
const MOST = 50;
const MOST_BEHIND = 80;

export function createBackgroundEvaluations({
  advance,
  found,
  now,
}: BackgroundEvaluationsOptions): BackgroundEvaluations {
  const queue: EvaluationJob[] = [];
  /** What the first has found, to be reported in a turn of its own. */
  let ready: NetworkEvaluation | null = null;
  return {
    get count() {
      return queue.length;
    },
    get pending() {
      return queue.map(({ kind, images, snapshot }) => ({ kind, ...(images && { images }), snapshot }));
    },
    add: (job) => void queue.push(job),
    drop(step) {
      const at = queue.findIndex(({ snapshot }) => snapshot.step === step);
      // What was found already is reported.
      if (at < 0 || (at === 0 && ready)) return;
      queue[at].dispose();
      queue.splice(at, 1);
    },
    async slice() {
      if (queue.length === 0) return;
      if (ready) {
        const evaluation = ready;
        ready = null;
        queue.shift();
        await found(evaluation);
        return;
      }
      const [job] = queue;
      const most = queue.length > 1 ? MOST_BEHIND : MOST;
      const begun = now();
      let longest = 0;
      let at = begun;
      do {
        ready = await advance(job);
        if (ready) return;
        longest = Math.max(longest, now() - at);
        at = now();
      } while (at - begun + longest <= most);
    },
    dispose() {
      for (const job of queue) job.dispose();
    },
  };
}
