/**
 * The playground: one experiment, one playhead, and what can be done with them. What is computed and recorded of it is the
 * affair of its slice.
 *
 * What React shows lives in a zustand store; what moves sixty times a second lives in signals beside it. Nothing here knows
 * the DOM: slices, clock, address and preferences are given.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  type Experiment,
  type Language,
  type Parsed,
  parseExperiment,
  type Theme,
} from '../experiment/index.ts';
import { createSignal, type Readable, type Signal } from '../signal.ts';
import { type Address, createLinkWriter, openAddress, withRefused } from './address.ts';
import { createEditor } from './editor.ts';
import { visibleIn } from './edits.ts';
import type { Clock } from './playhead.ts';
import { createAppearance, type Preferences } from './preferences.ts';
import { createRunActions, type RunActions } from './run-actions.ts';
import { createRunKeys } from './run-list.ts';
import type { SliceHost, Slices } from './slice.ts';
import type { Change, PlaygroundState, RunDisplay } from './state.ts';

export interface PlaygroundOptions {
  /** The kinds of experiments that can be computed. */
  readonly slices: (host: SliceHost) => Slices;
  readonly clock: Clock;
  readonly address: Address;
  readonly preferences: Preferences;
  /** The browser's language. */
  readonly language: Language;
  /** In a frame of another page: a network is not set up before someone wants it trained, and the link stays a frame's. */
  readonly framed?: boolean;
}

export interface Playground extends RunActions {
  readonly store: StoreApi<PlaygroundState>;
  readonly playhead: Signal<number>;
  /**
   * Nothing has been played yet, and the future is shown: paths are drawn whole. Where `experiment.future` is false this never is
   * true, and nothing beyond the playhead is drawn at all.
   */
  readonly atRest: Signal<boolean>;
  /** What changes when more is known of the runs. */
  readonly recorded: readonly Readable<unknown>[];
  /** The loss of a run at the playhead; null where there is none of just that step. */
  lossAt(run: number): number | null;
  /** The last step of a run that has ended; null before that is known. */
  endOf(run: number): number | null;

  /** Changes the experiment, computes it, and writes the link. */
  edit(change: Partial<Experiment>, how?: Change): void;
  /** Takes up an experiment as it was, with the keys that its runs had: what is still known of them is shown at once. */
  restore(experiment: Experiment, displays: readonly RunDisplay[], how: Change): void;
  /** Opens another experiment, given as a link or already read. */
  open(given: string | Parsed, how?: Change): void;
  /** The person has moved the start by hand: nothing asks for it any more. */
  noteStartMoved(): void;
  setLanguage(lang: Language): void;
  setTheme(theme: Theme): void;

  play(): void;
  pause(): void;
  toggle(): void;
  /** Moves the playhead; a fraction is rounded, what lies outside is clamped. */
  seek(step: number): void;
  /** Back to the initial weights (mnist), or to step 0. */
  reset(): void;
  /** One step forward; of a network at its newest step, a step of training. */
  forward(): void;

  highlight(key: number | null): void;
  select(key: number): void;
  /** The rates are as they are to be: nothing is offered any more. */
  dismissRates(): void;
  dismissProblems(): void;
  dismissNotice(): void;
  /** The link of what is shown now: a query without its question mark. */
  link(): string;
  /** The same with something else in it. */
  linkWith(change: Partial<Experiment>): string;
  /** Writes at once what the link still waits for, and what is not kept yet of a training. */
  flush(): void;
  dispose(): void;
}

