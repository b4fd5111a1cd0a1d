/**
 * The page's side of networks: begins and continues trainings, keeps what comes of them, and has weights followed, planes
 * computed and drawings read.
 */

import { sameNumbers } from '../../document/edits.ts';
import type { Preferences } from '../../document/preferences.ts';
import type { Slice, SliceHost } from '../../document/slice.ts';
import type { RequestChannel } from '../../runtime/request.ts';
import type { Readable } from '../../signal.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { indexAt, type NetworkHistory } from '../history/history.ts';
import type { DroppedFile, EngineChoice, NetworkEvent, SiteAddresses } from '../messages.ts';
import { type Archive, createPersistence, noArchive } from './archive.ts';
import { type CheckpointOffer, createCheckpointOffer } from './checkpoint-offer.ts';
import { createNetworkQueries, type NetworkQueries } from './network-queries.ts';
import { createSetAside, type SetAside } from './set-aside.ts';
import { TrainingSession } from './training-session.ts';
import { createTrainingStore, patchNetwork, type TrainingStore } from './training-state.ts';

export interface TrainingControllerOptions {
  readonly channel: RequestChannel;
  /** For the worker, which may not know where the page is. */
  readonly addresses?: SiteAddresses | undefined;
  /** Memory of the device in GB, where the browser tells it. */
  readonly deviceMemory?: number | undefined;
  /** What holds for this visit only, reloads included. */
  readonly visit?: Preferences | undefined;
  /** Where trainings are kept; without it they end with the page. */
  readonly archive?: Archive | undefined;
}

export interface TrainingController
  extends Slice,
    Omit<NetworkQueries, 'learned' | 'reset' | 'answered' | 'planeKind'> {
  readonly store: TrainingStore;
  /** The recorded training, null before the networks stand. */
  readonly history: Readable<NetworkHistory | null>;
  /** The newest step of the runs that are trained now. */
  readonly newest: Readable<number>;
  /** Another worker has taken over. */
  restarted(): void;
  /** Looks at the newest step of a training, and goes on doing so. */
  followNewest(): void;
  /** Goes on with the training that an earlier visit left. */
  resumeCheckpoint(): void;
  /** Tries once more what failed, from the latest checkpoint. */
  retry(): void;
  /** Takes back the change for which runs of a network would have to be trained again. */
  takeBack(): void;
  takeFiles(files: readonly DroppedFile[]): void;
  /** Says what is wrong with files; what is trained goes on. */
  refuseFiles(diagnostic: Diagnostic): void;
  computeWith(engine: EngineChoice): void;
}

const ENGINES: readonly EngineChoice[] = ['auto', 'webgl', 'wasm', 'cpu', 'simd'];

/** The parts of a controller, which know of each other only what they are given. */
interface Parts {
  readonly host: SliceHost;
  readonly store: TrainingStore;
  readonly session: TrainingSession;
  readonly queries: NetworkQueries;
  readonly offer: CheckpointOffer;
  readonly setAside: SetAside;
  readonly persistence: ReturnType<typeof createPersistence>;
}

/** A controller with nothing trained yet. */
export function createTrainingController(
  host: SliceHost,
  options: TrainingControllerOptions,
): TrainingController {
  const { channel, addresses, deviceMemory, visit, archive = noArchive } = options;
  const store = createTrainingStore(ENGINES.find((id) => id === visit?.read('backend')) ?? 'auto');
  const persistence = createPersistence(archive, host.clock.now, (status) => {
    if (store.getState().persistence !== status) store.setState({ persistence: status });
  });
  const queries = createNetworkQueries(store, () => session);
  const session = new TrainingSession({
    ...{ host, store, channel, persistence, addresses, deviceMemory },
    planeKind: queries.planeKind,
    receive: (event) => receive(parts, event),
  });
  const offer = createCheckpointOffer(store, persistence);
  const setAside = createSetAside(host, store);
  const parts: Parts = { host, store, session, queries, offer, setAside, persistence };
  const training = createTrainings(parts);
  const { learned: _, reset: __, answered: ___, planeKind: ____, ...asked } = queries;

  return {
    ...{ store, history: session.history, newest: session.newest },
    ...asked,
    ...createTrainingSlice(parts, training),
    restarted() {
      // The worker that takes over goes on from the latest checkpoint. What is recorded stays.
      const { network } = store.getState();
      if (network?.state !== 'finished')
        patchNetwork(store, { state: 'loading', phase: 'loading', fraction: 0 });
    },
    followNewest() {
      session.follow();
      session.showNewest();
    },
    resumeCheckpoint() {
      const records = offer.take();
      if (records.length === 0) return;
      session.put(records);
      training.begin(true);
      setAside.remember(session.records);
    },
    retry: () => training.open(false),
    takeBack: setAside.takeBack,
    takeFiles(files) {
      session.takeFiles(files);
      if (!adoptDataFor(host, files)) training.open(false);
    },
    refuseFiles: (diagnostic) =>
      host.store.setState({ failure: { code: 'bad-file', message: diagnostic.message, diagnostic } }),
    computeWith(engine) {
      visit?.write('backend', engine);
      store.setState({ engine });
      training.open(false);
    },
  };
}

