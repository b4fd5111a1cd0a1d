import { square } from '../elementary/index.ts';
import type { Surface } from '../types.ts';

/**
 * Booth's function: f(x, y) = (x + 2y − 7)² + (2x + y − 5)², a mild tilted bowl with its minimum 0 at (1, 3).
 */
export const booth: Surface = {
  id: 'booth',
  parameters: [],
  domain: { x: [-10, 10], y: [-10, 10] },
  start: [-7, -3],
  tex: 'f(x,y)=(x+2y-7)^2+(2x+y-5)^2',
  source: 'Jamil and Yang 2013, "A literature survey of benchmark functions", no. 17',
  create: () => ({
    loss: (theta) => square(theta[0] + 2 * theta[1] - 7) + square(2 * theta[0] + theta[1] - 5),
    gradient(theta, out) {
      const a = theta[0] + 2 * theta[1] - 7;
      const b = 2 * theta[0] + theta[1] - 5;
      out[0] = 2 * a + 4 * b;
      out[1] = 4 * a + 2 * b;
    },
    hessian(_theta, out) {
      out[0] = out[3] = 10;
      out[1] = out[2] = 8;
    },
    minima: [{ x: 1, y: 3, loss: 0 }],
  }),
};
