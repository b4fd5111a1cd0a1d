import { cos, sin } from '../elementary/index.ts';
import type { Surface } from '../types.ts';

/**
 * An elliptic bowl: f(θ) = ½ θᵀ R diag(1, κ) Rᵀ θ, with R the rotation by `angle`, minimum 0 at the origin.
 *
 * In the rotated coordinates u = x cos φ + y sin φ, v = y cos φ − x sin φ it is ½(u² + κv²): the long axis of
 * the ellipses makes the angle φ with the x-axis. At 0° the coordinates are independent and a rate for each
 * of them removes the condition number κ; at other angles it cannot.
 */
export const quadratic: Surface = {
  id: 'quadratic',
  parameters: [
    {
      key: 'condition',
      kind: 'number',
      default: 20,
      min: 1,
      slider: { min: 1, max: 1000, scale: 'log' },
      symbol: '\\kappa',
    },
    {
      key: 'angle',
      kind: 'number',
      default: 30,
      min: -180,
      max: 180,
      slider: { min: 0, max: 90, scale: 'linear' },
      symbol: '\\varphi',
    },
  ],
  domain: { x: [-3, 3], y: [-3, 3] },
  start: [-2.5, 1],
  tex:
    'f(\\theta)=\\tfrac12\\,\\theta^\\top R_\\varphi\\begin{pmatrix}1&0\\\\0&\\kappa\\end{pmatrix}' +
    'R_\\varphi^\\top\\theta',
  source: 'Nocedal and Wright 2006, section 3.3',
  create(args) {
    const { condition, angle } = args as Record<string, number>;
    const c = cos((angle * Math.PI) / 180);
    const s = sin((angle * Math.PI) / 180);
    const xx = c * c + condition * s * s;
    const xy = (1 - condition) * c * s;
    const yy = s * s + condition * c * c;
    return {
      loss(theta) {
        const u = theta[0] * c + theta[1] * s;
        const v = theta[1] * c - theta[0] * s;
        return 0.5 * (u * u + condition * v * v);
      },
      gradient(theta, out) {
        const x = theta[0];
        const y = theta[1];
        out[0] = xx * x + xy * y;
        out[1] = xy * x + yy * y;
      },
      hessian(_theta, out) {
        out[0] = xx;
        out[1] = out[2] = xy;
        out[3] = yy;
      },
      minima: [{ x: 0, y: 0, loss: 0 }],
    };
  },
};
