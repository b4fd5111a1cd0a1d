import { square } from '../elementary/index.ts';
import type { Surface } from '../types.ts';

/**
 * Himmelblau's function: f(x, y) = (x² + y − 11)² + (x + y² − 7)², four minima of equal depth 0.
 *
 * Which one a rule falls into depends on the start and on the rule.
 */
export const himmelblau: Surface = {
  id: 'himmelblau',
  parameters: [],
  domain: { x: [-5, 5], y: [-5, 5] },
  start: [0.4, 4.6],
  tex: 'f(x,y)=(x^2+y-11)^2+(x+y^2-7)^2',
  source: 'Himmelblau 1972, "Applied Nonlinear Programming"',
  create: () => ({
    loss(theta) {
      const x = theta[0];
      const y = theta[1];
      return square(x * x + y - 11) + square(x + y * y - 7);
    },
    gradient(theta, out) {
      const x = theta[0];
      const y = theta[1];
      const a = x * x + y - 11;
      const b = x + y * y - 7;
      out[0] = 4 * x * a + 2 * b;
      out[1] = 2 * a + 4 * y * b;
    },
    hessian(theta, out) {
      const x = theta[0];
      const y = theta[1];
      out[0] = 12 * x * x + 4 * y - 42;
      out[1] = out[2] = 4 * (x + y);
      out[3] = 12 * y * y + 4 * x - 26;
    },
    // The roots of both squares, by Newton's method with 40 digits.
    minima: [
      { x: 3, y: 2, loss: 0 },
      { x: -2.805118086952745, y: 3.131312518250573, loss: 0 },
      { x: -3.779310253377747, y: -3.2831859912861696, loss: 0 },
      { x: 3.584428340330492, y: -1.8481265269644036, loss: 0 },
    ],
  }),
};
