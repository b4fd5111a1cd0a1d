/** Finite-sum least squares in two unknowns: the surfaces whose noise comes from real minibatches. */
import { square } from '../elementary/index.ts';
import { permutation, random } from '../random.ts';
import type { SurfaceObjective } from '../types.ts';

/** Streams of the experiment's seed: the data set, and the order of the samples in each epoch. */
const DATA = 2;
const ORDER = 3;

/** The stream from which a data set is drawn. */
export const dataStream = (seed: number) => random(seed, DATA);

/**
 * f(θ) = 1/(2n) Σᵢ (θ·uᵢ − zᵢ)², with `sample` the gradient of a minibatch.
 *
 * `features` holds the n rows uᵢ end to end (2n numbers), `targets` the zᵢ; they must not be collinear. The
 * samples are one endless stream, shuffled anew for every epoch of n as a data loader does; draw k is its
 * k-th piece of `batch` samples. So draws never overlap within an epoch, `batch` = n gives the exact
 * gradient, and the mean of k successive draws is one draw of a batch k times as large.
 *
 * The loss and the exact gradient are those of the equivalent quadratic L* + ½(θ − θ*)ᵀA(θ − θ*): a few
 * operations, whatever n.
 */
export function leastSquares(
  features: Float64Array,
  targets: Float64Array,
  batch: number,
  seed: number,
): SurfaceObjective {
  const n = targets.length;
  let a = 0;
  let b = 0;
  let d = 0;
  for (let i = 0; i < n; i++) {
    const u = features[2 * i];
    const v = features[2 * i + 1];
    a += (u * u) / n;
    b += (u * v) / n;
    d += (v * v) / n;
  }
  const determinant = a * d - b * b;
  let x = 0;
  let y = 0;
  let least = 0;
  // The second round solves for what rounding left over of the first.
  for (let round = 0; round < 2; round++) {
    let gx = 0;
    let gy = 0;
    for (let i = 0; i < n; i++) {
      const residual = features[2 * i] * x + features[2 * i + 1] * y - targets[i];
      gx += (residual * features[2 * i]) / n;
      gy += (residual * features[2 * i + 1]) / n;
    }
    x -= (d * gx - b * gy) / determinant;
    y -= (a * gy - b * gx) / determinant;
  }
  for (let i = 0; i < n; i++) {
    least += square(features[2 * i] * x + features[2 * i + 1] * y - targets[i]) / (2 * n);
  }

  let epoch = -1;
  let order: Uint32Array = new Uint32Array(0);
  return {
    loss(theta) {
      const p = theta[0] - x;
      const q = theta[1] - y;
      return least + 0.5 * (a * p * p + d * q * q) + b * p * q;
    },
    gradient(theta, out) {
      const p = theta[0] - x;
      const q = theta[1] - y;
      out[0] = a * p + b * q;
      out[1] = b * p + d * q;
    },
    hessian(_theta, out) {
      out[0] = a;
      out[1] = out[2] = b;
      out[3] = d;
    },
    sample(theta, draw, out) {
      let gx = 0;
      let gy = 0;
      for (let k = draw * batch; k < (draw + 1) * batch; k++) {
        if (Math.floor(k / n) !== epoch) {
          epoch = Math.floor(k / n);
          order = permutation(n, random(seed, ORDER, epoch));
        }
        const i = order[k - epoch * n];
        const residual = features[2 * i] * theta[0] + features[2 * i + 1] * theta[1] - targets[i];
        gx += residual * features[2 * i];
        gy += residual * features[2 * i + 1];
      }
      out[0] = gx / batch;
      out[1] = gy / batch;
    },
    minima: [{ x, y, loss: least }],
  };
}
