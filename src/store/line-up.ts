/**
 * The list of runs and how each is shown: adding, duplicating, removing, reordering. Each gives the new lists and where every
 * run of them stood before (−1: nowhere), so that frames can move with their runs.
 */
import { type ExperimentRun, MAX_COLOUR, MAX_RUNS } from '../experiment/index.ts';
import type { Line } from './state.ts';

export interface LineUp {
  readonly runs: readonly ExperimentRun[];
  /** One for each run, in the same order. */
  readonly lines: readonly Line[];
}

export type Rearranged = LineUp & { readonly from: readonly number[] };

/** Colours, markers and dashes there are: the eleventh and twelfth repeat the first two colours. */
export const SLOTS = 12;

/** The lowest slot that is not used. */
function freeSlot(used: ReadonlySet<number>): number {
  let slot = 0;
  while (used.has(slot)) slot++;
  return slot % SLOTS;
}

/**
 * The slot of each run: that of its colour, where it has chosen one (of two runs with one colour the second gets its other
 * marker and dash, where there is one), otherwise the next that no run has.
 */
function slotsOf(runs: readonly Pick<ExperimentRun, 'colour'>[]): readonly number[] {
  const used = new Set<number>();
  const chosen = runs.map(({ colour }) => {
    if (colour === null) return null;
    const [slot, other] = [colour - 1, colour - 1 + MAX_COLOUR];
    const taken = used.has(slot) && other < SLOTS ? other : slot;
    used.add(taken);
    return taken;
  });
  return chosen.map((slot) => {
    const found = slot ?? freeSlot(used);
    used.add(found);
    return found;
  });
}

/** `lines` as the runs say they are shown; the same array when nothing changes. */
export function linesOf(
  runs: readonly ExperimentRun[],
  lines: readonly Pick<Line, 'key'>[],
): readonly Line[] {
  const slots = slotsOf(runs);
  const next = runs.map(({ hidden }, i): Line => ({ key: lines[i].key, slot: slots[i], hidden }));
  const before = lines as readonly Line[];
  const same = next.every(({ slot, hidden }, i) => before[i].slot === slot && before[i].hidden === hidden);
  return same && before.length === next.length ? before : next;
}

/** `runs` with as many colours chosen as it takes to show each in the slot it has. */
function inTheirSlots(runs: readonly ExperimentRun[], slots: readonly number[]): readonly ExperimentRun[] {
  let next = runs;
  for (const [i, slot] of slots.entries()) {
    if (slotsOf(next)[i] !== slot) next = next.with(i, { ...next[i], colour: (slot % MAX_COLOUR) + 1 });
  }
  return next;
}

function rearranged(
  runs: readonly ExperimentRun[],
  lines: readonly Line[],
  from: readonly number[],
): Rearranged {
  const kept = inTheirSlots(
    runs,
    lines.map(({ slot }) => slot),
  );
  return { runs: kept, lines: linesOf(kept, lines), from };
}

const picked = ({ runs, lines }: LineUp, from: readonly number[]): Rearranged =>
  rearranged(
    from.map((i) => runs[i]),
    from.map((i) => lines[i]),
    from,
  );

/**
 * With `run` after the run at `index`; null when there are twelve. `from`: whose frames it shows until it has its own.
 */
export function inserted(
  { runs, lines }: LineUp,
  index: number,
  run: ExperimentRun,
  key: number,
  from = -1,
): Rearranged | null {
  if (runs.length >= MAX_RUNS) return null;
  const slot = run.colour === null ? freeSlot(new Set(lines.map((line) => line.slot))) : run.colour - 1;
  return rearranged(
    runs.toSpliced(index + 1, 0, run),
    lines.toSpliced(index + 1, 0, { key, slot, hidden: run.hidden }),
    [...runs.keys()].toSpliced(index + 1, 0, from),
  );
}

/** With the run at `index` in another colour of the palette; the others keep theirs. */
export function recoloured({ runs, lines }: LineUp, index: number, colour: number): Rearranged {
  const chosen = runs.with(index, { ...runs[index], colour });
  const slot = slotsOf(chosen)[index];
  return rearranged(chosen, lines.with(index, { ...lines[index], slot }), [...runs.keys()]);
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
