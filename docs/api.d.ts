// What `import … from 'adascope'` gives, for reviews: a change of the package's types is a change of this file.
// Written by `npm run api` from src/index.ts; docs/package.md tells how to use it.

export type Argument = number | string | readonly number[] | null;

export type Arguments = Readonly<Record<string, Argument>>;

export interface Bounds {
  readonly min?: number;
  readonly max?: number;
  readonly above?: number;
  readonly below?: number;
}

export interface Domain {
  readonly x: readonly [min: number, max: number];
  readonly y: readonly [min: number, max: number];
}

export interface Experiment {
  readonly version: 1;
  readonly surface: StageSpec;
  readonly formula: string | null;
  readonly rules: readonly string[];
  readonly start: readonly [x: number, y: number];
  readonly runs: readonly ExperimentRun[];
  readonly steps: number;
  readonly seed: number;
  readonly view: View;
  readonly window: PlaneWindow | null;
  readonly rates: RateKind;
  readonly future: boolean;
  readonly t: number;
  readonly speed: number;
  readonly title: string | null;
  readonly note: string | null;
  readonly lang: Language | null;
  readonly theme: Theme;
  readonly embed: boolean;
  readonly hide: readonly Part[];
}

export interface ExperimentRun extends RunSpec {
  readonly label: string | null;
  readonly hidden: boolean;
  readonly colour: number | null;
}

export interface FormulaError {
  readonly code: FormulaErrorCode;
  readonly position: number;
  readonly length: number;
  readonly found: string;
  readonly allowed: readonly string[];
  readonly suggestion: string | null;
  readonly limit: number | null;
  readonly message: string;
}

export type FormulaErrorCode =
  | 'empty'
  | 'too-long'
  | 'too-deep'
  | 'too-many-operations'
  | 'unknown-character'
  | 'number-too-large'
  | 'unexpected'
  | 'unclosed'
  | 'unknown-name'
  | 'unknown-function'
  | 'missing-arguments'
  | 'wrong-argument-count'
  | 'chained-comparison'
  | 'ambiguous-product'
  | 'ambiguous-root'
  | 'cannot-assign'
  | 'no-update';

export interface Frame {
  readonly run: number;
  readonly step: number;
  readonly theta: readonly [x: Finite, y: Finite];
  readonly loss: Finite;
  readonly lr: Finite;
  readonly grad: readonly [x: Finite, y: Finite] | null;
  readonly rate: readonly [x: Finite, y: Finite] | null;
  readonly realized: readonly [x: Finite, y: Finite] | null;
  readonly status?: 'diverged' | 'undefined';
  readonly reason?: string;
}

export type Language = 'en' | 'zh';

export interface Minimum {
  readonly x: number;
  readonly y: number;
  readonly loss: number;
}

export interface Objective {
  loss(theta: Vector): number;
  gradient(theta: Vector, out: Vector): void;
  sample?(theta: Vector, draw: number, out: Vector): void;
  readonly minima: readonly Minimum[];
}

export interface Optimizer extends Row {
  readonly memory: readonly string[];
  readonly scalars?: Readonly<Record<string, number>>;
  extra?(step: Omit<Step, 'extra'>): Readonly<Record<string, number>>;
  init?(step: Step): void;
  step(step: Step): void;
  readonly formula: string;
  readonly formulas?: Readonly<Record<string, string>>;
  readonly coordinatewise?: false;
  readonly needs?: 'objective';
  readonly tex: readonly string[];
  decay?(args: Readonly<Record<string, number>>, lr: number): number;
  readonly exceptions?: readonly ('moves on a zero gradient' | 'does not descend a bowl')[];
}

export interface Parameter {
  readonly key: string;
  readonly kind: 'number' | 'integer' | 'flag' | 'choice' | 'list';
  readonly default: Argument;
  readonly min?: number;
  readonly max?: number;
  readonly above?: number;
  readonly below?: number;
  readonly choices?: readonly string[];
  readonly integer?: true;
  readonly maxLength?: number;
  readonly optional?: true;
  readonly slider?: {
    readonly min: number;
    readonly max: number;
    readonly scale: Scale;
  };
  readonly symbol: string;
}

export interface Parsed {
  readonly experiment: Experiment;
  readonly problems: readonly Problem[];
}

export type Part = (typeof PARTS)[number];

export type PlaneWindow = readonly [x0: number, x1: number, y0: number, y1: number];

export interface Problem {
  readonly key: string;
  readonly given: string;
  readonly used: string;
  readonly allowed: string;
  readonly rule?: Rule;
  readonly phrases?: {
    readonly given?: Phrase;
    readonly used?: Phrase;
  };
}

