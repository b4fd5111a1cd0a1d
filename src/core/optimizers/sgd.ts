import { heavyBall, nesterov } from '../stability.ts';
import type { Optimizer, Repair } from '../types.ts';
import { convention, decayAsKeras, lr, momentum, weightDecay } from './parameters.ts';

/**
 * Gradient descent, with heavy-ball momentum (Polyak 1964) or Nesterov's (Sutskever et al. 2013), as
 * torch.optim.SGD.
 *
 *     g ← g + λθ;  m ← μm + (1 − τ)g  (m = g at the first update)
 *     d = g + μm if nesterov else m;  θ ← θ − ηd
 *
 * As in PyTorch the buffer starts as the first gradient, undampened. PyTorch refuses Nesterov's form without
 * momentum or with dampening; so does `check`.
 *
 * The other libraries have no dampening. optax.sgd and tf.train.momentum (tfjs) are PyTorch's otherwise.
 * Keras keeps steps in the buffer, rates included: m ← μm + ηg, θ ← θ − m (Nesterov: θ − μm − ηg), which only
 * differs under a schedule.
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
    convention('keras', 'optax', 'tfjs'),
  ],
  conventions: { keras: {}, optax: {}, tfjs: {} },
  check(args) {
    const { momentum, dampening, nesterov } = args as Record<string, number>;
    const repairs: Repair[] = [];
    const without = args.as !== 'pytorch' && dampening !== 0;
    if (without) repairs.push({ key: 'dampening', used: 0, allowed: '0 unless as is pytorch' });
    if (nesterov === 1 && (momentum === 0 || (dampening !== 0 && !without)))
      repairs.push({ key: 'nesterov', used: 0, allowed: '1 only with momentum above 0 and dampening 0' });
    return repairs;
  },
  memory: ['m'],
  step({ theta, gradient, rate, direction, memory, args, as, lr, t }) {
    const { m } = memory;
    const { momentum, dampening, nesterov, weightDecay } = args;
    const keras = as === 'keras';
    const coupled = keras ? 0 : weightDecay;
    const decay = keras ? lr * weightDecay : 0;
    // What of the rate goes into the buffer, and what of it is left for the step.
    const before = keras ? lr : 1;
    const after = keras ? 1 : lr;
    for (let i = 0; i < theta.length; i++) {
      const g = gradient[i] + coupled * theta[i];
      let d = before * g;
      if (momentum !== 0) {
        m[i] = t === 1 ? d : momentum * m[i] + (1 - dampening) * d;
        d = nesterov === 1 ? d + momentum * m[i] : m[i];
      }
      rate[i] = lr;
      direction[i] = d / before;
      theta[i] = theta[i] - decay * theta[i] - after * d;
    }
  },
  stability({ momentum, dampening, nesterov: ahead }) {
    return ahead === 1 ? nesterov(momentum) : heavyBall(momentum, momentum === 0 ? 0 : dampening);
  },
  formula: `
    d = g + weightDecay*x
    m = if(momentum == 0, m, momentum*m + if(t == 1, 1, 1 - dampening)*d)
    direction = if(momentum == 0, d, if(nesterov == 1, d + momentum*m, m))
    rate = lr
    x = x - rate*direction`,
  formulas: {
    keras: `
    d = lr*g
    m = if(momentum == 0, m, momentum*m + d)
    move = if(momentum == 0, d, if(nesterov == 1, d + momentum*m, m))
    direction = move/lr
    rate = lr
    x = x - lr*weightDecay*x - move`,
  },
  tex: [
    'g_t = \\nabla f(\\theta_{t-1}) + \\lambda\\theta_{t-1}',
    'm_t = \\mu\\, m_{t-1} + (1-\\tau)\\, g_t',
    '\\theta_t = \\theta_{t-1} - \\eta\\, m_t',
  ],
  decay: decayAsKeras,
  source:
    'torch.optim.SGD; keras.optimizers.SGD; optax.sgd; tf.train.momentum; Polyak 1964; ' +
    'Sutskever, Martens, Dahl, Hinton 2013',
};
