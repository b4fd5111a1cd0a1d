import type { Optimizer } from '../types.ts';
import { lr, momentum, weightDecay } from './parameters.ts';

/**
 * Gradient descent, with heavy-ball momentum (Polyak 1964) or Nesterov's (Sutskever et al. 2013), as torch.optim.SGD.
 *
 *     g ← g + λθ;  m ← μm + (1 − τ)g  (m = g at the first update);  d = g + μm if nesterov else m;  θ ← θ − ηd
 *
 * As in PyTorch the buffer starts as the first gradient, undampened. PyTorch refuses Nesterov's form without momentum
 * or with dampening; so does `check`.
 */
export const sgd: Optimizer = {
  id: 'sgd',
  parameters: [
    lr(0.01),
    momentum(0),
    {
      key: 'dampening',
      kind: 'number',
      default: 0,
      min: 0,
      max: 1,
      slider: { min: 0, max: 1, scale: 'linear' },
      symbol: '\\tau',
    },
    { key: 'nesterov', kind: 'flag', default: 0, symbol: '\\text{nesterov}' },
    weightDecay(0),
  ],
  check(args) {
    const { momentum, dampening, nesterov } = args as Record<string, number>;
    return nesterov === 1 && (momentum === 0 || dampening !== 0)
      ? [{ key: 'nesterov', used: 0, allowed: '1 only with momentum above 0 and dampening 0' }]
      : [];
  },
  memory: ['m'],
  step({ theta, gradient, rate, direction, memory, args, lr, t }) {
    const { m } = memory;
    const { momentum, dampening, nesterov, weightDecay } = args;
    for (let i = 0; i < theta.length; i++) {
      const g = gradient[i] + weightDecay * theta[i];
      let d = g;
      if (momentum !== 0) {
        m[i] = t === 1 ? g : momentum * m[i] + (1 - dampening) * g;
        d = nesterov === 1 ? g + momentum * m[i] : m[i];
      }
      rate[i] = lr;
      direction[i] = d;
      theta[i] -= lr * d;
    }
  },
  formula: `
    d = g + weightDecay*x
    m = if(momentum == 0, m, if(t == 1, d, momentum*m + (1 - dampening)*d))
    direction = if(momentum == 0, d, if(nesterov == 1, d + momentum*m, m))
    rate = lr
    x = x - rate*direction`,
  tex: [
    'g_t = \\nabla f(\\theta_{t-1}) + \\lambda\\theta_{t-1}',
    'm_t = \\mu\\, m_{t-1} + (1-\\tau)\\, g_t',
    '\\theta_t = \\theta_{t-1} - \\eta\\, m_t',
  ],
  source: 'torch.optim.SGD; Polyak 1964; Sutskever, Martens, Dahl, Hinton 2013',
};
