/**
 * The playground: one experiment, its frames, one playhead, and what can be done with them.
 *
 * What React shows lives in a zustand store; what moves sixty times a second (playhead, frames, the inspected step) lives
 * in signals beside it. Nothing here knows the DOM: engine, clock, address and preferences are given.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Engine, EngineNotice } from '../engine/client.ts';
import type {
  BackendChoice,
  DroppedFile,
  FromWorker,
  Inspection,
  Phase,
  SampleImages,
} from '../engine/protocol.ts';
import {
  computation,
  DEFAULT_FORMULA,
  DEFAULT_RULE,
  defaultRuns,
  defaultStart,
  defaultSurface,
  type Experiment,
  type ExperimentRun,
  formatExperiment,
  type Language,
  type Parsed,
  type Problem,
  parseExperiment,
  type Theme,
} from '../experiment/index.ts';
import { createNetworkHistory, type NetworkHistory } from '../frames/history.ts';
import { type FollowedWeight, MOST_FOLLOWED, NOTHING_WATCHED, type Watched } from '../frames/network.ts';
import { newPart } from '../frames/overlap.ts';
import type { PlaneFrame, PlaneKind } from '../frames/plane.ts';
import type { RunFrames } from '../frames/run.ts';
import { type Address, createLinkWriter } from './address.ts';
import { type Archive, createKeeper, type Kept, noArchive } from './archive.ts';
import { type Clock, createPlayer } from './playhead.ts';
import { createSignal, type Signal } from './signal.ts';

export type { BackendChoice, DroppedFile, Inspection, SampleImages } from '../engine/protocol.ts';

/** What the newest weights make of a drawn digit: probabilities `[runs × 10]`, NaN for runs that diverged. */
export interface Prediction {
  readonly step: number;
  readonly probabilities: Float32Array;
}

/** What the page remembers of a run beside what the link says. `key` and `slot` stay with it when runs are reordered. */
export interface Line {
  readonly key: number;
  /** Which of the colours, markers and dashes. */
  readonly slot: number;
  readonly hidden: boolean;
}

export interface NetworkStatus {
  readonly state: 'loading' | 'ready' | 'training' | 'paused' | 'finished' | 'failed';
  readonly phase: Phase | null;
  /** 0 … 1 of the phase. */
  readonly fraction: number;
  /** Of files that come over the network; null when none do. */
  readonly bytes: { readonly arrived: number; readonly total: number } | null;
  readonly backend: string | null;
  readonly reason: Extract<FromWorker, { type: 'network' }>['reason'];
  /** WebGL drawn by the processor. */
  readonly software: boolean;
  readonly trainImages: number;
  readonly testImages: number;
  readonly files: readonly string[];
  /** The test images whose readings are recorded; null before they are loaded. */
  readonly sample: SampleImages | null;
}

export interface PlaygroundState {
  readonly experiment: Experiment;
  /** One for each run, in the same order. */
  readonly lines: readonly Line[];
  /** Repairs of the link, until dismissed. */
  readonly problems: readonly Problem[];
  readonly playing: boolean;
  /** The run that the pointer is at, by key. */
  readonly highlighted: number | null;
  /** The run whose step is inspected, by key. */
  readonly selected: number;
  /** How each run ended, as far as it is known. */
  readonly statuses: readonly ('finished' | 'diverged' | 'waiting')[];
  readonly notice: EngineNotice['kind'] | null;
  readonly failure: { code: string; message: string } | null;
  readonly network: NetworkStatus | null;
  /** The step that a training of this experiment had reached in an earlier visit, from which it can go on. */
  readonly kept: number | null;
  /** Whether trainings outlive the page; null before that is known. */
  readonly keeps: boolean | null;
  /** What is looked at more closely in the first layer of the networks. */
  readonly watched: Watched;
  readonly lang: Language;
  readonly theme: Theme;
}

/** Where the page keeps what a visitor chose for themselves; does nothing where storage is refused. */
export interface Preferences {
  read(key: string): string | null;
  write(key: string, value: string): void;
}

export interface PlaygroundOptions {
  readonly engine: (receive: (message: FromWorker) => void, notice: (notice: EngineNotice) => void) => Engine;
  /** Computes an experiment at once, for the first picture. */
  readonly computeNow: (c: ReturnType<typeof computation>) => { run: number; frames: RunFrames }[];
  readonly clock: Clock;
  readonly address: Address;
  readonly preferences: Preferences;
  /** Where trainings are kept; without it they end with the page. */
  readonly archive?: Archive;
  /** The browser's language. */
  readonly language: Language;
  /** In a frame of another page: a network is not set up before someone wants it trained, and the link stays a frame's. */
  readonly framed?: boolean;
}

