import { cos, sin, square } from '../elementary/index.ts';
import type { Surface } from '../types.ts';

/**
 * Lévy's function no. 13: a bowl with fine ripples in both directions, minimum 0 at (1, 1).
 *
 *     f(x, y) = sin²(3πx) + (x − 1)²(1 + sin²(3πy)) + (y − 1)²(1 + sin²(2πy))
 */
export const levy: Surface = {
  id: 'levy',
  parameters: [],
  domain: { x: [-2, 4], y: [-2, 4] },
  start: [-1.75, 2.5],
  tex: 'f(x,y)=\\sin^2 3\\pi x+(x-1)^2(1+\\sin^2 3\\pi y)+(y-1)^2(1+\\sin^2 2\\pi y)',
  source: 'Lévy and Montalvo 1985; Jamil and Yang 2013',
  create: () => ({
    loss(theta) {
      const x = theta[0];
      const y = theta[1];
      return (
        square(sin(3 * Math.PI * x)) +
        square(x - 1) * (1 + square(sin(3 * Math.PI * y))) +
        square(y - 1) * (1 + square(sin(2 * Math.PI * y)))
      );
    },
    gradient(theta, out) {
      const x = theta[0];
      const y = theta[1];
      out[0] = 3 * Math.PI * sin(6 * Math.PI * x) + 2 * (x - 1) * (1 + square(sin(3 * Math.PI * y)));
      out[1] =
        3 * Math.PI * square(x - 1) * sin(6 * Math.PI * y) +
        2 * (y - 1) * (1 + square(sin(2 * Math.PI * y))) +
        2 * Math.PI * square(y - 1) * sin(4 * Math.PI * y);
    },
    hessian(theta, out) {
      const x = theta[0];
      const y = theta[1];
      out[0] = 18 * square(Math.PI) * cos(6 * Math.PI * x) + 2 * (1 + square(sin(3 * Math.PI * y)));
      out[1] = out[2] = 6 * Math.PI * (x - 1) * sin(6 * Math.PI * y);
      out[3] =
        18 * square(Math.PI) * square(x - 1) * cos(6 * Math.PI * y) +
        2 * (1 + square(sin(2 * Math.PI * y))) +
        8 * Math.PI * (y - 1) * sin(4 * Math.PI * y) +
        8 * square(Math.PI) * square(y - 1) * cos(4 * Math.PI * y);
    },
    minima: [{ x: 1, y: 1, loss: 0 }],
  }),
};
