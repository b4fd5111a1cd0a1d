/**
 * The list of runs and what the page remembers of each: adding, duplicating, removing, reordering. Each gives the new lists
 * and where every run of them stood before (−1: nowhere), so that frames can move with their runs.
 */
import { type ExperimentRun, MAX_RUNS } from '../experiment/index.ts';
import type { Line } from './state.ts';

export interface LineUp {
  readonly runs: readonly ExperimentRun[];
  /** One for each run, in the same order. */
  readonly lines: readonly Line[];
}

export type Rearranged = LineUp & { readonly from: readonly number[] };

/** Colours, markers and dashes there are. */
export const SLOTS = 12;

/** The lowest slot that no line uses. */
function freeSlot(lines: readonly Line[]): number {
  const used = new Set(lines.map((line) => line.slot));
  for (let slot = 0; slot < SLOTS; slot++) if (!used.has(slot)) return slot;
  return lines.length % SLOTS;
}

/** Keys that no line had before. */
export function createLines(): {
  /** Lines for runs that come together, each in the slot of its place. */
  all(count: number): readonly Line[];
  /** A line for one more run. */
  one(lines: readonly Line[]): Line;
} {
  let key = 0;
  return {
    all: (count) => Array.from({ length: count }, (_, slot) => ({ key: key++, slot, hidden: false })),
    one: (lines) => ({ key: key++, slot: freeSlot(lines), hidden: false }),
  };
}

const picked = ({ runs, lines }: LineUp, from: readonly number[]): Rearranged => ({
  runs: from.map((i) => runs[i]),
  lines: from.map((i) => lines[i]),
  from,
});

/** With `run` after the run at `index`; null when there are twelve. `from`: whose frames it shows until it has its own. */
export function inserted(
  { runs, lines }: LineUp,
  index: number,
  run: ExperimentRun,
  line: Line,
  from = -1,
): Rearranged | null {
  if (runs.length >= MAX_RUNS) return null;
  return {
    runs: runs.toSpliced(index + 1, 0, run),
    lines: lines.toSpliced(index + 1, 0, line),
    from: [...runs.keys()].toSpliced(index + 1, 0, from),
  };
}

/** Without the run at `index`; null when it is the last. */
export const removed = (lineUp: LineUp, index: number): Rearranged | null =>
  lineUp.runs.length <= 1
    ? null
    : picked(
        lineUp,
        [...lineUp.runs.keys()].filter((i) => i !== index),
      );

/** With the run at `from` moved to `to`; null where it can't. */
export function moved(lineUp: LineUp, from: number, to: number): Rearranged | null {
  if (to < 0 || to >= lineUp.runs.length || from === to) return null;
  const order = [...lineUp.runs.keys()];
  order.splice(to, 0, ...order.splice(from, 1));
  return picked(lineUp, order);
}
