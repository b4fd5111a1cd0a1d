/**
 * What is trained now: the records of the experiment's runs, the leg that is on its way, and the newest step, on which the
 * playhead rides until someone looks back.
 */
import type { SliceHost } from '../../document/slice.ts';
import { sameStatuses } from '../../document/state.ts';
import { computation } from '../../experiment/index.ts';
import type { RequestChannel } from '../../runtime/request.ts';
import { createSignal } from '../../signal.ts';
import { type NetworkHistory, networkHistoryOf } from '../history/history.ts';
import type { PlaneKind } from '../history/plane.ts';
import type { LayerInfo, NetworkChunk } from '../history/record.ts';
import { chunkOfRun } from '../history/split.ts';
import type { DroppedFile, NetworkEvent, SiteAddresses } from '../messages.ts';
import { checkpointOfRun, snapshotsOfRun } from '../training/by-run.ts';
import type { Checkpoint } from '../training/checkpoint.ts';
import type { TrainingPersistence } from './archive.ts';
import { lastLeg, nextLeg, stateOf, type TrainingLeg } from './training-leg.ts';
import {
  createTrainingRecord,
  createTrainingRecords,
  runKeys,
  type TrainingRecord,
} from './training-records.ts';
import { TrainingRequest } from './training-request.ts';
import { loading, patchNetwork, type TrainingStore } from './training-state.ts';

export interface TrainingSessionOptions {
  readonly host: SliceHost;
  readonly store: TrainingStore;
  readonly channel: RequestChannel;
  readonly persistence: TrainingPersistence;
  /** For the worker, which may not know where the page is. */
  readonly addresses?: SiteAddresses | undefined;
  /** Memory of the device in GB, where the browser tells it. */
  readonly deviceMemory?: number | undefined;
  /** The plane of weights that is looked at. */
  planeKind(): PlaneKind | null;
  /** Is called with everything that the job reports. */
  receive(event: NetworkEvent): void;
}

const NO_LEG: TrainingLeg = { members: [], from: 0, to: 0 };

export class TrainingSession {
  /** The recorded training, null before the networks stand. */
  readonly history = createSignal<NetworkHistory | null>(null);
  /** The newest step of those that are trained now. */
  readonly newest = createSignal(0);
  readonly #options: TrainingSessionOptions;
  /** Everything that was trained in this visit. */
  readonly #known = createTrainingRecords();
  /** The runs of the experiment, in their order. */
  #records: readonly TrainingRecord[] = [];
  /** What is trained now of them. */
  #leg = NO_LEG;
  #request: TrainingRequest | null = null;
  #files: readonly DroppedFile[] = [];
  /** Tells what a person dropped from what was dropped before. */
  #filesTaken = 0;
  /** Whether the playhead rides on the newest step. */
  #follows = true;

  constructor(options: TrainingSessionOptions) {
    this.#options = options;
  }

