import { square } from '../elementary/index.ts';
import type { Surface } from '../types.ts';

/**
 * Beale's function: a flat plain between steep walls, f(x, y) = Σᵢ (cᵢ − x + x yⁱ)² with c = 1.5, 2.25,
 * 2.625.
 *
 * Its only minimum is 0 at (3, 0.5).
 */
export const beale: Surface = {
  id: 'beale',
  parameters: [],
  domain: { x: [-4.5, 4.5], y: [-4.5, 4.5] },
  start: [1, 1.5],
  tex: 'f(x,y)=(1.5-x+xy)^2+(2.25-x+xy^2)^2+(2.625-x+xy^3)^2',
  source: 'Beale 1958; Moré, Garbow, Hillstrom 1981, problem 5',
  create: () => ({
    loss(theta) {
      const x = theta[0];
      const y = theta[1];
      const p = y - 1;
      const q = y * y - 1;
      const r = y * y * y - 1;
      return square(1.5 + x * p) + square(2.25 + x * q) + square(2.625 + x * r);
    },
    gradient(theta, out) {
      const x = theta[0];
      const y = theta[1];
      const p = y - 1;
      const q = y * y - 1;
      const r = y * y * y - 1;
      const a = 1.5 + x * p;
      const b = 2.25 + x * q;
      const c = 2.625 + x * r;
      out[0] = 2 * (a * p + b * q + c * r);
      out[1] = 2 * x * (a + 2 * b * y + 3 * c * y * y);
    },
    hessian(theta, out) {
      const x = theta[0];
      const y = theta[1];
      const p = y - 1;
      const q = y * y - 1;
      const r = y * y * y - 1;
      const b = 2.25 + x * q;
      const c = 2.625 + x * r;
      out[0] = 2 * (p * p + q * q + r * r);
      out[1] = out[2] = 2 * (1.5 + 2 * x * p + 2 * y * (b + x * q) + 3 * y * y * (c + x * r));
      out[3] = 2 * x * (x * (1 + 4 * y * y + 9 * square(square(y))) + 2 * b + 6 * c * y);
    },
    minima: [{ x: 3, y: 0.5, loss: 0 }],
  }),
};
