/**
 * The job that measures the stability of one run, in a worker or on the page's thread: makes the run once more, and looks at the
 * Hessian wherever a step is wanted. Records do not carry these numbers: most are never looked at, and of a typed formula the
 * second derivatives take longer than the run.
 */
import { createObjective } from '../../core/objective.ts';
import { createRun } from '../../core/run.ts';
import type { Job, JobHost } from '../../runtime/job.ts';
import { STABILITY_COLUMNS } from '../record/stability.ts';
import { inSlices } from '../time-slices.ts';
import type { StabilityCommand, StabilityEvent } from './messages.ts';
import { createStabilityMeter } from './meter.ts';

/** How long it works before messages are let in, in milliseconds. */
const TURN_MS = 8;

/** The columns, and what goes on with them until it says that they are complete. */
function measuring({ computation, run: index, steps }: StabilityCommand): {
  readonly columns: Float64Array;
  advance(units: number): boolean;
} {
  const { surface, formula, rules, start, seed, runs } = computation;
  const objective = createObjective(surface, formula, seed);
  const run = createRun(runs[index], objective, start, seed, rules);
  const meter = createStabilityMeter(run, objective);
  const columns = new Float64Array(STABILITY_COLUMNS.length * steps.length).fill(Number.NaN);
  let row = 0;
  while (row < steps.length && steps[row] <= 0) row++;
  return {
    columns,
    advance(units) {
      // A unit is one gradient: an update that accumulates many is made in pieces.
      for (let left = units; left > 0; left -= run.updater.batches) {
        if (row >= steps.length || run.diverged) return true;
        if (run.gather(left) > 0) return false;
        meter.mark();
        run.advance();
        if (run.step < steps[row]) continue;
        meter.measure();
        STABILITY_COLUMNS.forEach((name, column) => {
          columns[column * steps.length + row] = meter[name];
        });
        row++;
      }
      return row >= steps.length || run.diverged;
    },
  };
}

export function createStabilityJob(host: JobHost<StabilityEvent>): Job<StabilityCommand> {
  let work: { columns: Float64Array; goOn(until: number): boolean } | null = null;
  let command: StabilityCommand | null = null;
  return {
    turn: TURN_MS,
    start(given) {
      command = given;
    },
    advance(budget) {
      if (!command) return 'waiting';
      if (!work) {
        const measured = measuring(command);
        work = { columns: measured.columns, goOn: inSlices(measured, host.now) };
      }
      if (!work.goOn(host.now() + budget)) return 'more';
      const { columns } = work;
      host.emit({ type: 'stability', columns }, [columns.buffer as ArrayBuffer]);
      command = null;
      work = null;
      return 'done';
    },
    receive: () => undefined,
    dispose() {
      command = null;
      work = null;
    },
  };
}
