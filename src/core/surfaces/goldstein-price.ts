import { square } from '../elementary/index.ts';
import type { Surface } from '../types.ts';

/**
 * The Goldstein–Price function: f = A·B, steep over six orders of magnitude, with its minimum 3 at (0, −1).
 *
 *     A = 1 + (x + y + 1)²(19 − 14x + 3x² − 14y + 6xy + 3y²)
 *     B = 30 + (2x − 3y)²(18 − 32x + 12x² + 48y − 36xy + 27y²)
 *
 * A is a polynomial of s = x + y alone, B of d = 2x − 3y alone, and their derivatives factor:
 * A′ = 12(s + 1)(s − 1)(s − 2) and B′ = 12d(d − 1)(d − 3).
 */
export const goldsteinPrice: Surface = {
  id: 'goldstein-price',
  parameters: [],
  domain: { x: [-2, 2], y: [-2, 2] },
  start: [-1.2, 0.8],
  tex:
    'f(x,y)=\\bigl[1+(x+y+1)^2(19-14x+3x^2-14y+6xy+3y^2)\\bigr]\\,' +
    '\\bigl[30+(2x-3y)^2(18-32x+12x^2+48y-36xy+27y^2)\\bigr]',
  source: 'Goldstein and Price 1971, "On descent from local minima"',
  create: () => ({
    loss: (theta) => ofSum(theta[0] + theta[1]) * ofDifference(2 * theta[0] - 3 * theta[1]),
    gradient(theta, out) {
      const s = theta[0] + theta[1];
      const d = 2 * theta[0] - 3 * theta[1];
      const along = 12 * (s + 1) * (s - 1) * (s - 2) * ofDifference(d);
      const across = 12 * d * (d - 1) * (d - 3) * ofSum(s);
      out[0] = along + 2 * across;
      out[1] = along - 3 * across;
    },
    hessian(theta, out) {
      const s = theta[0] + theta[1];
      const d = 2 * theta[0] - 3 * theta[1];
      const ss = 12 * (3 * s * s - 4 * s - 1) * ofDifference(d);
      const sd = 144 * (s + 1) * (s - 1) * (s - 2) * d * (d - 1) * (d - 3);
      const dd = 12 * (3 * d * d - 8 * d + 3) * ofSum(s);
      out[0] = ss + 4 * sd + 4 * dd;
      out[1] = out[2] = ss - sd - 6 * dd;
      out[3] = ss - 6 * sd + 9 * dd;
    },
    minima: [{ x: 0, y: -1, loss: 3 }],
  }),
};

/** A, as a polynomial of s = x + y. */
const ofSum = (s: number): number => 1 + square(s + 1) * (19 - 14 * s + 3 * s * s);

/** B, as a polynomial of d = 2x − 3y. */
const ofDifference = (d: number): number => 30 + d * d * (18 - 16 * d + 3 * d * d);
