/** The page's side of two-dimensional runs: has them computed, plays them, and keeps what is recorded of them. */
import { isKept, type RunRecord } from '../../core/record.ts';
import { createPlayer } from '../../document/playhead.ts';
import type { Slice, SliceHost } from '../../document/slice.ts';
import { type PlaygroundState, sameStatuses } from '../../document/state.ts';
import { computation, isNetwork } from '../../experiment/index.ts';
import type { RequestChannel } from '../../runtime/request.ts';
import { createSignal, type Readable } from '../../signal.ts';
import type { Inspection, RunResult } from '../messages.ts';
import { type Replayed, valueAt } from '../record/replayed.ts';
import { createSurfaceRequests } from './surface-requests.ts';

export interface SurfaceController extends Slice {
  /** The records of each run, null while a run has none. Replaced whole, so that a change is a new array. */
  readonly records: Readable<readonly (RunRecord | null)[]>;
  readonly inspection: Readable<Inspection | null>;
  /** What runs show at a step that is not among the rows that are kept of them; null before there is such an answer. */
  readonly replayed: Readable<Replayed | null>;
  /** Which part of the present computation is done, 0 … 1. */
  readonly progress: Readable<number>;
}

type Records = readonly (RunRecord | null)[];

const statusesOf = (records: Records): PlaygroundState['statuses'] =>
  records.map((record) => (record && record.status !== 'computing' ? record.status : 'waiting'));

export function createSurfaceController(host: SliceHost, channel: RequestChannel): SurfaceController {
  const { playhead } = host;
  const { getState: get, setState: set } = host.store;
  const recordings = createRecordings(host, channel);
  const { records, inspection, replayed, progress, requests } = recordings;

  const player = createPlayer(playhead, host.clock, {
    steps: () => get().experiment.steps,
    speed: () => get().experiment.speed,
    stopped() {
      set({ playing: false });
      recordings.replay();
      host.writeLink();
    },
  });

  function seek(step: number): void {
    playhead.set(Math.max(0, Math.min(get().experiment.steps, Math.round(step))));
    if (!get().playing) host.writeLink();
  }

  return {
    ...{ records, inspection, replayed, progress },
    recorded: [records, replayed],

    compute(atOnce) {
      recordings.begin(atOnce);
      requests.compute(computation(get().experiment), atOnce);
    },
    leave: recordings.clear,
    play() {
      set({ playing: true });
      player.play();
    },
    pause: player.pause,
    seek,
    reset() {
      player.pause();
      playhead.set(0);
      host.writeLink();
    },
    forward: () => seek(playhead.value + 1),
    playsOn: (before, _, how) => how !== 'go' && !isNetwork(before),
    fit({ runs }) {
      if (records.value.length !== runs.length) records.set(runs.map((_, i) => records.value[i] ?? null));
      return statusesOf(records.value);
    },
    rearrange: (from) => records.set(from.map((place) => records.value[place] ?? null)),
    showStep: (step) => playhead.set(step),
    linkStep: () => Math.min(playhead.value, get().experiment.steps),
    select: recordings.inspect,
    lossAt(run) {
      const record = records.value[run];
      if (!record) return null;
      const { step, value } = valueAt(replayed.value, run, record, 'loss', playhead.value);
      return step === playhead.value && Number.isFinite(value) ? value : null;
    },
    endOf(run) {
      const record = records.value[run];
      return record ? record.last : null;
    },
    flush: () => undefined,
    dispose: player.pause,
  };
}

/** What is recorded of the present computation, and what is asked for beside it. */
function createRecordings(host: SliceHost, channel: RequestChannel) {
  const { playhead } = host;
  const { getState: get, setState: set } = host.store;
  const records = createSignal<Records>([]);
  const inspection = createSignal<Inspection | null>(null);
  const replayed = createSignal<Replayed | null>(null);
  const progress = createSignal(0);
  /** The runs whose records are those of the present computation: of others those of an earlier one are shown until then. */
  const current = new Set<number>();

  const requests = createSurfaceRequests({
    channel,
    framed: host.framed,
    computed(runs) {
      if (get().failure) set({ failure: null });
      place(runs);
      inspect();
      replay();
    },
    progressed: progress.set,
    inspected: (found) => inspection.set(found),
    replayed({ step, rows }) {
      const valid = rows.filter(({ run }) => current.has(run));
      replayed.set({ step, rows: new Map(valid.map(({ run, row }) => [run, row])), records: records.value });
    },
    failed: (failure) => set({ failure, playing: false }),
  });

  function place(runs: readonly RunResult[]): void {
    const { length } = get().experiment.runs;
    const next = Array.from({ length }, (_, i) => records.value[i] ?? null);
    for (const { run, record } of runs) {
      next[run] = record;
      current.add(run);
    }
    records.set(next);
    const statuses = statusesOf(next);
    if (!sameStatuses(statuses, get().statuses)) set({ statuses });
  }

  /** Asks for the step at the playhead of the run that is inspected. */
  function inspect(): void {
    const { experiment, displays, selected } = get();
    if (isNetwork(experiment)) return;
    const run = displays.findIndex((display) => display.key === selected);
    if (run >= 0) requests.inspect(run, playhead.value);
  }

  /** While the playhead rests on a step that is not kept of some runs, what they show there is computed. */
  function replay(): void {
    if (get().playing || isNetwork(get().experiment)) return;
    const step = playhead.value;
    const runs = records.value.flatMap((found, run) =>
      found && current.has(run) && !isKept(found, step) ? [run] : [],
    );
    if (runs.length > 0) requests.replay(runs, step);
  }

  playhead.subscribe(inspect);
  playhead.subscribe(replay);

  return {
    ...{ records, inspection, replayed, progress, requests, inspect, replay },
    begin(atOnce: boolean) {
      current.clear();
      progress.set(0);
      if (!atOnce) return;
      records.set([]);
      place([]);
    },
    clear() {
      current.clear();
      records.set([]);
    },
  };
}
