import type { Optimizer, Step, Vector } from '../types.ts';
import { norm, perRun } from './blocks.ts';
import { weakWolfe } from './line-search.ts';
import { lr } from './parameters.ts';

const buffers = perRun(({ theta, args }: Step) => ({
  point: new Float64Array(theta.length),
  gradient: new Float64Array(theta.length),
  alpha: new Float64Array(args.history),
}));

/**
 * L-BFGS (Liu and Nocedal 1989; Nocedal and Wright 2006, algorithms 7.4 and 7.5). One update is one
 * iteration.
 *
 *     s = θ − θ_{t−1},  y = g − g_{t−1};  d = Hg by the two-loop recursion over the last pairs;  θ ← θ − αd
 *
 * H starts as ⟨s, y⟩/⟨y, y⟩ times the identity. As in torch.optim.LBFGS a pair is kept only if ⟨s, y⟩ >
 * 1e-10, and the first step is η·min(1, 1/‖g‖₁). With `lineSearch` and on a surface, α starts there and at η
 * afterwards and ends where the weak Wolfe conditions hold for the noise-free loss, as the paper asks for;
 * `lineSearch: 0` takes that first value, which is torch.optim.LBFGS(max_iter=1, line_search_fn=None) without
 * its stopping tests. Without an objective (training a network) there is no search. The rate is α and the
 * direction Hg.
 *
 * Deviations by name: PyTorch keeps 100 pairs; its strong-Wolfe search interpolates cubically.
 */
export const lbfgs: Optimizer = {
  id: 'lbfgs',
  parameters: [
    lr(1),
    {
      key: 'history',
      kind: 'integer',
      default: 10,
      min: 1,
      max: 100,
      slider: { min: 1, max: 30, scale: 'linear' },
      symbol: 'm',
    },
    { key: 'lineSearch', kind: 'flag', default: 1, symbol: '\\text{line search}' },
  ],
  memory: ['previousTheta', 'previousGradient'],
  /** The number of pairs ever kept, the latest at `(pairs − 1) % history`. */
  scalars: { pairs: 0 },
  extra: ({ theta, args }) => ({
    s: theta.length * args.history,
    y: theta.length * args.history,
    rho: args.history,
  }),
  coordinatewise: false,
  step(step) {
    const { theta, gradient, rate, direction, memory, args, lr, t, objective } = step;
    if (t > 1) keepPair(step);
    memory.previousTheta.set(theta);
    memory.previousGradient.set(gradient);
    twoLoops(step);
    let size = 0;
    for (let i = 0; i < theta.length; i++) size += Math.abs(gradient[i]);
    let alpha = t === 1 ? Math.min(1, 1 / size) * lr : lr;
    if (objective && args.lineSearch === 1) {
      const { point, gradient: scratch } = buffers(step);
      alpha = weakWolfe(objective, theta, direction, alpha, point, scratch);
    }
    rate.fill(alpha);
    for (let i = 0; i < theta.length; i++) theta[i] -= alpha * direction[i];
  },
  formula: `
    s = x - previousTheta
    y = g - previousGradient
    keep = if(t > 1, dot(s, y) > 1e-10, 0)
    S = if(keep == 1, append(S, s, history), S)
    Y = if(keep == 1, append(Y, y, history), Y)
    rho = if(keep == 1, append(rho, 1/dot(s, y), history), rho)
    pairs = pairs + keep
    previousTheta = x
    previousGradient = g
    I = identity(x)
    H = if(pairs > 0, dot(last(S), last(Y))/dot(last(Y), last(Y)), 1)*I
    H = fold(H, matmul(I - r*outer(s, y), H, I - r*outer(y, s)) + r*outer(s, s), s, S, y, Y, r, rho)
    direction = matmul(H, g)
    start = if(t == 1, min(1, 1/sum(abs(g)))*lr, lr)
    slope = if(min(lineSearch, surface) == 1, dot(gradient(x), -direction), 0)
    rate = if(slope < 0, bracket(a, start, 50, f(x - a*direction) <= f(x) + 1e-4*a*slope,
      dot(gradient(x - a*direction), -direction) >= 0.9*slope), start)
    x = x - rate*direction`,
  tex: [
    's_t = \\theta_{t-1}-\\theta_{t-2},\\quad y_t = g_t-g_{t-1},\\quad \\rho_t = 1/\\langle s_t, y_t\\rangle',
    'H \\leftarrow (I-\\rho s y^\\top)\\, H\\, (I-\\rho y s^\\top) + \\rho s s^\\top' +
      '\\quad\\text{for the last } m \\text{ pairs, from } ' +
      '\\tfrac{\\langle s,y\\rangle}{\\langle y,y\\rangle} I',
    '\\theta_t = \\theta_{t-1} - \\alpha_t H_t g_t',
  ],
  source: 'Liu and Nocedal 1989; Nocedal and Wright 2006, algorithms 7.4 and 7.5; torch.optim.LBFGS',
};

/**
 * Keeps the step since the last update and the gradient's change over it, if the curvature along it is
 * positive.
 */
function keepPair({ theta, gradient, memory, scalars, extra, args }: Step): void {
  const { s, y, rho } = extra;
  const n = theta.length;
  const slot = scalars.pairs % args.history;
  let curvature = 0;
  for (let i = 0; i < n; i++) {
    curvature += (theta[i] - memory.previousTheta[i]) * (gradient[i] - memory.previousGradient[i]);
  }
  if (!(curvature > 1e-10)) return;
  for (let i = 0; i < n; i++) {
    s[slot * n + i] = theta[i] - memory.previousTheta[i];
    y[slot * n + i] = gradient[i] - memory.previousGradient[i];
  }
  rho[slot] = 1 / curvature;
  scalars.pairs++;
}

/** Writes Hg into `step.direction`. */
function twoLoops(step: Step): void {
  const { gradient, direction, scalars, extra, args } = step;
  const { s, y, rho } = extra;
  const { alpha } = buffers(step);
  const n = gradient.length;
  const { history } = args;
  const kept = Math.min(scalars.pairs, history);
  direction.set(gradient);
  for (let k = 1; k <= kept; k++) {
    const slot = (scalars.pairs - k) % history;
    alpha[slot] = rho[slot] * product(s, slot * n, direction);
    for (let i = 0; i < n; i++) direction[i] -= alpha[slot] * y[slot * n + i];
  }
  if (kept === 0) return;
  const latest = (scalars.pairs - 1) % history;
  const change = norm(y, latest * n, (latest + 1) * n);
  const scale = 1 / (rho[latest] * change * change);
  for (let i = 0; i < n; i++) direction[i] *= scale;
  for (let k = kept; k >= 1; k--) {
    const slot = (scalars.pairs - k) % history;
    const beta = alpha[slot] - rho[slot] * product(y, slot * n, direction);
    for (let i = 0; i < n; i++) direction[i] += beta * s[slot * n + i];
  }
}

/** The inner product of `rows[at …]` with a vector. */
function product(rows: Float64Array, at: number, vector: Vector): number {
  let sum = 0;
  for (let i = 0; i < vector.length; i++) sum += rows[at + i] * vector[i];
  return sum;
}
