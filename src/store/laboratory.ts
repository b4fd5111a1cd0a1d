/**
 * The part of the playground that trains networks: begins and continues trainings, records what comes of them, and has
 * weights followed, planes computed and drawings read.
 */
import type { StoreApi } from 'zustand/vanilla';
import type { Engine } from '../engine/client.ts';
import type { BackendChoice, DroppedFile, FromWorker } from '../engine/protocol.ts';
import { computation } from '../experiment/index.ts';
import { createNetworkHistory, type NetworkHistory } from '../frames/history.ts';
import { type FollowedWeight, MOST_FOLLOWED, type NetworkChunk, type Watched } from '../frames/network.ts';
import { newPart } from '../frames/overlap.ts';
import type { PlaneFrame, PlaneKind } from '../frames/plane.ts';
import { type Archive, createKeeper, type Kept } from './archive.ts';
import { createSignal, type Signal } from './signal.ts';
import { isNetwork, type NetworkStatus, type PlaygroundState, type Prediction } from './state.ts';

/** What the worker says of networks. */
export type NetworkMessage = Exclude<
  FromWorker,
  { type: 'hello' | 'visit' | 'computed' | 'inspected' | 'failed' }
>;

export interface LaboratoryOptions {
  readonly store: StoreApi<PlaygroundState>;
  /** Asked when it is needed: the engine reports to the laboratory, so it comes after it. */
  engine(): Engine;
  readonly playhead: Signal<number>;
  readonly archive: Archive;
  now(): number;
  /** Has other images trained on, which begins anew. */
  chooseData(data: string): void;
}

export interface Laboratory {
  /** The recorded training, null before the networks stand. */
  readonly history: Signal<NetworkHistory | null>;
  readonly plane: Signal<PlaneFrame | null>;
  readonly prediction: Signal<Prediction | null>;
  receive(message: NetworkMessage): void;
  /** Another worker has taken over. */
  restarted(): void;
  /** Training has failed, whatever the reason. */
  failed(): void;
  /** Trains from the initial weights. */
  train(playing: boolean): void;
  /** Looks for what an earlier visit left of this experiment. */
  lookBack(): void;
  /** The experiment is no network, or one that is not set up yet. */
  leave(): void;
  play(): void;
  pause(): void;
  /** A step of training; nothing while it trains anyway. */
  step(): void;
  continueKept(): void;
  watchUnit(unit: number | null): void;
  follow(weight: FollowedWeight): void;
  unfollow(weight: FollowedWeight): void;
  predict(image: Float32Array | null): void;
  showPlane(kind: PlaneKind | null): void;
  takeFiles(files: readonly DroppedFile[]): void;
  computeWith(backend: BackendChoice): void;
  /** Keeps at once what is not kept yet. */
  flush(): void;
}

const LOADING: NetworkStatus = {
  state: 'loading',
  phase: 'loading',
  fraction: 0,
  bytes: null,
  backend: null,
  reason: null,
  software: false,
  trainImages: 0,
  testImages: 0,
  files: [],
  sample: null,
};

const sameWeight = (a: FollowedWeight, b: FollowedWeight): boolean =>
  a.pixel === b.pixel && a.unit === b.unit;

