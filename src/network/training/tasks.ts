/**
 * The tasks of a trainer, the most urgent first: each says when it is due. While training goes on, one thing is done between two
 * slices of steps: together they would keep steps waiting for too long.
 */
import type { PlaneKind } from '../history/plane.ts';
import type { Watched } from '../history/record.ts';
import type { NetworkEvent } from '../messages.ts';
import type { PlaneWork } from '../plane/plane-work.ts';
import type { Columns } from './columns.ts';
import type { Stepper } from './cores/stepper.ts';
import { evaluationAt, nextEvaluation } from './evaluation-schedule.ts';
import type { EvaluationScheduler } from './evaluation-scheduler.ts';
import type { Guarded } from './recovery.ts';
import type { Checkpointer, Reporter } from './reports.ts';
import type { Task } from './scheduler.ts';
import type { Training } from './training.ts';
import { within } from './watched.ts';

/** What commands have asked for. */
export interface Controls {
  /** How many steps may be made. */
  allowed: number;
  /** How often that has been said. */
  orders: number;
  watched: Watched;
  /** Whether what is watched has changed since the latest report. */
  rewatched: boolean;
  plane: PlaneKind | null;
  /** Has a plane looked at; nothing before there is anything to look at. */
  wantPlane(kind: PlaneKind | null): void;
  /** The image that waits to be read. */
  image: Float32Array | null;
}

/** How far the work is. */
export interface Progress {
  /** Milliseconds spent on training steps. */
  spent: number;
  /** Whether steps were made since the latest thing that was done between steps. */
  stepped: boolean;
  /** Whether the latest step is one after which the networks are evaluated. */
  evaluationDue: boolean;
  /** Whether the end of the training has been reported. */
  finished: boolean;
}

/** What tasks work with. */
export interface Workplace {
  readonly training: Training;
  /** The number of steps to be made. */
  readonly steps: number;
  readonly controls: Controls;
  readonly progress: Progress;
  readonly columns: Columns;
  readonly stepper: Stepper;
  readonly reporter: Reporter;
  readonly checkpointer: Checkpointer;
  readonly evaluations: EvaluationScheduler;
  readonly plane: PlaneWork;
  readonly guarded: Guarded;
  emit(event: NetworkEvent): void;
  now(): number;
}

/** The most time that a plane takes of a training in progress, by the time that the steps take. */
const PLANE_SHARE = 0.2;

/** Whether there are steps to be made. */
const isAlive = ({ training, steps }: Workplace): boolean =>
  training.step < steps && training.divergedAt.includes(0);
/** Whether nobody waits for steps. */
const isResting = (place: Workplace): boolean => place.controls.allowed <= 0 || !isAlive(place);

/** Tells of the plane, if there is one. */
export function showPlane({ plane, emit }: Pick<Workplace, 'plane' | 'emit'>): void {
  const frame = plane.frame();
  if (frame) emit({ type: 'plane', frame });
}

/** Follows other weights. A report follows the same ones all through: what was made is reported before. */
const watch = ({ controls, reporter, columns, training }: Workplace): Task => ({
  name: 'watch',
  due: () => controls.rewatched,
  async run() {
    controls.rewatched = false;
    await reporter.report(null, true);
    columns.follow(within(controls.watched, training).weights);
  },
});

/** Reads the latest image that was shown. */
const answer = ({ controls, training, guarded, emit }: Workplace): Task => ({
  name: 'answer',
  due: () => controls.image !== null,
  async run() {
    const { image } = controls;
    if (!image) return;
    controls.image = null;
    const probabilities = await guarded(() => training.predict(image));
    emit({ type: 'predicted', step: training.step, probabilities });
  },
});

/** Makes or begins the evaluation that is planned after the latest step. */
const plannedEvaluation = (place: Workplace): Task => ({
  name: 'planned evaluation',
  due: () => place.progress.evaluationDue,
  async run() {
    const { progress, reporter, evaluations, steps } = place;
    progress.evaluationDue = false;
    const { count } = reporter;
    await evaluations.afterStep(steps, !isAlive(place), progress.spent);
    if (reporter.count !== count) progress.stepped = false;
  },
});

/** Ends the training after its last step: everything is evaluated, reported and kept. */
const finish = (place: Workplace): Task => ({
  name: 'finish',
  due: () => !isAlive(place) && !place.progress.finished,
  async run() {
    await place.evaluations.finish();
    await place.reporter.report(null);
    await place.checkpointer.make();
    place.progress.finished = true;
    place.stepper.dispose();
    place.emit({ type: 'finished' });
  },
});

