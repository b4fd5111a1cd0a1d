import type { Arguments, Stage } from '../types.ts';

const positive = (key: string, value: number | null, symbol: string) =>
  ({
    key,
    kind: 'number',
    default: value,
    optional: true,
    above: 0,
    slider: { min: 1e-3, max: 100, scale: 'log' },
    symbol,
  }) as const;

/**
 * Gradient clipping, by the norm of the whole gradient, by the value of each coordinate, or by both in this
 * order.
 *
 * - `norm` as torch.nn.utils.clip_grad_norm_: g ← g · min(1, norm/(‖g‖₂ + 1e-6)). The direction stays.
 * - `value` as torch.nn.utils.clip_grad_value_: gᵢ ← min(max(gᵢ, −value), value). The direction may turn.
 *
 * As in PyTorch an infinite coordinate becomes NaN under `norm` and ±value under `value`; NaN stays NaN.
 */
export const clip: Stage = {
  id: 'clip',
  parameters: [positive('norm', 1, 'c'), positive('value', null, 'v')],
  acts: 'per-update',
  apply(gradient, args: Arguments) {
    const norm = args.norm as number | null;
    const value = args.value as number | null;
    if (norm !== null) {
      let squares = 0;
      for (let i = 0; i < gradient.length; i++) squares += gradient[i] * gradient[i];
      const factor = Math.min(1, norm / (Math.sqrt(squares) + 1e-6));
      for (let i = 0; i < gradient.length; i++) gradient[i] *= factor;
    }
    if (value !== null) {
      for (let i = 0; i < gradient.length; i++) gradient[i] = Math.min(Math.max(gradient[i], -value), value);
    }
  },
  source: 'torch.nn.utils.clip_grad_norm_ and clip_grad_value_; Pascanu, Mikolov, Bengio 2013',
};
