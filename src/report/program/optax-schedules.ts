/** The schedules of a run as those of optax, or as a function where optax has none that does the same. */
import type { Arguments, StageSpec } from '../../core/types.ts';
import { pythonNumber as n } from './python.ts';

/** What optax has with these arguments, from the rate `lr`; null where it has another. */
const NATIVE: Readonly<Record<string, (args: Arguments, lr: number) => string | null>> = {
  step: ({ every, gamma }, lr) =>
    Number(gamma) > 0
      ? `optax.exponential_decay(${n(lr)}, ${Number(every)}, ${n(Number(gamma))}, staircase=True)`
      : null,
  multistep: ({ at, gamma }, lr) => {
    const steps = at as readonly number[];
    if (new Set(steps).size < steps.length) return null;
    const scales = steps.map((step) => `${n(step)}: ${n(Number(gamma))}`).join(', ');
    return `optax.piecewise_constant_schedule(${n(lr)}, {${scales}})`;
  },
  exponential: ({ gamma, min }, lr) => {
    if (!(Number(gamma) > 0 && Number(gamma) < 1)) return null;
    const floor = min === 0 ? '' : `, end_value=${n(Number(min))}`;
    return `optax.exponential_decay(${n(lr)}, 1, ${n(Number(gamma))}${floor})`;
  },
  linear: ({ from, to, steps }, lr) =>
    `optax.linear_schedule(${n(lr * Number(from))}, ${n(lr * Number(to))}, ${Number(steps)})`,
  polynomial: ({ steps, power }, lr) =>
    `optax.polynomial_schedule(${n(lr)}, 0.0, ${n(Number(power))}, ${Number(steps)})`,
  cosine: ({ steps, min }, lr) =>
    `optax.cosine_decay_schedule(${n(lr)}, ${Number(steps)}${min === 0 ? '' : `, alpha=${n(Number(min) / lr)}`})`,
  warmup: ({ from, steps }, lr) =>
    `optax.linear_schedule(${n(lr * Number(from))}, ${n(lr)}, ${Number(steps)})`,
};

/** The run's schedules as one of optax; null where they are none, or where a function has to be written. */
export function optaxSchedule(specs: readonly StageSpec[], lr: number): string | null {
  const ordered = [...specs].sort((a, b) => Number(a.id === 'warmup') - Number(b.id === 'warmup'));
  const native = ordered.map(({ id, args }) => NATIVE[id]?.(args, lr) ?? null);
  const [first, second] = native;
  if (native.length === 1) return first;
  const last = ordered[ordered.length - 1];
  // Warm-ups that do not wait multiply the other schedule, and optax has no product.
  if (native.length !== 2 || last.id !== 'warmup' || last.args.wait !== 1 || !first || !second) return null;
  return `optax.join_schedules([${second}, ${first}], [${Number(last.args.steps)}])`;
}
