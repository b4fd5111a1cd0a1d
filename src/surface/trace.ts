/** The numbers of an experiment on a surface as records: one a run and step, made one at a time. */
import { createObjective } from '../core/objective.ts';
import { createRun, type Run } from '../core/run.ts';
import { stabilityLimit } from '../core/stability-limit.ts';
import type { Objective, RunSpec, SurfaceObjective } from '../core/types.ts';
import { adviceInWords, adviceOn } from '../experiment/advice.ts';
import { computation } from '../experiment/computation.ts';
import type { Experiment } from '../experiment/types.ts';
import { createStabilityMeter } from './stability/meter.ts';

/** A number as JSON can say it: what is not finite is null. */
type Finite = number | null;

/** One step of one run. Plain JSON. */
export interface Frame {
  /** Counted from 0. */
  readonly run: number;
  /** The number of updates made; 0 is the start. */
  readonly step: number;
  /** One number for a function of x alone, as in all lists below. */
  readonly theta: readonly Finite[];
  /** The noise-free loss after the update. */
  readonly loss: Finite;
  /** The learning rate that the update used; null at the start. */
  readonly lr: Finite;
  /** The gradient that the update used, after the gradient stages; null at the start. */
  readonly grad: readonly Finite[] | null;
  /** The effective learning rates of the update; null at the start. */
  readonly rate: readonly Finite[] | null;
  /** −Δθᵢ/gᵢ; null at the start. */
  readonly realized: readonly Finite[] | null;
  /**
   * With `stability`: the largest eigenvalue of the Hessian H at the point where the gradient was taken, that of R½HR½ with
   * R = diag(rate), and what the latter has to stay below. The first two are null at the start, the limit where none is known.
   */
  readonly sharpness?: Finite;
  readonly preconditioned?: Finite;
  readonly limit?: Finite;
  /**
   * Only on the last record of a run that stopped being finite; `undefined` where loss or gradient was not finite at the
   * start already.
   */
  readonly status?: 'diverged' | 'undefined';
  /** Beside `status`, where it is `undefined`: what is not defined at the start, and where it is. */
  readonly reason?: string;
}

export interface TraceOptions {
  /** Only every so many steps, besides the first and the last. Default 1. */
  readonly every?: number;
  /** Whether records say how near the run is to its limit of stability. Default false. */
  readonly stability?: boolean;
}

/** Adding 0 turns −0, which JSON cannot say, into 0. */
const finite = (value: number): Finite => (Number.isFinite(value) ? value + 0 : null);
/** The coordinates that a function has: the first, or both. */
const listed = (vector: ArrayLike<number>, dimensions: 1 | 2): readonly Finite[] =>
  dimensions === 1 ? [finite(vector[0])] : [finite(vector[0]), finite(vector[1])];

type Curvature = Pick<Frame, 'sharpness' | 'preconditioned' | 'limit'>;

function frameOf(
  index: number,
  run: Run,
  dimensions: 1 | 2,
  curvature: Curvature,
  end: Pick<Frame, 'status' | 'reason'>,
): Frame {
  const { step, theta, loss, updater } = run;
  const moved = step > 0;
  return {
    run: index,
    step,
    theta: listed(theta, dimensions),
    loss: finite(loss),
    lr: moved ? finite(updater.lr) : null,
    grad: moved ? listed(updater.gradient, dimensions) : null,
    rate: moved ? listed(updater.rate, dimensions) : null,
    realized: moved ? listed(updater.realized, dimensions) : null,
    ...curvature,
    ...end,
  };
}

/** Why a run that is not finite ended. */
function endOf(run: Run, objective: Objective, experiment: Experiment): Pick<Frame, 'status' | 'reason'> {
  if (run.undefinedAtStart === null) return { status: 'diverged' };
  const [advice] = adviceOn({ ...experiment, runs: [] }, objective);
  return { status: 'undefined', reason: adviceInWords(advice).replace(/^start: /, '') };
}

/** Tells of the curvature at the point that the latest update left. Called at the start and after every update. */
function curvatureOf(spec: RunSpec, run: Run, objective: SurfaceObjective): () => Curvature {
  const limit = stabilityLimit(spec.optimizer);
  const meter = createStabilityMeter(run, objective);
  return () => {
    if (run.step === 0) return { sharpness: null, preconditioned: null, limit };
    meter.measure();
    meter.mark();
    return { sharpness: finite(meter.sharpness), preconditioned: finite(meter.preconditioned), limit };
  };
}

/**
 * The frames of all runs of an experiment on a surface, run after run, from step 0 to the last or to the step
 * at which the run stopped being finite. Computed as they are asked for: nothing is kept.
 *
 * @throws RangeError for `mnist`, which is no function of the plane, and for ids that are in no table.
 */
export function* trace(
  experiment: Experiment,
  { every = 1, stability = false }: TraceOptions = {},
): Generator<Frame, void> {
  const { surface, formula, rules, start, runs, steps, seed } = computation(experiment);
  for (const [index, spec] of runs.entries()) {
    const objective = createObjective(surface, formula, seed);
    const run = createRun(spec, objective, start, seed, rules);
    const measure = stability ? curvatureOf(spec, run, objective) : () => ({});
    const frame = (curvature: Curvature): Frame =>
      frameOf(
        index,
        run,
        objective.dimensions ?? 2,
        curvature,
        run.diverged ? endOf(run, objective, experiment) : {},
      );
    yield frame(measure());
    while (!run.diverged && run.step < steps) {
      run.advance();
      const curvature = measure();
      if (run.diverged || run.step % every === 0 || run.step === steps) yield frame(curvature);
    }
  }
}
