import type { NetworkArguments } from '../../core/network.ts';
import { type Random, random } from '../../core/random.ts';
import { WEIGHTS } from '../random-streams.ts';
import type { Layer, Layout } from './layout.ts';

/** How the weights and the biases of a layer are drawn. */
interface Draws {
  weight(chance: Random): number;
  bias(chance: Random): number;
}

const uniform =
  (bound: number) =>
  (chance: Random): number =>
    bound * (2 * chance.uniform() - 1);
const normal =
  (deviation: number) =>
  (chance: Random): number =>
    deviation * chance.normal();
const none = (): number => 0;

/**
 * - `torch`: torch.nn.Linear's, weights and biases uniform in ±1/√inputs (kaiming_uniform_ with a = √5 has the bound
 *   √(6 / (6·inputs))).
 * - `he`: normal with the variance 2/inputs (He et al. 2015, equation 10); biases are 0, as in all that follow.
 * - `glorot`: uniform in ±√(6/(inputs + units)) (Glorot and Bengio 2010, equation 16).
 * - `normal`: normal with the standard deviation `scale`.
 * - `mup`: normal with the variance 1/inputs, of the last layer 1/inputs² (Yang et al. 2021, table 3: maximal update
 *   parametrization; the rates that go with it are those of the optimizer).
 */
function drawsOf(
  init: NetworkArguments['init'],
  scale: number,
  { inputs, units }: Layer,
  last: boolean,
): Draws {
  switch (init) {
    case 'he':
      return { weight: normal(Math.sqrt(2 / inputs)), bias: none };
    case 'glorot':
      return { weight: uniform(Math.sqrt(6 / (inputs + units))), bias: none };
    case 'normal':
      return { weight: normal(scale), bias: none };
    case 'mup':
      return { weight: normal(last ? 1 / inputs : 1 / Math.sqrt(inputs)), bias: none };
    default: {
      const draw = uniform(1 / Math.sqrt(inputs));
      return { weight: draw, bias: draw };
    }
  }
}

/** Initial weights. The draws are not PyTorch's, the distributions are. */
export function initialWeights(
  layout: Layout,
  seed: number,
  { init = 'torch', scale = 0.01 }: Pick<NetworkArguments, 'init' | 'scale'> = {},
): Float32Array {
  const theta = new Float32Array(layout.length);
  layout.layers.forEach((layer, index) => {
    const { inputs, units, offset, size } = layer;
    const chance = random(seed, WEIGHTS, index);
    const { weight, bias } = drawsOf(init, scale, layer, index === layout.layers.length - 1);
    const biases = offset + inputs * units;
    for (let i = offset; i < biases; i++) theta[i] = weight(chance);
    for (let i = biases; i < offset + size; i++) theta[i] = bias(chance);
  });
  return theta;
}
