/** How near trainings are to their limits of stability: measured while somebody looks, beside the training, as far as it has come. */

import type { Playground } from '../../document/playground.ts';
import { computation, isNetwork } from '../../experiment/index.ts';
import type { Pool } from '../../runtime/pool.ts';
import { createSignal, type Readable } from '../../signal.ts';
import type { CurvatureCommand, CurvatureEvent } from '../curvature/job.ts';
import type { TrainingController } from './controller.ts';

/** What was measured of a run, by ascending steps. */
export type MeasuredRun = readonly CurvatureEvent[];

export interface NetworkStabilityController {
  /** By run. */
  readonly measured: Readable<readonly MeasuredRun[]>;
  /** Why nothing can be measured, in English; null where it can. */
  readonly failure: Readable<string | null>;
  /** Measures from now on; returns how to end it. */
  watch(): () => void;
}

/** About how long is measured of a run at a time, in milliseconds. */
const BUDGET_MS = 20_000;
/** After so many further steps of a training in progress it is measured again. */
const APART = 50;

const NOTHING: MeasuredRun = [];

interface Known {
  events: readonly CurvatureEvent[];
  /** Up to where it was measured. */
  until: number;
}

export function createNetworkStability(options: {
  readonly playground: Pick<Playground, 'store'>;
  readonly training: Pick<TrainingController, 'history'>;
  readonly pool: Pool;
  readonly assets: string;
}): NetworkStabilityController {
  const { playground, training, pool, assets } = options;
  const { store } = playground;
  const measured = createSignal<readonly MeasuredRun[]>([]);
  const failure = createSignal<string | null>(null);
  const known = new Map<string, Known>();
  let watchers = 0;
  let busy: AbortController | null = null;

  /** The runs by what their training depends on. */
  function runs(): readonly { readonly key: string; readonly run: number }[] {
    const given = computation(store.getState().experiment);
    return given.runs.map((spec, run) => ({
      key: JSON.stringify({ ...given, steps: 0, runs: [spec] }),
      run,
    }));
  }
  function publish(): void {
    const next = runs().map(({ key }) => known.get(key)?.events ?? NOTHING);
    const before = measured.value;
    if (next.length !== before.length || next.some((each, run) => each !== before[run])) measured.set(next);
  }

  /** What is to be measured now: runs whose training is far enough beyond what was. */
  function wanted(): readonly (CurvatureCommand & { readonly key: string })[] {
    const { experiment, playing } = store.getState();
    const until = training.history.value?.last ?? 0;
    const given = computation(experiment);
    return runs().flatMap(({ key, run }) => {
      const after = known.get(key)?.until ?? 0;
      const enough = until >= after + APART || (until > after && (!playing || until >= experiment.steps));
      return enough ? [{ key, computation: given, run, after, until, budget: BUDGET_MS, assets }] : [];
    });
  }

  async function begin(): Promise<void> {
    if (!isNetwork(store.getState().experiment)) return;
    publish();
    if (busy || watchers === 0 || failure.value !== null) return;
    const list = wanted();
    if (list.length === 0) return;
    const abort = new AbortController();
    busy = abort;
    try {
      await pool.run({
        job: 'curvature',
        pieces: list.map(({ key: _, ...command }) => command),
        signal: abort.signal,
        event(index, event) {
          const { key, after } = list[index];
          const entry = known.get(key) ?? { events: [], until: after };
          known.set(key, { ...entry, events: [...entry.events, event as CurvatureEvent] });
          publish();
        },
        done({ index }) {
          const { key, until } = list[index];
          known.set(key, { events: known.get(key)?.events ?? [], until });
        },
      });
    } catch (error) {
      // What was measured in part is measured again, from where it was whole.
      for (const { key, after } of list) {
        const entry = known.get(key);
        if (entry?.until === after)
          known.set(key, { ...entry, events: entry.events.filter(({ step }) => step <= after) });
      }
      if (!abort.signal.aborted) failure.set(error instanceof Error ? error.message : String(error));
    }
    busy = null;
    void begin();
  }

  return {
    ...{ measured, failure },
    watch() {
      watchers++;
      let stopGrowth = (): void => undefined;
      const follow = (): void => {
        stopGrowth();
        stopGrowth = training.history.value?.subscribe(() => void begin()) ?? (() => undefined);
        void begin();
      };
      const stops = [training.history.subscribe(follow), store.subscribe(() => void begin())];
      follow();
      return () => {
        for (const stop of [...stops, stopGrowth]) stop();
        if (--watchers === 0) busy?.abort();
      };
    },
  };
}
