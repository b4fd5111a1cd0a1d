/** What can be done with the surface and the list of runs. */
import type { StoreApi } from 'zustand/vanilla';
import type { ExperimentRun } from '../experiment/index.ts';
import type { Signal } from '../signal.ts';
import type { Editor } from './editor.ts';
import { onSurface, runsFor } from './edits.ts';
import {
  inserted,
  moved,
  type Rearranged,
  type RunKeys,
  type RunList,
  recoloured,
  removed,
} from './run-list.ts';
import type { Slices } from './slice.ts';
import type { PlaygroundState } from './state.ts';

export interface RunActions {
  setSurface(id: string): void;
  editRun(index: number, change: Partial<ExperimentRun>): void;
  addRun(run: ExperimentRun): void;
  duplicateRun(index: number): void;
  removeRun(index: number): void;
  moveRun(from: number, to: number): void;
  /** Gives a run another colour of the palette, 1 to 10. */
  colourRun(index: number, colour: number): void;
}

export function createRunActions(options: {
  readonly store: StoreApi<PlaygroundState>;
  readonly playhead: Signal<number>;
  readonly slices: Slices;
  readonly editor: Editor;
  readonly keys: RunKeys;
}): RunActions {
  const { slices, editor, keys } = options;
  const { getState: get, setState: set } = options.store;

  const runList = (): RunList => ({ runs: get().experiment.runs, displays: get().displays });

  /** Takes over a rearranged list, if there is one, and says whether. */
  function rearrange(next: Rearranged | null): boolean {
    if (!next) return false;
    const { experiment } = get();
    // Records move with their runs, so that a reordered or shortened list never shows one run's path as another's.
    slices.of(experiment).rearrange(next.from);
    editor.adopt({ ...experiment, runs: next.runs }, next.displays, 'adjust');
    return true;
  }

  return {
    setSurface(id) {
      const { experiment } = get();
      if (id === experiment.surface.id) return;
      const runs = runsFor(id, experiment);
      const displays = keys.reused(runs, get().displays);
      slices.of(experiment).rearrange(runs.map(() => -1));
      options.playhead.set(0);
      const ratesOf = runs === experiment.runs ? (get().ratesOf ?? experiment.surface.id) : null;
      set({ problems: [], failure: null, ratesOf: ratesOf === id ? null : ratesOf });
      editor.adopt(onSurface(experiment, id, runs), displays, 'go');
    },

    editRun(index, change) {
      const { experiment, displays } = get();
      const runs = experiment.runs.map((run, i) => (i === index ? { ...run, ...change } : run));
      editor.adopt({ ...experiment, runs }, displays, 'adjust');
    },

    addRun(run) {
      const list = runList();
      const key = keys.next();
      if (rearrange(inserted(list, list.runs.length - 1, run, key))) set({ selected: key });
    },

    duplicateRun(index) {
      const list = runList();
      const key = keys.next();
      const copy = { ...list.runs[index], hidden: false, colour: null };
      if (rearrange(inserted(list, index, copy, key, index))) set({ selected: key });
    },

    removeRun: (index) => void rearrange(removed(runList(), index)),
    moveRun: (from, to) => void rearrange(moved(runList(), from, to)),
    colourRun: (index, colour) => void rearrange(recoloured(runList(), index, colour)),
  };
}
