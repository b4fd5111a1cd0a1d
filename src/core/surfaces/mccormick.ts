import { cos, sin, square } from '../elementary/index.ts';
import type { Surface } from '../types.ts';

/**
 * McCormick's function: f(x, y) = sin(x + y) + (x − y)² − 1.5x + 2.5y + 1.
 *
 * On its usual domain the minimum is −1.9132 at (½ − π/3, −½ − π/3). Beyond it the same valley comes again
 * every π along the diagonal, lower by π towards the lower left: outside its domain the function has no least
 * value.
 */
export const mccormick: Surface = {
  id: 'mccormick',
  parameters: [],
  domain: { x: [-1.5, 4], y: [-3, 4] },
  start: [3, -0.95],
  tex: 'f(x,y)=\\sin(x+y)+(x-y)^2-1.5x+2.5y+1',
  source: 'McCormick 1976; Jamil and Yang 2013, no. 72',
  create: () => ({
    loss(theta) {
      const x = theta[0];
      const y = theta[1];
      return sin(x + y) + square(x - y) - 1.5 * x + 2.5 * y + 1;
    },
    gradient(theta, out) {
      const x = theta[0];
      const y = theta[1];
      const wave = cos(x + y);
      out[0] = wave + 2 * (x - y) - 1.5;
      out[1] = wave - 2 * (x - y) + 2.5;
    },
    hessian(theta, out) {
      const wave = sin(theta[0] + theta[1]);
      out[0] = out[3] = 2 - wave;
      out[1] = out[2] = -2 - wave;
    },
    minima: [{ x: 0.5 - Math.PI / 3, y: -0.5 - Math.PI / 3, loss: -Math.sqrt(3) / 2 - Math.PI / 3 }],
  }),
};
