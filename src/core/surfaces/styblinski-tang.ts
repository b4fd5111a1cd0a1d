import type { Surface } from '../types.ts';

/** The root of 2x³ − 16x + 2.5 that is the deepest in each coordinate, and the loss there, with 45 digits. */
const X = -2.903534027771177;
const LOSS = -78.33233140754282;

const one = (x: number): number => (x * x * (x * x - 16) + 5 * x) / 2;

/**
 * The Styblinski–Tang function: f(x, y) = ½ Σ (x⁴ − 16x² + 5x).
 *
 * Each coordinate has two wells, so that there are four valleys; the deepest, −78.33, is at (−2.9035,
 * −2.9035).
 */
export const styblinskiTang: Surface = {
  id: 'styblinski-tang',
  parameters: [],
  domain: { x: [-5, 5], y: [-5, 5] },
  start: [4.5, -2],
  tex: 'f(x,y)=\\tfrac12\\,(x^4-16x^2+5x+y^4-16y^2+5y)',
  source: 'Styblinski and Tang 1990, "Experiments in nonconvex optimization"',
  create: () => ({
    loss: (theta) => one(theta[0]) + one(theta[1]),
    gradient(theta, out) {
      for (let i = 0; i < 2; i++) out[i] = theta[i] * (2 * theta[i] * theta[i] - 16) + 2.5;
    },
    hessian(theta, out) {
      out[0] = 6 * theta[0] * theta[0] - 16;
      out[1] = out[2] = 0;
      out[3] = 6 * theta[1] * theta[1] - 16;
    },
    minima: [{ x: X, y: X, loss: LOSS }],
  }),
};
