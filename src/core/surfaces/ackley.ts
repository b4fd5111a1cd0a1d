import { cos, exp, expm1, sin, square } from '../elementary/index.ts';
import type { Surface, Vector } from '../types.ts';

/**
 * Ackley's function: a nearly flat, rippled plain with one deep funnel, 0 at the origin.
 *
 *     f(x, y) = −20 exp(−0.2 √(½(x² + y²))) − exp(½(cos 2πx + cos 2πy)) + e + 20
 *
 * It has a cone's tip at the origin, where neither the gradient nor the curvature exists; the gradient 0 and the
 * curvature of the ripples alone are given there. The loss is written
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
      return -20 * expm1(-0.2 * radius(theta)) - Math.E * expm1(ripples(theta[0], theta[1]));
    },
    gradient(theta, out) {
      const r = radius(theta);
      const funnel = 2 * exp(-0.2 * r);
      const ripple = Math.PI * exp(1 + ripples(theta[0], theta[1]));
      for (let i = 0; i < 2; i++) {
        const towards = r > 0 ? theta[i] / r : 0;
        out[i] = funnel * towards + ripple * sin(2 * Math.PI * theta[i]);
      }
    },
    hessian(theta, out) {
      const r = radius(theta);
      const funnel = r > 0 ? 2 * exp(-0.2 * r) : 0;
      const ripple = Math.PI * exp(1 + ripples(theta[0], theta[1]));
      for (let i = 0; i < 2; i++) {
        for (let j = 0; j < 2; j++) {
          const same = i === j ? 1 : 0;
          // With u = θ/r, where u·u = 2: the cone bends only round the tip, (δ − uu/2)/r, and flattens outwards.
          const around = r > 0 ? (same - (theta[i] / r) * (theta[j] / r) * (0.5 + 0.1 * r)) / r : 0;
          const waves =
            2 * Math.PI * same * cos(2 * Math.PI * theta[i]) -
            Math.PI * sin(2 * Math.PI * theta[i]) * sin(2 * Math.PI * theta[j]);
          out[2 * i + j] = funnel * around + ripple * waves;
        }
      }
    },
    minima: [{ x: 0, y: 0, loss: 0 }],
  }),
};

/** √((x² + y²)/2), also where the squares vanish or overflow. */
function radius(theta: Vector): number {
  const [x, y] = theta;
  const squares = x * x + y * y;
  if (squares > 1e-280 && squares < Number.POSITIVE_INFINITY) return Math.sqrt(squares / 2);
  const larger = Math.max(Math.abs(x), Math.abs(y));
  if (larger === 0 || larger === Number.POSITIVE_INFINITY) return larger;
  return larger * Math.sqrt((square(x / larger) + square(y / larger)) / 2);
}

/** ½(cos 2πx + cos 2πy) − 1, without cancellation near the origin. */
const ripples = (x: number, y: number): number => -square(sin(Math.PI * x)) - square(sin(Math.PI * y));