export function createLaboratory(options: LaboratoryOptions): Laboratory {
  const { store, engine, playhead } = options;
  const { getState: get, setState: set } = store;
  const history = createSignal<NetworkHistory | null>(null);
  const plane = createSignal<PlaneFrame | null>(null);
  const prediction = createSignal<Prediction | null>(null);
  const keeper = createKeeper(options.archive, options.now, (keeps) => {
    if (get().keeps !== keeps) set({ keeps });
  });
  /** What was found of an earlier visit. */
  let kept: Kept | null = null;
  /** The drawing that is shown to the networks again whenever they have learned something. */
  let drawing: Float32Array | null = null;
  let files: readonly DroppedFile[] = [];
  let backend: BackendChoice = 'auto';

  const patch = (change: Partial<NetworkStatus>): void => {
    const { network } = get();
    if (network) set({ network: { ...network, ...change } });
  };

  const usedFiles = (): readonly DroppedFile[] =>
    get().experiment.surface.args.data === 'digits' ? [] : files;

  /** By what a training is kept. Files that a person dropped are gone with the page, and so is what they trained. */
  const archiveKey = (): string | null =>
    usedFiles().length > 0 ? null : JSON.stringify(computation(get().experiment));

  function beginRecord(playing: boolean): void {
    kept = null;
    keeper.begin(archiveKey());
    plane.set(null);
    history.set(null);
    playhead.set(0);
    set({
      playing,
      kept: null,
      failure: null,
      statuses: get().experiment.runs.map(() => 'waiting'),
      network: { ...LOADING, files: usedFiles().map((file) => file.name) },
    });
  }

  function train(playing: boolean): void {
    beginRecord(playing);
    engine().train(computation(get().experiment), { files, backend, playing });
  }

  function stand(message: Extract<NetworkMessage, { type: 'network' }>): void {
    const { type: _, generation: __, layers, ...network } = message;
    keeper.layers(layers);
    // It comes again when the graphics context was lost: what is recorded stays.
    if (!history.value) history.set(createNetworkHistory(get().experiment.runs.length, layers));
    const { backend, reason, software, trainImages, testImages, sample } = network;
    patch({
      state: get().playing ? 'training' : history.value?.last ? 'paused' : 'ready',
      phase: null,
      ...{ backend, reason, software, trainImages, testImages, sample },
    });
  }

  function record(given: NetworkChunk): void {
    const training = history.value;
    if (!training) return;
    const followed = playhead.value >= training.last;
    const { evaluatedAt, last } = training;
    const evaluated = evaluatedAt.length > 0 ? evaluatedAt.values[evaluatedAt.length - 1] : -1;
    const chunk = newPart(given, { last, evaluated });
    if (chunk) {
      training.append(chunk);
      keeper.record(chunk);
    }
    if (get().kept !== null && training.last > 0) set({ kept: null });
    // The playhead rides on the newest step unless the person has gone back to look at an earlier one.
    if (followed) playhead.set(training.last);
    const statuses = given.divergedAt.map((at) => (at > 0 ? ('diverged' as const) : ('waiting' as const)));
    if (statuses.some((status, i) => status !== get().statuses[i])) set({ statuses });
    const { network } = get();
    if (network?.phase) patch({ phase: null });
    if (network?.state === 'ready' && training.last > 0) patch({ state: 'paused' });
    if (drawing) engine().predict(drawing);
  }

  function watch(watched: Watched): void {
    set({ watched });
    engine().watch(watched);
  }
  const watched = (): Watched => get().watched;

  return {
    history,
    plane,
    prediction,

    receive(message) {
      switch (message.type) {
        case 'progress': {
          const { phase, fraction, bytes = null } = message;
          if (phase !== 'computing') patch({ phase, fraction, bytes });
          return;
        }
        case 'network':
          stand(message);
          return;
        case 'trained':
          record(message.chunk);
          return;
        case 'plane':
          plane.set(message.frame);
          return;
        case 'checkpoint':
          keeper.checkpoint(message.checkpoint, engine().visits());
          if (!get().playing) keeper.flush();
          return;
        case 'predicted':
          if (drawing) prediction.set({ step: message.step, probabilities: message.probabilities });
          return;
        case 'finished':
          keeper.flush();
          patch({ state: 'finished', phase: null });
          set({ playing: false });
          return;
        default:
          message satisfies never;
      }
    },

    restarted() {
      const { network, playing } = get();
      if (!network || network.state === 'finished') return;
      // The worker that takes over goes on from the latest checkpoint. What is recorded stays.
      if (history.value) patch({ state: 'loading', phase: 'loading', fraction: 0 });
      else beginRecord(playing);
    },

    failed: () => patch({ state: 'failed', phase: null }),
    train,

    lookBack() {
      const key = archiveKey();
      if (key === null) return;
      void keeper.find(key).then((found) => {
        const begun = get().playing || (history.value?.last ?? 0) > 0;
        if (!found || begun || !isNetwork(get().experiment) || archiveKey() !== key) return;
        kept = found;
        set({ kept: found.checkpoint.step });
      });
    },

    leave() {
      history.set(null);
      if (get().network) set({ network: null });
    },

    play() {
      const { network } = get();
      if (!network || network.state === 'finished' || network.state === 'failed') {
        train(true);
        return;
      }
      set({ playing: true });
      if (history.value) playhead.set(history.value.last);
      if (network.state !== 'loading') patch({ state: 'training' });
      engine().resume();
    },

    pause() {
      engine().pause();
      set({ playing: false });
      if (get().network?.state === 'training') patch({ state: 'paused' });
    },

    step() {
      const { network, playing } = get();
      if (!playing && (network?.state === 'ready' || network?.state === 'paused')) engine().step();
    },

    continueKept() {
      const found = kept;
      if (!found) return;
      beginRecord(true);
      keeper.begin(archiveKey(), found);
      const { experiment } = get();
      const training = createNetworkHistory(experiment.runs.length, found.layers);
      for (const chunk of found.chunks) training.append(chunk);
      history.set(training);
      playhead.set(training.last);
      set({ statuses: training.runs.map(({ divergedAt }) => (divergedAt > 0 ? 'diverged' : 'waiting')) });
      const { checkpoint: resumeFrom, visits } = found;
      engine().train(computation(experiment), { files, backend, playing: true, resumeFrom, visits });
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
      else if (history.value) engine().predict(image);
    },

    showPlane(kind) {
      if (kind !== plane.value?.kind) plane.set(null);
      engine().plane(kind);
    },

    takeFiles(given) {
      files = given;
      const { data } = get().experiment.surface.args;
      const wanted = given.length === 0 ? 'digits' : 'mnist';
      // Files stand in for images that would be fetched, never for drawn ones: those go when files come, and come back.
      const next = given.length > 0 && data !== 'digits' ? String(data) : wanted;
      if (next === data) train(false);
      else options.chooseData(next);
    },

    computeWith(choice) {
      backend = choice;
      train(false);
    },

    flush: () => keeper.flush(),
  };
}
