/**
 * How near runs are to their limits of stability: measured while somebody looks, on a thread of its own, for the records that are
 * shown. While runs change under a hand, those of the latest measurement are shown until the next is there.
 */

import { type RunRecord, stepOfRow } from '../../core/record.ts';
import { stabilityLimit } from '../../core/stability-limit.ts';
import type { Playground } from '../../document/playground.ts';
import { computation } from '../../experiment/computation.ts';
import { isNetwork } from '../../experiment/index.ts';
import type { Pool } from '../../runtime/pool.ts';
import type { Timers } from '../../runtime/watchdog.ts';
import { createSignal, type Readable } from '../../signal.ts';
import type { StabilityRecord } from '../record/stability.ts';
import type { StabilityCommand, StabilityEvent } from '../stability/messages.ts';
import type { SurfaceController } from './controller.ts';

export interface StabilityController {
  /** By run; null while nothing has been measured of it. */
  readonly stability: Readable<readonly (StabilityRecord | null)[]>;
  /** Why the latest records could not be measured, in English; null where they can. */
  readonly failure: Readable<string | null>;
  /** Measures from now on; returns how to end it. */
  watch(): () => void;
}

export interface StabilityOptions {
  readonly playground: Pick<Playground, 'store'>;
  readonly surface: Pick<SurfaceController, 'records'>;
  readonly pool: Pool;
  /** Where it is done when the pool has no workers. */
  readonly here: Pool;
  readonly timers: Timers;
}

/** A measurement that takes longer, in milliseconds, gives way to one of newer records. */
const PATIENCE_MS = 250;

interface Wanted {
  readonly record: RunRecord;
  readonly run: number;
}

export function createStability(options: StabilityOptions): StabilityController {
  const { playground, surface, timers } = options;
  const { records } = surface;
  const stability = createSignal<readonly (StabilityRecord | null)[]>([]);
  const failure = createSignal<string | null>(null);
  /** What was measured of a record; null where it could not be. */
  const known = new WeakMap<RunRecord, StabilityRecord | null>();
  let { pool } = options;
  let watchers = 0;
  let current: { readonly abort: AbortController; readonly begun: number } | null = null;
  let cancelTimer = (): void => undefined;

  const wanted = (): Wanted[] =>
    records.value.flatMap((record, run) =>
      record && record.status !== 'computing' && !known.has(record) ? [{ record, run }] : [],
    );

  function publish(): void {
    const before = stability.value;
    const next = records.value.map((record, run) => {
      const found = record ? known.get(record) : undefined;
      return found === undefined ? (before[run] ?? null) : found;
    });
    if (next.length !== before.length || next.some((each, run) => each !== before[run])) stability.set(next);
  }

  /** Measures some records in the pool. Rejects when that cannot be. */
  async function measure(list: readonly Wanted[], signal: AbortSignal): Promise<void> {
    const given = computation(playground.store.getState().experiment);
    const pieces = list.map(
      ({ record, run }): StabilityCommand => ({
        computation: given,
        run,
        steps: Int32Array.from({ length: record.rows }, (_, row) => stepOfRow(record, row)),
      }),
    );
    await pool.run({
      job: 'stability',
      pieces,
      signal,
      done({ index, events }) {
        const { record, run } = list[index];
        const { columns } = events[0] as StabilityEvent;
        known.set(record, { record, columns, limit: stabilityLimit(given.runs[run].optimizer) });
      },
    });
  }

  async function begin(): Promise<void> {
    publish();
    const list = wanted();
    if (current || watchers === 0 || list.length === 0 || isNetwork(playground.store.getState().experiment))
      return;
    const abort = new AbortController();
    current = { abort, begun: timers.now() };
    try {
      await measure(list, abort.signal);
      failure.set(null);
    } catch (error) {
      if (!abort.signal.aborted) {
        if (pool === options.here) {
          for (const { record } of list) known.set(record, null);
          failure.set(error instanceof Error ? error.message : String(error));
        }
        pool = options.here;
      }
    }
    current = null;
    cancelTimer();
    void begin();
  }

  /** Other records are shown: what is in progress has its time, then it gives way. */
  function changed(): void {
    if (!current) {
      void begin();
      return;
    }
    const { abort, begun } = current;
    cancelTimer();
    cancelTimer = timers.later(Math.max(0, PATIENCE_MS - (timers.now() - begun)), () => abort.abort());
  }

  return {
    ...{ stability, failure },
    watch() {
      watchers++;
      const stop = records.subscribe(changed);
      void begin();
      return () => {
        stop();
        watchers--;
        if (watchers === 0) current?.abort.abort();
      };
    },
  };
}
