import { permutation } from '../random.ts';
import type { Surface } from '../types.ts';
import { dataStream, leastSquares } from './least-squares.ts';

/** The number of samples, and the standard deviation of the noise on their targets. */
const SAMPLES = 1000;
const NOISE = 0.1;

/**
 * Least squares with a rare feature: f(x, y) = 1/(2n) Σᵢ (aᵢx + bᵢy − zᵢ)² over n = 1000 seeded samples.
 *
 * The first feature aᵢ = ±1 is in every sample; the second is 1 in a fraction `rate` of them and 0 in the
 * others, like a rare word. So y gets a gradient only now and then: a rate common to both coordinates is too
 * small for it, while a rate that shrinks with the gradients seen so far, Adagrad's, stays large where few
 * were seen. Targets are aᵢ + bᵢ plus noise (σ = 0.1).
 */
export const sparse: Surface = {
  id: 'sparse',
  parameters: [
    {
      key: 'rate',
      kind: 'number',
      default: 0.05,
      above: 0,
      max: 1,
      slider: { min: 0.001, max: 1, scale: 'log' },
      symbol: 'p',
    },
    {
      key: 'batch',
      kind: 'integer',
      default: 1,
      min: 1,
      max: SAMPLES,
      slider: { min: 1, max: SAMPLES, scale: 'log' },
      symbol: 'B',
    },
  ],
  domain: { x: [-2, 2.5], y: [-2, 2.5] },
  start: [-1.5, -1.5],
  tex: 'f(x,y)=\\frac1{2n}\\sum_{i=1}^n (a_i x+b_i y-z_i)^2,\\quad a_i=\\pm1,\\ \\Pr(b_i=1)=p',
  source: 'Duchi, Hazan, Singer 2011, section 1',
  create(args, seed) {
    const { rate, batch } = args as Record<string, number>;
    const chance = dataStream(seed);
    const features = new Float64Array(2 * SAMPLES);
    const targets = new Float64Array(SAMPLES);
    const active = Math.max(1, Math.round(rate * SAMPLES));
    for (const i of permutation(SAMPLES, chance).subarray(0, active)) features[2 * i + 1] = 1;
    for (let i = 0; i < SAMPLES; i++) {
      features[2 * i] = chance.uniform() < 0.5 ? -1 : 1;
      targets[i] = features[2 * i] + features[2 * i + 1] + NOISE * chance.normal();
    }
    return leastSquares(features, targets, batch, seed);
  },
};
