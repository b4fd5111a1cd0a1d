/** The runs of an experiment on a surface, measured for a report from the records of `trace`. */
import { createObjective } from '../../core/objective.ts';
import { MAX_SEED } from '../../experiment/defaults/v1.ts';
import type { Experiment } from '../../experiment/index.ts';
import { type Frame, trace } from '../../surface/trace.ts';
import { type History, limitationOf } from './limitation.ts';
import type { Course, Curve, Measured } from './measured.ts';

/** So many points of a run are drawn; longer ones leave steps out evenly. */
const MOST_POINTS = 1000;

/** Losses above the minimum whose first steps are noted. */
const TOLERANCES: readonly number[] = [1, 1e-3, 1e-6];

const number = (value: number | null | undefined): number => value ?? Number.NaN;

/** The geometric mean of those rates that have a logarithm. */
function meanRate(rates: readonly (number | null)[] | null): number {
  const known = (rates ?? []).filter((rate): rate is number => rate !== null && rate > 0);
  if (known.length === 0) return Number.NaN;
  return Math.exp(known.reduce((sum, rate) => sum + Math.log(rate), 0) / known.length);
}

/** Whether an experiment draws anything at random. */
function usesChance({ surface, formula, seed, runs }: Experiment): boolean {
  return (
    createObjective(surface, formula, seed).sample !== undefined ||
    runs.some(({ stages }) => stages.some(({ id, args }) => id === 'noise' && args.sigma !== 0))
  );
}

function gradientNorm(experiment: Experiment, x: number, y: number): number {
  const { surface, formula, seed } = experiment;
  const out = new Float64Array(2);
  createObjective(surface, formula, seed).gradient(Float64Array.of(x, y), out);
  return Math.hypot(out[0], out[1]);
}

/** Gathers the records of one run. */
class CourseMeter {
  private readonly curve = {
    steps: [] as number[],
    points: [] as [number, number][],
    losses: [] as number[],
    rates: [] as number[][],
  };
  private readonly losses: number[] = [];
  private readonly means: number[] = [];
  private readonly lr: number[] = [];
  private readonly stability: number[] = [];
  private readonly reached: (number | null)[] = TOLERANCES.map(() => null);
  private best: number | null = null;
  private bestStep: number | null = null;
  private last: Frame | null = null;

  private readonly experiment: Experiment;
  private readonly minimum: number | null;
  private readonly noisy: boolean;

  constructor(experiment: Experiment, minimum: number | null, noisy: boolean) {
    this.experiment = experiment;
    this.minimum = minimum;
    this.noisy = noisy;
  }

  take(frame: Frame): void {
    const { step, theta, loss, rate, lr, preconditioned, limit, status } = frame;
    const { steps } = this.experiment;
    this.last = frame;
    if (step % Math.ceil(steps / MOST_POINTS) === 0 || step === steps) {
      this.curve.steps.push(step);
      this.curve.points.push([number(theta[0]), number(theta[1] ?? 0)]);
      this.curve.losses.push(number(loss));
      this.curve.rates.push((rate ?? [Number.NaN]).map(number));
    }
    if (status !== undefined || loss === null) return;
    this.losses.push(loss);
    this.means.push(meanRate(rate));
    this.lr.push(number(lr));
    this.stability.push(limit ? number(preconditioned) / limit : Number.NaN);
    if (this.best === null || loss < this.best) {
      this.best = loss;
      this.bestStep = step;
    }
    for (const [i, tolerance] of TOLERANCES.entries())
      if (loss <= tolerance + (this.minimum ?? 0)) this.reached[i] ??= step;
  }

  course(): Course {
    const { experiment, losses, minimum, noisy, last } = this;
    const status = last?.status ?? 'finished';
    const [x, y] = last?.theta ?? [];
    const history: History = {
      losses,
      rates: this.means,
      lr: this.lr,
      stability: this.stability,
      end: status,
      noisy,
      minimum,
      gradient: gradientNorm(experiment, number(x), y ?? 0) / gradientNorm(experiment, ...experiment.start),
    };
    return {
      seed: experiment.seed,
      status,
      ended: last?.step ?? 0,
      first: losses[0] ?? null,
      final: status === 'finished' ? (last?.loss ?? null) : null,
      best: this.best,
      bestStep: this.bestStep,
      reached: this.reached,
      accuracy: null,
      curve: { ...this.curve, accuracies: [] } satisfies Curve,
      limitation: limitationOf(history),
    };
  }
}

/** The least of the known minima; null where none is known. */
const leastOf = ({ surface, formula, seed }: Experiment): number | null => {
  const losses = createObjective(surface, formula, seed).minima.map(({ loss }) => loss);
  return losses.length > 0 ? Math.min(...losses) : null;
};

/**
 * Measures an experiment with the seeds `seed`, `seed` + 1, … A generator, so that a page can make it in slices: yields the
 * fraction that is done, every few hundred updates.
 *
 * @throws RangeError for `mnist`.
 */
export function* measureSurface(experiment: Experiment, seeds: number): Generator<number, Measured> {
  const { runs, steps } = experiment;
  const chance = usesChance(experiment);
  const count = chance ? seeds : 1;
  const courses: Course[][] = runs.map(() => []);
  for (let k = 0; k < count; k++) {
    const seeded = { ...experiment, seed: (experiment.seed + k) % (MAX_SEED + 1) };
    for (const [i, run] of runs.entries()) {
      const meter = new CourseMeter(seeded, leastOf(seeded), chance);
      for (const frame of trace({ ...seeded, runs: [run] }, { stability: true })) {
        meter.take(frame);
        if (frame.step % 200 === 0) yield (k + (i + frame.step / steps) / runs.length) / count;
      }
      courses[i].push(meter.course());
    }
  }
  const minimum = leastOf(experiment);
  return { courses, tolerances: minimum === null ? [] : TOLERANCES, minimum, chance, images: null };
}

/** The same at once. */
export function measuredOnSurface(experiment: Experiment, seeds: number): Measured {
  const measuring = measureSurface(experiment, seeds);
  let next = measuring.next();
  while (!next.done) next = measuring.next();
  return next.value;
}
