import { PLAIN } from '../stability.ts';
import type { Optimizer } from '../types.ts';
import { convention, decayAsKeras, eps, lr, nonNegative, weightDecay } from './parameters.ts';

/**
 * Adagrad (Duchi, Hazan, Singer 2011, section 1.3, the diagonal form), as torch.optim.Adagrad.
 *
 *     G ← G + g²;  η_t = η / (1 + (t − 1)·lrDecay);  θ ← θ − η_t g / (√G + ε)
 *
 * G only grows, so every coordinate's rate only shrinks. `initialAccumulator` is where G starts.
 *
 * The other libraries divide by √(G + ε) and start at G = 0.1: keras.optimizers.Adagrad, optax.scale_by_rss
 * (which does not move while G is 0) and tf.train.adagrad (tfjs), whose ε is the backend's.
 */
export const adagrad: Optimizer = {
  id: 'adagrad',
  parameters: [
    lr(0.01),
    nonNegative('lrDecay', 0, '\\eta_{\\text{decay}}', { min: 0, max: 0.1, scale: 'linear' }),
    nonNegative('initialAccumulator', 0, 'G_0', { min: 0, max: 1, scale: 'linear' }),
    eps(1e-10),
    weightDecay(0),
    convention('keras', 'optax', 'tfjs'),
  ],
  conventions: {
    keras: { lr: 0.001, initialAccumulator: 0.1, eps: 1e-7 },
    optax: { initialAccumulator: 0.1, eps: 1e-7 },
    tfjs: { initialAccumulator: 0.1, eps: 1e-7 },
  },
  memory: ['G'],
  init({ memory, args }) {
    memory.G.fill(args.initialAccumulator);
  },
  step({ theta, gradient, rate, direction, memory, args, as, lr, t }) {
    const { G } = memory;
    const { lrDecay, eps, weightDecay } = args;
    const eta = lr / (1 + (t - 1) * lrDecay);
    const coupled = as === 'keras' ? 0 : weightDecay;
    const decay = as === 'keras' ? lr * weightDecay : 0;
    const inside = as !== 'pytorch';
    for (let i = 0; i < theta.length; i++) {
      const g = gradient[i] + coupled * theta[i];
      G[i] += g * g;
      const root = inside ? Math.sqrt(G[i] + eps) : Math.sqrt(G[i]) + eps;
      const r = as === 'optax' && G[i] === 0 ? 0 : eta / root;
      rate[i] = r;
      direction[i] = g;
      theta[i] = theta[i] - decay * theta[i] - r * g;
    }
  },
  stability: () => PLAIN,
  formula: `
    d = g + weightDecay*x
    G = G + d^2
    rate = lr/(1 + (t - 1)*lrDecay)/(sqrt(G) + eps)
    direction = d
    x = x - rate*direction`,
  formulas: {
    keras: `
    G = G + g^2
    rate = lr/(1 + (t - 1)*lrDecay)/sqrt(G + eps)
    direction = g
    x = x - lr*weightDecay*x - rate*direction`,
    optax: `
    d = g + weightDecay*x
    G = G + d^2
    rate = if(G > 0, lr/(1 + (t - 1)*lrDecay)/sqrt(G + eps), 0)
    direction = d
    x = x - rate*direction`,
    tfjs: `
    d = g + weightDecay*x
    G = G + d^2
    rate = lr/(1 + (t - 1)*lrDecay)/sqrt(G + eps)
    direction = d
    x = x - rate*direction`,
  },
  tex: ['G_t = G_{t-1} + g_t^2', '\\theta_t = \\theta_{t-1} - \\eta\\, g_t/(\\sqrt{G_t}+\\varepsilon)'],
  decay: decayAsKeras,
  source:
    'Duchi, Hazan, Singer 2011; torch.optim.Adagrad; keras.optimizers.Adagrad; optax.adagrad; tf.train.adagrad',
};
