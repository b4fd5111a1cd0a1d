/** How near a training is to its limit of stability: what `--stability` adds to the records of networks. */
import type { NetworkArguments } from '../../core/network.ts';
import { permutation, random } from '../../core/random.ts';
import { stabilityLimit } from '../../core/stability-limit.ts';
import type { RunSpec, Vector } from '../../core/types.ts';
import { createRows, fillRows } from '../data/batch-buffer.ts';
import type { ImageSet } from '../data/images.ts';
import type { Layout } from '../model/layout.ts';
import { CURVATURE } from '../random-streams.ts';
import { createHessian } from './hessian.ts';
import { largestEigenvalue } from './lanczos.ts';

/** How many training images the curvature is that of: the same for all experiments. */
const CURVATURE_IMAGES = 512;

/** Numbers that are not finite are null. */
export interface NetworkStability {
  /** The largest eigenvalue of the Hessian H of the loss on these images, where the gradient was taken. */
  readonly sharpness: number | null;
  /** H has an eigenvalue within that: the length of the residual of the vector that Lanczos found. */
  readonly sharpnessError: number | null;
  /**
   * The largest eigenvalue of R½HR½ with R = diag(rate), and the same of it. Weights that have never had a gradient other than 0
   * count as fixed: their rates (Adam's is η/ε) have moved nothing.
   */
  readonly preconditioned: number | null;
  readonly preconditionedError: number | null;
  /** What `preconditioned` has to stay below for the rule not to overshoot more with every step; null where none is known. */
  readonly limit: number | null;
}

export interface StabilityMeter {
  /** What is said of a step that is not measured. */
  readonly unmeasured: NetworkStability;
  /**
   * Measures at the weights where a gradient was taken, and at the rates of the update that it led to. `touched` is 1 for every weight
   * that has had a gradient other than 0.
   */
  measure(theta: Vector, rate: Vector, touched: Uint8Array): NetworkStability;
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** For one run. `train` are the images that it is trained on; with `images` only the first so many. */
export function createStabilityMeter(
  spec: RunSpec,
  train: ImageSet,
  { images }: Pick<NetworkArguments, 'images'>,
  layout: Layout,
): StabilityMeter {
  const among = images ? Math.min(images, train.count) : train.count;
  const positions = permutation(among, random(0, CURVATURE)).subarray(0, CURVATURE_IMAGES);
  const rows = createRows(positions.length);
  fillRows(rows, train, positions);
  const hessian = createHessian(layout, { ...rows, count: positions.length });
  const limit = stabilityLimit(spec.optimizer);
  const scaled = new Float64Array(layout.length);
  return {
    unmeasured: {
      sharpness: null,
      sharpnessError: null,
      preconditioned: null,
      preconditionedError: null,
      limit,
    },
    measure(theta, rate, touched) {
      hessian.at(theta);
      const plain = largestEigenvalue(hessian.length, (v, out) => hessian.multiply(v, out));
      const root = Float64Array.from(rate, (r, i) => (touched[i] === 1 ? Math.sqrt(r) : 0));
      const product = (v: Float64Array, out: Float64Array): void => {
        for (let i = 0; i < v.length; i++) scaled[i] = root[i] * v[i];
        hessian.multiply(scaled, out);
        for (let i = 0; i < out.length; i++) out[i] *= root[i];
      };
      const preconditioned = largestEigenvalue(hessian.length, product);
      return {
        sharpness: finite(plain.value),
        sharpnessError: finite(plain.error),
        preconditioned: finite(preconditioned.value),
        preconditionedError: finite(preconditioned.error),
        limit,
      };
    },
  };
}
