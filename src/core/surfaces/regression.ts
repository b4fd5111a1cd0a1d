import type { Surface } from '../types.ts';
import { dataStream, leastSquares } from './least-squares.ts';

/** The line from which the points are drawn. */
const SLOPE = 1;
const INTERCEPT = -0.5;

/**
 * Fitting a line to points: f(x, y) = 1/(2n) Σᵢ (x uᵢ + y − zᵢ)², x the slope and y the intercept.
 *
 * The n points are drawn from the seed: uᵢ evenly spread over [0, 2] with jitter, zᵢ = uᵢ − 0.5 plus Gaussian
 * noise. Every update sees the gradient of `batch` of them, so the noise is that of real minibatches: it
 * shrinks with the batch, and depends on the place. Because the uᵢ are not centred, slope and intercept are
 * coupled (condition number about 14).
 */
export const regression: Surface = {
  id: 'regression',
  parameters: [
    {
      key: 'batch',
      kind: 'integer',
      default: 8,
      min: 1,
      max: 10_000,
      slider: { min: 1, max: 64, scale: 'log' },
      symbol: 'B',
    },
    {
      key: 'n',
      kind: 'integer',
      default: 64,
      min: 4,
      max: 10_000,
      slider: { min: 4, max: 1024, scale: 'log' },
      symbol: 'n',
    },
    {
      key: 'noise',
      kind: 'number',
      default: 0.5,
      min: 0,
      slider: { min: 0, max: 3, scale: 'linear' },
      symbol: '\\sigma',
    },
  ],
  check(args) {
    const { batch, n } = args as Record<string, number>;
    return batch > n ? [{ key: 'batch', used: n, allowed: 'at most n, the number of points' }] : [];
  },
  domain: { x: [-2, 4], y: [-3.5, 2.5] },
  start: [-1.4, 1.8],
  tex: 'f(x,y)=\\frac1{2n}\\sum_{i=1}^n (x\\,u_i+y-z_i)^2',
  source: 'Bottou, Curtis, Nocedal 2018, "Optimization methods for large-scale machine learning", section 4',
  create(args, seed) {
    const { batch, n, noise } = args as Record<string, number>;
    const chance = dataStream(seed);
    const features = new Float64Array(2 * n);
    const targets = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const u = (2 * (i + chance.uniform())) / n;
      features[2 * i] = u;
      features[2 * i + 1] = 1;
      targets[i] = SLOPE * u + INTERCEPT + noise * chance.normal();
    }
    return leastSquares(features, targets, batch, seed);
  },
};
