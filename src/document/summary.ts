/** Where things stand, in plain numbers: for other pages and for texts. */
import { indexAt } from '../network/history/history.ts';
import { valueAt } from '../surface/record/replayed.ts';
import { isNetwork, type Playground, type PlaygroundState } from './playground.ts';

export interface Summary {
  /** The link of what is shown. */
  readonly query: string;
  /** The step shown. */
  readonly step: number;
  readonly playing: boolean;
  readonly runs: readonly {
    readonly label: string;
    /** At the step shown; of a network that on the validation images. null where there is none of just that step. */
    readonly loss: number | null;
    /** How the run ends; `waiting` as long as that is not known. */
    readonly status: PlaygroundState['statuses'][number];
  }[];
}

const finite = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null;

function lossOf({ store, records, history, playhead, replayed }: Playground, index: number): number | null {
  const step = playhead.value;
  if (isNetwork(store.getState().experiment)) {
    const run = history.value?.runs[index];
    if (!run) return null;
    const row = indexAt(run.evaluatedAt, step);
    return run.evaluatedAt.values[row] === step ? finite(run.loss.values[row]) : null;
  }
  const run = records.value[index];
  if (!run) return null;
  const found = valueAt(replayed.value, index, run, 'loss', step);
  return found.step === step ? finite(found.value) : null;
}

/** @param labels What the runs are called on the page. */
export function summary(playground: Playground, labels: readonly string[]): Summary {
  const { experiment, playing, statuses } = playground.store.getState();
  return {
    query: playground.link(),
    step: playground.playhead.value,
    playing,
    runs: experiment.runs.map((_, index) => ({
      label: labels[index] ?? '',
      loss: lossOf(playground, index),
      status: statuses[index] ?? 'waiting',
    })),
  };
}
