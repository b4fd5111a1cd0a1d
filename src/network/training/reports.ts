/** What is said of a training while it goes on: its steps, now and then, and what it can go on from. */
import type { NetworkEvaluation, Watched } from '../history/record.ts';
import type { NetworkEvent } from '../messages.ts';
import { checkpointOf, type PendingEvaluation } from './checkpoint.ts';
import type { Columns } from './columns.ts';
import { readingOf } from './predict.ts';
import type { Guarded } from './recovery.ts';
import { Cadence } from './scheduler.ts';
import type { Training } from './training.ts';
import { within } from './watched.ts';

/** How often steps are reported, in milliseconds. */
const REPORT = 250;
/**
 * How often a checkpoint is made, in milliseconds; also at every pause. Who leaves the page loses no more than what was trained
 * since the latest.
 */
const CHECKPOINT = 300;
/** Where they take long, reports and checkpoints are this many times as far apart as one takes. */
const APART = 4;
const CHECKPOINTS_APART = 10;

export interface ReporterOptions {
  readonly training: Training;
  readonly columns: Columns;
  /** The test images whose readings are recorded, `[n × 784]`. */
  readonly sample: Float32Array;
  readonly guarded: Guarded;
  /** Has all runs stand here as they are. */
  gather(): Promise<void>;
  watched(): Watched;
  /** Milliseconds spent on training steps. */
  spent(): number;
  emit(event: NetworkEvent): void;
  now(): number;
}

export interface Reporter {
  /** Reports made. */
  readonly count: number;
  /** How long the latest took, in milliseconds. */
  readonly took: number;
  /** Whether steps have waited long enough to be reported. */
  due(): boolean;
  /** Reports the steps not yet reported, and an evaluation. `again`: the rates and the sample, though no step was made. */
  report(evaluation: NetworkEvaluation | null, again?: boolean): Promise<void>;
}

export function createReporter(options: ReporterOptions): Reporter {
  const { training, columns, sample, guarded, now } = options;
  const cadence = new Cadence(REPORT, APART, now);
  let reports = 0;
  return {
    get count() {
      return reports;
    },
    get took() {
      return cadence.took;
    },
    due: () => columns.count > 0 && (training.step === 1 || cadence.due()),
    async report(evaluation, again = false) {
      const { count } = columns;
      const wanted = again && training.step > 0;
      if (count === 0 && evaluation === null && !wanted) return;
      const { probabilities, rates } = await cadence.measure(async () => {
        await options.gather();
        const probabilities = await guarded(() => training.predict(sample));
        const { unit } = within(options.watched(), training);
        return { probabilities, rates: count > 0 || wanted ? training.rates(unit) : null };
      });
      reports++;
      options.emit({
        type: 'trained',
        chunk: {
          from: training.step - count + 1,
          count,
          ...columns.take(),
          rates,
          sample: readingOf(probabilities),
          evaluation,
          seconds: options.spent() / 1000,
          divergedAt: [...training.divergedAt],
        },
      });
    },
  };
}

export interface CheckpointerOptions {
  readonly training: Training;
  readonly reporter: Pick<Reporter, 'report' | 'took'>;
  /** The latest step whose evaluation was reported, and evaluations that are still to be made. */
  evaluations(): { readonly evaluated: number; readonly pending: readonly PendingEvaluation[] };
  spent(): number;
  emit(event: NetworkEvent): void;
  now(): number;
}

export interface Checkpointer {
  /** Whether the latest checkpoint holds all that there is. */
  readonly current: boolean;
  /** Whether the latest one was made long enough ago. */
  due(): boolean;
  /** Makes one, of which every step has been reported by then. */
  make(): Promise<void>;
  /** There is something else to be kept of the same step. */
  outdate(): void;
  /** Time counts from now on. */
  restart(): void;
}

export function createCheckpointer(options: CheckpointerOptions): Checkpointer {
  const { training, reporter } = options;
  const cadence = new Cadence(CHECKPOINT, CHECKPOINTS_APART, options.now);
  let checkpointed = training.step;
  return {
    get current() {
      return checkpointed === training.step;
    },
    due: () => cadence.due(APART * reporter.took),
    async make() {
      if (checkpointed === training.step) return;
      await reporter.report(null);
      await cadence.measure(() => {
        checkpointed = training.step;
        const { evaluated, pending } = options.evaluations();
        const checkpoint = checkpointOf(training, options.spent() / 1000, evaluated, pending);
        options.emit({ type: 'checkpoint', checkpoint });
      });
    },
    outdate() {
      checkpointed = -1;
    },
    restart: () => cadence.restart(),
  };
}
