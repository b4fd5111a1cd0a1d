import type { Surface } from '../types.ts';

/**
 * The saddle f(x, y) = x² − y²: its gradient vanishes at the origin, and it falls without bound along y.
 *
 * Starts near the ridge y = 0, where what matters is how fast a rule amplifies a tiny gradient.
 */
export const saddle: Surface = {
  id: 'saddle',
  parameters: [],
  domain: { x: [-2, 2], y: [-2, 2] },
  start: [-1.5, 0.01],
  tex: 'f(x,y)=x^2-y^2',
  source: 'Dauphin et al. 2014, "Identifying and attacking the saddle point problem"',
  create: () => ({
    loss: (theta) => theta[0] * theta[0] - theta[1] * theta[1],
    gradient(theta, out) {
      out[0] = 2 * theta[0];
      out[1] = -2 * theta[1];
    },
    hessian(_theta, out) {
      out[0] = 2;
      out[1] = out[2] = 0;
      out[3] = -2;
    },
    minima: [],
  }),
};
