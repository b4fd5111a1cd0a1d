import { square } from '../elementary/index.ts';
import type { Surface } from '../types.ts';

/**
 * Rosenbrock's curved valley: f(x, y) = (a − x)² + b(y − x²)², minimum 0 at (a, a²).
 *
 * H. H. Rosenbrock, "An automatic method for finding the greatest or least value of a function", 1960.
 */
export const rosenbrock: Surface = {
  id: 'rosenbrock',
  parameters: [
    { key: 'a', kind: 'number', default: 1, slider: { min: -2, max: 2, scale: 'linear' }, symbol: 'a' },
    {
      key: 'b',
      kind: 'number',
      default: 100,
      min: 0,
      slider: { min: 1, max: 1000, scale: 'log' },
      symbol: 'b',
    },
  ],
  domain: { x: [-2, 2], y: [-1, 3] },
  start: [-1.5, 2],
  tex: 'f(x,y)=(a-x)^2+b\\,(y-x^2)^2',
  source: 'Rosenbrock 1960',
  create(args) {
    const { a, b } = args as Record<string, number>;
    return {
      loss: (theta) => square(a - theta[0]) + b * square(theta[1] - theta[0] * theta[0]),
      gradient(theta, out) {
        const x = theta[0];
        const ridge = theta[1] - x * x;
        out[0] = -2 * (a - x) - 4 * b * x * ridge;
        out[1] = 2 * b * ridge;
      },
      hessian(theta, out) {
        const x = theta[0];
        out[0] = 2 - 4 * b * (theta[1] - 3 * x * x);
        out[1] = out[2] = -4 * b * x;
        out[3] = 2 * b;
      },
      minima: [{ x: a, y: a * a, loss: 0 }],
    };
  },
};
