import { pow } from '../elementary/index.ts';
import type { Optimizer, Step, Vector } from '../types.ts';
import { type Block, layBlocks, norm, perRun } from './blocks.ts';
import { lr, nonNegative, weightDecay } from './parameters.ts';

/** A block of parameters as Adafactor sees it: a matrix with factors for rows and columns, or a vector. */
interface Plan extends Block {
  /** 0 for a vector. */
  readonly rows: number;
  readonly columns: number;
  /** Where the means of its rows lie in `extra.factors`; those of its columns follow. */
  readonly factors: number;
}

function plansOf({ theta, shapes }: Omit<Step, 'extra'>): { plans: readonly Plan[]; length: number } {
  let length = 0;
  const plans = layBlocks(theta.length, shapes).map((block): Plan => {
    const matrix = shapes !== undefined && block.shape.length > 1;
    const rows = matrix ? block.shape[0] : 0;
    const columns = matrix ? (block.to - block.from) / rows : 0;
    const factors = length;
    length += rows + columns;
    return { ...block, rows, columns, factors };
  });
  return { plans, length };
}

const planned = perRun((step: Step) => plansOf(step).plans);

/** The machine epsilon of a vector's precision, as torch.finfo(dtype).eps. */
const epsilonOf = (vector: Vector): number => (vector instanceof Float64Array ? 2 ** -52 : 2 ** -23);

/**
 * Adafactor (Shazeer and Stern 2018, algorithms 4 and 5), as torch.optim.Adafactor: Adam without momentum
 * that remembers of a matrix only the means of the squared gradients of its rows and of its columns.
 *
 *     w = t^beta2Decay;  R ← R + w(row means of g² − R);  C ← C + w(column means of g² − C)
 *     V = R C / max(mean R, ε₁), of a vector V ← V + w(g² − V);  u = g / √max(V, ε₁²)
 *     α = max(ε₂, RMS(θ)) · min(η, 1/√t);  θ ← θ − ηλθ − α u / max(1, RMS(u)/d)
 *
 * Steps are relative: a layer moves by a fraction of the size of its weights, at least of ε₂. `d` bounds the
 * root mean square of u. `beta2Decay` makes the memory longer as training goes on. ε₁ left out is the machine
 * epsilon of the parameters' precision. **In the plane** all of θ is one vector. The rate is the factor of g
 * and the direction is g.
 *
 * Deviations by name: as in PyTorch, a schedule moves η below the bound 1/√t, and decoupled decay is λη; the
 * paper has no decay. Transformers' and fairseq's Adafactor add ε₁ to g² and leave `min(η, 1/√t)` to a flag.
 */
