/** What came of an experiment: of every run and seed what the report says of it, whoever computed it. */
import type { Limitation } from './limitation.ts';

/** Fractions of images that are read correctly after the last update. */
export interface Accuracies {
  /** Of all images that are trained on. */
  readonly train: number;
  /** Of the 2,000 of the test images that the page's curves are of. */
  readonly validation: number;
  /** Of all test images. */
  readonly test: number;
}

/** Points of a run for the figures: lists of the same length. */
export interface Curve {
  readonly steps: readonly number[];
  /** On a surface; empty for networks. */
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly losses: readonly number[];
  /** Fractions of the test images, for networks; empty on a surface. */
  readonly accuracies: readonly number[];
  /** Effective rates: of each coordinate, or the median of each layer. NaN at the start. */
  readonly rates: readonly (readonly number[])[];
}

/** One run with one seed. */
export interface Course {
  readonly seed: number;
  readonly status: 'finished' | 'diverged' | 'undefined';
  /** The updates made: where it diverged, the one after which something was not finite. */
  readonly ended: number;
  /** The loss at the start, and after the last update (null where it diverged). */
  readonly first: number | null;
  readonly final: number | null;
  /** The least loss on the way, the start included, and the first step that had it. */
  readonly best: number | null;
  readonly bestStep: number | null;
  /** For each tolerance the first step with a loss of at most that. */
  readonly reached: readonly (number | null)[];
  /** Null on a surface, and where it diverged. */
  readonly accuracy: Accuracies | null;
  readonly curve: Curve;
  readonly limitation: Limitation;
}

/** What the report is made from. */
export interface Measured {
  /** By run, then by seed. */
  readonly courses: readonly (readonly Course[])[];
  /** Losses whose first steps are noted. */
  readonly tolerances: readonly number[];
  /** The least loss of the surface: tolerances are above it; null where it is not known. */
  readonly minimum: number | null;
  /** Whether anything depends on the seed; if not, there is one course a run. */
  readonly chance: boolean;
  /** Of networks: how many images there are to train on and to test with. */
  readonly images: { readonly train: number; readonly test: number } | null;
}
