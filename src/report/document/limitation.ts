/** What kept a run from coming lower, by criteria that the report states. */

/** A run as it went: lists of the same length, the start first. What is not known of a step is NaN. */
export interface History {
  readonly losses: readonly number[];
  /** The geometric mean of the effective rates of the update; NaN at the start. */
  readonly rates: readonly number[];
  /** The learning rate of the update, after schedules; NaN at the start. */
  readonly lr: readonly number[];
  /** The largest eigenvalue of R½HR½ as a fraction of the rule's stability limit. */
  readonly stability: readonly number[];
  readonly end: 'finished' | 'diverged' | 'undefined';
  /** Whether gradients are drawn at random: noise, samples, batches. */
  readonly noisy: boolean;
  /** The least loss that there is, or a bound below it; null where none is known. */
  readonly minimum: number | null;
  /** The norm of the noise-free gradient where the run ended, as a fraction of that at the start; NaN where not known. */
  readonly gradient: number;
}

/** Rate × curvature as a fraction of the stability limit in the last fifth of the run: its median; null where not known. */
type Share = number | null;

export type Limitation =
  /** Loss or gradient were not finite at the start already. */
  | { readonly kind: 'undefined' }
  /** `above`: the largest rate × curvature in the last ten updates, as a fraction of the limit; null where not above or not known. */
  | { readonly kind: 'diverged'; readonly above: Share }
  /** `excess`: the loss above the minimum's, as a fraction of that at the start. */
  | { readonly kind: 'arrived'; readonly excess: number }
  /** The gradient has vanished above the lowest minimum. */
  | { readonly kind: 'stationary'; readonly gradient: number }
  /** `part` of the last updates lay at the stability limit. */
  | { readonly kind: 'edge'; readonly part: number; readonly share: number }
  /** The loss wanders: its mean and standard deviation in the last fifth. */
  | { readonly kind: 'noise'; readonly mean: number; readonly sd: number; readonly share: Share }
  /** The effective rate has fallen by `factor`, of which the schedules account for `schedule`. */
  | {
      readonly kind: 'vanishing';
      readonly factor: number;
      readonly schedule: number;
      readonly share: Share;
    }
  /** The loss was still falling: its excess over the minimum by `factor` in the last fifth; null where no minimum is known. */
  | { readonly kind: 'budget'; readonly factor: number | null; readonly share: Share }
  | { readonly kind: 'unclear'; readonly share: Share };

/** The numbers that decide; the report names them. */
export const CRITERIA = {
  /** The end of a run: this part of it. */
  end: 0.2,
  arrived: 1e-6,
  stationary: 1e-6,
  /** At the limit is at least so much of it, in so many of the last updates. */
  edge: 0.95,
  edgePart: 0.25,
  /** Still falling: the second half of the end is lower than the first by so much. */
  falling: 0.02,
  /** And by so many standard errors where there is noise. */
  errors: 2.5,
  /** Vanished: the effective rate is less than so much of its largest. */
  vanishing: 0.1,
} as const;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** Parts of the end of a noisy run whose means are compared. */
const BLOCKS = 8;

/** How many times less the last of some positive numbers is than the largest; 1 where nothing is known. */
function fallOf(values: readonly number[]): number {
  const known = values.filter((value) => value > 0 && Number.isFinite(value));
  if (known.length === 0) return 1;
  return known.reduce((a, b) => Math.max(a, b)) / known[known.length - 1];
}

/**
 * Whether the end of a run still falls: the second half of it is lower than the first, with noise by more than that explains.
 * Neighbouring losses of a noisy run are alike, means of blocks less so: their spread says what noise does.
 */
function isFalling(last: readonly number[], base: number, noisy: boolean): boolean {
  const count = Math.min(BLOCKS, last.length);
  const blocks = Array.from({ length: count }, (_, k) =>
    mean(last.slice(Math.floor((k * last.length) / count), Math.floor(((k + 1) * last.length) / count))),
  );
  const half = count >> 1;
  const halves = [blocks.slice(0, half), blocks.slice(half)];
  const [before, after] = halves.map(mean);
  if (!(after - base < (1 - CRITERIA.falling) * (before - base))) return false;
  if (!noisy) return true;
  const error = halves.reduce((sum, of) => {
    const level = mean(of);
    const squares = of.reduce((total, value) => total + (value - level) ** 2, 0);
    return sum + squares / Math.max(1, of.length - 1) / of.length;
  }, 0);
  return before - after > CRITERIA.errors * Math.sqrt(error);
}

/** Says what limited a run: the first that holds, in the order of `Limitation`. */
export function limitationOf(history: History): Limitation {
  const { losses, rates, lr, stability, end, noisy, minimum, gradient } = history;
  const known = stability.filter(Number.isFinite);
  if (end === 'undefined') return { kind: 'undefined' };
  if (end === 'diverged') {
    const latest = known.slice(-10).reduce((a, b) => Math.max(a, b), 0);
    return { kind: 'diverged', above: latest > 1 ? latest : null };
  }
  const final = losses[losses.length - 1];
  const base = minimum ?? losses.reduce((a, b) => Math.min(a, b));
  const descent = losses[0] - base;
  if (minimum !== null && final - base <= CRITERIA.arrived * descent)
    return { kind: 'arrived', excess: Math.max(0, (final - base) / descent) };
  if (gradient <= CRITERIA.stationary) return { kind: 'stationary', gradient };

  const from = Math.max(1, Math.min(losses.length - 4, Math.floor(losses.length * (1 - CRITERIA.end))));
  const last = losses.slice(from);
  const ends = stability.slice(from).filter(Number.isFinite);
  const share = ends.length > 0 ? median(ends) : null;
  const atEdge = ends.filter((value) => value >= CRITERIA.edge).length / Math.max(1, ends.length);
  if (share !== null && atEdge >= CRITERIA.edgePart) return { kind: 'edge', part: atEdge, share };

  const falling = isFalling(last, base, noisy);
  if (noisy && !falling) {
    const level = mean(last);
    const sd = Math.sqrt(last.reduce((sum, value) => sum + (value - level) ** 2, 0) / (last.length - 1));
    return { kind: 'noise', mean: level, sd, share };
  }
  const factor = fallOf(rates);
  if (factor >= 1 / CRITERIA.vanishing) return { kind: 'vanishing', factor, schedule: fallOf(lr), share };
  if (falling)
    return { kind: 'budget', factor: minimum === null ? null : (last[0] - base) / (final - base), share };
  return { kind: 'unclear', share };
}