/** The ways in which a training begins. */
function createTrainings({ host, session, queries, offer, setAside, persistence }: Parts) {
  function begin(playing: boolean): void {
    queries.reset();
    session.begin(playing);
  }
  return {
    begin,
    /** Goes on from what is known of the experiment's runs, in this visit or, when it is asked to, an earlier one. */
    open(playing: boolean): void {
      offer.withdraw();
      begin(playing);
      const { records } = session;
      setAside.note(records);
      setAside.remember(records);
      offer.find(records, () => !host.store.getState().playing && session.records === records);
    },
    /** Trains from the initial weights. */
    startOver(playing: boolean): void {
      const given = new Map(session.records.map((record) => [record.key, record]));
      offer.withdraw();
      setAside.forget();
      persistence.flush();
      session.renew();
      begin(playing);
      setAside.remember(session.records);
      offer.make(given, false);
    },
  };
}

/** What the document asks of a training. */
function createTrainingSlice(
  { host, store, session, offer, setAside, persistence }: Parts,
  training: ReturnType<typeof createTrainings>,
): Slice {
  const { history } = session;
  const { getState: get, setState: set } = host.store;

  function leave(): void {
    persistence.flush();
    session.leave();
    setAside.leave();
    offer.withdraw();
  }

  return {
    recorded: [history],
    leave,
    compute() {
      if (host.framed && !session.known()) {
        leave();
        set({ statuses: get().experiment.runs.map(() => 'waiting') });
        host.playhead.set(0);
      } else {
        training.open(get().playing);
      }
    },
    play: () => play(host, store, session, training, setAside),
    pause() {
      session.request?.pause();
      set({ playing: false });
      if (store.getState().network?.state === 'training') patchNetwork(store, { state: 'paused' });
    },
    seek: (step) => session.seek(step),
    reset: () => training.startOver(false),
    forward() {
      if (host.playhead.value < (history.value?.last ?? 0)) {
        session.seek(host.playhead.value + 1);
        return;
      }
      // A step of training; nothing while it trains anyway.
      const { network } = store.getState();
      if (get().playing || (network?.state !== 'ready' && network?.state !== 'paused')) return;
      session.follow();
      session.request?.step();
    },
    playsOn: (before, next) => sameNumbers({ ...before, steps: next.steps }, next),
    fit: () => get().statuses,
    rearrange: () => undefined,
    showStep: () => undefined,
    linkStep: () => get().experiment.t,
    select: () => undefined,
    lossAt(index) {
      const run = history.value?.runs[index];
      if (!run) return null;
      const row = indexAt(run.evaluatedAt, host.playhead.value);
      const loss = run.loss.values[row];
      return run.evaluatedAt.values[row] === host.playhead.value && Number.isFinite(loss) ? loss : null;
    },
    endOf: () => null,
    flush: persistence.flush,
    dispose: persistence.flush,
  };
}

function play(
  host: SliceHost,
  store: TrainingStore,
  session: TrainingSession,
  training: ReturnType<typeof createTrainings>,
  setAside: SetAside,
): void {
  const { network } = store.getState();
  session.follow();
  if (network?.state === 'finished') {
    if (session.unfinished) training.begin(true);
    else training.startOver(true);
    return;
  }
  if (!network || network.state === 'failed') {
    training.begin(true);
    setAside.remember(session.records);
    return;
  }
  host.store.setState({ playing: true });
  session.showNewest();
  if (network.state !== 'loading') patchNetwork(store, { state: 'training' });
  session.request?.resume();
}

/** Changes the experiment to the images that these files stand for, and says whether it had other ones. */
function adoptDataFor(host: SliceHost, files: readonly DroppedFile[]): boolean {
  const { experiment, displays } = host.store.getState();
  const { surface } = experiment;
  const { data } = surface.args;
  const wanted = files.length === 0 ? 'digits' : 'mnist';
  // Files stand in for images that would be fetched, never for drawn ones: those go when files come, and come back.
  const next = files.length > 0 && data !== 'digits' ? String(data) : wanted;
  if (next === data) return false;
  host.adopt({ ...experiment, surface: { ...surface, args: { ...surface.args, data: next } } }, displays);
  return true;
}

/** Takes in what the job reports. */
function receive(
  { host, store, session, queries, offer, setAside, persistence }: Parts,
  event: NetworkEvent,
): void {
  switch (event.type) {
    case 'progress': {
      const { phase, fraction, bytes = null } = event;
      patchNetwork(store, { phase, fraction, bytes });
      return;
    }
    case 'network':
      session.stand(event);
      return;
    case 'cores':
      patchNetwork(store, { cores: event.cores });
      return;
    case 'trained':
      if (!session.record(event.chunk)) return;
      if (event.chunk.count > 0) {
        offer.trained(session.newest.value);
        setAside.forget();
      }
      session.showReported();
      queries.learned();
      return;
    case 'plane':
    case 'predicted':
      queries.answered(event);
      return;
    case 'checkpoint':
      session.checkpoint(event.checkpoint);
      persistence.checkpoint();
      if (!host.store.getState().playing) persistence.flush();
      return;
    case 'finished':
      session.arrive();
      return;
    case 'failed': {
      const { type: _, ...failure } = event;
      patchNetwork(store, { state: 'failed', phase: null });
      host.store.setState({ failure, playing: false });
      return;
    }
    case 'snapshot':
      // The request keeps them.
      return;
    default:
      event satisfies never;
  }
}
