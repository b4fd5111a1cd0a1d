import { cos, exp, sin, square } from '../elementary/index.ts';
import type { Surface } from '../types.ts';

/**
 * Easom's function: f(x, y) = −cos x cos y exp(−(x − π)² − (y − π)²), a needle of depth −1 at (π, π) in a
 * flat plain.
 *
 * Away from the needle the gradient is practically 0: rules that divide by its size move, the others stand
 * still.
 */
export const easom: Surface = {
  id: 'easom',
  parameters: [],
  domain: { x: [-1, 7], y: [-1, 7] },
  start: [4.3, 2.3],
  tex: 'f(x,y)=-\\cos x\\,\\cos y\\;e^{-(x-\\pi)^2-(y-\\pi)^2}',
  source: 'Easom 1990, "A survey of global optimization techniques"; Jamil and Yang 2013, no. 50',
  create: () => ({
    loss: (theta) => -needle(theta[0]) * needle(theta[1]),
    gradient(theta, out) {
      out[0] = -slope(theta[0]) * needle(theta[1]);
      out[1] = -needle(theta[0]) * slope(theta[1]);
    },
    hessian(theta, out) {
      out[0] = -curvature(theta[0]) * needle(theta[1]);
      out[1] = out[2] = -slope(theta[0]) * slope(theta[1]);
      out[3] = -needle(theta[0]) * curvature(theta[1]);
    },
    minima: [{ x: Math.PI, y: Math.PI, loss: -1 }],
  }),
};

/** One coordinate's factor cos z · exp(−(z − π)²), and its first two derivatives. */
const needle = (z: number): number => cos(z) * exp(-square(z - Math.PI));

const slope = (z: number): number => -(sin(z) + 2 * (z - Math.PI) * cos(z)) * exp(-square(z - Math.PI));

const curvature = (z: number): number => {
  const d = z - Math.PI;
  return ((4 * d * d - 3) * cos(z) + 4 * d * sin(z)) * exp(-d * d);
};
