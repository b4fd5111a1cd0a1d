/** The rows of runs that machine code makes, many updates at a time. */

import type { KernelRun } from '../../core/kernel/compile.ts';
import { kernelKey } from '../../core/kernel/kernel.ts';
import { createRecording, type KernelRecording } from '../../core/kernel/recording.ts';
import type { Run, RunState } from '../../core/run.ts';
import { APART, type Checkpoints, createCheckpoints } from './checkpoints.ts';
import { type Chunk, endOf, type RowSource, write } from './sources.ts';

/** Runs of so many steps are compiled at once: that takes as long as the reference loop does for some ten thousand. */
const LONG = 20_000;
/** What machine code would be the same for, of runs that have been asked for. */
const askedFor = new Set<string>();
const MOST_ASKED = 1000;

/**
 * The rows of a run by machine code, where there can be any and it pays: for runs that are long, or that are asked for again, as while
 * a start is dragged. Null for all others.
 */
export function sourceFor(spec: KernelRun, run: Run, steps: number): RowSource | null {
  const key = kernelKey(spec);
  if (key === null) return null;
  if (steps < LONG && !askedFor.has(key)) {
    if (askedFor.size >= MOST_ASKED) askedFor.clear();
    askedFor.add(key);
    return null;
  }
  const recording = createRecording(spec, run.loss);
  return recording && machineSource(recording, run, steps);
}

/**
 * The rows that machine code makes of a run. `run` is the same run at its start: it makes the update again with which the run ended.
 */
export function machineSource(recording: KernelRecording, run: Run, planned: number): RowSource {
  return new MachineSource(recording, run, planned);
}

class MachineSource implements RowSource {
  chunk: Chunk;
  private readonly recording: KernelRecording;
  private readonly run: Run;
  private readonly checkpoints: Checkpoints;

  constructor(recording: KernelRecording, run: Run, planned: number) {
    this.recording = recording;
    this.run = run;
    this.checkpoints = createCheckpoints(recording, planned, APART);
    const { columns } = recording;
    write(columns, 0, run);
    this.chunk = { columns, rows: 1, from: 0 };
  }

  get step(): number {
    return this.recording.step;
  }

  get diverged(): boolean {
    return this.recording.diverged;
  }

  get end(): RowSource['end'] {
    return this.diverged ? endOf(this.run) : 'finished';
  }

  advance(units: number, steps: number): number {
    const { recording, checkpoints } = this;
    const from = recording.step + 1;
    const end = Math.min(steps, recording.step + units);
    recording.clear();
    while (recording.step < end) {
      const next = Math.min(
        end,
        recording.step + checkpoints.spacing - (recording.step % checkpoints.spacing),
      );
      if (recording.advance(next - recording.step) === 0) break;
      checkpoints.pass();
    }
    const { columns, rows } = recording;
    if (recording.diverged) this.repeatEnd(columns, rows - 1);
    this.chunk = { columns, rows, from };
    return rows;
  }

  /** What stops being finite may do so otherwise in machine code: which of NaN and ∞ comes out is not the same. */
  private repeatEnd(columns: readonly Float64Array[], row: number): void {
    const { run, recording } = this;
    run.restore(this.checkpoints.at(recording.step - 1));
    while (run.step < recording.step) run.advance();
    write(columns, row, run);
  }

  checkpoint(step: number): RunState {
    return this.checkpoints.at(step);
  }
}