/** How a change is written to the link: adjusting replaces the entry, going elsewhere adds one. */
export type Change = 'adjust' | 'go';

export interface Playground {
  readonly store: StoreApi<PlaygroundState>;
  readonly playhead: Signal<number>;
  /** Nothing has been played yet: paths are shown whole. */
  readonly atRest: Signal<boolean>;
  /** The frames of each run, null while a run has none. Replaced whole, so that a change is a new array. */
  readonly frames: Signal<readonly (RunFrames | null)[]>;
  /** The recorded training, null before the networks stand. */
  readonly history: Signal<NetworkHistory | null>;
  readonly inspection: Signal<Inspection | null>;
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
  setLine(index: number, change: Partial<Omit<Line, 'key'>>): void;
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
  dismissProblems(): void;
  dismissNotice(): void;
  takeFiles(files: readonly DroppedFile[]): void;
  /** Looks at the visited weights on a plane; null: no longer. */
  showPlane(kind: PlaneKind | null): void;
  /** Goes on with the training that an earlier visit left. */
  continueKept(): void;
  computeWith(backend: BackendChoice): void;
  /** The link of what is shown now: a query without its question mark. */
  link(): string;
  /** The same with something else in it. */
  linkWith(change: Partial<Experiment>): string;
  /** Writes at once what the link still waits for, and what is not kept yet of a training. */
  settle(): void;
  dispose(): void;
}

/** Experiments with at most this many updates in all are computed before the first picture. */
const AT_ONCE = 60_000;
/** Colours, markers and dashes there are. */
export const SLOTS = 12;

export const isNetwork = (experiment: Experiment): boolean => experiment.surface.id === 'mnist';

/** The lowest slot that no line uses. */
function freeSlot(lines: readonly Line[]): number {
  const used = new Set(lines.map((line) => line.slot));
  for (let slot = 0; slot < SLOTS; slot++) if (!used.has(slot)) return slot;
  return lines.length % SLOTS;
}

const sameWeight = (a: FollowedWeight, b: FollowedWeight): boolean =>
  a.pixel === b.pixel && a.unit === b.unit;

const sameNumbers = (a: Experiment, b: Experiment): boolean =>
  JSON.stringify(computation(a)) === JSON.stringify(computation(b));

/** A formula and rules of one's own begin with ones that work; another surface has no formula. */
function withTexts(experiment: Experiment): Experiment {
  const { surface, formula, rules, runs } = experiment;
  const wanted = runs.map(({ optimizer: { id, args } }) => (id === 'custom' ? Number(args.rule) : 0));
  const missing = Math.max(0, ...wanted) - rules.length;
  return {
    ...experiment,
    formula: surface.id === 'custom' ? (formula ?? DEFAULT_FORMULA) : null,
    rules: missing > 0 ? [...rules, ...Array<string>(missing).fill(DEFAULT_RULE)] : rules,
  };
}

