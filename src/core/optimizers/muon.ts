import { wholePower } from '../elementary/index.ts';
import type { Optimizer, Step } from '../types.ts';
import { type Block, blocksOf, perRun } from './blocks.ts';
import { createScratch, orthogonalise } from './newton-schulz.ts';
import { decayRate, lr, weightDecay } from './parameters.ts';

/** A block as it is treated: a matrix, or a vector when `rows` is 0. */
interface Plan extends Block {
  readonly rows: number;
  readonly columns: number;
  /** What η is multiplied by: the root of outputs over inputs, at least 1. */
  readonly scale: number;
}

/**
 * The blocks of a run with buffers for the largest. Without shapes, all of theta is one row, and not scaled.
 */
const planned = perRun((step: Step) => {
  const plans = blocksOf(step).map(({ from, to, shape }): Plan => {
    if (!step.shapes) return { from, to, shape, rows: 1, columns: to - from, scale: 1 };
    if (shape.length < 2) return { from, to, shape, rows: 0, columns: 0, scale: 1 };
    const rows = shape[0];
    const columns = (to - from) / rows;
    // A matrix is [inputs, outputs] here and [outputs, inputs] in the author's code.
    return { from, to, shape, rows, columns, scale: Math.sqrt(Math.max(1, columns / rows)) };
  });
  const size = Math.max(...plans.map(({ rows, columns }) => rows * columns));
  const side = Math.max(...plans.map(({ rows, columns }) => Math.min(rows, columns)));
  return { plans, x: new Float64Array(size), scratch: createScratch(size, side) };
});

/**
 * Muon (Jordan et al. 2024): momentum made orthogonal, matrix by matrix.
 *
 *     m ← μm + (1 − μ)g;  u = μm + (1 − μ)g if nesterov else m;  O = NS(u)
 *     θ ← θ − η(√max(1, outputs/inputs)·O + λθ)
 *
 * NS is `iterations` Newton–Schulz iterations: all singular values of u become about 1, so that every
 * direction in a matrix is used alike. Vectors (biases) take Adam's step with rates of their own, as in the
 * author's MuonWithAuxAdam; a schedule moves both rates in proportion. **In the plane** all of θ is one
 * matrix of one row: Muon is then momentum of constant length. The rate is η times the scale and the
 * direction O; for vectors they are Adam's.
 *
 * Deviations by name: computed in float64, where the author uses bfloat16. All matrices are orthogonalised;
 * the author leaves embeddings and the last layer to Adam. Weight decay λ is one number for matrices and
 * vectors, each multiplied by its own rate, as in the author's groups.
 * torch.optim.Muon is the same rule with lr 0.001 and weight decay 0.1, for matrices only.
 */
