/** A rule on trial: what `createUpdater` does around a rule, for rules that stand in no table. */
import type { Arguments, Optimizer, Step, SurfaceObjective, Vector } from '../../types.ts';
import { zerosLike } from '../../updater.ts';

export interface Trial {
  readonly step: Step;
  /** One update with this gradient (of any precision), rate and loss. */
  advance(gradient: ArrayLike<number>, lr?: number, loss?: number): void;
}

export interface Surroundings {
  readonly objective?: SurfaceObjective;
  readonly shapes?: readonly (readonly number[])[];
}

/** A trial from `theta`, which is moved in place. The arguments are frozen: writing to them throws. */
export function createTrial(
  rule: Optimizer,
  args: Arguments,
  theta: Vector,
  surroundings: Surroundings = {},
): Trial {
  const extra: Record<string, Float64Array> = {};
  const step: Step = {
    theta,
    gradient: zerosLike(theta),
    rate: zerosLike(theta),
    direction: zerosLike(theta),
    memory: Object.fromEntries(rule.memory.map((name) => [name, zerosLike(theta)])),
    scalars: { ...rule.scalars },
    extra,
    args: Object.freeze({ ...args }) as Record<string, number>,
    as: String(args.as ?? 'pytorch'),
    lr: 0,
    t: 0,
    loss: Number.NaN,
    ...surroundings,
  };
  for (const [name, length] of Object.entries(rule.extra?.(step) ?? {}))
    extra[name] = new Float64Array(length);
  rule.init?.(step);
  return {
    step,
    advance(gradient, lr = Number(args.lr), loss = 1) {
      step.gradient.set(gradient);
      step.t++;
      step.lr = lr;
      step.loss = loss;
      rule.step(step);
    },
  };
}

/** Makes `to` remember what `from` does: the declared memory, and no more. */
export function copyState(from: Step, to: Step): void {
  to.t = from.t;
  to.theta.set(from.theta);
  for (const name of Object.keys(from.memory)) to.memory[name].set(from.memory[name]);
  for (const name of Object.keys(from.extra)) to.extra[name].set(from.extra[name]);
  Object.assign(to.scalars, from.scalars);
}

/** The bowl ½Σ kᵢ(θᵢ − cᵢ)² in the plane, with k = (1, 4): what any method should descend. */
export function bowl(center: readonly [number, number]): SurfaceObjective {
  const [a, b] = center;
  return {
    loss: (theta) => 0.5 * (theta[0] - a) ** 2 + 2 * (theta[1] - b) ** 2,
    gradient(theta, out) {
      out[0] = theta[0] - a;
      out[1] = 4 * (theta[1] - b);
    },
    hessian(_theta, out) {
      out[0] = 1;
      out[1] = out[2] = 0;
      out[3] = 4;
    },
    minima: [{ x: a, y: b, loss: 0 }],
  };
}
