/** Rate times curvature of one run, update by update: what `trace --stability` prints and the page draws. */
import type { Run } from '../../core/run.ts';
import { preconditioned, sharpness } from '../../core/stability.ts';
import type { SurfaceObjective } from '../../core/types.ts';

/** Of the latest update; see `STABILITY_COLUMNS` in `surface/record/stability.ts`. */
export interface StabilityMeter {
  preconditioned: number;
  x: number;
  y: number;
  sharpness: number;
  /** Notes where the run is. Call it before every update that is to be measured. */
  mark(): void;
  /** Measures the update that was made since. */
  measure(): void;
}

/** A meter for `run`, which moves on `objective`. It allocates nothing after it is made. */
export function createStabilityMeter(run: Run, objective: SurfaceObjective): StabilityMeter {
  const hessian = new Float64Array(4);
  const before = Float64Array.from(run.theta);
  // Of a function of x alone the curvature by x is all there is.
  const single = objective.dimensions === 1;
  return {
    preconditioned: Number.NaN,
    x: Number.NaN,
    y: Number.NaN,
    sharpness: Number.NaN,
    mark() {
      before.set(run.theta);
    },
    measure() {
      objective.hessian(before, hessian);
      const { rate } = run.updater;
      this.x = rate[0] * hessian[0];
      this.y = single ? Number.NaN : rate[1] * hessian[3];
      this.sharpness = single ? hessian[0] : sharpness(hessian);
      this.preconditioned = single ? this.x : preconditioned(hessian, rate);
    },
  };
}
