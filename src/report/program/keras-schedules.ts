/** The schedules of a run as one of keras.optimizers.schedules, where one does the same. */
import type { Arguments, StageSpec } from '../../core/types.ts';
import { pythonNumber as n } from './python.ts';

const call = (name: string, ...args: readonly (number | string)[]): string =>
  `keras.optimizers.schedules.${name}(${args.map((one) => (typeof one === 'number' ? n(one) : one)).join(', ')})`;

/** A rate: where it is whole Keras would go on in whole numbers. */
const rate = (value: number): string => (Number.isSafeInteger(value) ? `${value}.0` : n(value));

const linear = (lr: number, from: number, to: number, steps: number): string =>
  call('PolynomialDecay', rate(lr * from), steps, rate(lr * to));

const NATIVE: Readonly<Record<string, (args: Arguments, lr: number) => string | null>> = {
  step: ({ every, gamma }, lr) =>
    call('ExponentialDecay', rate(lr), Number(every), Number(gamma), 'staircase=True'),
  multistep: ({ at, gamma }, lr) => {
    const steps = at as readonly number[];
    if (new Set(steps).size < steps.length || !steps.every((step) => Number.isInteger(step) && step > 0))
      return null;
    const sorted = [...steps].sort((a, b) => a - b);
    // Keras changes the rate after its boundary, PyTorch at the milestone.
    const boundaries = sorted.map((step) => n(step - 1));
    const values = [...sorted, 0].map((_, k) => rate(lr * Number(gamma) ** k));
    return call('PiecewiseConstantDecay', `[${boundaries.join(', ')}]`, `[${values.join(', ')}]`);
  },
  exponential: ({ gamma, min }, lr) =>
    min === 0 ? call('ExponentialDecay', rate(lr), 1, Number(gamma)) : null,
  linear: ({ from, to, steps }, lr) => linear(lr, Number(from), Number(to), Number(steps)),
  polynomial: ({ steps, power }, lr) =>
    call('PolynomialDecay', rate(lr), Number(steps), '0.0', `power=${n(Number(power))}`),
  cosine: ({ steps, min }, lr) =>
    call('CosineDecay', rate(lr), Number(steps), ...(min === 0 ? [] : [`alpha=${n(Number(min) / lr)}`])),
  warmup: ({ from, steps }, lr) => linear(lr, Number(from), 1, Number(steps)),
};

/** The run's one schedule as that of Keras; null where it has none or several, or another is needed. */
export function kerasSchedule(specs: readonly StageSpec[], lr: number): string | null {
  const [{ id, args } = { id: '', args: {} }] = specs;
  return specs.length === 1 ? (NATIVE[id]?.(args, lr) ?? null) : null;
}
