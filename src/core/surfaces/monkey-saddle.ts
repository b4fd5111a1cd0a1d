import type { Surface } from '../types.ts';

/**
 * The monkey saddle f(x, y) = x³ − 3xy²: three valleys (two legs and a tail) meet at the origin, where the
 * gradient and the Hessian both vanish. It falls without bound.
 */
export const monkeySaddle: Surface = {
  id: 'monkey-saddle',
  parameters: [],
  domain: { x: [-1.5, 1.5], y: [-1.5, 1.5] },
  start: [1.2, 0.02],
  tex: 'f(x,y)=x^3-3xy^2',
  source: 'Hilbert and Cohn-Vossen 1932, section 29',
  create: () => ({
    loss(theta) {
      const x = theta[0];
      const y = theta[1];
      return x * (x * x - 3 * y * y);
    },
    gradient(theta, out) {
      const x = theta[0];
      const y = theta[1];
      out[0] = 3 * (x * x - y * y);
      out[1] = -6 * x * y;
    },
    hessian(theta, out) {
      out[0] = 6 * theta[0];
      out[1] = out[2] = -6 * theta[1];
      out[3] = -6 * theta[0];
    },
    minima: [],
  }),
};