export type RateKind = 'effective' | 'realized';

export interface Repair {
  readonly key: string;
  readonly used: Argument;
  readonly allowed: string;
}

export interface Row {
  readonly id: string;
  readonly parameters: readonly Parameter[];
  readonly conventions?: Readonly<Record<string, Readonly<Record<string, Argument>>>>;
  check?(args: Arguments): readonly Repair[];
  readonly source: string;
}

export type Rule =
  | ({
      readonly kind: 'number' | 'integer';
    } & Bounds)
  | ({
      readonly kind: 'list';
      readonly integer: boolean;
      readonly maxLength?: number;
    } & Bounds)
  | {
      readonly kind: 'choice';
      readonly choices: readonly string[];
      readonly nearest?: string;
    }
  | {
      readonly kind: 'point';
    }
  | {
      readonly kind: 'window';
    }
  | {
      readonly kind: 'text';
      readonly max: number;
    }
  | {
      readonly kind: 'formula' | 'rule';
      readonly error: FormulaError;
    }
  | {
      readonly kind: 'count';
      readonly max: number;
    }
  | {
      readonly kind: 'characters';
      readonly max: number;
    }
  | {
      readonly kind: 'once';
    }
  | {
      readonly kind: 'only with';
      readonly part: string;
    }
  | {
      readonly kind: 'type';
      readonly type: 'number' | 'text' | 'flag' | 'list' | 'object';
    }
  | {
      readonly kind: 'stored';
    }
  | {
      readonly kind: 'together';
      readonly words: string;
    };

export interface RunSpec {
  readonly optimizer: StageSpec;
  readonly schedules: readonly StageSpec[];
  readonly stages: readonly StageSpec[];
}

export type Scale = 'linear' | 'log' | 'complement';

export interface Schedule extends Row {
  rate?(args: Arguments, t: number, lr: number): number;
  readonly driven?: {
    readonly scalars: Readonly<Record<string, number>>;
    rate(args: Arguments, scalars: Record<string, number>, lr: number): number;
    observe(
      args: Arguments,
      scalars: Record<string, number>,
      seen: {
        loss: number;
        gradient: Vector;
        lr: number;
      },
    ): void;
  };
  readonly tex: string;
}

export interface Stage extends Row {
  readonly acts: 'per-batch' | 'per-update';
  apply?(
    gradient: Vector,
    args: Arguments,
    context: {
      seed: number;
      draw: number;
    },
  ): void;
}

export interface StageSpec {
  readonly id: string;
  readonly args: Arguments;
}

export interface Step {
  readonly theta: Vector;
  readonly gradient: Vector;
  readonly rate: Vector;
  readonly direction: Vector;
  readonly memory: Readonly<Record<string, Vector>>;
  readonly scalars: Record<string, number>;
  readonly extra: Readonly<Record<string, Float64Array>>;
  readonly args: Readonly<Record<string, number>>;
  readonly as: string;
  lr: number;
  t: number;
  loss: number;
  readonly objective?: SurfaceObjective;
  readonly shapes?: readonly (readonly number[])[];
}

export interface Surface extends Row {
  readonly domain: Domain;
  readonly start: readonly [x: number, y: number];
  readonly tex: string;
  create(args: Arguments, seed: number): SurfaceObjective;
}

export type Theme = 'light' | 'dark' | 'auto' | 'projector';

export interface TraceOptions {
  readonly every?: number;
}

export type Vector = Float64Array | Float32Array;

export type View = 'overlay' | 'split' | '3d';

export declare function checkExperiment(value: unknown, otherwise?: Experiment | null): Parsed;

export declare function formatExperiment(experiment: Experiment): string;

export declare const mnist: Row;

export declare const optimizers: readonly Optimizer[];

export declare function parseExperiment(query: string): Parsed;

export declare const schedules: readonly Schedule[];

export declare const stages: readonly Stage[];

export declare const surfaces: readonly Surface[];

export declare function trace(experiment: Experiment, { every }?: TraceOptions): Generator<Frame, void>;

// Not exported, but part of the above.

type Finite = number | null;

declare const PARTS: readonly ['runs', 'rates', 'loss', 'inspector', 'timeline', 'surface'];

type Phrase =
  | {
      readonly kind: 'ignored' | 'default' | 'not used' | 'own window' | 'next colour' | 'nothing' | 'object';
    }
  | {
      readonly kind: 'as in the link' | 'not kept';
    }
  | {
      readonly kind: 'amount' | 'first';
      readonly count: number;
      readonly of: 'characters' | 'runs' | 'rules' | 'keys' | 'items';
    };

interface SurfaceObjective extends Objective {
  hessian(theta: Vector, out: Vector): void;
}
