import type { Surface } from '../types.ts';

/**
 * Ackley's function: a nearly flat, rippled plain with one deep funnel, 0 at the origin.
 *
 *     f(x, y) = −20 exp(−0.2 √(½(x² + y²))) − exp(½(cos 2πx + cos 2πy)) + e + 20
 *
 * It has a cone's tip at the origin, where the gradient does not exist; 0 is given there. The loss is written
 * with exp(z) − 1 so that it is exactly 0 at the tip and never below.
 */
export const ackley: Surface = {
  id: 'ackley',
  parameters: [],
  domain: { x: [-5, 5], y: [-5, 5] },
  start: [-4.6, 2.5],
  tex: 'f(x,y)=-20\\,e^{-0.2\\sqrt{(x^2+y^2)/2}}' + '-e^{(\\cos 2\\pi x+\\cos 2\\pi y)/2}+e+20',
  source: 'Ackley 1987, "A connectionist machine for genetic hillclimbing"',
  create: () => ({
    loss(theta) {
      const r = Math.sqrt((theta[0] * theta[0] + theta[1] * theta[1]) / 2);
      return -20 * Math.expm1(-0.2 * r) - Math.E * Math.expm1(ripples(theta[0], theta[1]));
    },
    gradient(theta, out) {
      const r = Math.sqrt((theta[0] * theta[0] + theta[1] * theta[1]) / 2);
      const funnel = r > 0 ? (2 * Math.exp(-0.2 * r)) / r : 0;
      const ripple = Math.PI * Math.exp(1 + ripples(theta[0], theta[1]));
      for (let i = 0; i < 2; i++) {
        out[i] = funnel * theta[i] + ripple * Math.sin(2 * Math.PI * theta[i]);
      }
    },
    minima: [{ x: 0, y: 0, loss: 0 }],
  }),
};

/** ½(cos 2πx + cos 2πy) − 1, without cancellation near the origin. */
const ripples = (x: number, y: number): number => -(Math.sin(Math.PI * x) ** 2) - Math.sin(Math.PI * y) ** 2;
