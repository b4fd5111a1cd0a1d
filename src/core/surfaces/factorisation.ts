import { square } from '../elementary/index.ts';
import type { Surface } from '../types.ts';

/**
 * The smallest matrix factorisation: f(x, y) = (xy − 1)².
 *
 * Every point of the hyperbola xy = 1 is a minimum of value 0; listed are the two balanced ones, where |x| =
 * |y| and the valley is widest. A small rate keeps x² − y² (the imbalance of the start), a large one is
 * thrown towards balance.
 */
export const factorisation: Surface = {
  id: 'factorisation',
  parameters: [],
  domain: { x: [-3, 3], y: [-3, 3] },
  start: [-0.4, 2.4],
  tex: 'f(x,y)=(xy-1)^2',
  source:
    'Wang, Chen, Zhao, Tao 2022, "Large learning rate tames homogeneity: convergence and balancing effect"',
  create: () => ({
    loss: (theta) => square(theta[0] * theta[1] - 1),
    gradient(theta, out) {
      const twice = 2 * (theta[0] * theta[1] - 1);
      out[0] = twice * theta[1];
      out[1] = twice * theta[0];
    },
    hessian(theta, out) {
      const x = theta[0];
      const y = theta[1];
      out[0] = 2 * y * y;
      out[1] = out[2] = 4 * x * y - 2;
      out[3] = 2 * x * x;
    },
    minima: [
      { x: 1, y: 1, loss: 0 },
      { x: -1, y: -1, loss: 0 },
    ],
  }),
};
