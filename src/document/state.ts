/** What the playground is about: the state that React shows, and the shapes in it. */
import type { Experiment, Language, Problem, Theme } from '../experiment/index.ts';
import type { Diagnostic } from '../network/diagnostic.ts';

/** How a run is shown. Follows from the runs of the experiment, but for `key`, which stays with a run when they are reordered. */
export interface RunDisplay {
  readonly key: number;
  /** Which of the colours, markers and dashes. */
  readonly slot: number;
  readonly hidden: boolean;
}

export interface PlaygroundState {
  readonly experiment: Experiment;
  /** One for each run, in the same order. */
  readonly displays: readonly RunDisplay[];
  /** Repairs of the link, until dismissed. */
  readonly problems: readonly Problem[];
  readonly playing: boolean;
  /** The run that the pointer is at, by key. */
  readonly highlighted: number | null;
  /** Whether the person has moved a start before, as far as the browser remembers. */
  readonly startMoved: boolean;
  /** The run whose step is inspected, by key. */
  readonly selected: number;
  /** How each run ended, as far as it is known. */
  readonly statuses: readonly ('finished' | 'diverged' | 'undefined' | 'waiting')[];
  /** `restarted`: the worker had crashed or was stuck, another has taken over. `main-thread`: no worker can be had. */
  readonly notice: 'restarted' | 'main-thread' | null;
  /** `message` is in English; `diagnostic` says the same as data, to be worded in the page's language. */
  readonly failure: { code: string; message: string; diagnostic?: Diagnostic } | null;
  /** The surface that the runs' rates were for, where they were taken along to another one; null otherwise. */
  readonly ratesOf: string | null;
  readonly lang: Language;
  readonly theme: Theme;
}

/** How a change is written to the link: adjusting replaces the entry, going elsewhere adds one. */
export type Change = 'adjust' | 'go';

/** `statuses` where they are other ones than those shown, which are the same array then. */
export const sameStatuses = (a: PlaygroundState['statuses'], b: PlaygroundState['statuses']): boolean =>
  a.length === b.length && a.every((status, i) => status === b[i]);
