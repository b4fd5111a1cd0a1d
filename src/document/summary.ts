/** Where things stand, in plain numbers: for other pages and for texts. */
import type { Playground } from './playground.ts';
import type { PlaygroundState } from './state.ts';

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

/** @param labels What the runs are called on the page. */
export function summary(playground: Playground, labels: readonly string[]): Summary {
  const { experiment, playing, statuses } = playground.store.getState();
  return {
    query: playground.link(),
    step: playground.playhead.value,
    playing,
    runs: experiment.runs.map((_, index) => ({
      label: labels[index] ?? '',
      loss: playground.lossAt(index),
      status: statuses[index] ?? 'waiting',
    })),
  };
}
