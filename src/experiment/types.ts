/** What a link says: plain JSON, complete, within every bound. */
import type { FormulaError } from '../core/formula/index.ts';
import type { RunSpec, StageSpec } from '../core/types.ts';

/** One run of an experiment: what is computed, and how it is shown. */
export interface ExperimentRun extends RunSpec {
  /** The text shown instead of its name. */
  readonly label: string | null;
  /** Computed, not shown. */
  readonly hidden: boolean;
  /** 1 to 10, its place in the palette; null: the next one that no other run has. */
  readonly colour: number | null;
}

export type View = 'overlay' | 'split' | '3d' | 'study';
export type Theme = 'light' | 'dark' | 'auto' | 'projector';
export type Language = 'en' | 'zh';
/** What the rate plots show: what the rule multiplies its direction with, or −Δθ/gradient as it came out. */
export type RateKind = 'effective' | 'realized' | 'stability';

/** A rectangle of the plane: x0 < x1 and y0 < y1, all finite. */
export type PlaneWindow = readonly [x0: number, x1: number, y0: number, y1: number];

/** One setting that a study varies. */
export interface Axis {
  /**
   * A hyper-parameter of the runs (`lr`, `beta1`), of a stage (`cosine.steps`, `clip.norm`), of the surface
   * (`surface.condition`), a coordinate of the start (`start.x`, `start.y`), or `seed`.
   */
  readonly id: string;
  /** The ends, both included; of no meaning where `at` is given. */
  readonly from: number;
  readonly to: number;
  /** How many values a grid takes. */
  readonly n: number;
  /** Whether values are spread evenly, or in even ratios. */
  readonly scale: 'log' | 'linear';
  /** The values themselves; null: those between the ends. */
  readonly at: readonly number[] | null;
}

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
  /** Where the trajectories start; of no meaning for `mnist`. y is 0 for a function of x alone. */
  readonly start: readonly [x: number, y: number];
  /** 1 to 12. */
  readonly runs: readonly ExperimentRun[];
  readonly steps: number;
  readonly seed: number;
  readonly view: View;
  /**
   * The part of the plane that is shown; null: the surface's own. Whoever draws takes it for the whole view wherever it is not null.
   * Of no meaning for `mnist`. For a function of x alone only x0 and x1 mean something.
   */
  readonly window: PlaneWindow | null;
  /** What the rate plots show on opening. */
  readonly rates: RateKind;
  /** A row of the table of studies: what is varied, and what is measured; null: nothing. */
  readonly study: StageSpec | null;
  /** Over what the study varies; empty where there is no study. */
  readonly axes: readonly Axis[];
  /** Whether what lies beyond the playhead is drawn: paths, curves, where a run ends. */
  readonly future: boolean;
  /** The id of the lesson that is shown beside the experiment; null: none. */
  readonly lesson: string | null;
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

/** What a number may be. `min` and `max` are included, `above` and `below` are not. */
export interface Bounds {
  readonly min?: number;
  readonly max?: number;
  readonly above?: number;
  readonly below?: number;
}

/**
 * What would have been allowed, for a page that says it in its own language. `inWords` says it in English.
 */
export type Rule =
  | ({ readonly kind: 'number' | 'integer' } & Bounds)
  /** Numbers, or whole numbers, joined by `/`. */
  | ({ readonly kind: 'list'; readonly integer: boolean; readonly maxLength?: number } & Bounds)
  /** `nearest`: the one of them that may have been meant. */
  | { readonly kind: 'choice'; readonly choices: readonly string[]; readonly nearest?: string }
  /** Two finite numbers joined by a comma. */
  | { readonly kind: 'point' }
  /** Four finite numbers joined by commas, x0 < x1 and y0 < y1. */
  | { readonly kind: 'window' }
  /** Two finite numbers joined by a comma, x0 < x1. */
  | { readonly kind: 'interval' }
  /** Plain text of so many characters. */
  | { readonly kind: 'text'; readonly max: number }
  | { readonly kind: 'formula' | 'rule'; readonly error: FormulaError }
  /** At most so many of them. */
  | { readonly kind: 'count'; readonly max: number }
  | { readonly kind: 'characters'; readonly max: number }
  /** A study has at most so many trials, all its axes together. */
  | { readonly kind: 'trials'; readonly max: number }
  /** It may be said once. */
  | { readonly kind: 'once' }
  /** It means something only together with this part of a link. */
  | { readonly kind: 'only with'; readonly part: string }
  /** In plain JSON: what kind of value stands there. */
  | { readonly kind: 'type'; readonly type: 'number' | 'text' | 'flag' | 'list' | 'object' }
  /** What was too long for an address opens only in the browser that keeps it. */
  | { readonly kind: 'stored' }
  /** A row forbids this combination of arguments, in its own words. */
  | { readonly kind: 'together'; readonly words: string };

/** `given` or `used` where it is no text of the link but words about it, for a page that says them in its own language. */
export type Phrase =
  | {
      readonly kind: 'ignored' | 'default' | 'not used' | 'own window' | 'next colour' | 'nothing' | 'object';
    }
  /** What the link in the same file says. */
  | { readonly kind: 'as in the link' | 'not kept' }
  | {
      readonly kind: 'amount' | 'first';
      readonly count: number;
      readonly of: 'characters' | 'runs' | 'rules' | 'keys' | 'items' | 'axes';
    };

/**
 * One repair of a link: what was given, what is used instead, what is allowed.
 *
 * `key` is a path a person can read: `steps`, `surface.a`, `run[0].lr`, `run[0].cosine.steps` (runs counted
 * from 0).
 */
export interface Problem {
  readonly key: string;
  readonly given: string;
  readonly used: string;
  readonly allowed: string;
  /** `allowed` for a program. Not part of the messages to other pages. */
  readonly rule?: Rule;
  /** `given` and `used` for a program, where they are words. Not part of the messages to other pages. */
  readonly phrases?: { readonly given?: Phrase; readonly used?: Phrase };
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