export const adafactor: Optimizer = {
  id: 'adafactor',
  parameters: [
    lr(0.01),
    {
      key: 'beta2Decay',
      kind: 'number',
      default: -0.8,
      min: -100,
      max: 0,
      slider: { min: -1, max: 0, scale: 'linear' },
      symbol: '\\tau',
    },
    {
      key: 'eps1',
      kind: 'number',
      default: null,
      optional: true,
      above: 0,
      slider: { min: 1e-12, max: 1, scale: 'log' },
      symbol: '\\varepsilon_1',
    },
    nonNegative('eps2', 1e-3, '\\varepsilon_2', { min: 1e-6, max: 1, scale: 'log' }),
    {
      key: 'd',
      kind: 'number',
      default: 1,
      above: 0,
      slider: { min: 0.1, max: 10, scale: 'log' },
      symbol: 'd',
    },
    weightDecay(0),
  ],
  memory: ['v'],
  extra: (step) => ({ factors: plansOf(step).length }),
  coordinatewise: false,
  decay: ({ weightDecay }, lr) => lr * weightDecay,
  step(step) {
    const { theta, gradient, rate, direction, args, lr, t } = step;
    const { beta2Decay, eps2, d, weightDecay } = args;
    const eps1 = (args.eps1 as number | null) ?? epsilonOf(theta);
    const weight = pow(t, beta2Decay);
    const relative = Math.min(lr, 1 / Math.sqrt(t));
    for (const plan of planned(step)) {
      const { from, to } = plan;
      const root = Math.sqrt(to - from);
      const alpha = Math.max(eps2, norm(theta, from, to) / root) * relative;
      if (plan.rows > 0) estimateMatrix(step, plan, weight, eps1);
      else estimateVector(step, plan, weight);
      // Until the rate is written its place holds the estimate of g².
      for (let i = from; i < to; i++) {
        rate[i] = 1 / Math.sqrt(Math.max(rate[i], eps1 * eps1));
        direction[i] = rate[i] * gradient[i];
      }
      const scale = alpha / Math.max(1, norm(direction, from, to) / (root * d));
      for (let i = from; i < to; i++) {
        rate[i] *= scale;
        direction[i] = gradient[i];
        theta[i] -= lr * weightDecay * theta[i] + rate[i] * gradient[i];
      }
    }
  },
  formula: `
    w = t^beta2Decay
    size = rows*columns
    v = if(sides > 1, v, v + w*(g^2 - v))
    R = if(sides > 1, R + w*(diagonal(outer(g, g))/columns - R), 0)
    C = if(sides > 1, C + w*(diagonal(outer(transpose(g), transpose(g)))/rows - C), 0)
    V = if(sides > 1, matmul(R, 0*g + 1, C)/max(sum(R)/rows, eps1), v)
    u = g/sqrt(max(V, eps1^2))
    alpha = max(eps2, sqrt(sum(x^2)/size))*min(lr, 1/sqrt(t))
    rate = alpha/max(1, sqrt(sum(u^2)/size)/d)/sqrt(max(V, eps1^2))
    direction = g
    x = x - lr*weightDecay*x - rate*direction`,
  tex: [
    'R_t = R_{t-1} + t^{\\tau}\\bigl(\\overline{g_t^2}^{\\text{ rows}} - R_{t-1}\\bigr),\\quad ' +
      'C_t = C_{t-1} + t^{\\tau}\\bigl(\\overline{g_t^2}^{\\text{ columns}} - C_{t-1}\\bigr)',
    'V_t = R_t C_t/\\max(\\overline{R_t},\\varepsilon_1),\\quad ' +
      '\\text{a vector: } V_t = V_{t-1} + t^{\\tau}(g_t^2 - V_{t-1})',
    'u_t = g_t/\\sqrt{\\max(V_t,\\varepsilon_1^2)},\\quad ' +
      '\\alpha_t = \\max(\\varepsilon_2,\\operatorname{RMS}(\\theta_{t-1}))\\,\\min(\\eta, 1/\\sqrt t)',
    '\\theta_t = \\theta_{t-1} - \\eta\\lambda\\,\\theta_{t-1} - ' +
      '\\alpha_t\\, u_t/\\max(1,\\operatorname{RMS}(u_t)/d)',
  ],
  source:
    'Shazeer and Stern 2018, "Adafactor: Adaptive learning rates with sublinear memory cost", algorithms 4, 5; ' +
    'torch.optim.Adafactor',
};

/** Moves the running mean of a vector's g² and writes it into `rate`. */
function estimateVector({ gradient, rate, memory }: Step, { from, to }: Plan, weight: number): void {
  const { v } = memory;
  for (let i = from; i < to; i++) {
    v[i] += weight * (gradient[i] * gradient[i] - v[i]);
    rate[i] = v[i];
  }
}

/** Moves the means of a matrix's rows and columns and writes their product, over the mean of all, into `rate`. */
function estimateMatrix({ gradient, rate, extra }: Step, plan: Plan, weight: number, eps1: number): void {
  const { from, rows, columns, factors } = plan;
  const row = extra.factors.subarray(factors, factors + rows);
  const column = extra.factors.subarray(factors + rows, factors + rows + columns);
  for (let i = 0; i < rows; i++) row[i] -= weight * row[i];
  for (let j = 0; j < columns; j++) column[j] -= weight * column[j];
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const g = gradient[from + i * columns + j];
      const square = weight * g * g;
      row[i] += square / columns;
      column[j] += square / rows;
    }
  }
  let sum = 0;
  for (let i = 0; i < rows; i++) sum += row[i];
  const mean = Math.max(sum / rows, eps1);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) rate[from + i * columns + j] = (row[i] * column[j]) / mean;
  }
}
