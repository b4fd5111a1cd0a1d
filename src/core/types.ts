/**
 * The vocabulary of the core: what a surface, an optimizer, a schedule and a gradient stage are.
 *
 * Everything a person can choose is a row of a table (`surfaces`, `optimizers`, `schedules`, `stages`). Menus, sliders,
 * the codec of links, the tests, the benches and the documentation iterate those tables, so that adding a rule is
 * adding a row.
 */

/** A flat array of parameters: two coordinates in float64, or the weights of a network in float32. */
export type Vector = Float64Array | Float32Array;

/** The value of one argument. `null` stands for "not used" where a row allows it. */
export type Argument = number | string | readonly number[] | null;

/** The arguments of one stage of a link, by key. Always complete: every parameter of the row has a value. */
export type Arguments = Readonly<Record<string, Argument>>;

/** How a slider walks through its range: evenly, in powers of ten, or in powers of ten of `1 − value` (for β). */
export type Scale = 'linear' | 'log' | 'complement';

/**
 * One argument of a row: its default, what the mathematics allows, and what a slider shows.
 *
 * `min` and `max` are included in what is allowed, `above` and `below` are not. A `flag` is 0 or 1. A `list` is a list
 * of numbers, each within the bounds, written `10/40/90` in a link.
 */
export interface Parameter {
  readonly key: string;
  readonly kind: 'number' | 'integer' | 'flag' | 'choice' | 'list';
  readonly default: Argument;
  readonly min?: number;
  readonly max?: number;
  readonly above?: number;
  readonly below?: number;
  /** The ids a `choice` may take. */
  readonly choices?: readonly string[];
  /** A `choice` may be several of them, written `beale/booth`. */
  readonly several?: true;
  /** The numbers of a `list` are whole. */
  readonly integer?: true;
  /** The most numbers a `list` may have. */
  readonly maxLength?: number;
  /** May be `null`, meaning "not used" (for example `clip` by norm only). */
  readonly optional?: true;
  /** The range a slider offers, narrower than what is allowed. */
  readonly slider?: { readonly min: number; readonly max: number; readonly scale: Scale };
  /** TeX of the symbol, as in the literature: `\\eta`, `\\beta_1`. */
  readonly symbol: string;
}

/** A correction that a row makes to arguments which are allowed one by one but not together. */
export interface Repair {
  readonly key: string;
  readonly used: Argument;
  /** What would have been allowed, in words that stand in a message: "0 unless momentum is above 0". */
  readonly allowed: string;
}

/** What every row of every table has. */
export interface Row {
  /** As written in links; an API: never renamed. */
  readonly id: string;
  readonly parameters: readonly Parameter[];
  /**
   * Defaults that differ when another library's convention is asked for (`as:keras`): by convention, then by key. A row
   * that has them has a `choice` parameter `as` whose default is `pytorch`.
   */
  readonly conventions?: Readonly<Record<string, Readonly<Record<string, Argument>>>>;
  /** Corrections of arguments that contradict each other. Called with arguments that are allowed one by one. */
  check?(args: Arguments): readonly Repair[];
  /** Paper, equation, or the documentation that defines it. */
  readonly source: string;
}

/** A point that is a minimum of a surface, with the loss there. */
export interface Minimum {
  readonly x: number;
  readonly y: number;
  readonly loss: number;
}

/** The part of the plane that a landscape shows at first. Optimizers may leave it. */
export interface Domain {
  readonly x: readonly [min: number, max: number];
  readonly y: readonly [min: number, max: number];
}

/**
 * A function of the plane with its arguments filled in.
 *
 * `theta` and `out` have length 2. Outside the function's domain of definition the results are NaN, never an exception.
 */
export interface Objective {
  /** The noise-free loss. */
  loss(theta: Vector): number;
  /** Writes the exact gradient of `loss` into `out`. */
  gradient(theta: Vector, out: Vector): void;
  /**
   * A stochastic gradient: the one of the samples drawn for `draw` (0, 1, …), the same for every run. Without it the
   * objective is deterministic.
   */
  sample?(theta: Vector, draw: number, out: Vector): void;
  readonly minima: readonly Minimum[];
}

/** The objective of a surface: with its exact second derivatives. */
export interface SurfaceObjective extends Objective {
  /** 1 for a function of x alone: y is no coordinate, its gradient is 0 whatever the gradient stages say. 2 unless said. */
  readonly dimensions?: 1 | 2;
  /** Writes the exact Hessian of `loss` into `out` (length 4): xx, xy, yx, yy. */
  hessian(theta: Vector, out: Vector): void;
}

/** A row of the table of surfaces. */
export interface Surface extends Row {
  readonly domain: Domain;
  /** Where trajectories start when a link does not say: chosen so that the optimizers differ visibly. */
  readonly start: readonly [x: number, y: number];
  /** The function as TeX. */
  readonly tex: string;
  /** `seed` fixes the data set and the samples of stochastic surfaces. */
  create(args: Arguments, seed: number): SurfaceObjective;
}

/**
 * What an optimizer sees of one update, and where it writes. One object is reused for all updates of a run.
 *
 * All vectors have the length and type of `theta`.
 */
