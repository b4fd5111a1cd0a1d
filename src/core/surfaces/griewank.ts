import { cos, sin, square } from '../elementary/index.ts';
import type { Surface } from '../types.ts';

/**
 * Griewank's function: f(x, y) = 1 + (x² + y²)/4000 − cos x · cos(y/√2), minimum 0 at the origin.
 *
 * A very wide bowl under ripples: from afar convex, from near full of traps. The cosines are written as
 * 1 − cos a cos b = sin²((a + b)/2) + sin²((a − b)/2), so that no digits are lost near the minimum.
 */
export const griewank: Surface = {
  id: 'griewank',
  parameters: [],
  domain: { x: [-10, 10], y: [-10, 10] },
  start: [-5.8, 3.3],
  tex: 'f(x,y)=1+\\frac{x^2+y^2}{4000}-\\cos x\\,\\cos\\frac{y}{\\sqrt2}',
  source: 'Griewank 1981, "Generalized descent for global optimization"',
  create: () => ({
    loss(theta) {
      const x = theta[0];
      const y = theta[1];
      const b = y / Math.SQRT2;
      return (x * x + y * y) / 4000 + square(sin((x + b) / 2)) + square(sin((x - b) / 2));
    },
    gradient(theta, out) {
      const x = theta[0];
      const b = theta[1] / Math.SQRT2;
      out[0] = x / 2000 + sin(x) * cos(b);
      out[1] = theta[1] / 2000 + (cos(x) * sin(b)) / Math.SQRT2;
    },
    hessian(theta, out) {
      const x = theta[0];
      const b = theta[1] / Math.SQRT2;
      out[0] = 1 / 2000 + cos(x) * cos(b);
      out[1] = out[2] = (-sin(x) * sin(b)) / Math.SQRT2;
      out[3] = 1 / 2000 + (cos(x) * cos(b)) / 2;
    },
    minima: [{ x: 0, y: 0, loss: 0 }],
  }),
};
