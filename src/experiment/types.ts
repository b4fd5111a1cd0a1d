/** What a link says: plain JSON, complete, within every bound. */
import type { RunSpec, StageSpec } from '../core/types.ts';

/** One run of an experiment: what is computed, and the text shown instead of its name. */
export interface ExperimentRun extends RunSpec {
  readonly label: string | null;
}

export type View = 'overlay' | 'split' | '3d';
export type Theme = 'light' | 'dark' | 'auto' | 'projector';
export type Language = 'en' | 'zh';

/** Parts that `hide` can name. */
export const PARTS = ['runs', 'rates', 'loss', 'inspector', 'timeline', 'surface'] as const;
export type Part = (typeof PARTS)[number];

/** An experiment. Every field is filled in; what equals its default is left out of the link. */
export interface Experiment {
  /** The version of the defaults. */
  readonly version: 1;
  /** `mnist` or a row of the table of surfaces. */
  readonly surface: StageSpec;
  /** The formula of `surface=custom`; null otherwise. */
  readonly formula: string | null;
  /** The texts of custom rules, in the order of the link. */
  readonly rules: readonly string[];
  /** Where the trajectories start; of no meaning for `mnist`. */
  readonly start: readonly [x: number, y: number];
  /** 1 to 12. */
  readonly runs: readonly ExperimentRun[];
  readonly steps: number;
  readonly seed: number;
  readonly view: View;
  /** The step shown on opening. */
  readonly t: number;
  /** Steps per second while playing. */
  readonly speed: number;
  readonly title: string | null;
  readonly note: string | null;
  /** null: the browser's. */
  readonly lang: Language | null;
  readonly theme: Theme;
  readonly embed: boolean;
  readonly hide: readonly Part[];
}

/**
 * One repair of a link: what was given, what is used instead, what is allowed.
 *
 * `key` is a path a person can read: `steps`, `surface.a`, `run[0].lr`, `run[0].cosine.steps` (runs counted from 0).
 */
export interface Problem {
  readonly key: string;
  readonly given: string;
  readonly used: string;
  readonly allowed: string;
}

/** The part of an experiment that decides the numbers: what is posted to the worker. */
export interface Computation {
  readonly surface: StageSpec;
  readonly formula: string | null;
  readonly rules: readonly string[];
  readonly start: readonly [number, number];
  readonly runs: readonly RunSpec[];
  readonly steps: number;
  readonly seed: number;
}
