/**
 * The recorded training of networks, run by run. Runs are trained together for the most part, but one of them may be
 * trained again on its own while the others keep what they have.
 */
import type { Growing } from './growing.ts';
import type { LayerInfo, NetworkChunk } from './record.ts';
import { createRunHistory, type RunHistory } from './run-history.ts';
import { chunkOfRun } from './split.ts';

export { type Growing, indexAt } from './growing.ts';
export type { Measurement, RunHistory } from './run-history.ts';

export interface NetworkHistory {
  readonly layers: readonly LayerInfo[];
  readonly runs: readonly RunHistory[];
  /** The last step that is recorded of any run. */
  readonly last: number;
  /** Seconds spent on training up to each step, from step 1, of the run that is recorded furthest. */
  readonly time: Growing;
  /** Records a report of all runs. */
  append(chunk: NetworkChunk): void;
  /** Tells those who listen that something was appended to a run. */
  changed(): void;
  /** Calls back after every change. */
  subscribe(listener: () => void): () => void;
}

/** The history of runs, each of which may have been recorded before. */
export function networkHistoryOf(layers: readonly LayerInfo[], runs: readonly RunHistory[]): NetworkHistory {
  const listeners = new Set<() => void>();
  const furthest = (): RunHistory => runs.reduce((a, b) => (b.last > a.last ? b : a));
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  return {
    layers,
    runs,
    get last() {
      return furthest().last;
    },
    get time() {
      return furthest().time;
    },
    append(chunk) {
      runs.forEach((run, k) => {
        run.append(chunkOfRun(chunk, k, runs.length));
      });
      changed();
    },
    changed,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A history in which nothing is recorded yet. */
export const createNetworkHistory = (count: number, layers: readonly LayerInfo[]): NetworkHistory =>
  networkHistoryOf(
    layers,
    Array.from({ length: count }, () => createRunHistory(layers)),
  );
