/** What is recorded of the experiment's runs on a surface, and what is asked for beside it. */
import type { StoreApi } from 'zustand/vanilla';
import { isKept, type RunRecord } from '../../core/record.ts';
import { isNetwork, type PlaygroundState } from '../../document/state.ts';
import { computation } from '../../experiment/index.ts';
import type { RequestChannel } from '../../runtime/request.ts';
import { createSignal, type Readable, type Signal } from '../../signal.ts';
import type { Inspection, RunResult } from '../messages.ts';
import type { Replayed } from '../record/replayed.ts';
import { createSurfaceController } from './surface-request.ts';

export interface SurfaceRuns {
  /** The records of each run, null while a run has none. Replaced whole, so that a change is a new array. */
  readonly records: Signal<readonly (RunRecord | null)[]>;
  readonly inspection: Signal<Inspection | null>;
  readonly replayed: Signal<Replayed | null>;
  /**
   * Computes the experiment.
   *
   * @param atOnce what can be computed before the next picture is in it; of other runs nothing old is shown until they are
   */
  compute(atOnce: boolean): void;
  /** The experiment has become one of networks: there is nothing to show. */
  leave(): void;
  /** How each run ended, as far as that is known. */
  statuses(): PlaygroundState['statuses'];
  /** Asks for the step at the playhead of the run that is inspected. */
  inspect(): void;
  /** While the playhead rests on a step that is not kept of some runs, what they show there is computed. */
  replay(): void;
}

export function createSurfaceRuns(options: {
  readonly store: StoreApi<PlaygroundState>;
  readonly channel: RequestChannel;
  readonly playhead: Readable<number>;
  readonly framed: boolean;
}): SurfaceRuns {
  const { playhead } = options;
  const { getState: get, setState: set } = options.store;
  const records = createSignal<readonly (RunRecord | null)[]>([]);
  const inspection = createSignal<Inspection | null>(null);
  const replayed = createSignal<Replayed | null>(null);
  /** The runs whose records are those of the present computation: of others those of an earlier one are shown until then. */
  const current = new Set<number>();

  const surface = createSurfaceController({
    channel: options.channel,
    framed: options.framed,
    computed(runs) {
      if (get().failure) set({ failure: null });
      place(runs);
      inspect();
      replay();
    },
    inspected: (found) => inspection.set(found),
    replayed({ step, rows }) {
      const valid = rows.filter(({ run }) => current.has(run));
      replayed.set({ step, rows: new Map(valid.map(({ run, row }) => [run, row])), records: records.value });
    },
    failed: (failure) => set({ failure, playing: false }),
  });

  const statusesOf = (runs: readonly (RunRecord | null)[]): PlaygroundState['statuses'] =>
    runs.map((run) => (run && run.status !== 'computing' ? run.status : 'waiting'));

  function place(runs: readonly RunResult[]): void {
    const { length } = get().experiment.runs;
    const next = Array.from({ length }, (_, i) => records.value[i] ?? null);
    for (const { run, record } of runs) {
      next[run] = record;
      current.add(run);
    }
    records.set(next);
    const statuses = statusesOf(next);
    const shown = get().statuses;
    if (statuses.length !== shown.length || statuses.some((status, i) => status !== shown[i])) {
      set({ statuses });
    }
  }

  function inspect(): void {
    const { experiment, displays, selected } = get();
    if (isNetwork(experiment)) return;
    const run = displays.findIndex((display) => display.key === selected);
    if (run >= 0) surface.inspect(run, playhead.value);
  }

  function replay(): void {
    if (get().playing || isNetwork(get().experiment)) return;
    const step = playhead.value;
    const runs = records.value.flatMap((found, run) =>
      found && current.has(run) && !isKept(found, step) ? [run] : [],
    );
    if (runs.length > 0) surface.replay(runs, step);
  }

  return {
    records,
    inspection,
    replayed,
    compute(atOnce) {
      current.clear();
      if (atOnce) {
        records.set([]);
        place([]);
      }
      surface.compute(computation(get().experiment), atOnce);
    },
    leave() {
      current.clear();
      records.set([]);
    },
    statuses: () => statusesOf(records.value),
    inspect,
    replay,
  };
}