export function createPlayground(options: PlaygroundOptions): Playground {
  const { clock, address, preferences } = options;
  const opened = parseExperiment(address.read());
  const writer = createLinkWriter(address, clock);
  let nextKey = 0;
  const newLines = (runs: readonly unknown[]): Line[] =>
    runs.map((_, slot) => ({ key: nextKey++, slot, hidden: false }));

  const preferred = <T extends string>(key: string, allowed: readonly T[]): T | null =>
    allowed.find((value) => value === preferences.read(key)) ?? null;
  const langOf = (experiment: Experiment): Language =>
    experiment.lang ?? preferred('lang', ['en', 'zh']) ?? options.language;
  const themeOf = (experiment: Experiment): Theme =>
    experiment.theme === 'auto'
      ? (preferred('theme', ['light', 'dark', 'projector']) ?? 'auto')
      : experiment.theme;

  const lines = newLines(opened.experiment.runs);
  const store = createStore<PlaygroundState>(() => ({
    experiment: opened.experiment,
    lines,
    problems: opened.problems,
    playing: false,
    highlighted: null,
    selected: lines[lines.length - 1].key,
    statuses: opened.experiment.runs.map(() => 'waiting' as const),
    notice: null,
    failure: null,
    network: null,
    kept: null,
    keeps: null,
    watched: NOTHING_WATCHED,
    lang: langOf(opened.experiment),
    theme: themeOf(opened.experiment),
  }));
  const playhead = createSignal(opened.experiment.t);
  const atRest = createSignal(opened.experiment.t === 0);
  const frames = createSignal<readonly (RunFrames | null)[]>([]);
  const history = createSignal<NetworkHistory | null>(null);
  const inspection = createSignal<Inspection | null>(null);
  const plane = createSignal<PlaneFrame | null>(null);
  const prediction = createSignal<Prediction | null>(null);
  /** The drawing that is shown to the networks again whenever they have learned something. */
  let drawing: Float32Array | null = null;
  let files: readonly DroppedFile[] = [];
  let backend: BackendChoice = 'auto';

  const get = store.getState;
  const set = store.setState;

  const keeper = createKeeper(options.archive ?? noArchive, clock.now, (keeps) => {
    if (get().keeps !== keeps) set({ keeps });
  });
  /** What was found of an earlier visit. */
  let kept: Kept | null = null;

  // ---- computing ---------------------------------------------------------------------------------------------------

  const engine = options.engine(receive, (notice) => {
    set({ notice: notice.kind });
    const { network, playing } = get();
    // The worker that takes over goes on from the latest checkpoint. What is recorded stays.
    if (notice.kind !== 'restarted' || !network || network.state === 'finished') return;
    if (history.value) patchNetwork({ state: 'loading', phase: 'loading', fraction: 0 });
    else beginRecord(playing);
  });

  const statusesOf = (runs: readonly (RunFrames | null)[]): PlaygroundState['statuses'] =>
    runs.map((run) => run?.status ?? 'waiting');

  function place(runs: readonly { run: number; frames: RunFrames }[]): void {
    const { length } = get().experiment.runs;
    const next = Array.from({ length }, (_, i) => frames.value[i] ?? null);
    for (const { run, frames } of runs) next[run] = frames;
    frames.set(next);
    const statuses = statusesOf(next);
    if (
      statuses.some((status, i) => status !== get().statuses[i]) ||
      statuses.length !== get().statuses.length
    ) {
      set({ statuses });
    }
  }

  function receive(message: FromWorker): void {
    switch (message.type) {
      case 'computed':
        if (get().failure) set({ failure: null });
        place(message.runs);
        if (message.complete) requestInspection();
        return;
      case 'inspected':
        inspection.set(message.inspection);
        return;
      case 'progress':
        if (message.phase !== 'computing') {
          const { phase, fraction, bytes = null } = message;
          patchNetwork({ phase, fraction, bytes });
        }
        return;
      case 'network':
        // It comes again when the graphics context was lost: what is recorded stays.
        keeper.layers(message.layers);
        if (!history.value) history.set(createNetworkHistory(get().experiment.runs.length, message.layers));
        patchNetwork({
          state: get().playing ? 'training' : history.value?.last ? 'paused' : 'ready',
          phase: null,
          backend: message.backend,
          reason: message.reason,
          software: message.software,
          trainImages: message.trainImages,
          testImages: message.testImages,
          sample: message.sample,
        });
        return;
      case 'trained': {
        const training = history.value;
        if (!training) return;
        const followed = playhead.value >= training.last;
        const { evaluatedAt, last } = training;
        const evaluated = evaluatedAt.length > 0 ? evaluatedAt.values[evaluatedAt.length - 1] : -1;
        const chunk = newPart(message.chunk, { last, evaluated });
        if (chunk) {
          training.append(chunk);
          keeper.record(chunk);
        }
        if (get().kept !== null && training.last > 0) set({ kept: null });
        // The playhead rides on the newest step unless the person has gone back to look at an earlier one.
        if (followed) playhead.set(training.last);
        const statuses = message.chunk.divergedAt.map((at) =>
          at > 0 ? ('diverged' as const) : ('waiting' as const),
        );
        if (statuses.some((status, i) => status !== get().statuses[i])) set({ statuses });
        const { network } = get();
        if (network?.phase) patchNetwork({ phase: null });
        if (network?.state === 'ready' && training.last > 0) patchNetwork({ state: 'paused' });
        if (drawing) engine.predict(drawing);
        return;
      }
      case 'plane':
        plane.set(message.frame);
        return;
      case 'checkpoint':
        keeper.checkpoint(message.checkpoint);
        if (!get().playing) keeper.flush();
        return;
      case 'predicted':
        if (drawing) prediction.set({ step: message.step, probabilities: message.probabilities });
        return;
      case 'finished':
        keeper.flush();
        patchNetwork({ state: 'finished', phase: null });
        set({ playing: false });
        return;
      case 'failed':
        patchNetwork({ state: 'failed', phase: null });
        set({ failure: { code: message.code, message: message.message }, playing: false });
        return;
      case 'hello':
        return;
      default:
        message satisfies never;
    }
  }

  const patchNetwork = (change: Partial<NetworkStatus>): void => {
    const { network } = get();
    if (network) set({ network: { ...network, ...change } });
  };

  function beginRecord(playing: boolean): void {
    const { experiment } = get();
    kept = null;
    keeper.begin(archiveKey());
    plane.set(null);
    history.set(null);
    playhead.set(0);
    set({
      playing,
      kept: null,
      failure: null,
      statuses: experiment.runs.map(() => 'waiting'),
      network: {
        state: 'loading',
        phase: 'loading',
        fraction: 0,
        bytes: null,
        backend: null,
        reason: null,
        software: false,
        trainImages: 0,
        testImages: 0,
        files: usedFiles().map((file) => file.name),
        sample: null,
      },
    });
  }

  const usedFiles = (): readonly DroppedFile[] =>
    get().experiment.surface.args.data === 'digits' ? [] : files;

  function train(playing: boolean): void {
    beginRecord(playing);
    engine.train(computation(get().experiment), { files, backend, playing });
  }

  /** By what a training is kept. Files that a person dropped are gone with the page, and so is what they trained. */
  const archiveKey = (): string | null =>
    usedFiles().length > 0 ? null : JSON.stringify(computation(get().experiment));

  /** Looks for what an earlier visit left of this experiment. */
  function lookBack(): void {
    const key = archiveKey();
    if (key === null) return;
    void keeper.find(key).then((found) => {
      const begun = get().playing || (history.value?.last ?? 0) > 0;
      if (!found || begun || !isNetwork(get().experiment) || archiveKey() !== key) return;
      kept = found;
      set({ kept: found.checkpoint.step });
    });
  }

  function continueKept(): void {
    const found = kept;
    if (!found) return;
    beginRecord(true);
    keeper.begin(archiveKey(), found);
    const { runs } = get().experiment;
    const training = createNetworkHistory(runs.length, found.layers);
    for (const chunk of found.chunks) training.append(chunk);
    history.set(training);
    playhead.set(training.last);
    set({ statuses: training.runs.map(({ divergedAt }) => (divergedAt > 0 ? 'diverged' : 'waiting')) });
    engine.train(computation(get().experiment), {
      files,
      backend,
      playing: true,
      resumeFrom: found.checkpoint,
    });
  }

  function compute(): void {
    const { experiment } = get();
    if (isNetwork(experiment)) {
      frames.set([]);
      if (!options.framed) {
        train(false);
        lookBack();
      } else {
        history.set(null);
        set({ network: null, statuses: experiment.runs.map(() => 'waiting') });
        playhead.set(0);
      }
      return;
    }
    if (get().network) set({ network: null });
    history.set(null);
    engine.compute(computation(experiment));
  }

  function requestInspection(): void {
    const { experiment, lines, selected } = get();
    if (isNetwork(experiment)) return;
    const run = lines.findIndex((line) => line.key === selected);
    if (run >= 0) engine.inspect(run, playhead.value);
  }

  // ---- changing ----------------------------------------------------------------------------------------------------

  function adopt(wanted: Experiment, lines: readonly Line[], how: Change): void {
    const before = get().experiment;
    const next = withTexts(wanted);
    const same = sameNumbers(before, next);
    // Functions and networks are paused each in their own way: before one becomes the other.
    if (!same && get().playing && (how === 'go' || isNetwork(next))) pause();
    const selected = lines.some((line) => line.key === get().selected)
      ? get().selected
      : lines[lines.length - 1].key;
    if (frames.value.length !== next.runs.length)
      frames.set(next.runs.map((_, i) => frames.value[i] ?? null));
    const statuses = same || isNetwork(next) ? get().statuses : statusesOf(frames.value);
    set({ experiment: next, lines, selected, statuses, lang: langOf(next), theme: themeOf(next) });
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

  const withRuns = (
    runs: readonly ExperimentRun[],
    lines: readonly Line[],
    order?: readonly number[],
  ): void => {
    // Frames move with their runs, so that a reordered or shortened list never shows one run's path as another's.
    if (order) frames.set(order.map((from) => (from < 0 ? null : (frames.value[from] ?? null))));
    adopt({ ...get().experiment, runs }, lines, 'adjust');
  };

  // ---- playing -----------------------------------------------------------------------------------------------------

  const player = createPlayer(playhead, clock, {
    steps: () => get().experiment.steps,
    speed: () => get().experiment.speed,
    stopped: () => {
      set({ playing: false });
      writer.write(link(), false);
    },
  });

  function pause(): void {
    if (isNetwork(get().experiment)) {
      engine.pause();
      set({ playing: false });
      if (get().network?.state === 'training') patchNetwork({ state: 'paused' });
      return;
    }
    player.pause();
  }

  function play(): void {
    if (get().playing) return;
    if (isNetwork(get().experiment)) {
      const { network } = get();
      if (!network || network.state === 'finished' || network.state === 'failed') {
        train(true);
        return;
      }
      set({ playing: true });
      if (history.value) playhead.set(history.value.last);
      if (network.state !== 'loading') patchNetwork({ state: 'training' });
      engine.resume();
      return;
    }
    set({ playing: true });
    player.play();
  }

  function seek(step: number): void {
    const { experiment } = get();
    if (!Number.isFinite(step)) return;
    const end = isNetwork(experiment) ? (history.value?.last ?? 0) : experiment.steps;
    playhead.set(Math.max(0, Math.min(end, Math.round(step))));
    if (!get().playing && !isNetwork(experiment)) writer.write(link(), false);
  }

  function watch(watched: Watched): void {
    set({ watched });
    engine.watch(watched);
  }

  playhead.subscribe(requestInspection);
  const rest = (): void => atRest.set(playhead.value === 0 && !get().playing);
  playhead.subscribe(rest);
  store.subscribe(rest);

  const stopListening = address.listen(() => {
    writer.drop();
    load(parseExperiment(address.read()));
  });

  /** Small experiments are computed before the next picture; of others nothing old is shown until they are. */
  function sketch(experiment: Experiment): void {
    if (isNetwork(experiment)) return;
    frames.set(experiment.runs.map(() => null));
    const small = experiment.runs.length * experiment.steps <= AT_ONCE;
    place(small ? options.computeNow(computation(experiment)) : []);
  }

  function load({ experiment: given, problems }: Parsed): void {
    const experiment = options.framed ? { ...given, embed: get().experiment.embed } : given;
    pause();
    // What waited to be written belongs to the entry that is left.
    writer.drop();
    const before = get().experiment;
    const lines = experiment.runs.length === get().lines.length ? get().lines : newLines(experiment.runs);
    set({
      experiment,
      problems,
      lines,
      selected: lines.some((line) => line.key === get().selected)
        ? get().selected
        : lines[lines.length - 1].key,
      lang: langOf(experiment),
      theme: themeOf(experiment),
      failure: null,
    });
    if (!sameNumbers(before, experiment)) {
      sketch(experiment);
      compute();
    }
    if (!isNetwork(experiment)) playhead.set(experiment.t);
  }

  // ---- the first picture -------------------------------------------------------------------------------------------

  sketch(opened.experiment);
  compute();

  return {
    store,
    playhead,
    atRest,
    frames,
    history,
    inspection,
    plane,
    prediction,

    edit: (change, how = 'adjust') => adopt({ ...get().experiment, ...change }, get().lines, how),

    open(given, how = 'go') {
      pause();
      writer.flush();
      load(typeof given === 'string' ? parseExperiment(given) : given);
      writer.write(link(), how === 'go');
    },

    setSurface(id) {
      const { experiment } = get();
      if (id === experiment.surface.id) return;
      const untouched =
        JSON.stringify(experiment.runs) === JSON.stringify(defaultRuns(experiment.surface.id));
      const runs = untouched ? defaultRuns(id) : experiment.runs;
      const lines = runs.length === get().lines.length ? get().lines : newLines(runs);
      frames.set(runs.map(() => null));
      playhead.set(0);
      set({ problems: [], failure: null });
      adopt(
        {
          ...experiment,
          surface: defaultSurface(id),
          start: defaultStart(id),
          steps: Math.min(experiment.steps, id === 'mnist' ? 20_000 : 1_000_000),
          t: 0,
          runs,
          // What was said of the other surface is not true of this one.
          title: null,
          note: null,
        },
        lines,
        'go',
      );
    },

    editRun(index, change) {
      const { experiment, lines } = get();
      withRuns(
        experiment.runs.map((run, i) => (i === index ? { ...run, ...change } : run)),
        lines,
      );
    },

    addRun(run) {
      const { experiment, lines } = get();
      if (experiment.runs.length >= 12) return;
      const line: Line = { key: nextKey++, slot: freeSlot(lines), hidden: false };
      withRuns([...experiment.runs, run], [...lines, line], [...experiment.runs.keys(), -1]);
      set({ selected: line.key });
    },

    duplicateRun(index) {
      const { experiment, lines } = get();
      if (experiment.runs.length >= 12) return;
      const line: Line = { key: nextKey++, slot: freeSlot(lines), hidden: false };
      const insert = <T>(list: readonly T[], item: T): T[] => [
        ...list.slice(0, index + 1),
        item,
        ...list.slice(index + 1),
      ];
      withRuns(
        insert(experiment.runs, experiment.runs[index]),
        insert(lines, line),
        insert([...experiment.runs.keys()], index),
      );
      set({ selected: line.key });
    },

    removeRun(index) {
      const { experiment, lines } = get();
      if (experiment.runs.length <= 1) return;
      const keep = [...experiment.runs.keys()].filter((i) => i !== index);
      withRuns(
        keep.map((i) => experiment.runs[i]),
        keep.map((i) => lines[i]),
        keep,
      );
    },

    moveRun(from, to) {
      const { experiment, lines } = get();
      if (to < 0 || to >= lines.length || from === to) return;
      const order = [...lines.keys()];
      order.splice(to, 0, ...order.splice(from, 1));
      withRuns(
        order.map((i) => experiment.runs[i]),
        order.map((i) => lines[i]),
        order,
      );
    },

    setLine(index, change) {
      set({ lines: get().lines.map((line, i) => (i === index ? { ...line, ...change } : line)) });
    },

    setLanguage(lang) {
      preferences.write('lang', lang);
      const { experiment } = get();
      if (experiment.lang === null) set({ lang });
      else adopt({ ...experiment, lang }, get().lines, 'adjust');
    },

    setTheme(theme) {
      preferences.write('theme', theme);
      const { experiment } = get();
      if (experiment.theme === 'auto') set({ theme });
      else adopt({ ...experiment, theme }, get().lines, 'adjust');
    },

    play,
    pause,
    toggle: () => (get().playing ? pause() : play()),

    seek,

    reset() {
      if (isNetwork(get().experiment)) {
        train(false);
        return;
      }
      pause();
      playhead.set(0);
      writer.write(link(), false);
    },

    forward() {
      const { experiment, network, playing } = get();
      if (!isNetwork(experiment) || playhead.value < (history.value?.last ?? 0)) {
        seek(playhead.value + 1);
        return;
      }
      if (!playing && (network?.state === 'ready' || network?.state === 'paused')) engine.step();
    },

    watchUnit(unit) {
      watch({ ...get().watched, unit });
    },
    follow(weight) {
      const others = get().watched.weights.filter((other) => !sameWeight(other, weight));
      watch({ ...get().watched, weights: [...others, weight].slice(-MOST_FOLLOWED) });
    },
    unfollow(weight) {
      const { watched } = get();
      watch({ ...watched, weights: watched.weights.filter((other) => !sameWeight(other, weight)) });
    },
    predict(image) {
      drawing = image;
      if (!image) prediction.set(null);
      else if (history.value) engine.predict(image);
    },

    highlight: (key) => {
      if (key !== get().highlighted) set({ highlighted: key });
    },
    select(key) {
      set({ selected: key });
      requestInspection();
    },
    dismissProblems: () => set({ problems: [] }),
    dismissNotice: () => set({ notice: null, failure: null }),
    takeFiles(given) {
      files = given;
      const { surface } = get().experiment;
      const wanted = given.length === 0 ? 'digits' : 'mnist';
      // Files stand in for images that would be fetched, never for drawn ones: those go when files come, and come back.
      const data = given.length > 0 && surface.args.data !== 'digits' ? surface.args.data : wanted;
      if (data === surface.args.data) train(false);
      else {
        const next = { ...surface, args: { ...surface.args, data } };
        adopt({ ...get().experiment, surface: next }, get().lines, 'adjust');
      }
    },
    computeWith(choice) {
      backend = choice;
      train(false);
    },
    link,
    linkWith,
    showPlane(kind) {
      if (kind !== plane.value?.kind) plane.set(null);
      engine.plane(kind);
    },
    continueKept,
    settle() {
      writer.flush();
      keeper.flush();
    },

    dispose() {
      stopListening();
      writer.flush();
      keeper.flush();
      player.pause();
      engine.dispose();
    },
  };
}