  get records(): readonly TrainingRecord[] {
    return this.#records;
  }
  get members(): readonly number[] {
    return this.#leg.members;
  }
  /** The training that is asked of the worker. */
  get request(): TrainingRequest | null {
    return this.#request;
  }
  /** Whether there is a step that was not trained yet. */
  get unfinished(): boolean {
    return nextLeg(this.#records, this.#steps) !== null;
  }
  get #document() {
    return this.#options.host.store.getState();
  }
  get #steps(): number {
    return this.#document.experiment.steps;
  }

  /** Whether anything was trained of the experiment's runs in this visit. */
  known(): boolean {
    return this.#keys().some((key) => (this.#known.get(key)?.checkpoint ?? null) !== null);
  }

  /** Remembers what is known of some runs, in place of what was. */
  put(records: Iterable<TrainingRecord>): void {
    for (const record of records) this.#known.put(record);
  }

  /** Forgets what was trained of the experiment's runs. */
  renew(): void {
    const lasting = this.#usedFiles().length === 0;
    this.put(this.#keys().map((key) => createTrainingRecord(key, lasting)));
    this.#follows = true;
  }

  takeFiles(files: readonly DroppedFile[]): void {
    this.#files = files;
    this.#filesTaken++;
  }

  /** Goes on from what is known of the experiment's runs. */
  begin(playing: boolean): void {
    const { host, store } = this.#options;
    const { history } = this;
    const shownBefore = history.value?.last ?? 0;
    this.#takeUp();
    const layers = this.#records.find((record) => record.history)?.layers;
    if (layers) this.#showHistory(layers);
    else history.set(null);
    host.store.setState({ playing, failure: null });
    store.setState({ network: loading(this.#usedFiles().map((file) => file.name)) });
    this.#showStatuses();
    this.#startLeg(playing);
    // Where nothing is trained for now, what is shown stays, also that of runs which are ahead of others.
    const last = history.value?.last ?? 0;
    const kept = this.#follows || shownBefore === 0 ? last : Math.min(host.playhead.value, last);
    if (!playing) this.#movePlayhead(kept);
    this.#follows = playing;
    this.showNewest();
  }

  leave(): void {
    this.#request = null;
    this.#records = [];
    this.#leg = NO_LEG;
    this.#follows = true;
    this.history.set(null);
    if (this.#options.store.getState().network) this.#options.store.setState({ network: null });
  }

  /** Looks at the newest step, and goes on doing so. */
  follow(): void {
    this.#follows = true;
  }

  showNewest(): void {
    const { members } = this.#leg;
    const { value } = this.history;
    this.newest.set(members.length > 0 ? (this.#records[members[0]].history?.last ?? 0) : (value?.last ?? 0));
    if (this.#follows) this.#movePlayhead(this.newest.value);
  }

  /** Looks at a step; beyond the newest one, at that. */
  seek(step: number): void {
    const end = Math.min(this.history.value?.last ?? 0, this.#steps);
    const to = Math.max(0, Math.min(end, Math.round(step)));
    const { playing } = this.#document;
    this.#follows = to === this.newest.value || (playing && step > end);
    if (this.#follows && playing) this.#movePlayhead(this.newest.value);
    else this.#options.host.playhead.set(to);
  }

  /** The networks stand. It comes again when the graphics context was lost, and for every leg: what is recorded stays. */
  stand({ type: _, layers, ...network }: Extract<NetworkEvent, { type: 'network' }>): void {
    if (!this.history.value) this.#showHistory(layers);
    patchNetwork(this.#options.store, {
      ...network,
      cores: 1,
      state: this.#document.playing ? 'training' : this.history.value?.last ? 'paused' : 'ready',
      phase: null,
    });
  }

  /** Takes a report; false where there is nothing to take it into. */
  record(chunk: NetworkChunk): boolean {
    const { members } = this.#leg;
    if (!this.history.value) return false;
    members.forEach((k, i) => {
      this.#records[k].record(chunkOfRun(chunk, i, members.length));
    });
    this.history.value.changed();
    return true;
  }

  /** Shows what a report has changed. */
  showReported(): void {
    this.showNewest();
    this.#showStatuses();
    const { store } = this.#options;
    const { network } = store.getState();
    if (network?.phase) patchNetwork(store, { phase: null });
    if (network?.state === 'ready' && this.history.value?.last) patchNetwork(store, { state: 'paused' });
  }

  checkpoint(checkpoint: Checkpoint): void {
    const snapshots = (this.#request?.snapshots ?? []).filter(({ step }) => step <= checkpoint.step);
    this.#leg.members.forEach((k, i) => {
      this.#records[k].checkpoint = checkpointOfRun(checkpoint, i);
      this.#records[k].snapshots = snapshotsOfRun(snapshots, i);
    });
  }

  /** A leg has come to its end. */
  arrive(): void {
    const { host, store, persistence } = this.#options;
    const following = nextLeg(this.#records, this.#steps);
    const stuck = following?.from === this.#leg.from && following.members.join() === this.#leg.members.join();
    if (following && !stuck) {
      this.#startLeg(this.#document.playing);
      this.showNewest();
      patchNetwork(store, { state: 'loading' });
      return;
    }
    persistence.flush();
    patchNetwork(store, { state: 'finished', phase: null });
    host.store.setState({ playing: false });
  }

  /** Takes up the records of the experiment's runs, which are new where nothing is known of them. */
  #takeUp(): void {
    const lasting = this.#usedFiles().length === 0;
    const found = new Map<string, TrainingRecord>();
    this.#records = this.#keys().map((key) => {
      const record = found.get(key) ?? this.#known.get(key) ?? createTrainingRecord(key, lasting);
      found.set(key, record);
      return record;
    });
    this.put(found.values());
    this.#options.persistence.begin(this.#records);
  }

  /** Sets the engine to what is to be trained next. */
  #startLeg(playing: boolean): void {
    const { channel, store, addresses, deviceMemory, planeKind, receive } = this.#options;
    this.#leg = nextLeg(this.#records, this.#steps) ?? lastLeg(this.#records);
    const { members, to } = this.#leg;
    const { runs, ...rest } = computation(this.#document.experiment);
    const trained = { ...rest, runs: members.map((k) => runs[k]), steps: to };
    const { engine, watched } = store.getState();
    const looks = { watched, plane: planeKind() };
    this.#request = new TrainingRequest(
      channel,
      {
        ...{ type: 'train', computation: trained, files: this.#usedFiles(), engine, playing, ...looks },
        ...(addresses && { addresses }),
        ...(deviceMemory !== undefined && { deviceMemory }),
        ...stateOf(this.#records, this.#leg),
      },
      receive,
    );
    channel.begin(this.#request);
  }

  #usedFiles(): readonly DroppedFile[] {
    return this.#document.experiment.surface.args.data === 'digits' ? [] : this.#files;
  }

  /** By what the runs' trainings are known. Files that a person dropped are gone with the page, and so is what they trained. */
  #keys(): readonly string[] {
    const { experiment } = this.#document;
    return runKeys(computation(experiment), this.#usedFiles().length > 0 ? this.#filesTaken : 0);
  }

  #movePlayhead(step: number): void {
    this.#options.host.playhead.set(Math.min(step, this.#steps));
  }

  #showHistory(layers: readonly LayerInfo[]): void {
    for (const record of this.#records) record.stand(layers);
    const histories = this.#records.flatMap((record) => record.history ?? []);
    this.history.set(networkHistoryOf(layers, histories));
  }

  #showStatuses(): void {
    const statuses = this.#records.map(({ history }) =>
      (history?.divergedAt ?? 0) > 0 ? ('diverged' as const) : ('waiting' as const),
    );
    if (!sameStatuses(statuses, this.#document.statuses)) this.#options.host.store.setState({ statuses });
  }
}
