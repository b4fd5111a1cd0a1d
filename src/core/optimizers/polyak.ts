import { PLAIN } from '../stability.ts';
import type { Arguments, Objective, Optimizer, Vector } from '../types.ts';
import { dot, norm } from './blocks.ts';
import { lr, nonNegative } from './parameters.ts';

/** The smallest of the objective's known minima, 0 where none is known. */
function lowest(objective: Objective | undefined): number {
  if (!objective || objective.minima.length === 0) return 0;
  let smallest = Number.POSITIVE_INFINITY;
  for (const { loss } of objective.minima) smallest = Math.min(smallest, loss);
  return smallest;
}

/** `gap`/(‖g‖² + ε), and 0 where the gradient vanishes. */
function ratio(gap: number, gradient: Vector, eps: number): number {
  const squares = dot(gradient, gradient);
  if (squares < Number.POSITIVE_INFINITY) return squares + eps === 0 ? 0 : gap / (squares + eps);
  // Where squares overflow the quotient need not: at 1e160 the run would stand still.
  const length = norm(gradient);
  return gap / length / length;
}

/** Whether the rule has to take 0 for the minimum of `objective`, since none is given and none is known. */
export const guessesMinimum = ({ fMin }: Arguments, { minima }: Objective): boolean =>
  fMin === null && minima.length === 0;

/**
 * Gradient descent with Polyak's step (Polyak 1969; with a cap SPS_max, Loizou et al. 2021).
 *
 *     α = η · min((f(θ) − f*)₊ / (‖g‖² + ε), αmax);  θ ← θ − αg
 *
 * The step at which the tangent plane reaches f*. `fMin` is f*; left out it is the surface's known minimum, 0
 * where none is known (`adviceOn` says so: below 0 the run would stand still) and when training a network. η only scales it (1 in the papers), and `maxRate` is the
 * cap. The rate is α, 0 where the gradient vanishes, and the direction the gradient. As optax.polyak_sgd with
 * `variant="sps+"`.
 *
 * The loss is the noise-free one on surfaces, also where the gradient is noisy, and that of the batch in a
 * network.
 */
export const polyak: Optimizer = {
  id: 'polyak',
  parameters: [
    lr(1),
    {
      key: 'fMin',
      kind: 'number',
      default: null,
      optional: true,
      min: -1e9,
      max: 1e9,
      slider: { min: -10, max: 10, scale: 'linear' },
      symbol: 'f^*',
    },
    {
      key: 'maxRate',
      kind: 'number',
      default: null,
      optional: true,
      above: 0,
      slider: { min: 1e-4, max: 10, scale: 'log' },
      symbol: '\\alpha_{\\max}',
    },
    nonNegative('eps', 0, '\\varepsilon', { min: 1e-12, max: 1, scale: 'log' }),
  ],
  memory: [],
  coordinatewise: false,
  step({ theta, gradient, rate, direction, args, lr, loss, objective }) {
    const target = (args.fMin as number | null) ?? lowest(objective);
    const cap = (args.maxRate as number | null) ?? Number.POSITIVE_INFINITY;
    const known = Number.isNaN(loss) && objective ? objective.loss(theta) : loss;
    const alpha = lr * Math.min(ratio(Math.max(0, known - target), gradient, args.eps), cap);
    rate.fill(alpha);
    direction.set(gradient);
    for (let i = 0; i < theta.length; i++) theta[i] -= alpha * gradient[i];
  },
  stability: () => PLAIN,
  formula: `
    slope = sum(g^2) + eps
    rate = if(slope == 0, 0, lr*min(max(0, loss - fMin)/slope, maxRate))
    direction = g
    x = x - rate*direction`,
  tex: [
    '\\alpha_t = \\eta\\,\\min\\Bigl(\\frac{(f(\\theta_{t-1})-f^*)_+}{\\lVert g_t\\rVert^2+\\varepsilon},' +
      '\\ \\alpha_{\\max}\\Bigr)',
    '\\theta_t = \\theta_{t-1} - \\alpha_t\\, g_t',
  ],
  source: 'Polyak 1969; Loizou et al. 2021, "Stochastic Polyak Step-size for SGD"; optax.polyak_sgd',
};
