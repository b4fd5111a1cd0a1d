import type { Surface } from '../types.ts';

/** One of the two minima and the loss there, by Newton's method with 45 digits. */
const X = 0.08984201310031806;
const Y = 0.7126564030207396;
const LOSS = -1.0316284534898774;

/**
 * The six-hump camel: f(x, y) = (4 − 2.1x² + x⁴/3)x² + xy + (4y² − 4)y².
 *
 * Six valleys, of which two, at ±(0.0898, −0.7127), are the deepest: −1.0316.
 */
export const sixHumpCamel: Surface = {
  id: 'six-hump-camel',
  parameters: [],
  domain: { x: [-2, 2], y: [-1.5, 1.5] },
  start: [-1.4, -1.2],
  tex: 'f(x,y)=(4-2.1x^2+\\tfrac13x^4)\\,x^2+xy+(4y^2-4)\\,y^2',
  source: 'Dixon and Szegő 1978; Jamil and Yang 2013, no. 30',
  create: () => ({
    loss(theta) {
      const x = theta[0];
      const y = theta[1];
      const xx = x * x;
      const yy = y * y;
      return (4 - 2.1 * xx + (xx * xx) / 3) * xx + x * y + (4 * yy - 4) * yy;
    },
    gradient(theta, out) {
      const x = theta[0];
      const y = theta[1];
      const xx = x * x;
      out[0] = x * (8 - 8.4 * xx + 2 * xx * xx) + y;
      out[1] = x + y * (16 * y * y - 8);
    },
    hessian(theta, out) {
      const xx = theta[0] * theta[0];
      out[0] = 8 - 25.2 * xx + 10 * xx * xx;
      out[1] = out[2] = 1;
      out[3] = 48 * theta[1] * theta[1] - 8;
    },
    minima: [
      { x: X, y: -Y, loss: LOSS },
      { x: -X, y: Y, loss: LOSS },
    ],
  }),
};