/** Who pauses may leave the page: what is kept does not wait for anything else. */
const checkpoint = (place: Workplace): Task => ({
  name: 'checkpoint',
  due() {
    const { checkpointer, progress } = place;
    if (!isAlive(place) || checkpointer.current) return false;
    return isResting(place) || (progress.stepped && checkpointer.due());
  },
  async run() {
    await place.checkpointer.make();
    place.progress.stepped = false;
  },
});

const report = (place: Workplace): Task => ({
  name: 'report',
  due: () => !isResting(place) && place.progress.stepped && place.reporter.due(),
  async run() {
    await place.reporter.report(null);
    place.progress.stepped = false;
  },
});

/** Evaluations beside the steps and, when nobody makes steps, of the weights as they stand: that is what is looked at. */
function evaluate(place: Workplace, alternation: Alternation): Task {
  const { evaluations, checkpointer, progress } = place;
  return {
    name: 'evaluate',
    due() {
      if (!isAlive(place)) return false;
      return isResting(place)
        ? evaluations.count > 0 || evaluations.restDue
        : progress.stepped && evaluations.count > 0;
    },
    async run() {
      const paused = isResting(place);
      if (paused) {
        await place.stepper.gather();
        evaluations.pause();
      }
      await evaluations.slice();
      if (paused && evaluations.count === 0) checkpointer.outdate();
      alternation.evaluatedLast = evaluations.count > 0;
      progress.stepped = false;
    },
  };
}

/** Between steps, evaluations and the plane take turns. */
interface Alternation {
  evaluatedLast: boolean;
}

/** Works on the plane that is looked at: as much as there is while nobody waits for steps, else a share of the time. */
function explorePlane(place: Workplace, alternation: Alternation): Task {
  const { plane, progress, evaluations, guarded, now } = place;
  /** Milliseconds that the plane has taken of the training. */
  let taken = 0;
  return {
    name: 'plane',
    due() {
      if (isResting(place)) {
        const evaluating = isAlive(place) && (evaluations.count > 0 || evaluations.restDue);
        return !evaluating && plane.pending(true);
      }
      const turn = alternation.evaluatedLast || evaluations.count === 0;
      return progress.stepped && turn && taken < PLANE_SHARE * progress.spent && plane.pending(false);
    },
    async run() {
      const paused = isResting(place);
      const begun = now();
      if (await guarded(() => plane.slice(paused))) showPlane(place);
      if (!paused) taken += now() - begun;
      alternation.evaluatedLast = false;
      progress.stepped = false;
    },
  };
}

const train = (place: Workplace): Task => ({
  name: 'train',
  due: () => !isResting(place),
  async run(budget) {
    const { training, controls, progress, stepper, plane, steps, now } = place;
    const started = now();
    do {
      const toEvaluation = nextEvaluation(training.step, training.perEpoch);
      const first = training.step === 0 ? 1 : Number.POSITIVE_INFINITY;
      const toRecord = plane.stride - (training.step % plane.stride);
      const ahead = Math.min(toEvaluation, toRecord, steps - training.step, first, controls.allowed);
      const { orders } = controls;
      const made = await stepper.advance(
        ahead,
        budget - (now() - started),
        () => (progress.spent + now() - started) / 1000,
      );
      // A command that came meanwhile has said anew how many are wanted.
      if (controls.orders === orders) controls.allowed -= made;
      if (made === toRecord) {
        await stepper.gather();
        plane.record();
      }
      progress.evaluationDue = evaluationAt(training.step, training.perEpoch, steps) !== 'none';
    } while (!isResting(place) && !progress.evaluationDue && training.step > 1 && now() - started < budget);
    progress.spent += now() - started;
    progress.stepped = true;
  },
});

/** All tasks, in the order in which they are done. */
export function createTasks(place: Workplace): readonly Task[] {
  const alternation: Alternation = { evaluatedLast: false };
  /** What looks at the runs has them here as they are. */
  const gathered = (task: Task): Task => ({
    ...task,
    async run(budget) {
      await place.stepper.gather();
      await task.run(budget);
    },
  });
  return [
    ...[watch(place), answer(place), plannedEvaluation(place), finish(place), checkpoint(place)].map(
      gathered,
    ),
    ...[report(place), explorePlane(place, alternation)].map(gathered),
    evaluate(place, alternation),
    train(place),
  ];
}
