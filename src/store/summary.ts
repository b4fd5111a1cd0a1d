/** Where things stand, in plain numbers: for other pages and for texts. */
import { indexAt } from '../network/history/history.ts';
import { column, rowOfStep } from '../surface/record/record.ts';
import { isNetwork, type Playground, type PlaygroundState } from './playground.ts';

export interface Summary {
  /** The link of what is shown. */
  readonly query: string;
  /** The step shown. */
  readonly step: number;
  readonly playing: boolean;
  readonly runs: readonly {
    readonly label: string;
    /** At the step shown; of a network the last validation loss up to there. null where there is none. */
    readonly loss: number | null;
    /** How the run ends; `waiting` as long as that is not known. */
    readonly status: PlaygroundState['statuses'][number];
  }[];
}

const finite = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null;

function lossOf({ store, frames, history, playhead }: Playground, index: number): number | null {
  if (isNetwork(store.getState().experiment)) {
    const run = history.value?.runs[index];
    return run ? finite(run.loss.values[indexAt(run.evaluatedAt, playhead.value)]) : null;
  }
  const run = frames.value[index];
  return run ? finite(column(run, 'loss')[rowOfStep(run, playhead.value)]) : null;
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
