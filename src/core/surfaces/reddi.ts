import { square } from '../elementary/index.ts';
import type { Surface } from '../types.ts';

/** How stiff the walls at ±1 are. */
const WALL = 10;

/** The derivative of the walls ½·WALL·max(0, |z| − 1)². */
const push = (z: number): number => WALL * (z - Math.min(Math.max(z, -1), 1));

const wall = (z: number): number => 0.5 * WALL * square(Math.max(0, Math.abs(z) - 1));

/**
 * The online counter-example of Reddi, Kale and Kumar: Adam walks away from the minimum, AMSGrad reaches it.
 *
 * In x, update t sees the slope C when t mod p = 1 and −1 otherwise: rarely a large step to the left, mostly
 * small ones to the right, with the mean slope s = (C − p + 1)/p above 0, so that the minimum lies on the
 * left. A rule that forgets the large gradient before the next one comes divides it by its own size and
 * believes the small ones. With C = p (s = 1/p) these are the functions of the paper's theorem 2, and with p
 * = 101, but for a factor of 10, those of its experiment.
 *
 * Two things differ from the paper. In place of the projection onto [−1, 1] stand walls ½·10·max(0, |z| −
 * 1)², so that no rule needs to know of them and the minimum is at −1 − s/10. And there is a second
 * coordinate y with the same mean loss whose gradient comes evenly, s in every update: what x would do
 * without the bursts. The order is the paper's, so nothing depends on the seed.
 *
 * Adam fails for β₂ ≤ 0.99 at the default p; its default of 0.999 remembers too long to show it soon.
 */
export const reddi: Surface = {
  id: 'reddi',
  parameters: [
    {
      key: 'period',
      kind: 'integer',
      default: 101,
      min: 2,
      slider: { min: 2, max: 1000, scale: 'log' },
      symbol: 'p',
    },
    {
      key: 'slope',
      kind: 'number',
      default: 0.1,
      above: 0,
      slider: { min: 0.001, max: 1, scale: 'log' },
      symbol: 's',
    },
  ],
  domain: { x: [-2, 2], y: [-2, 2] },
  start: [0, 0.5],
  tex:
    "f(x,y)=s\\,(x+y)+w(x)+w(y),\\quad \\partial_x f_t=\\begin{cases}ps+p-1+w'(x)&t\\bmod p=1\\\\" +
    "-1+w'(x)&\\text{else}\\end{cases},\\quad w(z)=5\\max(0,|z|-1)^2",
  source: 'Reddi, Kale, Kumar 2018, "On the convergence of Adam and beyond", theorem 2 and section 5',
  create(args) {
    const { period, slope } = args as Record<string, number>;
    const burst = period * slope + period - 1;
    const corner = -1 - slope / WALL;
    return {
      loss: (theta) => slope * (theta[0] + theta[1]) + wall(theta[0]) + wall(theta[1]),
      gradient(theta, out) {
        out[0] = slope + push(theta[0]);
        out[1] = slope + push(theta[1]);
      },
      hessian(theta, out) {
        out[0] = Math.abs(theta[0]) > 1 ? WALL : 0;
        out[1] = out[2] = 0;
        out[3] = Math.abs(theta[1]) > 1 ? WALL : 0;
      },
      sample(theta, draw, out) {
        out[0] = (draw % period === 0 ? burst : -1) + push(theta[0]);
        out[1] = slope + push(theta[1]);
      },
      minima: [{ x: corner, y: corner, loss: 2 * slope * corner + square(slope) / WALL }],
    };
  },
};
