import type { Surface } from '../types.ts';

/**
 * A valley with a crease: f(x, y) = |x| + κ|y|, minimum 0 at the origin, not differentiable on either axis.
 *
 * The gradient never fades on the way, so a constant rate bounces for ever. On an axis the subgradient 0 is
 * taken, and its curvature is 0 everywhere.
 */
export const valley: Surface = {
  id: 'valley',
  parameters: [
    {
      key: 'kappa',
      kind: 'number',
      default: 10,
      above: 0,
      slider: { min: 1, max: 100, scale: 'log' },
      symbol: '\\kappa',
    },
  ],
  domain: { x: [-2, 2], y: [-2, 2] },
  start: [-1.8, 1.3],
  tex: 'f(x,y)=|x|+\\kappa\\,|y|',
  source: 'Shor 1985, "Minimization methods for non-differentiable functions"',
  create(args) {
    const kappa = args.kappa as number;
    return {
      loss: (theta) => Math.abs(theta[0]) + kappa * Math.abs(theta[1]),
      gradient(theta, out) {
        out[0] = Math.sign(theta[0]);
        out[1] = kappa * Math.sign(theta[1]);
      },
      hessian(_theta, out) {
        out.fill(0);
      },
      minima: [{ x: 0, y: 0, loss: 0 }],
    };
  },
};
