import type { Stage } from '../types.ts';
import { type Format, roundTo } from './round.ts';

/**
 * Rounds the gradient to a narrow format, as mixed-precision training does: g ← round(scale·g)/scale.
 *
 * Small gradients underflow to 0, large ones overflow to infinity. `scale` is the loss
 * scale: it lifts small gradients over the smallest number of fp16 (6·10⁻⁸) and is divided out again in full
 * precision.
 */
export const precision: Stage = {
  id: 'precision',
  parameters: [
    {
      key: 'format',
      kind: 'choice',
      default: 'fp16',
      choices: ['fp32', 'fp16', 'bf16'],
      symbol: '\\text{format}',
    },
    {
      key: 'scale',
      kind: 'number',
      default: 1,
      above: 0,
      slider: { min: 1, max: 65536, scale: 'log' },
      symbol: 'S',
    },
  ],
  acts: 'per-batch',
  apply(gradient, args) {
    const format = args.format as Format;
    const scale = args.scale as number;
    for (let i = 0; i < gradient.length; i++) gradient[i] = roundTo(format, gradient[i] * scale) / scale;
  },
  source: 'IEEE 754-2019; Micikevicius et al. 2018, "Mixed precision training"',
};