export function createPlayground(options: PlaygroundOptions): Playground {
  const { clock, address, preferences, framed = false } = options;
  const opened = openAddress(address);
  const keys = createRunKeys();
  const appearance = createAppearance(preferences, options.language);
  const store = createStore<PlaygroundState>(() => {
    const displays = keys.fresh(opened.experiment.runs);
    return {
      experiment: opened.experiment,
      displays,
      problems: opened.problems,
      playing: false,
      highlighted: null,
      startMoved: preferences.read('startMoved') === 'yes',
      selected: displays[displays.length - 1].key,
      statuses: opened.experiment.runs.map(() => 'waiting' as const),
      notice: null,
      failure: null,
      ratesOf: null,
      ...appearance(opened.experiment),
    };
  });
  const { getState: get, setState: set } = store;
  const playhead = createSignal(opened.experiment.t);
  const writer = createLinkWriter(address, clock, ({ length }) => {
    if (!framed) set({ problems: withRefused(get().problems, length) });
  });
  const slices = options.slices({
    ...{ store, playhead, clock, framed },
    adopt: (experiment, displays) => editor.adopt(experiment, displays, 'adjust'),
    writeLink: () => writer.write(editor.link(), false),
  });
  const editor = createEditor({ store, playhead, writer, slices, appearance, keys, framed });
  const stopListening = address.listen(() => {
    writer.drop();
    editor.load(openAddress(address));
  });
  const atRest = createAtRest(store, playhead);

  // The first picture.
  editor.compute(true);

  return {
    ...{ store, playhead, atRest },
    recorded: slices.all.flatMap((slice) => slice.recorded),
    ...createRunActions({ store, playhead, slices, editor, keys }),
    ...createPlayback(store, slices),
    ...createChoices(store, preferences, editor.adopt),

    edit: (change, how = 'adjust') => editor.adopt({ ...get().experiment, ...change }, get().displays, how),
    restore: editor.restore,
    open(given, how = 'go') {
      slices.of(get().experiment).pause();
      writer.flush();
      editor.load(typeof given === 'string' ? parseExperiment(given) : given);
      writer.write(editor.link(), how === 'go');
    },
    link: editor.link,
    linkWith: editor.linkWith,
    flush() {
      writer.flush();
      for (const slice of slices.all) slice.flush();
    },
    dispose() {
      stopListening();
      writer.flush();
      for (const slice of slices.all) slice.dispose();
    },
  };
}

/** Whether nothing has been played yet: see `Playground.atRest`. */
function createAtRest(store: StoreApi<PlaygroundState>, playhead: Signal<number>): Signal<boolean> {
  const holds = (): boolean => {
    const { playing, experiment } = store.getState();
    return playhead.value === 0 && !playing && experiment.future;
  };
  const atRest = createSignal(holds());
  const update = (): void => atRest.set(holds());
  playhead.subscribe(update);
  store.subscribe(update);
  return atRest;
}

/** Playing and looking, which the slice of the experiment does in its own way. */
function createPlayback({ getState: get, setState: set }: StoreApi<PlaygroundState>, slices: Slices) {
  const slice = () => slices.of(get().experiment);
  const pause = (): void => slice().pause();
  const play = (): void => {
    if (!get().playing) slice().play();
  };
  return {
    play,
    pause,
    toggle: () => (get().playing ? pause() : play()),
    seek(step: number) {
      if (Number.isFinite(step)) slice().seek(step);
    },
    reset: () => slice().reset(),
    forward: () => slice().forward(),
    lossAt: (run: number) => slice().lossAt(run),
    endOf: (run: number) => slice().endOf(run),
    select(key: number) {
      set({ selected: key });
      slice().select();
    },
  };
}

/** What a person wants to see, or no longer. */
function createChoices(
  { getState: get, setState: set }: StoreApi<PlaygroundState>,
  preferences: Preferences,
  adopt: ReturnType<typeof createEditor>['adopt'],
) {
  return {
    noteStartMoved() {
      if (get().startMoved) return;
      preferences.write('startMoved', 'yes');
      set({ startMoved: true });
    },
    setLanguage(lang: Language) {
      preferences.write('lang', lang);
      const { experiment, displays } = get();
      if (experiment.lang === null) set({ lang });
      else adopt({ ...experiment, lang }, displays, 'adjust');
    },
    setTheme(theme: Theme) {
      preferences.write('theme', theme);
      const { experiment, displays } = get();
      if (experiment.theme === 'auto') set({ theme });
      else adopt({ ...experiment, theme }, displays, 'adjust');
    },
    highlight(key: number | null) {
      const highlighted = visibleIn(get().displays, key);
      if (highlighted !== get().highlighted) set({ highlighted });
    },
    dismissRates: () => set({ ratesOf: null }),
    dismissProblems: () => set({ problems: [] }),
    dismissNotice: () => set({ notice: null, failure: null }),
  };
}
