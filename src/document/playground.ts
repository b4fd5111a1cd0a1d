/**
 * The playground: one experiment, its records, one playhead, and what can be done with them.
 *
 * What React shows lives in a zustand store; what moves sixty times a second (playhead, records, the inspected step) lives
 * in signals beside it. Nothing here knows the DOM: worker, clock, address and preferences are given.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RunRecord } from '../core/record.ts';
import {
  type Experiment,
  type ExperimentRun,
  formatExperiment,
  type Language,
  MAX_LINK,
  type Parsed,
  parseExperiment,
  problem,
  type Theme,
} from '../experiment/index.ts';
import { type Archive, noArchive } from '../network/controller/archive.ts';
import { createTrainingController } from '../network/controller/controller.ts';
import type { Diagnostic } from '../network/diagnostic.ts';
import type { NetworkHistory } from '../network/history/history.ts';
import type { PlaneFrame, PlaneKind } from '../network/history/plane.ts';
import { type FollowedWeight, NOTHING_WATCHED } from '../network/history/record.ts';
import type { DroppedFile, EngineChoice, SiteAddresses } from '../network/messages.ts';
import type { RequestChannel } from '../runtime/request.ts';
import type { Notice } from '../runtime/transport.ts';
import { createSignal, type Readable, type Signal } from '../signal.ts';
import { createSurfaceRuns } from '../surface/controller/controller.ts';
import type { Inspection } from '../surface/messages.ts';
import type { Replayed } from '../surface/record/replayed.ts';
import { type Address, createLinkWriter, openAddress } from './address.ts';
import { onSurface, runsFor, sameNumbers, visibleIn, withTexts } from './edits.ts';
import { type Clock, createPlayer } from './playhead.ts';
import {
  displaysOf,
  inserted,
  moved,
  type Rearranged,
  type RunList,
  recoloured,
  removed,
} from './run-list.ts';
import { type Change, isNetwork, type PlaygroundState, type Prediction, type RunDisplay } from './state.ts';

export * from './state.ts';

/** Where the page keeps what a visitor chose for themselves; does nothing where storage is refused. */
export interface Preferences {
  read(key: string): string | null;
  write(key: string, value: string): void;
}

export interface PlaygroundOptions {
  /** The way to where things are computed, which may say how it is with the worker. */
  readonly channel: (notice: (notice: Notice) => void) => RequestChannel;
  /** For the worker, which may not know where the page is. */
  readonly addresses?: SiteAddresses;
  /** Memory of the device in GB, where the browser tells it. */
  readonly deviceMemory?: number | undefined;
  readonly clock: Clock;
  readonly address: Address;
  readonly preferences: Preferences;
  /** What holds for this visit only, reloads included. */
  readonly visit?: Preferences;
  /** Where trainings are kept; without it they end with the page. */
  readonly archive?: Archive;
  /** The browser's language. */
  readonly language: Language;
  /** In a frame of another page: a network is not set up before someone wants it trained, and the link stays a frame's. */
  readonly framed?: boolean;
}

export interface Playground {
  readonly store: StoreApi<PlaygroundState>;
  readonly playhead: Signal<number>;
  /**
   * Nothing has been played yet, and the future is shown: paths are drawn whole. Where `experiment.future` is false this never is
   * true, and nothing beyond the playhead is drawn at all.
   */
  readonly atRest: Signal<boolean>;
  /** The record of each run, null while a run has none. Replaced whole, so that a change is a new array. */
  readonly records: Signal<readonly (RunRecord | null)[]>;
  /** The recorded training, null before the networks stand. */
  readonly history: Signal<NetworkHistory | null>;
  /** The newest step of the runs that are trained now. */
  readonly newest: Readable<number>;
  readonly inspection: Signal<Inspection | null>;
  /** What runs show at a step that is not among the rows that are kept of them; null before there is such an answer. */
  readonly replayed: Signal<Replayed | null>;
  /** The visited weights on the plane that is looked at; null before there is one. */
  readonly plane: Signal<PlaneFrame | null>;
  /** The answer to the latest drawing that was shown to the networks. */
  readonly prediction: Signal<Prediction | null>;

