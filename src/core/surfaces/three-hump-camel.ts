import type { Surface } from '../types.ts';

/**
 * The three-hump camel: f(x, y) = 2x² − 1.05x⁴ + x⁶/6 + xy + y².
 *
 * Three valleys side by side; only the middle one, 0 at the origin, is the global minimum.
 */
export const threeHumpCamel: Surface = {
  id: 'three-hump-camel',
  parameters: [],
  domain: { x: [-2.5, 2.5], y: [-2.5, 2.5] },
  start: [-1.9, -1.25],
  tex: 'f(x,y)=2x^2-1.05x^4+\\tfrac16x^6+xy+y^2',
  source: 'Dixon and Szegő 1978; Jamil and Yang 2013, no. 29',
  create: () => ({
    loss(theta) {
      const x = theta[0];
      const y = theta[1];
      const xx = x * x;
      return xx * (2 - 1.05 * xx + (xx * xx) / 6) + x * y + y * y;
    },
    gradient(theta, out) {
      const x = theta[0];
      const y = theta[1];
      const xx = x * x;
      out[0] = x * (4 - 4.2 * xx + xx * xx) + y;
      out[1] = x + 2 * y;
    },
    hessian(theta, out) {
      const xx = theta[0] * theta[0];
      out[0] = 4 - 12.6 * xx + 5 * xx * xx;
      out[1] = out[2] = 1;
      out[3] = 2;
    },
    minima: [{ x: 0, y: 0, loss: 0 }],
  }),
};
