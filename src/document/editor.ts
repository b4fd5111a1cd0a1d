/** Taking over other experiments: what is shown of their runs, what has to be computed, and the link. */
import type { StoreApi } from 'zustand/vanilla';
import { type Experiment, formatExperiment, type Parsed } from '../experiment/index.ts';
import type { Signal } from '../signal.ts';
import type { LinkWriter } from './address.ts';
import { sameNumbers, selectedIn, visibleIn, withTexts } from './edits.ts';
import type { Appearance } from './preferences.ts';
import { displaysOf, type RunKeys } from './run-list.ts';
import type { Slices } from './slice.ts';
import type { Change, PlaygroundState, RunDisplay } from './state.ts';

export interface EditorOptions {
  readonly store: StoreApi<PlaygroundState>;
  readonly playhead: Signal<number>;
  readonly writer: LinkWriter;
  readonly slices: Slices;
  readonly appearance: Appearance;
  readonly keys: RunKeys;
  readonly framed: boolean;
}

export interface Editor {
  /** Has the experiment computed: see `Slice.compute`. */
  compute(atOnce: boolean): void;
  /** Takes over an experiment that someone made of the present one. */
  adopt(experiment: Experiment, displays: readonly RunDisplay[], how: Change): void;
  /** Takes over an experiment as it was, whose runs may be gone: see `Playground.restore`. */
  restore(experiment: Experiment, displays: readonly RunDisplay[], how: Change): void;
  /** Takes over another one, that was opened. */
  load(parsed: Parsed): void;
  link(): string;
  /** The link with something else in it. */
  linkWith(change: Partial<Experiment>): string;
}

export function createEditor(options: EditorOptions): Editor {
  const { playhead, writer, slices, appearance } = options;
  const { getState: get, setState: set } = options.store;

  function compute(atOnce: boolean): void {
    const slice = slices.of(get().experiment);
    for (const other of slices.all) if (other !== slice) other.leave();
    slice.compute(atOnce);
  }

  const linkWith = (change: Partial<Experiment>): string => {
    const { experiment } = get();
    return formatExperiment({ ...experiment, t: slices.of(experiment).linkStep(), ...change });
  };
  const link = (): string => linkWith({});

  const editor: Editor = {
    compute,
    link,
    linkWith,

    restore(experiment, displays, how) {
      const { experiment: before, displays: shown } = get();
      const elsewhere = before.surface.id !== experiment.surface.id;
      const placeOf = (key: number): number => shown.findIndex((display) => display.key === key);
      slices.of(before).rearrange(displays.map(({ key }) => (elsewhere ? -1 : placeOf(key))));
      if (elsewhere) set({ problems: [], failure: null, ratesOf: null });
      editor.adopt(experiment, displays, how);
    },

    adopt(wanted, shown, how) {
      const { experiment: before, playing } = get();
      const next = withTexts(wanted);
      const displays = displaysOf(next.runs, shown);
      const same = sameNumbers(before, next);
      // Each slice pauses in its own way: before another one takes its place.
      if (!same && playing && !slices.of(next).playsOn(before, next, how)) slices.of(before).pause();
      const fitted = slices.of(next).fit(next);
      set({
        experiment: next,
        displays,
        selected: selectedIn(displays, get().selected),
        highlighted: visibleIn(displays, get().highlighted),
        statuses: same ? get().statuses : fitted,
        ...appearance(next),
      });
      if (!same) {
        if (playhead.value > next.steps) playhead.set(next.steps);
        compute(false);
      }
      writer.write(link(), how === 'go');
    },

    load({ experiment: given, problems }) {
      const before = get().experiment;
      const experiment = options.framed ? { ...given, embed: before.embed } : given;
      slices.of(before).pause();
      // What waited to be written belongs to the entry that is left.
      writer.drop();
      const displays = options.keys.reused(experiment.runs, get().displays);
      set({
        experiment,
        problems,
        displays,
        selected: selectedIn(displays, get().selected),
        highlighted: visibleIn(displays, get().highlighted),
        ...appearance(experiment),
        failure: null,
        ratesOf: null,
      });
      if (!sameNumbers(before, experiment)) compute(true);
      slices.of(experiment).showStep(experiment.t);
    },
  };
  return editor;
}