export const muon: Optimizer = {
  id: 'muon',
  parameters: [
    lr(0.02),
    decayRate('momentum', 0.95, '\\mu'),
    { key: 'nesterov', kind: 'flag', default: 1, symbol: '\\text{nesterov}' },
    {
      key: 'iterations',
      kind: 'integer',
      default: 5,
      min: 1,
      max: 20,
      slider: { min: 1, max: 10, scale: 'linear' },
      symbol: 'k',
    },
    weightDecay(0),
    { ...lr(3e-4), key: 'auxLr', symbol: '\\eta_{\\text{aux}}' },
    decayRate('auxBeta1', 0.9, '\\beta_1'),
    decayRate('auxBeta2', 0.95, '\\beta_2'),
    {
      key: 'auxEps',
      kind: 'number',
      default: 1e-10,
      above: 0,
      slider: { min: 1e-12, max: 1, scale: 'log' },
      symbol: '\\varepsilon',
    },
  ],
  memory: ['m', 'v'],
  coordinatewise: false,
  decay: ({ weightDecay }, lr) => lr * weightDecay,
  step(step) {
    const { theta, rate, direction, args, lr } = step;
    for (const plan of planned(step).plans) {
      if (plan.rows > 0) matrixStep(step, plan);
      else vectorStep(step, plan);
    }
    for (const { from, to, rows } of planned(step).plans) {
      const decay = (rows > 0 ? lr : auxiliaryRate(step)) * args.weightDecay;
      for (let i = from; i < to; i++) theta[i] -= decay * theta[i] + rate[i] * direction[i];
    }
  },
  formula: `
    beta = if(sides == 1, auxBeta1, momentum)
    m = beta*m + (1 - beta)*g
    v = if(sides == 1, auxBeta2*v + (1 - auxBeta2)*g^2, v)
    X = if(nesterov == 1, momentum*m + (1 - momentum)*g, m)
    X = X/(sqrt(dot(X, X)) + 1e-7)
    X = repeat(X, iterations,
      3.4445*X - 4.775*matmul(outer(X, X), X) + 2.0315*matmul(outer(X, X), outer(X, X), X))
    scale = if(sides > 1, sqrt(max(1, columns/rows)), 1)
    aux = auxLr*schedule/(sqrt(v/(1 - auxBeta2^t)) + auxEps)
    rate = if(sides == 1, aux, lr*scale)
    direction = if(sides == 1, m/(1 - auxBeta1^t), X)
    decay = if(sides == 1, auxLr*schedule, lr)*weightDecay
    x = x - decay*x - rate*direction`,
  tex: [
    'm_t = \\mu\\, m_{t-1} + (1-\\mu)\\, g_t',
    'O_t = \\operatorname{NS}\\bigl(\\mu\\, m_t + (1-\\mu)\\, g_t\\bigr) \\approx U V^\\top' +
      '\\quad\\text{(of } U\\Sigma V^\\top\\text{)}',
    '\\theta_t = \\theta_{t-1} - \\eta\\,\\bigl(\\sqrt{\\max(1,\\, n_{\\text{out}}/n_{\\text{in}})}\\; O_t' +
      ' + \\lambda\\theta_{t-1}\\bigr)',
  ],
  source: 'Jordan et al. 2024, "Muon: An optimizer for hidden layers in neural networks"; KellerJordan/Muon',
};

/** Writes rate and direction of a matrix: its momentum, made orthogonal. */
function matrixStep(step: Step, { from, to, rows, columns, scale }: Plan): void {
  const { gradient, rate, direction, memory, args, lr } = step;
  const { m } = memory;
  const { momentum, nesterov, iterations } = args;
  const { x, scratch } = planned(step);
  for (let i = from; i < to; i++) {
    const g = (1 - momentum) * gradient[i];
    m[i] = momentum * m[i] + g;
    x[i - from] = nesterov === 1 ? momentum * m[i] + g : m[i];
  }
  orthogonalise(x, rows, columns, iterations, scratch);
  for (let i = from; i < to; i++) {
    rate[i] = lr * scale;
    direction[i] = x[i - from];
  }
}

/** Adam's own rate for vectors: a schedule moves it in proportion to η. */
const auxiliaryRate = ({ args, lr }: Step): number => args.auxLr * (lr / args.lr);

/** Writes rate and direction of a vector: Adam's. */
function vectorStep(step: Step, { from, to }: Plan): void {
  const { gradient, rate, direction, memory, args, t } = step;
  const { m, v } = memory;
  const { auxBeta1, auxBeta2, auxEps } = args;
  const eta = auxiliaryRate(step);
  const correction1 = 1 - wholePower(auxBeta1, t);
  const correction2 = 1 - wholePower(auxBeta2, t);
  for (let i = from; i < to; i++) {
    const g = gradient[i];
    m[i] = auxBeta1 * m[i] + (1 - auxBeta1) * g;
    v[i] = auxBeta2 * v[i] + (1 - auxBeta2) * g * g;
    rate[i] = eta / (Math.sqrt(v[i] / correction2) + auxEps);
    direction[i] = m[i] / correction1;
  }
}
