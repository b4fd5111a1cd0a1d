/** Recording a run into columns, in slices, with checkpoints from which any step can be computed again. */
import type { Run, RunState } from '../core/run.ts';
import { COLUMNS, MAX_ROWS, type RunFrames } from './run.ts';

/** How many checkpoints are kept of one run, whatever its length. */
const CHECKPOINTS = 32;

export interface Recorder {
  /** The number of steps made. */
  step(): number;
  /** Goes on for at most `budget` steps. Returns whether the recording is complete. */
  advance(budget: number): boolean;
  /** The finished recording. Call once, when `advance` returned true. */
  finish(): RunFrames;
  /** The nearest kept state at or before `step`. */
  checkpoint(step: number): RunState;
}

/** Records `run`, which stands at its start, for `steps` updates. */
export function createRecorder(run: Run, steps: number): Recorder {
  const stride = Math.max(1, Math.ceil(steps / (MAX_ROWS - 1)));
  const capacity = Math.ceil(steps / stride) + 1;
  const spacing = Math.max(1, Math.ceil(steps / CHECKPOINTS));
  const buffer = new Float64Array(COLUMNS.length * capacity);
  const checkpoints: RunState[] = [run.save()];
  let rows = 0;

  const write = (): void => {
    const { theta, updater } = run;
    const moved = run.step > 0;
    let at = rows++;
    const put = (value: number): void => {
      buffer[at] = value;
      at += capacity;
    };
    put(theta[0]);
    put(theta[1]);
    put(run.loss);
    put(moved ? updater.lr : Number.NaN);
    put(moved ? updater.gradient[0] : Number.NaN);
    put(moved ? updater.gradient[1] : Number.NaN);
    put(moved ? updater.rate[0] : Number.NaN);
    put(moved ? updater.rate[1] : Number.NaN);
    put(moved ? updater.realized[0] : Number.NaN);
    put(moved ? updater.realized[1] : Number.NaN);
  };
  write();

  return {
    step: () => run.step,
    advance(budget) {
      for (let i = 0; i < budget; i++) {
        if (run.diverged || run.step >= steps) return true;
        const finite = run.advance();
        if (!finite || run.step % stride === 0 || run.step === steps) write();
        if (finite && run.step % spacing === 0) checkpoints.push(run.save());
      }
      return run.diverged || run.step >= steps;
    },
    finish() {
      // A run that diverged early leaves the rest of every column empty: close the gaps.
      const packed = rows === capacity ? buffer : new Float64Array(COLUMNS.length * rows);
      if (packed !== buffer) {
        for (let c = 0; c < COLUMNS.length; c++) {
          packed.set(buffer.subarray(c * capacity, c * capacity + rows), c * rows);
        }
      }
      return {
        buffer: packed,
        rows,
        stride,
        last: run.step,
        status: run.diverged ? 'diverged' : 'finished',
      };
    },
    checkpoint: (step) => checkpoints[Math.min(checkpoints.length - 1, Math.floor(step / spacing))],
  };
}
