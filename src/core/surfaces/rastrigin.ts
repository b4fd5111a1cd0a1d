import { cos, sin, square } from '../elementary/index.ts';
import type { Surface } from '../types.ts';

/** x² + 10(1 − cos 2πx), written so that it loses no digits near 0. */
const one = (x: number): number => x * x + 20 * square(sin(Math.PI * x));

/**
 * Rastrigin's function: f(x, y) = 20 + Σ (x² − 10 cos 2πx), a bowl full of equal ripples.
 *
 * There is a local minimum near every pair of integers; the global one is 0 at the origin.
 */
export const rastrigin: Surface = {
  id: 'rastrigin',
  parameters: [],
  domain: { x: [-5.12, 5.12], y: [-5.12, 5.12] },
  start: [-3.4, 2.6],
  tex: 'f(x,y)=20+x^2-10\\cos 2\\pi x+y^2-10\\cos 2\\pi y',
  source: 'Rastrigin 1974; Hoffmeister and Bäck 1991',
  create: () => ({
    loss: (theta) => one(theta[0]) + one(theta[1]),
    gradient(theta, out) {
      for (let i = 0; i < 2; i++) {
        out[i] = 2 * theta[i] + 20 * Math.PI * sin(2 * Math.PI * theta[i]);
      }
    },
    hessian(theta, out) {
      out[0] = 2 + 40 * Math.PI * Math.PI * cos(2 * Math.PI * theta[0]);
      out[1] = out[2] = 0;
      out[3] = 2 + 40 * Math.PI * Math.PI * cos(2 * Math.PI * theta[1]);
    },
    minima: [{ x: 0, y: 0, loss: 0 }],
  }),
};
