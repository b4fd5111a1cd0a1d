/**
 * Decides what is evaluated when, and sees to it that what is found keeps up with the steps.
 *
 * Evaluations go on beside the steps. When one is due, the one before is finished first: what is shown is never more than one
 * evaluation behind. Where a machine is slow, fewer images are taken, so that evaluations have half of the time at most.
 * Schedules that are driven by the validation loss wait for it, on all validation images and at planned steps alone: their
 * rates repeat exactly, however fast the machine is, where it was paused, and however long the training is to be.
 */

import type { ImageSet } from '../data/images.ts';
import type { NetworkEvaluation } from '../history/record.ts';
import { createBackgroundEvaluations } from './background-evaluations.ts';
import type { PendingEvaluation } from './checkpoint.ts';
import { createEvaluationJob, type EvaluationJob, testOrder } from './evaluate.ts';
import { evaluationAt, nextEvaluation, SAMPLE, sampleFor } from './evaluation-schedule.ts';
import type { Training } from './training.ts';

export interface EvaluationSchedulerOptions {
  readonly training: Training;
  /** The test images. */
  readonly images: ImageSet;
  /** Whether the steps that follow depend on what is found. */
  readonly driven: boolean;
  /** The latest step that was evaluated before; −1 for none. */
  readonly evaluated: number;
  /** Milliseconds. */
  now(): number;
  /** Does some work, on a new engine again when the graphics context was lost in it. */
  guarded<T>(work: () => T): Promise<T>;
  /** Lets messages in. */
  turn(): Promise<void>;
  /** Hears how much of an evaluation is done that everything waits for. */
  progress(fraction: number): void;
  /** Hears what was found. */
  found(evaluation: NetworkEvaluation): Promise<void>;
}

export interface EvaluationScheduler {
  /** Evaluations that are not finished, or not reported. */
  readonly count: number;
  readonly pending: readonly PendingEvaluation[];
  /** The latest step whose evaluation was reported; −1 for none. */
  readonly evaluated: number;
  /** Takes up what a checkpoint has left to be made. */
  resume(pending: readonly PendingEvaluation[]): void;
  /** Evaluates the initial weights. */
  first(): Promise<void>;
  /**
   * Makes or begins what is due after the latest step of so many. `last`: whether no other step follows; `spent`: milliseconds
   * spent on steps so far.
   */
  afterStep(steps: number, last: boolean, spent: number): Promise<void>;
  /** Whether the weights as they stand are neither evaluated nor about to be. */
  readonly restDue: boolean;
  /** Nobody makes steps for now: the weights as they stand are evaluated too. */
  pause(): void;
  /** Some of the work that is left. */
  slice(): Promise<void>;
  /** All of it. */
  finish(): Promise<void>;
  /** Frees what is held on the engine. */
  dispose(): void;
}

/**
 * A scheduler that has evaluated nothing yet.
 *
 * Long because what is due, in progress and given up is decided from the same few numbers.
 */
export function createEvaluationScheduler(options: EvaluationSchedulerOptions): EvaluationScheduler {
  const { training, images, driven, now, guarded, turn } = options;
  const order = testOrder(images);
  let { evaluated } = options;
  /** The step whose evaluation no schedule asks for: someone paused there. */
  let unplanned = -1;
  /** Milliseconds that an image took in the latest evaluation. */
  let perImage = 0;
  /** After which step the latest evaluation was due, and what had been spent on steps by then. */
  let due = { spent: 0, step: training.step };

  const report = async (evaluation: NetworkEvaluation): Promise<void> => {
    evaluated = Math.max(evaluated, evaluation.step ?? training.step);
    await options.found(evaluation);
  };
  /** Learns what an image takes while a job is done. */
  const advance = async (job: EvaluationJob): Promise<NetworkEvaluation | null> => {
    const [begun, done] = [now(), job.fraction];
    const evaluation = await guarded(() => job.advance());
    const total = job.kind === 'all' ? images.count : Math.min(images.count, job.images ?? SAMPLE);
    const part = (evaluation ? 1 : job.fraction) - done;
    if (part > 0) perImage = (now() - begun) / (part * total);
    return evaluation;
  };
  const background = createBackgroundEvaluations({ advance, found: report, now });
  const jobOf = (pending: PendingEvaluation): EvaluationJob =>
    createEvaluationJob(training, images, order, pending);

  /** Evaluates the weights as they stand; steps wait for it. */
  async function evaluateNow(kind: 'sample' | 'all'): Promise<NetworkEvaluation> {
    const job = jobOf({ kind, snapshot: training.snapshot() });
    try {
      for (;;) {
        const evaluation = await advance(job);
        if (evaluation) return evaluation;
        if (kind === 'all') options.progress(job.fraction);
        await turn();
      }
    } finally {
      job.dispose();
    }
  }

  const finish = async (): Promise<void> => {
    while (background.count > 0) {
      await background.slice();
      await turn();
    }
  };
  const giveUpUnplanned = (): void => {
    if (unplanned >= 0) background.drop(unplanned);
    unplanned = -1;
  };

  const restDue = (): boolean => {
    const { step } = training;
    return step > evaluated && !background.pending.some(({ snapshot }) => snapshot.step === step);
  };

  return {
    get count() {
      return background.count;
    },
    get pending() {
      return background.pending;
    },
    get evaluated() {
      return evaluated;
    },
    resume(pending) {
      for (const each of pending) background.add(jobOf(each));
    },
    first: async () => report(await evaluateNow('sample')),

    async afterStep(steps, last, spent) {
      const { step, perEpoch } = training;
      const kind = evaluationAt(step, perEpoch, steps);
      if (kind === 'none') return;
      giveUpUnplanned();
      await finish();
      const planned = evaluationAt(step, perEpoch, Number.POSITIVE_INFINITY) !== 'none';
      if (driven || last) {
        const evaluation = await evaluateNow(kind);
        if (planned) training.observe(evaluation.loss);
        await report(evaluation);
      } else {
        const perStep = (spent - due.spent) / Math.max(1, step - due.step);
        const sample = sampleFor(perStep * nextEvaluation(step, perEpoch), perImage);
        background.add(
          jobOf({ kind, ...(kind === 'sample' && { images: sample }), snapshot: training.snapshot() }),
        );
      }
      due = { spent, step };
    },

    get restDue() {
      return restDue();
    },
    pause() {
      if (!restDue()) return;
      giveUpUnplanned();
      unplanned = training.step;
      background.add(jobOf({ kind: 'sample', snapshot: training.snapshot() }));
    },
    slice: background.slice,
    finish,
    dispose: background.dispose,
  };
}