export interface Step {
  /** The parameters; moved in place. */
  readonly theta: Vector;
  /** The gradient after the gradient stages. Not to be written to. */
  readonly gradient: Vector;
  /** Out: the effective learning rate of every parameter. */
  readonly rate: Vector;
  /** Out: the direction, so that Δθ = −rate ⊙ direction (− decoupled decay). */
  readonly direction: Vector;
  /** The rule's own memory, one vector for each name in `Optimizer.memory`. */
  readonly memory: Readonly<Record<string, Vector>>;
  /** The rule's scalar memory, as initialised from `Optimizer.scalars`. */
  readonly scalars: Record<string, number>;
  /** Memory that is not per parameter, in float64: one vector for each name in `Optimizer.extra`, with its length. */
  readonly extra: Readonly<Record<string, Float64Array>>;
  readonly args: Readonly<Record<string, number>>;
  /** Whose convention to follow: `pytorch` unless the link says `as:…`. */
  readonly as: string;
  /** The learning rate of this update, after the schedules. */
  lr: number;
  /** The number of this update, from 1. */
  t: number;
  /** The loss at `theta` before the update, where it is known (NaN otherwise). */
  loss: number;
  /** The noise-free objective, for rules that look at it (line searches, Newton). Absent when training a network. */
  readonly objective?: SurfaceObjective;
  /**
   * The shapes of the parameter blocks laid end to end in `theta`, for rules that act per matrix or per layer. A matrix
   * is `[inputs, outputs]`, row after row.
   */
  readonly shapes?: readonly (readonly number[])[];
}

/**
 * A row of the table of optimizers.
 *
 * `step` moves `theta`, fills `rate` and `direction`, and allocates nothing.
 */
export interface Optimizer extends Row {
  /** Names of the per-parameter memory, as in `formula`: `m`, `v`. All start at 0 unless `init` says otherwise. */
  readonly memory: readonly string[];
  /** Names and initial values of the scalar memory. */
  readonly scalars?: Readonly<Record<string, number>>;
  /** Names and lengths of memory that is not per parameter: a history of steps, the factors of a preconditioner. */
  extra?(step: Omit<Step, 'extra'>): Readonly<Record<string, number>>;
  /** Fills the memory before the first update. */
  init?(step: Step): void;
  step(step: Step): void;
  /**
   * The rule as text, one coordinate at a time, in the language of `core/formula`: statements over `x`, `g`, `t`, `lr`,
   * the keys of the parameters and the names in `memory`. It assigns `rate`, `direction` and `x`. A test evaluates it
   * beside the code.
   *
   * Where `coordinatewise` is false, it is about all coordinates of a layer, or of the plane, at once: names hold
   * matrices (a vector is one column), operators and functions work element by element, and functions such as `sum(…)`,
   * `matmul(…)` or `matpow(…)` take them whole. `loss`, `curvature` (∂²f/∂x²), `schedule` (the factor that schedules have
   * put on the rate), `surface` (1 where the rule may look at the objective), and of a layer `rows`, `columns` and `sides`
   * (2 of a matrix, 1 of a vector, 0 in the plane) may be read; an argument that is empty counts as what its rule puts in
   * its place. `docs/catalogue.md` lists the functions.
   */
  readonly formula: string;
  /** The text under other libraries' conventions, by the name of the convention, where it differs. */
  readonly formulas?: Readonly<Record<string, string>>;
  /**
   * `false` where one coordinate's update depends on the others (norms, inner products, matrices) or on more than the
   * gradient, so that no text for one coordinate can be the rule.
   */
  readonly coordinatewise?: false;
  /**
   * Set where the rule looks at the objective itself. Without one (training a network) it falls back to what its
   * file says, which is not the method: menus do not offer it there.
   */
  readonly needs?: 'objective';
  /** The rule as TeX, one line an equation. */
  readonly tex: readonly string[];
  /**
   * What the largest eigenvalue of R½HR½, with the Hessian H and R = diag(rate), must stay below for the rule not to overshoot
   * more with every step, at these arguments; null where no such limit is known. See `core/stability.ts`.
   */
  stability?(args: Readonly<Record<string, number>>): number | null;
  /** The factor of decoupled weight decay: θ ← θ − decay·θ before the step. 0 when absent. */
  decay?(args: Readonly<Record<string, number>>, lr: number): number;
  /** Declared exceptions to what holds for every other rule. The contract suite reads them. */
  readonly exceptions?: readonly ('moves on a zero gradient' | 'does not descend a bowl')[];
}

/**
 * A schedule with its arguments filled in: the learning rate of update `t` (from 1), given the rate `lr` that the run,
 * or the schedule before it, would use.
 */
export interface Schedule extends Row {
  /** A schedule that only depends on `t`: exact, whatever the order of the calls. */
  rate?(args: Arguments, t: number, lr: number): number;
  /** A schedule driven by the run. `scalars` start as given; `observe` is called after every update. */
  readonly driven?: {
    readonly scalars: Readonly<Record<string, number>>;
    rate(args: Arguments, scalars: Record<string, number>, lr: number): number;
    observe(
      args: Arguments,
      scalars: Record<string, number>,
      seen: { loss: number; gradient: Vector; lr: number },
    ): void;
  };
  readonly tex: string;
}

/** A row of the table of gradient stages. `apply` changes the gradient in place and allocates nothing. */
export interface Stage extends Row {
  /** Whether it acts on each micro-batch's gradient, or once on the mean that the optimizer gets. */
  readonly acts: 'per-batch' | 'per-update';
  apply?(gradient: Vector, args: Arguments, context: { seed: number; draw: number }): void;
}

/** One `id,key:value,…` of a link. */
export interface StageSpec {
  readonly id: string;
  readonly args: Arguments;
}

/** One run of an experiment: an optimizer, then schedules and gradient stages. */
export interface RunSpec {
  readonly optimizer: StageSpec;
  readonly schedules: readonly StageSpec[];
  readonly stages: readonly StageSpec[];
}