  /** Changes the experiment, computes it, and writes the link. */
  edit(change: Partial<Experiment>, how?: Change): void;
  /** Opens another experiment, given as a link or already read. */
  open(given: string | Parsed, how?: Change): void;
  setSurface(id: string): void;
  editRun(index: number, change: Partial<ExperimentRun>): void;
  addRun(run: ExperimentRun): void;
  duplicateRun(index: number): void;
  removeRun(index: number): void;
  moveRun(from: number, to: number): void;
  /** Gives a run another colour of the palette, 1 to 10. */
  colourRun(index: number, colour: number): void;
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
  /** Shows the rates to one hidden unit, from now on; null: the mean over all. */
  watchUnit(unit: number | null): void;
  /** Follows a weight from now on, or lets it go. The oldest goes when there are too many. */
  follow(weight: FollowedWeight): void;
  unfollow(weight: FollowedWeight): void;
  /** Has an image `[784]` of values 0 … 1 read by the networks; null: none any more. */
  predict(image: Float32Array | null): void;

  highlight(key: number | null): void;
  select(key: number): void;
  /** The rates are as they are to be: nothing is offered any more. */
  dismissRates(): void;
  dismissProblems(): void;
  dismissNotice(): void;
  takeFiles(files: readonly DroppedFile[]): void;
  /** Says what is wrong with files; what is trained goes on. */
  refuseFiles(diagnostic: Diagnostic): void;
  /** Looks at the visited weights on a plane; null: no longer. */
  showPlane(kind: PlaneKind | null): void;
  /** Goes on with the training that an earlier visit left. */
  resumeCheckpoint(): void;
  /** Tries once more what failed, from the latest checkpoint. */
  retry(): void;
  /** Takes back the change for which runs of a network would have to be trained again. */
  takeBack(): void;
  /** Looks at the newest step of a training, and goes on doing so. */
  followNewest(): void;
  computeWith(engine: EngineChoice): void;
  /** The link of what is shown now: a query without its question mark. */
  link(): string;
  /** The same with something else in it. */
  linkWith(change: Partial<Experiment>): string;
  /** Writes at once what the link still waits for, and what is not kept yet of a training. */
  flush(): void;
  dispose(): void;
}

