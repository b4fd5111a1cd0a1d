/** What a training can go on from when that is asked for: what an earlier visit left, or what was there before someone started over. */
import type { TrainingPersistence } from './archive.ts';
import { createTrainingRecord, reached, type TrainingRecord } from './training-records.ts';
import type { TrainingStore } from './training-state.ts';

export interface CheckpointOffer {
  /**
   * Offers what is known of runs, by key, if that is anything.
   *
   * @param once whether any step of another training withdraws it, else the step that it had reached
   */
  make(found: ReadonlyMap<string, TrainingRecord>, once: boolean): void;
  withdraw(): void;
  /** What was offered, which then is no more. */
  take(): readonly TrainingRecord[];
  /** Training has gone on to a step. */
  trained(newest: number): void;
  /** Looks for what an earlier visit left of these runs. `wanted` says whether it still matters. */
  find(records: readonly TrainingRecord[], wanted: () => boolean): void;
}

export function createCheckpointOffer(
  store: TrainingStore,
  persistence: TrainingPersistence,
): CheckpointOffer {
  let offered: readonly TrainingRecord[] = [];
  let offeredOnce = true;

  const withdraw = (): void => {
    offered = [];
    if (store.getState().checkpointed !== null) store.setState({ checkpointed: null });
  };
  function make(found: ReadonlyMap<string, TrainingRecord>, once: boolean): void {
    const furthest = Math.max(0, ...[...found.values()].map(reached));
    if (furthest === 0) return;
    offered = [...found.values()];
    offeredOnce = once;
    store.setState({ checkpointed: furthest });
  }

  return {
    make,
    withdraw,
    take() {
      const taken = offered;
      withdraw();
      return taken;
    },
    trained(newest) {
      const { checkpointed } = store.getState();
      if (checkpointed !== null && (offeredOnce || newest >= checkpointed)) withdraw();
    },
    find(records, wanted) {
      const missing = [...new Set(records)].filter((record) => record.lasting && record.checkpoint === null);
      if (missing.length === 0) return;
      void persistence.find(missing.map(({ key }) => key)).then((found) => {
        const begun = missing.some(
          (record) => record.checkpoint || record.log.chunks.some(({ count }) => count > 0),
        );
        if (begun || !wanted()) return;
        const known = found.flatMap((stored, i) =>
          stored ? [[missing[i].key, createTrainingRecord(missing[i].key, true, stored)] as const] : [],
        );
        make(new Map(known), true);
      });
    },
  };
}
