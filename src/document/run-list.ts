/**
 * The list of runs and how each is shown: adding, duplicating, removing, reordering. Each gives the new lists and where every
 * run of them stood before (−1: nowhere), so that records can move with their runs.
 */
import { type ExperimentRun, MAX_COLOUR, MAX_RUNS } from '../experiment/index.ts';
import type { RunDisplay } from './state.ts';

export interface RunList {
  readonly runs: readonly ExperimentRun[];
  /** One for each run, in the same order. */
  readonly displays: readonly RunDisplay[];
}

export type Rearranged = RunList & { readonly from: readonly number[] };

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

/** `displays` as the runs say they are shown; the same array when nothing changes. */
export function displaysOf(
  runs: readonly ExperimentRun[],
  displays: readonly Pick<RunDisplay, 'key'>[],
): readonly RunDisplay[] {
  const slots = slotsOf(runs);
  const next = runs.map(({ hidden }, i): RunDisplay => ({ key: displays[i].key, slot: slots[i], hidden }));
  const before = displays as readonly RunDisplay[];
  const same = next.every(({ slot, hidden }, i) => before[i].slot === slot && before[i].hidden === hidden);
  return same && before.length === next.length ? before : next;
}

/** Gives runs the keys by which they are known for as long as the page is open. */
export function createRunKeys() {
  let keys = 0;
  const fresh = (runs: readonly ExperimentRun[]): readonly RunDisplay[] =>
    displaysOf(
      runs,
      runs.map(() => ({ key: keys++ })),
    );
  return {
    next: () => keys++,
    /** How `runs` are shown that come together. */
    fresh,
    /** The same for runs that may be those of `before`. */
    reused: (runs: readonly ExperimentRun[], before: readonly RunDisplay[]): readonly RunDisplay[] =>
      runs.length === before.length ? displaysOf(runs, before) : fresh(runs),
  };
}

export type RunKeys = ReturnType<typeof createRunKeys>;

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
  displays: readonly RunDisplay[],
  from: readonly number[],
): Rearranged {
  const kept = inTheirSlots(
    runs,
    displays.map(({ slot }) => slot),
  );
  return { runs: kept, displays: displaysOf(kept, displays), from };
}

const picked = ({ runs, displays }: RunList, from: readonly number[]): Rearranged =>
  rearranged(
    from.map((i) => runs[i]),
    from.map((i) => displays[i]),
    from,
  );

/**
 * With `run` after the run at `index`; null when there are twelve. `from`: whose record it shows until it has its own.
 */
export function inserted(
  { runs, displays }: RunList,
  index: number,
  run: ExperimentRun,
  key: number,
  from = -1,
): Rearranged | null {
  if (runs.length >= MAX_RUNS) return null;
  const slot =
    run.colour === null ? freeSlot(new Set(displays.map((display) => display.slot))) : run.colour - 1;
  return rearranged(
    runs.toSpliced(index + 1, 0, run),
    displays.toSpliced(index + 1, 0, { key, slot, hidden: run.hidden }),
    [...runs.keys()].toSpliced(index + 1, 0, from),
  );
}

/** With the run at `index` in another colour of the palette; the others keep theirs. */
export function recoloured({ runs, displays }: RunList, index: number, colour: number): Rearranged {
  const chosen = runs.with(index, { ...runs[index], colour });
  const slot = slotsOf(chosen)[index];
  return rearranged(chosen, displays.with(index, { ...displays[index], slot }), [...runs.keys()]);
}

/** Without the run at `index`; null when it is the last. */
export const removed = (runList: RunList, index: number): Rearranged | null =>
  runList.runs.length <= 1
    ? null
    : picked(
        runList,
        [...runList.runs.keys()].filter((i) => i !== index),
      );

/** With the run at `from` moved to `to`; null where it can't. */
export function moved(runList: RunList, from: number, to: number): Rearranged | null {
  if (to < 0 || to >= runList.runs.length || from === to) return null;
  const order = [...runList.runs.keys()];
  order.splice(to, 0, ...order.splice(from, 1));
  return picked(runList, order);
}
