import type { Optimizer } from '../types.ts';
import { layFactors, precondition, startFactors } from './kronecker.ts';
import { lr, momentum, weightDecay } from './parameters.ts';

/**
 * Shampoo (Gupta, Koren, Singer 2018, algorithm 1): Adagrad with a matrix for each side of a matrix of
 * parameters.
 *
 *     L ← L + GGᵀ;  R ← R + GᵀG;  W ← W − η L^(−1/4) G R^(−1/4),  both from εI
 *
 * A vector has one side and the exponent −1/2 (algorithm 2 with k = 1): H ← H + ggᵀ, θ ← θ − ηH^(−1/2)g,
 * which is Adagrad with the full matrix. **In the plane** it is that: unlike the diagonal form it takes no
 * notice of how the axes are turned. The roots are taken through the eigenvalues, anew every `interval`
 * updates. A side longer than `maxSize` keeps only its diagonal, as in the authors' TensorFlow code. With
 * `momentum` it is m ← μm + G that is preconditioned.
 *
 * The rate is η and the direction the preconditioned matrix. Defaults are those of torch_optimizer, but for
 * `maxSize`, which keeps the eigenvalue problems small enough for a page (768 in the authors' code).
 * Deviation of others by name: torch_optimizer takes the exponents −1/2 and −1, without the paper's factor 2.
 */
export const shampoo: Optimizer = {
  id: 'shampoo',
  parameters: [
    lr(0.1),
    momentum(0),
    {
      key: 'eps',
      kind: 'number',
      default: 1e-4,
      above: 0,
      slider: { min: 1e-12, max: 1, scale: 'log' },
      symbol: '\\varepsilon',
    },
    {
      key: 'interval',
      kind: 'integer',
      default: 1,
      min: 1,
      slider: { min: 1, max: 100, scale: 'linear' },
      symbol: 'k',
    },
    {
      key: 'maxSize',
      kind: 'integer',
      default: 128,
      min: 1,
      // The work grows with the cube: at 256 an update of a network takes about a second.
      max: 256,
      slider: { min: 1, max: 256, scale: 'linear' },
      symbol: 'n_{\\max}',
    },
    weightDecay(0),
  ],
  memory: ['m'],
  extra(step) {
    const { length } = layFactors(step);
    return { factors: length, roots: length };
  },
  coordinatewise: false,
  init: (step) => startFactors(step, step.args.eps),
  step(step) {
    const { theta, gradient, rate, direction, memory, args, lr, t } = step;
    const { m } = memory;
    const { momentum, eps, interval, weightDecay } = args;
    // Until the rate is written its place holds the gradient with weight decay.
    for (let i = 0; i < theta.length; i++) {
      rate[i] = gradient[i] + weightDecay * theta[i];
      m[i] = momentum * m[i] + rate[i];
      direction[i] = m[i];
    }
    precondition(step, rate, direction, (t - 1) % interval === 0, eps);
    rate.fill(lr);
    for (let i = 0; i < theta.length; i++) theta[i] -= lr * direction[i];
  },
  formula: `
    G = g + weightDecay*x
    m = momentum*m + G
    A = outer(G, G)
    B = outer(transpose(G), transpose(G))
    L = if(t == 1, eps*identity(A), L) + if(rows > maxSize, diagonal(A), A)
    R = if(sides > 1, if(t == 1, eps*identity(B), R) + if(columns > maxSize, diagonal(B), B), 1)
    power = if(sides > 1, -1/4, -1/2)
    P = if(mod(t - 1, interval) == 0, matpow(L, power), P)
    Q = if(mod(t - 1, interval) == 0, matpow(R, power), Q)
    rate = lr
    direction = matmul(P, m, Q)
    x = x - rate*direction`,
  tex: [
    'L_t = L_{t-1} + G_t G_t^\\top,\\quad R_t = R_{t-1} + G_t^\\top G_t,\\quad L_0=R_0=\\varepsilon I',
    'W_t = W_{t-1} - \\eta\\, L_t^{-1/4}\\, G_t\\, R_t^{-1/4}',
    '\\text{a vector: } H_t = H_{t-1} + g_t g_t^\\top,\\quad ' +
      '\\theta_t = \\theta_{t-1} - \\eta\\, H_t^{-1/2} g_t',
  ],
  source:
    'Gupta, Koren, Singer 2018, "Shampoo: Preconditioned Stochastic Tensor Optimization", algorithms 1, 2',
};
