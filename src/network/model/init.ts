import { random } from '../../core/random.ts';
import { WEIGHTS } from '../random-streams.ts';
import type { Layout } from './layout.ts';

/**
 * Initial weights as torch.nn.Linear: weights and biases uniform in ±1/√inputs.
 *
 * (kaiming_uniform_ with a = √5 has the bound √(6 / (6·inputs)).) The draws are not PyTorch's, the distribution is.
 */
export function initialWeights(layout: Layout, seed: number): Float32Array {
  const theta = new Float32Array(layout.length);
  layout.layers.forEach(({ inputs, offset, size }, index) => {
    const bound = 1 / Math.sqrt(inputs);
    const chance = random(seed, WEIGHTS, index);
    for (let i = offset; i < offset + size; i++) theta[i] = bound * (2 * chance.uniform() - 1);
  });
  return theta;
}
