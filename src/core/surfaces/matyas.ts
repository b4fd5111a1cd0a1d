import type { Surface } from '../types.ts';

/**
 * Matyas's function: f(x, y) = 0.26(x² + y²) − 0.48xy, a long shallow bowl along x = y with its minimum 0 at
 * the origin.
 */
export const matyas: Surface = {
  id: 'matyas',
  parameters: [],
  domain: { x: [-10, 10], y: [-10, 10] },
  start: [-8, -2],
  tex: 'f(x,y)=0.26\\,(x^2+y^2)-0.48\\,xy',
  source: 'Jamil and Yang 2013, "A literature survey of benchmark functions", no. 71',
  create: () => ({
    loss(theta) {
      const x = theta[0];
      const y = theta[1];
      return 0.26 * (x * x + y * y) - 0.48 * x * y;
    },
    gradient(theta, out) {
      const x = theta[0];
      const y = theta[1];
      out[0] = 0.52 * x - 0.48 * y;
      out[1] = 0.52 * y - 0.48 * x;
    },
    hessian(_theta, out) {
      out[0] = out[3] = 0.52;
      out[1] = out[2] = -0.48;
    },
    minima: [{ x: 0, y: 0, loss: 0 }],
  }),
};
