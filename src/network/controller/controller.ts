/**
 * The part of the playground that trains networks: begins and continues trainings, records what comes of them, and has
 * weights followed, planes computed and drawings read.
 */
import type { StoreApi } from 'zustand/vanilla';
import {
  isNetwork,
  type NetworkStatus,
  type PlaygroundState,
  type Prediction,
  type RunDisplay,
} from '../../document/state.ts';
import { computation, type Experiment } from '../../experiment/index.ts';
import type { RequestChannel } from '../../runtime/request.ts';
import { createSignal, type Readable, type Signal } from '../../signal.ts';
import { type NetworkHistory, networkHistoryOf } from '../history/history.ts';
import { type PlaneFrame, type PlaneKind, spreadPlane } from '../history/plane.ts';
import {
  type FollowedWeight,
  type LayerInfo,
  MOST_FOLLOWED,
  type NetworkChunk,
  type Watched,
} from '../history/record.ts';
import { sameWeight } from '../history/run-history.ts';
import { chunkOfRun } from '../history/split.ts';
import type { DroppedFile, EngineChoice, NetworkEvent, SiteAddresses } from '../messages.ts';
import { checkpointOfRun, snapshotsOfRun } from '../training/by-run.ts';
import { type Archive, createPersistence } from './archive.ts';
import { lastLeg, nextLeg, stateOf, type TrainingLeg } from './training-leg.ts';
import {
  createTrainingRecord,
  createTrainingRecords,
  reached,
  runKeys,
  type TrainingRecord,
} from './training-records.ts';
import { TrainingRequest } from './training-request.ts';

export interface TrainingControllerOptions {
  readonly store: StoreApi<PlaygroundState>;
  readonly channel: RequestChannel;
  /** For the worker, which may not know where the page is. */
  readonly addresses?: SiteAddresses | undefined;
  /** Memory of the device in GB, where the browser tells it. */
  readonly deviceMemory?: number | undefined;
  readonly playhead: Signal<number>;
  readonly archive: Archive;
  now(): number;
  /** Takes over another experiment, and what the page remembers of its runs. */
  adopt(experiment: Experiment, displays: readonly RunDisplay[]): void;
}

export interface TrainingController {
  /** The recorded training, null before the networks stand. */
  readonly history: Signal<NetworkHistory | null>;
  /** The newest step of those that are trained now. */
  readonly newest: Readable<number>;
  readonly plane: Signal<PlaneFrame | null>;
  readonly prediction: Signal<Prediction | null>;
  /** Another worker has taken over. */
  restarted(): void;
  /** Goes on from what is known of the experiment's runs, in this visit or, when it is asked to, an earlier one. */
  begin(playing: boolean): void;
  /** Whether anything was trained of the experiment's runs in this visit. */
  known(): boolean;
  /** Trains from the initial weights. */
  startOver(playing: boolean): void;
  /** The experiment is no network, or one that is not set up yet. */
  leave(): void;
  play(): void;
  pause(): void;
  /** A step of training; nothing while it trains anyway. */
  step(): void;
  /** Looks at a step; beyond the newest one, at that. */
  seek(step: number): void;
  /** Looks at the newest step, and goes on doing so. */
  followNewest(): void;
  resumeCheckpoint(): void;
  /** Takes back the change for which runs have to be trained again. */
  takeBack(): void;
  watchUnit(unit: number | null): void;
  follow(weight: FollowedWeight): void;
  unfollow(weight: FollowedWeight): void;
  predict(image: Float32Array | null): void;
  showPlane(kind: PlaneKind | null): void;
  takeFiles(files: readonly DroppedFile[]): void;
  computeWith(engine: EngineChoice): void;
  /** Keeps at once what is not kept yet. */
  flush(): void;
}

const LOADING: NetworkStatus = {
  state: 'loading',
  phase: 'loading',
  fraction: 0,
  bytes: null,
  engine: null,
  reason: null,
  software: false,
  trainImages: 0,
  testImages: 0,
  files: [],
  sample: null,
};
const CLASSES = 10;

/**
 * A controller with nothing trained yet.
 *
 * Long because records, offers and the leg that is trained change together with every event; the parts without state lie apart.
 */
