/** Trainings that a change of the experiment has set aside: how many steps it costs, and how to return to them. */
import type { SliceHost } from '../../document/slice.ts';
import { computation } from '../../experiment/index.ts';
import { reached, type TrainingRecord } from './training-records.ts';
import type { TrainingStore } from './training-state.ts';

export interface SetAside {
  /** The experiment has changed, and these are the records of its runs now. */
  note(records: readonly TrainingRecord[]): void;
  /** What is trained now is what counts from here on. */
  remember(records: readonly TrainingRecord[]): void;
  /** Training has gone on: there is nothing to return to. */
  forget(): void;
  /** Takes back the change for which runs have to be trained again. */
  takeBack(): void;
  leave(): void;
}

export function createSetAside(host: SliceHost, store: TrainingStore): SetAside {
  const now = () => {
    const { experiment, displays } = host.store.getState();
    return { experiment, displays };
  };
  let latest = now();
  /** Before the change for which runs have to be trained again. */
  let before: typeof latest | null = null;
  /** The records by run (key), before the latest change. */
  let previous = new Map<number, TrainingRecord>();

  function forget(): void {
    before = null;
    if (store.getState().setAside !== null) store.setState({ setAside: null });
  }

  return {
    forget,
    note(records) {
      const { experiment, displays } = now();
      // An earlier state of the same run that is further than the present one.
      const steps = Math.max(
        0,
        ...displays.map(({ key }, k) => {
          const was = previous.get(key);
          return was && was !== records[k] && reached(was) > reached(records[k]) ? reached(was) : 0;
        }),
      );
      if (steps > 0) {
        before ??= latest;
        store.setState({ setAside: Math.max(steps, store.getState().setAside ?? 0) });
      } else if (
        before &&
        JSON.stringify(computation(before.experiment)) === JSON.stringify(computation(experiment))
      ) {
        forget();
      }
    },
    remember(records) {
      latest = now();
      previous = new Map(
        latest.displays.flatMap(({ key }, k) => (records[k] ? [[key, records[k]] as const] : [])),
      );
    },
    takeBack() {
      const earlier = before;
      if (!earlier) return;
      forget();
      host.adopt(earlier.experiment, earlier.displays);
    },
    leave() {
      previous = new Map();
      forget();
    },
  };
}
