import { square } from '../elementary/index.ts';
import type { Arguments, Stage, Vector } from '../types.ts';

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
 * Where squares would overflow (from about 1e154) the gradient is scaled first: PyTorch's norm is then infinite and
 * its gradient 0.
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
    if (norm !== null) clipNorm(gradient, norm);
    if (value !== null) {
      for (let i = 0; i < gradient.length; i++) gradient[i] = Math.min(Math.max(gradient[i], -value), value);
    }
  },
  source: 'torch.nn.utils.clip_grad_norm_ and clip_grad_value_; Pascanu, Mikolov, Bengio 2013',
};

/** Coordinates above `LARGE` are divided by `SCALE` before they are squared. Powers of two, so that nothing is rounded. */
const LARGE = 2 ** 500;
const SCALE = 2 ** 600;

/** Scales the gradient so that its Euclidean norm is at most about `bound`. */
function clipNorm(gradient: Vector, bound: number): void {
  let largest = 0;
  for (let i = 0; i < gradient.length; i++) largest = Math.max(largest, Math.abs(gradient[i]));
  const scale = largest > LARGE && largest < Number.POSITIVE_INFINITY ? SCALE : 1;
  let squares = 0;
  for (let i = 0; i < gradient.length; i++) squares += square(gradient[i] / scale);
  const factor = Math.min(scale, bound / (Math.sqrt(squares) + 1e-6 / scale));
  for (let i = 0; i < gradient.length; i++) gradient[i] = (gradient[i] / scale) * factor;
}