export function createTrainingController(options: TrainingControllerOptions): TrainingController {
  const { store, channel, playhead, addresses, deviceMemory } = options;
  const { getState: get, setState: set } = store;
  const history = createSignal<NetworkHistory | null>(null);
  const newest = createSignal(0);
  const plane = createSignal<PlaneFrame | null>(null);
  const prediction = createSignal<Prediction | null>(null);
  const persistence = createPersistence(options.archive, options.now, (status) => {
    if (get().persistence !== status) set({ persistence: status });
  });
  const visit = createTrainingRecords();
  /** The runs of the experiment, in their order. */
  let records: readonly TrainingRecord[] = [];
  /** What is trained now of them. */
  let leg: TrainingLeg = { members: [], from: 0, to: 0 };
  /** What can be gone on from when it is asked for, by key: of an earlier visit, or of before someone started over. */
  let offered = new Map<string, TrainingRecord>();
  /** Whether a training that has begun does away with what was offered. */
  let offeredOnce = true;
  /** Whether the playhead rides on the newest step. */
  let follows = true;
  /** Before the change for which runs have to be trained again. */
  let before: { readonly experiment: Experiment; readonly displays: readonly RunDisplay[] } | null = null;
  let latest = { experiment: get().experiment, displays: get().displays };
  /** The training that is asked of the worker. */
  let request: TrainingRequest | null = null;
  let planeKind: PlaneKind | null = null;
  /** The drawing that is shown to the networks again whenever they have learned something. */
  let drawing: Float32Array | null = null;
  let files: readonly DroppedFile[] = [];
  /** Tells what a person dropped from what was dropped before. */
  let filesTaken = 0;

  const patch = (change: Partial<NetworkStatus>): void => {
    const { network } = get();
    if (network) set({ network: { ...network, ...change } });
  };
  const steps = (): number => get().experiment.steps;

  const usedFiles = (): readonly DroppedFile[] =>
    get().experiment.surface.args.data === 'digits' ? [] : files;

  /** By what the runs' trainings are known. Files that a person dropped are gone with the page, and so is what they trained. */
  const keys = (): readonly string[] =>
    runKeys(computation(get().experiment), usedFiles().length > 0 ? filesTaken : 0);

  const movePlayhead = (step: number): void => playhead.set(Math.min(step, steps()));
  const showNewest = (): void => {
    const { members } = leg;
    newest.set(members.length > 0 ? (records[members[0]].history?.last ?? 0) : (history.value?.last ?? 0));
    if (follows) movePlayhead(newest.value);
  };
  const showStatuses = (): void => {
    const statuses = records.map(({ history }) =>
      (history?.divergedAt ?? 0) > 0 ? ('diverged' as const) : ('waiting' as const),
    );
    const shown = get().statuses;
    if (statuses.length !== shown.length || statuses.some((status, i) => status !== shown[i]))
      set({ statuses });
  };

  function showHistory(layers: readonly LayerInfo[]): void {
    for (const record of records) record.stand(layers);
    history.set(
      networkHistoryOf(
        layers,
        records.flatMap((record) => record.history ?? []),
      ),
    );
  }

  /** Takes up the records of the experiment's runs, which are new where nothing is known of them. */
  function takeUp(): void {
    const lasting = usedFiles().length === 0;
    const found = new Map<string, TrainingRecord>();
    records = keys().map((key) => {
      const record = found.get(key) ?? visit.get(key) ?? createTrainingRecord(key, lasting);
      found.set(key, record);
      return record;
    });
    for (const record of found.values()) visit.put(record);
    persistence.begin(records);
  }

  /** Sets the engine to what is to be trained next. */
  function startLeg(playing: boolean): void {
    leg = nextLeg(records, steps()) ?? lastLeg(records);
    const { runs, ...rest } = computation(get().experiment);
    const trained = { ...rest, runs: leg.members.map((k) => runs[k]), steps: leg.to };
    const { engine, watched } = get();
    request = new TrainingRequest(
      channel,
      {
        ...{ type: 'train', computation: trained, files, engine, playing, watched, plane: planeKind },
        ...(addresses && { addresses }),
        ...(deviceMemory !== undefined && { deviceMemory }),
        ...stateOf(records, leg),
      },
      receive,
    );
    channel.begin(request);
  }

  function begin(playing: boolean): void {
    const shownBefore = history.value?.last ?? 0;
    takeUp();
    plane.set(null);
    const layers = records.find((record) => record.history)?.layers;
    if (layers) showHistory(layers);
    else history.set(null);
    set({
      playing,
      failure: null,
      network: { ...LOADING, files: usedFiles().map((file) => file.name) },
    });
    showStatuses();
    startLeg(playing);
    // Where nothing is trained for now, what is shown stays, also that of runs which are ahead of others.
    const last = history.value?.last ?? 0;
    if (!playing) movePlayhead(follows || shownBefore === 0 ? last : Math.min(playhead.value, last));
    follows = playing;
    showNewest();
  }

  /** Whether an earlier state of the same run is further than the present one: then the change costs its steps. */
  function noteChange(): void {
    const { experiment, displays } = get();
    const steps = Math.max(
      0,
      ...displays.map(({ key }, k) => {
        const was = previous.get(key);
        return was && was !== records[k] && reached(was) > reached(records[k]) ? reached(was) : 0;
      }),
    );
    if (steps > 0) {
      before ??= latest;
      set({ setAside: Math.max(steps, get().setAside ?? 0) });
    } else if (
      before &&
      JSON.stringify(computation(before.experiment)) === JSON.stringify(computation(experiment))
    ) {
      forgetChange();
    }
  }
  /** The records by run (key), before the latest change. */
  let previous = new Map<number, TrainingRecord>();
  function forgetChange(): void {
    before = null;
    if (get().setAside !== null) set({ setAside: null });
  }
  const rememberRuns = (): void => {
    latest = { experiment: get().experiment, displays: get().displays };
    previous = new Map(
      latest.displays.flatMap(({ key }, k) => (records[k] ? [[key, records[k]] as const] : [])),
    );
  };

  const withdrawOffer = (): void => {
    offered = new Map();
    if (get().checkpointed !== null) set({ checkpointed: null });
  };
  function offer(found: ReadonlyMap<string, TrainingRecord>, once: boolean): void {
    const furthest = Math.max(0, ...[...found.values()].map(reached));
    if (furthest === 0) return;
    offered = new Map(found);
    offeredOnce = once;
    set({ checkpointed: furthest });
  }

  /** Looks for what an earlier visit left of these runs. */
  function lookBack(): void {
    const missing = [...new Set(records)].filter((record) => record.lasting && record.checkpoint === null);
    if (missing.length === 0) return;
    const asked = records;
    void persistence.find(missing.map(({ key }) => key)).then((found) => {
      const begun =
        get().playing ||
        missing.some((record) => record.checkpoint || record.log.chunks.some(({ count }) => count > 0));
      if (begun || asked !== records || !isNetwork(get().experiment)) return;
      const known = found.flatMap((kept, i) =>
        kept ? [[missing[i].key, createTrainingRecord(missing[i].key, true, kept)] as const] : [],
      );
      offer(new Map(known), true);
    });
  }

  /** Goes on from what is known of the experiment's runs. */
  function open(playing: boolean): void {
    withdrawOffer();
    begin(playing);
    noteChange();
    rememberRuns();
    lookBack();
  }

  function startOver(playing: boolean): void {
    const given = new Map(records.map((record) => [record.key, record]));
    withdrawOffer();
    forgetChange();
    persistence.flush();
    for (const key of keys()) visit.put(createTrainingRecord(key, usedFiles().length === 0));
    follows = true;
    begin(playing);
    rememberRuns();
    offer(given, false);
  }

  function stand(message: Extract<NetworkEvent, { type: 'network' }>): void {
    const { type: _, layers, ...network } = message;
    // It comes again when the graphics context was lost, and for every leg: what is recorded stays.
    if (!history.value) showHistory(layers);
    const { engine, reason, software, trainImages, testImages, sample } = network;
    patch({
      state: get().playing ? 'training' : history.value?.last ? 'paused' : 'ready',
      phase: null,
      ...{ engine, reason, software, trainImages, testImages, sample },
    });
  }

  function record(chunk: NetworkChunk): void {
    const training = history.value;
    if (!training) return;
    const { members } = leg;
    members.forEach((k, i) => {
      records[k].record(chunkOfRun(chunk, i, members.length));
    });
    training.changed();
    if (chunk.count > 0) {
      if (get().checkpointed !== null && (offeredOnce || newest.value >= (get().checkpointed ?? 0)))
        withdrawOffer();
      forgetChange();
    }
    showNewest();
    showStatuses();
    const { network } = get();
    if (network?.phase) patch({ phase: null });
    if (network?.state === 'ready' && training.last > 0) patch({ state: 'paused' });
    if (drawing) request?.look({ type: 'predict', image: drawing });
  }

  /** A leg has come to its end. */
  function arrive(): void {
    const following = nextLeg(records, steps());
    const stuck = following?.from === leg.from && following.members.join() === leg.members.join();
    if (following && !stuck) {
      startLeg(get().playing);
      showNewest();
      patch({ state: 'loading' });
      return;
    }
    persistence.flush();
    patch({ state: 'finished', phase: null });
    set({ playing: false });
  }

  function watch(watched: Watched): void {
    set({ watched });
    request?.look({ type: 'watch', watched });
  }
  const watched = (): Watched => get().watched;

  function receive(message: NetworkEvent): void {
    switch (message.type) {
      case 'progress': {
        const { phase, fraction, bytes = null } = message;
        patch({ phase, fraction, bytes });
        return;
      }
      case 'network':
        stand(message);
        return;
      case 'trained':
        record(message.chunk);
        return;
      case 'plane':
        plane.set(spreadPlane(message.frame, leg.members, records.length));
        return;
      case 'checkpoint': {
        const { checkpoint } = message;
        const snapshots = (request?.snapshots ?? []).filter(({ step }) => step <= checkpoint.step);
        leg.members.forEach((k, i) => {
          records[k].checkpoint = checkpointOfRun(checkpoint, i);
          records[k].snapshots = snapshotsOfRun(snapshots, i);
        });
        persistence.checkpoint();
        if (!get().playing) persistence.flush();
        return;
      }
      case 'predicted': {
        if (!drawing) return;
        const probabilities = new Float32Array(records.length * CLASSES).fill(Number.NaN);
        leg.members.forEach((k, i) => {
          probabilities.set(message.probabilities.subarray(i * CLASSES, (i + 1) * CLASSES), k * CLASSES);
        });
        prediction.set({ step: message.step, probabilities });
        return;
      }
      case 'finished':
        arrive();
        return;
      case 'failed': {
        const { type: _, ...failure } = message;
        patch({ state: 'failed', phase: null });
        set({ failure, playing: false });
        return;
      }
      case 'snapshot':
        // The request keeps them.
        return;
      default:
        message satisfies never;
    }
  }

  return {
    history,
    newest,
    plane,
    prediction,

    restarted() {
      const { network } = get();
      // The worker that takes over goes on from the latest checkpoint. What is recorded stays.
      if (network && network.state !== 'finished') patch({ state: 'loading', phase: 'loading', fraction: 0 });
    },

    begin: open,

    known: () => keys().some((key) => (visit.get(key)?.checkpoint ?? null) !== null),

    startOver,

    leave() {
      persistence.flush();
      request = null;
      records = [];
      leg = { members: [], from: 0, to: 0 };
      previous = new Map();
      follows = true;
      withdrawOffer();
      forgetChange();
      history.set(null);
      if (get().network) set({ network: null });
    },

    play() {
      const { network } = get();
      follows = true;
      if (network?.state === 'finished') {
        if (nextLeg(records, steps())) begin(true);
        else startOver(true);
        return;
      }
      if (!network || network.state === 'failed') {
        begin(true);
        rememberRuns();
        return;
      }
      set({ playing: true });
      showNewest();
      if (network.state !== 'loading') patch({ state: 'training' });
      request?.resume();
    },

    pause() {
      request?.pause();
      set({ playing: false });
      if (get().network?.state === 'training') patch({ state: 'paused' });
    },

    step() {
      const { network, playing } = get();
      if (playing || (network?.state !== 'ready' && network?.state !== 'paused')) return;
      follows = true;
      request?.step();
    },

    seek(step) {
      const end = Math.min(history.value?.last ?? 0, steps());
      const to = Math.max(0, Math.min(end, Math.round(step)));
      const { playing } = get();
      follows = to === newest.value || (playing && step > end);
      if (follows && playing) movePlayhead(newest.value);
      else playhead.set(to);
    },

    followNewest() {
      follows = true;
      showNewest();
    },

    resumeCheckpoint() {
      if (offered.size === 0) return;
      for (const record of offered.values()) visit.put(record);
      withdrawOffer();
      begin(true);
      rememberRuns();
    },

    takeBack() {
      const earlier = before;
      if (!earlier) return;
      forgetChange();
      options.adopt(earlier.experiment, earlier.displays);
    },

    watchUnit: (unit) => watch({ ...watched(), unit }),
    follow(weight) {
      const others = watched().weights.filter((other) => !sameWeight(other, weight));
      watch({ ...watched(), weights: [...others, weight].slice(-MOST_FOLLOWED) });
    },
    unfollow(weight) {
      watch({ ...watched(), weights: watched().weights.filter((other) => !sameWeight(other, weight)) });
    },

    predict(image) {
      drawing = image;
      if (!image) prediction.set(null);
      else if (history.value) request?.look({ type: 'predict', image });
    },

    showPlane(kind) {
      if (kind !== plane.value?.kind) plane.set(null);
      planeKind = kind;
      request?.look({ type: 'plane', kind });
    },

    takeFiles(given) {
      files = given;
      filesTaken++;
      const { experiment, displays } = get();
      const { surface } = experiment;
      const { data } = surface.args;
      const wanted = given.length === 0 ? 'digits' : 'mnist';
      // Files stand in for images that would be fetched, never for drawn ones: those go when files come, and come back.
      const next = given.length > 0 && data !== 'digits' ? String(data) : wanted;
      if (next !== data) {
        options.adopt(
          { ...experiment, surface: { ...surface, args: { ...surface.args, data: next } } },
          displays,
        );
      } else {
        open(false);
      }
    },

    computeWith(choice) {
      set({ engine: choice });
      open(false);
    },

    flush: () => persistence.flush(),
  };
}
