/** What can be shown of stability, part by part. */

/** What a plot shows: the largest eigenvalue of R½HR½, or a coordinate alone. */
export type StabilityKind = 'preconditioned' | 'x' | 'y';

export type StabilityProps =
  /** What the plots show, in a sentence. */
  | { readonly part: 'meaning' }
  /** The heading of a row of cards. */
  | { readonly part: 'heading'; readonly kind: StabilityKind }
  /** The plots of all runs. */
  | { readonly part: 'plots' }
  /** One plot of a run, on the scale of `all`. */
  | {
      readonly part: 'plot';
      readonly kind: StabilityKind;
      readonly index: number;
      readonly all: readonly number[];
      readonly titled: boolean;
    }
  | { readonly part: 'numbers' };