const ENGINES: readonly EngineChoice[] = ['auto', 'webgl', 'wasm', 'cpu', 'simd'];
export function createPlayground(options: PlaygroundOptions): Playground {
  const { clock, address, preferences } = options;
  const opened = openAddress(address);
  const writer = createLinkWriter(address, clock, ({ length }) => {
    const given = { kind: 'amount', count: length, of: 'characters' } as const;
    const refused = problem('link', given, { kind: 'not kept' }, { kind: 'characters', max: MAX_LINK });
    const others = get().problems.filter(({ phrases }) => phrases?.used?.kind !== 'not kept');
    if (!options.framed) set({ problems: [refused, ...others] });
  });
  let keys = 0;
  /** How `runs` are shown that come together. */
  const newDisplays = (runs: readonly ExperimentRun[]): readonly RunDisplay[] =>
    displaysOf(
      runs,
      runs.map(() => ({ key: keys++ })),
    );
  /** The same for runs that may be the ones there are. */
  const displaysFor = (runs: readonly ExperimentRun[]): readonly RunDisplay[] =>
    runs.length === get().displays.length ? displaysOf(runs, get().displays) : newDisplays(runs);

  const preferred = <T extends string>(key: string, allowed: readonly T[]): T | null =>
    allowed.find((value) => value === preferences.read(key)) ?? null;
  const langOf = (experiment: Experiment): Language =>
    experiment.lang ?? preferred('lang', ['en', 'zh']) ?? options.language;
  const themeOf = (experiment: Experiment): Theme =>
    experiment.theme === 'auto'
      ? (preferred('theme', ['light', 'dark', 'projector']) ?? 'auto')
      : experiment.theme;

  const displays = newDisplays(opened.experiment.runs);
  const store = createStore<PlaygroundState>(() => ({
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
    network: null,
    checkpointed: null,
    ratesOf: null,
    setAside: null,
    engine: ENGINES.find((id) => id === options.visit?.read('backend')) ?? 'auto',
    persistence: null,
    watched: NOTHING_WATCHED,
    lang: langOf(opened.experiment),
    theme: themeOf(opened.experiment),
  }));
  const playhead = createSignal(opened.experiment.t);
  const atRest = createSignal(opened.experiment.t === 0 && opened.experiment.future);
  const get = store.getState;
  const set = store.setState;

  // ---- computing ---------------------------------------------------------------------------------------------------

  const channel = options.channel((notice) => {
    set({ notice });
    if (notice === 'restarted') training.restarted();
  });
  const training = createTrainingController({
    ...{ store, channel, playhead },
    addresses: options.addresses,
    deviceMemory: options.deviceMemory,
    archive: options.archive ?? noArchive,
    now: clock.now,
    adopt: (experiment, displays) => adopt(experiment, displays, 'adjust'),
  });
  const { history } = training;
  const surfaceRuns = createSurfaceRuns({ store, channel, playhead, framed: options.framed ?? false });
  const { records } = surfaceRuns;
  /** @param atOnce what can be computed before the next picture is in it; of other runs nothing old is shown until they are */
  function compute(atOnce = false): void {
    const { experiment } = get();
    if (!isNetwork(experiment)) {
      training.leave();
      surfaceRuns.compute(atOnce);
      return;
    }
    surfaceRuns.leave();
    if (options.framed && !training.known()) {
      training.leave();
      set({ statuses: experiment.runs.map(() => 'waiting') });
      playhead.set(0);
    } else {
      training.begin(get().playing);
    }
  }

  // ---- changing ----------------------------------------------------------------------------------------------------

  function adopt(wanted: Experiment, shown: readonly RunDisplay[], how: Change): void {
    const before = get().experiment;
    const next = withTexts(wanted);
    const displays = displaysOf(next.runs, shown);
    const same = sameNumbers(before, next);
    // Functions and networks are paused each in their own way: before one becomes the other.
    const longer = isNetwork(next) && sameNumbers({ ...before, steps: next.steps }, next);
    if (!same && get().playing && (how === 'go' || isNetwork(next)) && !longer) pause();
    const selected = displays.some((display) => display.key === get().selected)
      ? get().selected
      : displays[displays.length - 1].key;
    if (records.value.length !== next.runs.length)
      records.set(next.runs.map((_, i) => records.value[i] ?? null));
    const statuses = same || isNetwork(next) ? get().statuses : surfaceRuns.statuses();
    const highlighted = visibleIn(displays, get().highlighted);
    set({
      experiment: next,
      displays,
      selected,
      highlighted,
      statuses,
      lang: langOf(next),
      theme: themeOf(next),
    });
    if (!same) {
      if (playhead.value > next.steps) playhead.set(next.steps);
      compute();
    }
    writer.write(link(), how === 'go');
  }

  const linkWith = (change: Partial<Experiment>): string => {
    const { experiment } = get();
    const t = isNetwork(experiment) ? experiment.t : Math.min(playhead.value, experiment.steps);
    return formatExperiment({ ...experiment, t, ...change });
  };
  const link = (): string => linkWith({});

  /** Takes over a rearranged list, if there is one, and says whether. */
  function rearrange(next: Rearranged | null): boolean {
    if (!next) return false;
    // Records move with their runs, so that a reordered or shortened list never shows one run's path as another's.
    records.set(next.from.map((from) => records.value[from] ?? null));
    adopt({ ...get().experiment, runs: next.runs }, next.displays, 'adjust');
    return true;
  }

  const runList = (): RunList => ({ runs: get().experiment.runs, displays: get().displays });

  // ---- playing -----------------------------------------------------------------------------------------------------

  const player = createPlayer(playhead, clock, {
    steps: () => get().experiment.steps,
    speed: () => get().experiment.speed,
    stopped: () => {
      set({ playing: false });
      surfaceRuns.replay();
      writer.write(link(), false);
    },
  });

  const pause = (): void => (isNetwork(get().experiment) ? training.pause() : player.pause());

  function play(): void {
    if (get().playing) return;
    if (isNetwork(get().experiment)) {
      training.play();
      return;
    }
    set({ playing: true });
    player.play();
  }

  function seek(step: number): void {
    const { experiment } = get();
    if (!Number.isFinite(step)) return;
    if (isNetwork(experiment)) {
      training.seek(step);
      return;
    }
    playhead.set(Math.max(0, Math.min(experiment.steps, Math.round(step))));
    if (!get().playing) writer.write(link(), false);
  }

  playhead.subscribe(surfaceRuns.inspect);
  playhead.subscribe(surfaceRuns.replay);
  const rest = (): void => atRest.set(playhead.value === 0 && !get().playing && get().experiment.future);
  playhead.subscribe(rest);
  store.subscribe(rest);

  const stopListening = address.listen(() => {
    writer.drop();
    load(openAddress(address));
  });

  function load({ experiment: given, problems }: Parsed): void {
    const experiment = options.framed ? { ...given, embed: get().experiment.embed } : given;
    pause();
    // What waited to be written belongs to the entry that is left.
    writer.drop();
    const before = get().experiment;
    const displays = displaysFor(experiment.runs);
    set({
      experiment,
      problems,
      displays,
      selected: displays.some((display) => display.key === get().selected)
        ? get().selected
        : displays[displays.length - 1].key,
      highlighted: visibleIn(displays, get().highlighted),
      lang: langOf(experiment),
      theme: themeOf(experiment),
      failure: null,
      ratesOf: null,
    });
    if (!sameNumbers(before, experiment)) compute(true);
    if (!isNetwork(experiment)) playhead.set(experiment.t);
  }

  // ---- the first picture -------------------------------------------------------------------------------------------

  compute(true);

  return {
    store,
    playhead,
    atRest,
    records,
    history,
    newest: training.newest,
    inspection: surfaceRuns.inspection,
    replayed: surfaceRuns.replayed,
    plane: training.plane,
    prediction: training.prediction,

    edit: (change, how = 'adjust') => adopt({ ...get().experiment, ...change }, get().displays, how),

    open(given, how = 'go') {
      pause();
      writer.flush();
      load(typeof given === 'string' ? parseExperiment(given) : given);
      writer.write(link(), how === 'go');
    },

    setSurface(id) {
      const { experiment } = get();
      if (id === experiment.surface.id) return;
      const runs = runsFor(id, experiment);
      const displays = displaysFor(runs);
      records.set(runs.map(() => null));
      playhead.set(0);
      const ratesOf = runs === experiment.runs ? (get().ratesOf ?? experiment.surface.id) : null;
      set({ problems: [], failure: null, ratesOf: ratesOf === id ? null : ratesOf });
      adopt(onSurface(experiment, id, runs), displays, 'go');
    },

    editRun(index, change) {
      const { experiment, displays } = get();
      const runs = experiment.runs.map((run, i) => (i === index ? { ...run, ...change } : run));
      adopt({ ...experiment, runs }, displays, 'adjust');
    },

    addRun(run) {
      const { runs, displays } = runList();
      const key = keys++;
      if (rearrange(inserted({ runs, displays }, runs.length - 1, run, key))) set({ selected: key });
    },

    duplicateRun(index) {
      const { runs, displays } = runList();
      const key = keys++;
      const copy = { ...runs[index], hidden: false, colour: null };
      if (rearrange(inserted({ runs, displays }, index, copy, key, index))) set({ selected: key });
    },

    removeRun: (index) => void rearrange(removed(runList(), index)),
    moveRun: (from, to) => void rearrange(moved(runList(), from, to)),

    colourRun: (index, colour) => void rearrange(recoloured(runList(), index, colour)),

    noteStartMoved() {
      if (get().startMoved) return;
      preferences.write('startMoved', 'yes');
      set({ startMoved: true });
    },

    setLanguage(lang) {
      preferences.write('lang', lang);
      const { experiment } = get();
      if (experiment.lang === null) set({ lang });
      else adopt({ ...experiment, lang }, get().displays, 'adjust');
    },

    setTheme(theme) {
      preferences.write('theme', theme);
      const { experiment } = get();
      if (experiment.theme === 'auto') set({ theme });
      else adopt({ ...experiment, theme }, get().displays, 'adjust');
    },

    play,
    pause,
    toggle: () => (get().playing ? pause() : play()),

    seek,

    reset() {
      if (isNetwork(get().experiment)) {
        training.startOver(false);
        return;
      }
      pause();
      playhead.set(0);
      writer.write(link(), false);
    },

    forward() {
      const newest = isNetwork(get().experiment) && playhead.value >= (history.value?.last ?? 0);
      if (newest) training.step();
      else seek(playhead.value + 1);
    },

    watchUnit: training.watchUnit,
    follow: training.follow,
    unfollow: training.unfollow,
    predict: training.predict,
    showPlane: training.showPlane,
    resumeCheckpoint: training.resumeCheckpoint,
    retry: () => training.begin(false),
    takeBack: training.takeBack,
    followNewest: training.followNewest,
    takeFiles: training.takeFiles,
    refuseFiles: (diagnostic) =>
      set({ failure: { code: 'bad-file', message: diagnostic.message, diagnostic } }),
    computeWith(choice) {
      options.visit?.write('backend', choice);
      training.computeWith(choice);
    },

    highlight(key) {
      const highlighted = visibleIn(get().displays, key);
      if (highlighted !== get().highlighted) set({ highlighted });
    },
    select(key) {
      set({ selected: key });
      surfaceRuns.inspect();
    },
    dismissRates: () => set({ ratesOf: null }),
    dismissProblems: () => set({ problems: [] }),
    dismissNotice: () => set({ notice: null, failure: null }),
    link,
    linkWith,
    flush() {
      writer.flush();
      training.flush();
    },

    dispose() {
      stopListening();
      writer.flush();
      training.flush();
      player.pause();
      channel.dispose();
    },
  };
}
